package org.spinspike.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.spinspike.math.Require;

/** A table of numbers with a line of names above it, commas between; written whole or not at all. What is undefined is an empty cell. */
public final class CsvFile {
    private CsvFile() {}

    /** @param columns by name, in the order they are written, all of one length */
    public static void write(Path target, Map<String, double[]> columns) {
        int rows = columns.values().iterator().next().length;
        columns.forEach((name, column) -> Require.length("column " + name, column, rows));
        var text = new StringBuilder(String.join(",", columns.keySet())).append('\n');
        for (int r = 0; r < rows; r++) {
            String comma = "";
            for (double[] column : columns.values()) {
                text.append(comma);
                if (!Double.isNaN(column[r])) text.append(column[r]);
                comma = ",";
            }
            text.append('\n');
        }
        AtomicFile.write(target, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
