package org.spinspike.spikes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Trials read backwards. */
class ReversedTest {
    @Test void spikesAndMaskTurnWithinTheirOwnTrialAndTheDesignStays() {
        var design = new Design(new int[] {3, 2}, .01, new int[] {4, 7}, new int[] {0, 5}, List.of("left", "right"), new double[] {1, 3}, null);
        SpikeTrains data = new SpikeTrains.Builder(design, Neurons.unnamed(2)).set(0, 0, 1).set(0, 1, 0).unobserved(0, 0, 0).set(1, 1, 1).build(), turned = data.reversed();
        assertThat(turned.flat(0)).containsExactly(0, 0, 1, 0, 0, 1);
        assertThat(turned.flat(1)).containsExactly(0, 1, 0, 0);
        assertThat(turned.observed(0, 2, 0)).isFalse();
        assertThat(turned.observed(0, 0, 0)).isTrue();
        assertThat(turned.design()).isEqualTo(design);
        assertThat(turned.reversed()).isEqualTo(data);
    }
}
