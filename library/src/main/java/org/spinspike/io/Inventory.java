package org.spinspike.io;

import java.util.List;

/**
 * What is in a file, without reading it all.
 *
 * @param format  "NPZ", "CSV, long"
 * @param entries arrays, tables and series in the file's order, a line each: name, type and shape, columns
 */
public record Inventory(String format, List<String> entries) {
    public Inventory { entries = List.copyOf(entries); }
}
