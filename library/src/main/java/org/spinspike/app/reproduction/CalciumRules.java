package org.spinspike.app.reproduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.spinspike.app.report.Page;
import org.spinspike.app.report.Table;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.report.figure.RowsFigure;
import org.spinspike.app.simulation.Simulation;
import org.spinspike.app.simulation.Simulator;
import org.spinspike.app.simulation.Simulators;
import org.spinspike.app.task.Intervals;
import org.spinspike.app.task.ModelSpec;
import org.spinspike.math.Progress;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.model.Option;
import org.spinspike.model.Options;
import org.spinspike.spikes.BinarisationRule;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;
import org.spinspike.spikes.trace.PreparedTraces;
import org.spinspike.spikes.trace.TraceSteps;
import org.spinspike.statistics.Estimate;
import org.spinspike.statistics.PairedBootstrap;

/** Spikes of a known network seen as calcium, made events again by one rule after the other: what each leaves of the spikes, the rates, the pair correlations and what a model finds in them. */
final class CalciumRules implements Reproduction {
    private static final String TRUTH = "the spikes themselves";
    private static final double NETWORK_OPERATIONS = 1e5;

    private static final String PAIRS = "pair_correlations_r", WIDE = "pair_correlations_wide_r";

    /** One way from light to events, on the command line and here. */
    private record Way(String label, TraceSteps steps, BinarisationRule rule) {}

    /** Something measured of every way. */
    private record Measure(String name, String key, ToDoubleFunction<RuleScore> of) {}

    private static final List<Measure> MEASURES = List.of(new Measure("Precision", "precision", s -> s.match().precision()), new Measure("Recall", "recall", s -> s.match().recall()),
            new Measure("Events a spike", "events_a_spike", s -> s.match().ratio()), new Measure("Rates, r", "rates_r", RuleScore::rates), new Measure("Pairs, r", PAIRS, RuleScore::pairs),
            new Measure("Pairs in " + RuleScore.TOGETHER + " frames, r", WIDE, RuleScore::widePairs), new Measure("Bits an event", "bits_per_event", RuleScore::bitsPerEvent), new Measure("Bits a second", "bits_per_second", RuleScore::bitsPerSecond));

    @Override public String name()    { return "calcium-rules"; }
    @Override public String summary() { return "spikes seen as calcium and made events again: what each rule loses"; }
    @Override public List<Option> options() {
        var all = new ArrayList<>(List.of(Option.whole("repeats", 6, "networks, each with its own light"),
                Option.text("rules", "zscore:2,zscore:3,event:3,onset:3,peak:3,oasis:1,oasis:2,oasis:3", "rules to compare, as for import --binarise, separated by commas; the last is also tried without its steps"),
                Option.text("baseline", "8:60", "running percentile and seconds, as for import"),
                Option.whole("tolerance", 1, "frames an event may be off its spike"),
                Option.text("model", "glm", "the family that looks for structure, with its options as for fit")));
        all.addAll(calcium().options().stream().map(o -> o.name().equals("parameters") ? Option.text(o.name(), "", o.help() + "; the same in every repeat") : o).toList());
        return List.copyOf(all);
    }

    private static Simulator calcium() { return Simulators.named("calcium"); }

    private static Options simulated(Options options) {
        Map<String, String> given = new LinkedHashMap<>();
        for (Option option : calcium().options()) given.put(option.name(), options.text(option.name()));
        return Options.of(calcium().options(), given);
    }

    private static List<Way> ways(Options options) {
        List<Way> ways = new ArrayList<>();
        double share = options.real("neuropil");
        String baseline = options.text("baseline");
        TraceSteps usual = TraceSteps.of(share, baseline, null, null, null);
        for (String rule : options.text("rules").split(",", -1)) ways.add(new Way(rule.strip(), usual, BinarisationRule.parse("--rules", rule.strip())));
        Way last = ways.get(ways.size() - 1);
        ways.add(new Way(last.label + ", neuropil left in", TraceSteps.of(null, baseline, null, null, null), last.rule));
        ways.add(new Way(last.label + ", drift left in", TraceSteps.of(share, null, null, null, null), last.rule));
        return ways;
    }

    private static ModelSpec model(Options options) {
        List<ModelSpec> specs = ModelSpec.parse(options.text("model"));
        Require.that(specs.size() == 1, "--model must be one family here, got '" + options.text("model") + "'");
        return specs.get(0);
    }

    private static int repeats(Options options) { return Require.inRange("repeats", options.whole("repeats"), 2, 1000); }

