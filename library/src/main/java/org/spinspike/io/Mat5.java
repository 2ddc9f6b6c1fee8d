package org.spinspike.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.spinspike.math.NamedArray;

/**
 * MAT files of version 5 (MATLAB's {@code -v6} and {@code -v7}), by The MathWorks' published description of the format. One pass from front to end: variables that
 * are not wanted are passed over, numbers that are not wanted are passed by. What an element declares is checked against the element around it, against what deflate can pack, and
 * against the memory that may be used, before anything is allocated. Sparse matrices, functions and objects are named and not opened; of complex numbers nothing is read.
 */
final class Mat5 {
    private static final int HEAD = 128, DEEPEST = 32, MOST_VARIABLES = 10_000, MOST_AXES = 32, LONGEST_NAME = 4096, MOST_FIELDS = 10_000, VALUE_BYTES = 200;
    private static final String[] CLASSES = {"", "cell", "struct", "object", "char", "sparse matrix", "double", "single", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "function", "opaque object"};

    private final Path path;
    private final MemoryLimit memory;
    private final boolean data;                                               // whether numbers are read, or their shapes only

    private Mat5(Path path, MemoryLimit memory, boolean data) {
        this.path = path;
        this.memory = memory;
        this.data = data;
    }

    /** @return all variables with their shapes and without their numbers */
    static Map<String, MatValue> list(Path path) { return new Mat5(path, MemoryLimit.ofHeap(), false).read(name -> true); }

    static Map<String, MatValue> read(Path path, MemoryLimit memory, Predicate<String> wanted) { return new Mat5(path, memory, true).read(wanted); }

