package org.spinspike.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.Range;
import org.spinspike.spikes.SpikeTrains;

class ArrayPartTest {
    @TempDir Path folder;

    @Test void stretchesAreAsLongAsCanBe() {
        assertThat(runs(new ArrayPart(null, null, null), 2, 3, 4)).containsExactly("0+24");
        assertThat(runs(new ArrayPart(new int[] {1}, null, null), 2, 3, 4)).containsExactly("12+12");
        assertThat(runs(new ArrayPart(null, new int[] {1, 2}, null), 2, 3, 4)).containsExactly("4+8", "16+8");
        assertThat(runs(new ArrayPart(null, new int[] {0, 2}, new int[] {1, 3}), 2, 3, 4)).containsExactly("1+1", "3+1", "9+1", "11+1", "13+1", "15+1", "21+1", "23+1");
        assertThat(runs(new ArrayPart(null, new int[0], null), 2, 3, 4)).isEmpty();
    }

    /** Element [k, t, i] of a 2 x 3 x 4 array is 100 k + 10 t + i, whichever axis runs fastest in the file. */
    @ParameterizedTest @ValueSource(strings = {"False", "True"})
    void aPartOfAFileIsThePartOfTheArray(String fortran) throws IOException {
        Path file = folder.resolve("a.npy");
        int[] strides = fortran.equals("True") ? new int[] {1, 2, 6} : new int[] {12, 4, 1};
        byte[] data = new byte[48];
        for (int k = 0; k < 2; k++) for (int t = 0; t < 3; t++) for (int i = 0; i < 4; i++) data[2 * (k * strides[0] + t * strides[1] + i * strides[2])] = (byte) (100 * k + 10 * t + i);
        String head = "{'descr': '<i2', 'fortran_order': " + fortran + ", 'shape': (2, 3, 4), }\n";
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) head.length(), 0});
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(data);
        }
        NamedArray part = Npy.read(file, new ArrayPart(null, new int[] {1, 2}, new int[] {0, 3}), MemoryLimit.ofHeap());
        assertThat(part.shape()).containsExactly(2, 2, 2);
        assertThat(part.ints()).containsExactly(10, 13, 20, 23, 110, 113, 120, 123);
    }

    /** 24 GB are declared, and lie as a hole in a file: the part is read, the whole refused. */
    @Test void aPartOfAFileLargerThanMemoryIsRead() throws IOException {
        Path file = folder.resolve("large.npy");
        try (var out = java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.CREATE_NEW, java.nio.file.StandardOpenOption.WRITE, java.nio.file.StandardOpenOption.SPARSE)) {
            byte[] head = NpyHeader.write("|u1", new int[] {300, 80_000_000});
            out.write(java.nio.ByteBuffer.wrap(head));
            out.write(java.nio.ByteBuffer.wrap(new byte[] {7}), head.length + 299L * 80_000_000 + 79_999_998);
            out.write(java.nio.ByteBuffer.wrap(new byte[] {9}), head.length + 299L * 80_000_000 + 79_999_999);
        }
        assertThat(Npy.read(file, new ArrayPart(new int[] {0, 299}, new int[] {79_999_998, 79_999_999}), new MemoryLimit(100)).ints()).containsExactly(0, 0, 7, 9);
        assertThatThrownBy(() -> Npy.read(file)).isInstanceOf(SpikeFileException.class).hasMessageContaining("more elements than an array can hold");
        Files.delete(file);
    }

    @Test void onlyTheChosenBinsOfAnArrayAreInMemory() {
        Path npz = folder.resolve("spikes.npz"), npy = folder.resolve("spikes.npy");
        byte[] spikes = new byte[2 * 1000 * 3], observed = new byte[spikes.length];
        for (int n = 0; n < spikes.length; n++) {
            spikes[n] = (byte) (n * 7 % 11 == 0 ? 1 : 0);
            observed[n] = (byte) (n % 5 == 0 ? 0 : 1);
        }
        Npz.write(npz, new NamedArrays().put("spikes", spikes, 2, 1000, 3).put("observed", observed, 2, 1000, 3).put("bin_ms", 10.).put("lengths", new int[] {1000, 400}, 2));
        Npy.write(npy, NamedArray.of(spikes, 6, 1000));
        for (String bins : new String[] {"10:40", "-600:-570", "390:420"}) {
            Reading some = Reading.PLAIN.bins(new Range("--bins", bins));
            int[] range = new Range("--bins", bins).within(1000);
            SpikeTrains part = SpikeFile.read(npz, some.most(1000)).trains(), whole = SpikeFile.read(npz);
            for (int k = 0; k < part.trials(); k++)
                for (int t = 0; t < part.bins(k); t++)
                    for (int i = 0; i < 3; i++) {
                        assertThat(part.fires(k, t, i)).isEqualTo(whole.fires(k, range[0] + t, i));
                        assertThat(part.observed(k, t, i)).isEqualTo(whole.observed(k, range[0] + t, i));
                    }
            assertThat(part.spikes()).isPositive();
            SpikeTrains matrix = SpikeFile.read(npy, some.axes("neurons,bins").binMs(10).most(1000)).trains();
            for (int t = 0; t < matrix.bins(0); t++) for (int i = 0; i < 6; i++) assertThat(matrix.fires(0, t, i)).isEqualTo(spikes[i * 1000 + range[0] + t] == 1);
        }
        assertThatThrownBy(() -> SpikeFile.read(npz, Reading.PLAIN.most(1000))).hasMessageContaining("may be used for a file");
        assertThatThrownBy(() -> SpikeFile.read(npz, Reading.PLAIN.bins(new Range("--bins", "990:1010")))).hasMessageContaining("--bins 990:1010 is empty or outside of 0:1000");
    }

    private static List<String> runs(ArrayPart part, int... shape) {
        List<String> runs = new ArrayList<>();
        part.<RuntimeException>forEachRun(shape, (first, count) -> runs.add(first + "+" + count));
        return runs;
    }
}
