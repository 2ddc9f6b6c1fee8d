package org.spinspike.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.Optional;
import org.spinspike.app.report.figure.Numbers;
import org.spinspike.app.task.Checks;
import org.spinspike.app.task.CompareModels;
import org.spinspike.app.task.CompareResult;
import org.spinspike.app.task.CompareResult.Entry;
import org.spinspike.app.task.SeedRuns;
import org.spinspike.math.Count;

/** What a reviewer asks for at least, and where it is: filled from the result; what is not there is called missing. */
final class Checklist {
    private final CompareResult result;
    private final Wording wording;

    Checklist(CompareResult result, Wording wording) {
        this.result = result;
        this.wording = wording;
    }

    Table table() {
        var table = new Table("What a reviewer asks for", "On this page").caption("After the list every comparison should fill; what is not here is named.");
        row(table, "1. Split by whole trials or blocks with a gap, test part used once", "yes: " + wording.text("split"));
        row(table, "2. Held-out likelihood against independent, pairwise and GLM baselines, parameters stated and matched", likelihood());
        row(table, "3. Rates, correlations, counts, intervals, correlograms, each with floor and interval", result.models().stream().anyMatch(m -> !m.judgements().isEmpty()) ? "yes: table of all statistics" : "missing: none of the models can be sampled");
        row(table, "4. A two-sample test with p", of(Checks.TWO_SAMPLE, Checks::twoSample, "tests of whole trials, four a model, Holm"));
        row(table, "5. A statistic no model was trained on", "yes: these families are trained on the likelihood alone, none on a statistic of this page");
        row(table, "6. Test for memorised trials", of(Checks.COPIES, Checks::copies, "nearest training trial of generated against held-out trials"));
        row(table, "7. Five training seeds or more, failures counted", seeds());
        row(table, "8. Other bin widths and thresholds (half, same, double)", "missing: one rule, one bin width; import --sensitivity tries others on the recording itself");
        row(table, "9. Numbers of trials, neurons, rates, dropped neurons, clipped and unobserved entries", "yes: top of the page" + (result.test().fullyObserved() ? "; everything was observed" : "; unobserved entries are left out of every statistic"));
        row(table, "10. Cost of computation", "yes: seconds of every training and judging, in the table of size, luck and cost; no quantum hardware was used");
        return table;
    }

    private String likelihood() {
        if (result.ranking().isEmpty()) return "missing: none of the models has a likelihood";
        var lacking = new ArrayList<String>();
        for (String family : List.of("independent", "glm", "k-pairwise")) if (result.models().stream().noneMatch(m -> m.file().model().family().equals(family))) lacking.add(family);
        long least = result.models().stream().mapToLong(m -> m.file().model().parameters()).min().orElse(0), most = result.models().stream().mapToLong(m -> m.file().model().parameters()).max().orElse(0);
        return "against constant rates" + (wording.aligned() ? " and rates over time" : "") + "; " + Numbers.count(least) + " to " + Numbers.count(most) + " parameters" + (most > 2 * least ? ", not matched" : "")
                + (lacking.isEmpty() ? "" : "; missing among the models: " + String.join(", ", lacking));
    }

    private String of(String name, Function<Checks, Optional<?>> check, String what) {
        List<Entry> without = result.models().stream().filter(m -> check.apply(m.checks()).isEmpty()).toList();
        if (without.isEmpty()) return "yes: " + what;
        String why = without.get(0).checks().missing().getOrDefault(name, "not asked");
        return without.size() == result.models().size() ? "missing: " + why : "yes: " + what + "; missing for " + String.join(", ", without.stream().map(Entry::label).toList()) + ": " + why;
    }

    /** Of the models whose training draws at random. */
    private String seeds() {
        List<SeedRuns> drawn = result.models().stream().map(m -> m.effort().seeds()).filter(SeedRuns::draws).toList();
        if (drawn.isEmpty()) return "not needed: no training here draws at random";
        int least = drawn.stream().mapToInt(s -> s.runs().size()).min().orElseThrow(), failed = drawn.stream().mapToInt(SeedRuns::failed).sum();
        return (least >= CompareModels.SEEDS ? "yes: " : "missing: ") + Count.of(least, "training") + " of each model whose training draws at random, " + failed + " failed";
    }

    private static void row(Table table, String what, String where) { table.row(Table.text(what), Table.text(where)); }
}
