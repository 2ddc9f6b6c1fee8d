package org.spinspike.math;

import java.util.List;

/** How many of something, and which, as people write it. */
public final class Count {
    private Count() {}

    /** @return "1 trial", "2 trials"; for nouns whose plural ends in s */
    public static String of(long count, String noun) { return count + " " + noun + (count == 1 ? "" : "s"); }

    /** @return the first of them with commas between, and ", ..." where there are more than {@code most} */
    public static String first(int most, List<String> all) { return String.join(", ", all.subList(0, Math.min(most, all.size()))) + (all.size() > most ? ", ..." : ""); }
}
