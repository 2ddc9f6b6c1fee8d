package org.spinspike.bench;

/** The power by which a cost grows. */
final class Power {
    private Power() {}

    /** @return slope of the straight line through the logarithms */
    static double of(double[] size, double[] cost) {
        double mx = 0, my = 0, xy = 0, xx = 0;
        for (int n = 0; n < size.length; n++) {
            mx += Math.log(size[n]) / size.length;
            my += Math.log(cost[n]) / size.length;
        }
        for (int n = 0; n < size.length; n++) {
            xy += (Math.log(size[n]) - mx) * (Math.log(cost[n]) - my);
            xx += (Math.log(size[n]) - mx) * (Math.log(size[n]) - mx);
        }
        return xy / xx;
    }
}
