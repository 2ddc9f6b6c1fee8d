package org.spinspike.app.task;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.spinspike.math.Seed;
import org.spinspike.model.Forecasts;
import org.spinspike.model.Likelihood;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.Conformal;
import org.spinspike.statistics.MultipleTests;

/**
 * Three scores of strangeness a trial, where in the trial and in which neuron it lies, each with a conformal p-value from held-out normal trials.
 *
 * <pre>
 * surprise     = -ln p(S)                              finds busy trials; a silent one is the least surprising of all
 * typical      = |surprise - median over calibration|  finds dead cells and silent trials too
 * coordination = ln p_rates(S) - ln p(S)               sees only broken joint structure
 * p(S)         = (1 + #{calibration scores at least as large}) / (m + 1)
 * </pre>
 *
 * If calibration and normal trials are exchangeable, a normal trial has p at most alpha with probability at most alpha, whatever the model; for
 * {@code typical} that holds because its p-value takes the median over calibration and the trial itself ({@link Conformal#fromMiddle}).
 * Trials are compared with calibration trials of the same length and number of observed entries only. By bin (-ln p(S_t | S_0..S_(t-1))) and by neuron
 * (sum over bins of -ln p(s_i | all earlier bins)) the p-value is two-sided, and flags hold the false discovery rate within each trial.
 *
 * @param surprise     [trials], nats
 * @param typical      [trials], nats
 * @param coordination [trials], nats, against rates over time, or constant rates where trials are not aligned
 * @param byBin        row-major [trials, bins], nats; NaN past the end of a trial, as are its p-values
 * @param byNeuron     row-major [trials, neurons], nats; null for a model without forecasts, as are its p-values and flags
 */
