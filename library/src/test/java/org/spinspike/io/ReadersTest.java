package org.spinspike.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.BinarisationRule;
import org.spinspike.spikes.Recording;
import org.spinspike.spikes.SpikeTrains;

class ReadersTest {
    @TempDir Path folder;

    // ---- NWB: fixtures and their script in src/test/resources/org/spinspike/io/hdf5

    @Test void nwbIsReadByStructure() {
        Recording r = Readers.read(Source.of(fixture("units.nwb")), Reading.PLAIN.along(List.of("speed"))).recording().orElseThrow();
        assertThat(r.cells().names()).containsExactly("7", "3", "9");
        assertThat(r.times()[0]).containsExactly(.105, .11, .35);
        assertThat(r.times()[1]).isEmpty();
        assertThat(r.times()[2]).containsExactly(.05, 1.2, 1.25);
        assertThat(r.observed().orElseThrow().get(0).stop()).containsExactly(1, 2);
        assertThat(r.observed().orElseThrow().get(2).stop()).containsExactly(1.3);
        assertThat(r.cells().areas().orElseThrow()).containsExactly("PFC", "CA1", "PFC");
        assertThat(r.cells().positions().orElseThrow().get(1)).containsExactly(1, 3, 5);
        assertThat(r.properties().labels("quality")).containsExactly("good", "noise", "good");
        assertThat(r.properties().numbers("isi_violations")[1]).isEqualTo(.5);
        assertThat(r.tables().keySet()).containsExactly("licks", "trials");
        assertThat(r.table("trials").labels("side")).containsExactly("left", "right", "left");
        assertThat(r.table("trials").numbers("correct")).containsExactly(1, 0, 1);
        assertThat(r.table("licks").numbers("timestamps")).containsExactly(.2, 1.2);
        assertThat(r.series().get("speed").mean(0, .2, .4)).isEqualTo(2.5);
        assertThatThrownBy(() -> r.table("epochs")).hasMessage("no table 'epochs'; there are: licks, trials");
    }

    @Test void aSeriesOrADatasetInBinsIsReadByItsPath() {
        SpikeTrains roi = Readers.read(new Source(fixture("units.nwb"), Optional.of("/processing/ophys/roi")), Reading.PLAIN.rule(BinarisationRule.parse("threshold:1"))).array().orElseThrow().trains();
        assertThat(roi.design().binSeconds()).isEqualTo(.05);
        assertThat(roi.flat(0)).containsExactly(0, 1, 1, 0, 0, 0);
        SpikeTrains array = Readers.read(new Source(fixture("array.h5"), Optional.of("session/spikes")), Reading.PLAIN.binMs(10)).array().orElseThrow().trains();
        assertThat(array.flat(0)).containsExactly(0, 1, 1, 0, 0, 0);
        assertThatThrownBy(() -> Readers.read(new Source(fixture("units.nwb"), Optional.of("nothing")), Reading.PLAIN))
                .hasMessageContaining("has no units, series or dataset 'nothing'; there are: units units (3 units: ");
        assertThatThrownBy(() -> Readers.read(Source.of(fixture("units.nwb")), Reading.PLAIN.along(List.of("pupil"))))
                .hasMessageContaining("has no series 'pupil'; there are: acquisition/licks, processing/behavior/speed, processing/ophys/roi");
    }

    @ParameterizedTest @CsvSource(delimiter = '|', value = {
            "outside.nwb| units/spike_times: is a link to another file (other.nwb:/units/spike_times), and links out of a file are not followed",
            "filter.nwb| units/spike_times: uses a feature of HDF5 that is not read (A required filter is not available: name=",
            "latest.nwb| uses a feature of HDF5 that is not read (Unsupported data layout message version detected. Detected version = 5)",
            "huge.nwb| units/spike_times: expected axes shorter than 2^31, found [4611686018427387904]", "large.nwb| units/spike_times: needs 32.0 GiB of memory",
            "deep.nwb| groups lie deeper than 32 levels", "index.nwb| units/spike_times_index: expected ends that ascend from 3 to at most 6, found 2 in row 1",
            "array.h5| has no units with spike times; there are: dataset session/labels"})
    void hostileOrUnreadableHdf5IsRefusedInOneLine(String file, String message) {
        assertThatThrownBy(() -> Readers.read(Source.of(fixture(file)), Reading.PLAIN)).isInstanceOf(SpikeFileException.class)
                .hasMessageContaining(file).hasMessageContaining(message).hasMessageNotContaining("\n");
        assertThatThrownBy(() -> Readers.read(Source.of(fixture("latest.nwb")), Reading.PLAIN)).hasMessageContaining("'h5repack -f GZIP=4 -k 2 latest.nwb latest-plain.nwb'");
    }

