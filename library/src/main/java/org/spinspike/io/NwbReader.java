package org.spinspike.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;

/**
 * NWB 2 of any minor version, read by structure and not by schema: a group with {@code spike_times} is a table of units ({@link NwbUnits}), one with {@code start_time} and {@code stop_time} a table of
 * intervals ({@link NwbTables}), one with {@code timestamps} or {@code starting_time} a series ({@link NwbSeries}); the times of a series of events are a table too. {@code FILE:PATH} names a table
 * of units, a series, the group around it, or a dataset in bins. Plain HDF5 files are read the same way as far as they have such parts. NWB 1 is named and not read.
 */
final class NwbReader implements Reader {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};
    private static final int MOST_NAMED = 12, MOST_DATASETS = 40;

    @Override public String format() { return "NWB/HDF5"; }

    @Override public boolean knows(Path path, byte[] start) { return start.length >= 8 && Arrays.equals(start, 0, 8, SIGNATURE, 0, 8); }

    @Override public Inventory inventory(Path path) {
        try (Hdf5 file = new Hdf5(path)) {
            return new Inventory(Nwb1.version(file).or(() -> file.text("", "nwb_version")).map(v -> "NWB " + v).orElse("HDF5"), entries(path, file));
        }
    }

    private static List<String> entries(Path path, Hdf5 file) {
        List<String> units = new ArrayList<>(), tables = new ArrayList<>(), cells = new ArrayList<>(), others = new ArrayList<>();
        NwbSeries series = new NwbSeries(path, file);
        for (String group : file.groups().keySet()) {
            if (NwbUnits.is(file, group)) units.add("units " + group + " (" + NwbTables.rows(file, group) + " units: " + columns(file, group) + ")");
            else if (NwbTables.isIntervals(file, group)) tables.add("table " + group + " (" + NwbTables.rows(file, group) + " rows: " + columns(file, group) + ")");
            else if (series.is(group)) (series.isOfCells(group) ? cells : others).add("series " + series.words(group));
        }
        for (List<String> more : List.of(cells, tables, others)) units.addAll(more);
        units.addAll(Nwb1.units(file));
        file.external().forEach((place, target) -> units.add("link " + place + " to another file (" + target + "), not followed"));
        if (units.isEmpty() && !file.groups().containsKey("acquisition")) file.datasets().keySet().stream().limit(MOST_DATASETS).forEach(d -> units.add("dataset " + d + " " + file.words(d)));
        return units;
    }

    private static String columns(Hdf5 file, String group) { return String.join(", ", file.within(group).stream().filter(c -> !c.endsWith("_index") && !c.equals("id")).toList()); }

    @Override public NamedArray array(Path path, String key) {
        try (Hdf5 file = new Hdf5(path)) {
            return file.read(trimmed(key));
        }
    }

    @Override public Content read(Source source, Reading how) {
        Path path = source.path();
        try (Hdf5 file = new Hdf5(path, how.memory())) {
            List<String> units = file.groups().keySet().stream().filter(g -> NwbUnits.is(file, g)).toList();
            if (source.key().isPresent()) {
                String key = file.followed(trimmed(source.key().get()));
                if (units.contains(key)) return Content.of(new NwbUnits(path, file, key).recording(how));
                return array(path, file, key, how).beside(NwbTables.all(file));
            }
            if (units.contains("units")) return Content.of(new NwbUnits(path, file, "units").recording(how));
            if (units.size() == 1) return Content.of(new NwbUnits(path, file, units.get(0)).recording(how));
            if (units.size() > 1) throw SpikeFileException.refused(path, "", "has several tables of units; FILE:PATH picks one: " + String.join(", ", units));
            throw SpikeFileException.refused(path, "", Nwb1.version(file).isPresent() ? Nwb1.refusal(file) : "has no units with spike times; " + there(path, file));
        }
    }

    private static String trimmed(String key) { return key.replaceAll("^/+|/+$", ""); }

    /** What there is instead, and what to do with it. */
    private static String there(Path path, Hdf5 file) {
        NwbSeries series = new NwbSeries(path, file);
        List<String> cells = file.groups().keySet().stream().filter(g -> series.is(g) && series.isOfCells(g) && series.hasData(g)).map(series::words).toList();
        if (!cells.isEmpty()) return "it has traces of cells, and FILE:PATH picks one: " + listed(cells) + "; --binarise makes events of them";
        List<String> entries = entries(path, file);
        if (entries.isEmpty()) return file.groups().size() > 1 ? "there is nothing but session data, and nothing to import" : "there is nothing at all";
        return "there are: " + listed(entries) + advice(file, series);
    }

    private static String advice(Hdf5 file, NwbSeries series) {
        List<String> all = file.groups().keySet().stream().filter(g -> series.is(g) && series.hasData(g)).toList();
        if (all.stream().anyMatch(g -> !series.isFilm(g))) return " (none is said to be of cells; FILE:PATH reads a series as it is, a column a neuron, with --binarise)";
        if (!all.isEmpty()) return "; films are no traces: a program such as suite2p or CaImAn finds the cells in them";
        if (!file.external().isEmpty()) return "; what lies in other files must be copied into this one, as 'h5copy' of the HDF5 tools does";
        return file.groups().keySet().stream().anyMatch(g -> NwbTables.isIntervals(file, g) || series.is(g)) ? "; nothing of it can be imported" : " (FILE:PATH reads a dataset of trials, bins, neurons)";
    }

    private static String listed(List<String> entries) { return String.join(", ", entries.subList(0, Math.min(MOST_NAMED, entries.size()))) + (entries.size() > MOST_NAMED ? ", ... (" + entries.size() + ")" : ""); }

    /** A series, the only one of a group, or a dataset read as trials, bins, neurons. */
    private static Content array(Path path, Hdf5 file, String key, Reading how) {
        NwbSeries series = new NwbSeries(path, file);
        if (series.is(key)) return series.content(key, how);
        if (file.has(key)) return Content.of(NwbDataset.read(path, file, key, how));
        if (file.has(key + "/data")) return Content.of(NwbDataset.read(path, file, key + "/data", how));
        List<String> inside = file.groups().keySet().stream().filter(g -> g.startsWith(key + "/") && series.is(g) && series.hasData(g)).toList();
        if (inside.isEmpty()) throw SpikeFileException.refused(path, "", "has no units, series or dataset '" + key + "'; " + there(path, file));
        if (inside.size() == 1) return series.content(inside.get(0), how);
        Optional<String> usual = inside.stream().filter(g -> g.endsWith("/" + NwbSeries.USUAL)).findFirst();
        if (usual.isEmpty()) throw SpikeFileException.refused(path, key, "holds several series; FILE:PATH picks one: " + listed(inside));
        return series.content(usual.get(), how).noting("of " + inside.size() + " series in " + key + " the one called " + NwbSeries.USUAL + " is read; FILE:PATH picks another: " + listed(inside));
    }
}
