package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.math.Count;
import org.spinspike.statistics.Decoding;
import org.spinspike.statistics.Estimate;

/**
 * What was decoded, and how well.
 *
 * @param prior  of each condition
 * @param judged empty where the recording does not say what is true
 * @param facts  what was decoded, by name, as a page shows it
 */
public record DecodeResult(String family, List<String> conditions, int trials, int bins, double[] prior, double binSeconds, Optional<Judged> judged, Map<String, String> facts, List<String> notes) {
    private static final int SHOWN = 12;

    /** @param accuracyByBin from bins 0..t only, length bins */
    public record Judged(Decoding model, double[] accuracyByBin, List<Rival> rivals) {}

    /** @param ahead bits a trial the models know more than this */
    public record Rival(String name, Decoding decoding, Estimate ahead) {}

    public Map<String, Object> json() {
        var map = new LinkedHashMap<String, Object>();
        map.put("family", family);
        map.put("conditions", conditions);
        map.put("trials", trials);
        map.put("prior", prior);
        judged.ifPresent(j -> {
            map.putAll(json(j.model));
            int n = conditions.size();
            map.put("confusion", IntStream.range(0, n).mapToObj(c -> IntStream.range(0, n).map(d -> j.model.confusion()[c * n + d]).boxed().toList()).toList());
            map.put("running_accuracy", j.accuracyByBin);
            map.put("rivals", j.rivals.stream().map(r -> {
                var rival = new LinkedHashMap<String, Object>();
                rival.put("name", r.name);
                rival.putAll(json(r.decoding));
                rival.put("models_ahead_bits", r.ahead.value());
                rival.put("models_ahead_bits_interval_95", List.of(r.ahead.ninetyFive().low(), r.ahead.ninetyFive().high()));
                return rival;
            }).toList());
        });
        map.put("notes", notes);
        return map;
    }

    private static Map<String, Object> json(Decoding d) {
        var map = new LinkedHashMap<String, Object>();
        map.put("judged_trials", d.trials());
        ScoreModel.Result.put(map, "accuracy", d.accuracy());
        ScoreModel.Result.put(map, "log_loss_nats", d.logLoss());
        ScoreModel.Result.put(map, "information_bits", d.bits());
        map.put("information_bits_null_95", d.bitsNull95());
        map.put("p_value", d.p());
        return map;
    }

    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(trials + " trials, " + conditions.size() + " conditions, prior " + priorText());
        judged.ifPresent(j -> {
            lines.add(verdict(j));
            lines.add(String.format("%-32s %-26s %-26s %-28s %s", "", "accuracy", "log loss (nats)", "information (bits a trial)", "by luck"));
            lines.add(row(family, j.model));
            for (Rival r : j.rivals) lines.add(row(r.name, r.decoding));
            for (Rival r : j.rivals) lines.add(ahead(r));
            if (conditions.size() <= SHOWN) confusion(j, lines);
        });
        return lines;
    }

    /** @return how much more the models know than this rival, in words */
    public String ahead(Rival r) { return family + " minus " + r.name + ": " + Intervals.text(r.ahead) + " bits a trial"; }

    /** @return the answer in a sentence */
    public String verdict(Judged j) {
        Rival best = j.rivals.stream().max(java.util.Comparator.comparingDouble(r -> r.decoding.bits().value())).orElseThrow();
        String against = best.ahead.ninetyFive().low() > 0 ? "knows more than" : best.ahead.ninetyFive().high() < 0 ? "knows less than" : "cannot be told from";
        return String.format(Locale.ROOT, "%s: %.1f %% right; it %s the best of the simple decoders, %s", family, 100 * j.model.accuracy().value(), against, best.name);
    }

    private static String row(String name, Decoding d) {
        return String.format(Locale.ROOT, "%-32s %-26s %-26s %-28s p = %.3f", name, Intervals.text(d.accuracy()), Intervals.text(d.logLoss()), Intervals.text(d.bits()), d.p());
    }

    private void confusion(Judged j, List<String> lines) {
        int n = conditions.size(), width = Math.max(6, conditions.stream().mapToInt(String::length).max().orElse(0) + 2);
        lines.add("confusion, a row a true condition:");
        lines.add(cell("", width) + String.join("", conditions.stream().map(c -> cell(c, width)).toList()));
        for (int c = 0; c < n; c++) {
            int row = c;
            lines.add(cell(conditions.get(c), width) + String.join("", IntStream.range(0, n).mapToObj(d -> cell("" + j.model.confusion()[row * n + d], width)).toList()));
        }
    }

    private static String cell(String text, int width) { return " ".repeat(Math.max(0, width - text.length())) + text; }

    private String priorText() {
        boolean even = java.util.Arrays.stream(prior).allMatch(p -> Math.abs(p - prior[0]) < 1e-12);
        if (even) return String.format(Locale.ROOT, "%.3g each", prior[0]);
        return Count.first(SHOWN, IntStream.range(0, prior.length).mapToObj(c -> String.format(Locale.ROOT, "%s %.3f", conditions.get(c), prior[c])).toList());
    }
}
