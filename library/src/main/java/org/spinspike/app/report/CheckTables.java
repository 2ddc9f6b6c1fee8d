package org.spinspike.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.spinspike.app.report.figure.Numbers;
import org.spinspike.app.task.Checks;
import org.spinspike.app.task.Checks.Copies;
import org.spinspike.app.task.Checks.Measure;
import org.spinspike.app.task.CompareResult;
import org.spinspike.app.task.CompareResult.Entry;
import org.spinspike.statistics.Estimate;
import org.spinspike.statistics.TimeReversal;
import org.spinspike.statistics.TwoSample;

/** The parts of a comparison's page on whole trials, copies, hidden neurons, bins ahead and other papers' measures. */
final class CheckTables {
    private final CompareResult result;
    private final int[] colours;
    private final String word, unit;

    CheckTables(CompareResult result, int[] colours) {
        this.result = result;
        this.colours = colours;
        this.word = result.test().binarisation().word();
        this.unit = result.test().design().word();
    }

    void into(Page page) {
        wholeTrials(page.section("whole-trials", "Can samples be told from held-out " + unit + "s?"));
        copies(page.section("copies", "Are training " + unit + "s learned by heart?"));
        hidden(page.section("hidden", "Hidden neurons and bins ahead"));
        time(page.section("time", "Arrow of time, and intervals"));
        published(page);
    }

    private List<Entry> having(Function<Checks, Optional<?>> check) { return result.models().stream().filter(m -> check.apply(m.checks()).isPresent()).toList(); }

    private Table.Cell model(Entry m) { return Table.model(m.label(), colours[result.models().indexOf(m)]); }

    /** What is not there, and why: models with the same reason together. */
    private void absent(Page page, String what) {
        var reasons = new LinkedHashMap<String, List<String>>();
        for (Entry m : result.models()) if (m.checks().missing().containsKey(what)) reasons.computeIfAbsent(m.checks().missing().get(what), why -> new ArrayList<>()).add(m.label());
        reasons.forEach((why, labels) -> page.paragraph("Not available for " + String.join(", ", labels) + ": " + why + "."));
    }

    private void wholeTrials(Page page) {
        List<Entry> tested = having(Checks::twoSample);
        if (!tested.isEmpty()) {
            Map<String, double[]> holm = Checks.holm(result.models());
            TwoSample first = tested.get(0).checks().twoSample().orElseThrow();
            var heads = new ArrayList<>(List.of("Model"));
            first.tests().forEach(test -> heads.add(test.meaning()));
            var table = new Table(heads.toArray(String[]::new)).caption("Value, and p of one law for both sides after Holm's correction for all tests on this page. " + first.trials() + " " + unit + "s of each side; p-values by 999 permutations of whole source trials. "
                    + "A test that sees nothing has not shown that there is nothing.");
            for (Entry m : tested) {
                var cells = new ArrayList<>(List.of(model(m)));
                List<TwoSample.Test> tests = m.checks().twoSample().orElseThrow().tests();
                for (int n = 0; n < tests.size(); n++) cells.add(Table.number(Numbers.of(tests.get(n).value()), "p = " + Numbers.p(holm.get(m.label())[n])));
                table.row(cells.toArray(Table.Cell[]::new));
            }
            page.table(table);
        }
        absent(page, Checks.TWO_SAMPLE);
    }

