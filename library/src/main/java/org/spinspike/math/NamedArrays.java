package org.spinspike.math;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Arrays by name, in the order they were put: what a model, a training state or a result is made of on disk. */
public final class NamedArrays {
    private final Map<String, NamedArray> entries = new LinkedHashMap<>();

    public NamedArrays put(String name, NamedArray array) {
        Require.that(!entries.containsKey(name), "array '" + name + "' is there already");
        entries.put(name, array);
        return this;
    }

    public NamedArrays put(String name, double[] data, int... shape) { return put(name, NamedArray.of(data, shape)); }
    public NamedArrays put(String name, float[] data, int... shape)  { return put(name, NamedArray.of(data, shape)); }
    public NamedArrays put(String name, long[] data, int... shape)   { return put(name, NamedArray.of(data, shape)); }
    public NamedArrays put(String name, int[] data, int... shape)    { return put(name, NamedArray.of(data, shape)); }
    public NamedArrays put(String name, byte[] data, int... shape)   { return put(name, NamedArray.of(data, shape)); }
    public NamedArrays put(String name, String[] data, int... shape) { return put(name, NamedArray.of(data, shape)); }
    public NamedArrays put(String name, double value)                { return put(name, NamedArray.of(value)); }
    public NamedArrays put(String name, long value)                  { return put(name, NamedArray.of(value)); }
    public NamedArrays put(String name, String value)                { return put(name, NamedArray.of(value)); }

    public NamedArrays putAll(NamedArrays other) {
        other.entries.forEach(this::put);
        return this;
    }

    /** Every entry of {@code other}, its name behind {@code prefix}. */
    public NamedArrays putAll(String prefix, NamedArrays other) {
        other.entries.forEach((name, array) -> put(prefix + name, array));
        return this;
    }

    /** @return the entries whose names begin with {@code prefix}, without it */
    public NamedArrays under(String prefix) {
        var out = new NamedArrays();
        entries.forEach((name, array) -> { if (name.startsWith(prefix)) out.put(name.substring(prefix.length()), array); });
        return out;
    }

    public boolean has(String name)               { return entries.containsKey(name); }
    public Optional<NamedArray> find(String name) { return Optional.ofNullable(entries.get(name)); }
    public Set<String> names()                    { return java.util.Collections.unmodifiableSet(entries.keySet()); }

    /** @return the array of that name; the message of a miss lists the names there are */
    public NamedArray get(String name) {
        NamedArray array = entries.get(name);
        if (array == null) throw new IllegalArgumentException("no array '" + name + "'; there are: " + String.join(", ", entries.keySet()));
        return array;
    }

    /** @return the values of that array as {@link NamedArray#doubles}; the message of a misfit names the array, here and below */
    public double[] doubles(String name) { return naming(name, get(name)::doubles); }
    public int[] ints(String name)       { return naming(name, get(name)::ints); }
    public double scalar(String name)    { return naming(name, get(name)::scalar); }

    private static <T> T naming(String name, Supplier<T> values) {
        try {
            return values.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage());
        }
    }

    @Override public boolean equals(Object o) { return o instanceof NamedArrays a && entries.equals(a.entries); }
    @Override public int hashCode() { return entries.hashCode(); }
    @Override public String toString() { return entries.toString(); }
}