    private Map<String, MatValue> read(Predicate<String> wanted) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            byte[] head = in.readNBytes(HEAD);
            if (head.length < HEAD) throw SpikeFileException.refused(path, "", "the file ends within its head: it is cut short");
            boolean little = head[126] == 'I' && head[127] == 'M', big = head[126] == 'M' && head[127] == 'I';
            if (!little && !big || head[little ? 125 : 124] != 1) throw SpikeFileException.refused(path, "", "begins like a MAT file, but is not of version 5 (MATLAB: save -v7)");
            return variables(in, little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN, Files.size(path) - HEAD, wanted);
        } catch (ZipException e) {
            throw SpikeFileException.refused(path, "", "is damaged: " + e.getMessage());
        } catch (java.io.EOFException e) {
            throw SpikeFileException.refused(path, "", "a variable ends early: the file is damaged or cut short");
        } catch (IOException e) {
            throw SpikeFileException.failed(path, "read", e);
        }
    }

    private Map<String, MatValue> variables(InputStream in, ByteOrder order, long end, Predicate<String> wanted) throws IOException {
        Map<String, MatValue> found = new LinkedHashMap<>();
        Mat5Input file = new Mat5Input(in, order, path);
        for (int n = 1; file.position() < end; n++) {
            String place = "variable " + n;
            if (n > MOST_VARIABLES) throw SpikeFileException.refused(path, "", "has more than " + MOST_VARIABLES + " variables");
            Mat5Input.Tag tag = file.tag(place, end);
            if (tag.type() == Mat5Input.MATRIX) {
                long stop = file.position() + tag.length();
                matrix(file, tag.length(), "", place, 0, wanted, found);
                file.skip(place, stop - file.position());
            }
            else if (tag.type() == Mat5Input.COMPRESSED) packed(in, file, tag.length(), order, place, wanted, found);
            else throw new SpikeFileException(path, place, "a variable", "an element of type " + tag.type());
            file.pad(place, tag, end);
        }
        return found;
    }

    /** The bytes of one variable, deflated. Read to their end where it is wanted, so that the checksum there is compared. */
    private void packed(InputStream in, Mat5Input file, long length, ByteOrder order, String place, Predicate<String> wanted, Map<String, MatValue> found) throws IOException {
        var part = new Limited(in, length);
        var inflated = new Mat5Input(new BufferedInputStream(new InflaterInputStream(part), 1 << 15), order, path);
        Mat5Input.Tag tag = inflated.tag(place, Long.MAX_VALUE);
        if (tag.type() != Mat5Input.MATRIX) throw new SpikeFileException(path, place, "a variable", "an element of type " + tag.type());
        if (tag.length() / Npz.DEFLATE_AT_MOST > length) throw SpikeFileException.refused(path, place, "declares " + MemoryLimit.size(tag.length()) + ", more than its " + MemoryLimit.size(length)
                + " can hold: the file is damaged or forged");
        if (matrix(inflated, tag.length(), "", place, 0, wanted, found) != null) inflated.requireEnd(place);
        part.skipNBytes(part.left);
        file.moved(length);
    }

    /**
     * One matrix, its tag already read, put into {@code found} where it is wanted.
     *
     * @param length bytes of it
     * @param name   of the value it is part of; "" for a variable, which says its own name
     */
    private MatValue matrix(Mat5Input in, long length, String name, String place, int depth, Predicate<String> wanted, Map<String, MatValue> found) throws IOException {
        if (depth > DEEPEST) throw SpikeFileException.refused(path, place, "cells and structs lie deeper than " + DEEPEST + " levels");
        long end = in.position() + length;
        memory.take(path, place, 1, VALUE_BYTES);
        if (length == 0) return empty(new int[] {0, 0});
        int[] flags = in.ints(place, end, 2);
        if (flags.length < 1) throw new SpikeFileException(path, place, "the flags of a matrix", "nothing");
        int kind = flags[0] & 0xFF;
        if (kind == 17) {                                                     // has a name and no shape
            String opaque = in.name(place, end, LONGEST_NAME);
            in.skip(place, end - in.position());
            return put(found, depth == 0 ? opaque : name, wanted, new MatValue.Other("opaque object", new int[] {1, 1}), place);
        }
        int[] shape = in.ints(place, end, MOST_AXES);
        String own = in.name(place, end, LONGEST_NAME);
        if (depth == 0) {
            name = own;
            place = "variable '" + own + "'";
        }
        if (depth == 0 && !wanted.test(own)) return null;
        int count = count(shape, place);
        MatValue value = switch (kind) {
            case 1 -> cells(in, end, shape, count, place, depth);
            case 2 -> structs(in, end, shape, count, place, depth);
            case 4 -> text(in, end, shape, count, place);
            case 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 -> (flags[0] & 0x800) != 0 ? new MatValue.Other("complex numbers", shape)
                    : numbers(in, end, (flags[0] & 0x200) != 0 ? "logical" : CLASSES[kind], shape, count, place);
            case 3, 5, 16 -> new MatValue.Other(CLASSES[kind], shape);
            default -> throw new SpikeFileException(path, place, "a class of values known to MAT files", "number " + kind);
        };
        in.skip(place, end - in.position());
        return put(found, name, wanted, value, place);
    }

    private MatValue put(Map<String, MatValue> found, String name, Predicate<String> wanted, MatValue value, String place) {
        if (found != null && wanted.test(name) && found.put(name, value) != null) throw SpikeFileException.refused(path, place, "stands twice in the file");
        return value;
    }

    private int count(int[] shape, String place) {
        if (shape.length < 2) throw new SpikeFileException(path, place, "at least two axes", "" + shape.length);
        long count = 1;
        for (int axis : shape) {
            if (axis < 0) throw new SpikeFileException(path, place, "axes shorter than 2^31", Arrays.toString(shape));
            count = axis == 0 || count == 0 ? 0 : count > Integer.MAX_VALUE ? count : count * axis;
        }
        if (count > Integer.MAX_VALUE - 8) throw SpikeFileException.refused(path, place, "has shape " + Arrays.toString(shape) + ", more elements than an array can hold (2^31)");
        return (int) count;
    }

    private MatValue part(Mat5Input in, long end, String place, int depth) throws IOException {
        Mat5Input.Tag tag = in.tag(place, end);
        if (tag.type() != Mat5Input.MATRIX) throw new SpikeFileException(path, place, "a value", "an element of type " + tag.type());
        MatValue value = matrix(in, tag.length(), "", place, depth + 1, name -> true, null);
        in.pad(place, tag, end);
        return value;
    }

    /** A value takes 8 bytes at least: what claims more values than there are bytes is refused before they are counted out. */
    private void requireRoom(Mat5Input in, long end, long values, String place) {
        if (values > (end - in.position()) / 8) throw SpikeFileException.refused(path, place, "declares " + values + " values in " + MemoryLimit.size(end - in.position()) + ": the file is damaged or forged");
    }

    private MatValue cells(Mat5Input in, long end, int[] shape, int count, String place, int depth) throws IOException {
        requireRoom(in, end, count, place);
        List<MatValue> elements = new ArrayList<>();
        for (int n = 0; n < count; n++) elements.add(part(in, end, place + "{" + (n + 1) + "}", depth));
        return new MatValue.Cells(shape, elements);
    }

    private MatValue structs(Mat5Input in, long end, int[] shape, int count, String place, int depth) throws IOException {
        int[] width = in.ints(place, end, 1);
        if (width.length != 1 || width[0] < 1 || width[0] > LONGEST_NAME) throw new SpikeFileException(path, place, "a length of field names from 1 to " + LONGEST_NAME, Arrays.toString(width));
        String names = in.name(place, end, Math.multiplyExact(width[0], MOST_FIELDS));
        Map<String, List<MatValue>> fields = new LinkedHashMap<>();
        for (int at = 0; at + width[0] <= names.length(); at += width[0]) {
            String field = names.substring(at, at + width[0]);
            int zero = field.indexOf(0);
            if (fields.put(zero < 0 ? field : field.substring(0, zero), new ArrayList<>()) != null) throw SpikeFileException.refused(path, place, "has two fields of one name");
        }
        requireRoom(in, end, (long) count * fields.size(), place);
        for (int n = 0; n < count; n++)
            for (Map.Entry<String, List<MatValue>> field : fields.entrySet()) field.getValue().add(part(in, end, place + (count > 1 ? "(" + (n + 1) + ")" : "") + "." + field.getKey(), depth));
        return new MatValue.Structs(shape, fields);
    }

    private MatValue numbers(Mat5Input in, long end, String type, int[] shape, int count, String place) throws IOException {
        Mat5Input.Tag tag = in.tag(place, end);
        requireNumbers(tag, count, shape, place);
        if (!data) {
            in.skip(place, tag.length());
            return new MatValue.Numbers(type, shape, () -> { throw new IllegalStateException("listed only"); });
        }
        memory.take(path, place, count, 2L * Mat5Input.heapBytes(tag.type()));       // once more while the order of axes is turned
        NamedArray array = Mat5Input.rowMajor(in.numbers(place, tag, count), shape);
        return new MatValue.Numbers(type, shape, () -> array);
    }

    private void requireNumbers(Mat5Input.Tag tag, int count, int[] shape, String place) {
        int width = Mat5Input.width(tag.type());
        if (width == 0) throw new SpikeFileException(path, place, "numbers", "an element of type " + tag.type());
        if (tag.length() != (long) count * width) throw new SpikeFileException(path, place, (long) count * width + " bytes for shape " + Arrays.toString(shape), tag.length() + " bytes");
    }

    private MatValue text(Mat5Input in, long end, int[] shape, int count, String place) throws IOException {
        if (count == 0) return new MatValue.Text(shape, "");
        Mat5Input.Tag tag = in.tag(place, end);
        int width = Mat5Input.width(tag.type());
        if (width == 0) throw new SpikeFileException(path, place, "characters", "an element of type " + tag.type());
        boolean utf8 = tag.type() == 16;                                      // of which a character may take several bytes
        int characters = utf8 ? (int) Math.min(Integer.MAX_VALUE - 8, tag.length()) : (int) Math.min(count, tag.length() / width);
        memory.take(path, place, characters, 2L * Mat5Input.heapBytes(tag.type()) + 2);
        NamedArray codes = new NamedArray(new int[] {characters}, in.numbers(place, tag, characters));
        if (utf8) return new MatValue.Text(shape, new String((byte[]) codes.data(), java.nio.charset.StandardCharsets.UTF_8));
        var text = new StringBuilder();
        for (double code : codes.doubles()) text.append(Character.isValidCodePoint((int) code) ? Character.toString((int) code) : "?");
        return new MatValue.Text(shape, text.toString());
    }

    private static MatValue empty(int[] shape) { return new MatValue.Numbers("double", shape, () -> NamedArray.of(new double[0], shape)); }

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
