package org.spinspike.io;

import java.util.Arrays;
import java.util.List;
import org.spinspike.math.Require;

/**
 * Which axis of an array is which: "bins,neurons". The order everywhere inside is trials, bins, neurons; an axis not named has length 1.
 *
 * @param names of the array's axes, in its order
 */
public record Axes(List<String> names) {
    private static final List<String> INSIDE = List.of("trials", "bins", "neurons");

    public Axes {
        names = List.copyOf(names);
        Require.that(!names.isEmpty() && INSIDE.containsAll(names) && names.stream().distinct().count() == names.size(),
                "--axes must name each axis once, from trials, bins, neurons, as in bins,neurons; got '" + String.join(",", names) + "'");
    }

    public static Axes parse(String text) { return new Axes(Arrays.stream(text.split(",", -1)).map(String::strip).toList()); }

    static Axes inside() { return new Axes(INSIDE); }

    /** @return trials, bins, neurons of an array of this shape */
    int[] lengths(int[] shape) {
        int[] lengths = {1, 1, 1};
        for (int a = 0; a < shape.length; a++) lengths[INSIDE.indexOf(names.get(a))] = shape[a];
        return lengths;
    }

    /** @return which axis of the array this is; -1 where it has none */
    int of(String name) { return names.indexOf(name); }

    /** @return how far apart neighbours along trials, bins, neurons lie in the flat array; 0 for an axis it does not have */
    int[] strides(int[] shape) {
        int[] strides = new int[3];
        for (int a = shape.length - 1, step = 1; a >= 0; step *= shape[a--]) strides[INSIDE.indexOf(names.get(a))] = step;
        return strides;
    }

    @Override public String toString() { return String.join(",", names); }
}
