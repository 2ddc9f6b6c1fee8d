package org.spinspike.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.spikes.BinarisationRule;
import org.spinspike.spikes.Range;
import org.spinspike.spikes.Recording;
import org.spinspike.spikes.SpikeTrains;

/** NWB beyond {@link ReadersTest}. Fixtures and their script (make_series.py) lie in src/test/resources/org/spinspike/io/hdf5. */
class NwbReaderTest {
    private static final String DFF = "series.nwb:processing/ophys/DfOverF/Roi", FLUORESCENCE = "series.nwb:processing/ophys/Fluorescence";

    @TempDir Path folder;

    @ParameterizedTest @ValueSource(strings = {"units", "units_u1", "units_i2", "units_u2", "units_i4", "units_u4", "units_i8", "units_u8", "units_f8"})
    void anIndexMayHaveAnyWidth(String group) {
        Recording r = read("widths.nwb:/" + group, Reading.PLAIN).recording().orElseThrow();
        assertThat(r.times()).isDeepEqualTo(new double[][] {{.5}, {}, {.125, .25}});
        assertThat(r.observed().orElseThrow().get(0).start()).containsExactly(0, .45);
        assertThat(r.observed().orElseThrow().get(1).stop()).containsExactly(.2);
        assertThat(r.tables().keySet()).containsExactlyInAnyOrder("epochs", "processing/behavior/epochs");
        assertThat(r.table("epochs").labels("label")).containsExactly("a", "b");
        assertThat(r.table("epochs").columns()).containsOnlyKeys("id", "start_time", "stop_time", "label");        // tags have several values a row
    }

    /** data * .5 - 2; columns are rows 3, 1, 0 of the plane, whose numbers are 40, 20, 10; 20 is not accepted. */
    @Test void aSeriesIsReadInItsUnitUnderTheNumbersOfItsAcceptedCells() {
        Content content = read(DFF, above(0));
        SpikeTrains trains = content.array().orElseThrow().trains();
        assertThat(trains.cells().names()).containsExactly("40", "10");
        assertThat(trains.flat(0)).containsExactly(0, 1, 0, 1, 0, 1, 0, 1, 1, 1);
        assertThat(trains.design().binSeconds()).isEqualTo(.05);
        assertThat(trains.design().startSeconds().orElseThrow()).containsExactly(2.5);
        assertThat(content.notes()).containsExactly("2 of 3 regions read, the accepted cells; --groups all reads every region");
        SpikeTrains all = read(DFF, above(0).groups("all")).array().orElseThrow().trains();
        assertThat(all.cells().names()).containsExactly("40", "20", "10");
        assertThat(all.flat(0)).containsExactly(0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 1);
    }

    @Test void aWindowOfBinsAndCellsIsThatPartOfTheWhole() {
        SpikeTrains part = read(DFF, above(1.6).bins(new Range("--bins", "1:4")).neurons(new Range("--neurons", "1:"))).array().orElseThrow().trains();
        assertThat(part.cells().names()).containsExactly("10");
        assertThat(part.flat(0)).containsExactly(0, 0, 1);                    // 1, 1.5, 2
        SpikeTrains unnamed = read("series.nwb:acquisition/volts", above(1500).neurons(new Range("--neurons", "2:3")).bins(new Range("--bins", "-2:"))).array().orElseThrow().trains();
        assertThat(unnamed.cells().names()).containsExactly("n2");
        assertThat(unnamed.flat(0)).containsExactly(1, 1);                    // 8 and 9 times 2 times 100
        assertThatThrownBy(() -> read(DFF, above(0).neurons(new Range("--neurons", "0:3")))).hasMessageContaining("--neurons 0:3 is empty or outside of 0:2");
        assertThatThrownBy(() -> read(DFF, above(0).bins(new Range("--bins", "0:6")))).hasMessageContaining("--bins 0:6 is empty or outside of 0:5");
    }

    /** Two channels of three samples, stored channels first: times 10 and 100 they are 10 20 30 and 400 500 600; of the second alone, 400 500 600. */
    @Test void channelsAreConvertedAlongTheirAxis() {
        Path path = folder.resolve("turned.nwb");
        try (WritableHdfFile file = HdfFile.write(path)) {
            file.putAttribute("nwb_version", "2.7.0");
            WritableGroup volts = file.putGroup("acquisition").putGroup("volts");
            volts.putDataset("data", new double[][] {{1, 2, 3}, {4, 5, 6}});
            volts.putDataset("channel_conversion", new double[] {10, 100});
            volts.putDataset("starting_time", 0.).putAttribute("rate", 100.);
        }
        Source source = new Source(path, Optional.of("acquisition/volts"));
        Reading how = above(25).axes("neurons,bins");
        assertThat(Readers.read(source, how).array().orElseThrow().trains().flat(0)).containsExactly(0, 1, 0, 1, 1, 1);
        assertThat(Readers.read(source, above(450).axes("neurons,bins").neurons(new Range("--neurons", "1:2"))).array().orElseThrow().trains().flat(0)).containsExactly(0, 1, 1);
    }

