package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.spinspike.io.DesignArrays;
import org.spinspike.io.Npz;
import org.spinspike.math.Count;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.model.Likelihood;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;
import org.spinspike.statistics.ArrowOfTime;
import org.spinspike.statistics.Estimate;
import org.spinspike.statistics.Interval;

/**
 * Whether trials run forwards, asked of any model with a likelihood: f = ln p(S) - ln p(S reversed). Only the spikes are turned around; clock and covariates stay where they
 * are, and so rates that follow a stimulus are an arrow of time by themselves. What they alone amount to is told beside.
 */
public final class Irreversibility {
    private static final double SIGNIFICANT = .05;
    /** Of a log-probability, relative: an order of sums that rounding turns around is no arrow. */
    private static final double ROUNDING = 1e-11;
    /** Share of the trials at the limit of what a trial can say, beyond which windows say more. */
    private static final double MANY = .2;

    private Irreversibility() {}

    /** @param target where {@code log_ratio} [trials] goes, or null */
    public record Request(Path model, DataRequest data, Path target, Seed seed) {}

    /**
     * @param bins      of the longest trial
     * @param arrow     of the model
     * @param ratesOnly of rates over time alone, where trials share a clock
     */
    public record Result(String family, String model, int trials, int bins, int neurons, double binSeconds, String unit, ArrowOfTime arrow, Optional<ArrowOfTime> ratesOnly, double[] logRatio, List<String> notes) {
        public Map<String, Object> json() {
            var map = new LinkedHashMap<String, Object>();
            map.put("family", family);
            map.put("model", model);
            map.put("trials", trials);
            map.put("neurons", neurons);
            put(map, "irreversibility_nats_per_bin", arrow.bound());
            map.put("irreversibility_nats_per_second", arrow.bound().value() / binSeconds);
            put(map, "mean_log_ratio_nats_per_bin", arrow.meanLog());
            map.put("null_95_nats_per_bin", List.of(arrow.nullLow(), arrow.nullHigh()));
            map.put("p_value", arrow.p());
            map.put("log_ratio_limit_nats", arrow.limit());
            map.put("limited_share", arrow.limited());
            map.put("at_limit", arrow.saturated());
            map.put("most_nats_per_bin", arrow.ceiling());
            map.put("one_way_share", arrow.oneWay());
            ratesOnly.ifPresent(rates -> put(map, "rates_over_time_nats_per_bin", rates.bound()));
            map.put("verdict", sentence());
            map.put("notes", notes);
            return map;
        }

        private static void put(Map<String, Object> map, String key, Estimate estimate) {
            map.put(key, estimate.value());
            map.put(key + "_interval_95", List.of(estimate.ninetyFive().low(), estimate.ninetyFive().high()));
        }

        /** @return in plain words what can be said, and what cannot */
        public String sentence() {
            String seen = "No arrow of time is seen by " + model;
            if (arrow.blind()) return seen + String.format(": it gives each of these %ss and its reversal the same probability. That does not show that there is none: another model may see it.", unit);
            if (arrow.p() > SIGNIFICANT)
                return seen + String.format(Locale.ROOT, ": turned around at random, these %ss look as much like themselves (p = %.3f). That does not show that there is none: another model, or more %ss, may see it.",
                        unit, arrow.p(), unit);
            String forwards = String.format(Locale.ROOT, "%s tells these %ss from their reversals (p %s)", model, unit, arrow.p() < .001 ? "< 0.001" : String.format(Locale.ROOT, "= %.3f", arrow.p()));
            if (!(arrow.bound().ninetyFive().low() > 0))
                return forwards + ", but cannot say by how much: its bound is not clearly above 0. " + (arrow.saturated() ? "It is at the limit of what " + trials + " " + unit + "s can show; " + advice() + "." : "A model that fits better may say more.");
            var text = new StringBuilder(String.format(Locale.ROOT, "%s: their arrow of time is at least %.4f nats a bin.", forwards, arrow.saturated() ? arrow.bound().ninetyFive().low() : arrow.bound().value()));
            ratesOnly.filter(rates -> rates.bound().ninetyFive().low() > 0)
                    .ifPresent(rates -> text.append(String.format(Locale.ROOT, " Rates over time alone, which a stimulus may drive, already give %.4f.", rates.bound().value())));
            if (arrow.saturated()) text.append(String.format(Locale.ROOT, " It may be far more: %.4f is the limit of what %d %ss can show; %s.", arrow.ceiling(), trials, unit, advice()));
            else if (arrow.limited() > MANY) text.append(String.format(Locale.ROOT, " It may be much more: %.0f %% of the %ss are at the limit of %.1f nats, the most that %d of them can show of one%s.", 100 * arrow.limited(), unit,
                    arrow.limit(), trials, window() < bins ? "; windows of about " + window() + " bins (--cut) say more" : ""));
            return text.toString();
        }

