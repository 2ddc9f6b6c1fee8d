package org.spinspike.app.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.spinspike.math.Seed;
import org.spinspike.model.RatesOverTime;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;
import org.spinspike.statistics.RatioBootstrap;

/**
 * Held-out likelihood against both nulls, with intervals by bootstrap over trials.
 *
 * <pre>bits per spike = (sum ln p - sum ln p_null) / (spikes ln 2)</pre>
 *
 * @param meanNats          mean over trials of ln p(trial)
 * @param perBinNeuronNats  ln p per observed entry
 * @param overConstant      bits per spike over constant rates; empty where there is no spike
 * @param overRatesOverTime bits per spike over rates over time; empty where trials do not share a clock, or there is no spike
 */
public record Scores(double meanNats, double perBinNeuronNats, Optional<Interval> overConstant, Optional<Interval> overRatesOverTime) {

    /** @param logP ln p of each trial of {@code data} under the model */
    public static Scores of(SpikeTrains data, double[] logP, Nulls nulls, Seed seed) {
        double sum = Arrays.stream(logP).sum();
        return new Scores(sum / data.trials(), sum / data.observations(), Optional.of(nulls.constant()).flatMap(n -> gain(data, logP, n, seed)),
                nulls.perBin().flatMap(n -> gain(data, logP, n, seed)));
    }

    private static Optional<Interval> gain(SpikeTrains data, double[] logP, RatesOverTime nullModel, Seed seed) {
        if (data.spikes() == 0) return Optional.empty();
        double[] byNeuron = DataException.blaming(() -> nullModel.logProbabilityByNeuron(data)), gain = logP.clone(), spikes = new double[logP.length];
        int n = data.neurons();
        for (int k = 0; k < gain.length; k++) {
            for (int i = 0; i < n; i++) gain[k] -= byNeuron[k * n + i];
            for (int t = 0; t < data.bins(k); t++) spikes[k] += data.population(k, t);
            gain[k] /= Math.log(2);
        }
        return Optional.of(RatioBootstrap.interval(gain, spikes, Units.of(data.design()), seed));
    }

    /** @return in plain words whether the model beats the null that counts, and by how much */
    String sentence(String model, String word, String where) {
        Optional<Interval> gain = overRatesOverTime.isPresent() ? overRatesOverTime : overConstant;
        String rival = overRatesOverTime.isPresent() ? "rates over time" : "constant rates";
        if (gain.isEmpty()) return "no " + word + " in " + where + ": nothing can be said";
        Interval i = gain.get();
        String number = String.format(Locale.ROOT, "%+.3f bits per %s [%+.3f, %+.3f] on %s", i.value(), word, i.low(), i.high(), where);
        if (i.low() > 0) return model + " beats " + rival + ": " + number;
        if (i.high() < 0) return model + " does not beat " + rival + ": " + number;
        return model + " cannot be told from " + rival + ": " + number;
    }
}
