package org.spinspike.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.Recording;
import org.spinspike.spikes.Series;
import org.spinspike.spikes.Table;

/**
 * NPZ files: arrays of spikes ({@link SpikeFile}), or spike times: {@code spike_times} with {@code spike_times_index} (the end of each unit),
 * {@code unit_id} or {@code neuron_names}, {@code areas}, {@code obs_intervals} with {@code obs_intervals_index}, further arrays of one value a
 * unit, tables as arrays named {@code TABLE.COLUMN}, series as {@code NAME} with {@code NAME_times}.
 */
final class NpzReader implements Reader {
    private static final List<String> LISTS = List.of("spike_times", "spike_times_index", "obs_intervals", "obs_intervals_index", "areas");

    @Override public String format() { return "NPZ"; }

    @Override public boolean knows(Path path, byte[] start) { return Npz.looksLike(start); }

    @Override public Inventory inventory(Path path) { return new Inventory(format(), Npz.list(path).stream().map(Npz.Entry::toString).toList()); }

    @Override public Content read(Source source, Reading how) {
        Path path = source.path();
        List<Npz.Entry> entries = Npz.list(path);
        List<String> names = entries.stream().map(Npz.Entry::name).toList();
        if (source.key().isEmpty() && names.contains("spike_times") && !names.contains("spikes")) return Content.of(times(path, entries, how));
        List<String> columns = entries.stream().filter(e -> e.name().indexOf('.') > 0 && e.shape().length == 1).map(Npz.Entry::name).toList();
        Content content = Content.of(SpikeFile.read(path, how.key(source.key())));
        return columns.isEmpty() ? content : content.beside(tables(path, Npz.read(path, how.memory(), columns::contains, Map.of())));
    }

    @Override public NamedArray array(Path path, String key) { return Npz.read(path, key); }

    private static Recording times(Path path, List<Npz.Entry> entries, Reading how) {
        int[] ends = entries.stream().filter(e -> e.name().equals("spike_times_index")).findFirst().map(Npz.Entry::shape).orElseThrow(() -> SpikeFileException.refused(path, "",
                "has spike_times but no spike_times_index, the end of each unit's times; there are: " + Npz.words(entries)));
        Set<String> wanted = new HashSet<>(LISTS);
        for (String name : how.along()) wanted.addAll(List.of(name, name + "_times"));
        for (Npz.Entry e : entries) if (Arrays.equals(e.shape(), ends) || e.name().indexOf('.') > 0 && e.shape().length == 1) wanted.add(e.name());
        NamedArrays arrays = Npz.read(path, how.memory(), wanted::contains, Map.of());
        UnitTable units = new UnitTable(path, "", arrays.get("spike_times"), arrays.get("spike_times_index"));
        if (arrays.has("obs_intervals")) units.observed(arrays.get("obs_intervals"), arrays.find("obs_intervals_index"));
        for (String name : arrays.names())
            if (!name.startsWith("spike_times") && !name.startsWith("obs_intervals") && !name.contains(".")) units.property(name, arrays.get(name));
        arrays.find("areas").ifPresent(a -> units.areas(List.of(Labels.of(a))));
        return units.recording(tables(path, arrays), series(path, arrays, entries, how.along()));
    }

    private static Map<String, Table> tables(Path path, NamedArrays arrays) {
        Map<String, Map<String, NamedArray>> columns = new LinkedHashMap<>();
        for (String name : arrays.names()) {
            int dot = name.indexOf('.');
            if (dot > 0 && arrays.get(name).rank() == 1) columns.computeIfAbsent(name.substring(0, dot), t -> new LinkedHashMap<>()).put(name.substring(dot + 1), arrays.get(name));
        }
        Map<String, Table> tables = new LinkedHashMap<>();
        columns.forEach((table, c) -> {
            int rows = c.values().iterator().next().size();
            c.forEach((name, column) -> {
                if (column.size() != rows) throw new SpikeFileException(path, "array '" + table + "." + name + "'", rows + " rows like the other columns", "" + column.size());
            });
            tables.put(table, new Table(table, rows, c));
        });
        return tables;
    }

    private static Map<String, Series> series(Path path, NamedArrays arrays, List<Npz.Entry> entries, List<String> wanted) {
        Map<String, Series> series = new LinkedHashMap<>();
        for (String name : wanted) {
            Optional<NamedArray> values = arrays.find(name), times = arrays.find(name + "_times");
            if (values.isEmpty() || times.isEmpty() || times.get().isText()) throw SpikeFileException.refused(path, "", "has no series '" + name + "' (arrays NAME and NAME_times); there are: "
                    + entries.stream().map(Npz.Entry::name).filter(n -> entries.stream().anyMatch(e -> e.name().equals(n + "_times"))).collect(Collectors.collectingAndThen(Collectors.joining(", "), s -> s.isEmpty() ? "none" : s)));
            series.put(name, series(path, name, values.get(), times.get().doubles()));
        }
        return series;
    }

    /** @param values [times] or [times, columns] */
    static Series series(Path path, String name, NamedArray values, double[] times) {
        int[] shape = values.shape();
        if (values.isText() || shape.length < 1 || shape.length > 2 || shape[0] != times.length) {
            throw new SpikeFileException(path, "series '" + name + "'", "numbers of shape [" + times.length + "] or [" + times.length + ", K]", values.toString());
        }
        List<String> columns = shape.length == 1 ? List.of(name) : new ArrayList<>(IntStream.range(0, shape[1]).mapToObj(c -> "" + c).toList());
        try {
            return new Series(name, columns, times, values.doubles());
        } catch (IllegalArgumentException e) {
            throw SpikeFileException.refused(path, "series '" + name + "'", e.getMessage());
        }
    }
}
