package org.spinspike.app.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.io.Reading;
import org.spinspike.io.SharedData;
import org.spinspike.io.SpikeFile;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;

class DescribeTest {
    @TempDir Path folder;

    @Test void aSpikeFileIsToldOnOneScreen() {
        Path file = folder.resolve("s.npz");
        SpikeFile.write(file, SpikeTrains.generate(6, 4, 3, (k, t, i) -> i == 1 || i == 2 && t == 0 && k < 3));
        Describe.Result r = Describe.run(file.toString(), Reading.PLAIN, new Seed(1));
        assertThat(r.lines()).contains("6 trials x 4 bins x 3 neurons, bins of 10 ms", "27 spikes, rates 0.00 to 100 Hz, median 12.5", "silent: n0", "active in every bin: n1",
                "rule as given: read 27 = placed 27 + clipped 0 + outside 0 (what was clipped before is unknown)").anyMatch(l -> l.startsWith("drift: "));
        assertThat(r.json()).containsEntry("trials", 6).containsEntry("bin_ms", 10.).containsEntry("read", 27L);
    }

    @Test void aRecordingSaysWhatImportNeeds() {
        Describe.Result r = Describe.run("src/test/resources/org/spinspike/io/hdf5/units.nwb", Reading.PLAIN, new Seed(1));
        assertThat(r.lines()).contains("3 units, 6 spikes from 0.000 to 2.000 s (2.0 s, with observation intervals), rates 0.00 to 2.31 Hz, median 1.67",
                "areas: PFC (2), CA1 (1)", "unit columns for --select: id, isi_violations, quality, rate, name, area",
                "import needs: --bin-ms and --trials trials or --align trials.COLUMN --window START,STOP (without them the whole recording is one trial)");
        assertThat(r.lines()).anyMatch(l -> l.contains("table intervals/trials (3 rows: correct, cue, side, start_time, stop_time)"));
    }

    @Test void whatCannotBeImportedAsItIsSaysWhy() throws Exception {
        Path counts = Files.writeString(folder.resolve("counts.csv"), "A,B\n0,7\n1,0\n");
        assertThat(Describe.run(counts.toString(), Reading.PLAIN, new Seed(1)).lines()).contains("  2 columns: A, B").anyMatch(l -> l.startsWith("import would stop here: array 'spikes': has no bin_ms beside it: --bin-ms gives")
                && l.contains("; then: array 'spikes': holds counts, the largest is 7; --binarise any"));
    }

    @Test void everySharedRecordingIsTold() throws Exception {
        try (var files = Files.walk(SharedData.file("nwb").getParent(), 2)) {
            for (Path file : files.filter(f -> f.toString().matches(".*\\.(npz|npy|nwb|csv|txt)")).filter(f -> !f.toString().matches(".*(prearcuate169_train|repeats_train)\\.npz")).toList()) {
                assertThat(Describe.run(file.toString(), Reading.PLAIN, new Seed(1)).lines()).as(file.toString()).hasSizeBetween(2, 30);
            }
        }
    }
}
