package org.spinspike.spikes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.math.NamedArray;
import org.spinspike.math.Require;

/**
 * A recording before it is cut into trials and bins: when each unit fired, and what was noted beside it. Immutable.
 *
 * @param cells      who was recorded
 * @param times      of each unit, seconds, ascending (sorted here where they are not). Not modified.
 * @param clock      by which times are compared
 * @param properties of the units, one row each: quality, depth, what a selection can ask for
 * @param tables     trials, epochs and events, by name
 * @param series     measured beside the spikes, by name
 * @param observed   when each unit was watched; empty where all were, all the time
 */
public record Recording(Neurons cells, double[][] times, Clock clock, Table properties, Map<String, Table> tables, Map<String, Series> series,
                        Optional<List<Intervals>> observed) {
    public static final String OWN = "trials", ZERO = "zero";

    public Recording {
        Require.length("spike times", times.length, cells.count());
        times = times.clone();
        for (int i = 0; i < times.length; i++) times[i] = ascending(times[i], cells.name(i));
        Require.length("rows of unit properties", properties.rows(), cells.count());
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        series = Collections.unmodifiableMap(new LinkedHashMap<>(series));
        observed = observed.map(List::copyOf);
        if (observed.isPresent()) Require.length("observation intervals", observed.get().size(), cells.count());
    }

    /** Spike times and names, and nothing else known. */
    public static Recording of(Neurons cells, double[][] times) {
        return new Recording(cells, times, Clock.NANOSECONDS, Table.empty("units", cells.count()), Map.of(), Map.of(), Optional.empty());
    }

    private static double[] ascending(double[] times, String unit) {
        boolean sorted = true;
        for (int n = 0; n < times.length; n++) {
            if (!Double.isFinite(times[n])) throw new IllegalArgumentException("spike " + n + " of unit " + unit + " must have a time, got " + times[n]);
            sorted &= n == 0 || times[n] >= times[n - 1];
        }
        if (sorted) return times;
        double[] copy = times.clone();
        Arrays.sort(copy);
        return copy;
    }

    public int units() { return cells.count(); }

    public long spikes() { return Arrays.stream(times).mapToLong(t -> t.length).sum(); }

    /** @return from the first to the last moment known: of observation where that is known, else of spikes, the last spike included */
    public Intervals span() {
        double first = Double.POSITIVE_INFINITY, last = Double.NEGATIVE_INFINITY;
        if (observed.isPresent()) {
            for (Intervals unit : observed.get()) {
                for (double start : unit.start()) first = Math.min(first, start);
                for (double stop : unit.stop()) last = Math.max(last, stop);
            }
        }
        if (!(first < last)) {
            for (double[] unit : times) {
                if (unit.length == 0) continue;
                first = Math.min(first, unit[0]);
                last = Math.max(last, clock.seconds(clock.ticks(unit[unit.length - 1]) + 1));
            }
        }
        Require.that(first < last, "the recording holds no spike and no observation interval, so its length is not known");
        return new Intervals(new double[] {first}, new double[] {last});
    }

    /**
     * @return the trials of a recording whose clock starts anew with each of them: they are laid end to end, and the table {@link #OWN} says where each begins, ends and was {@link #ZERO}; what lies between is no time of the recording
     */
    public Optional<Table> ownTrials() { return Optional.ofNullable(tables.get(OWN)).filter(t -> t.columns().keySet().containsAll(List.of("start_time", "stop_time", ZERO))); }

    /** @return spikes per second of unit i over the time it was observed */
    public double rateHz(int i) {
        double seconds = 0;
        if (observed.isPresent()) {
            long[] pairs = observed.get().get(i).ticks(clock);
            for (int n = 0; n < pairs.length; n += 2) seconds += clock.seconds(pairs[n + 1] - pairs[n]);
        } else if (ownTrials().isPresent()) {
            double[] start = ownTrials().get().numbers("start_time"), stop = ownTrials().get().numbers("stop_time");
            for (int k = 0; k < start.length; k++) seconds += stop[k] - start[k];
        } else {
            Intervals span = span();
            seconds = span.stop()[0] - span.start()[0];
        }
        return seconds > 0 ? times[i].length / seconds : 0;
    }

    /** @return the table; the message of a miss lists the tables there are */
    public Table table(String name) {
        Table table = tables.get(name);
        Require.that(table != null, "no table '" + name + "'; " + (tables.isEmpty() ? "the recording has none" : "there are: " + String.join(", ", tables.keySet())));
        return table;
    }

    /** The given units, in that order. */
    public Recording select(int[] which) {
        Map<String, NamedArray> columns = new LinkedHashMap<>();
        properties.columns().forEach((name, column) -> columns.put(name, column.isText()
                ? NamedArray.of(IntStream.of(which).mapToObj(i -> column.texts()[i]).toArray(String[]::new), which.length)
                : NamedArray.of(IntStream.of(which).mapToDouble(i -> column.doubles()[i]).toArray(), which.length)));
        List<double[]> chosen = new ArrayList<>();
        for (int i : which) chosen.add(times[i]);
        return new Recording(cells.select(which), chosen.toArray(double[][]::new), clock, new Table(properties.name(), which.length, columns), tables, series,
                observed.map(o -> IntStream.of(which).mapToObj(o::get).toList()));
    }
}
