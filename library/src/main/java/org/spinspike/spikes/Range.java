package org.spinspike.spikes;

import org.spinspike.math.Require;

/**
 * A part of a row of things, as the command line writes it: "A:B" is A to B-1; either end may be missing, and negative ends count from the back.
 *
 * @param option what it is of, for messages: "--bins"
 * @param text   as it was written
 */
public record Range(String option, String text) {
    private static final String FORM = "-?\\d{1,9}|";

    public Range {
        String[] ends = text.split(":", -1);
        Require.that(ends.length == 2 && ends[0].matches(FORM) && ends[1].matches(FORM), option + " must be a range A:B, got '" + text + "'");
    }

    /** @return whether the text is meant as a range; names of neurons are not */
    public static boolean looksLike(String text) { return text.matches("-?\\d*:-?\\d*"); }

    /** @return whether this range ends where the other begins or earlier, as far as the ends tell by themselves: one from the front and one from the back do not */
    public boolean endsBefore(Range other) {
        String to = text.split(":", -1)[1], from = other.text.split(":", -1)[0];
        return !to.isEmpty() && !from.isEmpty() && to.startsWith("-") == from.startsWith("-") && Integer.parseInt(to) <= Integer.parseInt(from);
    }

    /**
     * @param size how many there are
     * @return first, and one past the last
     * @throws IllegalArgumentException where nothing is left, or the range reaches beyond 0:size
     */
    public int[] within(int size) {
        String[] ends = text.split(":", -1);
        int from = ends[0].isEmpty() ? 0 : Integer.parseInt(ends[0]), to = ends[1].isEmpty() ? size : Integer.parseInt(ends[1]);
        if (from < 0) from += size;
        if (to < 0) to += size;
        Require.that(from >= 0 && to <= size && from < to, option + " " + text + " is empty or outside of 0:" + size);
        return new int[] {from, to};
    }
}
