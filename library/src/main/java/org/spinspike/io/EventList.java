package org.spinspike.io;

import java.nio.file.Path;
import java.util.Arrays;
import org.spinspike.math.NamedArray;

/** One entry a spike: a time, and the number of the unit that fired. A unit that never fired is not in such a list and cannot be known. */
final class EventList {
    private EventList() {}

    /**
     * Spikes unit by unit, in the order of their numbers.
     *
     * @param units of each spike. Not modified.
     * @param times of each spike, seconds. Not modified.
     * @return units with the column {@code unit_id}
     */
    static UnitTable units(Path path, String place, double[] units, double[] times) {
        if (units.length != times.length) throw new SpikeFileException(path, place, "as many units as spikes (" + times.length + ")", "" + units.length);
        if (times.length == 0) throw SpikeFileException.refused(path, place, "holds no spike");
        for (int n = 0; n < units.length; n++)
            if (units[n] != Math.rint(units[n])) throw new SpikeFileException(path, place + " unit of spike " + n, "a whole number", "" + units[n]);
        double[] distinct = Arrays.stream(units).distinct().sorted().toArray();
        int[] next = new int[distinct.length + 1], unit = new int[units.length];
        for (int n = 0; n < units.length; n++) next[(unit[n] = Arrays.binarySearch(distinct, units[n])) + 1]++;
        for (int i = 0; i < distinct.length; i++) next[i + 1] += next[i];
        double[] sorted = new double[times.length];
        for (int n = 0; n < units.length; n++) sorted[next[unit[n]]++] = times[n];
        var table = new UnitTable(path, place.isEmpty() ? "" : place + " ", NamedArray.of(sorted, sorted.length), NamedArray.of(Arrays.copyOf(next, distinct.length), distinct.length));
        table.property("unit_id", NamedArray.of(distinct, distinct.length));
        return table;
    }
}
