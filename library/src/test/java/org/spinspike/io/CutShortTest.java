package org.spinspike.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.Range;

/**
 * A small file of every kind, cut at every length, gives one line within a second. A table of text is legal where it is cut behind a line, and holds the lines before; within its last line a cut cannot be told
 * from a file without a line break at its end: that is said in a note. MAT files are cut in {@link MatReaderTest}.
 */
class CutShortTest {
    private static final Reading BINS = Reading.PLAIN.binMs(10);
    @TempDir Path folder;

    @ParameterizedTest @ValueSource(strings = {"counts", "times"})
    void npz(String kind) throws IOException {
        Path file = folder.resolve("cut.npz");
        Npz.write(file, kind.equals("counts") ? new NamedArrays().put("spikes", new byte[] {0, 1, 1, 0, 0, 1}, 1, 3, 2).put("bin_ms", 10).put("neuron_names", new String[] {"a", "b"}, 2)
                : new NamedArrays().put("spike_times", new double[] {.1, .2, .3}, 3).put("spike_times_index", new int[] {2, 3}, 2).put("trials.start_time", new double[] {0}, 1));
        refusedAtEveryLength(file, Source.of(file));
    }

    @Test void npy() throws IOException {
        Path file = folder.resolve("cut.npy");
        Npy.write(file, NamedArray.of(new byte[] {0, 1, 1, 0, 0, 1}, 1, 3, 2));
        refusedAtEveryLength(file, Source.of(file));
        Npy.write(file, NamedArray.of(new byte[] {0, 1, 1, 0, 0, 1}, 1, 3, 2));
        atEveryLength(file, (length, message) -> assertThat(message).as("cut to %d", length).isNotNull(), () -> SpikeFile.read(file, BINS.bins(new Range("--bins", "0:1"))));       // though these bins are there
    }

    @Test void hdf5() throws IOException {
        Path file = Files.copy(Path.of("src/test/resources/org/spinspike/io/hdf5/tiny.nwb"), folder.resolve("cut.nwb"));
        refusedAtEveryLength(file, Source.of(file));
    }

    @ParameterizedTest @ValueSource(strings = {"spike_times.npy", "spike_clusters.npy", "params.py", "cluster_group.tsv"})
    void aSorting(String part) throws IOException {
        Npy.write(folder.resolve("spike_times.npy"), NamedArray.of(new long[] {1, 2, 3, 5}, 4));
        Npy.write(folder.resolve("spike_clusters.npy"), NamedArray.of(new int[] {9, 4, 9, 4}, 4));
        Files.writeString(folder.resolve("params.py"), "n_channels_dat = 4\nsample_rate = 10.\n");
        Files.writeString(folder.resolve("cluster_group.tsv"), "cluster_id\tgroup\n4\tgood\n9\tgood\n");
        Path file = folder.resolve(part);
        int size = (int) Files.size(file);
        Content[] read = {null};
        atEveryLength(file, (length, message) -> {
            if (message == null && length < size) assertThat(read[0].notes()).as("%s cut to %d of %d", part, length, size).satisfiesAnyOf(
                    notes -> assertThat(notes).anyMatch(n -> n.startsWith(part + " has no line break at its end: if it was cut short")),
                    notes -> assertThat(length).as("a table cut behind a line").isIn(17, 24));
        }, () -> read[0] = Readers.read(Source.of(folder), BINS));
    }

    @ParameterizedTest @ValueSource(strings = {"F.npy", "spks.npy", "iscell.npy"})
    void aPlane(String part) throws IOException {
        for (String trace : new String[] {"F", "spks"}) Npy.write(folder.resolve(trace + ".npy"), NamedArray.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
        Npy.write(folder.resolve("iscell.npy"), NamedArray.of(new double[] {1, .9, 1, .8}, 2, 2));
        atEveryLength(folder.resolve(part), (length, message) -> assertThat(message).as("%s cut to %d", part, length).isNotNull(),
                () -> Readers.read(new Source(folder, part.equals("F.npy") ? Optional.of("F") : Optional.empty()), BINS.rule(org.spinspike.spikes.BinarisationRule.parse("threshold:2"))));
    }

    @Test void longCsv() throws IOException {
        String text = "unit,time_s\n2,1.5\n10,0.25\n2,0.75\n";
        for (int length = 0; length < text.length(); length++) {
            Content content = text(text.substring(0, length));
            if (content == null) continue;
            String whole = text.substring(12, text.lastIndexOf('\n', length - 1) + 1);
            double[][] times = content.recording().orElseThrow().times();
            if (text.charAt(length - 1) != '\n') assertThat(content.notes()).anyMatch(n -> n.contains("is the last one and has no line break behind it"));
            else assertThat(times).isDeepEqualTo(whole.equals("2,1.5\n") ? new double[][] {{1.5}} : new double[][] {{1.5}, {.25}});
        }
    }

    @Test void wideCsv() throws IOException {
        String text = "trial,bin,A,B\n0,0,1,0\n0,1,0,1\n1,0,0,1\n";
        for (int length = 0; length < text.length(); length++) {
            Content content = text(text.substring(0, length));
            if (content == null) continue;
            assertThat(content.array().orElseThrow().trains().spikes()).isEqualTo(text.substring(14, length).lines().filter(l -> l.length() == 7).count());
            assertThat(content.notes()).hasSize(text.charAt(length - 1) == '\n' ? 0 : 1);
        }
    }

    /** @return null where it is refused */
    private Content text(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("cut.csv"), text);
        return Assertions.assertTimeout(Duration.ofSeconds(1), () -> {
            try {
                return Readers.read(Source.of(file), BINS);
            } catch (SpikeFileException expected) {
                assertThat(expected).hasMessageContaining("cut.csv").hasMessageNotContaining("\n");
                return null;
            }
        });
    }

    private void refusedAtEveryLength(Path file, Source source) throws IOException {
        Readers.read(source, BINS);
        atEveryLength(file, (length, message) -> assertThat(message).as("cut to %d bytes", length).isNotNull().contains("cut."), () -> Readers.read(source, BINS));
    }

    /** @param judge is given the length and the message, which is null where the file was read */
    private static void atEveryLength(Path file, BiConsumer<Integer, String> judge, Runnable reading) throws IOException {
        reading.run();
        assertThat(Files.size(file)).isLessThanOrEqualTo(8192);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int length = (int) channel.size() - 1; length >= 0; length--) {
                channel.truncate(length);
                judge.accept(length, Assertions.assertTimeout(Duration.ofSeconds(1), () -> {
                    try {
                        reading.run();
                        return null;
                    } catch (SpikeFileException expected) {
                        assertThat(expected).hasMessageNotContaining("\n");
                        return expected.getMessage();
                    }
                }));
            }
        }
    }
}
