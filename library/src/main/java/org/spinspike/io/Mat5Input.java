package org.spinspike.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.spinspike.math.NamedArray;

/** The elements a MAT file of version 5 is made of, one after another: a tag of type and length, the bytes, and what pads them to a multiple of 8. */
final class Mat5Input {
    static final int MATRIX = 14, COMPRESSED = 15;
    private static final int BLOCK = 1 << 16;

    /** @param length bytes that follow; @param padding bytes behind them that mean nothing */
    record Tag(int type, long length, int padding) {}

    private final InputStream in;
    private final ByteOrder order;
    private final Path path;
    private final ByteBuffer word;
    private long position;

    Mat5Input(InputStream in, ByteOrder order, Path path) {
        this.in = in;
        this.order = order;
        this.path = path;
        this.word = ByteBuffer.allocate(8).order(order);
    }

    /** @return bytes read so far */
    long position() { return position; }

    private void word(String place, int bytes) throws IOException {
        int got = in.readNBytes(word.array(), 0, bytes);
        position += got;
        if (got < bytes) throw ended(place);
    }

    SpikeFileException ended(String place) { return SpikeFileException.refused(path, place, "the file ends within this variable: it is damaged or cut short"); }

    /** @param end position the element must not go beyond */
    Tag tag(String place, long end) throws IOException {
        word(place, 4);
        int first = word.getInt(0);
        if (first >>> 16 != 0) {                                              // type and length in one word, and up to 4 bytes in the other
            int length = first >>> 16;
            if (length > 4) throw new SpikeFileException(path, place, "a short element of at most 4 bytes", length + " bytes");
            return within(place, new Tag(first & 0xFFFF, length, 4 - length), end);
        }
        word(place, 4);
        long length = Integer.toUnsignedLong(word.getInt(0));
        return within(place, new Tag(first, length, first == COMPRESSED ? 0 : (int) (-length & 7)), end);
    }

    private Tag within(String place, Tag tag, long end) {
        if (position + tag.length() > end) throw SpikeFileException.refused(path, place, "declares an element of " + MemoryLimit.size(tag.length()) + ", " + MemoryLimit.size(Math.max(0, end - position))
                + " are left: the file is damaged or cut short");
        return tag;
    }

    /** Where bytes are packed their checksum is compared at the end. */
    void requireEnd(String place) throws IOException {
        if (in.read() >= 0) throw SpikeFileException.refused(path, place, "bytes follow the end of the variable: the file is damaged");
    }

    /** Bytes that somebody else took of the same stream. */
    void moved(long bytes) { position += bytes; }

    void skip(String place, long bytes) throws IOException {
        try {
            in.skipNBytes(bytes);
        } catch (EOFException e) {
            throw ended(place);
        }
        position += bytes;
    }

    /** Padding that a writer left out at the end of an outer element is no fault. */
    void pad(String place, Tag tag, long end) throws IOException { skip(place, Math.min(tag.padding(), Math.max(0, end - position))); }

    /** @return a small element as whole numbers: flags, lengths of axes */
    int[] ints(String place, long end, int most) throws IOException {
        Tag tag = tag(place, end);
        if (tag.type() != 5 && tag.type() != 6 || tag.length() % 4 != 0 || tag.length() > 4L * most) {
            throw new SpikeFileException(path, place, "an element of at most " + most + " integers", "type " + tag.type() + " of " + tag.length() + " bytes");
        }
        int[] values = new int[(int) (tag.length() / 4)];
        for (int n = 0; n < values.length; n++) {
            word(place, 4);
            values[n] = word.getInt(0);
        }
        pad(place, tag, end);
        return values;
    }

    /** @return a small element as characters of one byte */
    String name(String place, long end, int longest) throws IOException {
        Tag tag = tag(place, end);
        if (tag.type() != 1 && tag.type() != 2 && tag.type() != 16 || tag.length() > longest) throw new SpikeFileException(path, place, "a name of at most " + longest + " bytes", "type " + tag.type() + " of " + tag.length() + " bytes");
        byte[] bytes = in.readNBytes((int) tag.length());
        position += bytes.length;
        if (bytes.length < tag.length()) throw ended(place);
        pad(place, tag, end);
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** @return bytes of one number of this type of element, 0 where it holds no numbers */
    static int width(int type) {
        return switch (type) {
            case 1, 2, 16 -> 1;
            case 3, 4, 17 -> 2;
            case 5, 6, 7, 18 -> 4;
            case 9, 12, 13 -> 8;
            default -> 0;
        };
    }

    /** @return as many numbers as there are, in the narrowest array that holds this type of element */
    Object numbers(String place, Tag tag, int count) throws IOException {
        int type = tag.type(), width = width(type), perBlock = BLOCK / width;
        Object out = type == 2 || type == 16 ? new byte[count] : type == 9 ? new double[count] : type == 7 ? new float[count] : type == 6 || type == 12 || type == 13 || type == 18 ? new long[count] : new int[count];
        byte[] raw = new byte[Math.min(count, perBlock) * width];
        ByteBuffer block = ByteBuffer.wrap(raw).order(order);
        for (int from = 0; from < count; from += perBlock) {
            int some = Math.min(perBlock, count - from), got = in.readNBytes(raw, 0, some * width);
            position += got;
            if (got < some * width) throw ended(place);
            for (int n = 0; n < some; n++) store(block, n * width, type, out, from + n, place);
        }
        return out;
    }

    private void store(ByteBuffer block, int at, int type, Object out, int n, String place) {
        if (out instanceof byte[] b) b[n] = block.get(at);
        else if (out instanceof double[] d) d[n] = block.getDouble(at);
        else if (out instanceof float[] f) f[n] = block.getFloat(at);
        else if (out instanceof int[] i) i[n] = type == 1 ? block.get(at) : type == 3 ? block.getShort(at) : type == 5 ? block.getInt(at) : Short.toUnsignedInt(block.getShort(at));
        else {
            long value = type == 6 || type == 18 ? Integer.toUnsignedLong(block.getInt(at)) : block.getLong(at);
            if (type == 13 && value < 0) throw new SpikeFileException(path, place + " element " + n, "an integer below 2^63", Long.toUnsignedString(value));
            ((long[]) out)[n] = value;
        }
    }

    /** @return heap bytes of one number of this type */
    static int heapBytes(int type) { return type == 2 || type == 16 ? 1 : width(type) == 8 || type == 6 || type == 18 ? 8 : 4; }

    /** @param flat in MATLAB's order */
    static NamedArray rowMajor(Object flat, int[] shape) {
        boolean line = java.util.Arrays.stream(shape).filter(axis -> axis != 1).count() <= 1;
        return new NamedArray(shape, line ? flat : Npy.rowMajor(flat, shape));
    }
}
