package org.spinspike.math;

import java.util.Arrays;

/**
 * A flat row-major array with its shape: what an entry of an NPZ file is. The shape of a scalar is empty.
 *
 * @param shape lengths of the axes; their product is the length of {@code data}
 * @param data  {@code double[]}, {@code float[]}, {@code long[]}, {@code int[]}, {@code byte[]} (unsigned) or {@code String[]}. Not copied.
 */
public record NamedArray(int[] shape, Object data) {

    public NamedArray {
        long size = 1;
        for (int axis : shape) size = Math.multiplyExact(size, Require.atLeast("axis", axis, 0));
        Require.that(java.lang.reflect.Array.getLength(data) == size,
                "shape " + Arrays.toString(shape) + " must hold " + size + " values, got " + java.lang.reflect.Array.getLength(data));
    }

    public static NamedArray of(double value)             { return new NamedArray(new int[0], new double[] {value}); }
    public static NamedArray of(long value)               { return new NamedArray(new int[0], new long[] {value}); }
    public static NamedArray of(String value)             { return new NamedArray(new int[0], new String[] {value}); }
    public static NamedArray of(double[] data, int... shape) { return new NamedArray(shape, data); }
    public static NamedArray of(float[] data, int... shape)  { return new NamedArray(shape, data); }
    public static NamedArray of(long[] data, int... shape)   { return new NamedArray(shape, data); }
    public static NamedArray of(int[] data, int... shape)    { return new NamedArray(shape, data); }
    public static NamedArray of(byte[] data, int... shape)   { return new NamedArray(shape, data); }
    public static NamedArray of(String[] data, int... shape) { return new NamedArray(shape, data); }

    public int size()      { return java.lang.reflect.Array.getLength(data); }
    public int rank()      { return shape.length; }
    public boolean isText() { return data instanceof String[]; }

    /** @return the values as doubles; the array itself where it holds doubles already. Bytes count as unsigned. */
    public double[] doubles() {
        if (data instanceof double[] d) return d;
        if (data instanceof float[] f) {
            double[] out = new double[f.length];
            for (int i = 0; i < f.length; i++) out[i] = f[i];
            return out;
        }
        if (data instanceof long[] l) return Arrays.stream(l).asDoubleStream().toArray();
        if (data instanceof int[] n) return Arrays.stream(n).asDoubleStream().toArray();
        if (data instanceof byte[] b) {
            double[] out = new double[b.length];
            for (int i = 0; i < b.length; i++) out[i] = b[i] & 0xFF;
            return out;
        }
        throw new IllegalArgumentException("text cannot be read as numbers");
    }

    /** @return the values as integers; refused where one of them is no integer of that width */
    public int[] ints() {
        if (data instanceof int[] n) return n;
        if (data instanceof long[] l) {
            int[] out = new int[l.length];
            for (int i = 0; i < l.length; i++) {
                out[i] = (int) l[i];
                Require.that(out[i] == l[i], "an integer of 32 bits was expected, got " + l[i]);
            }
            return out;
        }
        double[] d = doubles();
        int[] out = new int[d.length];
        for (int i = 0; i < d.length; i++) {
            out[i] = (int) d[i];
            Require.that(out[i] == d[i], "an integer was expected, got " + d[i]);
        }
        return out;
    }

    /** @return the values as text; numbers are written the way Java writes them */
    public String[] texts() {
        if (data instanceof String[] s) return s;
        String[] out = new String[size()];
        for (int i = 0; i < out.length; i++) out[i] = String.valueOf(java.lang.reflect.Array.get(data, i));
        return out;
    }

    public double scalar() {
        Require.that(size() == 1, "one value was expected, got " + size());
        return doubles()[0];
    }

    public String text() {
        Require.that(size() == 1, "one text was expected, got " + size());
        return texts()[0];
    }

    @Override public boolean equals(Object o) {
        return o instanceof NamedArray a && Arrays.equals(shape, a.shape) && Arrays.deepEquals(new Object[] {data}, new Object[] {a.data});
    }
    @Override public int hashCode() { return Arrays.hashCode(shape) * 31 + Arrays.deepHashCode(new Object[] {data}); }
    @Override public String toString() { return data.getClass().getComponentType().getSimpleName() + Arrays.toString(shape); }
}
