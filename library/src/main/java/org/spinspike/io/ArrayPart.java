package org.spinspike.io;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.spinspike.math.NamedArray;

/**
 * A part of an array: on each axis some of its places.
 *
 * @param places of each axis, ascending and distinct; null for all. Not copied.
 */
record ArrayPart(int[]... places) {

    /** @return lengths of the part's axes */
    int[] shape(int[] whole) { return IntStream.range(0, whole.length).map(a -> places[a] == null ? whole[a] : places[a].length).toArray(); }

    /** The same part of the array with its axes turned round. */
    ArrayPart turned() {
        int[][] back = new int[places.length][];
        for (int a = 0; a < back.length; a++) back[a] = places[back.length - 1 - a];
        return new ArrayPart(back);
    }

    /** @return the part of an array that is in memory */
    NamedArray of(NamedArray whole) {
        int[] shape = shape(whole.shape());
        int size = (int) size(shape);
        Object out = java.lang.reflect.Array.newInstance(whole.data().getClass().getComponentType(), size);
        int[] at = {0};
        this.<RuntimeException>forEachRun(whole.shape(), (first, count) -> {
            System.arraycopy(whole.data(), (int) first, out, at[0], count);
            at[0] += count;
        });
        return new NamedArray(shape, out);
    }

    /** @return number of elements; 2^63 - 1 where it is more */
    static long size(int[] shape) {
        long size = 1;
        for (int axis : shape) {
            if (axis == 0) return 0;
            size = size > Long.MAX_VALUE / axis ? Long.MAX_VALUE : size * axis;
        }
        return size;
    }

    static int[] turned(int[] shape) { return IntStream.range(0, shape.length).map(a -> shape[shape.length - 1 - a]).toArray(); }

    /** One stretch of elements that lie side by side. */
    @FunctionalInterface interface Run<E extends Exception> { void of(long first, int count) throws E; }

    /**
     * The part in the order of the file, in stretches as long as can be.
     *
     * @param whole lengths of the array's axes, the last one fastest
     */
    <E extends Exception> void forEachRun(int[] whole, Run<E> run) throws E {
        int full = whole.length;                                              // axes behind this one are taken whole
        long block = 1;
        while (full > 0 && places(full - 1, whole).length == whole[full - 1]) block *= whole[--full];
        if (Arrays.stream(shape(whole)).anyMatch(axis -> axis == 0)) return;
        walk(whole, full, 0, 0, block, run);
    }

    private int[] places(int axis, int[] whole) { return places[axis] == null ? IntStream.range(0, whole[axis]).toArray() : places[axis]; }

    private <E extends Exception> void walk(int[] whole, int full, int axis, long first, long block, Run<E> run) throws E {
        if (full == 0) {
            run.of(0, (int) block);
            return;
        }
        int[] at = places(axis, whole);
        if (axis < full - 1) {
            for (int place : at) walk(whole, full, axis + 1, (first + place) * whole[axis + 1], block, run);
            return;
        }
        for (int from = 0, to; from < at.length; from = to) {
            to = from + 1;
            while (to < at.length && at[to] == at[to - 1] + 1) to++;
            run.of((first + at[from]) * block, (int) ((to - from) * block));
        }
    }
}
