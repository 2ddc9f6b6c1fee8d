package org.spinspike.io;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spinspike.math.NamedArray;
import org.spinspike.spikes.Table;

/** Tables of intervals with their columns of one value a row, and the times of events. A table is called by the last part of its path, where that is taken by the whole; its own name is the whole. */
final class NwbTables {
    /** A series with more samples is no list of events. */
    private static final int MOST_EVENTS = 100_000;

    private NwbTables() {}

    static boolean isIntervals(Hdf5 file, String group) { return file.has(group + "/start_time") && file.has(group + "/stop_time"); }

    /** @return of the first column that has one row a row */
    static int rows(Hdf5 file, String group) {
        for (String column : List.of("id", "spike_times_index", "start_time"))
            if (file.has(group + "/" + column)) {
                int[] shape = file.shape(group + "/" + column);
                return shape.length == 1 ? shape[0] : 0;
            }
        return 0;
    }

    static Map<String, Table> all(Hdf5 file) {
        Map<String, Table> tables = new LinkedHashMap<>();
        for (String group : file.groups().keySet()) {
            if (isIntervals(file, group)) tables.put(name(group, tables), intervals(file, group));
            else if (isEvents(file, group)) tables.put(name(group, tables), events(file, group));
        }
        return tables;
    }

    private static Table intervals(Hdf5 file, String group) {
        int rows = rows(file, group);
        Map<String, NamedArray> columns = new LinkedHashMap<>();
        for (String column : file.within(group)) {
            String place = group + "/" + column;
            if (isColumn(file, place, rows) && !file.has(place + "_index") && !column.endsWith("_index")) columns.put(column, file.read(place));
        }
        return new Table(group, rows, columns);
    }

    private static boolean isColumn(Hdf5 file, String place, int rows) { return Arrays.equals(file.shape(place), new int[] {rows}) && file.isNumberOrText(place); }

    private static boolean isEvents(Hdf5 file, String group) {
        if (!file.has(group + "/timestamps")) return false;
        int[] shape = file.shape(group + "/timestamps");
        return shape.length == 1 && shape[0] <= MOST_EVENTS && file.isNumberOrText(group + "/timestamps");
    }

    private static Table events(Hdf5 file, String group) {
        NamedArray times = file.read(group + "/timestamps");
        Map<String, NamedArray> columns = new LinkedHashMap<>(Map.of("timestamps", times));
        if (file.has(group + "/data") && isColumn(file, group + "/data", times.size())) columns.put("data", file.read(group + "/data"));
        return new Table(group, times.size(), columns);
    }

    private static String name(String group, Map<String, Table> taken) {
        String last = group.substring(group.lastIndexOf('/') + 1);
        return taken.containsKey(last) ? group : last;
    }
}
