package org.spinspike.app.reproduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.spinspike.app.report.Page;
import org.spinspike.app.report.Table;
import org.spinspike.app.report.figure.AnomalyFigure;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.report.figure.Numbers;
import org.spinspike.app.report.figure.RowsFigure;
import org.spinspike.app.task.Anomalies;
import org.spinspike.app.task.Intervals;
import org.spinspike.app.task.ModelSpec;
import org.spinspike.math.Progress;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.model.Option;
import org.spinspike.model.Options;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;
import org.spinspike.statistics.AreaUnderRoc;
import org.spinspike.statistics.Estimate;
import org.spinspike.statistics.Interval;
import org.spinspike.statistics.PairedBootstrap;
import org.spinspike.statistics.Quantiles;

/** Normal trials broken in five ways: how many of them raise an alarm, by each of three scores, and where in a trial the model sees what was broken. */
final class AnomalousTrials implements Reproduction {
    private static final int NEURONS = 16, EXAMPLES = 3;
    private static final double FALSE_ALARM = .05, FLIPPED = .5;

    @Override public String name()    { return "tensor-brain-anomaly"; }
    @Override public String summary() { return "16 neurons: trials broken in five ways, found at a false-alarm rate of 5 %"; }
    @Override public List<Option> options() {
        return TrialSet.options(600, Option.text("models", "tensor-brain --chi 8 --bond 8", "the family that looks for them, with its options as for fit; one"), Option.text("model", "", "another name of --models"));
    }

    private static ModelSpec spec(Options options) {
        String models = options.text(options.text("model").isEmpty() ? "models" : "model");
        List<ModelSpec> specs = ModelSpec.parse(models);
        Require.that(specs.size() == 1, "--models must be one family here, got '" + models + "'");
        return specs.get(0);
    }

    @Override public Family.Cost cost(Options options, Seed seed) {
        return Contest.cost(List.of(spec(options)), TrialSet.of(options, NEURONS, seed).train(), 1, "one model; the scores take less");
    }

    @Override public Reproduced run(Options options, Seed seed, Progress progress) {
        Contest contest = Contest.of(TrialSet.of(options, NEURONS, seed), List.of(spec(options)), "", seed, progress);
        Contest.Entry entry = contest.entries().get(0);
        SpikeTrains held = contest.set().test();
        int half = held.trials() / 2;
        SpikeTrains calibration = held.select(IntStream.range(0, half).toArray()), normal = held.select(IntStream.range(half, held.trials()).toArray());
        Map<Broken, Anomalies> found = new LinkedHashMap<>();
        for (Broken broken : Broken.values()) {
            progress.at("look for anomalies", broken.ordinal(), Broken.values().length);
            found.put(broken, look(contest, entry, broken.of(normal, seed.child("broken")), calibration, seed));
        }
        progress.at("look for anomalies", Broken.values().length, Broken.values().length);
        List<RowsFigure.Series> series = Stream.of(Anomalies.Score.values()).map(score -> series(score, found)).toList();
        Page page = new Page("Anomalies", "SpinSpike reproduction").facts(contest.facts()).answer(answer(entry, found))
                .section("power", "What is found?")
                .figure(RowsFigure.of("power", "Trials that raise an alarm", "share of trials with an alarm", Arrays.stream(Broken.values()).map(b -> b.words).toList(), series, FALSE_ALARM,
                        Numbers.count(normal.trials()) + " normal held-out trials, broken in each of five ways; alarms by conformal p-values at most " + Numbers.percent(FALSE_ALARM) + " (dashed), from "
                                + Numbers.count(calibration.trials()) + " other normal trials. Bars are 95 % Wilson intervals over the trials. Surprise is -ln p; typical its distance from the usual; coordination what is lost against rates over time.",
                        "Share of alarms among trials broken in five ways, by three scores."))
                .table(areas(found, seed))
                .section("where", "Where in the trial?").figure(examples(contest, entry, normal, calibration, seed));
        Map<String, Object> numbers = contest.json(seed);
        numbers.put("false_alarm", FALSE_ALARM);
        numbers.put("calibration_trials", calibration.trials());
        numbers.put("examined_trials", normal.trials());
        numbers.put("breakages", json(found, seed));
        return new Reproduced(page, numbers, lines(entry, found), contest.files(""));
    }

