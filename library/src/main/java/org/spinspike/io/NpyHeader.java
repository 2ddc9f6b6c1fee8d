package org.spinspike.io;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The head of an NPY array: a magic word, a version, and a Python dictionary with element type, order and shape.
 *
 * @param type    of the elements
 * @param fortran whether the first axis runs fastest in the file
 * @param shape   lengths of the axes
 * @param length  bytes of the whole head
 */
record NpyHeader(NpyType type, boolean fortran, int[] shape, int length) {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    /** NumPy itself reads no longer ones; a head of ours has 128 bytes. */
    private static final int LONGEST = 10_000;
    private static final int MOST_AXES = 32;

    static NpyHeader read(DataInputStream in, Path path, String place) throws IOException {
        byte[] magic = in.readNBytes(8);
        if (magic.length < 8) throw SpikeFileException.refused(path, place, "the file ends within the head of the array");
        if (!Arrays.equals(magic, 0, 6, MAGIC, 0, 6)) throw new SpikeFileException(path, place, "an NPY array", "other bytes");
        int major = magic[6];
        if (major < 1 || major > 3) throw new SpikeFileException(path, place, "NPY version 1, 2 or 3", "version " + major);
        long length;
        byte[] text;
        try {
            length = major == 1 ? Short.toUnsignedInt(Short.reverseBytes(in.readShort())) : Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
            if (length > LONGEST) throw new SpikeFileException(path, place, "a head of at most " + LONGEST + " bytes", length + " bytes");
            text = in.readNBytes((int) length);
            if (text.length < length) throw new EOFException();
        } catch (EOFException e) {
            throw SpikeFileException.refused(path, place, "the file ends within the head of the array");
        }
        var header = new Parser(new String(text, major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1), path, place).header();
        return new NpyHeader(header.type, header.fortran, header.shape, (major == 1 ? 10 : 12) + (int) length);
    }

    /** @return number of elements; a product that overflows is refused */
    long size(Path path, String place) {
        try {
            long size = 1;
            for (int axis : shape) if (axis == 0) return 0;
            for (int axis : shape) size = Math.multiplyExact(size, axis);
            if (size <= Integer.MAX_VALUE - 8) return size;
        } catch (ArithmeticException e) {
            // told below, like every other size beyond reach
        }
        throw SpikeFileException.refused(path, place, "has shape " + Arrays.toString(shape) + ", more elements than an array can hold (2^31); " + MemoryLimit.PART);
    }

    /** @return number of elements of an array that is not read as a whole: it may be larger than one of ours */
    long bigSize(Path path, String place) {
        try {
            long size = 1;
            for (int axis : shape) if (axis == 0) return 0;
            for (int axis : shape) size = Math.multiplyExact(size, axis);
            Math.multiplyExact(size, (long) type.bytes());
            return size;
        } catch (ArithmeticException e) {
            throw SpikeFileException.refused(path, place, "has shape " + Arrays.toString(shape) + ", more bytes than a file can hold");
        }
    }

    /** @return a head for our own arrays, padded so that data begin at a multiple of 64 */
    static byte[] write(String descr, int[] shape) {
        var axes = new StringBuilder();
        for (int axis : shape) axes.append(axis).append(shape.length == 1 ? "," : ", ");
        String tuple = shape.length > 1 ? axes.substring(0, axes.length() - 2) : axes.toString();
        String text = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + tuple + "), }";
        int length = (10 + text.length() + 1 + 63) / 64 * 64;
        byte[] head = new byte[length];
        Arrays.fill(head, (byte) ' ');
        System.arraycopy(MAGIC, 0, head, 0, 6);
        head[6] = 1;
        head[7] = 0;
        head[8] = (byte) (length - 10);
        head[9] = (byte) ((length - 10) >> 8);
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(ascii, 0, head, 10, ascii.length);
        head[length - 1] = '\n';
        return head;
    }

    /** Reads the few words of Python a head is made of, and nothing else. */
    private static final class Parser {
        private final String text, place;
        private final Path path;
        private int at;
        private NpyType type;
        private Boolean fortran;
        private int[] shape;

        Parser(String text, Path path, String place) {
            this.text = text;
            this.path = path;
            this.place = place;
        }

        NpyHeader header() {
            expect('{');
            while (peek() != '}') {
                String key = quoted();
                expect(':');
                switch (key) {
                    case "descr" -> type = NpyType.parse(peek() == '\'' || peek() == '"' ? quoted() : text.substring(at), path, place);
                    case "fortran_order" -> fortran = truth();
                    case "shape" -> shape = tuple();
                    default -> throw unexpected("descr, fortran_order or shape");
                }
                if (peek() == ',') at++;
                else if (peek() != '}') throw unexpected("a comma");
            }
            if (type == null || fortran == null || shape == null) throw unexpected("descr, fortran_order and shape");
            return new NpyHeader(type, fortran, shape, 0);
        }

        private String quoted() {
            char quote = peek();
            if (quote != '\'' && quote != '"') throw unexpected("a quoted word");
            int end = text.indexOf(quote, ++at);
            if (end < 0) throw unexpected("a closing quote");
            String word = text.substring(at, end);
            at = end + 1;
            return word;
        }

        private boolean truth() {
            for (String word : List.of("True", "False")) {
                peek();
                if (text.startsWith(word, at)) {
                    at += word.length();
                    return word.equals("True");
                }
            }
            throw unexpected("True or False");
        }

        private int[] tuple() {
            expect('(');
            List<Integer> axes = new ArrayList<>();
            while (peek() != ')') {
                axes.add(number());
                if (axes.size() > MOST_AXES) throw unexpected("at most " + MOST_AXES + " axes");
                if (peek() == ',') at++;
                else if (peek() != ')') throw unexpected("a comma");
            }
            at++;
            return axes.stream().mapToInt(Integer::intValue).toArray();
        }

        private int number() {
            int from = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') at++;
            if (at == from) throw unexpected("a length");
            String digits = text.substring(from, at);
            if (at < text.length() && text.charAt(at) == 'L') at++;           // as Python 2 wrote it
            if (digits.length() > 18 || Long.parseLong(digits) > Integer.MAX_VALUE) throw new SpikeFileException(path, place, "axes shorter than 2^31", "one of " + digits);
            return Integer.parseInt(digits);
        }

        private char peek() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
            return at < text.length() ? text.charAt(at) : 0;
        }

        private void expect(char c) {
            if (peek() != c) throw unexpected("'" + c + "'");
            at++;
        }

        private SpikeFileException unexpected(String expected) {
            return new SpikeFileException(path, place, expected + " at character " + at + " of the array's head",
                    at < text.length() ? "'" + text.substring(at, Math.min(text.length(), at + 20)).strip() + "'" : "its end");
        }
    }
}
