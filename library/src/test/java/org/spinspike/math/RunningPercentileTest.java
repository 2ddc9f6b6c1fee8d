package org.spinspike.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RunningPercentileTest {
    @Test void aWindowOfThreeByHand() {
        // windows: {5 1} {5 1 4} {1 4 9} {4 9 2} {9 2}; a quarter of the way: 1+.25*4, 1+.5*3, 1+.5*3, 2+.5*2, 2+.25*7
        assertThat(RunningPercentile.of(new double[] {5, 1, 4, 9, 2}, 1, 25)).containsExactly(2, 2.5, 2.5, 3, 3.75);
        assertThat(RunningPercentile.of(new double[] {5, 1, 4, 9, 2}, 1, 0)).containsExactly(1, 1, 1, 2, 2);
        assertThat(RunningPercentile.of(new double[] {5, 1, 4, 9, 2}, 9, 100)).containsExactly(9, 9, 9, 9, 9);
        assertThat(RunningPercentile.of(new double[] {5, 1, 4}, 0, 50)).containsExactly(5, 1, 4);
    }

    @Test void isThePercentileOfTheSortedWindowWithTiesAndHoles() {
        var random = new Seed(5).generator();
        double[] x = new double[311];
        for (int t = 0; t < x.length; t++) x[t] = random.nextInt(7) == 0 ? Double.NaN : random.nextInt(20) / 4.;
        for (int half : new int[] {0, 1, 6, 50, 400}) {
            for (double percent : new double[] {0, 8, 50, 93.5, 100}) {
                double[] out = RunningPercentile.of(x, half, percent);
                for (int t = 0; t < x.length; t++) {
                    double[] window = Arrays.stream(x, Math.max(0, t - half), Math.min(x.length, t + half + 1)).filter(v -> !Double.isNaN(v)).sorted().toArray();
                    if (window.length == 0) {
                        assertThat(out[t]).isNaN();
                        continue;
                    }
                    double place = (window.length - 1) * percent / 100;
                    int below = (int) place;
                    double expected = below == window.length - 1 ? window[below] : window[below] + (place - below) * (window[below + 1] - window[below]);
                    assertThat(out[t]).as("half %d, percentile %s, place %d", half, percent, t).isEqualTo(expected, org.assertj.core.api.Assertions.within(1e-12));
                }
            }
        }
    }

    @Test void nothingIsNothingAndOddRequestsAreNamed() {
        assertThat(RunningPercentile.of(new double[0], 3, 8)).isEmpty();
        assertThat(RunningPercentile.of(new double[] {Double.NaN, Double.NaN}, 1, 8)).containsExactly(Double.NaN, Double.NaN);
        assertThatThrownBy(() -> RunningPercentile.of(new double[3], 1, 101)).hasMessageContaining("percentile must be in 0.0..100.0, got 101");
    }
}
