package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.spinspike.math.Require;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/** The trees that {@code --tree} names. Each is known before training and from the training trials alone. */
final class TreeChoice {
    static final String DEFAULT = "information", FILE_ORDER = "balanced";
    private static final List<String> NAMES = List.of(DEFAULT, "chow-liu", "fiedler", "areas", FILE_ORDER, "chain");

    private TreeChoice() {}

    /** @return the text, which is one of the names or a list */
    static String checked(String text) {
        Require.that(NAMES.contains(text) || TreeText.is(text), "--tree must be " + String.join(", ", NAMES) + " or a file FILE.json of nested lists, got '" + text + "'");
        return text;
    }

    /** Refuses what these neurons cannot have, before anything is computed. */
    static void check(String text, Neurons cells) {
        if (TreeText.is(text)) TreeText.of(text, cells.names());
        else if (text.equals("areas")) areas(cells);
    }

    static NeuronTree of(String text, SpikeTrains data) {
        if (TreeText.is(text)) return TreeText.of(text, data.cells().names());
        int n = data.neurons();
        int[] file = IntStream.range(0, n).toArray();
        return switch (text) {
            case "chow-liu" -> InformationTree.chowLiu(data);
            case "fiedler" -> NeuronTree.balanced(FiedlerOrder.of(InformationTree.pairs(data), n));
            case "areas" -> InformationTree.ofGroups(data, areas(data.cells()));
            case FILE_ORDER -> NeuronTree.balanced(file);
            case "chain" -> NeuronTree.caterpillar(file);
            default -> InformationTree.of(data);
        };
    }

    /** @return the neurons of each area, areas in the order they appear */
    private static Collection<List<Integer>> areas(Neurons cells) {
        List<String> areas = cells.areas().orElseThrow(() -> new IllegalArgumentException("--tree areas: the data do not say in which areas their neurons lie"));
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < areas.size(); i++) groups.computeIfAbsent(areas.get(i), area -> new ArrayList<>()).add(i);
        return groups.values();
    }
}
