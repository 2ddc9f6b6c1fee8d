package org.spinspike.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.Binarisation;
import org.spinspike.spikes.BinarisationRule;
import org.spinspike.spikes.Binarised;
import org.spinspike.spikes.Range;
import org.spinspike.spikes.SpikeTrains;

/** What the ones of a file are: spikes, events of a rule, or nobody knows; and of which bins and neurons the account is. */
class OnesTest {
    /** Counts of two neurons in five bins. Medians 1 and 4 over all of them; over bins 2 to 4, 2 and 3. */
    private static final byte[] COUNTS = {0, 9, 1, 4, 0, 1, 2, 3, 7, 5};
    private static final byte[] AT_LEAST_ONE = {0, 1, 1, 1, 0, 1, 1, 1, 1, 1}, ABOVE_MEDIAN = {0, 1, 0, 0, 0, 0, 1, 0, 1, 1};
    @TempDir Path folder;

    @Test void countsBesideSayWhichRuleMadeTheOnes() {
        assertThat(account(AT_LEAST_ONE)).isEqualTo(new Binarisation("any", true, 32, 8, 24, 0));
        assertThat(account(ABOVE_MEDIAN)).isEqualTo(new Binarisation("median", false, 32, 4, 28, 0));
        assertThat(account(new byte[] {0, 1, 1, 1, 0, 0, 1, 1, 1, 1})).as("more than 0 and more than 1").isEqualTo(new Binarisation("threshold by neuron", false, 32, 7, 25, 0));
        assertThat(account(new byte[] {0, 0, 1, 1, 0, 1, 1, 1, 1, 1})).as("neuron 1: 9 is a zero, 1 a one").isEqualTo(Binarisation.given(7));
        assertThat(account(new byte[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1})).as("an empty bin is a one").isEqualTo(Binarisation.given(10));
    }

    @Test void anotherArrayOfZerosAndOnesIsNoCount() {
        Path file = file(new NamedArrays().put("spikes", AT_LEAST_ONE, 1, 5, 2).put("mine", AT_LEAST_ONE, 1, 5, 2));
        assertThat(SpikeFile.read(file, Reading.PLAIN.key("mine")).trains().binarisation().counted()).isFalse();
    }

    @Test void aRuleSeesTheChosenBinsAlone() {
        Path file = file(new NamedArrays().put("spikes", COUNTS, 1, 5, 2));
        Binarised all = SpikeFile.read(file, Reading.PLAIN.rule(BinarisationRule.MEDIAN)), late = SpikeFile.read(file, Reading.PLAIN.rule(BinarisationRule.MEDIAN).bins(new Range("--bins", "2:")));
        assertThat(all.trains().ones()).containsExactly(2, 2);
        assertThat(late.trains().toString()).isEqualTo("1 trial x 3 bins x 2 neurons");
        assertThat(late.trains().flat(0)).containsExactly(0, 0, 0, 0, 1, 1);                // 0 1, 2 3, 7 5 above 2 3
        assertThat(late.trains().binarisation()).isEqualTo(new Binarisation("median", false, 18, 2, 16, 0));
        assertThat(SpikeFile.read(file, Reading.PLAIN.rule(BinarisationRule.MEDIAN).bins(new Range("--bins", "-3:4"))).trains().bins()).isEqualTo(2);
        assertThatThrownBy(() -> SpikeFile.read(file, Reading.PLAIN.rule(BinarisationRule.ANY).bins(new Range("--bins", "3:6")))).isInstanceOf(SpikeFileException.class)
                .hasMessageContaining("--bins 3:6 is empty or outside of 0:5");
        assertThatThrownBy(() -> new Range("--bins", "3")).hasMessage("--bins must be a range A:B, got '3'");
    }