public record Anomalies(double[] surprise, double[] typical, double[] coordination, double[] pSurprise, double[] pTypical, double[] pCoordination,
                        double[] byBin, double[] pByBin, byte[] flagByBin, double[] byNeuron, double[] pByNeuron, byte[] flagByNeuron) {

    public enum Score { TYPICAL, SURPRISE, COORDINATION }

    public double[] p(Score score) {
        return switch (score) {
            case TYPICAL -> pTypical;
            case SURPRISE -> pSurprise;
            case COORDINATION -> pCoordination;
        };
    }

    /**
     * @param rate  accepted false-alarm rate; also the false discovery rate of the flags
     * @param notes what the user should know is added here
     * @throws IllegalArgumentException where a class of trials has too few calibration trials for that rate
     */
    public static Anomalies of(Likelihood model, Nulls nulls, SpikeTrains data, SpikeTrains calibration, double rate, Seed seed, List<String> notes) {
        Raw test = Raw.of(model, nulls, data, seed.child("test")), reference = Raw.of(model, nulls, calibration, seed.child("calibration"));
        int trials = data.trials(), bins = data.bins(), n = data.neurons();
        double[] typical = new double[trials], pSurprise = new double[trials], pTypical = new double[trials], pCoordination = new double[trials];
        double[] pByBin = new double[trials * bins];
        double[] pByNeuron = test.byNeuron == null ? null : new double[trials * n];
        Arrays.fill(pByBin, Double.NaN);
        Map<Extent, int[]> classes = classes(data), references = classes(calibration);
        if (classes.size() > 1) notes.add("trials differ in their length or their observed entries: each was calibrated within its own class of " + classes.size());
        for (var entry : classes.entrySet()) {
            int[] members = entry.getValue(), normal = references.getOrDefault(entry.getKey(), new int[0]);
            if (normal.length == 0) {
                throw new DataException("no calibration trial has " + entry.getKey() + " like trial " + members[0] + " has: p-values need normal trials of the same length");
            }
            Conformal surprise = Conformal.of(pick(reference.surprise, normal)).requireReach(rate), coordination = Conformal.of(pick(reference.coordination, normal));
            double median = surprise.median();
            for (int k : members) {
                typical[k] = Math.abs(test.surprise[k] - median);
                pSurprise[k] = surprise.p(test.surprise[k]);
                pTypical[k] = surprise.fromMiddle(test.surprise[k]);
                pCoordination[k] = coordination.p(test.coordination[k]);
            }
            for (int t = 0; t < data.bins(members[0]); t++) {
                Conformal bin = Conformal.of(column(reference.byBin, calibration.bins(), normal, t));
                for (int k : members) pByBin[k * bins + t] = bin.twoSided(test.byBin[k * bins + t]);
            }
            for (int i = 0; pByNeuron != null && i < n; i++) {
                Conformal neuron = Conformal.of(column(reference.byNeuron, n, normal, i));
                for (int k : members) pByNeuron[k * n + i] = neuron.twoSided(test.byNeuron[k * n + i]);
            }
        }
        double[] byBin = test.byBin.clone();
        for (int at = 0; at < byBin.length; at++) if (Double.isNaN(pByBin[at])) byBin[at] = Double.NaN;
        return new Anomalies(test.surprise, typical, test.coordination, pSurprise, pTypical, pCoordination, byBin, pByBin, flags(pByBin, bins, rate),
                test.byNeuron, pByNeuron, pByNeuron == null ? null : flags(pByNeuron, n, rate));
    }

    /** Scores before calibration. */
    private record Raw(double[] surprise, double[] coordination, double[] byBin, double[] byNeuron) {
        static Raw of(Likelihood model, Nulls nulls, SpikeTrains data, Seed seed) {
            int trials = data.trials(), bins = data.bins(), n = data.neurons();
            double[] byBin = model.logProbabilityByBin(data), rates = nulls.headline().logProbabilityByNeuron(data);
            double[] surprise = new double[trials], coordination = new double[trials];
            for (int k = 0; k < trials; k++) {
                for (int t = 0; t < bins; t++) {
                    byBin[k * bins + t] = -byBin[k * bins + t];
                    surprise[k] += byBin[k * bins + t];
                }
                coordination[k] = surprise[k];
                for (int i = 0; i < n; i++) coordination[k] += rates[k * n + i];
            }
            return new Raw(surprise, coordination, byBin, model instanceof Forecasts forecasts ? byNeuron(forecasts, data, seed) : null);
        }

        private static double[] byNeuron(Forecasts model, SpikeTrains data, Seed seed) {
            double[] p = model.forecast(data, 1, seed).p();
            int bins = data.bins(), n = data.neurons();
            double[] out = new double[data.trials() * n];
            for (int k = 0; k < data.trials(); k++)
                for (int t = 0; t < data.bins(k); t++)
                    for (int i = 0; i < n; i++) {
                        if (!data.observed(k, t, i)) continue;
                        double spike = p[(k * bins + t) * n + i];
                        out[k * n + i] -= data.fires(k, t, i) ? Math.log(spike) : Math.log1p(-spike);
                    }
            return out;
        }
    }

    /** What trials must share to be compared: a longer trial, or one of which more was seen, has larger scores. */
    record Extent(int bins, long observed) {
        @Override public String toString() { return bins + " bins and " + observed + " observed entries"; }
    }

    /** @return trials by extent, in the order of their first trial */
    static Map<Extent, int[]> classes(SpikeTrains data) {
        var classes = new LinkedHashMap<Extent, int[]>();
        Extent[] extent = IntStream.range(0, data.trials()).mapToObj(k -> new Extent(data.bins(k), data.observations(k))).toArray(Extent[]::new);
        for (Extent e : new LinkedHashSet<>(Arrays.asList(extent))) classes.put(e, IntStream.range(0, extent.length).filter(k -> extent[k].equals(e)).toArray());
        return classes;
    }

    private static byte[] flags(double[] p, int width, double rate) {
        byte[] flags = new byte[p.length];
        for (int from = 0; from < p.length; from += width) {
            double[] row = Arrays.stream(p, from, from + width).filter(v -> !Double.isNaN(v)).toArray();
            boolean[] found = MultipleTests.benjaminiHochberg(row, rate);
            for (int at = from, n = 0; at < from + width; at++) if (!Double.isNaN(p[at])) flags[at] = (byte) (found[n++] ? 1 : 0);
        }
        return flags;
    }

    private static double[] pick(double[] values, int[] which) { return IntStream.of(which).mapToDouble(k -> values[k]).toArray(); }

    private static double[] column(double[] values, int width, int[] rows, int column) {
        return IntStream.of(rows).mapToDouble(k -> values[k * width + column]).toArray();
    }
}
