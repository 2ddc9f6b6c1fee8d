package org.spinspike.spikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

/** Whole bins that nobody looked at, beside the same entry by entry. */
class UnobservedBinsTest {
    /** 70 neurons take two words a bin; trial 1 of three ends after two bins. */
    @Test void wholeBinsAreAllTheirEntries() {
        var design = new Design(new int[] {5, 2, 4}, .01, new int[] {0, 1, 2}, new int[3], null, null, null);
        SpikeTrains.Builder whole = new SpikeTrains.Builder(design, Neurons.unnamed(70)), each = new SpikeTrains.Builder(design, Neurons.unnamed(70));
        for (var builder : new SpikeTrains.Builder[] {whole, each}) builder.set(0, 0, 69).set(0, 1, 3).set(0, 3, 64).set(2, 0, 1).set(1, 1, 65);
        whole.unobservedBins(0, 1, 4).unobservedBins(1, 0, 0).unobservedBins(2, 0, 1);
        for (int i = 0; i < 70; i++) {
            for (int t = 1; t < 4; t++) each.unobserved(0, t, i);
            each.unobserved(2, 0, i);
        }
        SpikeTrains a = whole.build(), b = each.build();
        assertThat(a.spikes()).isEqualTo(b.spikes()).isEqualTo(2);
        assertThat(a.observations()).isEqualTo(b.observations()).isEqualTo(7 * 70);
        for (int k = 0; k < 3; k++)
            for (int t = 0; t < design.bins(k); t++)
                for (int w = 0; w < 2; w++) {
                    assertThat(a.observedWord(k, t, w)).isEqualTo(b.observedWord(k, t, w));
                    assertThat(a.word(k, t, w)).isEqualTo(b.word(k, t, w));
                }
    }

    @Test void binsOutsideOfTheTrialAreRefused() {
        var builder = new SpikeTrains.Builder(Design.plain(2, 3, .01), Neurons.unnamed(1));
        for (int[] range : new int[][] {{-1, 2}, {2, 1}, {0, 4}})
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> builder.unobservedBins(0, range[0], range[1])).withMessageContaining("of trial 0, which has 3");
    }
}
