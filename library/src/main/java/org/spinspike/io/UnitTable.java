package org.spinspike.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spinspike.math.NamedArray;
import org.spinspike.spikes.Clock;
import org.spinspike.spikes.Intervals;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.Recording;
import org.spinspike.spikes.Series;
import org.spinspike.spikes.Table;

/** Columns of a table of units, whichever file they stand in, on the way to a {@link Recording}. */
final class UnitTable {
    private static final List<String> NAMES = List.of("unit_name", "neuron_names", "unit_names", "name", "label", "unit_id", "id", "cluster_id", "place");

    private final Path path;
    private final String place;
    private final double[][] times;
    private final Map<String, NamedArray> properties = new LinkedHashMap<>();
    private List<Intervals> observed;
    private List<String> areas;
    private List<double[]> positions;

    UnitTable(Path path, String place, NamedArray spikeTimes, NamedArray index) {
        this.path = path;
        this.place = place;
        if (index.size() == 0) throw SpikeFileException.refused(path, place, "holds no unit");
        this.times = Ragged.cut(numbers(spikeTimes, "spike_times"), Ragged.ends(whole(index, "spike_times_index"), spikeTimes.size(), path, place + "spike_times_index"));
        for (int i = 0; i < times.length; i++)
            for (double time : times[i]) if (!Clock.NANOSECONDS.reaches(time)) throw new SpikeFileException(path, place + "spike_times of unit " + i, "times in seconds within " + Clock.NANOSECONDS.furthest() + " of zero", "" + time);
    }

    int count() { return times.length; }

    /** Any column of one value a unit; others are passed over. */
    void property(String name, NamedArray column) {
        if (column.rank() == 1 && column.size() == count()) properties.put(name, column);
    }

    /** @param intervals [m, 2] start and stop, seconds; of all units alike where there is no index */
    void observed(NamedArray intervals, Optional<NamedArray> index) {
        if (intervals.rank() != 2 || intervals.shape()[1] != 2) throw new SpikeFileException(path, place + "obs_intervals", "shape [intervals, 2]", Arrays.toString(intervals.shape()));
        double[] flat = numbers(intervals, "obs_intervals");
        int rows = intervals.shape()[0];
        int[] ends = index.isPresent() ? Ragged.ends(whole(index.get(), "obs_intervals_index"), rows, path, place + "obs_intervals_index") : null;
        if (ends != null && ends.length != count()) throw new SpikeFileException(path, place + "obs_intervals_index", count() + " rows, one a unit", "" + ends.length);
        observed = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            int from = ends == null || i == 0 ? 0 : ends[i - 1], to = ends == null ? rows : ends[i];
            double[] start = new double[to - from], stop = new double[to - from];
            for (int n = 0; n < start.length; n++) {
                start[n] = flat[2 * (from + n)];
                stop[n] = flat[2 * (from + n) + 1];
            }
            observed.add(intervals(start, stop, i));
        }
    }

    private Intervals intervals(double[] start, double[] stop, int i) {
        try {
            return new Intervals(start, stop);
        } catch (IllegalArgumentException e) {
            throw SpikeFileException.refused(path, place + "obs_intervals of unit " + i, e.getMessage());
        }
    }

    void areas(List<String> areas)             { this.areas = areas; }
    void positions(List<double[]> positions)   { this.positions = positions; }

    Recording recording(Map<String, Table> tables, Map<String, Series> series) {
        try {
            var cells = new Neurons(names(), Optional.ofNullable(areas), Optional.ofNullable(positions));
            return new Recording(cells, times, Clock.NANOSECONDS, new Table("units", count(), properties), tables, series, Optional.ofNullable(observed));
        } catch (IllegalArgumentException e) {
            throw SpikeFileException.refused(path, place, e.getMessage());
        }
    }

    /** The first column of names that are all different, else u0, u1, ... */
    private List<String> names() {
        for (String column : NAMES) {
            if (!properties.containsKey(column)) continue;
            List<String> names = List.of(Labels.of(properties.get(column)));
            if (new HashSet<>(names).size() == count() && names.stream().noneMatch(String::isBlank)) return names;
        }
        return java.util.stream.IntStream.range(0, count()).mapToObj(i -> "u" + i).toList();
    }

    private double[] numbers(NamedArray array, String name) {
        if (array.isText()) throw new SpikeFileException(path, place + name, "numbers", "text");
        return array.doubles();
    }

    private long[] whole(NamedArray array, String name) {
        double[] values = numbers(array, name);
        long[] out = new long[values.length];
        for (int n = 0; n < out.length; n++) {
            out[n] = (long) values[n];
            if (out[n] != values[n]) throw new SpikeFileException(path, place + name, "whole numbers", "" + values[n]);
        }
        return out;
    }
}
