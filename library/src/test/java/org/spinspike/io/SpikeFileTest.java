package org.spinspike.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.Binarisation;
import org.spinspike.spikes.BinarisationRule;
import org.spinspike.spikes.Binarised;
import org.spinspike.spikes.Covariates;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

class SpikeFileTest {
    @TempDir Path folder;

    @Test void everythingKnownComesBackAndTheBytesStay() {
        var cells = new Neurons(List.of("u1", "u7"), Optional.of(List.of("CA1", "PFC")), Optional.of(List.of(new double[] {0, 1}, new double[] {2, 3.5})));
        var covariates = new Covariates(List.of("speed"), 3, 4, new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
        var design = new Design(new int[] {4, 2, 3}, 1 / 30., new int[] {0, 0, 5}, new int[] {0, 4, 0}, List.of("left", "right", "left"), new double[] {1.5, 2, 9}, covariates);
        var builder = new SpikeTrains.Builder(design, cells).set(0, 3, 1).set(2, 0, 0).unobserved(1, 1, 0);
        SpikeTrains data = builder.build().with(new Binarisation("any", true, 12, 2, 7, 3));
        Path one = folder.resolve("one.npz"), two = folder.resolve("two.npz");
        SpikeFile.write(one, data);
        SpikeTrains read = SpikeFile.read(one);
        assertThat(read).isEqualTo(data);
        assertThat(read.binarisation()).isEqualTo(data.binarisation());
        assertThat(read.cells().areas()).isEqualTo(cells.areas());
        assertThat(read.cells().positions().orElseThrow().get(1)).containsExactly(2, 3.5);
        assertThat(read.observed(1, 1, 0)).isFalse();
        SpikeFile.write(two, read);
        assertThat(two).hasSameBinaryContentAs(one);
        assertThat(Npz.list(one)).extracting(Npz.Entry::toString).containsExactly("spikes uint8[3, 4, 2]", "bin_ms float64[]", "observed uint8[3, 4, 2]", "lengths int32[3]",
                "neuron_names text of 2[2]", "areas text of 3[2]", "positions float64[2, 2]", "condition text of 5[3]", "trial_start_s float64[3]", "covariates float32[3, 4, 1]",
                "covariate_names text of 5[1]", "source_trial int32[3]", "offset int32[3]", "binarisation text of 75[]");
    }

    @Test void aPlainRecordingIsTwoArrays() {
        Path file = folder.resolve("plain.npz");
        SpikeFile.write(file, SpikeTrains.generate(2, 3, 4, (k, t, i) -> (k + t + i) % 3 == 0));
        assertThat(Npz.list(file)).extracting(Npz.Entry::toString).containsExactly("spikes uint8[2, 3, 4]", "bin_ms float64[]");
    }

    @ParameterizedTest @CsvSource(delimiter = ';', value = {"bins,neurons; 1; 2; 3; 0; 1; 2", "neurons,bins; 1; 3; 2; 0; 2; 1", "trials,neurons; 2; 1; 3; 1; 0; 2", "trials,bins; 2; 3; 1; 1; 2; 0"})
    void twoAxesAreReadOnceTheyAreNamed(String axes, int trials, int bins, int neurons, int k, int t, int i) {
        Path file = file(new NamedArrays().put("spikes", new byte[] {0, 0, 0, 0, 0, 1}, 2, 3).put("bin_ms", 10.));
        assertThatThrownBy(() -> SpikeFile.read(file)).isInstanceOf(SpikeFileException.class)
                .hasMessageContaining("array 'spikes': has two axes [2, 3]: say which is which with --axes bins,neurons or --axes neurons,bins");
        SpikeTrains data = SpikeFile.read(file, Reading.PLAIN.axes(axes)).trains();
        assertThat(data.toString()).isEqualTo((trials + " trials x " + bins + " bins x " + neurons + " neurons").replaceAll("\\b1 (\\w+)s\\b", "1 $1"));
        assertThat(data.fires(k, t, i)).isTrue();
        assertThat(data.spikes()).isEqualTo(1);
    }

    @Test void otherOrdersAreTurned() {
        byte[] values = new byte[24];
        values[(1 * 3 + 2) * 4 + 3] = 1;                               // neuron 1, trial 2, bin 3
        Path file = file(new NamedArrays().put("raster", values, 2, 3, 4).put("bin_ms", 10.));
        SpikeTrains data = SpikeFile.read(file, Reading.PLAIN.key("raster").axes("neurons,trials,bins")).trains();
        assertThat(data.toString()).isEqualTo("3 trials x 4 bins x 2 neurons");
        assertThat(data.fires(2, 3, 1)).isTrue();
        assertThatThrownBy(() -> SpikeFile.read(file, Reading.PLAIN.key("raster").axes("bins,neurons"))).hasMessageContaining("has 3 axes [2, 3, 4], but --axes names 2");
        assertThatThrownBy(() -> Axes.parse("bins,cells")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("from trials, bins, neurons");
    }

    @Test void countsNeedARuleAndAreAccountedFor() {
        Path file = file(new NamedArrays().put("spikes", new byte[] {0, 3, 1, 0, 2, 0, 13, 1}, 1, 4, 2).put("bin_ms", 50.).put("observed", new byte[] {1, 1, 0, 1}, 1, 4));
        assertThatThrownBy(() -> SpikeFile.read(file)).isInstanceOf(SpikeFileException.class)
                .hasMessageContaining("holds counts, the largest is 13; --binarise any makes a spike of every bin that has at least one");
        Binarised data = SpikeFile.read(file, Reading.PLAIN.rule(BinarisationRule.ANY));
        assertThat(data.trains().binarisation()).isEqualTo(new Binarisation("any", true, 20, 4, 14, 2));      // 0 3 | 1 0 | (2 0 unseen) | 13 1
        assertThat(data.tally().read()).containsExactly(16, 4);
        assertThat(data.tally().outside()).containsExactly(2, 0);
    }

    @Test void spikesPastTheEndOfATrialAreOutside() {
        Path file = file(new NamedArrays().put("spikes", new float[] {1, 0, 1, 0, 1, Float.NaN}, 2, 3, 1).put("bin_ms", 50.).put("lengths", new int[] {3, 1}, 2));
        assertThat(SpikeFile.read(file).binarisation()).isEqualTo(new Binarisation("as given", true, 3, 2, 0, 1));
    }

    @ParameterizedTest @CsvSource(delimiter = ';', value = {
            "NaN; trial 0, bin 1, neuron 1 is NaN (mark unobserved entries in an array 'observed')", "-1; trial 0, bin 1, neuron 1 is -1.0 (traces need --binarise threshold:X",
            "0.5; trial 0, bin 1, neuron 1 is 0.5", "Infinity; trial 0, bin 1, neuron 1 is Infinity"})
    void whatIsNoSpikeIsNamedWithItsPlace(double value, String message) {
        Path file = file(new NamedArrays().put("spikes", new double[] {0, 1, 1, value}, 1, 2, 2).put("bin_ms", 10.));
        assertThatThrownBy(() -> SpikeFile.read(file)).isInstanceOf(SpikeFileException.class).hasMessageContaining(message);
        Reading any = Reading.PLAIN.rule(BinarisationRule.ANY);
        if (Double.isNaN(value)) assertThat(SpikeFile.read(file, any).trains().observed(0, 1, 1)).isFalse();       // to a rule what is NaN was not observed
        else assertThatThrownBy(() -> SpikeFile.read(file, any)).isInstanceOf(SpikeFileException.class).hasMessageMatching(".*trial 0, bin 1, neuron n?1.*");
    }

    @Test void aWrongKeyListsTheKeysThereAre() {
        Path file = file(new NamedArrays().put("spikes", new byte[4], 1, 2, 2).put("bin_ms", 10.));
        assertThatThrownBy(() -> SpikeFile.read(file, Reading.PLAIN.key("spikes_bin"))).isInstanceOf(SpikeFileException.class)
                .hasMessageContaining("has no array 'spikes_bin'; there are: spikes uint8[1, 2, 2], bin_ms float64[]");
        Path other = file(new NamedArrays().put("spike_times", new double[] {1}, 1));
        assertThatThrownBy(() -> SpikeFile.read(other)).hasMessageContaining("(spike times: 'spinspike import' bins them)");
    }

    @Test void aMissingBinWidthIsAskedFor() {
        Path file = file(new NamedArrays().put("spikes", new byte[] {1, 0}, 1, 2, 1));
        assertThatThrownBy(() -> SpikeFile.read(file)).isInstanceOf(SpikeFileException.class).hasMessageContaining("--bin-ms");
        assertThat(SpikeFile.read(file, Reading.PLAIN.binMs(20)).trains().design().binSeconds()).isEqualTo(.02);
        Path named = file(new NamedArrays().put("spikes", new byte[] {1, 0}, 1, 2, 1).put("bin_ms", 10.));
        assertThatThrownBy(() -> SpikeFile.read(named, Reading.PLAIN.binMs(20))).hasMessageContaining("the file says bin_ms is 10.0, --bin-ms says 20.0");
    }

    @Test void companionsThatDisagreeAreRefused() {
        refused("lengths", NamedArray.of(new int[] {2}, 1), "lengths must have length 2, got 1");
        refused("lengths", NamedArray.of(new int[] {3, 2}, 2), "lengths[0] must be in 1..2, got 3");
        refused("lengths", NamedArray.of(new double[] {1.5, 1}, 2), "lengths: an integer was expected, got 1.5");
        refused("observed", NamedArray.of(new byte[3], 3), "observed must have the shape of 'spikes' [2, 2, 1] or [trials, bins] = [2, 2], got [3]");
        refused("observed", NamedArray.of(new byte[] {0, 1, 2, 1}, 2, 2), "observed must hold 0 and 1, got 2.0");
        refused("neuron_names", NamedArray.of(new String[] {"a", "b"}, 2), "neuron_names must have length 1, got 2");
        refused("condition", NamedArray.of(new String[] {"a"}, 1), "condition must have length 2, got 1");
        refused("trial_start_s", NamedArray.of(new double[3], 3), "trial start times must have length 2, got 3");
        refused("positions", NamedArray.of(new double[4], 1, 4), "positions must have shape [1, 2] or [1, 3], got [1, 4]");
        refused("covariates", NamedArray.of(new float[2], 2, 1, 1), "covariates must have shape [2, 2, K], got [2, 1, 1]");
        refused("bin_ms", NamedArray.of(-1.), "bin_ms must be a positive number, got -1.0");
        refused("binarisation", NamedArray.of("{\"rule\":\"any\",\"ones\":\"spikes\",\"read\":3,\"placed\":1,\"clipped\":1,\"outside\":0}"), "spikes read (3) must be placed");
        refused("binarisation", NamedArray.of("{{"), "no JSON");
    }

    /** What stands beyond the longest trial is padding: whatever it is, it is no part of the recording. */
    @Test void anArrayMayBeWiderThanTheLongestTrial() {
        Path file = file(new NamedArrays().put("spikes", new double[] {1, 0, Double.NaN, 0, 1, 1}, 2, 3, 1).put("bin_ms", 10.).put("lengths", new int[] {1, 2}, 2)
                .put("covariates", new float[] {1, 2, 3, 4, 5, 6}, 2, 3, 1).put("observed", new byte[] {1, 1, 1, 1, 0, 1}, 2, 3, 1));
        SpikeTrains data = SpikeFile.read(file);
        assertThat(data).isEqualTo(new SpikeTrains.Builder(new Design(new int[] {1, 2}, .01, null, null, null, null, new Covariates(List.of("c0"), 2, 2, new float[] {1, 2, 4, 5})), Neurons.unnamed(1))
                .set(0, 0, 0).unobserved(1, 1, 0).build());
        assertThat(data.binarisation()).isEqualTo(new Binarisation("as given", true, 3, 1, 0, 2));
    }

    private void refused(String name, NamedArray array, String message) {
        var arrays = new NamedArrays().put("spikes", new byte[4], 2, 2, 1);
        if (!name.equals("bin_ms")) arrays.put("bin_ms", 10.);
        Path file = file(arrays.put(name, array));
        assertThatThrownBy(() -> SpikeFile.read(file)).as(name).isInstanceOf(SpikeFileException.class).hasMessageContaining(file.toString()).hasMessageContaining(message);
    }

    @Test void numbersServeAsLabels() {
        Path file = file(new NamedArrays().put("spikes", new byte[4], 2, 1, 2).put("bin_ms", 10.).put("trial_labels", new double[] {1, 2.5}, 2).put("neuron_names", new int[] {17, 4}, 2));
        SpikeTrains data = SpikeFile.read(file);
        assertThat(data.design().conditions().orElseThrow()).containsExactly("1", "2.5");
        assertThat(data.cells().names()).containsExactly("17", "4");
    }

    @Test void aSingleArrayIsReadWithWhatTheUserSays() {
        Path file = folder.resolve("raster.npy");
        Npy.write(file, NamedArray.of(new byte[] {1, 0, 0, 0, 1, 1}, 3, 2));
        assertThat(SpikeFile.read(file, Reading.PLAIN.axes("bins,neurons").binMs(25)).trains().toString()).isEqualTo("1 trial x 3 bins x 2 neurons");
        assertThatThrownBy(() -> SpikeFile.read(file, Reading.PLAIN.key("x"))).hasMessageContaining("holds one array without a name");
    }

    @Test void aDataArgumentIsAFileOrAFileWithAKey() throws Exception {
        Path plain = Files.createFile(folder.resolve("a.npz")), colon = Files.createFile(folder.resolve("b:c.npz"));
        assertThat(Source.parse(plain.toString())).isEqualTo(Source.of(plain));
        assertThat(Source.parse(plain + ":spikes_bin")).isEqualTo(new Source(plain, Optional.of("spikes_bin")));
        assertThat(Source.parse(colon + ":x")).isEqualTo(new Source(colon, Optional.of("x")));
        assertThat(Source.parse(plain + ":/units:x")).isEqualTo(new Source(plain, Optional.of("/units:x")));
        assertThat(Source.parse("nowhere.npz")).isEqualTo(Source.of(Path.of("nowhere.npz")));
    }

    @Test void realRecordingsAreRead() {
        SpikeTrains retina = SpikeFile.read(SharedData.file("retina_fishmovie50/retina50_repeats_train.npz"));
        assertThat(retina.toString()).isEqualTo("238 trials x 953 bins x 50 neurons");
        assertThat(retina.design().binSeconds()).isEqualTo(.02);
        assertThat((double) retina.spikes() / retina.observations()).isBetween(.03844, .03846);
        Path prearcuate = SharedData.file("prearcuate_kiani169/prearcuate169_train.npz");
        assertThatThrownBy(() -> SpikeFile.read(prearcuate)).hasMessageContaining("holds counts, the largest is ");
        SpikeTrains events = SpikeFile.read(prearcuate, Reading.PLAIN.key("spikes_bin")).trains();
        assertThat(events.selectBins(0, 34).spikes() / (1334. * 34 * 169)).isBetween(.35103, .35105);
    }

    private Path file(NamedArrays arrays) {
        Path file = folder.resolve("f" + System.nanoTime() + ".npz");
        Npz.write(file, arrays);
        return file;
    }
}
