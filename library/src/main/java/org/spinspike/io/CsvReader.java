package org.spinspike.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.spinspike.math.Count;

/**
 * Text tables, told apart by their header. Long: one spike a line, a column of times (time, time_s, time_ms, ...) and one of units (unit,
 * neuron, cell, ...), where there are trials also one of those ({@link LongCsv}). Wide: one bin a line, one column a neuron, where there are
 * trials also columns {@code trial} and {@code bin} ({@link WideCsv}). Without a header, two columns of which one holds whole numbers and the
 * other does not are units and times; anything else is wide.
 */
final class CsvReader implements Reader {
    static final Set<String> TIME = Set.of("time", "time_s", "time_ms", "times", "t", "t_s", "t_ms", "spike_time", "spike_times", "spike_time_s", "spike_time_ms", "seconds");
    static final Set<String> UNIT = Set.of("unit", "unit_id", "units", "neuron", "neuron_id", "cell", "cell_id", "cluster", "cluster_id", "id");
    static final Set<String> TRIAL = Set.of("trial", "trial_id", "trials", "repeat");
    static final Set<String> BIN = Set.of("bin", "bin_index", "frame");

    @Override public String format() { return "CSV"; }

    @Override public boolean knows(Path path, byte[] start) {
        for (byte b : start) if (b >= 0 && b < 32 && b != '\t' && b != '\n' && b != '\r' || b == 127) return false;
        return start.length > 0;
    }

    @Override public Inventory inventory(Path path) {
        try (CsvLines lines = new CsvLines(path)) {
            boolean isLong = isLong(path, lines);
            List<String> header = lines.header();
            return new Inventory(isLong ? "CSV, one spike a line" : "CSV, one bin a line", List.of(header == null ? "no header" : header.size() + " columns: " + Count.first(12, header)));
        }
    }

    @Override public Content read(Source source, Reading how) {
        Path path = source.path();
        if (source.key().isPresent()) throw SpikeFileException.refused(path, "", "is a text table without named parts; ':" + source.key().get() + "' is too much");
        if (!how.along().isEmpty()) throw SpikeFileException.refused(path, "", "is a text table of spikes and holds no series '" + how.along().get(0) + "'");
        try (CsvLines lines = new CsvLines(path)) {
            Content content = isLong(path, lines) ? Content.of(LongCsv.read(path, lines, how.memory())) : Content.of(WideCsv.read(path, lines, how));
            return lines.doubt().map(content::noting).orElse(content);
        }
    }

    private static boolean isLong(Path path, CsvLines lines) {
        if (lines.header() != null) {
            boolean time = column(lines.header(), TIME) >= 0, unit = column(lines.header(), UNIT) >= 0;
            if (time && !unit) throw SpikeFileException.refused(path, "line 1", "has a column of times but none of units (unit, neuron, cell or cluster); with one bin a line, leave the column of times out or call it bin, counted in whole numbers; columns: " + String.join(", ", lines.header()));
            return time;
        }
        return LongCsv.wholeColumn(path) >= 0;
    }

    /** @return the place of the first column so named, -1 where there is none */
    static int column(List<String> header, Set<String> names) {
        for (int c = 0; c < header.size(); c++) if (names.contains(header.get(c).toLowerCase(Locale.ROOT))) return c;
        return -1;
    }

    static List<String> others(List<String> header, int... used) {
        List<String> others = new ArrayList<>(header);
        java.util.Arrays.stream(used).filter(c -> c >= 0).sorted().boxed().sorted(java.util.Comparator.reverseOrder()).forEach(c -> others.remove((int) c));
        return others;
    }
}