    @Test void whatIsReadAlongBeginsAtItsStartingTime() {                      // 2.5 s, 20 samples a second
        Path path = Path.of("src/test/resources/org/spinspike/io/hdf5/series.nwb");
        try (Hdf5 file = new Hdf5(path)) {
            assertThat(NwbClock.times(path, file, "processing/ophys/DfOverF/Roi", 5)).containsExactly(new double[] {2.5, 2.55, 2.6, 2.65, 2.7}, within(1e-12));
        }
    }

    @Test void everyChannelHasItsConversion() {
        assertThat(read("series.nwb:acquisition/volts", above(1700)).array().orElseThrow().trains().flat(0)).containsExactly(0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 1);
    }

    @Test void timestampsMayBeLinkedAndTellWhichAxisIsTime() {
        Content content = read(FLUORESCENCE + "/RoiResponseSeries", above(6));
        assertThat(content.array().orElseThrow().trains().flat(0)).containsExactly(0, 0, 0, 0, 0, 1, 0, 1, 0, 1);
        assertThat(content.array().orElseThrow().trains().design().binSeconds()).isCloseTo(.1, within(1e-12));
        assertThat(content.notes()).anyMatch(note -> note.endsWith("is stored the other way round, regions first: its 5 timestamps say so"));
    }

    @Test void aGroupStandsForItsSeries() {
        assertThat(read("series.nwb:acquisition/bare", above(3)).array().orElseThrow().trains()).isEqualTo(read("series.nwb:acquisition/bare/one", above(3)).array().orElseThrow().trains())
                .isEqualTo(read("series.nwb:acquisition/bare/again", above(3)).array().orElseThrow().trains());
        assertThat(read(FLUORESCENCE, above(6)).notes()).anyMatch(note -> note.startsWith("of 3 series in processing/ophys/Fluorescence the one called RoiResponseSeries is read; FILE:PATH picks another: "));
        assertThatThrownBy(() -> read("series.nwb:acquisition", above(6))).hasMessageContaining("acquisition: holds several series; FILE:PATH picks one: ");
    }

    @Test void unevenSamplesAreRefusedOrTakenOneAfterTheOther() {
        assertThatThrownBy(() -> read(FLUORESCENCE + "/Dropped", above(3))).hasMessageContaining("has samples at uneven times (steps from 100 to 300 ms, the median 100, the longest behind sample 2), and bins are even; --bin-ms 100 takes");
        Content content = read(FLUORESCENCE + "/Dropped", above(3).binMs(100));
        assertThat(content.array().orElseThrow().trains().flat(0)).containsExactly(0, 0, 0, 1, 1);
        assertThat(content.notes()).containsExactly("1 of 4 steps between the samples of processing/ophys/Fluorescence/Dropped are longer or shorter than a bin by more than a fifth; samples are taken one after the other");
    }

    @ParameterizedTest @CsvSource(delimiter = '|', value = {
            "series.nwb| has no units with spike times; it has traces of cells, and FILE:PATH picks one: processing/ophys/DfOverF/Roi short[5, 3], ",
            "series.nwb:acquisition/film| is a film of shape [2, 3, 4], no traces of cells", "series.nwb:acquisition/other_dates| timestamps: expected a time for each of 4 samples, found 2",
            "series.nwb:acquisition/loop| has no units, series or dataset 'acquisition/loop'", "series.nwb:acquisition/nowhere| has no units, series or dataset 'acquisition/nowhere'",
            "series.nwb:processing/ophys/DfOverF| holds values that are no spikes: trial 0, bin 0, neuron 0 is -1.5 (traces need --binarise threshold:X",
            "version1.nwb| is NWB 1.0.6, which has another layout than NWB 2 and is not read; it holds spike times processing/probe/UnitTimes (2 units): write them to a CSV"})
    void whatIsNotReadIsNamedWithWhatToDo(String file, String message) {
        assertThatThrownBy(() -> read(file, Reading.PLAIN)).isInstanceOf(SpikeFileException.class).hasMessageContaining(message).hasMessageNotContaining("\n");
    }

    @Test void theWidthOfAFrameMayBeRoundedAndNotChanged() {
        assertThat(read(DFF, above(0).binMs(50.4)).array().orElseThrow().trains().design().binSeconds()).isEqualTo(.0504);
        assertThatThrownBy(() -> read(DFF, above(0).binMs(51))).hasMessageContaining("has a sample every 50 ms, --bin-ms says 51; bins of a series cannot be changed");
        assertThatThrownBy(() -> read(DFF, above(0).groups("mua"))).hasMessageContaining("knows --groups good (accepted cells) and all, not mua");
    }

    private static Reading above(double level) { return Reading.PLAIN.rule(BinarisationRule.parse("threshold:" + level)); }

    private static Content read(String source, Reading how) {
        String[] parts = source.split(":");
        return Readers.read(new Source(Path.of("src/test/resources/org/spinspike/io/hdf5", parts[0]), parts.length > 1 ? Optional.of(parts[1]) : Optional.empty()), how);
    }
}
