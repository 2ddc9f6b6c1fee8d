package org.spinspike.math;

/** How many of something, as people write it. */
public final class Count {
    private Count() {}

    /** @return "1 trial", "2 trials"; for nouns whose plural ends in s */
    public static String of(long count, String noun) { return count + " " + noun + (count == 1 ? "" : "s"); }
}
