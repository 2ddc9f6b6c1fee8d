package org.spinspike.spikes;

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
 */
public record Neurons(List<String> names, Optional<List<String>> areas, Optional<List<double[]>> positions) {

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

    /** Neurons of which nothing is known: names n0, n1, ... */
    public static Neurons unnamed(int count) {
        return new Neurons(IntStream.range(0, count).mapToObj(i -> "n" + i).toList(), Optional.empty(), Optional.empty());
    }

    public int count() { return names.size(); }

    public String name(int i) { return names.get(i); }

    public Neurons select(int[] which) {
        return new Neurons(IntStream.of(which).mapToObj(names::get).toList(),
                areas.map(a -> IntStream.of(which).mapToObj(a::get).toList()),
                positions.map(p -> IntStream.of(which).mapToObj(p::get).toList()));
    }
}
