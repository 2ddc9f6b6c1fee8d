package org.spinspike.app.task;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.app.Families;
import org.spinspike.math.Seed;
import org.spinspike.model.Conditionals;
import org.spinspike.model.Model;
import org.spinspike.model.RatesOverTime;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;
import org.spinspike.statistics.Estimate;
import org.spinspike.statistics.PairedBootstrap;

/**
 * What some neurons are known to do from all the others, in the same trial, before and after: the co-smoothing of the Neural Latents Benchmark, for zeros and ones.
 *
 * <pre>co-bps = sum over held-out entries (ln p(s_ti | held-in neurons of the trial) - ln p_null(s_ti)) / (held-out spikes ln 2)</pre>
 *
 * p by summing over what is hidden, exactly; every held-out entry for itself, the other held-out ones unseen. Deviations from the benchmark (Pei et al. 2021): Bernoulli for Poisson, as the entries
 * are 0 or 1; the null has the rates of the training trials, not those of the trials judged; all bins of the held-in neurons are seen, later ones included. Probabilities of a spike below 1e-9 count as that, as there.
 *
 * @param heldOut           which neurons
 * @param names             of them
 * @param overConstant      over constant rates: co-bps
 * @param overRatesOverTime over rates over time, where trials share a clock
 * @param byNeuron          co-bps of each held-out neuron; NaN for one without spikes
 */
public record CoSmoothing(int[] heldOut, List<String> names, Estimate overConstant, Optional<Estimate> overRatesOverTime, double[] byNeuron) {
    static final String OPTION = "--held-out-neurons";
    private static final double LEAST = 1e-9;

    /** @throws DataException where the family has no exact conditionals */
    static Conditionals able(Model model) {
        if (model instanceof Conditionals able) return able;
        throw new DataException(OPTION + ": " + model.family() + " has no exact law of some neurons given the others, so no co-bps; these have: " + Families.exactly("conditionals"));
    }

    static CoSmoothing of(Conditionals model, SpikeTrains data, Nulls nulls, int[] heldOut, Seed seed) {
        return of(probabilities(model, data, heldOut), data, nulls, heldOut, seed);
    }

    /**
     * @return p of a spike [trials, bins, neurons] of the held-out neurons given the others; the data themselves elsewhere
     * @throws DataException where there is nothing to hold out, to know it by or to resample
     */
    static double[] probabilities(Conditionals model, SpikeTrains data, int[] heldOut) {
        if (heldOut.length == data.neurons()) throw new DataException(OPTION + " hides every neuron: leave one at least to be seen");
        long[] ones = data.ones();
        if (IntStream.of(heldOut).allMatch(i -> ones[i] == 0)) throw new DataException(OPTION + ": the held-out neurons have no " + data.binarisation().word() + " in these trials, so co-bps is not defined");
        if (Units.of(data.design()).count() < 2) throw new DataException(OPTION + ": an interval needs two trials at least; --cut makes windows of one");
        SpikeTrains hidden = data.hiding(heldOut);
        if (hidden.observations() == 0) throw new DataException(OPTION + " hides every entry that was observed: nothing is left to know the held-out neurons by");
        return DataException.blaming(() -> model.impute(hidden));
    }

    /** @param p of {@link #probabilities} */
    static CoSmoothing of(double[] p, SpikeTrains data, Nulls nulls, int[] heldOut, Seed seed) {
        Units units = Units.of(data.design());
        double[] count = sum(data, heldOut, (k, t, i) -> data.fires(k, t, i) ? 1 : 0);
        double[] logP = sum(data, heldOut, (k, t, i) -> log(data.fires(k, t, i), p[(k * data.bins() + t) * data.neurons() + i]));
        double[] constant = sum(data, heldOut, of(nulls.constant(), data));
        PairedBootstrap bootstrap = PairedBootstrap.of(units, seed);
        return new CoSmoothing(heldOut, IntStream.of(heldOut).mapToObj(data.cells()::name).toList(), bitsPerSpike(bootstrap, logP, constant, count, heldOut.length),
                nulls.perBin().map(table -> bitsPerSpike(bootstrap, logP, sum(data, heldOut, of(table, data)), count, heldOut.length)),
                IntStream.range(0, heldOut.length).mapToDouble(h -> bits(logP, constant, count, h, heldOut.length)).toArray());
    }

    /** ln of what was seen, p kept away from 0 and 1 */
    static double log(boolean fires, double p) {
        double within = Math.max(LEAST, Math.min(1 - LEAST, p));
        return fires ? Math.log(within) : Math.log1p(-within);
    }

    private static Entry of(RatesOverTime table, SpikeTrains data) { return (k, t, i) -> log(data.fires(k, t, i), table.at(data.design().clock(k, t), i)); }

    /** @return a number of each held-out neuron in each trial, row-major [trials, held out]: the sum over its observed entries */
    private static double[] sum(SpikeTrains data, int[] heldOut, Entry entry) {
        double[] out = new double[data.trials() * heldOut.length];
        for (int k = 0; k < data.trials(); k++)
            for (int h = 0; h < heldOut.length; h++)
                for (int t = 0; t < data.bins(k); t++) if (data.observed(k, t, heldOut[h])) out[k * heldOut.length + h] += entry.at(k, t, heldOut[h]);
        return out;
    }

    @FunctionalInterface private interface Entry { double at(int k, int t, int i); }

    private static Estimate bitsPerSpike(PairedBootstrap bootstrap, double[] logP, double[] logNull, double[] count, int columns) {
        return bootstrap.bitsPerSpike(byTrial(logP, columns), byTrial(logNull, columns), byTrial(count, columns));
    }

    private static double[] byTrial(double[] values, int columns) {
        double[] sum = new double[values.length / columns];
        for (int e = 0; e < values.length; e++) sum[e / columns] += values[e];
        return sum;
    }

    private static double bits(double[] logP, double[] logNull, double[] count, int h, int columns) {
        double gain = 0, spikes = 0;
        for (int e = h; e < count.length; e += columns) {
            gain += logP[e] - logNull[e];
            spikes += count[e];
        }
        return spikes == 0 ? Double.NaN : gain / Math.log(2) / spikes;
    }

    /** Adds its numbers to those of {@code score}. */
    void putInto(Map<String, Object> map) {
        ScoreModel.Result.put(map, "co_bps", overConstant);
        overRatesOverTime.ifPresent(estimate -> ScoreModel.Result.put(map, "co_bps_psth", estimate));
        var each = new LinkedHashMap<String, Object>();
        for (int h = 0; h < heldOut.length; h++) each.put(names.get(h), byNeuron[h]);
        map.put("co_bps_by_neuron", each);
        map.put("co_bps_mean_over_neurons", Arrays.stream(byNeuron).filter(Double::isFinite).average().orElse(Double.NaN));
    }
}
