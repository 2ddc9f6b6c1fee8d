package org.spinspike.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spinspike.app.report.figure.Numbers;
import org.spinspike.app.report.figure.RasterFigure;
import org.spinspike.app.task.CompareResult;
import org.spinspike.app.task.CompareResult.Entry;
import org.spinspike.app.task.Knowledge;
import org.spinspike.app.task.Ranking.Rank;
import org.spinspike.spikes.Binarisation;
import org.spinspike.statistics.Estimate;

/** What a comparison's page says in sentences. Plain text throughout. */
final class Wording {
    private final CompareResult result;
    private final int[] colours;
    private final String word;

    /** @param colours number of each model's colour */
    Wording(CompareResult result, int[] colours) {
        this.result = result;
        this.colours = colours;
        this.word = result.test().binarisation().word();
    }

    /** @return whether rates over time are the null that counts here */
    boolean aligned() { return result.models().stream().anyMatch(m -> m.scores().flatMap(s -> s.overRatesOverTime()).isPresent()); }

    /** Windows of a trial stand at different places on its clock, and not every model is told where. */
    Optional<String> uneven() {
        int clock = result.test().design().clockBins(), bins = result.test().bins();
        if (!aligned() || !result.test().design().word().equals("window") || clock <= bins) return Optional.empty();
        return Optional.of("This comparison is uneven: trials were cut into windows, and rates over time know the place of each in the whole trial (a table of " + Numbers.count(clock) + " bins, not of " + bins
                + "; with a film, its scene), as do models with --per-bin. Models without it are not told: to them every window is the same random thing, and they must find out from its first bins where it lies. "
                + "Where they are behind, that may be the clock they lack and not what they know of the population; --bins in place of --cut, on a part of every trial, gives a clock to models that differ from bin to bin.");
    }

    String rival() { return aligned() ? "rates over time" : "constant rates"; }

    Optional<Estimate> headline(Entry m) { return m.scores().flatMap(s -> aligned() ? s.overRatesOverTime() : s.overConstant()); }

    /** @return whether a gain is that of the null over itself: rounding */
    boolean isNull(Estimate gain) { return Math.max(Math.abs(gain.ninetyFive().low()), Math.abs(gain.ninetyFive().high())) < 1e-9; }

    /** The answer of the whole page in a sentence or two: one for each kind of knowledge, as models that know more are no fair rivals. */
    String answer() {
        if (result.ranking().isEmpty()) return "None of the models has a likelihood: only their samples can be judged.";
        List<Rank> best = Stream.of(Knowledge.values()).flatMap(knows -> result.ranking().stream().filter(rank -> rank.knows() == knows).limit(1)).toList();
        return best.stream().map(first -> (best.size() == 1 ? "" : "Knowing " + first.knows().words() + ": ") + answer(first)).collect(Collectors.joining(" "));
    }

    private String answer(Rank first) {
        Optional<Estimate> gain = headline(result.of(first));
        if (gain.isEmpty()) return "Nothing can be said: the held-out trials hold no " + word + ".";
        String by = bits(gain.get());
        if (gain.get().ninetyFive().high() < 0) return "No model beats " + rival() + " on this recording; the nearest, " + first.label() + ", is behind by it: " + by + ".";
        if (isNull(gain.get())) return "No model beats " + rival() + " on this recording.";
        if (!first.beats(result.of(first).scores().orElseThrow())) return "No model is shown to beat " + rival() + " on this recording; the nearest is " + first.label() + ": " + by + ".";
        return first.label() + (first.peers().of() == 1 ? "" : " predicts the held-out trials best" + sureness(first) + " and") + " beats " + rival() + ": " + by + ".";
    }

    private String sureness(Rank first) {
        double chance = first.peers().chanceBest();
        return Double.isNaN(chance) || chance >= .995 ? "" : " (it is the best in " + Numbers.percent(chance) + " of the resampled test sets)";
    }

    private String bits(Estimate gain) {
        return Numbers.interval(gain.value(), gain.ninetyFive().low(), gain.ninetyFive().high()).replace(" [", " bits per " + word + " [")
                + (Double.isNaN(gain.ninetyFive().low()) ? " bits per " + word + ", with too few trials to say how sure that is" : "");
    }

    List<Page.Saying> sayings() {
        var list = new ArrayList<Page.Saying>();
        for (int m = 0; m < result.models().size(); m++) {
            Entry entry = result.models().get(m);
            List<String> said = new ArrayList<>(List.of(verdict(entry), ended(entry.misses())));
            if (entry.unfinished()) said.add(entry.unfinishedWords());
            list.add(new Page.Saying(colours[m], said));
        }
        return list;
    }

    /** One sentence: does the model beat the null that counts. */
    String verdict(Entry m) {
        if (m.scores().isEmpty()) return m.label() + " has no likelihood: its forecasts of whole trials cannot be scored.";
        Optional<Estimate> gain = headline(m);
        if (gain.isEmpty()) return m.label() + ": nothing can be said, the held-out trials hold no " + word + ".";
        double low = gain.get().ninetyFive().low(), high = gain.get().ninetyFive().high();
        if (isNull(gain.get())) return m.label() + " is " + rival() + " itself: 0 bits per " + word + " by definition.";
        String verb = low > 0 ? " beats " : high < 0 ? " does not beat " : " cannot be told from ";
        return m.label() + verb + rival() + " on this recording: " + bits(gain.get()) + ".";
    }

