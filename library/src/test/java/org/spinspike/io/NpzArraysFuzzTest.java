package org.spinspike.io;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.spinspike.spikes.BinarisationRule;

/**
 * Arrays in a ZIP whose checksums are right: an input is a row of names, each with a line break behind it, two bytes of a length, and as many bytes of an NPY array. {@code JAZZER_FUZZ=1} searches; else the
 * kept inputs run as tests.
 */
class NpzArraysFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void anyArraysGiveTrainsOrTimesOrOneMessage(byte[] bytes) throws IOException {
        byte[] zip = zip(bytes);
        AnyBytes.read(new NpzReader(), "arrays.npz", zip, Reading.PLAIN.binMs(10), "");
        AnyBytes.read(new NpzReader(), "arrays.npz", zip, Reading.PLAIN.rule(BinarisationRule.ANY), "", "counts");
    }

    private static byte[] zip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        Set<String> names = new HashSet<>();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(0);
            for (int at = 0; at < bytes.length; ) {
                int line = at;
                while (line < bytes.length && bytes[line] != '\n') line++;
                String name = new String(bytes, at, Math.min(40, line - at), java.nio.charset.StandardCharsets.UTF_8);
                if (line + 3 > bytes.length) break;
                int length = Math.min(bytes.length - line - 3, (bytes[line + 1] & 0xFF) << 8 | bytes[line + 2] & 0xFF);
                at = line + 3 + length;
                if (!names.add(name)) continue;
                zip.putNextEntry(new ZipEntry(name + ".npy"));
                zip.write(bytes, line + 3, length);
            }
        }
        return out.toByteArray();
    }
}
