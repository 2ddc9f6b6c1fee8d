package org.spinspike.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.Binarised;

/**
 * One bin a line and one column a neuron. Columns {@code trial} and {@code bin} cut it into trials, whose lines stand together and in order;
 * trials of unequal length are legal. {@code --axes neurons,bins} reads a matrix without trials the other way round.
 */
final class WideCsv {
    private static final int BYTES_A_VALUE = 12;

    private WideCsv() {}

    static Binarised read(Path path, CsvLines lines, Reading how) {
        List<String> header = lines.header();
        int trial = header == null ? -1 : CsvReader.column(header, CsvReader.TRIAL), bin = header == null ? -1 : CsvReader.column(header, CsvReader.BIN);
        var values = new Doubles();
        List<Integer> lengths = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        MemoryLimit memory = MemoryLimit.ofHeap();
        int width = header == null ? -1 : header.size(), rows = 0;
        double firstBin = 0;
        for (List<String> cells = lines.next(); cells != null; cells = lines.next(), rows++) {
            if (width < 0) width = cells.size();
            lines.width(cells, width);
            memory.take(path, lines.place(), width, BYTES_A_VALUE);
            String label = trial < 0 ? "" : cells.get(trial);
            if (labels.isEmpty() || !labels.get(labels.size() - 1).equals(label)) {
                if (labels.contains(label)) throw SpikeFileException.refused(path, lines.place(), "trial " + label + " goes on after another one began; its lines must stand together");
                labels.add(label);
                lengths.add(0);
                if (bin >= 0) firstBin = lines.number(cells.get(bin), bin + 1);
            }
            int t = lengths.get(lengths.size() - 1);
            if (bin >= 0 && lines.number(cells.get(bin), bin + 1) != firstBin + t) throw new SpikeFileException(path, lines.place() + ", column " + (bin + 1), "bin " + Labels.of(firstBin + t), cells.get(bin));
            lengths.set(lengths.size() - 1, t + 1);
            for (int c = 0; c < width; c++) if (c != trial && c != bin) values.add(lines.number(cells.get(c), c + 1));
        }
        if (rows == 0) throw SpikeFileException.refused(path, "", "holds no line of values");
        int columns = width - (trial >= 0 ? 1 : 0) - (bin >= 0 ? 1 : 0);
        if (columns == 0) throw SpikeFileException.refused(path, "", "holds no column of a neuron");
        return trial < 0 && lengths.size() == 1 && how.axes().isPresent() ? matrix(path, values, rows, columns, header, bin, how)
                : trials(path, values, lengths, columns, header == null ? null : CsvReader.others(header, trial, bin), how);
    }

    private static Binarised matrix(Path path, Doubles values, int rows, int columns, List<String> header, int bin, Reading how) {
        var arrays = new NamedArrays().put("spikes", NamedArray.of(values.array(), rows, columns));
        if (header != null && how.axes().get().names().equals(List.of("bins", "neurons"))) names(arrays, CsvReader.others(header, bin));
        return new SpikeArray(path, "spikes", arrays, how).binarised();
    }

    private static Binarised trials(Path path, Doubles values, List<Integer> lengths, int neurons, List<String> names, Reading how) {
        int trials = lengths.size(), bins = lengths.stream().mapToInt(Integer::intValue).max().orElse(0);
        double[] padded = new double[Math.multiplyExact(Math.multiplyExact(trials, bins), neurons)];
        for (int k = 0, from = 0; k < trials; k++)
            for (int n = 0; n < lengths.get(k) * neurons; n++) padded[k * bins * neurons + n] = values.get(from++);
        var arrays = new NamedArrays().put("spikes", padded, trials, bins, neurons);
        if (lengths.stream().distinct().count() > 1) arrays.put("lengths", lengths.stream().mapToInt(Integer::intValue).toArray(), trials);
        if (names != null) names(arrays, names);
        if (how.axes().isPresent() && !how.axes().get().equals(Axes.inside())) {
            throw SpikeFileException.refused(path, "", "has columns of trials, so it is trials, bins, neurons; --axes " + how.axes().get() + " does not fit");
        }
        return new SpikeArray(path, "spikes", arrays, how).binarised();
    }

    private static void names(NamedArrays arrays, List<String> names) { arrays.put("neuron_names", names.toArray(String[]::new), names.size()); }
}
