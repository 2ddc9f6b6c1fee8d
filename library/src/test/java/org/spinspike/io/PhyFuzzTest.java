package org.spinspike.io;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.spinspike.math.NamedArray;

/** The text files of a sorting: one input is params.py and, behind a zero byte, cluster_info.tsv. {@code JAZZER_FUZZ=1} searches; else the kept inputs run as tests. */
class PhyFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void anyBytesGiveASortingOrOneMessage(byte[] bytes) throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "any-bytes-" + ProcessHandle.current().pid() + "-sorting");
        if (Files.notExists(folder)) {
            Files.createDirectory(folder).toFile().deleteOnExit();
            Npy.write(folder.resolve("spike_times.npy"), NamedArray.of(new long[] {1, 2, 3, 5}, 4));
            Npy.write(folder.resolve("spike_clusters.npy"), NamedArray.of(new int[] {9, 4, 7, 4}, 4));
        }
        int cut = 0;
        while (cut < bytes.length && bytes[cut] != 0) cut++;
        Files.write(folder.resolve("params.py"), java.util.Arrays.copyOf(bytes, cut));
        Files.write(folder.resolve("cluster_info.tsv"), java.util.Arrays.copyOfRange(bytes, Math.min(bytes.length, cut + 1), bytes.length));
        for (String file : new String[] {"spike_times.npy", "spike_clusters.npy", "params.py", "cluster_info.tsv"}) folder.resolve(file).toFile().deleteOnExit();
        AnyBytes.oneLine(() -> new PhyReader().inventory(folder));
        AnyBytes.oneLine(() -> new PhyReader().read(Source.of(folder), Reading.PLAIN.most(AnyBytes.MEMORY)));
    }
}