    private void copies(Page page) {
        List<Entry> tested = having(Checks::copies);
        if (!tested.isEmpty()) {
            Map<String, Double> holm = Checks.holmOfCopies(result.models());
            Copies first = tested.get(0).checks().copies().orElseThrow();
            var table = new Table("Trials", "Entries that differ from the nearest training " + unit + ", median [quartiles]", "Stand in the training set", "Chance to be nearer than a held-out one", "p")
                    .caption("Of " + first.trials() + " " + unit + "s of each kind. A model that copies has " + unit + "s nearer to those it learned from than recorded ones are that it has not seen: a chance well above one half. p is of \u201Cno nearer\u201D, one-sided, by 999 permutations of source trials, corrected after Holm for all models.");
            table.row(Table.text("held-out " + unit + "s"), spread(first.held()), Table.number(Numbers.percent(first.heldCopied())), Table.none("-"), Table.none("-"));
            for (Entry m : tested) {
                Copies c = m.checks().copies().orElseThrow();
                table.row(model(m), spread(c.generated()), Table.number(Numbers.percent(c.copied())), Table.number(Numbers.of(c.closer(), 3)), Table.number(Numbers.p(holm.get(m.label()))));
            }
            page.table(table);
        }
        absent(page, Checks.COPIES);
    }

    private static Table.Cell spread(double[] s) { return Table.number(Numbers.of(s[0], 0), "[" + Numbers.of(s[1], 0) + ", " + Numbers.of(s[2], 0) + "]"); }

    private void hidden(Page page) {
        List<Entry> tested = result.models().stream().filter(m -> m.checks().coSmoothing().isPresent() || m.checks().forward().isPresent()).toList();
        if (!tested.isEmpty()) {
            boolean aligned = result.aligned();
            var heads = new ArrayList<>(List.of("Model", "Hidden neurons, over constant rates (co-bps)"));
            if (aligned) heads.add("over rates over time");
            int horizon = tested.stream().flatMap(m -> m.checks().forward().stream()).findFirst().map(f -> f.horizon()).orElse(0);
            heads.add(horizon + " bins ahead, over constant rates");
            if (aligned) heads.add("over rates over time");
            int ahead = tested.stream().flatMap(m -> m.checks().forward().stream()).findFirst().map(f -> f.trials()).orElse(0);
            String names = tested.stream().flatMap(m -> m.checks().coSmoothing().stream()).findFirst().map(co -> "Hidden, the same for all models: " + String.join(", ", co.names()) + "; each given all bins of the others. ").orElse("");
            var table = new Table(heads.toArray(String[]::new)).caption("Bits per " + word + " gained over what rates know. " + names + "Bins ahead: every neuron, given all bins up to " + horizon + " before, in " + ahead + " of the " + result.test().trials() + " held-out " + unit + "s. Intervals are 95 %, by resampling trials; models that simulate forecasts are marked.");
            for (Entry m : tested) {
                var cells = new ArrayList<>(List.of(model(m)));
                cells.add(cell(m.checks().coSmoothing().map(co -> co.overConstant())));
                if (aligned) cells.add(cell(m.checks().coSmoothing().flatMap(co -> co.overRatesOverTime())));
                cells.add(m.checks().forward().filter(f -> !f.exact()).map(f -> Table.number(Numbers.interval(f.overConstant().value(), f.overConstant().ninetyFive().low(), f.overConstant().ninetyFive().high()), "simulated"))
                        .orElse(cell(m.checks().forward().map(f -> f.overConstant()))));
                if (aligned) cells.add(cell(m.checks().forward().flatMap(f -> f.overRatesOverTime())));
                table.row(cells.toArray(Table.Cell[]::new));
            }
            page.table(table);
        }
        absent(page, Checks.CO_SMOOTHING);
        absent(page, Checks.FORWARD);
    }

