package org.spinspike.ising.inverse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Inputs that leave the likelihood of a neuron without a maximum by themselves. Input j tells neuron i where one entry of the table
 *
 * <pre>transitions in which j fired or not, x i fires next or not</pre>
 *
 * is 0: a greater or smaller coupling then makes that half of the table ever likelier. An input of few spikes does that easily, and to many neurons at once. Inputs that are the same in every transition,
 * or each silent where the other fires, leave the likelihood flat along what they share. Several inputs together may do either, too; that is seen by the estimate alone.
 *
 * <p>Cost: transitions x inputs a neuron.
 */
final class Separation {
    private static final int NAMED = 5;

    private final Transitions data;
    private final int[] inputs;
    private final List<int[]> repeats;                    // inputs, two or more a group
    private final int[][] telling;                        // of each neuron, null where nobody asked yet

    Separation(Transitions data, int[] inputs) {
        this.data = data;
        this.inputs = inputs;
        this.repeats = repeats(data, inputs);
        this.telling = new int[data.neurons()][];
    }

    /** @return inputs that each tell neuron i, ascending */
    int[] telling(int i) {
        if (telling[i] == null) telling[i] = IntStream.of(tellingOf(i)).map(a -> inputs[a]).toArray();
        return telling[i];
    }

    /** @return indices into the inputs, ascending: those that tell neuron i, and those that are repeated */
    int[] columns(int i) {
        IntStream same = repeats.stream().flatMapToInt(IntStream::of);
        return IntStream.concat(same, IntStream.of(telling(i))).map(j -> Arrays.binarySearch(inputs, j)).distinct().sorted().toArray();
    }

    private int[] tellingOf(int i) {
        long[] active = new long[inputs.length], both = new long[inputs.length];
        for (int r = 0; r < data.count(); r++) {
            if (!data.seen(r, i)) continue;
            boolean fires = data.after(r, i);
            for (int a = 0; a < inputs.length; a++) {
                if (!data.before(r, inputs[a])) continue;
                active[a]++;
                if (fires) both[a]++;
            }
        }
        long[] tally = data.tally(i);
        return IntStream.range(0, inputs.length).filter(a -> both[a] == 0 || both[a] == active[a] || both[a] == tally[0] || active[a] - both[a] == tally[1] - tally[0]).toArray();
    }

    private static List<int[]> repeats(Transitions data, int[] inputs) {
        Map<BitSet, List<Integer>> alike = new LinkedHashMap<>();
        for (int j : inputs) {
            var train = new BitSet();
            boolean flipped = data.before(0, j);
            for (int r = 0; r < data.count(); r++) train.set(r, data.before(r, j) != flipped);
            alike.computeIfAbsent(train, t -> new ArrayList<>()).add(j);
        }
        return alike.values().stream().filter(group -> group.size() > 1).map(group -> group.stream().mapToInt(j -> j).toArray()).toList();
    }

    /** @return "n0 = n4, n1 = n2 = n3"; "" where no input repeats another */
    String repeated() { return Naming.first(repeats.stream().map(group -> IntStream.of(group).mapToObj(data::name).collect(Collectors.joining(" = "))).toList()); }

    /** @return "n21 (fired in 1 of 15535 bins; tells 30 neurons), ..." of these neurons, the input that tells most of them first */
    String tellers(int[] neurons) {
        long[] told = new long[data.neurons()];
        for (int i : neurons) for (int j : telling(i)) told[j]++;
        List<Integer> order = IntStream.range(0, told.length).filter(j -> told[j] > 0).boxed().sorted((a, b) -> Long.compare(told[b], told[a])).toList();
        String named = order.stream().limit(NAMED).map(j -> data.name(j) + " (fired in " + IntStream.range(0, data.count()).filter(r -> data.before(r, j)).count() + " of " + data.count()
                + " bins; tells " + told[j] + (told[j] == 1 ? " neuron)" : " neurons)")).collect(Collectors.joining(", "));
        return order.size() > NAMED ? named + ", ... (" + order.size() + " in all)" : named;
    }
}
