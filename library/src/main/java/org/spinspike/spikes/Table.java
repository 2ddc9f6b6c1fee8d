package org.spinspike.spikes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.spinspike.math.NamedArray;
import org.spinspike.math.Require;

/**
 * Named columns of equal length: trials with their labels, events, properties of units.
 *
 * @param name    as the file has it: "trials"
 * @param rows    length of every column
 * @param columns numbers or text, one axis each, in the file's order
 */
public record Table(String name, int rows, Map<String, NamedArray> columns) {

    public Table {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        for (var column : columns.entrySet()) Require.length("column '" + column.getKey() + "' of table '" + name + "'", column.getValue().size(), rows);
    }

    public static Table empty(String name, int rows) { return new Table(name, rows, Map.of()); }

    /** @return the column; the message of a miss lists the columns there are */
    public NamedArray column(String column) {
        NamedArray found = columns.get(column);
        Require.that(found != null, "table '" + name + "' has no column '" + column + "'; there are: " + String.join(", ", columns.keySet()));
        return found;
    }

    /** @return a column of numbers; one of text is refused */
    public double[] numbers(String column) {
        NamedArray found = column(column);
        Require.that(!found.isText(), "column '" + column + "' of table '" + name + "' holds text, numbers are needed");
        return found.doubles();
    }

    /** @return any column as labels; whole numbers without a point */
    public String[] labels(String column) {
        NamedArray found = column(column);
        if (found.isText()) return found.texts();
        double[] values = found.doubles();
        String[] out = new String[values.length];
        for (int n = 0; n < out.length; n++)
            out[n] = values[n] == Math.rint(values[n]) && Math.abs(values[n]) < 1e15 ? Long.toString((long) values[n]) : Double.toString(values[n]);
        return out;
    }

    @Override public String toString() { return name + " (" + rows + " rows: " + String.join(", ", columns.keySet()) + ")"; }
}