    private static Anomalies look(Contest contest, Contest.Entry entry, SpikeTrains examined, SpikeTrains calibration, Seed seed) {
        return Anomalies.of(entry.model(), contest.nulls(), examined, calibration, FALSE_ALARM, seed.child("anomaly"), new ArrayList<>());
    }

    private static String name(Anomalies.Score score) { return score.name().toLowerCase(Locale.ROOT); }

    private static long alarms(Anomalies a, Anomalies.Score score) { return Arrays.stream(a.p(score)).filter(p -> p <= FALSE_ALARM).count(); }

    private static double share(Anomalies a, Anomalies.Score score) { return (double) alarms(a, score) / a.surprise().length; }

    private static RowsFigure.Series series(Anomalies.Score score, Map<Broken, Anomalies> found) {
        List<Interval> wilson = found.values().stream().map(a -> Interval.wilson(alarms(a, score), a.surprise().length)).toList();
        return new RowsFigure.Series(name(score), score.ordinal(), found.values().stream().mapToDouble(a -> share(a, score)).toArray(),
                wilson.stream().mapToDouble(Interval::low).toArray(), wilson.stream().mapToDouble(Interval::high).toArray());
    }

    /** @return chance that a broken trial has the larger score of two, one broken and one untouched; ties half. Trial k is the same one, broken and untouched */
    static Estimate area(double[] broken, double[] untouched, Seed seed) {
        int trials = broken.length;
        int[] own = IntStream.range(0, trials).toArray();
        return AreaUnderRoc.of(PairedBootstrap.of(new Units(own, trials), seed.child("area")), broken, own, untouched, own, trials);
    }

    private static double[] values(Anomalies a, Anomalies.Score score) {
        return switch (score) {
            case TYPICAL -> a.typical();
            case SURPRISE -> a.surprise();
            case COORDINATION -> a.coordination();
        };
    }

    private static Estimate area(Map<Broken, Anomalies> found, Broken broken, Anomalies.Score score, Seed seed) { return area(values(found.get(broken), score), values(found.get(Broken.UNTOUCHED), score), seed); }

    private static Table areas(Map<Broken, Anomalies> found, Seed seed) {
        var table = new Table("Broken how", "Typical", "Surprise", "Coordination").caption("Area under the ROC: chance that a broken trial scores higher than an untouched one; 0.5 is guessing, below it the score looks the wrong way. Intervals are 95 %, by resampling trials.");
        for (Broken broken : Broken.values()) {
            if (broken == Broken.UNTOUCHED) continue;
            table.row(Table.text(broken.words), Table.interval(area(found, broken, Anomalies.Score.TYPICAL, seed)), Table.interval(area(found, broken, Anomalies.Score.SURPRISE, seed)),
                    Table.interval(area(found, broken, Anomalies.Score.COORDINATION, seed)));
        }
        return table;
    }

