package org.spinspike.io;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.spinspike.math.NamedArray;

/**
 * One array in NumPy's own format. Read in either byte order and either axis order, every integer width, booleans, float16 to float64,
 * text and bytes; unsigned bytes and booleans become {@code byte[]}, what fits an int becomes {@code int[]}, wider integers {@code long[]}.
 * Objects (pickles), complex numbers, dates and records are refused by name.
 */
public final class Npy {
    private static final int BLOCK = 1 << 16;

    private Npy() {}

    public static NamedArray read(Path path) { return read(path, MemoryLimit.ofHeap()); }

    static NamedArray read(Path path, MemoryLimit memory) { return read(path, null, memory); }

    /** @param part which is read, and nothing else; null for the whole array */
    static NamedArray read(Path path, ArrayPart part, MemoryLimit memory) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), BLOCK)) {
            return read(in, Files.size(path), path, "", part, memory);
        } catch (IOException e) {
            throw SpikeFileException.failed(path, "read", e);
        }
    }

    /** @return element type in words and shape, reading nothing but the head */
    public static Npz.Entry head(Path path) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
            NpyHeader header = NpyHeader.read(in, path, "");
            return new Npz.Entry("", header.type().words(), header.shape());
        } catch (IOException e) {
            throw SpikeFileException.failed(path, "read", e);
        }
    }

    /**
     * @param available bytes the stream holds, head included; -1 where unknown. What the head declares must match it before memory is claimed.
     * @param place     for messages
     */
    static NamedArray read(InputStream stream, long available, Path path, String place, MemoryLimit memory) throws IOException { return read(stream, available, path, place, null, memory); }

    /** @param part which is decoded; the rest is passed over. null for the whole array */
    static NamedArray read(InputStream stream, long available, Path path, String place, ArrayPart part, MemoryLimit memory) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        NpyHeader header = NpyHeader.read(in, path, place);
        int[] whole = header.shape();
        long size = part == null ? header.size(path, place) : header.bigSize(path, place), bytes = Math.multiplyExact(size, (long) header.type().bytes());
        if (available >= 0 && available - header.length() != bytes) {
            throw new SpikeFileException(path, place, bytes + " bytes for " + header.type().words() + java.util.Arrays.toString(whole),
                    available - header.length() + " bytes");
        }
        boolean turned = header.fortran() && whole.length > 1;
        if (part != null) return part(in, header, part, path, place, memory);
        memory.take(path, place, size, header.type().heapBytes());
        Object data = room(header.type(), (int) size);
        decode(in, header.type(), data, 0, (int) size, path, place);
        if (in.read() >= 0) throw SpikeFileException.refused(path, place, "bytes follow the end of the array");
        return new NamedArray(whole, turned ? rowMajor(data, whole) : data);
    }

    /** Stretch by stretch; an array with the first axis fastest is one with its axes turned round. */
    private static NamedArray part(InputStream in, NpyHeader header, ArrayPart part, Path path, String place, MemoryLimit memory) throws IOException {
        boolean turned = header.fortran() && header.shape().length > 1;
        int[] shape = part.shape(header.shape());
        long size = new NpyHeader(header.type(), false, shape, 0).size(path, place);
        memory.take(path, place, size, header.type().heapBytes());
        Object data = room(header.type(), (int) size);
        long[] at = {0};                                                      // element of the file, and of the part
        int[] to = {0};
        (turned ? part.turned() : part).<IOException>forEachRun(turned ? ArrayPart.turned(header.shape()) : header.shape(), (first, count) -> {
            in.skipNBytes((first - at[0]) * header.type().bytes());
            decode(in, header.type(), data, to[0], count, path, place);
            to[0] += count;
            at[0] = first + count;
        });
        return new NamedArray(shape, turned ? rowMajor(data, shape) : data);
    }

    private static Object room(NpyType type, int size) {
        return type.isText() ? new String[size] : switch (type.kind()) {
            case 'b' -> new byte[size];
            case 'u' -> type.bytes() == 1 ? new byte[size] : type.bytes() == 2 ? new int[size] : new long[size];
            case 'i' -> type.bytes() == 8 ? new long[size] : new int[size];
            default -> type.bytes() == 8 ? new double[size] : new float[size];
        };
    }

    /** The next {@code size} elements, stored from element {@code to} on. */
    private static void decode(InputStream in, NpyType type, Object out, int to, int size, Path path, String place) throws IOException {
        if (type.bytes() == 0) {                                              // text of no characters
            java.util.Arrays.fill((String[]) out, to, to + size, "");
            return;
        }
        if (type.kind() == 'u' && type.bytes() == 1) {                        // spikes: no detour over a block
            int got = in.readNBytes((byte[]) out, to, size);
            if (got < size) throw ended(path, place, to + got, to + size);
            return;
        }
        int perBlock = Math.max(1, BLOCK / type.bytes());
        byte[] raw = new byte[Math.min(perBlock, Math.max(1, size)) * type.bytes()];
        ByteBuffer block = ByteBuffer.wrap(raw).order(type.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < size; from += perBlock) {
            int count = Math.min(perBlock, size - from);
            if (in.readNBytes(raw, 0, count * type.bytes()) < count * type.bytes()) {
                throw ended(path, place, to + from, to + size);
            }
            for (int n = 0; n < count; n++) store(block, n * type.bytes(), type, out, to + from + n, path, place);
        }
    }

    private static SpikeFileException ended(Path path, String place, int got, int size) {
        return SpikeFileException.refused(path, place, "the file ends within the array, after element " + got + " of " + size + " or soon after");
    }

    private static void store(ByteBuffer block, int at, NpyType type, Object out, int n, Path path, String place) {
        if (out instanceof byte[] b) {
            byte value = block.get(at);
            if (type.kind() == 'b' && (value & ~1) != 0) throw new SpikeFileException(path, place + " element " + n, "true (1) or false (0)", "" + (value & 0xFF));
            b[n] = value;
        } else if (out instanceof int[] i) {
            i[n] = switch (type.bytes()) {
                case 1 -> block.get(at);
                case 2 -> type.kind() == 'u' ? Short.toUnsignedInt(block.getShort(at)) : block.getShort(at);
                default -> block.getInt(at);
            };
        } else if (out instanceof long[] l) {
            l[n] = type.bytes() == 4 ? Integer.toUnsignedLong(block.getInt(at)) : block.getLong(at);
            if (type.kind() == 'u' && l[n] < 0) throw new SpikeFileException(path, place + " element " + n, "an integer below 2^63", Long.toUnsignedString(l[n]));
        } else if (out instanceof float[] f) {
            f[n] = type.bytes() == 2 ? half(block.getShort(at)) : block.getFloat(at);
        } else if (out instanceof double[] d) {
            d[n] = block.getDouble(at);
        } else {
            ((String[]) out)[n] = type.kind() == 'U' ? unicode(block, at, type.bytes(), n, path, place) : bytes(block, at, type.bytes());
        }
    }

    private static String unicode(ByteBuffer block, int at, int bytes, int n, Path path, String place) {
        int length = bytes / 4;
        while (length > 0 && block.getInt(at + 4 * length - 4) == 0) length--;
        var text = new StringBuilder(length);
        for (int c = 0; c < length; c++) {
            int point = block.getInt(at + 4 * c);
            if (!Character.isValidCodePoint(point)) throw new SpikeFileException(path, place + " element " + n, "text", "the character number " + Integer.toUnsignedString(point));
            text.appendCodePoint(point);
        }
        return text.toString();
    }

    private static String bytes(ByteBuffer block, int at, int length) {
        while (length > 0 && block.get(at + length - 1) == 0) length--;
        return new String(block.array(), at, length, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static float half(short bits) {
        int sign = bits >> 15 == 0 ? 1 : -1, exponent = bits >> 10 & 31, fraction = bits & 1023;
        if (exponent == 31) return fraction != 0 ? Float.NaN : sign * Float.POSITIVE_INFINITY;
        return sign * (exponent == 0 ? fraction * 0x1p-24f : Math.scalb(1024 + fraction, exponent - 25));
    }

    /** Elements stored with the first axis fastest, put in the order with the last axis fastest. */
    static Object rowMajor(Object columnMajor, int[] shape) {
        int size = java.lang.reflect.Array.getLength(columnMajor), rank = shape.length;
        Object out = java.lang.reflect.Array.newInstance(columnMajor.getClass().getComponentType(), size);
        int[] stride = new int[rank], index = new int[rank];
        for (int a = 0, s = 1; a < rank && size > 0; s *= shape[a++]) stride[a] = s;
        int source = 0;
        for (int n = 0; n < size; n++) {
            System.arraycopy(columnMajor, source, out, n, 1);
            for (int a = rank - 1; a >= 0; a--) {
                source += stride[a];
                if (++index[a] < shape[a]) break;
                source -= stride[a] * shape[a];
                index[a] = 0;
            }
        }
        return out;
    }

    public static void write(Path target, NamedArray array) { AtomicFile.write(target, out -> write(out, array)); }

    /** Little-endian, row-major, version 1: the same array gives the same bytes. Text takes the width of its longest element. */
    static void write(OutputStream out, NamedArray array) throws IOException {
        Object data = array.data();
        int width = data instanceof String[] texts ? textWidth(texts) : 0;
        String descr = data instanceof double[] ? "<f8" : data instanceof float[] ? "<f4" : data instanceof long[] ? "<i8"
                : data instanceof int[] ? "<i4" : data instanceof byte[] ? "|u1" : "<U" + width;
        out.write(NpyHeader.write(descr, array.shape()));
        if (data instanceof byte[] b) {
            out.write(b);
            return;
        }
        int bytes = data instanceof String[] ? 4 * width : descr.endsWith("8") ? 8 : 4, perBlock = Math.max(1, BLOCK / bytes);
        ByteBuffer block = ByteBuffer.allocate(perBlock * bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < array.size(); from += perBlock) {
            int count = Math.min(perBlock, array.size() - from);
            block.clear();
            if (data instanceof double[] d) block.asDoubleBuffer().put(d, from, count);
            else if (data instanceof float[] f) block.asFloatBuffer().put(f, from, count);
            else if (data instanceof long[] l) block.asLongBuffer().put(l, from, count);
            else if (data instanceof int[] i) block.asIntBuffer().put(i, from, count);
            else for (int n = 0; n < count; n++) put(block, n * bytes, width, ((String[]) data)[from + n]);
            out.write(block.array(), 0, count * bytes);
        }
    }

    private static void put(ByteBuffer block, int at, int width, String text) {
        int[] points = text.codePoints().toArray();
        for (int c = 0; c < width; c++) block.putInt(at + 4 * c, c < points.length ? points[c] : 0);
    }

    private static int textWidth(String[] texts) {
        int width = 1;
        for (String text : texts) {
            if (text.endsWith("\0")) throw new IllegalArgumentException("text must not end with a zero character: NumPy's format would drop it");
            width = Math.max(width, text.codePointCount(0, text.length()));
        }
        return width;
    }
}
