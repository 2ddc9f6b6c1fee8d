package org.spinspike.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.math.NamedArrays;

class NpzTest {
    @TempDir Path folder;

    @Test void arraysComeBackInOrderAndListWithoutBeingRead() {
        Path file = folder.resolve("a.npz");
        NamedArrays arrays = arrays();
        Npz.write(file, arrays);
        assertThat(Npz.read(file)).isEqualTo(arrays);
        assertThat(Npz.read(file).names()).containsExactly("spikes", "bin_ms", "name");
        assertThat(Npz.read(file, "bin_ms").scalar()).isEqualTo(10);
        assertThat(Npz.list(file)).extracting(Npz.Entry::toString).containsExactly("spikes uint8[2, 1, 3]", "bin_ms float64[]", "name text of 3[]");
    }

    @Test void sameArraysSameBytes() throws IOException {
        Path one = folder.resolve("one.npz"), two = folder.resolve("two.npz");
        Npz.write(one, arrays());
        java.util.TimeZone zone = java.util.TimeZone.getDefault();
        try {
            java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone("Asia/Tokyo"));
            Npz.write(two, Npz.read(one));
        } finally {
            java.util.TimeZone.setDefault(zone);
        }
        assertThat(two).hasSameBinaryContentAs(one);
    }

    @Test void anUnknownKeyListsTheKeysThereAre() {
        Path file = folder.resolve("a.npz");
        Npz.write(file, arrays());
        assertThatThrownBy(() -> Npz.read(file, "spike")).isInstanceOf(SpikeFileException.class)
                .hasMessage(file + ": has no array 'spike'; there are: spikes uint8[2, 1, 3], bin_ms float64[], name text of 3[]");
    }

    @Test void aFileCutAnywhereIsRefusedAtOnce() throws IOException {
        Path whole = folder.resolve("whole.npz"), cut = folder.resolve("cut.npz");
        Npz.write(whole, arrays());
        byte[] bytes = Files.readAllBytes(whole);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(cut, Arrays.copyOf(bytes, length));
            Throwable thrown = Assertions.assertTimeout(Duration.ofSeconds(1), () -> catchThrowable(() -> Npz.read(cut)));
            assertThat(thrown).as("cut to %d of %d bytes", length, bytes.length).isInstanceOf(SpikeFileException.class);
        }
    }

    @Test void aFlippedByteNeverGivesAWrongNumber() throws IOException {
        Path whole = folder.resolve("whole.npz"), flipped = folder.resolve("flipped.npz");
        NamedArrays arrays = arrays();
        Npz.write(whole, arrays);
        byte[] bytes = Files.readAllBytes(whole);
        for (int at = 0; at < bytes.length; at++) {
            byte[] copy = bytes.clone();
            copy[at] ^= 0x15;
            Files.write(flipped, copy);
            try {
                NamedArrays read = Npz.read(flipped);              // a changed name or date harms nobody
                for (String name : read.names()) if (arrays.has(name)) assertThat(read.get(name)).as("byte %d", at).isEqualTo(arrays.get(name));
            } catch (SpikeFileException expected) {
                assertThat(expected).hasMessageContaining("flipped.npz");
            }
        }
    }

    /** Rare spikes in fine bins pack a thousandfold and are no bombs: what counts is the memory they need. */
    @Test void whatUnpacksToMoreThanMayBeUsedIsRefusedBeforeItIsRead() throws IOException {
        Path bomb = folder.resolve("bomb.npz");
        int shape = 300 << 20;
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.putNextEntry(new ZipEntry("a.npy"));
            zip.write(NpyHeader.write("|u1", new int[] {shape}));
            byte[] zeros = new byte[1 << 20];
            for (int n = 0; n < 300; n++) zip.write(zeros);
        }
        assertThatThrownBy(() -> Npz.read(bomb, new MemoryLimit(100 << 20))).isInstanceOf(SpikeFileException.class)
                .hasMessageContaining("array 'a': needs 300.0 MiB of memory, 100.0 MiB may be used");
        assertThat(Npz.list(bomb).get(0).shape()).containsExactly(shape);
        Path small = folder.resolve("small.npz");
        Npz.write(small, new NamedArrays().put("a", new byte[1 << 20], 1 << 20));
        assertThatThrownBy(() -> Npz.read(small, new MemoryLimit(1 << 19))).hasMessageContaining("array 'a': needs 1.0 MiB of memory, 512.0 KiB may be used");
        assertThat(Npz.read(small).get("a").size()).isEqualTo(1 << 20);           // sparse masks pack well and are no bombs
    }

    @Test void twoArraysOfOneNameAreRefused() throws IOException {
        Path file = folder.resolve("twice.npz");
        var bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : new String[] {"a.npy", "b.npy"}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(NpyTest.file("{'descr': '|u1', 'fortran_order': False, 'shape': (), }", 1));
            }
        }
        String raw = bytes.toString(StandardCharsets.ISO_8859_1).replace("b.npy", "a.npy");
        Files.write(file, raw.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Npz.read(file)).isInstanceOf(SpikeFileException.class).hasMessageContaining("two arrays named 'a'");
    }

    @Test void otherFilesAreRefusedInOneLine() throws IOException {
        assertThatThrownBy(() -> Npz.read(folder.resolve("nowhere.npz"))).isInstanceOf(SpikeFileException.class).hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> Npz.read(folder)).hasMessageContaining("expected a file, found a folder");
        Path text = Files.writeString(folder.resolve("text.npz"), "hello\n");
        assertThatThrownBy(() -> Npz.read(text)).isInstanceOf(SpikeFileException.class).hasMessageMatching("[^\\n]*text.npz: cannot be read as NPZ[^\\n]*");
        Path odd = folder.resolve("odd.npz");
        Npz.write(odd, new NamedArrays().put("evil\n\u001b[31mname", 1.));
        assertThatThrownBy(() -> Npz.read(odd, "x")).hasMessageMatching("[^\\n\\u001b]*");
    }

    @Test void aFailedWriteLeavesTheOldFileAndNoTrace() throws IOException {
        Path target = Files.writeString(folder.resolve("model.npz"), "old");
        assertThatThrownBy(() -> AtomicFile.write(target, out -> {
            out.write(new byte[100_000]);
            throw new IOException("No space left on device");
        })).isInstanceOf(SpikeFileException.class).hasMessage(target + ": cannot be written: No space left on device");
        assertThat(target).hasContent("old");
        assertThatThrownBy(() -> AtomicFile.write(target, (OutputStream out) -> { throw new IllegalStateException("bug"); })).isInstanceOf(IllegalStateException.class);
        assertThat(folder).isDirectoryContaining("glob:**/model.npz").isDirectoryNotContaining("glob:**.tmp");
        AtomicFile.write(target, out -> out.write('n'));
        assertThat(target).hasContent("n");
    }

    @Test void anOutputThatCannotBeWrittenIsFoundBefore() throws IOException {
        Path there = Files.writeString(folder.resolve("there.npz"), "");
        assertThatThrownBy(() -> AtomicFile.checkWritable(there, false)).isInstanceOf(IllegalArgumentException.class).hasMessage(there + " exists already; --force replaces it");
        AtomicFile.checkWritable(there, true);
        AtomicFile.checkWritable(folder.resolve("new.npz"), false);
        assertThatThrownBy(() -> AtomicFile.checkWritable(folder.resolve("no/new.npz"), false)).isInstanceOf(SpikeFileException.class).hasMessageContaining("there is no folder " + folder.resolve("no"));
        assertThatThrownBy(() -> AtomicFile.checkWritable(there.resolve("x"), false)).isInstanceOf(SpikeFileException.class).hasMessageContaining("is not a folder");
        assertThatThrownBy(() -> AtomicFile.checkWritable(folder, true)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("is a folder");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(there);
        }
    }

    private static NamedArrays arrays() {
        return new NamedArrays().put("spikes", new byte[] {1, 0, 1, 0, 0, 1}, 2, 1, 3).put("bin_ms", 10.).put("name", "rat");
    }
}
