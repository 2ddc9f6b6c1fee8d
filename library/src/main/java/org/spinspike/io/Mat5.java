package org.spinspike.io;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import us.hebi.matlab.mat.format.Mat5Reader;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;

/**
 * MAT files of version 5 (MATLAB's {@code -v6} and {@code -v7}), read by the library MFL. Here only the row of variables is walked, so that each is read by itself: where it ends is compared with the
 * end of the file, what it declares with what deflate can pack, and the checksum of what was deflated is read. Variables that are not wanted are passed over. Sparse matrices, functions, objects
 * and complex numbers are named and not read.
 */
final class Mat5 {
    private static final int HEAD = 128, MATRIX = 14, COMPRESSED = 15, MOST_VARIABLES = 10_000;
    private static final byte[] START = "MATLAB 5.0 MAT-file".getBytes(StandardCharsets.US_ASCII);

    private record Tag(int type, long length) {}

    private final Path path;
    private final MemoryLimit memory;
    private final Predicate<String> wanted;
    private final boolean listed;
    private final Map<String, MatValue> found = new LinkedHashMap<>();
    private byte[] head;
    private ByteOrder order;

    private Mat5(Path path, MemoryLimit memory, Predicate<String> wanted, boolean listed) {
        this.path = path;
        this.memory = memory;
        this.wanted = wanted;
        this.listed = listed;
    }

    /** @return all variables with their shapes and without their numbers */
    static Map<String, MatValue> list(Path path, MemoryLimit memory) { return new Mat5(path, memory, name -> true, true).read(); }

    static Map<String, MatValue> read(Path path, MemoryLimit memory, Predicate<String> wanted) { return new Mat5(path, memory, wanted, false).read(); }

