package org.spinspike.io;

import java.nio.file.Path;

/**
 * The type of an array's elements as NumPy writes it: {@code <f8}, {@code |u1}, {@code >U12}.
 *
 * @param descr     NumPy's own word
 * @param kind      b boolean, i and u integers, f floating, U text of 4-byte characters, S bytes
 * @param bytes     of one element in the file
 * @param bigEndian byte order in the file
 */
record NpyType(String descr, char kind, int bytes, boolean bigEndian) {
    private static final int LONGEST_TEXT = 1 << 20;

    static NpyType parse(String descr, Path path, String place) {
        char kind = descr.length() > 1 ? descr.charAt(1) : descr.isEmpty() ? ' ' : descr.charAt(0);
        if (kind == 'O' || descr.equals("O")) throw SpikeFileException.refused(path, place, "pickled objects are never read; save with a plain"
                + " type, as in numpy.savez(file, key=numpy.asarray(x, dtype=float)) or dtype=str for names");
        if (kind == 'c') throw SpikeFileException.refused(path, place, "complex numbers are not read (" + descr + "); save real and imaginary part apart");
        if (kind == 'M' || kind == 'm') throw SpikeFileException.refused(path, place, "dates are not read (" + descr + "); save seconds as float64");
        if (kind == 'V' || descr.startsWith("[")) throw SpikeFileException.refused(path, place, "records are not read (" + shorten(descr) + "); save one array for each column");
        int width = width(descr);
        char order = descr.isEmpty() ? ' ' : descr.charAt(0);
        boolean known = "<>|=".indexOf(order) >= 0 && switch (kind) {
            case 'b' -> width == 1;
            case 'i', 'u' -> width == 1 || width == 2 || width == 4 || width == 8;
            case 'f' -> width == 2 || width == 4 || width == 8;
            case 'U', 'S' -> width >= 0 && width <= LONGEST_TEXT;
            default -> false;
        };
        if (!known) throw new SpikeFileException(path, place, "an element type such as '<f8', '|u1' or '<U12'", "'" + shorten(descr) + "'");
        return new NpyType(descr, kind, kind == 'U' ? 4 * width : width, order == '>');
    }

    private static int width(String descr) {
        if (descr.length() < 3 || descr.length() > 10) return -1;
        int width = 0;
        for (int c = 2; c < descr.length(); c++) {
            int digit = descr.charAt(c) - '0';
            if (digit < 0 || digit > 9) return -1;
            width = 10 * width + digit;
        }
        return width;
    }

    private static String shorten(String text) { return text.length() > 60 ? text.substring(0, 60) + "..." : text; }

    boolean isText() { return kind == 'U' || kind == 'S'; }

    /** @return bytes one element takes on the heap once read, at most */
    long heapBytes() {
        if (isText()) return 56 + (kind == 'U' ? bytes / 2 : bytes);          // a String, its array, the reference to it
        if (kind == 'f') return bytes == 2 ? 4 : bytes;
        if (kind == 'b' || kind == 'u' && bytes == 1) return 1;
        return kind == 'u' && bytes == 4 || bytes == 8 ? 8 : 4;
    }

    /** @return "float64", "uint8", "text of 12": what a person calls it */
    String words() {
        return switch (kind) {
            case 'b' -> "bool";
            case 'i' -> "int" + 8 * bytes;
            case 'u' -> "uint" + 8 * bytes;
            case 'f' -> "float" + 8 * bytes;
            case 'U' -> "text of " + bytes / 4;
            default -> "bytes of " + bytes;
        };
    }
}
