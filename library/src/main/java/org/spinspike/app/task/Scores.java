package org.spinspike.app.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.math.Seed;
import org.spinspike.model.RatesOverTime;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;
import org.spinspike.statistics.Estimate;
import org.spinspike.statistics.Interval;
import org.spinspike.statistics.PairedBootstrap;

/**
 * Held-out likelihood against both nulls, with intervals by bootstrap over trials.
 *
 * <pre>bits per spike = (sum ln p - sum ln p_null) / (spikes ln 2)</pre>
 *
 * @param nats              mean of ln p(trial) over the trials of which anything was observed
 * @param perBinNeuronNats  ln p per observed entry
 * @param overConstant      bits per spike over constant rates; empty where there is no spike
 * @param overRatesOverTime bits per spike over rates over time; empty where trials do not share a clock, or there is no spike
 */
public record Scores(Estimate nats, double perBinNeuronNats, Optional<Estimate> overConstant, Optional<Estimate> overRatesOverTime) {
    /** Bits per spike that no model has and rounding may leave. */
    static final double ROUNDING = 1e-9;
    /** One trial, one block: nothing to resample. */
    private static final Interval NONE = new Interval(Double.NaN, Double.NaN, .95);

    /** @param logP ln p of each trial of {@code data} under the model */
    public static Scores of(SpikeTrains data, double[] logP, Nulls nulls, Seed seed) {
        double[] seen = IntStream.range(0, data.trials()).mapToDouble(k -> data.observations(k) > 0 ? 1 : 0).toArray();
        return new Scores(ratio(Units.of(data.design()), logP, seen, seed), Arrays.stream(logP).sum() / data.observations(), Optional.of(nulls.constant()).flatMap(n -> gain(data, logP, n, seed)),
                nulls.perBin().flatMap(n -> gain(data, logP, n, seed)));
    }

    /** @return bits per spike over the null that counts: rates over time where trials share a clock, else constant rates; empty where there is no spike */
    public Optional<Estimate> headline() { return overRatesOverTime.or(() -> overConstant); }

    /** Adds its numbers, by the names they have in {@code score}. */
    void putInto(Map<String, Object> map) {
        map.put("mean_log_likelihood_nats", nats.value());
        map.put("mean_log_likelihood_nats_interval_95", Intervals.ninetyFive(nats));
        overConstant.ifPresent(i -> map.put("bits_per_spike", Intervals.json(i)));
        overRatesOverTime.ifPresent(i -> map.put("bits_per_spike_psth", Intervals.json(i)));
        map.put("per_bin_neuron_nats", perBinNeuronNats);
    }

    /** @return nats a trial */
    public double meanNats() { return nats.value(); }

    /** @return trials of which not one entry was observed: ln p is 0 whatever the model, and they count for nothing */
    static int hidden(SpikeTrains data) { return (int) IntStream.range(0, data.trials()).filter(k -> data.observations(k) == 0).count(); }

    /** Sum over sum, with its interval where there are several units. */
    static Estimate ratio(Units units, double[] above, double[] below, Seed seed) {
        if (units.count() > 1) return PairedBootstrap.of(units, seed).ratio(above, below);
        return new Estimate(Arrays.stream(above).sum() / Arrays.stream(below).sum(), NONE, NONE, Double.NaN, Double.NaN);
    }

    private static Optional<Estimate> gain(SpikeTrains data, double[] logP, RatesOverTime nullModel, Seed seed) {
        if (data.spikes() == 0) return Optional.empty();
        double[] logNull = DataException.blaming(() -> nullModel.logProbability(data)), spikes = new double[logP.length];
        for (int k = 0; k < logP.length; k++) for (int t = 0; t < data.bins(k); t++) spikes[k] += data.population(k, t);
        double[] bits = new double[logP.length];
        Arrays.setAll(bits, k -> (logP[k] - logNull[k]) / Math.log(2));
        return Optional.of(ratio(Units.of(data.design()), bits, spikes, seed));
    }

    /** @return in plain words whether the model beats the null that counts, and by how much */
    String sentence(String model, String word, String where) {
        Optional<Estimate> gain = headline();
        String rival = overRatesOverTime.isPresent() ? "rates over time" : "constant rates";
        if (gain.isEmpty()) return "no " + word + " in " + where + ": nothing can be said";
        Interval i = gain.get().ninetyFive();
        if (Math.max(Math.abs(i.low()), Math.abs(i.high())) < ROUNDING) return model + " is " + rival + " itself: no difference";
        if (Double.isNaN(i.low())) return String.format(Locale.ROOT, "%s over %s: %+.3f bits per %s on %s, too few to say how sure that is", model, rival, gain.get().value(), word, where);
        String number = String.format(Locale.ROOT, "%+.3f bits per %s [%+.3f, %+.3f] on %s", gain.get().value(), word, i.low(), i.high(), where);
        if (i.low() > 0) return model + " beats " + rival + ": " + number;
        if (i.high() < 0) return model + " does not beat " + rival + ": " + number;
        return model + " cannot be told from " + rival + ": " + number;
    }
}
