package org.spinspike.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.spinspike.app.report.figure.Numbers;
import org.spinspike.app.task.CompareResult;
import org.spinspike.app.task.CompareResult.Entry;
import org.spinspike.app.task.Effort;
import org.spinspike.app.task.Intervals;
import org.spinspike.app.task.Knowledge;
import org.spinspike.app.task.LastBlock;
import org.spinspike.app.task.OptionChoice;
import org.spinspike.app.task.Ranking.Peers;
import org.spinspike.app.task.Ranking.Rank;
import org.spinspike.app.task.Scores;
import org.spinspike.app.task.SeedRuns;
import org.spinspike.statistics.Estimate;

/** The tables of a comparison that say who is best, at what size, with what luck and at what cost. */
final class ScoreTables {
    private final CompareResult result;
    private final Wording wording;
    private final int[] colours;

    ScoreTables(CompareResult result, Wording wording, int[] colours) {
        this.result = result;
        this.wording = wording;
        this.colours = colours;
    }

    /** Best first among those that know the same; models without a likelihood at the end. */
    private List<Entry> ordered() {
        Stream<Entry> ranked = Stream.of(Knowledge.values()).flatMap(knows -> result.ranking().stream().filter(rank -> rank.knows() == knows)).map(result::of);
        return Stream.concat(ranked, result.models().stream().filter(m -> m.logP().isEmpty())).toList();
    }

    private Table.Cell model(Entry m) { return Table.model(m.label(), colours[result.models().indexOf(m)]); }

    Table scores() {
        String unit = result.test().design().word(), word = result.test().binarisation().word();
        boolean aligned = wording.aligned();
        var heads = new ArrayList<>(List.of("Model", "Knows", "Nats a " + unit));
        if (aligned) heads.add("Bits over rates over time");
        heads.add("Bits over constant rates");
        var table = new Table(heads.toArray(String[]::new));
        for (Entry m : ordered()) {
            var cells = new ArrayList<>(List.of(model(m), Table.text(m.knows().words()), m.scores().map(s -> Table.interval(s.nats())).orElse(Table.none("no likelihood"))));
            if (aligned) cells.add(cell(m.scores().flatMap(s -> s.overRatesOverTime())));
            cells.add(cell(m.scores().flatMap(s -> s.overConstant())));
            table.row(cells.toArray(Table.Cell[]::new));
        }
        return table.caption("Best first among models that know the same of the stimulus; those that know more stand above and are no fair rivals of those below. Bits are per " + word + "; nats are of a held-out " + unit
                + ", mean ln p. Intervals are 95 %, by resampling trials.");
    }

    /** How sure it is who is better. */
    Table claims() {
        var table = new Table("Model", "Against " + wording.rival() + ": p", "Nats against the best that knows the same", "p", "Chance best");
        for (Rank rank : Stream.of(Knowledge.values()).flatMap(knows -> result.ranking().stream().filter(r -> r.knows() == knows)).toList()) {
            Peers peers = rank.peers();
            table.row(model(result.of(rank)), p(rank.pOverNull()), peers.best() ? Table.none(peers.of() == 1 ? "no rival" : "best") : Table.interval(peers.behindNats()), p(peers.pBehind()), Table.number(Numbers.percent(peers.chanceBest())));
        }
        return table.caption("How sure that is. Differences are paired over trials; p-values are of no difference, by the same resampling, and corrected after Holm for all models of a column at once. "
                + "Chance best: share of resampled test sets in which the model is the best of those that know the same.");
    }

    /** @return what does not beat the null, one line each */
    List<String> notBeating() {
        return result.notBeating().stream().map(label -> {
            Optional<Estimate> gain = result.models().stream().filter(m -> m.label().equals(label)).findFirst().flatMap(wording::headline);
            return label + gain.map(g -> wording.isNull(g) ? ": is " + wording.rival() + " itself" : ": " + Intervals.text(g) + " bits per " + result.test().binarisation().word()).orElse("");
        }).toList();
    }

