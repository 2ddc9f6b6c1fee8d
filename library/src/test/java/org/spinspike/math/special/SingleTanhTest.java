package org.spinspike.math.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SingleTanhTest {
    @Test void theErrorIsBelowWhatIsSaid() {
        double worst = 0;
        float[] zero = new float[1000], x = new float[1001];
        for (int n = -300; n < 300; n++) {
            for (int e = 0; e < 1000; e++) x[1 + e] = n * .05f + e * 5e-5f;
            float[] given = x.clone();
            SingleTanh.ofSum(x, 1, zero);
            for (int e = 1; e <= 1000; e++) worst = Math.max(worst, Math.abs(x[e] - StrictMath.tanh(given[e])));
        }
        assertThat(worst).isLessThan(2.5e-7);
    }

    @Test void theShiftIsAddedAndTheRestOfTheRowsLeftAlone() {
        float[] x = {7, .25f, -1000, Float.NaN, Float.POSITIVE_INFINITY, 7};
        SingleTanh.ofSum(x, 1, new float[] {.5f, 0, 0, 0});
        assertThat(x[1]).isCloseTo((float) StrictMath.tanh(.75), within(2.5e-7f));
        assertThat(x[2]).isBetween(-1f, -.9999997f);
        assertThat(x[3]).isNaN();
        assertThat(x[4]).isBetween(.9999997f, 1f);
        assertThat(x[0]).isEqualTo(7);
        assertThat(x[5]).isEqualTo(7);
    }
}
