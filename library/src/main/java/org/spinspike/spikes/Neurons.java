package org.spinspike.spikes;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.math.Require;

/**
 * Who was recorded.
 *
 * @param names      one a neuron, distinct
 * @param areas      one a neuron, where known
 * @param positions  one a neuron, each of 2 or 3 coordinates, where known
 * @param named      whether the names tell one neuron from another; those of a recording without names only count
 */
public record Neurons(List<String> names, Optional<List<String>> areas, Optional<List<double[]>> positions, boolean named) {

    public Neurons {
        names = List.copyOf(names);
        Require.atLeast("neurons", names.size(), 1);
        var seen = new HashSet<String>();
        for (String name : names) if (!seen.add(name)) throw new IllegalArgumentException("neuron names must be distinct, but '" + name + "' stands twice");
        areas = areas.map(List::copyOf);
        positions = positions.map(List::copyOf);
        if (areas.isPresent()) Require.length("areas", areas.get().size(), names.size());
        if (positions.isPresent()) Require.length("positions", positions.get().size(), names.size());
    }

    public Neurons(List<String> names, Optional<List<String>> areas, Optional<List<double[]>> positions) { this(names, areas, positions, true); }

    /** Neurons of which nothing is known: called n0, n1, ... by their order. */
    public static Neurons unnamed(int count) { return unnamed(count, Optional.empty(), Optional.empty()); }

    /** The same, where it is known at least where they lie. */
    public static Neurons unnamed(int count, Optional<List<String>> areas, Optional<List<double[]>> positions) {
        return new Neurons(IntStream.range(0, count).mapToObj(i -> "n" + i).toList(), areas, positions, false);
    }

    public int count() { return names.size(); }

    public String name(int i) { return names.get(i); }

    /** The given neurons, in that order. A choice among neurons without names is called by their places before it: from then on n7 is a name. */
    public Neurons select(int[] which) {
        if (Arrays.equals(which, IntStream.range(0, count()).toArray())) return this;
        return new Neurons(IntStream.of(which).mapToObj(names::get).toList(),
                areas.map(a -> IntStream.of(which).mapToObj(a::get).toList()),
                positions.map(p -> IntStream.of(which).mapToObj(p::get).toList()));
    }
}
