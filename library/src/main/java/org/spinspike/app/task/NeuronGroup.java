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
     * Areas where they are known, each with each other one; else the subtrees below the root of a tree; else the halves of the order in the file.
     *
     * @return none where there is but one neuron
     */
    static List<Pair> usual(Neurons cells, Model model) {
        int n = cells.count();
        List<NeuronGroup> groups = areas(cells).stream().map(area -> parse("areas", area, cells)).filter(group -> group.neurons.length < n).toList();
        var pairs = new ArrayList<Pair>();
        if (groups.size() > PAIRED_AREAS) groups.forEach(group -> pairs.add(new Pair(group, group.rest(n))));
        else for (int a = 0; a < groups.size(); a++) for (int b = a + 1; b < groups.size(); b++) pairs.add(new Pair(groups.get(a), groups.get(b)));
        if (!pairs.isEmpty() || n == 1) return pairs;
        if (model instanceof TreeModel m) {
            NeuronTree tree = m.network().tree();
            return List.of(new Pair(subtree(tree, tree.left(tree.root()), "left subtree"), subtree(tree, tree.right(tree.root()), "right subtree")));
        }
        int half = n / 2;
        return List.of(new Pair(new NeuronGroup("neurons 0:" + half, IntStream.range(0, half).toArray()), new NeuronGroup("neurons " + half + ":" + n, IntStream.range(half, n).toArray())));
    }

    private static NeuronGroup subtree(NeuronTree tree, int v, String name) { return new NeuronGroup(name, IntStream.of(tree.below(v)).sorted().toArray()); }

    /** @throws DataException where one neuron is in both */
    void requireApart(NeuronGroup other, Neurons cells) {
        for (int i : neurons)
            if (Arrays.binarySearch(other.neurons, i) >= 0) throw new DataException("--from " + name + " and --to " + other.name + " overlap: both hold " + cells.name(i));
    }

    /** @return the names of its neurons, the first few of them */
    String words(Neurons cells) {
        return IntStream.of(neurons).limit(NAMED).mapToObj(cells::name).collect(Collectors.joining(", ")) + (neurons.length > NAMED ? ", ... (" + neurons.length + ")" : "");
    }
}
