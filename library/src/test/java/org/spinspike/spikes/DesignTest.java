package org.spinspike.spikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DesignTest {
    /** Two trials of 5 and 3 bins, seen from their bin 2 on. */
    private static final Design RAGGED = new Design(new int[] {5, 3}, .01, new int[] {4, 7}, new int[] {2, 2}, List.of("left", "right"), new double[] {1, 3}, null);

    private static int[] each(int trials, java.util.function.IntUnaryOperator of) { return IntStream.range(0, trials).map(of).toArray(); }

    @Test void theClockRunsOnFromTheOffset() {
        assertThat(RAGGED.clock(0, 4)).isEqualTo(6);
        assertThat(RAGGED.clockBins()).isEqualTo(7);
        Design later = RAGGED.selectBins(1, 3);
        assertThat(each(2, later::bins)).containsExactly(2, 2);
        assertThat(later.startSeconds().orElseThrow()).containsExactly(1.01, 3.01);
        assertThat(RAGGED.selectBins(3, 5).trials()).as("the second trial has ended by then").isEqualTo(1);
    }

    @Test void everyRoundOfACycleIsDrawnAnewSoItHasSourcesOfItsOwn() {
        Design five = RAGGED.cycled(5);
        assertThat(each(5, five::bins)).containsExactly(5, 3, 5, 3, 5);
        assertThat(each(5, five::source)).containsExactly(4, 7, 12, 15, 20);
        assertThat(each(5, five::offset)).containsOnly(2);
        assertThat(five.conditions().orElseThrow()).containsExactly("left", "right", "left", "right", "left");
        assertThat(RAGGED.cycled(1)).isEqualTo(RAGGED.select(new int[] {0}));
    }

    /** Windows of one trial stay together in every round: what resamples trials takes both or none. */
    @Test void windowsOfOneTrialKeepItInCommon() {
        Design windows = new Design(new int[] {2, 2, 2}, .01, new int[] {0, 0, 1}, new int[] {0, 2, 0}, null, null, null).cycled(6);
        assertThat(each(6, windows::source)).containsExactly(0, 0, 1, 2, 2, 3);
        assertThat(windows.sources()).isEqualTo(4);
    }

    @Test void whatIsDrawnBelongsToNoOtherTrial() {
        Design drawn = RAGGED.drawn(true), unplaced = RAGGED.drawn(false);
        assertThat(each(2, drawn::source)).containsExactly(0, 1);
        assertThat(each(2, drawn::offset)).containsOnly(2);
        assertThat(each(2, unplaced::offset)).containsOnly(0);
        assertThat(each(2, unplaced::bins)).containsExactly(5, 3);
    }

    @Test void emptyWindowsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> RAGGED.selectBins(2, 2)).withMessageContaining("must lie within 0:5 and not be empty, got 2:2");
    }
}
