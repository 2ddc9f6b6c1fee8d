package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.app.task.Json;
import org.spinspike.io.SharedData;
import org.spinspike.io.SpikeFile;
import org.spinspike.spikes.SpikeTrains;

/** NWB files as a person imports them. */
class NwbImportTest {
    private static final String FIXTURES = "src/test/resources/org/spinspike/io/hdf5/", WIDTHS = FIXTURES + "widths.nwb";
    @TempDir Path folder;
    private Shell shell;

    @BeforeEach void open() { shell = new Shell(folder); }

    /** Observed: unit 0 from 0 to .4 and .45 to 1, unit 1 from 0 to .2, unit 2 from 0 to 1; a bin counts where the whole of it was. */
    @Test void observationIntervalsBecomeTheMask() {
        SpikeTrains trains = imported(WIDTHS, "--bin-ms", "100", "--window", "0,1");
        assertThat(shell.out()).contains("spikes read 3 = placed 3 + clipped 0 + outside 0");
        assertThat(seen(trains, 0)).containsExactly(0, 1, 2, 3, 5, 6, 7, 8, 9);
        assertThat(seen(trains, 1)).containsExactly(0, 1);
        assertThat(seen(trains, 2)).hasSize(10);
        assertThat(trains.fires(0, 5, 0) && trains.fires(0, 1, 2) && trains.fires(0, 2, 2)).isTrue();
        imported(WIDTHS, "--bin-ms", "200", "--window", "0,1");                                       // the spike at .5 falls into a bin that was not watched whole
        assertThat(shell.out()).contains("spikes read 3 = placed 2 + clipped 0 + outside 1");
    }

    @Test void anyTableOfIntervalsServesByItsPath() {
        assertThat(imported(WIDTHS, "--bin-ms", "100", "--trials", "/intervals/epochs").toString()).isEqualTo("2 trials x 5 bins x 3 neurons");
        SpikeTrains trains = imported(WIDTHS, "--bin-ms", "100", "--align", "processing/behavior/epochs.start_time", "--window", "0,.3", "--condition", "intervals/epochs.label", "--select", "processing/behavior/epochs.label!=a");
        assertThat(trains.toString()).isEqualTo("1 trial x 3 bins x 3 neurons");                      // from .4 to .7, which begins in epoch a
        assertThat(trains.design().conditions().orElseThrow()).containsExactly("a");
        assertThat(trains.fires(0, 1, 0)).isTrue();
        assertThat(imported(WIDTHS, "--bin-ms", "100", "--trials", "epochs", "--select", "epochs.label==b").design().startSeconds().orElseThrow()).containsExactly(.5);
    }

    @ParameterizedTest @CsvSource({"series.nwb:processing/ophys/Fluorescence", "widths.nwb:units_u8", "tiny.nwb"})
    void theLineInfoGivesIsOneThatWorks(String file) {
        assertThat(shell.run("info", FIXTURES + file, "--json", "-")).isZero();
        String[] words = Json.parse(shell.out()).get("example").toString().split(" ");
        words = java.util.Arrays.copyOfRange(words, 1, words.length);
        for (int n = 0; n < words.length; n++) if (words[n].equals("spikes.npz")) words[n] = folder.resolve("spikes.npz").toString();
        assertThat(shell.run(words)).as(shell.err()).isZero();
        assertThat(shell.run("info", FIXTURES + file)).isZero();
        assertThat(shell.out().lines().count()).isLessThan(24);
    }

    /** 3e9 numbers in a small file: the line reads a part of them, and the first bins hold a 2. */
    @Test void whatIsLargerThanTheMemoryIsExplainedWithoutBeingRead() {
        assertThat(shell.run("info", FIXTURES + "vast.h5:session/traces")).isZero();
        assertThat(shell.out()).contains("import would stop here: array 'session/traces': has two axes [10000000, 300]: say which is which",
                "vast.h5:session/traces -o spikes.npz --axes bins,neurons --bins 0:1000 --bin-ms 10 --binarise any", "only the first bins are read: the array is larger than the memory for it");
        assertThat(imported(FIXTURES + "vast.h5:session/traces", "--axes", "bins,neurons", "--bins", "0:1000", "--bin-ms", "10", "--binarise", "any").spikes()).isEqualTo(1);
    }

    /** Traces of the suite2p folder, and the same in NWB. */
    @Test void aRecordingInNwbIsTheOneInItsFolder() {
        String nwb = SharedData.file("nwb/derived_ophys_suite2p219.nwb").toString(), plane = SharedData.file("calcium_suite2p_pynapple219").toString();
        String[][] pairs = {{":processing/ophys/Fluorescence/Deconvolved", "", "threshold:0", "0"}, {":processing/ophys/Fluorescence", ":F", "onset:2", ".7"}};
        for (String[] p : pairs) {
            String[] how = {"--bin-ms", "33.3", "--binarise", p[2], "--bins", "200:900", "--neurons", "3:11"}, off = p[1].isEmpty() ? new String[0] : new String[] {"--neuropil", p[3]};
            SpikeTrains one = imported(all(nwb + p[0], how, off)), two = imported(all(plane + p[1], how, off));
            assertThat(one.toString()).isEqualTo("1 trial x 700 bins x 8 neurons").isEqualTo(two.toString());
            assertThat(one.flat(0)).containsExactly(two.flat(0)).contains(1);
            assertThat(one.cells().names()).isEqualTo(two.cells().names());
        }
    }

    private static String[] all(String first, String[]... more) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(first), java.util.Arrays.stream(more).flatMap(java.util.Arrays::stream)).toArray(String[]::new);
    }

    private SpikeTrains imported(String... args) {
        Path target = folder.resolve("o.npz");
        String[] all = java.util.stream.Stream.concat(java.util.stream.Stream.of("import", "-o", target.toString(), "--force"), java.util.Arrays.stream(args)).toArray(String[]::new);
        assertThat(shell.run(all)).as(shell.err()).isZero();
        return SpikeFile.read(target);
    }

    private static int[] seen(SpikeTrains trains, int i) { return IntStream.range(0, trains.bins(0)).filter(t -> trains.observed(0, t, i)).toArray(); }
}
