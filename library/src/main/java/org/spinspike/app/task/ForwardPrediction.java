package org.spinspike.app.task;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;
import org.spinspike.statistics.Estimate;
import org.spinspike.statistics.PairedBootstrap;

/**
 * What is known of all neurons some bins ahead, from all bins before: the forward prediction of the Neural Latents Benchmark for zeros and ones, each entry for itself.
 *
 * <pre>bits per spike = sum over bins t &gt;= h (ln p(s_ti | bins up to t - h) - ln p_null(s_ti)) / (spikes there ln 2)</pre>
 *
 * Deviations as in {@link CoSmoothing}: Bernoulli for Poisson, nulls of the training trials.
 *
 * @param horizon           h, bins
 * @param trials            judged
 * @param exact             whether p was computed and not simulated
 * @param overConstant      over constant rates
 * @param overRatesOverTime over rates over time, where trials share a clock
 */
public record ForwardPrediction(int horizon, int trials, boolean exact, Estimate overConstant, Optional<Estimate> overRatesOverTime) {

    /** @param p row-major [trials, bins, neurons] of that horizon */
    static ForwardPrediction of(double[] p, boolean exact, int horizon, SpikeTrains data, Nulls nulls, Seed seed) {
        PairedBootstrap bootstrap = PairedBootstrap.of(Units.of(data.design()), seed);
        double[] logP = sum(data, horizon, (k, t, i) -> CoSmoothing.log(data.fires(k, t, i), p[(k * data.bins() + t) * data.neurons() + i]));
        double[] spikes = sum(data, horizon, (k, t, i) -> data.fires(k, t, i) ? 1 : 0);
        double[] constant = sum(data, horizon, (k, t, i) -> CoSmoothing.log(data.fires(k, t, i), nulls.constant().at(data.design().clock(k, t), i)));
        return new ForwardPrediction(horizon, data.trials(), exact, bootstrap.bitsPerSpike(logP, constant, spikes), nulls.perBin()
                .map(table -> bootstrap.bitsPerSpike(logP, sum(data, horizon, (k, t, i) -> CoSmoothing.log(data.fires(k, t, i), table.at(data.design().clock(k, t), i))), spikes)));
    }

    @FunctionalInterface private interface Entry { double at(int k, int t, int i); }

    /** @return of each trial the sum over its observed entries from bin {@code from} on */
    private static double[] sum(SpikeTrains data, int from, Entry entry) {
        double[] out = new double[data.trials()];
        for (int k = 0; k < out.length; k++)
            for (int t = from; t < data.bins(k); t++) for (int i = 0; i < data.neurons(); i++) if (data.observed(k, t, i)) out[k] += entry.at(k, t, i);
        return out;
    }

    Map<String, Object> json() {
        var map = new LinkedHashMap<String, Object>();
        map.put("horizon", horizon);
        map.put("trials", trials);
        map.put("exact", exact);
        map.put("bits_per_spike", Intervals.json(overConstant));
        overRatesOverTime.ifPresent(estimate -> map.put("bits_per_spike_psth", Intervals.json(estimate)));
        return map;
    }
}
