package org.spinspike.app.task;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.spinspike.math.Seed;
import org.spinspike.model.RatesOverTime;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;
import org.spinspike.statistics.Estimate;
import org.spinspike.statistics.PairedBootstrap;

/**
 * How much better each neuron is forecast than by a null, with 95 % intervals by bootstrap over trials.
 *
 * <pre>gain_i = sum over trials and bins of [ln p(s_i | past) - ln p_null(s_i)] / (spikes of i x ln 2)      bits per spike</pre>
 *
 * @param bits [neurons]; NaN for a neuron without a spike
 * @param low  [neurons], lower ends; NaN where there is one trial only
 * @param high [neurons], upper ends
 */
public record NeuronGains(double[] bits, double[] low, double[] high) {

    /** @param p [trials, bins, neurons], forecasts of one bin */
    static NeuronGains of(SpikeTrains test, double[] p, RatesOverTime nullModel, Seed seed) {
        int trials = test.trials(), bins = test.bins(), n = test.neurons();
        double[][] gain = new double[n][trials], spikes = new double[n][trials];
        for (int k = 0; k < trials; k++)
            for (int t = 0; t < test.bins(k); t++)
                for (int i = 0; i < n; i++) {
                    if (!test.observed(k, t, i)) continue;
                    double model = p[(k * bins + t) * n + i], rate = nullModel.at(test.design().clock(k, t), i);
                    boolean fires = test.fires(k, t, i);
                    if (fires) spikes[i][k]++;
                    gain[i][k] += (fires ? Math.log(model) - Math.log(rate) : Math.log1p(-model) - Math.log1p(-rate)) / Math.log(2);
                }
        double[] bits = new double[n], low = new double[n], high = new double[n];
        Arrays.fill(low, Double.NaN);
        Arrays.fill(high, Double.NaN);
        Units units = Units.of(test.design());
        PairedBootstrap bootstrap = units.count() < 2 ? null : PairedBootstrap.of(units, seed);
        for (int i = 0; i < n; i++) {
            double fired = Arrays.stream(spikes[i]).sum();
            bits[i] = fired == 0 ? Double.NaN : Arrays.stream(gain[i]).sum() / fired;
            if (fired == 0 || bootstrap == null) continue;
            Estimate estimate = bootstrap.ratio(gain[i], spikes[i]);
            low[i] = estimate.ninetyFive().low();
            high[i] = estimate.ninetyFive().high();
        }
        return new NeuronGains(bits, low, high);
    }

    public Map<String, Object> json() {
        var map = new LinkedHashMap<String, Object>();
        map.put("values", bits);
        map.put("low", low);
        map.put("high", high);
        return map;
    }
}
