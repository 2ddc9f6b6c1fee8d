package org.spinspike.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;

/** NumPy is the judge of its own format, in both directions. */
class NumpyExchangeTest {
    @TempDir Path folder;

    @BeforeEach void needsNumpy() throws Exception {
        boolean there;
        try {
            there = python("import numpy") == 0;
        } catch (IOException e) {
            there = false;
        }
        assumeTrue(there, "skipped: python3 with NumPy is not here");
    }

    @Test void numpyReadsWhatWeWrite() throws Exception {
        Npz.write(folder.resolve("ours.npz"), new NamedArrays().put("f8", new double[] {1, 2, 3, 4, 5, 6}, 2, 3).put("f4", new float[] {.5f}, 1)
                .put("i8", new long[] {-5_000_000_000L}, 1).put("i4", new int[] {1, -2}, 2, 1).put("u1", new byte[] {0, (byte) 255}, 2)
                .put("text", new String[] {"CA1", "\u00e9\uD834\uDD1E", ""}, 3).put("scalar", 2.5).put("empty", new double[0], 0, 4).put("word", "{\"a\": 1}"));
        assertThat(python("""
                import numpy as np
                z = np.load('ours.npz', allow_pickle=False)
                assert list(z) == ['f8', 'f4', 'i8', 'i4', 'u1', 'text', 'scalar', 'empty', 'word'], list(z)
                assert z['f8'].dtype == '<f8' and z['f8'].tolist() == [[1, 2, 3], [4, 5, 6]]
                assert z['f4'].dtype == '<f4' and z['f4'].tolist() == [.5]
                assert z['i8'].tolist() == [-5000000000] and z['i4'].tolist() == [[1], [-2]]
                assert z['u1'].dtype == 'u1' and z['u1'].tolist() == [0, 255]
                assert z['text'].tolist() == ['CA1', '\\u00e9\\U0001d11e', ''], z['text']
                assert z['scalar'].shape == () and z['scalar'] == 2.5 and z['empty'].shape == (0, 4)
                assert str(z['word']) == '{"a": 1}'
                import zipfile
                assert zipfile.ZipFile('ours.npz').testzip() is None
                """)).isZero();
    }

    @Test void numpyReadsWhatGrewSideBySide() throws Exception {
        NpzSlabs.write(folder.resolve("grown.npz"), new NamedArrays().put("H", new double[] {.5, -1}, 2), new NpzSlabs.Shapes().add("m", 2, 2).add("C", 2, 2, 2), file -> {
            file.append("m", 1, 2);
            file.append("C", 1, 2, 3, 4);
            file.append("m", 3, 4);
            file.append("C", 5, 6, 7, 8);
        });
        assertThat(python("""
                import numpy as np, zipfile
                z = np.load('grown.npz', allow_pickle=False)
                assert list(z) == ['H', 'm', 'C'], list(z)
                assert z['H'].tolist() == [.5, -1] and z['m'].tolist() == [[1, 2], [3, 4]] and z['C'].tolist() == [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]
                assert zipfile.ZipFile('grown.npz').testzip() is None
                """)).isZero();
    }

    @Test void weReadWhatNumpyWrites() throws Exception {
        assertThat(python("""
                import numpy as np
                a = np.arange(24).reshape(2, 3, 4)
                kinds = ['i1', 'u1', '<i2', '>i2', '<u2', '>u2', '<i4', '>i4', '<u4', '>u4', '<i8', '>i8', '<u8', '>u8', '<f2', '>f2', '<f4', '>f4', '<f8', '>f8']
                arrays = {k.replace('<', 'l').replace('>', 'b') + o: np.array(a, dtype=k, order=o) for k in kinds for o in 'CF'}
                np.savez('theirs.npz', **arrays, flag=np.array([[True, False], [True, True]]), text=np.array(['x', '\\u00e9\\U0001d11e']),
                         btext=np.array(['x', 'yz'], dtype='>U2'), raw=np.array([b'ab', b'c']), scalar=np.float64(7), none=np.zeros((0, 2)))
                np.savez_compressed('packed.npz', a=a.astype(float).T)
                np.save('one.npy', np.asfortranarray(a[0]))
                np.savez('object.npz', names=np.array(['a', None], dtype=object))
                """)).isZero();
        double[] expected = new double[24];
        for (int n = 0; n < 24; n++) expected[n] = n;
        NamedArrays read = Npz.read(folder.resolve("theirs.npz"));
        int numbers = 0;
        for (String name : read.names()) {
            if (read.get(name).rank() != 3) continue;
            assertThat(read.get(name).doubles()).as(name).isEqualTo(expected);
            numbers++;
        }
        assertThat(numbers).isEqualTo(40);
        assertThat(read.get("flag")).isEqualTo(NamedArray.of(new byte[] {1, 0, 1, 1}, 2, 2));
        assertThat(read.get("text").texts()).containsExactly("x", "\u00e9\uD834\uDD1E");
        assertThat(read.get("btext").texts()).containsExactly("x", "yz");
        assertThat(read.get("raw").texts()).containsExactly("ab", "c");
        assertThat(read.get("scalar").scalar()).isEqualTo(7);
        assertThat(read.get("none").shape()).containsExactly(0, 2);
        assertThat(Npz.read(folder.resolve("packed.npz"), "a").doubles()).startsWith(0, 12, 4, 16, 8, 20, 1);
        assertThat(Npy.read(folder.resolve("one.npy")).doubles()).startsWith(0, 1, 2, 3, 4);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Npz.read(folder.resolve("object.npz"))))
                .isInstanceOf(SpikeFileException.class).hasMessageContaining("array 'names': pickled objects are never read");
    }

    private int python(String script) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("script.py"), script);
        return new ProcessBuilder("python3", file.getFileName().toString()).directory(folder.toFile()).inheritIO()
                .redirectError(folder.resolve("err").toFile()).start().waitFor();
    }
}
