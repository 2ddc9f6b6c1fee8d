package org.spinspike.app.task;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spinspike.math.Count;
import org.spinspike.spikes.Binarised;
import org.spinspike.spikes.SpikeTrains;

/**
 * Neurons that say nothing of their own, left out where the user says so: without a single one, active in every bin, or with the train of a neuron before them.
 *
 * @param kinds which of them
 */
record OddNeurons(Set<Kind> kinds) {
    enum Kind {
        SILENT, CONSTANT, DUPLICATE;

        @Override public String toString() { return name().toLowerCase(Locale.ROOT); }
    }

    static OddNeurons parse(String text) {
        var kinds = new TreeSet<Kind>();
        for (String word : text.split(",", -1)) kinds.add(Arrays.stream(Kind.values()).filter(k -> k.toString().equals(word.strip())).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--drop must be some of silent, constant, duplicate, separated by commas, got '" + word + "'")));
        return new OddNeurons(kinds);
    }

    /**
     * @param judged the trials it is judged by: those learned from
     * @param notes  what is left out is told here
     */
    Binarised without(Binarised data, SpikeTrains judged, List<String> notes) {
        ImportReport report = ImportReport.of(judged, data.tally());
        Set<String> odd = new HashSet<>();
        for (Kind kind : kinds) {
            List<String> names = switch (kind) {
                case SILENT -> report.silent();
                case CONSTANT -> report.constant();
                case DUPLICATE -> report.duplicates().stream().flatMap(group -> group.stream().skip(1)).toList();
            };
            odd.addAll(names);
            if (!names.isEmpty()) notes.add("--drop " + kind + " leaves out " + Count.of(names.size(), "neuron") + ": " + Count.first(12, names));
        }
        if (odd.isEmpty()) return data;
        int[] kept = IntStream.range(0, judged.neurons()).filter(i -> !odd.contains(judged.cells().name(i))).toArray();
        if (kept.length == 0) throw new DataException("--drop " + kinds.stream().map(Kind::toString).collect(Collectors.joining(",")) + " leaves no neuron");
        return data.selectNeurons(kept);
    }
}
