package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spinspike.io.Source;
import org.spinspike.math.Progress;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.model.Likelihood;
import org.spinspike.spikes.BinarisationRule;
import org.spinspike.spikes.Split;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;
import org.spinspike.statistics.CorrelationTime;
import org.spinspike.statistics.Estimate;
import org.spinspike.statistics.Summary;

/**
 * The same import at several bin widths (spike times) or levels of its rule (traces and counts), and what each does to the recording. Nothing is written.
 *
 * <p>The model is {@code glm}, with rates over time added where trials share a clock: it learns from three quarters of the trials and is judged on the others, each width on the same trials. A recording of one trial is cut
 * into windows of the same time at every width, of which every fourth of 20 blocks is held out. Scores of different widths are of different data; bits a second are what can be compared at all.
 */
public final class Sensitivity {
    private static final double[] OF_WIDTH = {.25, .5, 1, 2, 4}, OF_LEVEL = {.5, .75, 1, 1.5, 2};
    private static final double HELD_OUT = .25, LONGEST_MEMORY = 2;
    private static final int WINDOW = 50, MOST_NEURONS = 50, MOST_BINS = 200_000;

    private Sensitivity() {}

    /**
     * @param recording the import, of one of the values
     * @param values    separated by commas; {@link #FACTORS} takes multiples of the one that is given
     */
    public record Request(ImportRecording.Request recording, String values) {
        public Request {
            Require.that(recording.cut() == null && recording.holdOut() == 0, "--sensitivity cuts and holds out by itself; --cut and --hold-out are for the import that follows");
        }

        /** The word that stands where no list is given. */
        public static final String FACTORS = "by factors";
    }

    public static SensitivityResult run(Request request, Progress progress) {
        ImportRecording.Request asked = request.recording();
        boolean widths = ImportRecording.holdsTimes(asked);
        BinarisationRule rule = rule(asked);
        double[] values = values(request, widths, rule);
        List<SensitivityResult.Row> rows = new ArrayList<>();
        Set<String> notes = new LinkedHashSet<>();
        Map<String, String> facts = Map.of();
        boolean aligned = false;
        String word = "spike";
        double seconds = WINDOW * values[values.length - 1] / 1000;
        for (int v = 0; v < values.length; v++) {
            progress.at("sensitivity", v, values.length);
            ImportRecording.Request one = widths ? asked.binned(values[v]) : asked.ruled(new BinarisationRule(rule.kind(), values[v]).toString());
            ImportRecording.Result made = ImportRecording.run(one);
            SpikeTrains data = made.train();
            aligned = data.design().aligned();
            word = data.binarisation().word();
            if (v == 0) facts = Provenance.of(asked.source(), Source.parse(asked.source()).path(), data, asked.seed());
            rows.add(row(values[v], data, widths ? seconds : WINDOW * data.design().binSeconds(), asked.seed(), notes));
        }
        progress.at("sensitivity", values.length, values.length);
        return new SensitivityResult(asked.source(), widths, word, aligned ? "rates over time" : "constant rates", aligned ? "glm --per-bin" : "glm", List.copyOf(rows), facts, List.copyOf(notes));
    }

    /** @return the widths in ms, or levels, that would be tried, ascending */
    public static double[] values(Request request) { return values(request, ImportRecording.holdsTimes(request.recording()), rule(request.recording())); }

    private static BinarisationRule rule(ImportRecording.Request asked) { return asked.binarise() == null ? BinarisationRule.ANY : BinarisationRule.parse(asked.binarise()); }