    @Test void aCircleOfGroupsEnds() {
        assertThat(Readers.read(Source.of(fixture("circle.nwb")), Reading.PLAIN).recording().orElseThrow().units()).isEqualTo(3);
    }

    @Test void hdf5CutAnywhereNeverGivesAWrongNumber() throws IOException {
        byte[] whole = Files.readAllBytes(fixture("units.nwb"));
        double[][] times = Readers.read(Source.of(fixture("units.nwb")), Reading.PLAIN).recording().orElseThrow().times();
        Path cut = folder.resolve("cut.nwb");
        for (int length = 8; length < whole.length; length += 61) {
            Files.write(cut, Arrays.copyOf(whole, length));
            Assertions.assertTimeout(Duration.ofSeconds(1), () -> {
                try {
                    assertThat(Readers.read(Source.of(cut), Reading.PLAIN).recording().orElseThrow().times()).isDeepEqualTo(times);
                } catch (SpikeFileException expected) {
                    assertThat(expected).hasMessageContaining("cut.nwb").hasMessageNotContaining("\n");
                }
            }, () -> "cut somewhere");
        }
    }

    // ---- CSV

    @Test void longTablesAreSpikeTimes() throws IOException {
        Recording r = times("unit,time_s\n2,1.5\n10,0.25\n2,0.5\n");
        assertThat(r.cells().names()).containsExactly("2", "10");
        assertThat(r.times()[0]).containsExactly(.5, 1.5);
        assertThat(times("# made by hand\n\"neuron\"; time_ms \n\nA1;1500\r\nB2;250\n").times()[0]).containsExactly(1.5);
        assertThat(times("1.0\t1.75\n3.0\t0.5\n").cells().names()).containsExactly("1", "3");
        assertThat(times("0.25 7\n1.5 7\n").times()[0]).containsExactly(.25, 1.5);
    }

    @Test void trialsOfALongTableLieEndToEnd() throws IOException {
        Recording r = times("trial,unit,time\na,1,-0.5\na,2,0.25\nb,1,1.25\n");
        assertThat(r.table("trials").labels("trial")).containsExactly("a", "b");
        assertThat(r.table("trials").numbers("start_time")).containsExactly(0, 5);
        assertThat(r.table("trials").numbers("zero")).containsExactly(.5, 5.5);
        assertThat(r.times()[0]).containsExactly(0, 6.75);
        assertThat(r.times()[1]).containsExactly(.75);
    }

    @Test void wideTablesAreBins() throws IOException {
        SpikeTrains trains = bins("trial,bin,A,B\n0,0,1,0\n0,1,0,0\n1,0,0,1\n", Reading.PLAIN.binMs(20));
        assertThat(trains.cells().names()).containsExactly("A", "B");
        assertThat(trains.bins(1)).isEqualTo(1);
        assertThat(trains.fires(0, 0, 0) && trains.fires(1, 0, 1)).isTrue();
        assertThat(bins("0,1,1\n1,0,0\n", Reading.PLAIN.binMs(20)).toString()).isEqualTo("1 trial x 2 bins x 3 neurons");
        assertThat(bins("0,1,1\n1,0,0\n", Reading.PLAIN.binMs(20).axes("neurons,bins")).toString()).isEqualTo("1 trial x 3 bins x 2 neurons");
    }

