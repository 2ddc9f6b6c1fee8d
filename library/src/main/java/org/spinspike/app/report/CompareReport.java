package org.spinspike.app.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.app.report.figure.AnomalyFigure;
import org.spinspike.app.report.figure.CalibrationFigure;
import org.spinspike.app.report.figure.DriftFigure;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.report.figure.GainFigure;
import org.spinspike.app.report.figure.JudgementFigure;
import org.spinspike.app.report.figure.LearningFigure;
import org.spinspike.app.report.figure.Numbers;
import org.spinspike.app.report.figure.RasterFigure;
import org.spinspike.app.report.figure.ScoreFigure;
import org.spinspike.app.task.Anomalies;
import org.spinspike.app.task.CompareResult;
import org.spinspike.app.task.CompareResult.AnomalyExample;
import org.spinspike.app.task.CompareResult.Entry;
import org.spinspike.app.task.DetectAnomalies;
import org.spinspike.app.task.Json;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.io.AtomicFile;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.Estimate;
import org.spinspike.statistics.ForecastScores;
import org.spinspike.statistics.Judgement;
import org.spinspike.statistics.Quantiles;

/**
 * A comparison as a folder: {@code report.html}, {@code report.json}, and every figure as SVG and PNG in {@code figures/}.
 * The page and the figures hold no dates, and wall times only where {@link Table#seconds} marks them: without these the same result gives the same bytes.
 */
public final class CompareReport {
    private static final int EXAMPLES = 3;

    private final CompareResult result;
    private final Wording wording;
    private final String word, unit;
    private final int[] colours;
    private final ActivityFigures activity;
    private final Page page;

    private CompareReport(CompareResult result) {
        this.result = result;
        this.colours = Colours.of(result.models().stream().map(Entry::label).toList());
        this.wording = new Wording(result, colours);
        this.word = result.test().binarisation().word();
        this.unit = result.test().design().word();
        this.activity = new ActivityFigures(result.test(), result.rows(), samples(), floors());
        this.page = new Page("Models of " + wording.text("data").split(",", 2)[0], "SpinSpike comparison of " + result.models().size() + (result.models().size() == 1 ? " model" : " models"));
    }