    /** What was done; the rule by which spikes became zeros and ones comes first. */
    Map<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        Binarisation origin = result.test().binarisation();
        facts.put("Zeros and ones", rule(origin));
        facts.put("Clipped share", !origin.counted() ? "unknown: the file holds zeros and ones" : Numbers.percent(origin.clippedShare())
                + (origin.spikes() ? " of the spikes fell into a bin that was one already" : " of the spikes are no event of their own"));
        facts.put("Data", text("data"));
        facts.put("SHA-256 of the file", shortened(text("sha256")));
        facts.put(capital(result.test().design().word()) + "s", Numbers.count(result.train().trials() + result.test().trials()) + " (" + Numbers.count(result.train().trials()) + " to learn from, "
                + Numbers.count(result.test().trials()) + " held out)");
        facts.put("Bins", result.test().bins() + " of " + trimmed(result.test().design().binSeconds() * 1e3) + " ms" + (result.test().design().ragged() ? " at most" : ""));
        facts.put("Neurons", Numbers.count(result.test().neurons()));
        facts.put("Split", text("split"));
        facts.put("Seed", text("seed"));
        facts.put("SpinSpike", text("version"));
        facts.values().removeIf(String::isEmpty);
        return facts;
    }

    private static String rule(Binarisation origin) {
        String what = switch (origin.rule()) {
            case "any" -> "1 = at least one spike in the bin";
            case "as given" -> "as given in the file";
            default -> "rule " + origin.rule();
        };
        return origin.spikes() ? what : what + ": events, not spikes";
    }

    /** Warnings before anything else is read. */
    List<String> warnings() {
        var out = new ArrayList<String>();
        Binarisation origin = result.test().binarisation();
        if (!origin.spikes()) out.add("The ones on this page are events of the rule \u201C" + origin.rule() + "\u201D, not spikes. Rates, intervals and bits are of events.");
        else if (origin.clippedShare() > .01)
            out.add(Numbers.percent(origin.clippedShare()) + " of the spikes were clipped: they fell into a bin that had one already. Narrower bins keep more of them.");
        if (result.drift().large()) out.add(capital(result.drift().line()) + ". " + ("last".equals(text("held_out")) ? "The held-out trials are its end, so models meet rates they have not learned."
                : "Trials held out at random lie among those learned from, which flatters every model: see " + (result.lastBlock().isPresent() ? "the last block under Drift." : "--split last.")));
        result.leftOut().values().stream().distinct().forEach(why -> {
            List<String> labels = result.leftOut().entrySet().stream().filter(e -> e.getValue().equals(why)).map(Map.Entry::getKey).toList();
            out.add("Left out: " + String.join(", ", labels) + ". " + capital(why) + ".");
        });
        if (!aligned() && !result.ranking().isEmpty()) out.add("Trials do not share a clock, so there are no rates over time to compare with: the null is constant rates, which almost anything beats.");
        return out;
    }

    Map<String, String> glossary() {
        var g = new LinkedHashMap<String, String>();
        g.put("Bits per " + word, "(ln p of the model - ln p of the null) summed over held-out trials, divided by ln 2 and the number of " + word
                + "s. 0 is the null itself; each whole bit halves the number of ways a trial could have gone that the model still thinks as likely, per " + word + ".");
        g.put("Nulls", "Rates over time: one probability a neuron and bin of the trial, learned from the training trials. Constant rates: one probability a neuron. "
                + (uneven().isPresent() ? "A model without --per-bin does not know the place of a window in the trial, which rates over time do; not to beat them is no proof that it has learned nothing."
                : "A model that does not beat rates over time has learned nothing about the population that a peri-stimulus time histogram does not show."));
        g.put("0.31 [0.28, 0.34]", "A value and its 95 % interval from resampling whole trials" + "; statistics of samples have 90 % intervals. Where the interval includes 0 the difference is not shown to exist at this number of trials.");
        g.put("Floor", "The distance between the held-out trials and as many recorded training trials. No model can be expected to come nearer than that; being below it means: not told apart from the recording by this statistic.");
        g.put("Scaled distance", "(distance - floor) / (distance of independent neurons - floor): 0 as good as recorded trials, 1 as bad as independent neurons with constant rates. Where those are nearer than twice the floor, "
                + "(distance - floor) / floor, and only for models whose whole interval lies beyond the floor.");
        g.put("Trial numbers", RasterFigure.NUMBERS);
        g.put("Knows", "What a model is told of the stimulus beside the " + word + "s. Rates over time: which bin of the trial each bin is; a model that knows it can say how rates follow the stimulus without knowing anything of the population. "
                + "Constant rates: nothing; such a model finds out from the " + word + "s before, or not at all. The null that counts knows rates over time.");
        g.put("Held out", "Trials no model was fitted to. A model's own early stopping uses trials of the training part.");
        g.put("Colours", "Without colour is the recording; each model keeps one colour and one marker on the whole page, and well-known models on every page.");
        g.put("Undefined", "A correlation with a neuron that never or always fires, an interval of a neuron that fired once. Undefined values are counted and left out, never set to 0.");
        return g;
    }

    /** Everything the run was given, name by name. */
    Table record() {
        var table = new Table("Name", "Value");
        result.about().forEach((name, value) -> table.row(Table.text(name.replace('_', ' ')), Table.text(String.valueOf(value))));
        return table;
    }

    String text(String key) { return result.about().get(key) == null ? "" : String.valueOf(result.about().get(key)); }

    private static String shortened(String hash) { return hash.length() > 16 ? hash.substring(0, 16) + "\u2026" : hash; }

    private static String trimmed(double value) { return new java.math.BigDecimal(value).round(new java.math.MathContext(6)).stripTrailingZeros().toPlainString(); }

    static String capital(String text) { return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1); }

    private static String ended(String sentence) { return sentence.isEmpty() || sentence.endsWith(".") ? sentence : sentence + "."; }
}
