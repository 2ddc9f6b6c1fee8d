package org.spinspike.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A small table of text with a line of names above it, as Phy keeps one a property of its clusters.
 *
 * @param names of the columns
 * @param rows  as many cells each as there are names
 */
record TabTable(List<String> names, List<List<String>> rows) {
    private static final int BYTES_A_CELL = 80;

    static TabTable read(Path file, MemoryLimit memory) {
        try (CsvLines lines = new CsvLines(file)) {
            List<String> names = lines.header();
            if (names == null) throw new SpikeFileException(file, "line 1", "names of columns", "numbers");
            List<List<String>> rows = new ArrayList<>();
            for (List<String> cells = lines.next(); cells != null; cells = lines.next()) {
                memory.take(file, lines.place(), names.size(), BYTES_A_CELL);
                while (cells.size() < names.size()) cells.add("");                 // tabs at the end of a line get lost in editors
                lines.width(cells, names.size());
                rows.add(cells);
            }
            return new TabTable(names, rows);
        }
    }
}