    public static void write(CompareResult result, OutputFolder target) {
        page(result).write(target, "report.html");
        AtomicFile.write(target.path().resolve("report.json"), out -> out.write((Json.pretty(result.json()) + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    static Page page(CompareResult result) { return new CompareReport(result).build(); }

    private Page build() {
        page.facts(wording.facts()).answer(wording.answer()).sayings(wording.sayings());
        wording.warnings().forEach(page::warning);
        scores();
        besideTheRecording();
        statistics();
        new CheckTables(result, colours).into(page);
        forecasts();
        anomalies();
        drift();
        fits();
        page.section("checklist", "What is here and what is missing").table(new Checklist(result, wording).table());
        page.section("reading", "How to read this page").glossary(wording.glossary());
        return page.fold("Everything this run was given").table(wording.record()).unfold();
    }

    private void scores() {
        page.section("scores", "Who predicts held-out trials best");
        page.paragraph("Every model gives each held-out trial a probability. " + Wording.capital(wording.rival()) + " are the null that counts here: "
                + (wording.aligned() ? "a model has to know more than how the rates follow the stimulus." : "trials do not share a clock, so there are no rates over time."));
        wording.uneven().ifPresent(page::paragraph);
        var overTime = new ArrayList<ScoreFigure.Score>();
        var constant = new ArrayList<ScoreFigure.Score>();
        for (int m = 0; m < result.models().size(); m++) {
            Entry e = result.models().get(m);
            constant.add(score(e.label(), colours[m], e.scores().flatMap(s -> s.overConstant())));
            if (wording.aligned()) overTime.add(score(e.label(), colours[m], e.scores().flatMap(s -> s.overRatesOverTime())));
        }
        page.figure(ScoreFigure.of("scores", word, overTime, constant, ""));
        var tables = new ScoreTables(result, wording, colours);
        page.table(tables.scores()).table(tables.claims());
        if (!tables.notBeating().isEmpty()) page.heading("Not shown to beat " + wording.rival()).list(tables.notBeating());
        page.section("effort", "Size, luck and cost").table(tables.effort());
        tables.choices().forEach(page::table);
    }

    private static ScoreFigure.Score score(String label, int model, Optional<Estimate> estimate) {
        return estimate.map(e -> new ScoreFigure.Score(label, model, e.value(), e.ninetyFive().low(), e.ninetyFive().high()))
                .orElse(new ScoreFigure.Score(label, model, Double.NaN, Double.NaN, Double.NaN));
    }

    private static Table.Cell cell(double value, int decimals, Optional<Estimate> estimate) { return estimate.map(Table::interval).orElse(Table.number(Numbers.of(value, decimals))); }

    private void besideTheRecording() {
        page.section("beside", "Samples beside the recording");
        page.figure(activity.neurons()).figure(activity.population());
        if (activity.aligned()) page.figure(activity.ratesOverTime());
        else page.paragraph("There are no rates over time to show: the trials do not share a clock.");
    }

    private void statistics() {
        page.section("statistics", "What samples get right and wrong");
        List<Judgement> first = result.models().stream().map(Entry::judgements).filter(j -> !j.isEmpty()).findFirst().orElse(List.of());
        if (samples().isEmpty()) {
            page.paragraph("None of the models can be sampled: nothing is known of their statistics.");
            return;
        }
        if (!first.isEmpty()) distances(first);
        page.figure(activity.rates());
        activity.correlations().forEach(page::figure);
        page.side(activity.populationCount(), activity.autocorrelogram());
        var pairs = new PairFigures(result, samples(), colours);
        pairs.correlograms().ifPresent(page::figure);
        pairs.graphs().forEach(page::figure);
        List<Figure> matrices = activity.matrices();
        if (!matrices.isEmpty()) {
            page.fold("All pairs as a picture");
            matrices.forEach(page::figure);
            page.unfold();
        }
    }

    private void distances(List<Judgement> first) {
        List<String> near = first.stream().filter(j -> !j.separates()).map(Judgement::statistic).toList();
        page.figure(JudgementFigure.of("statistics", first.stream().map(Judgement::statistic).toList(), judged(first.size()).stream()
                .map(m -> new JudgementFigure.Row(result.models().get(m).label(), colours[m], result.models().get(m).judgements().stream()
                        .mapToDouble(j -> j.tells() ? j.severity() : Double.NaN).toArray())).toList(),
                near.isEmpty() ? "" : "Where independent neurons are nearer than twice the floor (" + String.join(", ", near) + "), only models clearly beyond the floor have a mark, and 1 is twice the floor."));
        page.fold("All statistics, with floors and intervals").table(judgements(first)).unfold();
    }

    private Table judgements(List<Judgement> statistics) {
        List<Integer> judged = judged(statistics.size());
        var heads = new ArrayList<>(List.of("Statistic", "Floor (95 %)"));
        judged.forEach(m -> heads.add(result.models().get(m).label()));
        var table = new Table(heads.toArray(String[]::new)).caption("Distance between samples and held-out trials, median over sample sets, with its 90 % interval. "
                + "\u2713: within the floor, not told apart from recorded trials. Floor: median of recorded against recorded trials, and its 95 % quantile.");
        for (int s = 0; s < statistics.size(); s++) {
            Judgement j = statistics.get(s);
            int row = s;
            var cells = new ArrayList<Table.Cell>();
            cells.add(Table.text(j.statistic() + (j.unit().isEmpty() ? "" : " (" + j.unit() + ")"), j.meaning() + blindness(judged.stream().map(m -> result.models().get(m).judgements().get(row)).toList())));
            cells.add(Table.number(Numbers.of(j.floorMedian()), "(" + Numbers.of(j.floor95()) + ")"));
            for (int m : judged) {
                Judgement own = result.models().get(m).judgements().get(s);
                String text = Numbers.interval(own.value(), own.low(), own.high());
                int bracket = text.indexOf(" [");
                String remark = (bracket < 0 ? "" : text.substring(bracket + 1)) + (own.withinFloor() ? " \u2713" : "") + (own.leftOut() > 0 ? " " + own.leftOut() + " left out" : "");
                cells.add(Table.number(bracket < 0 ? text : text.substring(0, bracket), remark.strip()));
            }
            table.row(cells.toArray(Table.Cell[]::new));
        }
        return table;
    }

    private List<Integer> judged(int statistics) {
        return IntStream.range(0, result.models().size()).filter(m -> result.models().get(m).judgements().size() == statistics).boxed().toList();
    }

    /** @param models the judgements of one statistic: what it cannot do is said as far as it is true of them */
    private static String blindness(List<Judgement> models) {
        if (models.stream().allMatch(Judgement::separates)) return "";
        return models.stream().anyMatch(Judgement::clearlyBeyondFloor) ? " - independent neurons are near the floor: only models clearly beyond it are told from the recording" : " - " + Judgement.CANNOT_SEPARATE;
    }

    private void forecasts() {
        List<Integer> able = IntStream.range(0, result.models().size()).filter(m -> result.models().get(m).forecast().isPresent()).boxed().toList();
        page.section("forecasts", "Forecasts, one bin ahead");
        if (able.isEmpty()) {
            page.paragraph("None of the models can forecast.");
            return;
        }
        page.figure(CalibrationFigure.of("calibration", word, able.stream().map(m -> CalibrationFigure.Reliability.of(result.models().get(m).label(), colours[m],
                result.models().get(m).forecast().orElseThrow(), result.test())).toList(), ""));
        var table = new Table("Model", "Log loss (nats)", "Brier score", "Area under the ROC").caption("Of all forecasts of a bin and neuron from the bins before; smaller loss and Brier score, larger area are better. Intervals are 95 %, by resampling trials.");
        for (int m : able) {
            Entry e = result.models().get(m);
            e.calibration().ifPresent(c -> table.row(Table.model(e.label(), colours[m]), cell(c.logLoss(), 4, e.forecastScores().map(ForecastScores::logLoss)), cell(c.brier(), 4, e.forecastScores().map(ForecastScores::brier)),
                    cell(c.auc(), 3, e.forecastScores().map(ForecastScores::auc))));
        }
        page.table(table);
        var gains = new ArrayList<GainFigure.Gains>();
        for (int m : able) {
            Entry e = result.models().get(m);
            e.gainByNeuron().ifPresent(g -> gains.add(new GainFigure.Gains(e.label(), colours[m], g.bits(), g.low(), g.high())));
        }
        page.figure(GainFigure.of("gain-by-neuron", word, wording.rival(), result.test().cells().names(), gains, "Bars are 95 % intervals over trials."));
    }

    private void anomalies() {
        page.section("anomalies", "The strangest held-out trials");
        if (result.anomalies().isEmpty()) {
            page.paragraph("No example: it needs a model with a likelihood and enough held-out trials of one length to calibrate on.");
            return;
        }
        AnomalyExample example = result.anomalies().get();
        Anomalies a = example.anomalies();
        int model = IntStream.range(0, result.models().size()).filter(m -> result.models().get(m).label().equals(example.label())).findFirst().orElse(0);
        int bins = example.examined().bins();
        int[] strangest = DetectAnomalies.strangest(a.pTypical(), a.typical());
        List<AnomalyFigure.Strange> shown = IntStream.of(strangest).limit(EXAMPLES).mapToObj(k -> {
            double[] surprise = Arrays.copyOfRange(a.byBin(), k * bins, (k + 1) * bins);
            boolean[] flagged = new boolean[bins];
            for (int t = 0; t < bins; t++) flagged[t] = a.flagByBin()[k * bins + t] != 0;
            return new AnomalyFigure.Strange(k, RasterFigure.label(example.examined(), k, example.rows()[k]), a.pTypical()[k], surprise, flagged);
        }).toList();
        double[] low = new double[bins], high = new double[bins];
        for (int t = 0; t < bins; t++) {
            int bin = t;
            double[] column = IntStream.range(0, example.examined().trials()).mapToDouble(k -> a.byBin()[k * bins + bin]).toArray();
            low[t] = Quantiles.of(column, .05);
            high[t] = Quantiles.of(column, .95);
        }
        page.figure(AnomalyFigure.of("anomalies", example.label(), colours[model], example.examined(), activity.order(), shown, low, high,
                "The " + shown.size() + " of " + example.examined().trials() + " examined held-out " + unit + "s whose -ln p under " + example.label() + " is farthest from typical, with conformal p-values from "
                        + example.calibrationTrials() + " other held-out " + unit + "s (smallest possible p: " + Numbers.p(1. / (example.calibrationTrials() + 1)) + "). Below each raster the surprise of every bin given the bins before; red dots are bins flagged at the stated "
                        + "false discovery rate. Among " + example.examined().trials() + " ordinary " + unit + "s some are always the strangest: a small p alone is no proof that something broke. " + RasterFigure.NUMBERS));
    }

    private void drift() {
        page.section("drift", "Drift over the recording");
        SpikeTrains[] parts = {result.train(), result.test()};
        boolean timed = parts[0].design().startSeconds().isPresent() && parts[1].design().startSeconds().isPresent();
        var trials = new ArrayList<Trial>();
        for (SpikeTrains part : parts) {
            double[] rate = ActivityFigures.rateByTrial(part), start = timed ? part.design().startSeconds().orElseThrow() : null;
            boolean whole = part.design().sources() > 1;   // windows of one trial are one dot
            for (int k = 0; k < part.trials(); ) {
                int next = k + 1;
                while (whole && next < part.trials() && part.design().source(next) == part.design().source(k)) next++;
                trials.add(new Trial(timed ? start[k] : part.design().source(k), part.design().offset(k), Arrays.stream(rate, k, next).filter(Double::isFinite).average().orElse(Double.NaN)));
                k = next;
            }
        }
        trials.sort(Comparator.comparingDouble(Trial::place).thenComparingInt(Trial::offset));
        int all = trials.size(), block = Math.max(1, all / 4);
        page.figure(DriftFigure.of("drift", word, timed ? trials.stream().mapToDouble(Trial::place).toArray() : null, trials.stream().mapToDouble(Trial::rateHz).toArray(),
                all < 4 ? null : IntStream.range(0, block).toArray(), all < 4 ? null : IntStream.range(all - block, all).toArray(), Wording.capital(result.drift().line()) + "."));
        new ScoreTables(result, wording, colours).lastBlock().ifPresent(page::table);
    }

    /** @param place start time where it is known, else the number of the source trial: brings both parts back into the order of the recording */
    private record Trial(double place, int offset, double rateHz) {}

    private void fits() {
        page.section("fits", "How the models were fitted");
        var table = new Table("Model", "Training", "Options and notes");
        var runs = new ArrayList<LearningFigure.Run>();
        for (int m = 0; m < result.models().size(); m++) {
            Entry e = result.models().get(m);
            var options = new StringBuilder();
            e.file().options().forEach((name, value) -> options.append(options.isEmpty() ? "" : ", ").append(name).append(' ').append(value));
            table.row(Table.model(e.label(), colours[m]), Table.text(e.fit().ending()), Table.text(options.toString(), String.join(" \u00B7 ", e.fit().notes())));
            if (e.fit().history().size() > 1) runs.add(new LearningFigure.Run(e.label(), colours[m], e.fit().history()));
        }
        page.table(table);
        if (!runs.isEmpty()) page.figure(LearningFigure.of("learning", unit, runs));
    }

    private List<RasterFigure.Train> samples() {
        var list = new ArrayList<RasterFigure.Train>();
        for (int m = 0; m < result.models().size(); m++) {
            Entry e = result.models().get(m);
            int colour = colours[m];
            e.sample().ifPresent(s -> list.add(new RasterFigure.Train(e.label(), colour, s)));
        }
        return list;
    }

    private Map<String, Double> floors() {
        var floors = new HashMap<String, Double>();
        for (Entry e : result.models()) for (Judgement j : e.judgements()) floors.put(j.statistic(), j.floorMedian());
        return floors;
    }
}
