package org.spinspike.io;

import java.nio.file.Path;
import java.util.Arrays;

/** Numbers that come one by one: bytes as long as all of them are whole and from 0 to 255, from then on doubles. Memory is claimed as they grow: at the worst two and a half times what they take. */
final class SmallNumbers {
    private static final int LEAST = 256, MOST = Integer.MAX_VALUE - 8;

    private final Path path;
    private final MemoryLimit memory;
    private byte[] bytes = new byte[LEAST];
    private double[] doubles;
    private int size;

    SmallNumbers(Path path, MemoryLimit memory) {
        this.path = path;
        this.memory = memory;
    }

    void add(double value) {
        if (size == (doubles == null ? bytes.length : doubles.length)) grow();
        if (doubles == null && (value < 0 || value > 255 || value != Math.rint(value) || 1 / value < 0)) widen();
        if (doubles == null) bytes[size++] = (byte) (int) value;
        else doubles[size++] = value;
    }

    private void grow() {
        if (size == MOST) throw SpikeFileException.refused(path, "", "holds more values than an array can (2^31)");
        int more = (int) Math.min(MOST, size + (long) Math.max(LEAST, size >> 1));
        memory.take(path, "", more - size, doubles == null ? 3 : 20);
        if (doubles == null) bytes = Arrays.copyOf(bytes, more);
        else doubles = Arrays.copyOf(doubles, more);
    }

    private void widen() {
        memory.take(path, "", bytes.length, 20);
        doubles = new double[bytes.length];
        for (int n = 0; n < size; n++) doubles[n] = bytes[n] & 0xFF;
        bytes = null;
    }

    /** @return {@code byte[]}, unsigned, or {@code double[]} */
    Object array() {
        if (doubles == null) return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
        return size == doubles.length ? doubles : Arrays.copyOf(doubles, size);
    }
}
