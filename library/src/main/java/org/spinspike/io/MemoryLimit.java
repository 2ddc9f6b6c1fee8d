package org.spinspike.io;

import java.nio.file.Path;

/**
 * The memory one file may claim. Every reader asks before it allocates, so a file that declares more than there is gives a message instead
 * of an exhausted heap.
 */
public final class MemoryLimit {
    /** Share of the heap the arrays of one file may take where nothing else is said; decoding and packing need the rest. */
    public static final double SHARE = .5;

    /** What helps where an array does not fit. */
    static final String PART = "of an array --bins A:B and --neurons A:B read a part";

    private final long limit;
    private long taken;

    public MemoryLimit(long bytes) { this.limit = bytes; }

    public static MemoryLimit ofHeap() { return new MemoryLimit((long) (Runtime.getRuntime().maxMemory() * SHARE)); }

    /** @return bytes of "512m", "8g", or a plain number */
    public static long parse(String option, String text) {
        var size = java.util.regex.Pattern.compile("(\\d{1,9})([kmgKMG]?)").matcher(text);
        if (!size.matches() || size.group(1).matches("0+")) throw new IllegalArgumentException(option + " must be a size such as 512m or 8g, got '" + text + "'");
        return Long.parseLong(size.group(1)) << 10 * (" kmg".indexOf(size.group(2).isEmpty() ? ' ' : Character.toLowerCase(size.group(2).charAt(0))));
    }

    /** Claims memory for {@code count} values of {@code bytesEach} on the heap. */
    public void take(Path path, String place, long count, long bytesEach) {
        long bytes;
        try {
            bytes = Math.addExact(Math.multiplyExact(count, bytesEach), taken);
        } catch (ArithmeticException e) {
            bytes = Long.MAX_VALUE;
        }
        if (count < 0 || bytes > limit) {
            throw SpikeFileException.refused(path, place, "needs " + size(bytes) + " of memory, " + size(limit) + " may be used for a file"
                    + " (--max-memory and SPINSPIKE_JAVA_OPTS=-Xmx8g give more; " + PART + ")");
        }
        taken = bytes;
    }

    static String size(long bytes) {
        if (bytes == Long.MAX_VALUE) return "more than 8 EiB";
        String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " bytes" : String.format(java.util.Locale.ROOT, "%.1f %s", value, units[unit]);
    }
}
