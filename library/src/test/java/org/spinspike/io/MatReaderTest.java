package org.spinspike.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.spikes.BinarisationRule;
import org.spinspike.spikes.Recording;
import org.spinspike.spikes.SpikeTrains;

/** Fixtures and their script lie in src/test/resources/org/spinspike/io/mat. */
class MatReaderTest {
    private static final Reading ANY = Reading.PLAIN.binMs(10).rule(BinarisationRule.ANY);
    @TempDir Path folder;

    @ParameterizedTest @ValueSource(strings = {"plain.mat", "packed.mat", "every.mat:vectors", "v73.mat:vectors"})
    void aCellOfVectorsIsOneUnitEach(String file) {
        Recording r = times(file);
        assertThat(r.times()[0]).containsExactly(.1, .2, .9);
        assertThat(r.times()[1]).isEmpty();
        assertThat(r.times()[2]).containsExactly(.35);
        assertThat(r.cells().names()).containsExactly("1", "2", "3");
    }

    @Test void unitsAreFoundInCellsOfCellsOfStructsWithTheirProperties() {
        Content content = read("every.mat:session.probe", Reading.PLAIN);
        Recording r = content.recording().orElseThrow();
        assertThat(r.times()).isDeepEqualTo(new double[][] {{.105, .11, .35}, {}, {.05, 1.2}});       // the second has no spikes; four places hold no unit
        assertThat(r.cells().names()).containsExactly("a", "b", "c");
        assertThat(r.properties().numbers("depth")).containsExactly(100, 300, 200);
        assertThat(r.properties().labels("place")).containsExactly("1.1", "3.2", "3.3");
        assertThat(r.properties().columns()).doesNotContainKey("wave");
        assertThat(content.notes()).containsExactly("3 empty places of session.probe are no units");
        assertThat(times("every.mat:session.probe.times").times()).isDeepEqualTo(r.times());
        assertThat(times("every.mat:session.probe{3}{3}").times()).isDeepEqualTo(new double[][] {{.05, 1.2}});
    }

    @ParameterizedTest @ValueSource(strings = {"every.mat:units", "v73.mat:units"})
    void anArrayOfStructsIsOneUnitEachAndMillisecondsAreToldByTheName(String file) {
        assertThat(times(file).times()).isDeepEqualTo(new double[][] {{.5, .7}, {.25}});
        assertThat(times(file).cells().names()).containsExactly("3", "9");
        assertThat(times(file + "(2)").times()).isDeepEqualTo(new double[][] {{.25}});
    }

    @Test void timesAndUnitsAreReadAsAPairOrAsTwoColumns() {
        Recording pair = times("pair.mat");
        assertThat(pair.cells().names()).containsExactly("2", "7");
        assertThat(pair.times()).isDeepEqualTo(new double[][] {{.1}, {.2, .3}});
        assertThat(times("every.mat:events").times()).isDeepEqualTo(new double[][] {{.25, 1.75}, {.5}});
    }

    @ParameterizedTest @ValueSource(strings = {"every.mat:counts", "v73.mat:counts"})
    void aMatrixHasTheOrderMatlabShows(String file) {
        SpikeTrains trains = read(file, ANY.axes("neurons,bins")).array().orElseThrow().trains();
        assertThat(trains.toString()).isEqualTo("1 trial x 4 bins x 3 neurons");
        assertThat(trains.flat(0)).containsExactly(0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0);
        assertThat(trains.binarisation().read()).isEqualTo(8);
        assertThat(trains.binarisation().clipped()).isEqualTo(3);
        assertThatThrownBy(() -> read(file, ANY)).hasMessageContaining("array 'counts': has two axes [3, 4]: say which is which with --axes");
    }

    @Test void threeAxesAreTrialsBinsNeuronsUnlessNamedOtherwise() {
        SpikeTrains trains = read("every.mat:box", ANY.axes("neurons,trials,bins")).array().orElseThrow().trains();
        assertThat(trains.toString()).isEqualTo("3 trials x 4 bins x 2 neurons");
        assertThat(trains.flat(1)).containsExactly(0, 0, 1, 1, 0, 0, 1, 1);
        assertThat(read("every.mat:box", ANY).array().orElseThrow().trains().toString()).isEqualTo("2 trials x 3 bins x 4 neurons");
    }

    @Test void aCellOfMatricesIsOneTrialEachWithItsOwnLength() {
        SpikeTrains trains = read("every.mat:trials", ANY.axes("neurons,bins")).array().orElseThrow().trains();
        assertThat(trains.trials()).isEqualTo(2);
        assertThat(trains.bins(0)).isEqualTo(4);
        assertThat(trains.bins(1)).isEqualTo(2);
        assertThat(trains.fires(1, 0, 1) && trains.fires(1, 1, 0)).isTrue();
        assertThat(trains.spikes()).isEqualTo(7);
        assertThatThrownBy(() -> read("every.mat:trials", ANY)).hasMessageContaining("one matrix a trial: say which axis is which");
        assertThat(Readers.array(source("every.mat"), "side").texts()).containsExactly("left", "right");
        assertThat(Readers.array(source("every.mat"), "angle").ints()).containsExactly(0, 45);
    }

