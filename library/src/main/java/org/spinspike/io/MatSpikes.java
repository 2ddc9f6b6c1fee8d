package org.spinspike.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spinspike.math.NamedArray;

/**
 * Spike times in the ways people keep them in MATLAB, times in seconds (in ms where a field's name ends in {@code _ms}):
 * <ul>
 * <li>a cell with one vector a unit, in other cells and structs as deep as it may be; an empty vector is a unit that never fired;</li>
 * <li>structs with a field of times ({@code time}, {@code times}, {@code spike_times}, {@code ts}, ...): a unit each; fields of one value become properties of the
 * unit, and a place of a cell that holds no struct is no unit;</li>
 * <li>two vectors of one length, times and units; or a matrix of two columns, of which the one of whole numbers is the units.</li>
 * </ul>
 */
final class MatSpikes {
    static final Set<String> TIMES = Stream.concat(CsvReader.TIME.stream(), Stream.of("ts", "times_s", "times_ms", "spike_times_s", "spike_times_ms", "timestamps", "spiketimes", "spike_ts", "spikes", "spks")).collect(Collectors.toSet());
    private static final Set<String> UNITS = Stream.concat(CsvReader.UNIT.stream(), Stream.of("unit_ids", "neurons", "cells", "clusters", "spike_clusters", "spike_units", "ids")).collect(Collectors.toSet());

    /** @param properties of a struct it came from; null where it came from none */
    private record Unit(String name, double[] times, Map<String, MatValue> properties) {}

    private final Path path;
    private final String place;
    private final List<Unit> units = new ArrayList<>();
    private int placesWithout;

    private MatSpikes(Path path, String place) {
        this.path = path;
        this.place = place;
    }

    /** @return whether two vectors of one length lie among these fields, times and units */
    static boolean isPair(Map<String, MatValue> fields) {
        String time = find(fields, TIMES), unit = find(fields, UNITS);
        return time != null && unit != null && fields.get(time) instanceof MatValue.Numbers t && fields.get(unit) instanceof MatValue.Numbers u && t.isVector() && u.isVector()
                && size(t) > 1 && size(t) == size(u);
    }

    static Content pair(Path path, String place, Map<String, MatValue> fields) {
        String time = find(fields, TIMES), unit = find(fields, UNITS);
        return Content.of(EventList.units(path, place, ((MatValue.Numbers) fields.get(unit)).doubles(), seconds((MatValue.Numbers) fields.get(time), time)).recording(Map.of(), Map.of()));
    }

    /** @return which of two columns holds units, the one of whole numbers; -1 where it is no such list */
    static int unitColumn(MatValue.Numbers matrix) {
        int[] shape = matrix.shape();
        if (shape.length != 2 || shape[1] != 2 || shape[0] < 3) return -1;
        double[] values = matrix.doubles();
        boolean[] whole = {true, true};
        for (int n = 0; n < values.length; n++) whole[n & 1] &= values[n] >= 0 && values[n] == Math.rint(values[n]);
        return whole[0] == whole[1] ? -1 : whole[0] ? 0 : 1;
    }

    static Content list(Path path, String place, MatValue.Numbers matrix, int unitColumn) {
        double[] values = matrix.doubles();
        int rows = values.length / 2;
        double[] unit = new double[rows], time = new double[rows];
        for (int n = 0; n < rows; n++) {
            unit[n] = values[2 * n + unitColumn];
            time[n] = values[2 * n + 1 - unitColumn];
        }
        return Content.of(EventList.units(path, place, unit, time).recording(Map.of(), Map.of()));
    }

    /** @param value a cell, structs, or one vector */
    static Content units(Path path, String place, MatValue value) {
        var all = new MatSpikes(path, place);
        all.collect(value, "", place, null);
        return all.content();
    }

