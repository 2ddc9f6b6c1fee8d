package org.spinspike.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.Binarised;

/**
 * One bin a line and one column a neuron. Columns {@code trial} and {@code bin} cut it into trials, whose lines stand together and in order;
 * trials of unequal length are legal. {@code --axes neurons,bins} reads a matrix without trials the other way round.
 *
 * <p>Lines go by one at a time, and what stays of them is a byte a value as long as all are small counts. Where only some bins or neurons are asked for, a first pass counts the lines of each trial, and a
 * second keeps those.
 */
final class WideCsv {
    private static final int BYTES_A_TRIAL = 160;

    /** What is done with a line: which one of its trial it is, and its cells. */
    @FunctionalInterface private interface Row { void of(int t, List<String> cells); }

    private final Path path;
    private final Reading how;
    private final MemoryLimit memory;
    private final List<String> header;
    private final int trial, bin;
    private final Map<String, Integer> lengths = new LinkedHashMap<>();
    private int width;

    private WideCsv(Path path, CsvLines lines, Reading how) {
        this.path = path;
        this.how = how;
        this.memory = how.memory();
        this.header = lines.header();
        this.trial = header == null ? -1 : CsvReader.column(header, CsvReader.TRIAL);
        this.bin = header == null ? -1 : CsvReader.column(header, CsvReader.BIN);
        this.width = header == null ? -1 : header.size();
    }

    static Binarised read(Path path, CsvLines lines, Reading how) { return new WideCsv(path, lines, how).read(lines); }

    private Binarised read(CsvLines lines) {
        boolean part = how.bins().isPresent() || how.neurons().isPresent();
        SmallNumbers values = new SmallNumbers(path, memory);
        if (!part) {
            pass(lines, (t, cells) -> keep(lines, values, cells, null));
            return binarised(values.array(), ArrayWindow.whole(shape()));
        }
        pass(lines, (t, cells) -> {});
        ArrayWindow window = ArrayWindow.of(shape(), matrix() ? how : how.axes("trials,bins,neurons"), lengths());
        ArrayPart places = window.part() == null ? new ArrayPart(new int[shape().length][]) : window.part();
        int[] rows = places.places()[matrix() ? 0 : 1], columns = places.places()[matrix() ? 1 : 2];
        lengths.clear();
        try (CsvLines again = new CsvLines(path)) {
            pass(again, (t, cells) -> {
                if (rows == null || Arrays.binarySearch(rows, t) >= 0) keep(again, values, cells, columns);
            });
        }
        return binarised(values.array(), window);
    }

    /** Goes through all lines, and checks what says where each belongs. */
    private void pass(CsvLines lines, Row row) {
        String last = null;
        int t = 0;
        double firstBin = 0;
        for (List<String> cells = lines.next(); cells != null; cells = lines.next(), t++) {
            if (width < 0) width = cells.size();
            lines.width(cells, width);
            String label = trial < 0 ? "" : cells.get(trial);
            if (!label.equals(last)) {
                if (lengths.containsKey(label)) throw SpikeFileException.refused(path, lines.place(), "trial " + label + " goes on after another one began; its lines must stand together");
                memory.take(path, lines.place(), 1, BYTES_A_TRIAL);
                if (last != null) lengths.put(last, t);
                lengths.put(last = label, t = 0);
                if (bin >= 0) firstBin = lines.number(cells.get(bin), bin + 1);
            }
            if (bin >= 0 && lines.number(cells.get(bin), bin + 1) != firstBin + t) throw new SpikeFileException(path, lines.place() + ", column " + (bin + 1), "bin " + Labels.of(firstBin + t), cells.get(bin));
            row.of(t, cells);
        }
        if (last == null) throw SpikeFileException.refused(path, "", "holds no line of values");
        lengths.put(last, t);
        if (columns() == 0) throw SpikeFileException.refused(path, "", "holds no column of a neuron");
    }

    /** @param columns which of the neurons' columns; null for all */
    private void keep(CsvLines lines, SmallNumbers values, List<String> cells, int[] columns) {
        for (int c = 0, i = 0, n = 0; c < width; c++) {
            if (c == trial || c == bin) continue;
            if (columns == null || n < columns.length && columns[n] == i) {
                values.add(lines.number(cells.get(c), c + 1));
                n++;
            }
            i++;
        }
    }

    private boolean matrix()    { return trial < 0 && lengths.size() == 1 && how.axes().isPresent(); }
    private int columns()       { return width - (trial >= 0 ? 1 : 0) - (bin >= 0 ? 1 : 0); }
    private int longest()       { return lengths.values().stream().mapToInt(Integer::intValue).max().orElse(0); }
    private int[] shape()       { return matrix() ? new int[] {longest(), columns()} : new int[] {lengths.size(), longest(), columns()}; }

    private java.util.Optional<NamedArray> lengths() {
        return matrix() ? java.util.Optional.empty() : java.util.Optional.of(NamedArray.of(lengths.values().stream().mapToInt(Integer::intValue).toArray(), lengths.size()));
    }

    /** @param values line after line, what of them is in the window */
    private Binarised binarised(Object values, ArrayWindow window) {
        var arrays = new NamedArrays();
        if (matrix()) {
            int[] held = window.part() == null ? shape() : window.part().shape(shape());
            arrays.put("spikes", new NamedArray(held, values));
            if (header != null && how.axes().get().names().equals(List.of("bins", "neurons"))) names(arrays);
            return new SpikeArray(path, "spikes", arrays, how, window).binarised();
        }
        if (how.axes().isPresent() && !how.axes().get().equals(Axes.inside())) {
            throw SpikeFileException.refused(path, "", "has columns of trials, so it is trials, bins, neurons; --axes " + how.axes().get() + " does not fit");
        }
        int[] whole = lengths.values().stream().mapToInt(Integer::intValue).toArray();
        int first = window.before(), bins = window.bins() == null ? longest() : window.bins()[1] - first, neurons = window.neurons() == null ? columns() : window.neurons().length;
        arrays.put("spikes", new NamedArray(new int[] {whole.length, bins, neurons}, padded(values, IntStream.of(whole).map(n -> Math.max(0, Math.min(bins, n - first))).toArray(), bins, neurons)));
        if (IntStream.of(whole).distinct().count() > 1) arrays.put("lengths", whole, whole.length);
        if (header != null) names(arrays);
        return new SpikeArray(path, "spikes", arrays, how, window).binarised();
    }

    /** Trials of equal length stay as they are. */
    private Object padded(Object values, int[] held, int bins, int neurons) {
        if (IntStream.of(held).allMatch(n -> n == bins)) return values;
        long size = (long) held.length * bins * neurons;
        if (size > Integer.MAX_VALUE - 8) throw SpikeFileException.refused(path, "", "has " + held.length + " trials of up to " + bins + " bins, more than an array can hold (2^31)");
        memory.take(path, "", size, values instanceof byte[] ? 1 : Double.BYTES);
        Object out = java.lang.reflect.Array.newInstance(values.getClass().getComponentType(), (int) size);
        for (int k = 0, from = 0; k < held.length; k++) {
            System.arraycopy(values, from, out, k * bins * neurons, held[k] * neurons);
            from += held[k] * neurons;
        }
        return out;
    }

    private void names(NamedArrays arrays) {
        List<String> names = CsvReader.others(header, trial, bin);
        arrays.put("neuron_names", names.toArray(String[]::new), names.size());
    }
}
