package org.spinspike.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.math.NamedArray;

class NpyTest {
    private static final Path PATH = Path.of("rat.npy");

    @Test void anArrayComesBackAsItWas() throws IOException {
        for (NamedArray array : new NamedArray[] {
                NamedArray.of(new double[] {1, -2.5, Double.NaN, 4, 5, 6}, 2, 3), NamedArray.of(new float[] {1.5f}, 1, 1, 1),
                NamedArray.of(new long[] {Long.MIN_VALUE, Long.MAX_VALUE}, 2), NamedArray.of(new int[] {-1, 7}, 2),
                NamedArray.of(new byte[] {0, 1, (byte) 200}, 3), NamedArray.of("CA1 \u00e9 \uD834\uDD1E"), NamedArray.of(2.5),
                NamedArray.of(new String[] {"a", "", "longer"}, 3), NamedArray.of(new double[0], 3, 0)}) {
            assertThat(read(write(array))).isEqualTo(array);
        }
    }

    @Test void firstAxisFastestIsPutInOrder() throws IOException {
        byte[] file = file("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }", 1, 4, 2, 5, 3, 6);
        assertThat(read(file)).isEqualTo(NamedArray.of(new byte[] {1, 2, 3, 4, 5, 6}, 2, 3));
        byte[] cube = file("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 1, 3), }", 1, 4, 2, 5, 3, 6);
        assertThat(read(cube)).isEqualTo(NamedArray.of(new byte[] {1, 2, 3, 4, 5, 6}, 2, 1, 3));
    }

    @ParameterizedTest @CsvSource({
            "|i1, -2,  fe", "|u1, 254, fe", "|b1, 1, 01", "<i2, -2, feff", ">i2, -2, fffe", "<u2, 65534, feff", ">u2, 65534, fffe",
            "<i4, -2, feffffff", ">i4, 16909060, 01020304", "<u4, 4294967294, feffffff", ">i8, 72623859790382856, 0102030405060708",
            "<u8, 513, 0102000000000000", ">f4, 1.5, 3fc00000", "<f8, -2, 00000000000000c0", "<f2, -2, 00c0", ">f2, 0.333251953125, 3555",
            "<f2, 0.000000059604644775390625, 0100"})
    void everyWidthAndByteOrderIsRead(String descr, double value, String hex) throws IOException {
        int[] bytes = new int[hex.length() / 2];
        for (int n = 0; n < bytes.length; n++) bytes[n] = Integer.parseInt(hex.substring(2 * n, 2 * n + 2), 16);
        assertThat(read(file("{'descr': '" + descr + "', 'fortran_order': False, 'shape': (), }", bytes)).scalar()).isEqualTo(value);
    }

    @Test void textIsReadInBothByteOrdersAndAsBytes() throws IOException {
        assertThat(read(file("{'descr': '>U2', 'fortran_order': False, 'shape': (), }", 0, 0, 0, 'a', 0, 1, 0xD1, 0x1E)).text()).isEqualTo("a\uD834\uDD1E");
        assertThat(read(file("{'descr': '|S3', 'fortran_order': False, 'shape': (2,), }", 'a', 'b', 0, 'c', 0, 0)).texts()).containsExactly("ab", "c");
        assertThat(read(file("{'descr': '<U0', 'fortran_order': False, 'shape': (2L,), }")).texts()).containsExactly("", "");
    }

    @ParameterizedTest @CsvSource(delimiter = ';', value = {
            "'|O'; pickled objects are never read", "'<c16'; complex numbers are not read", "'<M8[ns]'; dates are not read",
            "[('a', '<f8')]; records are not read", "'<f16'; expected an element type", "'<i3'; expected an element type", "'?'; expected an element type",
            "'<U99999999'; expected an element type", "''; expected an element type"})
    void whatIsNotReadIsRefusedByName(String descr, String message) {
        assertThatThrownBy(() -> read(file("{'descr': " + descr + ", 'fortran_order': False, 'shape': (1,), }", new int[16])))
                .isInstanceOf(SpikeFileException.class).hasMessageContaining("rat.npy").hasMessageContaining(message);
    }

    @ParameterizedTest @ValueSource(strings = {
            "{'descr': '|u1', 'fortran_order': False, 'shape': (4294967296,), }", "{'descr': '|u1', 'fortran_order': False, 'shape': (2147483647, 2147483647, 4), }",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (2147483000,), }", "{'descr': '|u1', 'fortran_order': False, 'shape': (-1,), }",
            "{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999999999999,), }", "{'descr': '|u1', 'fortran_order': 1, 'shape': (1,), }",
            "{'descr': '|u1', 'shape': (1,), }", "{'descr': '|u1', 'fortran_order': False, 'shape': (1,)", "", "[1]",
            "{'descr': '<U0', 'fortran_order': False, 'shape': (2000000000,), }", "__import__('os')"})
    void aHeadThatLiesIsRefusedBeforeMemoryIsClaimed(String head) {
        assertThatThrownBy(() -> read(file(head, 0))).isInstanceOf(SpikeFileException.class);
        assertThatThrownBy(() -> Npy.read(new ByteArrayInputStream(file(head, 0)), -1, PATH, "", new MemoryLimit(1 << 20))).isInstanceOf(SpikeFileException.class);
    }

    @Test void aHeadOfFourGigabytesIsRefused() {
        byte[] file = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, -1, '{'};
        assertThatThrownBy(() -> read(file)).hasMessageContaining("a head of at most 10000 bytes, found 4294967295 bytes");
    }

    @Test void aFileCutAnywhereIsRefused() throws IOException {
        byte[] whole = write(NamedArray.of(new double[] {1, 2, 3}, 3));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThat(catchThrowable(() -> read(cut))).as("cut to %d bytes", length).isInstanceOf(SpikeFileException.class);
            assertThat(catchThrowable(() -> Npy.read(new ByteArrayInputStream(cut), -1, PATH, "", new MemoryLimit(1 << 20))))
                    .as("cut to %d bytes, size unknown", length).isInstanceOf(SpikeFileException.class);
        }
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length + 1))).hasMessageContaining("expected 24 bytes for float64[3], found 25 bytes");
    }

    @Test void valuesThatNoTypeOfOursHoldsAreRefused() {
        assertThatThrownBy(() -> read(file("{'descr': '<u8', 'fortran_order': False, 'shape': (), }", 0, 0, 0, 0, 0, 0, 0, 255)))
                .hasMessageContaining("expected an integer below 2^63, found 18374686479671623680");
        assertThatThrownBy(() -> read(file("{'descr': '|b1', 'fortran_order': False, 'shape': (1,), }", 3))).hasMessageContaining("true (1) or false (0)");
        assertThatThrownBy(() -> read(file("{'descr': '<U1', 'fortran_order': False, 'shape': (), }", 0, 0, 0, 255))).hasMessageContaining("character number");
    }

    private static NamedArray read(byte[] file) throws IOException {
        return Npy.read(new ByteArrayInputStream(file), file.length, PATH, "", new MemoryLimit(1 << 20));
    }

    private static byte[] write(NamedArray array) throws IOException {
        var out = new ByteArrayOutputStream();
        Npy.write(out, array);
        return out.toByteArray();
    }

    static byte[] file(String head, int... data) {
        byte[] text = head.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer file = ByteBuffer.allocate(10 + text.length + data.length);
        file.put(NpyHeader.MAGIC).put((byte) 1).put((byte) 0).put((byte) text.length).put((byte) (text.length >> 8)).put(text);
        for (int b : data) file.put((byte) b);
        return file.array();
    }
}
