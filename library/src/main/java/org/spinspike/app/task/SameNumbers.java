package org.spinspike.app.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.spinspike.io.Npy;
import org.spinspike.io.Npz;
import org.spinspike.io.SpikeFileException;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;

/**
 * How far two files that should be equal are apart.
 *
 * <pre>difference = max |a - b| / max(|a|, |b|)    over all pairs of numbers;   infinite where one has what the other has not</pre>
 *
 * In NPZ and NPY over all arrays; in CSV over all cells, of which texts must be equal; in JSON over all numbers but times of computation, whose keys are {@code seconds} or end so. Texts of an NPZ (its header names the version) count in
 * {@code bytes} only.
 *
 * @param bytes      whether they are equal byte for byte
 * @param difference of numbers
 * @param where      the largest difference is, "" where there is none
 */
public record SameNumbers(boolean bytes, double difference, String where) {
    /** Numbers closer than this are the same on another processor. */
    public static final double ROUNDING = 1e-9;

    /** @return whether such a file holds numbers that can be told apart from how they are drawn: NPZ, NPY, JSON and CSV */
    public static boolean comparable(String name) { return name.matches("(?s).*\\.(npz|npy|json|csv)"); }

    public static SameNumbers of(Path a, Path b) {
        try {
            if (Files.mismatch(a, b) < 0) return new SameNumbers(true, 0, "");
            var largest = new Largest();
            if (a.toString().endsWith(".npz")) arrays(Npz.read(a), Npz.read(b), largest);
            else if (a.toString().endsWith(".npy")) arrays(new NamedArrays().put("array", Npy.read(a)), new NamedArrays().put("array", Npy.read(b)), largest);
            else if (a.toString().endsWith(".csv")) lines(Files.readAllLines(a), Files.readAllLines(b), largest);
            else tree(new ObjectMapper().readTree(a.toFile()), new ObjectMapper().readTree(b.toFile()), "", largest);
            return new SameNumbers(false, largest.value, largest.where);
        } catch (IOException e) {
            throw SpikeFileException.failed(a, "compared with " + b, e);
        }
    }

    private static void arrays(NamedArrays a, NamedArrays b, Largest largest) {
        var names = new TreeSet<>(a.names());
        names.addAll(b.names());
        for (String name : names) {
            if (!a.has(name) || !b.has(name)) {
                largest.meet(Double.POSITIVE_INFINITY, name);
                continue;
            }
            NamedArray one = a.get(name), other = b.get(name);
            if (one.isText() != other.isText() || one.size() != other.size()) largest.meet(Double.POSITIVE_INFINITY, name);
            else if (!one.isText()) {
                double[] x = one.doubles(), y = other.doubles();
                for (int n = 0; n < x.length; n++) largest.meet(apart(x[n], y[n]), name);
            }
        }
    }

    private static void lines(List<String> a, List<String> b, Largest largest) {
        if (a.size() != b.size()) largest.meet(Double.POSITIVE_INFINITY, "line " + (1 + Math.min(a.size(), b.size())));
        for (int n = 0; n < Math.min(a.size(), b.size()); n++) {
            String[] one = a.get(n).split(",", -1), other = b.get(n).split(",", -1);
            for (int c = 0; c < Math.max(one.length, other.length); c++) largest.meet(one.length == other.length ? cells(one[c], other[c]) : Double.POSITIVE_INFINITY, "line " + (n + 1));
        }
    }

    private static double cells(String a, String b) {
        if (a.equals(b)) return 0;
        try {
            return apart(Double.parseDouble(a), Double.parseDouble(b));
        } catch (NumberFormatException e) {
            return Double.POSITIVE_INFINITY;              // a text that is another text
        }
    }

    private static void tree(JsonNode a, JsonNode b, String at, Largest largest) {
        if (a.isNumber() && b.isNumber()) largest.meet(apart(a.asDouble(), b.asDouble()), at);
        else if (a.isArray() && b.isArray() && a.size() == b.size()) for (int n = 0; n < a.size(); n++) tree(a.get(n), b.get(n), at + "[" + n + "]", largest);
        else if (a.isObject() && b.isObject()) {
            var names = new TreeSet<String>();
            for (Iterator<String> own : List.of(a.fieldNames(), b.fieldNames())) own.forEachRemaining(names::add);
            for (String name : names) {
                if (name.equals("seconds") || name.endsWith("_seconds")) continue;
                if (a.has(name) && b.has(name)) tree(a.get(name), b.get(name), at.isEmpty() ? name : at + "." + name, largest);
                else largest.meet(Double.POSITIVE_INFINITY, at.isEmpty() ? name : at + "." + name);
            }
        } else if (a.isNumber() || b.isNumber() || a.isContainerNode() || b.isContainerNode()) largest.meet(Double.POSITIVE_INFINITY, at);
    }

    private static double apart(double a, double b) {
        if (a == b || Double.isNaN(a) && Double.isNaN(b)) return 0;
        double scale = Math.max(Math.abs(a), Math.abs(b)), apart = Math.abs(a - b) / scale;
        return Double.isNaN(apart) ? Double.POSITIVE_INFINITY : apart;
    }

    private static final class Largest {
        private double value;
        private String where = "";

        void meet(double apart, String at) {
            if (apart <= value) return;
            value = apart;
            where = at;
        }
    }
}
