package org.spinspike.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.math.Seed;
import org.spinspike.spikes.BinarisationRule;
import org.spinspike.spikes.Clock;
import org.spinspike.spikes.Covariates;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.Recording;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Windows;

class SpikeOutputTest {
    @TempDir Path folder;

    /** Two trials of 3 and 2 bins; a fires in bins 0 and 2 of the first; "b c" in bin 1 of the second; b c was not watched in bin 1 of the first. */
    private static SpikeTrains small() {
        var design = new Design(new int[] {3, 2}, .02, null, null, List.of("left", "right"), new double[] {1.5, 4}, new Covariates(List.of("speed"), 2, 3, new float[] {1, 2, Float.NaN, 4, 5, 0}));
        return new SpikeTrains.Builder(design, new Neurons(List.of("a", "b c"), Optional.of(List.of("V1", "LM")), Optional.empty())).set(0, 0, 0).set(0, 2, 0).set(1, 1, 1).unobserved(0, 1, 1).build();
    }

    @Test void wideLinesSayWhatWasSeenAndWhatWasNot() throws IOException {
        Path csv = folder.resolve("wide.csv");
        SpikeOutput.write(csv, small());
        assertThat(Files.readString(csv)).isEqualTo("trial,bin,a,\"b c\"\n0,0,1,0\n0,1,0,nan\n0,2,1,0\n1,0,0,0\n1,1,0,1\n");
        assertThat(SpikeOutput.lost(small(), SpikeOutput.Layout.WIDE)).isEqualTo("not in a CSV file, but in .json and .npz: the width of a bin, conditions, times of trials, covariates, areas and positions, and how the ones came about");
    }

    @Test void longLinesAreOneASpike() throws IOException {
        Path csv = folder.resolve("long.CSV");
        SpikeTrains seen = new SpikeTrains.Builder(small().design(), small().cells()).set(0, 0, 0).set(0, 2, 0).set(1, 1, 1).build();
        SpikeOutput.write(csv, seen, SpikeOutput.Layout.LONG);
        assertThat(Files.readString(csv)).isEqualTo("trial,bin,neuron,time_s\n0,0,a,0.01\n0,2,a,0.05\n1,1,\"b c\",0.03\n");
        assertThatThrownBy(() -> SpikeOutput.write(csv, small(), SpikeOutput.Layout.LONG)).hasMessageContaining("cannot say what was not observed; --layout wide, .json and .npz can");
    }

    @Test void jsonHoldsEverything() throws IOException {
        Path file = folder.resolve("all.json");
        SpikeOutput.write(file, small());
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.toString()).isEqualTo("{\"format\":\"spinspike-spikes\",\"version\":1,\"bin_ms\":20.0,\"neurons\":[\"a\",\"b c\"],\"areas\":[\"V1\",\"LM\"],"
                + "\"binarisation\":{\"rule\":\"as given\",\"ones\":\"spikes\",\"read\":3,\"placed\":3,\"clipped\":0,\"outside\":0},\"covariate_names\":[\"speed\"],\"trials\":["
                + "{\"bins\":3,\"condition\":\"left\",\"start_s\":1.5,\"spikes\":[[0,2],[]],\"unobserved\":[[],[[1,2]]],\"covariates\":[[1.0],[2.0],[null]]},"
                + "{\"bins\":2,\"condition\":\"right\",\"start_s\":4.0,\"spikes\":[[],[1]],\"covariates\":[[4.0],[5.0]]}]}");
    }

    @Test void wideLinesAreReadBackBitByBitWithMasksAndTrials() {
        SpikeTrains data = random(7, true);
        Path csv = folder.resolve("back.csv");
        SpikeOutput.write(csv, data);
        SpikeTrains back = Readers.read(Source.parse(csv.toString()), Reading.PLAIN.binMs(20).rule(BinarisationRule.ANY)).array().orElseThrow().trains();
        assertThat(back.trials()).isEqualTo(data.trials());
        assertThat(back.cells().names()).isEqualTo(data.cells().names());
        for (int k = 0; k < data.trials(); k++) {
            assertThat(back.bins(k)).isEqualTo(data.bins(k));
            assertThat(back.flat(k)).isEqualTo(data.flat(k));
            for (int t = 0; t < data.bins(k); t++) for (int i = 0; i < data.neurons(); i++) assertThat(back.observed(k, t, i)).isEqualTo(data.observed(k, t, i));
        }
        assertThatThrownBy(() -> Readers.read(Source.parse(csv.toString()), Reading.PLAIN.binMs(20))).hasMessageContaining("is NaN").hasMessageContaining("--binarise any");
    }

    @Test void longLinesAreReadBackIntoTheSameBins() {
        SpikeTrains data = random(8, false);
        Path csv = folder.resolve("back.csv");
        SpikeOutput.write(csv, data, SpikeOutput.Layout.LONG);
        Recording back = Readers.read(Source.parse(csv.toString()), Reading.PLAIN).recording().orElseThrow();
        double[] zero = back.table("trials").numbers("zero");
        SpikeTrains again = org.spinspike.spikes.Binning.bin(back, .02, Windows.around(zero, 0, .02 * data.bins(), Clock.NANOSECONDS), BinarisationRule.ANY).binarised().trains();
        int[] names = back.cells().names().stream().mapToInt(data.cells().names()::indexOf).toArray();
        for (int k = 0; k < data.trials(); k++) for (int t = 0; t < data.bins(k); t++) for (int i = 0; i < names.length; i++) assertThat(again.fires(k, t, i)).isEqualTo(data.fires(k, t, names[i]));
    }

    @Test void namesThatWouldBeTakenForSomethingElseAreRefused() {
        SpikeTrains odd = SpikeTrains.generate(Design.plain(1, 2, .01), new Neurons(List.of("a", "Frame"), Optional.empty(), Optional.empty()), (k, t, i) -> true);
        assertThatThrownBy(() -> SpikeOutput.write(folder.resolve("odd.csv"), odd)).hasMessageContaining("neuron 'Frame' would be taken for a column of trials, bins, times or units");
        assertThat(folder.resolve("odd.csv")).doesNotExist();
        SpikeTrains quoted = SpikeTrains.generate(Design.plain(1, 2, .01), new Neurons(List.of("a\"b"), Optional.empty(), Optional.empty()), (k, t, i) -> true);
        assertThatThrownBy(() -> SpikeOutput.write(folder.resolve("odd.csv"), quoted, SpikeOutput.Layout.LONG)).hasMessageContaining("cannot be named in a CSV file");
        SpikeOutput.write(folder.resolve("odd.npz"), odd);
        assertThat(SpikeFile.read(folder.resolve("odd.npz"))).isEqualTo(odd);
    }

    /** Every neuron and trial has a spike in its first bin. */
    private static SpikeTrains random(long seed, boolean ragged) {
        var random = new Seed(seed).generator();
        int[] lengths = ragged ? new int[] {5, 3, 6} : new int[] {6, 6, 6};
        var builder = new SpikeTrains.Builder(new Design(lengths, .02, null, null, null, null, null), new Neurons(List.of("n 3", "x,y", "12", "n2"), Optional.empty(), Optional.empty()));
        for (int k = 0; k < 3; k++)
            for (int t = 0; t < lengths[k]; t++)
                for (int i = 0; i < 4; i++) {
                    int choice = random.nextInt(6);
                    if (t == 0 || choice < 2) builder.set(k, t, i);
                    else if (ragged && choice == 5) builder.unobserved(k, t, i);
                }
        return builder.build();
    }
}
