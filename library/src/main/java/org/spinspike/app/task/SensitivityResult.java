package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.spinspike.statistics.Estimate;

/**
 * What a recording is like at several bin widths, or at several levels of a rule.
 *
 * @param source as typed
 * @param widths whether bin widths were tried; else levels
 * @param word   what the ones are: "spike" or "event"
 * @param rival  what the model was held against: rates over time, or constant rates where trials share no clock
 * @param model  that was held against it
 * @param rows   in the order of the values
 * @param facts  what was imported, by name, as a page shows it
 * @param notes  what the user should know
 */
public record SensitivityResult(String source, boolean widths, String word, String rival, String model, List<Row> rows, Map<String, String> facts, List<String> notes) {
    /** A width is recommended below this share of clipped spikes. */
    public static final double CLIPPED = .01;

    /**
     * @param value         width in ms, or level
     * @param clippedShare  of the spikes inside
     * @param hz            mean rate of a neuron
     * @param silent        share of the bins in which nobody is active
     * @param correlation   mean over pairs of neurons
     * @param memoryMs      {@link org.spinspike.statistics.CorrelationTime}
     * @param bitsPerSecond held-out gain of the model, all neurons together; empty where it could not be had
     */
    public record Row(double value, double clippedShare, double hz, double silent, double correlation, double memoryMs, Optional<Estimate> bitsPerSecond) {}

    /** @return the widest bin with less than 1 % clipped */
    public Optional<Row> recommended() {
        return widths ? rows.stream().filter(row -> row.clippedShare < CLIPPED).reduce((a, b) -> a.value > b.value ? a : b) : Optional.empty();
    }

    public String verdict() {
        if (!widths) return "no level is recommended: these numbers say what a level does, not which is right; a rule is judged by events that are known (reproduce calcium-rules)";
        return recommended().map(row -> "recommended: --bin-ms " + Describe.number(row.value) + ", the widest of these with less than 1 % of the " + word + "s clipped" + String.format(Locale.ROOT, " (%.2f %%)", 100 * row.clippedShare))
                .orElseGet(() -> "recommended: none of these; every one clips 1 % or more, the least " + rows.stream().min(java.util.Comparator.comparingDouble(Row::clippedShare))
                        .map(row -> Describe.number(row.value) + " ms" + String.format(Locale.ROOT, " (%.2f %%)", 100 * row.clippedShare)).orElseThrow() + ": try narrower bins");
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format("%9s%11s%11s%13s%12s%15s   %s", widths ? "bin (ms)" : "level", "clipped", "rate (Hz)", "silent bins", "pair corr.", "memory (ms)", "bits a second, " + model + " over " + rival));
        for (Row row : rows)
            lines.add(String.format(Locale.ROOT, "%9s%10.2f%%%11.3f%12.1f%%%12.4f%15.1f   %s", Describe.number(row.value), 100 * row.clippedShare, row.hz, 100 * row.silent, row.correlation, row.memoryMs,
                    row.bitsPerSecond.map(bits -> Intervals.text(bits, 2)).orElse("not to be had")));
        lines.add(verdict());
        return lines;
    }

    public Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("source", source);
        json.put("swept", widths ? "bin_ms" : "level");
        json.put("ones_are", word + "s");
        json.put("model", model);
        json.put("null", rival);
        json.put("rows", rows.stream().map(row -> {
            var map = new LinkedHashMap<String, Object>();
            map.put(widths ? "bin_ms" : "level", row.value);
            map.put("clipped_share", row.clippedShare);
            map.put("rate_hz", row.hz);
            map.put("silent_bins", row.silent);
            map.put("mean_correlation", row.correlation);
            map.put("correlation_time_ms", row.memoryMs);
            map.put("bits_per_second", row.bitsPerSecond.map(Intervals::json).orElse(null));
            return map;
        }).toList());
        json.put("recommended_bin_ms", recommended().map(Row::value).orElse(null));
        json.put("verdict", verdict());
        json.put("notes", notes);
        return json;
    }
}
