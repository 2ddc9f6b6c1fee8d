package org.spinspike.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.NumericalException;

class NpzSlabsTest {
    @TempDir Path folder;

    private static NpzSlabs.Shapes shapes(int steps) { return new NpzSlabs.Shapes().add("m", steps, 2).add("C", steps, 2, 2).add("sigma", steps); }

    private static NamedArrays whole() { return new NamedArrays().put("H", new double[] {.5, -.25}, 2).put("trials", 7L).put("name", "one way"); }

    private static void step(NpzSlabs file, int t) {
        file.append("m", t, -t);
        file.append("C", t, 2 * t, 3 * t, 4 * t);
        file.append("sigma", t + .5);
    }

    @Test void arraysFilledInTurnAreTheArraysWrittenAtOnce() {
        Path file = folder.resolve("a.npz");
        NpzSlabs.write(file, whole(), shapes(3), slabs -> { for (int t = 0; t < 3; t++) step(slabs, t); });
        assertThat(Npz.read(file)).isEqualTo(whole().put("m", new double[] {0, 0, 1, -1, 2, -2}, 3, 2)
                .put("C", new double[] {0, 0, 0, 0, 1, 2, 3, 4, 2, 4, 6, 8}, 3, 2, 2).put("sigma", new double[] {.5, 1.5, 2.5}, 3));
        assertThat(Npz.list(file)).extracting(Npz.Entry::toString).containsExactly("H float64[2]", "trials int64[]", "name text of 7[]", "m float64[3, 2]", "C float64[3, 2, 2]", "sigma float64[3]");
    }

    @Test void slabsLongerThanABlockAreWhole() {
        double[] values = java.util.stream.IntStream.range(0, 30_000).mapToDouble(n -> Math.sin(n)).toArray();
        NpzSlabs.write(folder.resolve("a.npz"), new NamedArrays(), new NpzSlabs.Shapes().add("x", 2, 30_000), file -> {
            file.append("x", values);
            file.append("x", values);
        });
        assertThat(Npz.read(folder.resolve("a.npz"), "x").doubles()).startsWith(values).endsWith(values).hasSize(60_000);
    }

    @Test void theCountOfValuesIsKept() {
        Path file = folder.resolve("a.npz");
        assertThatThrownBy(() -> NpzSlabs.write(file, whole(), shapes(2), slabs -> step(slabs, 0))).hasMessage("the file is not full: 'm' lacks 2 values, 'C' lacks 4 values, 'sigma' lacks 1 values");
        assertThatThrownBy(() -> NpzSlabs.write(file, whole(), shapes(1), slabs -> slabs.append("m", 1, 2, 3))).hasMessage("array 'm' has room for 2 more values, got 3");
        assertThatThrownBy(() -> NpzSlabs.write(file, whole(), shapes(1), slabs -> slabs.append("D", 1))).hasMessage("no array 'D' was declared; there are: H, trials, name, m, C, sigma");
        assertThatThrownBy(() -> shapes(1).add("m", 1)).hasMessage("array 'm' is declared twice");
    }

    @Test void workThatFailsLeavesTheOldFileAndNoOther() throws Exception {
        Path file = folder.resolve("a.npz");
        Npz.write(file, whole());
        assertThatThrownBy(() -> NpzSlabs.write(file, whole(), shapes(2), slabs -> {
            step(slabs, 0);
            throw new NumericalException("diverged at step 2");
        })).isInstanceOf(NumericalException.class);
        assertThat(Npz.read(file)).isEqualTo(whole());
        try (var files = Files.list(folder)) { assertThat(files).containsExactly(file); }
    }

    @Test void whatTheDiskCannotHoldIsRefusedBeforeTheWork() {
        var immense = new NpzSlabs.Shapes().add("C", Integer.MAX_VALUE, 10_000, 1000);
        assertThatThrownBy(() -> NpzSlabs.write(folder.resolve("a.npz"), whole(), immense, slabs -> { throw new AssertionError(); }))
                .isInstanceOf(SpikeFileException.class).hasMessageContaining("a.npz: needs 152.6 PiB, the disk has room for ");
    }
}
