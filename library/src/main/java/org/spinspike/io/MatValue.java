package org.spinspike.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.spinspike.math.Count;
import org.spinspike.math.NamedArray;

/**
 * A value of MATLAB, from whichever version of file. Shapes are MATLAB's own (at least two axes); elements of cells and struct arrays stand in MATLAB's order,
 * the first axis fastest; numbers are row-major like every array here.
 */
sealed interface MatValue {
    int MOST_PLACES = 500;

    int[] shape();

    /**
     * @param type MATLAB's class: "double", "uint8", "logical"
     * @param part reads what is asked for, all of it for null
     */
    record Numbers(String type, int[] shape, Function<ArrayPart, NamedArray> part) implements MatValue {
        /** @param data where the whole is read or nothing */
        static Numbers whole(String type, int[] shape, Supplier<NamedArray> data) { return new Numbers(type, shape, part -> part == null ? data.get() : part.of(data.get())); }

        NamedArray data() { return part.apply(null); }

        boolean isEmpty()  { return Arrays.stream(shape).anyMatch(a -> a == 0); }

        /** @return whether at most one axis is longer than 1 */
        boolean isVector() { return isLine(shape) || isEmpty(); }

        double[] doubles() { return data().doubles(); }

        @Override public String toString() { return type + Arrays.toString(shape); }
    }

    record Text(int[] shape, String text) implements MatValue {
        @Override public String toString() { return "text '" + (text.length() > 40 ? text.substring(0, 37) + "..." : text) + "'"; }
    }

    record Cells(int[] shape, List<MatValue> elements) implements MatValue {
        @Override public String toString() {
            List<String> kinds = elements.stream().limit(1000).map(MatValue::toString).distinct().limit(4).toList();
            return "cell" + Arrays.toString(shape) + (kinds.isEmpty() ? "" : " of " + Count.first(3, kinds));
        }
    }

    /** @param fields each with one value an element */
    record Structs(int[] shape, Map<String, List<MatValue>> fields) implements MatValue {
        int count() {
            int count = 1;
            for (int axis : shape) count *= axis;
            return count;
        }

        @Override public String toString() { return "struct" + Arrays.toString(shape) + " (" + String.join(", ", fields.keySet()) + ")"; }
    }

    /** What is no data here: a function, an object, a sparse matrix; or a place of a cell that holds no struct where a field of it was asked for. */
    record Other(String kind, int[] shape) implements MatValue {
        @Override public String toString() { return kind; }
    }

    static boolean isLine(int[] shape) { return Arrays.stream(shape).filter(axis -> axis != 1).count() <= 1; }

    /** @param flat in MATLAB's order */
    static NamedArray rowMajor(Object flat, int[] shape) { return new NamedArray(shape, isLine(shape) ? flat : Npy.rowMajor(flat, shape)); }

    /** A value and the path to it. */
    record Place(String path, MatValue value) {
        @Override public String toString() { return path + " " + value; }
    }

    /** @return variables and the fields of their structs: first what is called like spikes, then the outer before the inner */
    static List<Place> places(Map<String, MatValue> variables, Predicate<String> isSpikes) {
        List<Place> places = new ArrayList<>();
        variables.forEach((name, value) -> places.add(new Place(name, value)));
        for (int n = 0; n < places.size() && places.size() < MOST_PLACES; n++)
            if (places.get(n).value() instanceof Structs s && s.count() == 1)
                for (Map.Entry<String, List<MatValue>> field : s.fields().entrySet()) places.add(new Place(places.get(n).path() + "." + field.getKey(), field.getValue().get(0)));
        places.sort(Comparator.comparing(p -> !isSpikes.test(p.path().substring(p.path().lastIndexOf('.') + 1))));       // stable
        return places;
    }
}
