package org.spinspike.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.Binarised;
import org.spinspike.spikes.Recording;
import org.spinspike.spikes.Series;
import org.spinspike.spikes.Table;

/**
 * NWB 2 of any minor version, read by structure and not by schema: a group with {@code spike_times} is a table of units, one with
 * {@code start_time} and {@code stop_time} a table of intervals, one with {@code timestamps} or {@code starting_time} a series; the times of a
 * series of events are a table too. {@code FILE:PATH} names another table of units, or a dataset or series in bins. Plain HDF5 files are
 * read the same way as far as they have such parts.
 */
final class NwbReader implements Reader {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};
    private static final String ELECTRODES = "general/extracellular_ephys/electrodes";
    /** A series with more samples is no list of events. */
    private static final int MOST_EVENTS = 1_000_000;

    @Override public String format() { return "NWB/HDF5"; }

    @Override public boolean knows(Path path, byte[] start) { return start.length >= 8 && java.util.Arrays.equals(start, 0, 8, SIGNATURE, 0, 8); }

    @Override public Inventory inventory(Path path) {
        try (Hdf5 file = new Hdf5(path)) {
            return new Inventory(file.text("", "nwb_version").map(v -> "NWB " + v).orElse("HDF5"), entries(file));
        }
    }

    private static List<String> entries(Hdf5 file) {
        List<String> entries = new ArrayList<>();
        for (String group : file.groups().keySet()) {
            String columns = String.join(", ", file.within(group).stream().filter(c -> !c.endsWith("_index") && !c.equals("id")).toList());
            if (isUnits(file, group)) entries.add("units " + group + " (" + rows(file, group) + " units: " + columns + ")");
            else if (isIntervals(file, group)) entries.add("table " + group + " (" + rows(file, group) + " rows: " + columns + ")");
            else if (isSeries(file, group)) entries.add("series " + group + (file.has(group + "/data") ? " " + file.words(group + "/data") : " (no data)"));
        }
        if (entries.isEmpty() && file.groups().keySet().stream().noneMatch(g -> g.equals("acquisition")))
            file.datasets().keySet().stream().limit(40).forEach(d -> entries.add("dataset " + d + " " + file.words(d)));
        return entries;
    }

    private static int rows(Hdf5 file, String group) {
        for (String column : List.of("id", "spike_times_index", "start_time"))
            if (file.datasets().containsKey(group + "/" + column)) {
                int[] shape = file.shape(group + "/" + column);
                return shape.length == 1 ? shape[0] : 0;
            }
        return 0;
    }

    private static boolean isUnits(Hdf5 file, String group)     { return file.has(group + "/spike_times") && file.has(group + "/spike_times_index"); }
    private static boolean isIntervals(Hdf5 file, String group) { return file.has(group + "/start_time") && file.has(group + "/stop_time"); }
    private static boolean isSeries(Hdf5 file, String group)    { return file.has(group + "/timestamps") || file.has(group + "/starting_time"); }

    @Override public Content read(Source source, Reading how) {
        Path path = source.path();
        try (Hdf5 file = new Hdf5(path)) {
            List<String> units = file.groups().keySet().stream().filter(g -> isUnits(file, g)).toList();
            if (source.key().isPresent()) {
                String key = source.key().get().replaceAll("^/+|/+$", "");
                if (units.contains(key)) return Content.of(recording(path, file, key, how));
                return Content.of(array(path, file, key, how));
            }
            if (units.contains("units")) return Content.of(recording(path, file, "units", how));
            if (units.size() == 1) return Content.of(recording(path, file, units.get(0), how));
            if (units.size() > 1) throw SpikeFileException.refused(path, "", "has several tables of units; FILE:PATH picks one: " + String.join(", ", units));
            throw SpikeFileException.refused(path, "", "has no units with spike times; there " + there(file));
        }
    }

    private static String there(Hdf5 file) {
        List<String> entries = entries(file);
        if (entries.isEmpty()) return file.groups().size() > 1 ? "is nothing but session data" : "is nothing at all";
        boolean series = entries.stream().anyMatch(e -> e.startsWith("series "));
        return "are: " + String.join(", ", entries) + (series ? " (FILE:PATH reads a series in bins, with --binarise)" : "");
    }

    private static Recording recording(Path path, Hdf5 file, String group, Reading how) {
        UnitTable units = new UnitTable(path, group + "/", file.read(group + "/spike_times"), file.read(group + "/spike_times_index"));
        for (String column : file.within(group)) {
            String place = group + "/" + column;
            boolean ragged = column.endsWith("_index") || file.has(place + "_index") || column.startsWith("spike_times") || column.startsWith("obs_intervals");
            if (!ragged && file.shape(place).length == 1 && file.isNumberOrText(place)) units.property(column, file.read(place));
        }
        if (file.has(group + "/obs_intervals")) {
            String index = group + "/obs_intervals_index";
            units.observed(file.read(group + "/obs_intervals"), file.has(index) ? Optional.of(file.read(index)) : Optional.empty());
        }
        electrodes(path, file, group, units);
        return units.recording(tables(path, file), series(path, file, how.along()));
    }

    /** Where a unit was recorded is where its first electrode stands. */
    private static void electrodes(Path path, Hdf5 file, String group, UnitTable units) {
        String region = group + "/electrodes", table = ELECTRODES;
        if (!file.has(region) || !file.has(table + "/location")) return;
        int[] rows = file.read(region).ints();
        int[] ends = file.has(region + "_index") ? Ragged.ends(java.util.Arrays.stream(file.read(region + "_index").ints()).asLongStream().toArray(), rows.length, path, region + "_index")
                : java.util.stream.IntStream.rangeClosed(1, rows.length).toArray();
        String[] locations = Labels.of(file.read(table + "/location"));
        double[][] xyz = positions(file, table, locations.length);
        List<String> areas = new ArrayList<>();
        List<double[]> positions = new ArrayList<>();
        for (int i = 0; i < units.count(); i++) {
            int from = i == 0 ? 0 : i <= ends.length ? ends[i - 1] : rows.length;
            boolean has = i < ends.length && from < ends[i];
            if (has && (rows[from] < 0 || rows[from] >= locations.length)) throw new SpikeFileException(path, region, "rows of " + table + " below " + locations.length, "" + rows[from]);
            areas.add(has ? region(locations[rows[from]]) : "");
            if (has && xyz != null && java.util.Arrays.stream(xyz[rows[from]]).allMatch(Double::isFinite)) positions.add(xyz[rows[from]]);
        }
        if (areas.stream().anyMatch(a -> !a.isBlank())) units.areas(areas);
        if (positions.size() == units.count()) units.positions(positions);
    }

    /** Some labs write "brain_region: ALM; hemisphere: left; ..." where others write "ALM". */
    private static String region(String location) {
        for (String part : location.split(";")) if (part.strip().startsWith("brain_region:")) return part.substring(part.indexOf(':') + 1).strip();
        return location;
    }

    private static double[][] positions(Hdf5 file, String table, int rows) {
        if (!file.has(table + "/x") || !file.has(table + "/y") || !file.has(table + "/z")) return null;
        double[][] columns = {file.read(table + "/x").doubles(), file.read(table + "/y").doubles(), file.read(table + "/z").doubles()};
        for (double[] column : columns) if (column.length != rows) return null;
        double[][] xyz = new double[rows][3];
        for (int row = 0; row < rows; row++) for (int c = 0; c < 3; c++) xyz[row][c] = columns[c][row];
        return xyz;
    }

    /** Tables of intervals with their columns of one value a row, and the times of events. */
    private static Map<String, Table> tables(Path path, Hdf5 file) {
        Map<String, Table> tables = new LinkedHashMap<>();
        for (String group : file.groups().keySet()) {
            if (isIntervals(file, group)) {
                int rows = rows(file, group);
                Map<String, NamedArray> columns = new LinkedHashMap<>();
                for (String column : file.within(group)) {
                    String place = group + "/" + column;
                    int[] shape = file.shape(place);
                    if (shape.length == 1 && shape[0] == rows && !file.has(place + "_index") && !column.endsWith("_index") && file.isNumberOrText(place)) columns.put(column, file.read(place));
                }
                tables.put(name(group, tables), new Table(group, rows, columns));
            } else if (file.has(group + "/timestamps") && file.shape(group + "/timestamps").length == 1 && file.shape(group + "/timestamps")[0] <= MOST_EVENTS) {
                NamedArray times = file.read(group + "/timestamps");
                Map<String, NamedArray> columns = new LinkedHashMap<>(Map.of("timestamps", times));
                String data = group + "/data";
                if (file.datasets().containsKey(data) && file.shape(data).length == 1 && file.shape(data)[0] == times.size() && file.isNumberOrText(data)) columns.put("data", file.read(data));
                tables.put(name(group, tables), new Table(group, times.size(), columns));
            }
        }
        return tables;
    }

    /** The last part of the path, or the whole where that is taken. */
    private static String name(String group, Map<String, Table> taken) {
        String last = group.substring(group.lastIndexOf('/') + 1);
        return taken.containsKey(last) ? group : last;
    }

    private static Map<String, Series> series(Path path, Hdf5 file, List<String> wanted) {
        Map<String, Series> series = new LinkedHashMap<>();
        for (String name : wanted) series.put(name, NpzReader.series(path, name, file.read(find(path, file, name) + "/data"), times(path, file, find(path, file, name))));
        return series;
    }

    private static String find(Path path, Hdf5 file, String name) {
        String asked = name.replaceAll("^/+|/+$", "");
        List<String> all = file.groups().keySet().stream().filter(g -> isSeries(file, g) && file.has(g + "/data")).toList();
        if (all.contains(asked)) return asked;
        List<String> ending = all.stream().filter(g -> g.endsWith("/" + asked)).toList();
        if (ending.size() == 1) return ending.get(0);
        throw SpikeFileException.refused(path, "", "has " + (ending.isEmpty() ? "no" : "more than one") + " series '" + name + "'; there are: "
                + (all.isEmpty() ? "none" : String.join(", ", ending.isEmpty() ? all : ending)));
    }

    private static double[] times(Path path, Hdf5 file, String group) {
        if (file.has(group + "/timestamps")) return file.read(group + "/timestamps").doubles();
        double rate = rate(path, file, group), start = file.read(group + "/starting_time").scalar();
        double[] times = new double[file.shape(group + "/data")[0]];
        for (int n = 0; n < times.length; n++) times[n] = start + n / rate;
        return times;
    }

    private static double rate(Path path, Hdf5 file, String group) {
        return file.number(group + "/starting_time", "rate").filter(r -> r > 0 && Double.isFinite(r))
                .orElseThrow(() -> new SpikeFileException(path, group + "/starting_time", "an attribute 'rate' above 0", "none"));
    }

    /** A dataset, or the data of a series, read as trials, bins, neurons. Data of a series at a fixed rate are bins x neurons. */
    private static Binarised array(Path path, Hdf5 file, String key, Reading how) {
        String place = file.datasets().containsKey(key) ? key : key + "/data";
        if (!file.has(place)) throw SpikeFileException.refused(path, "", "has no units, series or dataset '" + key + "'; there " + there(file));
        var arrays = new NamedArrays().put(key, file.read(place));
        boolean series = !place.equals(key) && isSeries(file, key);
        if (series && file.has(key + "/starting_time") && how.binMs().isEmpty()) arrays.put("bin_ms", 1000 / rate(path, file, key));
        Reading as = how.key(key);
        if (series && how.axes().isEmpty()) as = as.axes(arrays.get(key).rank() == 1 ? "bins" : "bins,neurons");
        return new SpikeArray(path, key, arrays, as).binarised();
    }
}