    private Map<String, MatValue> read() {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            byte[] start = in.readNBytes(HEAD);
            if (start.length < HEAD) throw SpikeFileException.refused(path, "", "the file ends within its head: it is cut short");
            boolean little = start[126] == 'I' && start[127] == 'M', big = start[126] == 'M' && start[127] == 'I';
            if (!little && !big || start[little ? 125 : 124] != 1) throw SpikeFileException.refused(path, "", "begins like a MAT file, but is not of version 5 (MATLAB: save -v7)");
            order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            head = Arrays.copyOf(START, HEAD);                                // without the place of MATLAB's own notes on objects
            System.arraycopy(start, 124, head, 124, 4);
            variables(in, Files.size(path) - HEAD);
            return found;
        } catch (IOException e) {
            throw SpikeFileException.failed(path, "read", e);
        }
    }

    private void variables(InputStream in, long left) throws IOException {
        for (int n = 1; left > 0; n++) {
            String place = "variable " + n;
            if (n > MOST_VARIABLES) throw SpikeFileException.refused(path, "", "has more than " + MOST_VARIABLES + " variables");
            Tag tag = tag(in, place);
            left -= 8;
            if (tag.length() > left) throw SpikeFileException.refused(path, place, "declares an element of " + MemoryLimit.size(tag.length()) + ", " + MemoryLimit.size(Math.max(0, left)) + " are left: the file is damaged or cut short");
            var part = new Limited(in, tag.length());
            if (tag.type() == MATRIX) variable(part, tag, place);
            else if (tag.type() == COMPRESSED) deflated(part, tag.length(), place);
            else throw new SpikeFileException(path, place, "a variable", "an element of type " + tag.type());
            long padding = tag.type() == MATRIX ? Math.min(left - tag.length(), -tag.length() & 7) : 0;
            in.skipNBytes(part.left + padding);
            left -= tag.length() + padding;
        }
    }

    private Tag tag(InputStream in, String place) throws IOException {
        try {
            byte[] word = in.readNBytes(8);
            if (word.length < 8) throw new EOFException();
            ByteBuffer tag = ByteBuffer.wrap(word).order(order);
            return new Tag(tag.getInt(), Integer.toUnsignedLong(tag.getInt()));
        } catch (IOException e) {
            throw refused(place, e);
        }
    }

    private void deflated(InputStream part, long length, String place) throws IOException {
        InputStream inflated = new BufferedInputStream(new InflaterInputStream(part), 1 << 15);
        Tag tag = tag(inflated, place);
        if (tag.type() != MATRIX) throw new SpikeFileException(path, place, "a variable", "an element of type " + tag.type());
        if (tag.length() / Npz.DEFLATE_AT_MOST > length) throw SpikeFileException.refused(path, place, "declares " + MemoryLimit.size(tag.length()) + ", more than its " + MemoryLimit.size(length)
                + " can hold: the file is damaged or forged");
        if (!variable(inflated, tag, place)) return;
        try {
            if (inflated.read() >= 0) throw SpikeFileException.refused(path, place, "bytes follow the end of the variable: the file is damaged");
        } catch (IOException e) {
            throw refused(place, e);
        }
    }

    /** @return whether it was read to its end */
    private boolean variable(InputStream in, Tag tag, String place) {
        memory.take(path, place, 1, Mat5Reading.VALUE_BYTES);
        if (tag.length() == 0) return false;
        if (tag.length() > Integer.MAX_VALUE) throw SpikeFileException.refused(path, place, "takes " + MemoryLimit.size(tag.length()) + ", more than version 5 may hold in a variable (MATLAB: save -v7.3)");
        byte[] before = ByteBuffer.allocate(HEAD + 8).order(order).put(head).putInt(MATRIX).putInt((int) tag.length()).array();
        var bytes = new Mat5Source(new SequenceInputStream(new ByteArrayInputStream(before), in), before.length + tag.length());
        var reading = new Mat5Reading(path, place, bytes, memory);
        reading.setEntryFilter(header -> {
            String name = "variable '" + header.getName() + "'";
            reading.at(name);
            boolean read = isRead(header, name);
            if (!read) bytes.stop();
            return read;
        });
        try {
            for (MatFile.Entry entry : reading.readMat().getEntries()) {
                put(entry.getName(), new Mat5Values(path, memory, order, listed).of(entry.getValue(), "variable '" + entry.getName() + "'"));
                return true;
            }
            return false;
        } catch (IOException e) {
            Throwable cause = e;
            while (cause.getCause() != null) cause = cause.getCause();
            if (cause instanceof SpikeFileException refused) throw refused;
            if (!(cause instanceof Mat5Reading.OpaqueVariable opaque)) throw refused(reading.place(), cause);
            if (wanted.test(opaque.name)) put(opaque.name, Mat5Values.unread(MatlabType.Opaque, false, new int[] {1, 1}));
            return false;
        }
    }

    /** What is not read but wanted is put down by its head. MATLAB's own notes on objects have no name. */
    private boolean isRead(Mat5Reader.EntryHeader header, String place) {
        String name = header.getName();
        int[] shape = header.getDimensions();
        if (name.isEmpty() || !wanted.test(name)) return false;
        Mat5Reading.count(path, place, shape);
        MatValue value = Mat5Values.unread(header.getType(), header.isComplex(), shape);
        if (value == null && listed && Mat5Values.isNumbers(header.getType())) value = Mat5Values.shapeOf(header.getType(), header.isLogical(), shape);
        if (value != null) put(name, value);
        return value == null;
    }

    private void put(String name, MatValue value) {
        if (found.put(name, value) != null) throw SpikeFileException.refused(path, "variable '" + name + "'", "stands twice in the file");
    }

    private SpikeFileException refused(String place, Throwable cause) {
        if (cause instanceof EOFException) return SpikeFileException.refused(path, place, "the file ends within this variable: it is damaged or cut short");
        return SpikeFileException.refused(path, place, (cause instanceof ZipException ? "is damaged: " : "is damaged, or not of a kind that is read: ") + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()));
    }

    /** The next so many bytes of a stream. */
    private static final class Limited extends InputStream {
        private final InputStream in;
        private long left;

        Limited(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override public int read() throws IOException {
            if (left == 0) return -1;
            int b = in.read();
            if (b >= 0) left--;
            return b;
        }

        @Override public int read(byte[] to, int from, int length) throws IOException {
            if (left == 0) return -1;
            int got = in.read(to, from, (int) Math.min(length, left));
            if (got > 0) left -= got;
            return got;
        }
    }
}
