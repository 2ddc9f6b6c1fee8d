package org.spinspike.app.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * One method over all inverse temperatures.
 *
 * @param method  "simulation", "exact", or a mean field as METHOD:ORDER
 * @param points  one a beta; undefined where the method lost its numbers
 * @param errors  standard errors, or null where there are none
 * @param trouble the first step at which something went wrong, one a beta, 0 for never; null where nothing can
 */
public record PhaseCurve(String method, List<PhasePoint> points, List<PhasePoint> errors, int[] trouble) {
    /** What is told of each point, by its name in files. */
    public enum Quantity {
        M("m", PhasePoint::m), C("C", PhasePoint::c), D("D", PhasePoint::d), SIGMA("sigma", PhasePoint::sigma);

        final String key;
        final ToDoubleFunction<PhasePoint> value;

        Quantity(String key, ToDoubleFunction<PhasePoint> value) {
            this.key = key;
            this.value = value;
        }
    }

    /**
     * Where a quantity is largest.
     *
     * @param beta NaN where nothing is known
     * @param low  the smallest beta that cannot be told from it, within two standard errors of the difference
     * @param high the largest
     * @param edge whether one of them is the first or last beta: then the peak may lie beyond
     */
    public record Peak(double beta, double low, double high, boolean edge) {
        Map<String, Object> json() {
            var map = new LinkedHashMap<String, Object>();
            map.put("beta", beta);
            map.put("low", low);
            map.put("high", high);
            map.put("at_edge", edge);
            return map;
        }
    }

    public double[] values(Quantity q) { return points.stream().mapToDouble(q.value).toArray(); }
    public double[] errors(Quantity q) { return errors.stream().mapToDouble(q.value).toArray(); }

    Peak peak(Quantity q, double[] betas) {
        double[] y = values(q), se = errors == null ? new double[y.length] : errors(q);
        int best = -1;
        for (int b = 0; b < y.length; b++) if (sound(b) && (best < 0 ? !Double.isNaN(y[b]) : y[b] > y[best])) best = b;
        if (best < 0) return new Peak(Double.NaN, Double.NaN, Double.NaN, true);
        int top = best, last = y.length - 1;
        int[] like = IntStream.rangeClosed(0, last).filter(b -> sound(b) && y[b] >= y[top] - 2 * Math.hypot(se[b], se[top])).toArray();
        int low = like[0], high = like[like.length - 1];
        return new Peak(betas[top], betas[low], betas[high], low == 0 || high == last);
    }

    /** @return whether nothing went wrong there */
    public boolean sound(int b) { return trouble == null || trouble[b] == 0; }

    Map<String, Object> json(double[] betas) {
        var map = new LinkedHashMap<String, Object>();
        for (Quantity q : Quantity.values()) {
            map.put(q.key, values(q));
            if (errors != null) map.put(q.key + "_se", errors(q));
        }
        if (trouble != null) map.put("first_bad_step", IntStream.of(trouble).mapToObj(t -> t == 0 ? null : t).toList());
        var peaks = new LinkedHashMap<String, Object>();
        for (Quantity q : List.of(Quantity.C, Quantity.D, Quantity.SIGMA)) peaks.put(q.key, peak(q, betas).json());
        map.put("peak", peaks);
        return map;
    }
}
