package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spinspike.model.Model;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.Range;
import org.spinspike.tensor.NeuronTree;
import org.spinspike.tensor.TreeModel;

/**
 * Neurons of which information is asked together.
 *
 * @param name    as the user wrote it, or where they are from: an area, a subtree
 * @param neurons ascending
 */
public record NeuronGroup(String name, int[] neurons) {
    /** With more areas each is set against the rest, not against each other one. */
    private static final int PAIRED_AREAS = 4;
    private static final int NAMED = 12;

    /** Two groups that are asked about together. */
    record Pair(NeuronGroup from, NeuronGroup to) {}

    /** @param why how the pairs were chosen, a few words */
    record Pairs(List<Pair> pairs, String why) {}

    static NeuronGroup all(int neurons) { return new NeuronGroup("all", IntStream.range(0, neurons).toArray()); }

    /**
     * @param text names of neurons, areas and ranges A:B, separated by commas; a neuron's name wins over an area's
     * @throws DataException where something has no such name, or nobody is in the group
     */
    static NeuronGroup parse(String option, String text, Neurons cells) {
        var chosen = new TreeSet<Integer>();
        for (String part : text.split(",", -1)) {
            if (cells.names().contains(part)) chosen.add(cells.names().indexOf(part));
            else if (!part.isEmpty() && areas(cells).contains(part)) IntStream.range(0, cells.count()).filter(i -> cells.areas().orElseThrow().get(i).equals(part)).forEach(chosen::add);
            else if (Range.looksLike(part)) {
                int[] range = DataException.blaming(() -> new Range(option, part).within(cells.count()));
                IntStream.range(range[0], range[1]).forEach(chosen::add);
            } else throw new DataException(option + ": no neuron or area of the model is called '" + part + "'; " + known(cells));
        }
        return new NeuronGroup(text, chosen.stream().mapToInt(Integer::intValue).toArray());
    }

    private static String known(Neurons cells) {
        String names = "there are " + (areas(cells).isEmpty() ? "" : "the areas " + String.join(", ", areas(cells)) + " and ") + "the neurons " + cells.names().stream().limit(NAMED).collect(Collectors.joining(", "));
        return names + (cells.count() > NAMED ? ", ... (" + cells.count() + ")" : "") + "; ranges are written A:B";
    }

    private static LinkedHashSet<String> areas(Neurons cells) { return new LinkedHashSet<>(cells.areas().orElse(List.of())); }

    /** @throws DataException where nobody is left */
    NeuronGroup rest(int count) {
        int[] others = IntStream.range(0, count).filter(i -> Arrays.binarySearch(neurons, i) < 0).toArray();
        if (others.length == 0) throw new DataException("the group '" + name + "' holds all " + count + " neurons: there is no rest to share information with");
        return new NeuronGroup("the rest", others);
    }

    /**
     * Areas where they are known, each with each other one; else the sides of that edge of a tree which parts the neurons most evenly, since the edges at its root may part one of them
     * from all others; else the halves of the order in the file.
     *
     * @return none where there is but one neuron
     */
    static Pairs usual(Neurons cells, Model model) {
        int n = cells.count();
        List<NeuronGroup> groups = areas(cells).stream().map(area -> parse("areas", area, cells)).filter(group -> group.neurons.length < n).toList();
        var pairs = new ArrayList<Pair>();
        if (groups.size() > PAIRED_AREAS) groups.forEach(group -> pairs.add(new Pair(group, group.rest(n))));
        else for (int a = 0; a < groups.size(); a++) for (int b = a + 1; b < groups.size(); b++) pairs.add(new Pair(groups.get(a), groups.get(b)));
        if (!pairs.isEmpty()) return new Pairs(pairs, groups.size() > PAIRED_AREAS ? "each area of the recording and all other neurons: there are more than " + PAIRED_AREAS + " areas" : "the areas of the recording");
        if (n == 1) return new Pairs(pairs, "one neuron: no groups");
        if (model instanceof TreeModel m) {
            NeuronGroup subtree = evenest(m.network().tree());
            int size = subtree.neurons.length;
            return new Pairs(List.of(new Pair(subtree, subtree.rest(n))), "the sides of the tree's edge that parts the neurons most evenly, " + size + " and " + (n - size) + ": the neurons have no areas");
        }
        int half = n / 2;
        return new Pairs(List.of(new Pair(new NeuronGroup("neurons 0:" + half, IntStream.range(0, half).toArray()), new NeuronGroup("neurons " + half + ":" + n, IntStream.range(half, n).toArray()))),
                "the halves of the order in the file: the neurons have no areas and the model no tree");
    }

    /** A tree of three or more neurons has an edge with a third of them, less one, on its smaller side; of equal ones the highest is taken. */
    private static NeuronGroup evenest(NeuronTree tree) {
        int n = tree.neurons(), best = -1, smaller = 0;
        for (int v = tree.root() - 1; v >= 0; v--) {
            int below = tree.below(v).length, side = Math.min(below, n - below);
            if (side > smaller) {
                smaller = side;
                best = v;
            }
        }
        return new NeuronGroup("subtree", IntStream.of(tree.below(best)).sorted().toArray());
    }

    /** @throws DataException where one neuron is in both */
    void requireApart(NeuronGroup other, Neurons cells) {
        for (int i : neurons)
            if (Arrays.binarySearch(other.neurons, i) >= 0) throw new DataException("--from " + name + " and --to " + other.name + " overlap: both hold " + cells.name(i));
    }

    /** @return the first few of these names */
    public static String words(List<String> neurons) { return neurons.stream().limit(NAMED).collect(Collectors.joining(", ")) + (neurons.size() > NAMED ? ", ... (" + neurons.size() + ")" : ""); }
}