    private static double[] values(Request request, boolean widths, BinarisationRule rule) {
        ImportRecording.Request asked = request.recording();
        if (!widths && (rule.kind() == BinarisationRule.Kind.ANY || rule.kind() == BinarisationRule.Kind.MEDIAN))
            throw new IllegalArgumentException("--sensitivity: " + asked.source() + " is in bins already, whose width cannot be changed, and rule " + rule + " has no level to change; threshold:X and the rules for traces have one");
        if (request.values().equals(Request.FACTORS)) {
            if (widths && asked.binMs() == null) throw new IllegalArgumentException("--sensitivity needs --bin-ms, of which it takes 1/4 to 4 times, or a list of widths: --sensitivity 5,10,20");
            if (!widths && rule.level() == 0) throw new IllegalArgumentException("--sensitivity: multiples of level 0 are all 0; give the levels: --sensitivity 0,1,2");
            return Arrays.stream(widths ? OF_WIDTH : OF_LEVEL).map(f -> f * (widths ? asked.binMs() : rule.level())).sorted().toArray();
        }
        try {
            double[] values = Arrays.stream(request.values().split(",", -1)).mapToDouble(text -> Double.parseDouble(text.strip())).sorted().distinct().toArray();
            for (double value : values) if (!Double.isFinite(value) || widths && !(value > 0)) throw new NumberFormatException();
            return values;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--sensitivity must be " + (widths ? "widths in ms" : "levels") + ", numbers separated by commas, got '" + request.values() + "'");
        }
    }

    private static SensitivityResult.Row row(double value, SpikeTrains data, double windowSeconds, Seed seed, Set<String> notes) {
        Summary summary = Summary.of(data);
        double pairs = Arrays.stream(summary.upper(summary.correlation())).filter(Double::isFinite).average().orElse(Double.NaN);
        long bins = 0, silent = 0;
        for (int k = 0; k < data.trials(); k++) {
            bins += data.bins(k);
            for (int t = 0; t < data.bins(k); t++) if (data.population(k, t) == 0) silent++;
        }
        double hz = Arrays.stream(summary.ratesHz()).filter(Double::isFinite).average().orElse(Double.NaN);
        Optional<Estimate> gain;
        try {
            gain = Optional.of(gain(data, windowSeconds, seed, notes));
        } catch (IllegalArgumentException e) {
            notes.add("at " + Describe.number(value) + " no model: " + e.getMessage());
            gain = Optional.empty();
        }
        return new SensitivityResult.Row(value, data.binarisation().clippedShare(), hz, (double) silent / bins, pairs, 1e3 * CorrelationTime.seconds(data, LONGEST_MEMORY), gain);
    }

    private static Estimate gain(SpikeTrains all, double windowSeconds, Seed seed, Set<String> notes) {
        SpikeTrains chosen = all;
        if (all.neurons() > MOST_NEURONS) {
            notes.add("the model is of the " + MOST_NEURONS + " most active neurons");
            chosen = all.selectNeurons(new NeuronChoice("--neurons", "top:" + MOST_NEURONS).of(all));
        }
        SpikeTrains data = chosen.trials() > 1 ? chosen : chosen.cut((int) Math.max(2, Math.round(windowSeconds / chosen.design().binSeconds())), 0);
        Split split = data.design().sources() > 1 ? Split.byTrial(data, HELD_OUT, seed.child("split")) : Split.byBlocks(data, HELD_OUT, Units.BLOCKS, 1);
        int most = Math.max(1, MOST_BINS / data.bins());
        if (split.train().length > most) {
            notes.add("the model learns from at most " + MOST_BINS + " bins");
            split = split.learningFrom(data, most, seed.child("part"));
        }
        SpikeTrains train = data.select(split.train()), test = data.select(split.held());
        ModelSpec spec = ModelSpec.parse(data.design().aligned() ? "glm --per-bin" : "glm").get(0);
        spec.family().obstacle(train, spec.options()).ifPresent(why -> { throw new DataException(why); });
        double[] logP = ((Likelihood) FitModel.train(spec, train, "sensitivity", null, 0, seed, Progress.SILENT).file().model()).logProbability(test);
        double[] rival = Nulls.of(train).headline().logProbability(test), bits = new double[logP.length], seconds = new double[logP.length];
        for (int k = 0; k < bits.length; k++) {
            bits[k] = (logP[k] - rival[k]) / Math.log(2);
            seconds[k] = test.bins(k) * test.design().binSeconds();
        }
        return Scores.ratio(Units.of(test.design()), bits, seconds, seed.child("interval"));
    }
}