    @Test void whatWasMeasuredBesideMayHaveOneColumnABin() {
        SpikeTrains trains = read("every.mat:counts", ANY.axes("neurons,bins").along(List.of("speed"))).array().orElseThrow().trains();
        assertThat(trains.design().covariates().orElseThrow().names()).containsExactly("speed.0", "speed.1");
        assertThat(trains.design().covariates().orElseThrow().at(0, 3, 1)).isEqualTo(7);
        assertThatThrownBy(() -> read("plain.mat", Reading.PLAIN.along(List.of("speed")))).hasMessageContaining("what was measured beside them is read from NWB and NPZ files");
    }

    @Test void bytesOfEitherOrderAreRead() {
        assertThat(times("big.mat").times()).isDeepEqualTo(new double[][] {{.25, .5, 1}});
        assertThatThrownBy(() -> read("text_big.mat", Reading.PLAIN)).hasMessageContaining("spikes: is text with bytes in the other order, neither");
    }

    @Test void theInventoryShowsShapesAndWhatIsCalledSpikesFirst() {
        assertThat(Readers.of(fixture("every.mat")).inventory(fixture("every.mat")).entries()).contains("counts uint8[3, 4]", "session.rat text 'Ada'", "z complex numbers", "side cell[1, 2] of text 'left', text 'right'")
                .anyMatch(line -> line.startsWith("session.probe cell[1, 3] of cell[1, 2] of struct[1, 1] (times, depth, label, wave)"));
        assertThat(Readers.of(fixture("v73.mat")).inventory(fixture("v73.mat"))).isEqualTo(new Inventory("MAT 7.3", List.of("counts uint8[3, 4]", "rat text 'Ada'",
                "units struct[1, 2] (id, spike_times_ms)", "vectors cell[1, 3] of double[1, 3], double[0, 0], double[1, 1]")));
    }

