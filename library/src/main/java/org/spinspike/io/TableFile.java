package org.spinspike.io;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spinspike.math.NamedArray;
import org.spinspike.spikes.Table;

/** A table of trials or events in a text file of its own, a line of names above it. It is called by the name of its file; columns of numbers are numbers (empty cells NaN), all others text. */
public final class TableFile {
    private TableFile() {}

    public static Table read(Path file) {
        Readers.requireFile(file);
        TabTable text = TabTable.read(file, MemoryLimit.ofHeap());
        Map<String, NamedArray> columns = new LinkedHashMap<>();
        int rows = text.rows().size();
        for (int c = 0; c < text.names().size(); c++) {
            int column = c;
            List<String> cells = text.rows().stream().map(row -> row.get(column)).toList();
            boolean numbers = cells.stream().allMatch(cell -> cell.isEmpty() || CsvLines.isNumber(cell)) && cells.stream().anyMatch(cell -> !cell.isEmpty());
            if (columns.containsKey(text.names().get(c))) throw SpikeFileException.refused(file, "line 1", "names column '" + text.names().get(c) + "' twice");
            columns.put(text.names().get(c), numbers ? NamedArray.of(cells.stream().mapToDouble(cell -> cell.isEmpty() ? Double.NaN : CsvLines.value(cell)).toArray(), rows) : NamedArray.of(cells.toArray(String[]::new), rows));
        }
        return new Table(name(file), rows, columns);
    }

    /** @return "cues" for "session/cues.csv" */
    private static String name(Path file) { return file.getFileName().toString().replaceFirst("\\.[^.]*$", ""); }
}
