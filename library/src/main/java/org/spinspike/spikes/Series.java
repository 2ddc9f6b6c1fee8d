package org.spinspike.spikes;

import java.util.List;
import org.spinspike.math.Require;

/**
 * Something measured over time beside the spikes: speed, position, pupil.
 *
 * @param name    as the file has it
 * @param columns names of what was measured, one or more
 * @param times   seconds in the recording, ascending
 * @param values  row-major [times, columns]; NaN where a sample is missing. Not copied.
 */
public record Series(String name, List<String> columns, double[] times, double[] values) {

    public Series {
        columns = List.copyOf(columns);
        Require.length("values of series '" + name + "'", values.length, Math.multiplyExact(times.length, columns.size()));
        for (int n = 1; n < times.length; n++) Require.that(times[n] >= times[n - 1], "the times of series '" + name + "' must ascend, but sample " + n + " comes before the one ahead of it");
    }

    /**
     * The mean of the samples within [from, to); where there is none, the straight line between the neighbours at the middle; before the first
     * and after the last sample, that sample.
     */
    public double mean(int column, double from, double to) {
        int first = firstAtOrAfter(from), last = firstAtOrAfter(to);
        double sum = 0;
        int count = 0;
        for (int n = first; n < last; n++) {
            double value = value(n, column);
            if (Double.isNaN(value)) continue;
            sum += value;
            count++;
        }
        if (count > 0) return sum / count;
        int before = first - 1, after = last;
        while (before >= 0 && Double.isNaN(value(before, column))) before--;
        while (after < times.length && Double.isNaN(value(after, column))) after++;
        Require.that(before >= 0 || after < times.length, "series '" + name + "' holds no number at all");
        if (before < 0) return value(after, column);
        if (after == times.length) return value(before, column);
        double share = ((from + to) / 2 - times[before]) / (times[after] - times[before]);
        return value(before, column) + share * (value(after, column) - value(before, column));
    }

    private double value(int sample, int column) { return values[sample * columns.size() + column]; }

    private int firstAtOrAfter(double time) {
        int low = 0, high = times.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < time) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