    Table effort() {
        var table = new Table("Model", "Parameters", "Trainings", "Failed", "Bits over " + wording.rival() + ", median [least, most]", "Seconds to train", "to choose", "to judge");
        for (Entry m : ordered()) {
            Effort effort = m.effort();
            SeedRuns seeds = effort.seeds();
            table.row(model(m), Table.number(Numbers.count(m.file().model().parameters())), seeds.draws() ? Table.number("" + seeds.runs().size()) : Table.number("1", "draws nothing at random"),
                    Table.number("" + seeds.failed()), Double.isNaN(seeds.median()) ? Table.none("-") : seeds.runs().size() == 1 ? Table.number(Numbers.of(seeds.median(), 4)) : spread(seeds),
                    Table.seconds(effort.seconds()), effort.choice().isEmpty() ? Table.none("-") : Table.seconds(effort.choice().get().candidates().stream().mapToDouble(OptionChoice.Candidate::seconds).sum()),
                    Table.seconds(effort.judgingSeconds()));
        }
        return table.caption("The first training that succeeds is the model judged on this page; the others were trained on the same trials from other seeds and say how far its score is the luck of training, which the intervals above do not. "
                + "Seconds are of the machine that made this page: of one training, of all candidates where options were chosen, and of scores, samples and tests.");
    }

    private static Table.Cell spread(SeedRuns seeds) {
        return Table.number(Numbers.of(seeds.median(), 4), String.format(Locale.ROOT, "[%s, %s]", Numbers.of(seeds.least(), 4), Numbers.of(seeds.most(), 4)));
    }

    /** @return a table a model whose options were chosen */
    List<Table> choices() {
        return result.models().stream().filter(m -> m.effort().choice().isPresent()).map(m -> {
            OptionChoice choice = m.effort().choice().get();
            var table = new Table("Candidate", "Parameters", "Nats a validation " + result.test().design().word(), "").caption(m.label() + ": candidates learned from a part of the training trials and were scored on the other "
                    + choice.trials() + "; the best was trained on all of them. The held-out trials took no part in the choice.");
            for (int c = 0; c < choice.candidates().size(); c++) {
                OptionChoice.Candidate one = choice.candidates().get(c);
                table.row(Table.text(one.label()), one.parameters() == 0 ? Table.none("-") : Table.number(Numbers.count(one.parameters())), Double.isNaN(one.nats()) ? Table.none("-") : Table.number(Numbers.of(one.nats(), 3)),
                        Table.text(c == choice.chosen() ? "chosen" : one.failure()));
            }
            return table;
        }).toList();
    }

    /** The same models judged on the end of the recording. */
    Optional<Table> lastBlock() {
        return result.lastBlock().map(block -> {
            String bits = "Bits over " + wording.rival();
            var table = new Table("Model", "Knows", bits + ", " + wording.text("split"), bits + ", " + block.rule(), "Nats a " + result.test().design().word() + " there").caption("The same models fitted again to the "
                    + Numbers.count(block.train()) + " " + result.test().design().word() + "s before the last block and judged on its " + Numbers.count(block.test()) + ", as they would meet new ones; nulls from the same. Intervals are 95 %. Options that were chosen stay as chosen; one training each.");
            for (Entry m : ordered()) {
                Optional<LastBlock.Judged> judged = block.models().stream().filter(j -> j.label().equals(m.label())).findFirst();
                if (judged.isEmpty()) continue;
                Optional<Scores> scores = judged.get().scores();
                table.row(model(m), Table.text(m.knows().words()), cell(wording.headline(m)), scores.isEmpty() ? Table.none("training failed") : cell(scores.flatMap(Scores::headline)), cell(scores.map(Scores::nats)));
            }
            return table;
        });
    }

    private static Table.Cell cell(Optional<Estimate> estimate) { return estimate.map(Table::interval).orElse(Table.none("-")); }

    private static Table.Cell p(double p) { return Double.isNaN(p) ? Table.none("-") : Table.number(Numbers.p(p)); }
}
