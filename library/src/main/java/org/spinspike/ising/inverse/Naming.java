package org.spinspike.ising.inverse;

import java.util.List;
import java.util.stream.IntStream;
import org.spinspike.math.Count;

/** Neurons in a note: how many, and the names of the first. */
final class Naming {
    private static final int NAMED = 5;

    private Naming() {}

    /** @return "2 of 9 neurons (a, b)" */
    static String some(Transitions data, int[] neurons) {
        return neurons.length + " of " + data.neurons() + " neurons (" + first(IntStream.of(neurons).mapToObj(data::name).toList()) + ")";
    }

    static String first(List<String> names) { return Count.first(NAMED, names); }
}