        private long window() { return Math.max(2, Math.round(arrow.limit() / arrow.meanLog().value())); }

        /** @return what a bound at its ceiling says and what it does not, and what to do */
        private String atLimit() {
            return String.format(Locale.ROOT, "the bound is at the limit of what %d %ss can show, %.4f nats a bin, and does not say how strong the arrow is: %.0f %% of them are at the %.1f nats that one can count; %s",
                    trials, unit, arrow.ceiling(), 100 * arrow.limited(), arrow.limit(), advice());
        }

        private String advice() { return bins > 2 ? String.format("shorter pieces can show more, for example --cut %d", Math.max(2, Math.min(window(), bins / 2))) : "more " + unit + "s can show more"; }

        /** @return the bound with its interval: open where it is at its limit, none where the model sees nothing */
        public static String words(ArrowOfTime arrow) {
            Interval i = arrow.bound().ninetyFive();
            return arrow.saturated() ? String.format(Locale.ROOT, "%.4f [%.4f, limit]", arrow.bound().value(), i.low()) : words(arrow.bound());
        }

        /** @return with its interval, where resampling moves it at all */
        public static String words(Estimate estimate) {
            Interval i = estimate.ninetyFive();
            return i.low() == i.high() ? String.format(Locale.ROOT, "%.4f", estimate.value()) : Intervals.text(estimate);
        }
    }

    public static Result run(Request request) {
        ModelFile file = ModelFile.read(request.model());
        if (!(file.model() instanceof Likelihood model)) throw new DataException(file.model().family() + " has no likelihood: nothing to compare with its reversal");
        var notes = new ArrayList<String>();
        SpikeTrains data = file.suited(request.data().load(), notes);
        check(data, notes);
        file.noteTraining(request.data(), data, "these are the trials the model was trained on", "what it has learned by heart looks like an arrow of time; held-out trials tell", notes);
        double[] f = DataException.blaming(() -> ratio(model::logProbability, data));
        int[] bins = IntStream.range(0, data.trials()).map(data::bins).toArray();
        Units units = Units.of(data.design());
        ArrowOfTime arrow = ArrowOfTime.of(f, bins, units, request.seed().child("irreversibility"));
        Optional<ArrowOfTime> rates = file.judging(notes, data).perBin().map(table -> ArrowOfTime.of(ratio(table::logProbability, data), bins, units,
                request.seed().child("irreversibility")));
        if (request.target() != null) Npz.write(request.target(), new NamedArrays().put("log_ratio", f, f.length).putAll(DesignArrays.of(data.design(), data.cells())));
        var result = new Result(model.family(), file.label(), data.trials(), data.bins(), data.neurons(), data.design().binSeconds(), data.design().word(), arrow, rates, f, notes);
        if (arrow.saturated()) notes.add(result.atLimit());
        return result;
    }

    private static void check(SpikeTrains data, List<String> notes) {
        DataException.requireObserved(data, "there is nothing to read backwards");
        if (data.bins() < 2) throw new DataException("the trials have one bin each: they read the same backwards");
        if (Units.of(data.design()).count() < 2) throw new DataException("there is " + Count.of(data.trials(), "trial") + ": an interval needs two at least; --cut makes windows of it");
        if (!data.fullyObserved()) notes.add("not all entries were observed: what was observed when is turned around with the spikes, and an arrow in it counts as well");
    }

    /**
     * ln p(S) - ln p(S reversed) of each trial; 0 where the two differ by no more than rounding, and where neither can be.
     *
     * @param logProbability ln p of each trial
     */
    static double[] ratio(Function<SpikeTrains, double[]> logProbability, SpikeTrains data) {
        double[] f = logProbability.apply(data), backwards = logProbability.apply(data.reversed());
        for (int k = 0; k < f.length; k++) f[k] = f[k] == backwards[k] || Math.abs(f[k] - backwards[k]) < ROUNDING * Math.abs(f[k]) ? 0 : f[k] - backwards[k];
        return f;
    }
}
