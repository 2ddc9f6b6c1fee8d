package org.spinspike.math;

/** Mean of values that come one by one, and its standard error. What is added up are deviations from the first value, so that a small spread about a large mean is kept. */
public final class RunningMean {
    private long count;
    private double origin, sum, squares;

    public static RunningMean of(double[] values) {
        var mean = new RunningMean();
        for (double value : values) mean.add(value);
        return mean;
    }

    public void add(double value) {
        if (count++ == 0) origin = value;
        double deviation = value - origin;
        sum += deviation;
        squares += deviation * deviation;
    }

    /** @return NaN where nothing has come */
    public double value() { return origin + sum / count; }

    /** @return sd / sqrt(count); NaN for fewer than two values */
    public double standardError() {
        double mean = sum / count, variance = (squares - count * mean * mean) / (count - 1);
        return Math.sqrt(Math.max(0, variance) / count);
    }
}