    private void collect(MatValue value, String name, String at, String field) {
        if (value instanceof MatValue.Cells c) {
            for (int n = 0; n < c.elements().size(); n++) collect(c.elements().get(n), c.elements().size() == 1 ? name : name + (name.isEmpty() ? "" : ".") + (n + 1), at + "{" + (n + 1) + "}", field);
        } else if (value instanceof MatValue.Structs s) {
            for (int n = 0; n < s.count(); n++) struct(s, n, s.count() == 1 ? name : name + (name.isEmpty() ? "" : ".") + (n + 1), at + (s.count() == 1 ? "" : "(" + (n + 1) + ")"));
        } else if (value instanceof MatValue.Numbers v && v.isVector()) {
            units.add(new Unit(name, seconds(v, field), null));
        } else if (value instanceof MatValue.Other o && o.kind().equals("no struct")) {
            placesWithout++;
        } else {
            throw SpikeFileException.refused(path, at, "is " + value + (value instanceof MatValue.Numbers ? ", no vector of spike times; where it is a matrix of counts, --axes neurons,bins or --axes bins,neurons says which axis is which"
                    : ", no vector of spike times; FILE:VARIABLE{PLACE}.FIELD picks another value"));
        }
    }

    private void struct(MatValue.Structs s, int n, String name, String at) {
        Map<String, MatValue> fields = new LinkedHashMap<>();
        s.fields().forEach((field, values) -> fields.put(field, values.get(n)));
        String time = find(fields, TIMES);
        if (time == null) throw SpikeFileException.refused(path, at, "is a struct without a field of spike times (" + String.join(", ", List.of("times", "spike_times", "ts")) + "); it has: " + String.join(", ", fields.keySet())
                + "; FILE:" + at + ".FIELD picks one");
        MatValue times = fields.remove(time);
        if (times instanceof MatValue.Numbers v && v.isVector()) units.add(new Unit(name, seconds(v, time), fields));
        else collect(times, name, at + "." + time, time);
    }

    private Content content() {
        boolean structs = units.stream().anyMatch(u -> u.properties() != null);
        if (structs) {
            int before = units.size();
            units.removeIf(u -> u.properties() == null && u.times().length == 0);
            placesWithout += before - units.size();
        }
        if (units.isEmpty()) throw SpikeFileException.refused(path, place, "holds no unit");
        int n = units.size();
        double[] flat = units.stream().flatMapToDouble(u -> Arrays.stream(u.times())).toArray();
        int[] ends = new int[n];
        for (int i = 0, end = 0; i < n; i++) ends[i] = end += units.get(i).times().length;
        var table = new UnitTable(path, place + " ", NamedArray.of(flat, flat.length), NamedArray.of(ends, n));
        if (structs) properties(table);
        if (n > 1) table.property("place", NamedArray.of(units.stream().map(Unit::name).toArray(String[]::new), n));
        Content content = Content.of(table.recording(Map.of(), Map.of()));
        return placesWithout == 0 ? content : content.noting(placesWithout + " empty places of " + place + " are no units");
    }

    /** Fields that every struct has and that are one number, or text, in each of them. */
    private void properties(UnitTable table) {
        for (String field : units.get(0).properties() == null ? Set.<String>of() : units.get(0).properties().keySet()) {
            List<MatValue> values = units.stream().map(u -> u.properties() == null ? null : u.properties().get(field)).toList();
            if (values.stream().allMatch(v -> v instanceof MatValue.Text)) {
                table.property(field, NamedArray.of(values.stream().map(v -> ((MatValue.Text) v).text()).toArray(String[]::new), units.size()));
            } else if (values.stream().allMatch(v -> v instanceof MatValue.Numbers x && size(x) == 1)) {
                table.property(field, NamedArray.of(values.stream().mapToDouble(v -> ((MatValue.Numbers) v).doubles()[0]).toArray(), units.size()));
            }
        }
    }

    private static double[] seconds(MatValue.Numbers times, String field) {
        double[] values = times.doubles();
        return field != null && field.toLowerCase(Locale.ROOT).endsWith("_ms") ? Arrays.stream(values).map(v -> v / 1000).toArray() : values;
    }

    /** @return the first field so named, null where there is none */
    static String find(Map<String, MatValue> fields, Set<String> names) {
        return fields.keySet().stream().filter(f -> names.contains(f.toLowerCase(Locale.ROOT))).findFirst().orElse(null);
    }

    private static int size(MatValue.Numbers v) { return Arrays.stream(v.shape()).reduce(1, (a, b) -> a * b); }
}
