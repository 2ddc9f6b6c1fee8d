package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrainingBitsTest {

    @Test void chunksAreEvenAndCoverEveryTrialOnce() {                           // 2101 trials need three chunks of at most 1024
        TrainingBits all = TrainingBits.of(new byte[3][2101], 0);
        assertThat(all.from()).containsExactly(0, 700, 1400);
        assertThat(all.to()).containsExactly(700, 1400, 2101);
        assertThat(all.batches()).isDeepEqualTo(new int[][] {{0, 1, 2}});
    }

    @Test void chunksDoNotReachAcrossBatches() {
        TrainingBits batches = TrainingBits.of(new byte[3][3001], 1500);
        assertThat(batches.from()).containsExactly(0, 750, 1500, 2250);
        assertThat(batches.to()).containsExactly(750, 1500, 2250, 3001);
        assertThat(batches.batches()).isDeepEqualTo(new int[][] {{0, 1}, {2, 3}});
        assertThat(batches.trials(1)).isEqualTo(1501);
        assertThat(TrainingBits.of(new byte[2][5], 2).batches()).hasNumberOfRows(3);   // batches of one or two trials
    }
}
