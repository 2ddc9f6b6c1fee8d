package org.spinspike.spikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameWindowsTest {
    /** Six frames of 100 ms from 3 s on: a fires in 1, 3 and 5, b in 0; b was not watched in frame 2. */
    private static Binarised film() {
        var design = new Design(new int[] {6}, .1, null, null, null, new double[] {3}, new Covariates(List.of("speed"), 1, 6, new float[] {10, 11, 12, 13, 14, 15}));
        SpikeTrains trains = new SpikeTrains.Builder(design, new Neurons(List.of("a", "b"), Optional.empty(), Optional.empty())).set(0, 1, 0).set(0, 3, 0).set(0, 5, 0).set(0, 0, 1).unobserved(0, 2, 1).build();
        var tally = new Tally(new long[] {5, 1}, new long[] {3, 1}, new long[] {2, 0}, new long[] {0, 0});
        return new Binarised(trains.with(tally.total("threshold:1", false)), tally);
    }

    @Test void trialsMayOverlapAndReachBeyondTheRecording() {
        Binarised cut = FrameWindows.of(film(), new int[] {1, 3, -1}, new int[] {3, 1, 2}, List.of("x", "y", "z"));
        SpikeTrains trains = cut.trains();
        assertThat(trains.flat(0)).containsExactly(1, 0, 0, 0, 1, 0);
        assertThat(trains.flat(1)).containsExactly(1, 0);
        assertThat(trains.flat(2)).containsExactly(0, 0, 0, 1);
        assertThat(trains.observed(0, 1, 1)).isFalse();
        assertThat(trains.observed(2, 0, 0)).isFalse();
        assertThat(trains.observed(2, 1, 0)).isTrue();
        assertThat(trains.design().startSeconds().orElseThrow()).containsExactly(new double[] {3.1, 3.3, 2.9}, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(trains.design().conditions().orElseThrow()).containsExactly("x", "y", "z");
        assertThat(trains.design().covariates().orElseThrow().values()).containsExactly(11, 12, 13, 13, 0, 0, 10, 10, 0);       // beyond the film what was known at its end
        // a: frame 1 once, frame 3 in two trials, frame 5 in none; b: frame 0 once
        assertThat(cut.tally().placed()).containsExactly(3, 1);
        assertThat(cut.tally().outside()).containsExactly(1, 0);
        assertThat(cut.tally().read()).containsExactly(6, 1);
        assertThat(trains.binarisation()).isEqualTo(new Binarisation("threshold:1", false, 7, 4, 2, 1));
    }

    @Test void ofSeveralTrialsNoneAreCut() {
        Binarised two = FrameWindows.of(film(), new int[] {0, 3}, new int[] {3, 3}, null);
        assertThatThrownBy(() -> FrameWindows.of(two, new int[] {0}, new int[] {1}, null)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("trials are cut from one long trial, got 2");
    }
}