    @Test void trialsThatEndBeforeTheChosenBinsAreLeftOut() {
        Path file = file(new NamedArrays().put("spikes", new byte[] {1, 0, 0, 0, 3, 2, 9, 9, 1}, 3, 3, 1).put("lengths", new int[] {1, 3, 3}, 3));
        Binarised late = SpikeFile.read(file, Reading.PLAIN.rule(BinarisationRule.ANY).bins(new Range("--bins", "1:3")));
        assertThat(late.trains()).isEqualTo(SpikeTrains.generate(late.trains().design(), late.trains().cells(), (k, t, i) -> true));
        assertThat(late.trains().toString()).isEqualTo("2 trials x 2 bins x 1 neuron");
        assertThat(late.trains().binarisation()).isEqualTo(new Binarisation("any", true, 15, 4, 11, 0));
    }

    @Test void theUserMaySayWhatTheOnesAre() {
        Path file = file(new NamedArrays().put("onsets", AT_LEAST_ONE, 1, 5, 2));
        assertThat(SpikeFile.read(file, Reading.of(null, null, null, "zscore:2", null).key("onsets")).trains().binarisation()).isEqualTo(new Binarisation("as given (zscore:2)", false, 8, 8, 0, 0));
        assertThat(SpikeFile.read(file, Reading.of(null, null, null, "any", null).key("onsets")).trains().binarisation()).isEqualTo(new Binarisation("as given (any)", true, 8, 8, 0, 0));
        assertThatThrownBy(() -> Reading.of(null, null, "any", "any", null)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("only one of them can be");
        assertThatThrownBy(() -> Reading.of(null, null, null, "spikes", null)).hasMessageContaining("--ones must be any, median");
    }

    @Test void theAccountFollowsTheChosenNeuronsAndWindows() {
        Binarised all = SpikeFile.read(file(new NamedArrays().put("spikes", COUNTS, 1, 5, 2)), Reading.PLAIN.rule(BinarisationRule.ANY));
        assertThat(all.selectNeurons(new int[] {1}).trains().binarisation()).isEqualTo(new Binarisation("any", true, 22, 5, 17, 0));
        Binarised windows = all.cut(2, 0);                                                  // bins 0-1 and 2-3; bin 4, a one of each, is left over
        assertThat(windows.trains().ones()).containsExactly(2, 4);
        assertThat(windows.trains().binarisation()).isEqualTo(new Binarisation("any", true, 32, 6, 24, 2));
        Path saved = folder.resolve("saved.npz");
        SpikeFile.write(saved, all.trains());                                               // keeps the total only: of one neuron nothing is known
        assertThat(SpikeFile.read(saved, Reading.PLAIN).selectNeurons(new int[] {1}).trains().binarisation()).isEqualTo(all.trains().binarisation());
    }

    @Test void thePrearcuateOnesAreEventsAboveTheMedian() {
        Path file = SharedData.file("prearcuate_kiani169/prearcuate169_train.npz");
        Range bins = new Range("--bins", "0:34");
        Binarised given = SpikeFile.read(file, Reading.PLAIN.key("spikes_bin").bins(bins));
        assertThat(given.trains().binarisation().rule()).isEqualTo("median");
        assertThat(given.trains().binarisation().spikes()).isFalse();
        assertThat(given.trains().binarisation().clippedShare()).as("events are worth 27 % of the spikes").isBetween(.734, .736);
        Binarised made = SpikeFile.read(file, Reading.PLAIN.rule(BinarisationRule.MEDIAN).bins(bins));
        assertThat(made.trains()).isEqualTo(given.trains());
        assertThat(made.tally().placed()).isEqualTo(given.tally().placed());
    }

    private Binarisation account(byte[] ones) {
        Path file = file(new NamedArrays().put("spikes", COUNTS, 1, 5, 2).put("ones", ones, 1, 5, 2));
        return SpikeFile.read(file, Reading.PLAIN.key("ones")).trains().binarisation();
    }

    private Path file(NamedArrays arrays) {
        Path file = folder.resolve("f" + System.nanoTime() + ".npz");
        Npz.write(file, arrays.put("bin_ms", 10.));
        return file;
    }
}