    @Override public Family.Cost cost(Options options, Seed seed) {
        model(options);
        int fits = repeats(options) * (ways(options).size() + 1);
        double entries = (double) options.whole("neurons") * options.whole("frames"), flops = fits * entries * NETWORK_OPERATIONS;
        return new Family.Cost((long) (64 * entries), flops, 1e9, fits + " fits");
    }

    @Override public Reproduced run(Options options, Seed seed, Progress progress) {
        List<Way> ways = ways(options);
        ModelSpec model = model(options);
        Options light = simulated(options);
        int repeats = repeats(options), tolerance = Require.inRange("tolerance", options.whole("tolerance"), 0, 1000);
        var scores = new RuleScore[ways.size() + 1][repeats];
        for (int r = 0; r < repeats; r++) {
            Simulation made = calcium().simulate(light, seed.child("repeat").child(r));
            progress.at("rules", r * scores.length, repeats * scores.length);
            scores[0][r] = RuleScore.of(made.data(), made.data(), tolerance, model, seed.child("fit"));
            for (int w = 0; w < ways.size(); w++) {
                scores[w + 1][r] = RuleScore.of(made.data(), events(made, ways.get(w)), tolerance, model, seed.child("fit"));
                progress.at("rules", r * scores.length + w + 2, repeats * scores.length);
            }
        }
        List<String> labels = new ArrayList<>(List.of(TRUTH));
        ways.forEach(way -> labels.add(way.label));
        Estimate[][] found = Arrays.stream(scores).map(row -> MEASURES.stream().map(m -> estimate(row, m, seed)).toArray(Estimate[]::new)).toArray(Estimate[][]::new);
        Page page = new Page("From light to events", "SpinSpike").facts(facts(options, repeats, model)).answer(answer(labels, found))
                .section("spikes", "What is left of the spikes?").figure(spikes(labels, found, tolerance)).table(table(labels, found))
                .section("bits", "What is left for a model?").figure(bits(labels, found, model));
        return new Reproduced(page, json(options, labels, found), lines(labels, found), Map.of());
    }

    private static SpikeTrains events(Simulation made, Way way) {
        int frames = made.data().bins();
        float[] f = (float[]) made.imaging().orElseThrow().f().data(), around = (float[]) made.imaging().orElseThrow().neuropil().data();
        return new PreparedTraces(way.steps, way.rule, made.data().design(), made.data().cells(), (k, t, i) -> f[i * frames + t], (k, t, i) -> around[i * frames + t], (k, t, i) -> true).binarised().trains();
    }

    /** Mean over the repeats in which it is defined, and its interval by resampling them. */
    private static Estimate estimate(RuleScore[] row, Measure measure, Seed seed) {
        double[] values = Arrays.stream(row).mapToDouble(measure.of).filter(Double::isFinite).toArray();
        if (values.length < 2) throw new IllegalArgumentException("--repeats: " + measure.name.toLowerCase(Locale.ROOT) + " is defined in " + values.length + " of " + row.length + " repeats; more frames or another rule help");
        return PairedBootstrap.of(new Units(IntStream.range(0, values.length).toArray(), values.length), seed.child("interval")).mean(values);
    }

