package org.spinspike.app.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spinspike.spikes.Design;

class SampleModelTest {
    /** Two trials cut into windows of 4 bins, the second one has only one. */
    private static final Design WINDOWS = new Design(new int[] {4, 4, 4}, .01, new int[] {0, 0, 1}, new int[] {0, 4, 0}, null, null, null);
    /** One recording cut into windows. */
    private static final Design ONE = new Design(new int[] {4, 4, 4}, .01, new int[] {0, 0, 0}, new int[] {0, 4, 8}, null, null, null);

    private static int[] each(Design design, IntUnaryOperator of) { return IntStream.range(0, design.trials()).map(of).toArray(); }

    @Test void everyDrawIsASourceTrialOfItsOwnInThePlaceOfItsWindow() {
        Design five = SampleModel.wanted(WINDOWS, 5, 0, false);
        assertThat(each(five, five::source)).containsExactly(0, 1, 2, 3, 4);
        assertThat(each(five, five::offset)).containsExactly(0, 4, 0, 0, 4);
    }

    @Test void windowsOfOneRecordingKeepTheirPlacesForAModelThatGoesByThemOnly() {
        Design free = SampleModel.wanted(ONE, 4, 4, false), clocked = SampleModel.wanted(ONE, 4, 4, true);
        assertThat(each(free, free::offset)).containsOnly(0);
        assertThat(free.clockBins()).isEqualTo(4);
        assertThat(each(clocked, clocked::offset)).containsExactly(0, 4, 8, 0);
        assertThat(clocked.sources()).isEqualTo(4);
    }

    @Test void trialsOfAnotherLengthBeginAtBinZero() {
        Design longer = SampleModel.wanted(WINDOWS, 3, 6, true);
        assertThat(each(longer, longer::bins)).containsOnly(6);
        assertThat(each(longer, longer::offset)).containsOnly(0);
    }
}