    /** Entries flipped in the third fifth of three trials. */
    private static Figure examples(Contest contest, Contest.Entry entry, SpikeTrains normal, SpikeTrains calibration, Seed seed) {
        int bins = normal.bins(), from = 2 * bins / 5, to = 3 * bins / 5, n = normal.neurons();
        SpikeTrains first = normal.select(IntStream.range(0, EXAMPLES).toArray());
        var builder = new SpikeTrains.Builder(first.design(), first.cells());
        for (int k = 0; k < EXAMPLES; k++) {
            var random = seed.child("examples").child(k).generator();
            for (int t = 0; t < bins; t++) for (int i = 0; i < n; i++) if (first.fires(k, t, i) ^ (t >= from && t < to && random.nextDouble() < FLIPPED)) builder.set(k, t, i);
        }
        SpikeTrains broken = builder.build().with(normal.binarisation());
        Anomalies a = look(contest, entry, broken, calibration, seed), usual = look(contest, entry, normal, calibration, seed);
        double[] low = new double[bins], high = new double[bins];
        for (int t = 0; t < bins; t++) {
            int bin = t;
            double[] column = IntStream.range(0, normal.trials()).mapToDouble(k -> usual.byBin()[k * bins + bin]).toArray();
            low[t] = Quantiles.of(column, .05);
            high[t] = Quantiles.of(column, .95);
        }
        List<AnomalyFigure.Strange> strange = IntStream.range(0, EXAMPLES).mapToObj(k -> {
            boolean[] flagged = new boolean[bins];
            for (int t = 0; t < bins; t++) flagged[t] = a.flagByBin()[k * bins + t] != 0;
            return new AnomalyFigure.Strange(k, "example " + (k + 1), a.pTypical()[k], Arrays.copyOfRange(a.byBin(), k * bins, (k + 1) * bins), flagged);
        }).toList();
        long[] ones = normal.ones();
        int[] order = IntStream.range(0, n).boxed().sorted(Comparator.comparingLong((Integer i) -> -ones[i]).thenComparingInt(i -> i)).mapToInt(Integer::intValue).toArray();
        boolean any = strange.stream().anyMatch(x -> IntStream.range(0, bins).anyMatch(t -> x.flagged()[t]));
        String none = any ? "" : " None is: with " + calibration.trials() + " calibration trials no p of a bin is below " + Numbers.p(2. / (calibration.trials() + 1)) + ", and one among " + bins + " would have to be below "
                + Numbers.of(FALSE_ALARM / bins, 4) + ".";
        return AnomalyFigure.of("where", entry.label(), entry.colour(), broken, order, strange, low, high, "Three normal trials in which " + Numbers.percent(FLIPPED) + " of the entries of bins " + from + " to " + (to - 1)
                + " were flipped, neurons sorted by rate, and the surprise of every bin given the bins before; red dots are bins flagged at a false discovery rate of " + Numbers.percent(FALSE_ALARM) + "." + none);
    }

    private static String answer(Contest.Entry entry, Map<Broken, Anomalies> found) {
        Anomalies.Score best = Stream.of(Anomalies.Score.values()).max(Comparator.comparingDouble(s -> share(found.get(Broken.EXCHANGED), s))).orElseThrow();
        return String.format(Locale.ROOT, "Of trials whose cells were exchanged for those of other trials, which no single cell can tell, %s finds %.0f %% by its %s score, at a false-alarm rate of %.0f %%.", entry.label(),
                100 * share(found.get(Broken.EXCHANGED), best), name(best), 100 * FALSE_ALARM);
    }

    private static List<String> lines(Contest.Entry entry, Map<Broken, Anomalies> found) {
        var lines = new ArrayList<String>(List.of(answer(entry, found), String.format("%-38s%10s%10s%14s", "share of alarms", "typical", "surprise", "coordination")));
        found.forEach((broken, a) -> lines.add(String.format(Locale.ROOT, "%-38s%10.3f%10.3f%14.3f", broken.words, share(a, Anomalies.Score.TYPICAL), share(a, Anomalies.Score.SURPRISE), share(a, Anomalies.Score.COORDINATION))));
        return lines;
    }

    private static Map<String, Object> json(Map<Broken, Anomalies> found, Seed seed) {
        var all = new LinkedHashMap<String, Object>();
        found.forEach((broken, a) -> {
            var scores = new LinkedHashMap<String, Object>();
            for (Anomalies.Score score : Anomalies.Score.values()) {
                var entry = new LinkedHashMap<String, Object>();
                entry.put("alarms", share(a, score));
                if (broken != Broken.UNTOUCHED) {
                    Estimate area = area(found, broken, score, seed);
                    entry.put("area_under_roc", area.value());
                    entry.put("area_under_roc_interval_95", Intervals.ninetyFive(area));
                }
                scores.put(name(score), entry);
            }
            all.put(broken.name().toLowerCase(Locale.ROOT), scores);
        });
        return all;
    }
}
