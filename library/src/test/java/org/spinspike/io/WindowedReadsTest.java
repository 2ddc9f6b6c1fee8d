package org.spinspike.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.BinarisationRule;
import org.spinspike.spikes.Range;
import org.spinspike.spikes.SpikeTrains;

/** Of files larger than the memory a reader is given the asked-for bins and neurons are read; the whole is refused. The fixtures vast.h5 and vast73.mat say 3e9 numbers (hdf5/make_series.py). */
class WindowedReadsTest {
    private static final Path FIXTURES = Path.of("src/test/resources/org/spinspike/io");
    private static final long LITTLE = 1 << 16;
    @TempDir Path folder;

    @Test void hdf5IsReadByTheChunksOfAWindow() {
        Source file = new Source(FIXTURES.resolve("hdf5/vast.h5"), Optional.of("session/traces"));
        Reading how = counts("bins,neurons").most(LITTLE);
        assertThat(window(file, how, "9000000:9000004", "5:9").flat(0)).containsExactly(0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(window(file, how, "-2:", "0:2").flat(0)).containsExactly(0, 0, 1, 0);
        assertThat(window(file, how, "9000002:9000003", "-1:").cells().names()).containsExactly("n299");
        SpikeTrains across = window(file, how.most(1 << 20), "0:2000", "7:8");
        assertThat(across.spikes()).isEqualTo(1);
        assertThat(across.fires(0, 3, 0)).isTrue();
        assertThatThrownBy(() -> Readers.read(file, how)).hasMessageContaining("has shape [10000000, 300], more elements than an array can hold (2^31)");
        assertThatThrownBy(() -> window(file, how, "0:2000", "0:300")).hasMessageContaining("needs 9.2 MiB of memory, 64.0 KiB may be used for a file (--max-memory");
    }

    @Test void matlabsOwnHdf5IsReadTheSameWay() {
        Source file = Source.of(FIXTURES.resolve("mat/vast73.mat"));
        Reading how = counts("neurons,bins").most(LITTLE);
        assertThat(window(file, how, "9000000:9000003", "6:8").flat(0)).containsExactly(0, 0, 0, 1, 0, 0);
        assertThat(window(file, how.most(1 << 20), "0:1700", ":").spikes()).isZero();           // counts of one byte take two while they are read
        assertThatThrownBy(() -> Readers.read(file, how)).hasMessageContaining("more elements than an array can hold");
    }

    /** A file with a hole in it: 4 GB that take no room. */
    @Test void npyIsReadByTheBytesOfAWindow() throws IOException {
        Path file = folder.resolve("vast.npy");
        byte[] head = NpyHeader.write("|u1", new int[] {40_000_000, 100});
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(head));
            channel.write(ByteBuffer.wrap(new byte[] {1}), head.length + 39_999_998L * 100 + 42);
            channel.write(ByteBuffer.wrap(new byte[] {0}), head.length + 4_000_000_000L - 1);
        }
        Reading how = counts("bins,neurons").most(LITTLE);
        assertThat(window(Source.of(file), how, "39999997:", "41:43").flat(0)).containsExactly(0, 0, 0, 1, 0, 0);
        assertThatThrownBy(() -> Readers.read(Source.of(file), how)).hasMessageContaining("more elements than an array can hold (2^31)");
    }

    @ParameterizedTest @CsvSource({"1:3, 0:2", "2:, 1:", "0:1, -1:"})
    void aWindowOfAnNpzIsThatPartOfTheWholeWithItsMaskAndNames(String bins, String neurons) {
        Path file = folder.resolve("a.npz");
        byte[] spikes = new byte[2 * 4 * 3], observed = new byte[spikes.length];
        for (int n = 0; n < spikes.length; n++) {
            observed[n] = (byte) (n % 5 == 0 ? 0 : 1);
            spikes[n] = (byte) (observed[n] & n * 7 % 3 & 1);
        }
        Npz.write(file, new NamedArrays().put("spikes", spikes, 2, 4, 3).put("observed", observed, 2, 4, 3).put("bin_ms", 10).put("lengths", new int[] {4, 3}, 2).put("areas", new String[] {"x", "y", "z"}, 3));
        SpikeTrains whole = SpikeFile.read(file), part = window(Source.of(file), Reading.PLAIN, bins, neurons);
        int[] b = new Range("--bins", bins).within(4), n = new Range("--neurons", neurons).within(3);
        assertThat(part.neurons()).isEqualTo(n[1] - n[0]);
        for (int k = 0; k < part.trials(); k++)
            for (int t = 0; t < part.bins(k); t++)
                for (int i = 0; i < part.neurons(); i++) {
                    assertThat(part.fires(k, t, i)).isEqualTo(whole.fires(k, b[0] + t, n[0] + i));
                    assertThat(part.observed(k, t, i)).isEqualTo(whole.observed(k, b[0] + t, n[0] + i));
                }
        assertThat(part.cells()).usingRecursiveComparison().isEqualTo(whole.cells().select(java.util.stream.IntStream.range(n[0], n[1]).toArray()));
    }

    @Test void anNpzThatUnpacksToMoreIsReadByTheWindow() throws IOException {
        Path file = folder.resolve("vast.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("spikes.npy"));
            zip.write(NpyHeader.write("|u1", new int[] {1, 40_000, 100}));
            byte[] bin = new byte[100];
            for (int t = 0; t < 40_000; t++) {
                bin[3] = (byte) (t == 39_999 ? 1 : 0);
                zip.write(bin);
            }
        }
        assertThat(window(Source.of(file), Reading.PLAIN.binMs(1).most(LITTLE), "39998:", "2:5").flat(0)).containsExactly(0, 0, 0, 0, 1, 0);
        assertThatThrownBy(() -> Readers.read(Source.of(file), Reading.PLAIN.binMs(1).most(LITTLE))).hasMessageContaining("needs 3.8 MiB of memory, 64.0 KiB may be used");
    }

    /** 20 trials of 100 bins, the last one of 50, of 100 neurons: neuron i fires in bin i. */
    @Test void aWideTableKeepsTheLinesAndColumnsOfAWindow() throws IOException {
        Path file = folder.resolve("wide.csv");
        try (var out = Files.newBufferedWriter(file)) {
            out.write("trial,bin");
            for (int i = 0; i < 100; i++) out.write(",c" + i);
            for (int k = 0; k < 20; k++)
                for (int t = 0; t < (k == 19 ? 50 : 100); t++) {
                    out.write("\n" + k + "," + t);
                    for (int i = 0; i < 100; i++) out.write(i == t ? ",1" : ",0");
                }
        }
        Reading how = Reading.PLAIN.binMs(1).most(LITTLE);
        SpikeTrains part = window(Source.of(file), how, "48:51", "49:51");
        assertThat(part.trials()).isEqualTo(20);
        assertThat(part.cells().names()).containsExactly("c49", "c50");
        assertThat(part.flat(0)).containsExactly(0, 0, 1, 0, 0, 1);
        assertThat(part.bins(19)).isEqualTo(2);
        assertThat(part.spikes()).isEqualTo(39);                              // the last trial ends before neuron 50 fires
        assertThat(window(Source.of(file), how, "60:", "60:61").trials()).isEqualTo(19);
        assertThatThrownBy(() -> Readers.read(Source.of(file), how)).hasMessageContaining("64.0 KiB may be used for a file");
        Path matrix = Files.writeString(folder.resolve("m.csv"), "0,1,0,0\n0,0,1,0.5\n1,0,0,0\n");
        assertThat(window(Source.of(matrix), counts("neurons,bins"), "1:3", "0:2").flat(0)).containsExactly(1, 0, 0, 1);
        assertThat(window(Source.of(matrix), Reading.PLAIN.binMs(1).rule(BinarisationRule.parse("threshold:0.4")), "1:", "3:").flat(0)).containsExactly(1, 0);
    }

    @Test void spikeTimesObeyTheLimit() throws IOException {
        var lines = new StringBuilder("unit,time_s\n");
        for (int n = 0; n < 5000; n++) lines.append(n % 3).append(',').append(n * .001).append('\n');
        Path csv = Files.writeString(folder.resolve("long.csv"), lines);
        assertThat(Readers.read(Source.of(csv), Reading.PLAIN.most(1 << 18)).recording().orElseThrow().spikes()).isEqualTo(5000);
        assertThatThrownBy(() -> Readers.read(Source.of(csv), Reading.PLAIN.most(LITTLE))).hasMessageContaining("of memory, 64.0 KiB may be used for a file");
        Path npz = folder.resolve("times.npz");
        Npz.write(npz, new NamedArrays().put("spike_times", new double[10_000], 10_000).put("spike_times_index", new int[] {10_000}, 1).put("film", new double[100_000], 100_000));
        assertThat(Readers.read(Source.of(npz), Reading.PLAIN.most(1 << 18)).recording().orElseThrow().spikes()).isEqualTo(10_000);       // the film beside is not read
        assertThatThrownBy(() -> Readers.read(Source.of(npz), Reading.PLAIN.most(LITTLE))).hasMessageContaining("array 'spike_times': needs 78.1 KiB of memory, 64.0 KiB may be used");
        assertThatThrownBy(() -> Readers.read(Source.of(FIXTURES.resolve("hdf5/units.nwb")), Reading.PLAIN.most(64))).hasMessageContaining("units/spike_times: needs 96 bytes of memory, 64 bytes may be used");
    }

    private static Reading counts(String axes) { return Reading.PLAIN.binMs(1).rule(BinarisationRule.ANY).axes(axes); }

    private static SpikeTrains window(Source file, Reading how, String bins, String neurons) {
        return Readers.read(file, how.bins(new Range("--bins", bins)).neurons(new Range("--neurons", neurons))).array().orElseThrow().trains();
    }
}
