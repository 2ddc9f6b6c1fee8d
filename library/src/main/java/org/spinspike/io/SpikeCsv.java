package org.spinspike.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.spinspike.math.Require;
import org.spinspike.spikes.SpikeTrains;

/**
 * Spike trains as text with commas. Wide: {@code trial,bin} and a column a neuron; 0, 1, and {@code nan} where nobody looked; trials may differ in length. Long: {@code trial,bin,neuron,time_s}, a line a spike, the time from the
 * trial's first bin to the middle of the spike's. {@link CsvReader} reads both.
 */
final class SpikeCsv {
    private static final Set<String> TAKEN = Stream.of(CsvReader.TIME, CsvReader.UNIT, CsvReader.TRIAL, CsvReader.BIN).flatMap(Set::stream).collect(java.util.stream.Collectors.toUnmodifiableSet());

    private SpikeCsv() {}

    static void write(Path target, SpikeTrains data, SpikeOutput.Layout layout) {
        check(data, layout);
        AtomicFile.write(target, out -> {
            if (layout == SpikeOutput.Layout.WIDE) wide(out, data);
            else spikes(out, data);
        });
    }

    /** Before anything is written. */
    private static void check(SpikeTrains data, SpikeOutput.Layout layout) {
        boolean wide = layout == SpikeOutput.Layout.WIDE;
        List<String> names = data.cells().names();
        for (String name : names) {
            Require.that(name.indexOf('"') < 0 && name.indexOf('\n') < 0 && name.indexOf('\r') < 0, "neuron '" + name + "' cannot be named in a CSV file; .json and .npz can");
            Require.that(!wide || !TAKEN.contains(name.toLowerCase(Locale.ROOT)), "neuron '" + name + "' would be taken for a column of trials, bins, times or units in a wide CSV file; --layout long, .json and .npz can name it");
        }
        Require.that(wide || data.fullyObserved(), "a CSV file with a line a spike cannot say what was not observed; --layout wide, .json and .npz can");
    }

    private static void wide(OutputStream out, SpikeTrains data) throws IOException {
        int n = data.neurons();
        var line = new StringBuilder("trial,bin");
        for (String name : data.cells().names()) line.append(',').append(quoted(name));
        put(out, line.append('\n'));
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++) {
                line.setLength(0);
                line.append(k).append(',').append(t);
                for (int i = 0; i < n; i++) line.append(!data.observed(k, t, i) ? ",nan" : data.fires(k, t, i) ? ",1" : ",0");
                put(out, line.append('\n'));
            }
    }

    private static void spikes(OutputStream out, SpikeTrains data) throws IOException {
        double width = data.design().binSeconds();
        put(out, "trial,bin,neuron,time_s\n");
        var lines = new StringBuilder();
        for (int k = 0; k < data.trials(); k++) {
            for (int t = 0; t < data.bins(k); t++)
                for (int i = 0; i < data.neurons(); i++)
                    if (data.fires(k, t, i)) lines.append(k).append(',').append(t).append(',').append(quoted(data.cells().name(i))).append(',').append(time((t + .5) * width)).append('\n');
            put(out, lines);
            lines.setLength(0);
        }
    }

    /** Nanoseconds are the finest the reader knows. */
    private static String time(double seconds) { return java.math.BigDecimal.valueOf(Math.round(seconds * 1e9), 9).stripTrailingZeros().toPlainString(); }

    private static String quoted(String name) { return name.chars().anyMatch(c -> c == ',' || c == ';' || c == '\t' || c == ' ' || c == '#') ? '"' + name + '"' : name; }

    private static void put(OutputStream out, CharSequence text) throws IOException { out.write(text.toString().getBytes(StandardCharsets.UTF_8)); }
}
