package org.spinspike.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;

/**
 * An NPZ file whose arrays grow side by side, for results that never lie in memory as a whole: each float64 array of a declared shape has its place
 * in the file, and values are appended to any of them in turn. Stored, not deflated, with 64-bit sizes (ZIP64) and a fixed date: the same values give the
 * same bytes, and {@code numpy.load} opens them. There whole or not at all, like every {@link AtomicFile}.
 */
public final class NpzSlabs {
    private static final int LOCAL = 0x04034b50, CENTRAL = 0x02014b50, END = 0x06054b50, END64 = 0x06064b50, LOCATOR = 0x07064b50;
    private static final int VERSION = 45, UTF8 = 1 << 11, MIDNIGHT_AND_TWO = 2 << 5, NEW_YEAR_1980 = 1 << 5 | 1, SIZES = 1, BLOCK = 1 << 16;

    private final FileChannel file;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    private long length;

    private NpzSlabs(FileChannel file) { this.file = file; }

    /** What is to be filled: float64 arrays by name, in the order they take in the file. */
    public static final class Shapes {
        private final Map<String, int[]> shapes = new LinkedHashMap<>();

        public Shapes add(String name, int... shape) {
            Require.that(shapes.put(name, shape) == null, "array '" + name + "' is declared twice");
            return this;
        }

        /** @return bytes they take in the file */
        public long bytes() { return shapes.values().stream().mapToLong(NpzSlabs::bytes).sum(); }
    }

    /** Appends to the file; every array must be full when it returns. */
    @FunctionalInterface public interface Filling { void run(NpzSlabs file); }

    /**
     * @param whole  arrays that are known already; they come first
     * @param shapes arrays that {@code filling} appends to
     * @throws SpikeFileException where the disk has no room for them, found before {@code filling} runs
     */
    public static void write(Path target, NamedArrays whole, Shapes shapes, Filling filling) {
        AtomicFile.fill(target, channel -> {
            requireRoom(target, shapes.bytes());
            var file = new NpzSlabs(channel);
            for (String name : whole.names()) file.put(name, whole.get(name));
            for (var e : shapes.shapes.entrySet()) file.declare(e.getKey(), NpyHeader.write("<f8", e.getValue()), bytes(e.getValue()));
            try {
                filling.run(file);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            file.finish();
        });
    }

    /** Appends all of {@code values} to that array. */
    public void append(String name, double... values) {
        Slot slot = slots.get(name);
        Require.that(slot != null, "no array '" + name + "' was declared; there are: " + String.join(", ", slots.keySet()));
        Require.that(8L * values.length <= slot.open(), "array '" + name + "' has room for " + slot.open() / 8 + " more values, got " + values.length);
        try {
            for (int from = 0; from < values.length; from += BLOCK / 8) {
                int count = Math.min(BLOCK / 8, values.length - from);
                block.clear();
                block.asDoubleBuffer().put(values, from, count);
                slot.append(block.limit(8 * count));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(String name, NamedArray array) throws IOException {
        var bytes = new ByteArrayOutputStream();
        Npy.write(bytes, array);
        declare(name, bytes.toByteArray(), 0);
    }

    /** Takes a place in the file: {@code start} now, {@code more} bytes later. */
    private void declare(String name, byte[] start, long more) throws IOException {
        Require.that(!slots.containsKey(name), "array '" + name + "' is there twice");
        Slot slot = new Slot(name + ".npy", length, start.length + more);
        slots.put(name, slot);
        length = slot.end();
        slot.append(ByteBuffer.wrap(start));
    }

    private void finish() throws IOException {
        List<String> open = new ArrayList<>();
        slots.forEach((name, slot) -> { if (slot.open() > 0) open.add("'" + name + "' lacks " + slot.open() / 8 + " values"); });
        Require.that(open.isEmpty(), "the file is not full: " + String.join(", ", open));
        long directory = length, count = slots.size();
        for (Slot slot : slots.values()) {
            write(slot.local(), slot.start);
            length += write(slot.central(), length);
        }
        long bytes = length - directory;
        ByteBuffer end = buffer(56 + 20 + 22);
        end.putInt(END64).putLong(44).putShort((short) VERSION).putShort((short) VERSION).putInt(0).putInt(0).putLong(count).putLong(count).putLong(bytes).putLong(directory);
        end.putInt(LOCATOR).putInt(0).putLong(length).putInt(1);
        end.putInt(END).putShort((short) 0).putShort((short) 0).putShort((short) -1).putShort((short) -1).putInt(-1).putInt(-1).putShort((short) 0);
        write(end.flip(), length);
    }

    private int write(ByteBuffer bytes, long at) throws IOException {
        int written = 0;
        while (bytes.hasRemaining()) written += file.write(bytes, at + written);
        return written;
    }

    private static long bytes(int[] shape) {
        long bytes = Double.BYTES;
        for (int axis : shape) bytes = Math.multiplyExact(bytes, axis);
        return bytes;
    }

    private static void requireRoom(Path target, long bytes) throws IOException {
        long room = Files.getFileStore(AtomicFile.folder(target)).getUsableSpace();
        if (bytes > room) throw SpikeFileException.refused(target, "", "needs " + MemoryLimit.size(bytes) + ", the disk has room for " + MemoryLimit.size(room));
    }

    private static ByteBuffer buffer(int bytes) { return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN); }

    /** One array: its head at {@code start} of the file, then its bytes. */
    private final class Slot {
        final byte[] name;
        final long start, size;
        final CRC32 checksum = new CRC32();
        long filled;

        Slot(String name, long start, long size) {
            this.name = name.getBytes(StandardCharsets.UTF_8);
            this.start = start;
            this.size = size;
        }

        long data() { return start + 30 + name.length + 20; }
        long end()  { return data() + size; }
        long open() { return size - filled; }

        void append(ByteBuffer bytes) throws IOException {
            checksum.update(bytes.duplicate());
            filled += write(bytes, data() + filled);
        }

        ByteBuffer local() {
            ByteBuffer head = buffer(30 + name.length + 20).putInt(LOCAL);
            facts(head).putShort((short) 20).put(name);
            return head.putShort((short) SIZES).putShort((short) 16).putLong(size).putLong(size).flip();
        }

        ByteBuffer central() {
            ByteBuffer head = buffer(46 + name.length + 28).putInt(CENTRAL).putShort((short) VERSION);
            facts(head).putShort((short) 28).putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0).putInt(-1).put(name);
            return head.putShort((short) SIZES).putShort((short) 24).putLong(size).putLong(size).putLong(start).flip();
        }

        /** What both heads say: stored, when, checksum, sizes elsewhere (-1), length of the name. */
        private ByteBuffer facts(ByteBuffer head) {
            return head.putShort((short) VERSION).putShort((short) UTF8).putShort((short) 0).putShort((short) MIDNIGHT_AND_TWO).putShort((short) NEW_YEAR_1980)
                    .putInt((int) checksum.getValue()).putInt(-1).putInt(-1).putShort((short) name.length);
        }
    }
}