    private static Map<String, String> facts(Options options, int repeats, ModelSpec model) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("Networks", repeats + " kinetic Ising networks of " + options.text("neurons") + " neurons, " + options.text("frames") + " frames at " + options.text("rate-hz") + " Hz");
        facts.put("Light", "decay " + options.text("tau") + " s, rise " + options.text("rise") + " s, a spike is " + options.text("snr") + " times the noise; neuropil " + options.text("neuropil") + ", drift " + options.text("drift") + " spikes");
        facts.put("Steps", "neuropil taken off, running percentile " + options.text("baseline"));
        facts.put("Model", model.label() + " on windows of " + RuleScore.WINDOW + " frames, the first " + Math.round(100 * RuleScore.LEARNED) + " % to learn from, the rest to judge on");
        return facts;
    }

    private static int at(String key) { return IntStream.range(0, MEASURES.size()).filter(m -> MEASURES.get(m).key.equals(key)).findFirst().orElseThrow(); }

    private static double harmonic(Estimate[] row) { return 2 / (1 / row[at("precision")].value() + 1 / row[at("recall")].value()); }

    private static String answer(List<String> labels, Estimate[][] found) {
        int[] rules = IntStream.range(1, labels.size()).toArray();
        int spikes = Arrays.stream(rules).boxed().max(java.util.Comparator.comparingDouble(w -> harmonic(found[w]))).orElseThrow();
        int pairs = Arrays.stream(rules).boxed().max(java.util.Comparator.comparingDouble(w -> found[w][at(PAIRS)].value())).orElseThrow();
        return String.format(Locale.ROOT, "%s finds the spikes best (precision %.2f, recall %.2f), %s keeps most of the pair correlations (r = %.2f).", labels.get(spikes), found[spikes][at("precision")].value(),
                found[spikes][at("recall")].value(), labels.get(pairs), found[pairs][at(PAIRS)].value());
    }

    private static RowsFigure.Series series(String label, int colour, Estimate[][] found, int measure, int from) {
        Estimate[] column = IntStream.range(from, found.length).mapToObj(w -> found[w][measure]).toArray(Estimate[]::new);
        return new RowsFigure.Series(label, colour, Arrays.stream(column).mapToDouble(Estimate::value).toArray(), Arrays.stream(column).mapToDouble(e -> e.ninetyFive().low()).toArray(), Arrays.stream(column).mapToDouble(e -> e.ninetyFive().high()).toArray());
    }

    private static Figure spikes(List<String> labels, Estimate[][] found, int tolerance) {
        return RowsFigure.of("spikes", "What each rule leaves", "precision, recall, correlation", labels.subList(1, labels.size()),
                List.of(series("precision", 0, found, at("precision"), 1), series("recall", 1, found, at("recall"), 1), series("pair correlations, r", 2, found, at(PAIRS), 1),
                series("the same in bins of " + RuleScore.TOGETHER + " frames", 3, found, at(WIDE), 1)), 1,
                "Precision: events with a spike within " + tolerance + " frame(s). Recall: spikes with such an event. r: correlation, over pairs of neurons, of the pair correlations of events with those of the spikes. Intervals are 95 %, by resampling networks.",
                "Precision, recall and survival of pair correlations by rule.");
    }

    private static Figure bits(List<String> labels, Estimate[][] found, ModelSpec model) {
        return RowsFigure.of("bits", "Held-out bits of " + model.label(), "bits a second over constant rates", labels, List.of(series(model.label(), 0, found, at("bits_per_second"), 0)), found[0][at("bits_per_second")].value(),
                "Gain in held-out likelihood over constant rates, all neurons together; dashed: on the spikes themselves. More than that is structure the rule has made: long events predict themselves.",
                "Held-out bits a second of a model by rule.");
    }

    private static Table table(List<String> labels, Estimate[][] found) {
        String[] heads = new String[MEASURES.size() + 1];
        heads[0] = "Rule";
        for (int m = 0; m < MEASURES.size(); m++) heads[m + 1] = MEASURES.get(m).name;
        var table = new Table(heads).caption("Means over networks with 95 % intervals.");
        for (int w = 0; w < found.length; w++) {
            Table.Cell[] row = new Table.Cell[heads.length];
            row[0] = Table.text(labels.get(w));
            for (int m = 0; m < MEASURES.size(); m++) row[m + 1] = Table.interval(found[w][m]);
            table.row(row);
        }
        return table;
    }

    private static Map<String, Object> json(Options options, List<String> labels, Estimate[][] found) {
        var numbers = new LinkedHashMap<String, Object>();
        numbers.put("options", options.values());
        var rules = new LinkedHashMap<String, Object>();
        for (int w = 0; w < found.length; w++) {
            var row = new LinkedHashMap<String, Object>();
            for (int m = 0; m < MEASURES.size(); m++) row.put(MEASURES.get(m).key, Intervals.json(found[w][m]));
            rules.put(labels.get(w), row);
        }
        numbers.put("rules", rules);
        return numbers;
    }

    private static List<String> lines(List<String> labels, Estimate[][] found) {
        var lines = new ArrayList<String>(List.of(answer(labels, found)));
        int width = labels.stream().mapToInt(String::length).max().orElse(0);
        lines.add(String.format("%-" + width + "s%s", "", String.join("", MEASURES.stream().map(m -> String.format("%22s", m.name.toLowerCase(Locale.ROOT))).toList())));
        for (int w = 0; w < found.length; w++) {
            Estimate[] row = found[w];
            lines.add(String.format("%-" + width + "s%s", labels.get(w), String.join("", Arrays.stream(row).map(e -> String.format("%22s", Intervals.text(e, 2))).toList())));
        }
        return lines;
    }
}