    @ParameterizedTest @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "every.mat| holds several variables, none of them called spikes; if one of them holds spikes or spike times, FILE:VARIABLE picks it: session struct[1, 1] (rat, probe)",
            "every.mat:nothing| has no variable 'nothing'; there are: session struct", "every.mat:session.cat| session: has no field 'cat'; it is struct[1, 1] (rat, probe)",
            "every.mat:session.probe{4}| session.probe: has no place {4}: places go from 1, and its shape is [1, 3]", "every.mat:session.probe{0}| has no place {0}",
            "every.mat:session.probe{2,1}| has no place {2,1}", "every.mat:counts{1}| counts: is uint8[3, 4], of which {1} is no part",
            "every.mat:session.probe.| 'session.probe.' is no path in a MAT file; it is written VARIABLE.FIELD{PLACE}.NAME", "every.mat:session| session: is a struct without a field of spike times (times, spike_times, ts); it has: rat, probe",
            "every.mat:session.rat| session.rat: is text 'Ada', neither numbers nor spike times", "every.mat:z| z: is complex numbers, neither",
            "huge.mat| has shape [1073741824, 1073741824], more elements than an array can hold (2^31)", "forged.mat| declares 1073741824 values in 0 bytes: the file is damaged or forged",
            "short.mat| variable 'spikes': is damaged, or not of a kind that is read: Incorrect number of elements in real store", "bomb.mat| variable 1: declares 1.0 GiB, more than its", "inner.mat| variable 'spikes': declares an element of 2.0 GiB, 16 bytes are left: the file is damaged or cut short",
            "wide.mat| variable 'spikes': declares 1073741824 values in 0 bytes", "deep.mat| cells and structs lie deeper than 32 levels",
            "opaque.mat| spikes: is opaque object, neither", "sparse.mat| spikes: is sparse matrix, neither", "huge73.mat| spikes: expected axes shorter than 2^31, found [4611686018427387904, 1]",
            "circle73.mat| #refs#/a: is a part of itself"})
    void whatIsNotReadIsNamedInOneLine(String file, String message) {
        assertThatThrownBy(() -> read(file, Reading.PLAIN)).isInstanceOf(SpikeFileException.class).hasMessageContaining(message.strip()).hasMessageNotContaining("\n");
    }

    @Test void objectsOfMatlabSpoilNothingBesideThem() {
        assertThat(read("objects.mat:session.times", Reading.PLAIN).recording().orElseThrow().times()).isDeepEqualTo(new double[][] {{.5, 2}});
        assertThat(Readers.of(fixture("objects.mat")).inventory(fixture("objects.mat")).entries()).containsExactly("table opaque object", "session struct[1, 1] (date, times)", "session.date opaque object", "session.times double[1, 2]");
        assertThatThrownBy(() -> read("objects.mat:session.date", Reading.PLAIN)).hasMessageContaining("session.date: is opaque object, neither");
    }

    /** The checksum of what was deflated is compared. */
    @Test void aFlippedByteOfADeflatedVariableNeverGivesAWrongNumber() throws IOException {
        byte[] bytes = Files.readAllBytes(fixture("packed.mat"));
        for (int at = 128; at < bytes.length; at++) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= 0x11;
            Path file = Files.write(folder.resolve("flipped.mat"), flipped);
            try {
                assertThat(Readers.read(Source.of(file), Reading.PLAIN).recording().orElseThrow().times()).as("byte %d", at).isDeepEqualTo(times("packed.mat").times());
            } catch (SpikeFileException expected) {
                assertThat(expected).hasMessageContaining("flipped.mat").hasMessageNotContaining("\n");
            }
        }
    }

    @Test void moreThanMayBeUsedIsRefusedBeforeItIsRead() {
        assertThatThrownBy(() -> read("every.mat:counts", ANY.axes("neurons,bins").most(1000))).hasMessageContaining("1000 bytes may be used for a file");
        assertThatThrownBy(() -> read("v73.mat:counts", ANY.axes("neurons,bins").most(100))).hasMessageContaining("100 bytes may be used for a file");
    }

    @ParameterizedTest @ValueSource(strings = {"plain.mat", "packed.mat", "cut73.mat"})
    void aFileCutAnywhereIsRefusedAtOnceAndNeverGivesAWrongNumber(String name) throws IOException {
        byte[] whole = Files.readAllBytes(fixture(name));
        double[][] times = times(name).times();
        Path cut = Files.write(folder.resolve("cut.mat"), whole);
        try (FileChannel file = FileChannel.open(cut, StandardOpenOption.WRITE)) {
            for (int length = whole.length - 1; length >= 6; length--) {
                file.truncate(length);
                int at = length;
                Assertions.assertTimeout(Duration.ofSeconds(1), () -> {
                    try {
                        assertThat(Readers.read(Source.of(cut), Reading.PLAIN).recording().orElseThrow().times()).as("cut to %d bytes", at).isDeepEqualTo(times);
                        assertThat(name).as("cut to %d bytes and read", at).isEqualTo("cut73.mat");          // where HDF5 left room at its end
                    } catch (SpikeFileException expected) {
                        assertThat(expected).hasMessageContaining("cut.mat").hasMessageNotContaining("\n");
                    }
                }, "cut to " + at + " bytes");
            }
        }
    }

    @ParameterizedTest @ValueSource(strings = {"plain.mat", "every.mat"})
    void aFlippedByteGivesNumbersOrOneMessage(String name) throws IOException {
        byte[] whole = Files.readAllBytes(fixture(name));
        Path flipped = Files.write(folder.resolve("flipped.mat"), whole);
        try (FileChannel file = FileChannel.open(flipped, StandardOpenOption.WRITE)) {
            for (int at = 6; at < whole.length; at++) {
                file.write(ByteBuffer.wrap(new byte[] {(byte) (whole[at] ^ 0x25)}), at);
                try {
                    Readers.read(new Source(flipped, Optional.of("vectors")), Reading.PLAIN);
                } catch (SpikeFileException expected) {
                    assertThat(expected).hasMessageContaining("flipped.mat").hasMessageNotContaining("\n");
                }
                file.write(ByteBuffer.wrap(whole, at, 1), at);
            }
        }
    }

    @ParameterizedTest @CsvSource({"aplysia/Feb1312da06spks.mat, 125, 17059", "hippocampus_nelpy/linear-track_spikes.mat, 37, 28829"})
    void realRecordingsAreRead(String name, int units, long spikes) {
        Recording r = Readers.read(Source.of(SharedData.file(name)), Reading.PLAIN).recording().orElseThrow();
        assertThat(r.units()).isEqualTo(units);
        assertThat(r.spikes()).isEqualTo(spikes);
    }

    private static Recording times(String file) { return read(file, Reading.PLAIN).recording().orElseThrow(); }

    private static Content read(String file, Reading how) { return Readers.read(source(file), how); }

    private static Source source(String file) {
        int colon = file.indexOf(':');
        return colon < 0 ? Source.of(fixture(file)) : new Source(fixture(file.substring(0, colon)), Optional.of(file.substring(colon + 1)));
    }

    private static Path fixture(String name) { return Path.of("src/test/resources/org/spinspike/io/mat", name); }
}