    private void time(Page page) {
        List<Entry> tested = result.models().stream().filter(m -> m.checks().arrow().isPresent() || m.checks().rescaling().isPresent()).toList();
        if (!tested.isEmpty()) {
            Optional<Checks.Arrow> any = tested.stream().flatMap(m -> m.checks().arrow().stream()).findFirst();
            var table = new Table("Trials", "Entropy production, nats a bin [95 %]", "p of none", "of it by rates over time", "Neurons with other intervals than forecast")
                    .caption(any.map(a -> "Entropy production of the words of " + String.join(", ", a.neurons()) + ", from transitions counted in one half of the " + unit + "s and weighed in the other: at least so much in the population. p by turning " + unit
                            + "s around at random; rates over time: what " + unit + "s shuffled neuron by neuron still give. ").orElse("")
                            + "Intervals: time rescaling of the forecasts one bin ahead, Kolmogorov and Smirnov, of those named 5 % falsely (Benjamini-Hochberg).");
            any.ifPresent(a -> table.row(Table.text("held-out " + unit + "s"), Table.interval(a.recorded().estimate()), Table.number(Numbers.p(a.recorded().p())), rates(a.recorded()), Table.none("-")));
            for (Entry m : tested) {
                Optional<TimeReversal> drawn = m.checks().arrow().map(Checks.Arrow::drawn);
                table.row(model(m), drawn.map(d -> Table.interval(d.estimate())).orElse(Table.none("-")), drawn.map(d -> Table.number(Numbers.p(d.p()))).orElse(Table.none("-")), drawn.map(CheckTables::rates).orElse(Table.none("-")),
                        m.checks().rescaling().map(r -> Table.number(r.offCount() + " of " + r.tested())).orElse(Table.none("-")));
            }
            page.table(table);
        }
        absent(page, Checks.ARROW);
        absent(page, Checks.RESCALING);
    }

    private static Table.Cell rates(TimeReversal r) { return r.shuffledTrials().map(value -> Table.number(Numbers.of(value))).orElse(Table.none("-")); }

    private static Table.Cell cell(Optional<Estimate> estimate) { return estimate.map(Table::interval).orElse(Table.none("not available")); }

    private void published(Page page) {
        if (result.models().stream().allMatch(m -> m.checks().published().isEmpty())) return;
        page.section("published", "As other papers measure it").paragraph("To meet published tables: computed as their authors do, flaws included. What this page goes by are its own statistics above, which correct them: "
                + "no pairs across trials, errors in means instead of sums, covariances not called correlations, silent neurons counted instead of skipped, nulls from training trials.");
        var papers = new TreeMap<String, List<String>>();
        for (Entry m : result.models()) m.checks().published().forEach((paper, measures) -> papers.putIfAbsent(paper, measures.stream().map(Measure::name).toList()));
        papers.forEach((paper, names) -> page.table(table(paper, names)));
        result.models().stream().flatMap(m -> m.checks().missing().entrySet().stream()).filter(e -> e.getKey().startsWith("S") || e.getKey().equals("LDNS")).map(e -> e.getKey() + ": " + e.getValue() + ".").distinct().forEach(page::paragraph);
    }

    private Table table(String paper, List<String> names) {
        List<Entry> measured = result.models().stream().filter(m -> m.checks().published().containsKey(paper)).toList();
        var heads = new ArrayList<>(List.of(paper));
        boolean drawn = measured.stream().flatMap(m -> m.checks().published().get(paper).stream()).anyMatch(m -> !Double.isNaN(m.recorded()));
        if (drawn) heads.add("recorded trials");
        measured.forEach(m -> heads.add(m.label()));
        var table = new Table(heads.toArray(String[]::new)).caption(drawn ? "Mean over five sample sets, and their standard deviation. Recorded trials: the same of as many training " + unit + "s in the model's place." : "Bits per " + word + ", Poisson, over the mean rates of the very entries judged.");
        for (int n = 0; n < names.size(); n++) {
            int row = n;
            var cells = new ArrayList<>(List.of(Table.text(names.get(n).replace('_', ' '))));
            if (drawn) cells.add(Table.number(Numbers.of(measured.get(0).checks().published().get(paper).get(row).recorded())));
            for (Entry m : measured) {
                Measure measure = m.checks().published().get(paper).stream().filter(x -> x.name().equals(names.get(row))).findFirst().orElse(null);
                cells.add(measure == null ? Table.none("-") : drawn && Double.isFinite(measure.sd()) ? Table.number(Numbers.of(measure.mean()), "\u00B1 " + Numbers.of(measure.sd())) : Table.number(Numbers.of(measure.mean())));
            }
            table.row(cells.toArray(Table.Cell[]::new));
        }
        return table;
    }
}
