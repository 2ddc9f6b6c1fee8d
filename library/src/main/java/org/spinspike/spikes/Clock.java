package org.spinspike.spikes;

import java.util.Locale;
import org.spinspike.math.Require;

/**
 * Whole ticks instead of seconds: a time is turned into ticks once, rounded to the nearest (halves to the even one), and from then on compared
 * exactly. So no spike is lost, moved or doubled at the edge of a bin by floating point.
 *
 * @param ticksPerSecond of the recording system, or 10^9 where nothing is known of it
 */
public record Clock(double ticksPerSecond) {
    public static final Clock NANOSECONDS = new Clock(1e9);

    public Clock { Require.positive("ticks per second", ticksPerSecond); }

    public long ticks(double seconds) {
        if (!reaches(seconds)) throw new IllegalArgumentException("a time must lie within " + furthest() + " seconds of zero, got " + seconds);
        return (long) Math.rint(seconds * ticksPerSecond);
    }

    /** @return whether that many seconds can be counted in ticks */
    public boolean reaches(double seconds) { return Math.abs(Math.rint(seconds * ticksPerSecond)) < 0x1p62; }

    /** @return whole seconds within which times must lie of zero */
    public long furthest() { return (long) (0x1p62 / ticksPerSecond); }

    public double seconds(long ticks) { return ticks / ticksPerSecond; }

    /** @return ticks of a bin; a width that is no multiple of the tick is refused with its nearest neighbours */
    public long binTicks(double binSeconds) {
        Require.positive("bin width in seconds", binSeconds);
        double exact = binSeconds * ticksPerSecond, whole = Math.rint(exact);
        if (whole >= 1 && Math.abs(exact - whole) <= 1e-6 + 1e-15 * whole) return ticks(binSeconds);
        double below = Math.floor(exact), above = Math.ceil(exact);
        throw new IllegalArgumentException("a bin must be a multiple of the clock's tick of " + text(1e3 / ticksPerSecond) + " ms, got " + text(1e3 * binSeconds) + " ms; nearest are "
                + (below >= 1 ? text(1e3 * below / ticksPerSecond) + " and " : "") + text(1e3 * above / ticksPerSecond) + " ms");
    }

    private static String text(double ms) {
        String digits = String.format(Locale.ROOT, "%.9f", ms);
        return digits.replaceFirst("\\.?0+$", "");
    }
}
