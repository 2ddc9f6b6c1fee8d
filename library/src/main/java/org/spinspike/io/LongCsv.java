package org.spinspike.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.math.NamedArray;
import org.spinspike.spikes.Clock;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.Recording;
import org.spinspike.spikes.Table;

/**
 * One spike a line: a time and the unit that fired. A unit that never fired is not in such a file and cannot be known.
 *
 * <p>With a column of trials, times count from the beginning of each trial. The trials are then laid end to end, every one as long as the
 * longest, with room to fill a bin between them, and given back as {@link Recording#ownTrials()}; a trial without any spike is unknown like a silent unit.
 */
final class LongCsv {
    private static final int BYTES_A_SPIKE = 24, BYTES_A_NAME = 400;

    private LongCsv() {}

    static Recording read(Path path, CsvLines lines, MemoryLimit memory) {
        List<String> header = lines.header();
        int unit, time, trial = -1;
        double scale = 1;
        if (header == null) {
            unit = wholeColumn(path);
            time = 1 - unit;
        } else {
            unit = CsvReader.column(header, CsvReader.UNIT);
            time = CsvReader.column(header, CsvReader.TIME);
            trial = CsvReader.column(header, CsvReader.TRIAL);
            if (header.get(time).toLowerCase(Locale.ROOT).endsWith("_ms")) scale = 1000;
        }
        int width = header == null ? 2 : header.size();
        Map<String, Doubles> times = new LinkedHashMap<>(), trials = new LinkedHashMap<>();
        Map<String, Integer> trialNumbers = new LinkedHashMap<>();
        for (List<String> cells = lines.next(); cells != null; cells = lines.next()) {
            lines.width(cells, width);
            memory.take(path, lines.place(), trial < 0 ? 1 : 2, BYTES_A_SPIKE);
            double seconds = lines.number(cells.get(time), time + 1) / scale;
            if (!Double.isFinite(seconds)) throw new SpikeFileException(path, lines.place() + ", column " + (time + 1), "a time", cells.get(time));
            if (!Clock.NANOSECONDS.reaches(seconds)) throw new SpikeFileException(path, lines.place() + ", column " + (time + 1), "a time within " + Clock.NANOSECONDS.furthest() + " seconds of zero", cells.get(time));
            String name = label(cells.get(unit));
            if (name.isEmpty()) throw new SpikeFileException(path, lines.place() + ", column " + (unit + 1), "a unit", "nothing");
            if (!times.containsKey(name)) memory.take(path, lines.place(), 1, BYTES_A_NAME);
            times.computeIfAbsent(name, u -> new Doubles()).add(seconds);
            if (trial < 0) continue;
            String label = label(cells.get(trial));
            if (!trialNumbers.containsKey(label)) memory.take(path, lines.place(), 1, BYTES_A_NAME);
            trials.computeIfAbsent(name, u -> new Doubles()).add(trialNumbers.computeIfAbsent(label, k -> trialNumbers.size()));
        }
        if (times.isEmpty()) throw SpikeFileException.refused(path, "", "holds no spike");
        List<String> names = sorted(times.keySet());
        double[][] byUnit = names.stream().map(n -> times.get(n).array()).toArray(double[][]::new);
        Neurons cells = new Neurons(names, Optional.empty(), Optional.empty());
        if (trial < 0) return Recording.of(cells, byUnit);
        double[][] trialOf = names.stream().map(n -> trials.get(n).array()).toArray(double[][]::new);
        return endToEnd(cells, byUnit, trialOf, List.copyOf(trialNumbers.keySet()));
    }

    private static Recording endToEnd(Neurons cells, double[][] times, double[][] trialOf, List<String> labels) {
        double first = 0, last = 0;
        for (double[] unit : times)
            for (double time : unit) {
                first = Math.min(first, time);
                last = Math.max(last, time);
            }
        double step = 2 * Math.ceil(last - first) + 1, length = last - first + 1e-9;       // half-open: the last spike is within
        for (int i = 0; i < times.length; i++) for (int n = 0; n < times[i].length; n++) times[i][n] += trialOf[i][n] * step - first;
        int count = labels.size();
        Map<String, NamedArray> columns = new LinkedHashMap<>();
        columns.put("start_time", NamedArray.of(IntStream.range(0, count).mapToDouble(k -> k * step).toArray(), count));
        columns.put("stop_time", NamedArray.of(IntStream.range(0, count).mapToDouble(k -> k * step + length).toArray(), count));
        double zero = -first;
        columns.put(Recording.ZERO, NamedArray.of(IntStream.range(0, count).mapToDouble(k -> k * step + zero).toArray(), count));
        columns.put("trial", NamedArray.of(labels.toArray(String[]::new), count));
        return new Recording(cells, times, Clock.NANOSECONDS, Table.empty("units", cells.count()), Map.of(Recording.OWN, new Table(Recording.OWN, count, columns)), Map.of(), Optional.empty());
    }

    /** @return which of two columns without a header holds units: the one of whole numbers; -1 where that cannot be told */
    static int wholeColumn(Path path) {
        try (CsvLines lines = new CsvLines(path)) {
            if (lines.header() != null) return -1;
            boolean[] whole = {true, true};
            for (List<String> cells = lines.next(); cells != null; cells = lines.next()) {
                if (cells.size() != 2) return -1;
                for (int c = 0; c < 2; c++) {
                    double value = lines.number(cells.get(c), c + 1);
                    whole[c] &= value == Math.rint(value) && value >= 0;
                }
                if (!whole[0] && !whole[1]) return -1;
            }
            return whole[0] == whole[1] ? -1 : whole[0] ? 0 : 1;
        }
    }

    private static String label(String cell) { return CsvLines.isNumber(cell) ? Labels.of(CsvLines.value(cell)) : cell; }

    /** By number where all are numbers, else as they came. */
    private static List<String> sorted(java.util.Set<String> names) {
        List<String> sorted = new ArrayList<>(names);
        if (sorted.stream().allMatch(CsvLines::isNumber)) sorted.sort(Comparator.comparingDouble(CsvLines::value));
        return sorted;
    }
}
