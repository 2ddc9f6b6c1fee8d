package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.spinspike.math.Count;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Split;
import org.spinspike.spikes.SpikeTrains;

/** What looks as if the user of {@code import} meant something else. */
final class ImportDoubts {
    private static final int FEW_TRIALS = 3;
    private static final double HIGH_PERCENTILE = 50, SHORT_SECONDS = 1;

    private ImportDoubts() {}

    /** @return a line each */
    static List<String> of(ImportRecording.Request request, SpikeTrains trains) {
        List<String> notes = new ArrayList<>();
        Design d = trains.design();
        long bins = IntStream.range(0, d.trials()).mapToLong(d::bins).sum();
        if (request.axes() != null && request.bins() == null && trains.neurons() > bins) notes.add("there are more neurons (" + trains.neurons() + ") than bins (" + bins + "): is --axes " + request.axes() + " the other way round?");
        d.conditions().ifPresent(labels -> {
            if (labels.size() > FEW_TRIALS && new HashSet<>(labels).size() == labels.size())
                notes.add(labels.size() + " conditions for " + Count.of(labels.size(), "trial") + ": every trial has a label of its own, so no two trials are repeats; is " + request.condition() + " a label?");
        });
        request.traces().baseline().filter(b -> b.percentile() > HIGH_PERCENTILE || b.seconds() < SHORT_SECONDS).ifPresent(b -> notes.add((b.divided() ? "--dff" : "--baseline") + " takes percentile "
                + Describe.number(b.percentile()) + " over " + Describe.number(b.seconds()) + " s: is it PERCENTILE:SECONDS, as in 8:60?"));
        return notes;
    }

    /**
     * @return a line where conditions are held out whole
     * @throws DataException where windows of one trial are all there is of every condition: a split by trials can then hold out nothing else
     */
    static List<String> held(ImportRecording.Request request, Design d, Split split) {
        if (d.conditions().isEmpty()) return List.of();
        List<String> labels = d.conditions().get();
        Map<String, Set<Integer>> sources = new LinkedHashMap<>();
        for (int k = 0; k < d.trials(); k++) sources.computeIfAbsent(labels.get(k), l -> new HashSet<>()).add(d.source(k));
        if (request.cut() != null && sources.size() > 1 && sources.values().stream().allMatch(s -> s.size() == 1))
            throw new DataException("--hold-out with --cut: each of " + sources.size() + " conditions comes from one trial, whose windows stay together, so whole conditions would be held out; two imports, with --bins 0:A to learn from and --bins A:B for the test, hold out a part of each");
        Set<String> lost = new LinkedHashSet<>();
        for (int k : split.held()) lost.add(labels.get(k));
        for (int k : split.train()) lost.remove(labels.get(k));
        return lost.isEmpty() ? List.of() : List.of(lost.size() + " of " + sources.size() + " conditions are held out whole: no trial of them is left to learn from");
    }
}
