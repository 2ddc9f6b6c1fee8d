package org.spinspike.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.math.NamedArray;
import org.spinspike.spikes.BinarisationRule;
import org.spinspike.spikes.Range;
import org.spinspike.spikes.Recording;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.trace.TraceSteps;

/** Folders of Phy/Kilosort and suite2p, made here. */
class FolderReadersTest {
    private static final Reading ACTIVE = Reading.PLAIN.binMs(40).rule(BinarisationRule.parse("threshold:0"));
    @TempDir Path folder;
    private Path sorting, plane;

    /** Clusters 4 (good by hand, mua by Kilosort), 7 (mua by hand), 9 (no word by hand, good by Kilosort), 11 (in no table); 10 samples a second. */
    @BeforeEach void aSortingAndAPlane() throws IOException {
        sorting = Files.createDirectories(folder.resolve("sorting"));
        Npy.write(sorting.resolve("spike_times.npy"), NamedArray.of(new long[] {1, 2, 3, 5, 8, 13, 21}, 7, 1));
        Npy.write(sorting.resolve("spike_clusters.npy"), NamedArray.of(new int[] {9, 4, 7, 4, 11, 9, 9}, 7));
        write("sorting/params.py", "dat_path = 'raw.dat'\nimport os; os.remove('x')\nsample_rate = 10.  # Hz\nhp_filtered = False\n");
        write("sorting/cluster_KSLabel.tsv", "cluster_id\tKSLabel\n4\tmua\n7\tgood\n9\tgood\n");
        write("sorting/cluster_group.tsv", "cluster_id\tgroup\n4\tgood\n7\tmua\n");
        write("sorting/cluster_info.tsv", "id\tdepth\tch\tgroup\n4\t120.5\t1\tnoise\n7\t80\t2\t\n9\t60\t3\n");
        plane = Files.createDirectories(folder.resolve("suite2p/plane0"));
        Npy.write(plane.resolve("F.npy"), NamedArray.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, 3, 5));
        Npy.write(plane.resolve("Fneu.npy"), NamedArray.of(new float[15], 3, 5));
        Npy.write(plane.resolve("spks.npy"), NamedArray.of(new float[] {0, 2.5f, 0, 0, 1, 9, 9, 9, 9, 9, 0, 0, .5f, 0, 0}, 3, 5));
        Npy.write(plane.resolve("iscell.npy"), NamedArray.of(new double[] {1, .9, 0, .1, 1, .8}, 3, 2));
        Files.write(plane.resolve("ops.npy"), "no pickle is opened".getBytes(StandardCharsets.UTF_8));
    }

    @Test void whatAPersonSaidOfAClusterGoesBeforeWhatKilosortSaid() {
        Content content = read(sorting.toString(), Reading.PLAIN);
        Recording r = content.recording().orElseThrow();
        assertThat(r.cells().names()).containsExactly("4", "9");
        assertThat(r.times()).isDeepEqualTo(new double[][] {{.2, .5}, {.1, 1.3, 2.1}});
        assertThat(r.properties().numbers("depth")).containsExactly(120.5, 60);
        assertThat(r.properties().labels("group")).containsExactly("good", "good");
        assertThat(content.notes()).containsExactly("groups good: 2 clusters, 5 of 7 spikes of the sorting (good (2), mua (1))");
        assertThat(read(sorting.toString(), Reading.PLAIN.groups("mua,unsorted")).recording().orElseThrow().cells().names()).containsExactly("7", "11");
        assertThat(read(sorting.toString(), Reading.PLAIN.groups("all")).recording().orElseThrow().spikes()).isEqualTo(7);
        assertThat(Readers.of(sorting).inventory(sorting).entries()).containsExactly("spike_times.npy int64[7, 1]", "spike_clusters.npy int32[7]", "params.py (10 samples a second)",
                "groups of 3 clusters: good (2), mua (1); --groups picks them, good without it");
    }

    @ParameterizedTest @CsvSource(delimiter = '|', value = {"params.py| gain = 3| expected a line 'sample_rate = NUMBER' above 0", "params.py| sample_rate = int('30000')| a line 'sample_rate = NUMBER' above 0",
            "cluster_group.tsv| cluster_id,group| has no spike in groups good; there are: mua (1); --groups picks others", "cluster_group.tsv| who,group| expected a column cluster_id, found who, group",
            "spike_clusters.npy| hello, I am text| expected an NPY array, found other bytes"})
    void whatIsWrongInASortingIsNamed(String file, String text, String message) throws IOException {
        Files.delete(sorting.resolve("cluster_KSLabel.tsv"));
        Files.delete(sorting.resolve("cluster_info.tsv"));
        write("sorting/cluster_group.tsv", "cluster_id\tgroup\n7\tmua\n");
        write("sorting/" + file, text.strip().replace(",", "\t") + (message.contains("--groups") ? "\n7\tmua\n" : "\n"));
        assertThatThrownBy(() -> read(sorting.toString(), Reading.PLAIN)).isInstanceOf(SpikeFileException.class).hasMessageContaining(message.strip()).hasMessageNotContaining("\n");
    }

    @Test void aSortingWithoutTablesIsReadWholeAndWithoutARateNotAtAll() throws IOException {
        for (String table : new String[] {"KSLabel", "group", "info"}) Files.delete(sorting.resolve("cluster_" + table + ".tsv"));
        assertThat(read(sorting.toString(), Reading.PLAIN).recording().orElseThrow().units()).isEqualTo(4);
        Npy.write(sorting.resolve("spike_clusters.npy"), NamedArray.of(new int[] {9, 4}, 2));
        assertThatThrownBy(() -> read(sorting.toString(), Reading.PLAIN)).hasMessageContaining("spike_clusters.npy: expected 7 spikes as in spike_times.npy, found 2");
        Files.delete(sorting.resolve("params.py"));
        assertThatThrownBy(() -> read(sorting.toString(), Reading.PLAIN)).hasMessageContaining("has no params.py, so the rate of samples is not known");
    }

    @Test void acceptedCellsOfAPlaneAreReadUnderTheNumbersOfTheirRegions() {
        Content content = read(plane.getParent().toString(), ACTIVE);
        SpikeTrains trains = content.array().orElseThrow().trains();
        assertThat(trains.toString()).isEqualTo("1 trial x 5 bins x 2 neurons");
        assertThat(trains.cells().names()).containsExactly("0", "2");
        assertThat(trains.flat(0)).containsExactly(0, 0, 1, 0, 0, 1, 0, 0, 1, 0);
        assertThat(content.notes()).containsExactly("2 of 3 regions read, the accepted cells; --groups all reads every region");
        assertThat(read(plane.toString(), ACTIVE.groups("all")).array().orElseThrow().trains().neurons()).isEqualTo(3);
        assertThat(read(plane.toString(), ACTIVE.bins(new Range("--bins", "1:3"))).array().orElseThrow().trains().flat(0)).containsExactly(1, 0, 0, 1);
        SpikeTrains bright = read(plane + ":F", Reading.PLAIN.binMs(40).rule(BinarisationRule.parse("threshold:4.5"))).array().orElseThrow().trains();
        assertThat(bright.flat(0)).containsExactly(0, 1, 0, 1, 0, 1, 0, 1, 1, 1);
        assertThat(new Suite2pFolder(plane).trace("F", new int[] {2}, new Range("--bins", "3:5"), MemoryLimit.ofHeap()).doubles()).containsExactly(14, 15);
    }

    @Test void whatAPlaneNeedsIsSaid() throws IOException {
        assertThatThrownBy(() -> read(plane.toString(), Reading.PLAIN)).hasMessageContaining("spks: needs --bin-ms, the time from frame to frame");
        assertThatThrownBy(() -> read(plane.toString(), Reading.PLAIN.binMs(40))).hasMessageContaining("holds traces (deconvolved activity), and a rule makes events of them: --binarise threshold:X");
        assertThatThrownBy(() -> read(plane + "/F.npy", ACTIVE)).hasMessageContaining("is part of a suite2p folder; 'import plane0:F' on that folder takes its accepted cells");
        assertThatThrownBy(() -> read(plane + "/iscell.npy", ACTIVE)).hasMessageContaining("'import plane0' on that folder");
        assertThat(read(plane + "/spks.npy", ACTIVE.axes("neurons,bins")).array().orElseThrow().trains().neurons()).isEqualTo(3);
        assertThatThrownBy(() -> read(plane + ":G", ACTIVE)).hasMessageContaining("has no trace 'G'; there are: F, Fneu, spks");
        assertThatThrownBy(() -> read(plane.toString(), ACTIVE.groups("mua"))).hasMessageContaining("knows --groups good (accepted cells) and all, not mua");
        assertThat(Readers.of(plane).inventory(plane).entries()).contains("2 of 3 regions are accepted cells; --groups all reads every region", "ops.npy is a pickle and never opened");
        Npy.write(plane.resolve("spks.npy"), NamedArray.of(new float[10], 2, 5));
        assertThatThrownBy(() -> read(plane.toString(), ACTIVE)).hasMessageContaining("spks.npy: expected shape [3, 5] as F.npy, found [2, 5]");
        Files.createDirectories(folder.resolve("suite2p/plane1"));
        for (String file : new String[] {"F.npy", "iscell.npy"}) Files.copy(plane.resolve(file), folder.resolve("suite2p/plane1").resolve(file));
        assertThatThrownBy(() -> read(plane.getParent().toString(), ACTIVE)).hasMessageContaining("holds 2 planes; name one of them: plane0, plane1");
        assertThatThrownBy(() -> Readers.of(Files.createDirectories(folder.resolve("none")))).hasMessageContaining("expected a file, found a folder that is no recording");
    }

    @Test void ofFTheNeuropilIsTakenOffUnlessToldOtherwise() throws IOException {
        Npy.write(plane.resolve("Fneu.npy"), NamedArray.of(new float[] {0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20, 0}, 3, 5));
        Reading bright = Reading.PLAIN.binMs(40).rule(BinarisationRule.parse("threshold:0"));
        Content usual = read(plane + ":F", bright), none = read(plane + ":F", bright.traces(TraceSteps.NONE.neuropil(0))), more = read(plane + ":F", bright.traces(TraceSteps.NONE.neuropil(.2)));
        assertThat(usual.array().orElseThrow().trains().flat(0)).containsExactly(1, 1, 1, 1, 0, 1, 1, 0, 1, 1);        // 3 - .7 * 5 = -.5; 14 - .7 * 20 = 0
        assertThat(usual.array().orElseThrow().trains().binarisation().rule()).isEqualTo("neuropil 0.7, threshold:0");
        assertThat(usual.notes().get(0)).isEqualTo("of F 0.7 times the neuropil is taken off; --neuropil says another share, 0 for none");
        assertThat(none.array().orElseThrow().trains().spikes()).isEqualTo(10);
        assertThat(none.notes()).hasSize(1);
        assertThat(more.array().orElseThrow().trains().spikes()).isEqualTo(10);
        assertThatThrownBy(() -> read(plane + ":spks", bright.traces(TraceSteps.NONE.neuropil(.2)))).hasMessageContaining("--neuropil is for F");
        Files.delete(plane.resolve("Fneu.npy"));
        assertThat(read(plane + ":F", bright).array().orElseThrow().trains().spikes()).isEqualTo(10);
        assertThatThrownBy(() -> read(plane + ":F", bright.traces(TraceSteps.NONE.neuropil(.2)))).isInstanceOf(SpikeFileException.class).hasMessageContaining("Fneu.npy");
        Files.delete(plane.resolve("spks.npy"));
        assertThat(read(plane.toString(), bright).array().orElseThrow().trains().spikes()).isEqualTo(10);             // without spks the folder is its F
    }

    @Test void aPartOfASortingSaysThatItBelongsToAFolder() {
        for (String file : new String[] {"spike_times.npy", "spike_clusters.npy"})
            assertThatThrownBy(() -> read(sorting + "/" + file, ACTIVE)).isInstanceOf(SpikeFileException.class).hasMessageContaining("is part of a sorting of Phy or Kilosort; 'import sorting'");
    }

    @Test void whatAPlaneLacksIsSaid() throws IOException {
        Reading bright = Reading.PLAIN.binMs(40).rule(BinarisationRule.parse("threshold:0"));
        Files.deleteIfExists(plane.resolve("Fneu.npy"));
        assertThat(read(plane + ":F", bright).notes()).contains("no Fneu.npy: no neuropil was taken off");
        assertThat(read(plane + ":F", bright.traces(TraceSteps.NONE.neuropil(0))).notes()).noneMatch(note -> note.contains("Fneu"));
        assertThat(read(plane + ":spks", bright).notes()).noneMatch(note -> note.contains("Fneu"));
        Files.delete(plane.resolve("iscell.npy"));
        assertThat(read(plane + ":F", bright).notes()).containsExactly("no Fneu.npy: no neuropil was taken off", "no iscell.npy: all 3 regions are read");
        assertThat(Readers.of(plane).inventory(plane).entries()).contains("no iscell.npy: all 3 regions are read", "no Fneu.npy: of F no neuropil can be taken off");
    }

    @Test void onlyOfDeconvolvedActivityEveryFrameAboveZeroIsProposed() throws IOException {
        assertThatThrownBy(() -> read(plane.toString(), Reading.PLAIN.binMs(40))).hasMessageContaining("for spks threshold:0").hasMessageNotContaining("for F");
        assertThatThrownBy(() -> read(plane + ":F", Reading.PLAIN.binMs(40))).hasMessageContaining("; for F --baseline 8:60 --binarise oasis:2").hasMessageNotContaining("for spks");
    }

    @ParameterizedTest @ValueSource(strings = {"sorting/spike_times.npy", "sorting/spike_clusters.npy", "sorting/params.py", "sorting/cluster_group.tsv", "suite2p/plane0/F.npy", "suite2p/plane0/iscell.npy", "suite2p/plane0/spks.npy", "suite2p/plane0"})
    void aLinkThatLeadsOutOfTheFolderIsRefusedByName(String file) throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere")).resolve("target"), link = folder.resolve(file);
        Files.move(link, elsewhere);
        link(link, elsewhere);
        assertThatThrownBy(() -> read((file.startsWith("sorting") ? sorting : plane.getParent()).toString(), file.startsWith("sorting") ? Reading.PLAIN : ACTIVE)).isInstanceOf(SpikeFileException.class)
                .hasMessageContaining(link.getFileName() + ": is a link that leads out of the folder, and nothing outside of it is opened: copy it there").hasMessageNotContaining("\n");
    }

    @Test void aLinkWithinTheFolderAndOneToTheFolderAreFollowed() throws IOException {
        Files.move(sorting.resolve("spike_times.npy"), sorting.resolve("times.npy"));
        link(sorting.resolve("spike_times.npy"), sorting.resolve("times.npy"));
        link(folder.resolve("again"), sorting);
        assertThat(read(folder.resolve("again").toString(), Reading.PLAIN).recording().orElseThrow().spikes()).isEqualTo(5);
    }

    private static void link(Path link, Path target) throws IOException {
        assumeTrue(target.getFileSystem().supportedFileAttributeViews().contains("posix"), "links want a file system that has them");
        Files.createSymbolicLink(link, target);
    }

    @Test void theSharedPlaneHasTwentyCells() {
        Path shared = SharedData.file("calcium_suite2p_pynapple219/F.npy").getParent();
        assertThat(read(shared.toString(), ACTIVE).array().orElseThrow().trains().toString()).isEqualTo("1 trial x 2000 bins x 20 neurons");
    }

    private void write(String file, String text) throws IOException { Files.writeString(folder.resolve(file), text); }

    private static Content read(String source, Reading how) { return Readers.read(Source.parse(source), how); }
}
