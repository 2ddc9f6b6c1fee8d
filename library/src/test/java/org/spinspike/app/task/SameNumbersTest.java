package org.spinspike.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.io.Npy;
import org.spinspike.io.Npz;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;

class SameNumbersTest {
    @TempDir Path folder;

    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            {"a": 4, "b": [1, 2]}            | {"a": 4, "b": [1, 2.5]}          | .2       | b[1]
            {"a": {"x": 1, "y": null}}       | {"a": {"x": 1, "y": null}, "c":0}| Infinity | c
            {"a": [1, 2]}                    | {"a": [1, 2, 3]}                 | Infinity | a
            {"a": 1, "y": null}              | {"a": 1, "y": 2}                 | Infinity | y
            {"a": 1, "seconds": 3}           | {"a": 1, "seconds": 4}           | 0        |
            {"a": 0, "s": "old"}             | {"a": 0, "s": "new"}             | 0        |
            """)
    void numbersOfJsonAreComparedOneByOne(String a, String b, double difference, String where) throws IOException {
        Path one = Files.writeString(folder.resolve("a.json"), a), other = Files.writeString(folder.resolve("b.json"), b);
        SameNumbers same = SameNumbers.of(one, other);
        assertThat(same.bytes()).isFalse();
        if (Double.isInfinite(difference)) assertThat(same.difference()).isInfinite();
        else assertThat(same.difference()).isCloseTo(difference, within(1e-12));
        assertThat(same.where()).isEqualTo(where == null ? "" : where);
    }

    @Test void cellsOfCsvAndEntriesOfNpyAreCompared() throws IOException {
        Path a = Files.writeString(folder.resolve("a.csv"), "x,y\n1,2\n,left\n"), b = Files.writeString(folder.resolve("b.csv"), "x,y\n1,2.5\n,left\n");
        assertThat(SameNumbers.of(a, b)).isEqualTo(new SameNumbers(false, .2, "line 2"));
        assertThat(SameNumbers.of(a, Files.writeString(folder.resolve("c.csv"), "x,y\n1,2\n,right\n")).difference()).isInfinite();
        assertThat(SameNumbers.of(a, Files.writeString(folder.resolve("d.csv"), "x,y\n1,2\n")).where()).isEqualTo("line 3");
        Path one = folder.resolve("a.npy"), other = folder.resolve("b.npy");
        Npy.write(one, NamedArray.of(new float[] {1, 4}, 2));
        Npy.write(other, NamedArray.of(new float[] {1, 5}, 2));
        assertThat(SameNumbers.of(one, other).difference()).isCloseTo(.2, within(1e-12));
        assertThat(SameNumbers.comparable("F.npy") && SameNumbers.comparable("out.csv")).isTrue();
        assertThat(SameNumbers.comparable("page.html")).isFalse();
    }

    @Test void arraysAreComparedByNameAndEntry() {
        Path a = folder.resolve("a.npz"), b = folder.resolve("b.npz"), c = folder.resolve("c.npz");
        Npz.write(a, new NamedArrays().put("x", new double[] {1, Double.NaN, 8}, 3).put("t", "old"));
        Npz.write(b, new NamedArrays().put("x", new double[] {1, Double.NaN, 10}, 3).put("t", "new"));
        Npz.write(c, new NamedArrays().put("x", new double[] {1, 2, 8}, 3).put("t", "old"));
        assertThat(SameNumbers.of(a, a)).isEqualTo(new SameNumbers(true, 0, ""));
        assertThat(SameNumbers.of(a, b)).isEqualTo(new SameNumbers(false, .2, "x"));
        assertThat(SameNumbers.of(a, c).difference()).isInfinite();
    }
}