    @ParameterizedTest @CsvSource(delimiter = ';', value = {
            "unit,time_s|0,abc; line 2, column 2: expected a number, found 'abc'", "unit,time_s|0,; line 2, column 2: expected a number, found nothing",
            "unit,time_s|0,nan; line 2, column 2: expected a time, found nan", "unit,time_s|0,1,2; line 2: expected 2 values as in the first line, found 3",
            "time_s|1; has a column of times but none of units", "trial,bin,A|0,0,1|0,2,1; line 3, column 2: expected bin 1, found 2",
            "trial,bin,A|0,0,1|1,0,1|0,1,1; line 4: trial 0 goes on after another one began", "A,B|0,1|0,; line 3, column 2: expected a number, found nothing",
            "unit,time_s; holds no spike", "A,B; holds no line of values", "A,B|0,3; holds counts, the largest is 3", "A,B|0,nan; trial 0, bin 0, neuron 1 is NaN",
            "unit,time_s|0,.5|0,1e18; line 3, column 2: expected a time within 4611686018 seconds of zero, found 1e18", "unit,time_ms|0,-1e13; expected a time within 4611686018 seconds",
            "A,A|0,1; distinct, but 'A' stands twice"})
    void aFaultInATableIsNamedWithItsPlace(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), text.replace('|', '\n') + "\n");
        assertThatThrownBy(() -> Readers.read(Source.of(file), Reading.PLAIN.binMs(10))).isInstanceOf(SpikeFileException.class).hasMessageContaining("t.csv").hasMessageContaining(message);
    }

    // ---- NPZ with spike times, and what is no recording

    @Test void spikeTimesInAnNpzBringTablesAndSeriesAlong() {
        Path file = folder.resolve("times.npz");
        Npz.write(file, new NamedArrays().put("spike_times", new double[] {.1, .2, .3}, 3).put("spike_times_index", new int[] {2, 3}, 2).put("unit_id", new int[] {4, 8}, 2)
                .put("depth", new double[] {100, 200}, 2).put("trials.start_time", new double[] {0, 1}, 2).put("trials.stop_time", new double[] {1, 2}, 2)
                .put("speed", new double[] {1, 2, 3}, 3).put("speed_times", new double[] {0, 1, 2}, 3));
        Recording r = Readers.read(Source.of(file), Reading.PLAIN.along(List.of("speed"))).recording().orElseThrow();
        assertThat(r.cells().names()).containsExactly("4", "8");
        assertThat(r.properties().numbers("depth")).containsExactly(100, 200);
        assertThat(r.table("trials").rows()).isEqualTo(2);
        assertThat(r.series().get("speed").times()).containsExactly(0, 1, 2);
        assertThatThrownBy(() -> Readers.read(Source.of(file), Reading.PLAIN.along(List.of("pupil")))).hasMessageContaining("has no series 'pupil' (arrays NAME and NAME_times); there are: speed");
    }

    @Test void whatIsNoRecordingIsSaidSo() throws IOException {
        for (Map.Entry<String, String> file : Map.of("", "is empty", "\u0000\u0001\u0002", "is in no format that is read: NPZ, NPY, MAT, NWB/HDF5, CSV").entrySet()) {
            Path path = Files.writeString(folder.resolve("x.bin"), file.getKey());
            assertThatThrownBy(() -> Readers.of(path)).isInstanceOf(SpikeFileException.class).hasMessageContaining(file.getValue());
        }
        assertThatThrownBy(() -> Readers.of(folder)).hasMessageContaining("expected a file, found a folder");
        assertThatThrownBy(() -> Readers.of(folder.resolve("none"))).hasMessageContaining("there is no such file");
    }

    @ParameterizedTest @CsvSource({"hippocampus_nelpy/linear_track.npz, 31, 28829", "hippocampus_nelpy/linear_track.csv, 31, 28829", "aplysia/Feb1312da06.csv, 125, 17059",
            "songbird/songbird_spikes.txt, 74, 3336", "nwb/sub-anm00239123_ses-20170627T093549_ecephys+ogen.nwb, 4, 34057", "nwb/sub-anm369963_ses-20170228.nwb, 1, 1679",
            "nwb/nwb_explorer/nwbexplorer_test_Units.nwb, 2, 6"})
    void realRecordingsAreRead(String name, int units, long spikes) {
        Recording r = Readers.read(Source.of(SharedData.file(name)), Reading.PLAIN).recording().orElseThrow();
        assertThat(r.units()).isEqualTo(units);
        assertThat(r.spikes()).isEqualTo(spikes);
    }

    @Test void everyNwbFileGivesSomethingOrSaysWhatIsThere() throws IOException {
        try (var files = Files.walk(SharedData.file("nwb"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".nwb")).toList()) {
                try {
                    assertThat(Readers.read(Source.of(file), Reading.PLAIN).recording()).isPresent();
                } catch (SpikeFileException e) {
                    assertThat(e.getMessage()).containsAnyOf("has no units with spike times; there ", "has no units with spike times; it has traces of cells, and FILE:PATH picks one: ").doesNotContain("\n");
                }
            }
        }
    }

    private Recording times(String text) throws IOException {
        return Readers.read(Source.of(Files.writeString(folder.resolve("t.csv"), text)), Reading.PLAIN).recording().orElseThrow();
    }

    private SpikeTrains bins(String text, Reading how) throws IOException {
        return Readers.read(Source.of(Files.writeString(folder.resolve("t.csv"), text)), how).array().orElseThrow().trains();
    }

    private static Path fixture(String name) {
        return Path.of("src/test/resources/org/spinspike/io/hdf5", name);
    }
}
