package org.spinspike.spikes.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;

class OasisTest {
    /** gamma 1/2, y = 1 2 0. Without a penalty the last two frames are one pool: (2 + 0/2) / (1 + 1/4) = 1.6. With lambda .2 from .9 1.9 -.2: (1.9 - .1) / 1.25 = 1.44. */
    @Test void threeFramesByHand() {
        Oasis.Fit free = Oasis.solve(new double[] {1, 2, 0}, .5, 0, 0), costly = Oasis.solve(new double[] {4, 5, 3}, .5, .2, 3);
        assertThat(free.calcium()).containsExactly(new double[] {1, 1.6, .8}, within(1e-15));
        assertThat(free.events()).containsExactly(new double[] {1, 1.1, 0}, within(1e-15));
        assertThat(costly.calcium()).containsExactly(new double[] {.9, 1.44, .72}, within(1e-15));
        assertThat(costly.events()).containsExactly(new double[] {.9, .99, 0}, within(1e-15));
    }

    /** 3 1.4 1 over gamma 1/2: the last frame joins the second, 1 >= .7 not: stays; the second lies below 1.5 and joins the first: (3 + .7) / 1.25 = 2.96, left after two frames .74. */
    @Test void aPoolJoinsTheOneBeforeIt() {
        Oasis.Fit fit = Oasis.solve(new double[] {3, 1.4, 1}, .5, 0, 0);
        assertThat(fit.calcium()).containsExactly(new double[] {2.96, 1.48, 1}, within(1e-15));
        assertThat(fit.events()).containsExactly(new double[] {2.96, 0, .26}, within(1e-15));
        assertThat(Oasis.solve(new double[] {-1, -.8, 2}, .5, 0, 0).calcium()).containsExactly(0, 0, 2);
    }

    @Test void isTheMinimumThatCoordinateDescentFinds() {
        RandomGenerator random = new Seed(3).generator();
        for (double gamma : new double[] {0, .3, .8, .95}) {
            for (double lambda : new double[] {0, .3, 2}) {
                double[] y = trace(45, gamma, .12, .3, random, new double[45]);
                double[] slow = coordinateDescent(y, gamma, lambda);
                assertThat(Oasis.solve(y, gamma, lambda, 0).events()).as("gamma %s, lambda %s", gamma, lambda).containsExactly(slow, within(1e-8));
            }
        }
    }

    @Test void withoutNoiseItGivesTheEventsBack() {
        double[] truth = new double[200];
        double[] y = trace(200, .93, .1, 0, new Seed(8).generator(), truth);
        assertThat(Oasis.solve(y, .93, 0, 0).events()).containsExactly(truth, within(1e-12));
    }

    @Test void residualsAreTheNoiseAndHaveNoMean() {
        double[] truth = new double[3000];
        double[] y = trace(3000, .95, .03, .2, new Seed(11).generator(), truth);
        for (int t = 0; t < y.length; t++) y[t] += 7;
        Oasis.Fit fit = Oasis.withNoise(y, .95, .2);
        double mean = 0, square = 0, found = 0;
        for (int t = 0; t < y.length; t++) {
            double r = y[t] - fit.baseline() - fit.calcium()[t];
            mean += r / y.length;
            square += r * r / y.length;
        }
        assertThat(square).isCloseTo(.04, within(1e-3 * .04));
        assertThat(mean).isCloseTo(0, within(1e-3 * .2));
        assertThat(fit.baseline()).isBetween(7., 7 + .5 * .2);                    // what the penalty takes from the events the baseline gets
        // at its own penalty and baseline it is the minimum of the fixed problem
        assertThat(Oasis.solve(y, .95, fit.lambda(), fit.baseline()).events()).containsExactly(fit.events());
        for (int t = 0; t < y.length; t++) if (truth[t] > 0 && Arrays.stream(fit.events(), Math.max(0, t - 1), Math.min(y.length, t + 2)).sum() > .4) found++;
        assertThat(found).isGreaterThan(.95 * Arrays.stream(truth).filter(s -> s > 0).count());
    }

    @Test void aTraceWithinTheNoiseHasNoEvents() {
        Oasis.Fit fit = Oasis.withNoise(new double[] {1, 1.1, .9, 1}, .9, .2);
        assertThat(fit.events()).containsOnly(0);
        assertThat(fit.baseline()).isEqualTo(1, within(1e-15));
        assertThat(fit.lambda()).isInfinite();
        assertThatThrownBy(() -> Oasis.solve(new double[3], 1, 0, 0)).hasMessageContaining("gamma must be 0 or more and below 1, got 1.0");
    }

    /** Differences 1 -1 3 | 2 with a hole between: median 1.5, deviations .5 2.5 1.5 .5, median 1; 1.4826 / sqrt 2. */
    @Test void noiseComesFromDifferencesWithinRuns() {
        assertThat(TraceNoise.sd(List.of(new double[] {0, 1, 0, 3}, new double[] {8, 10}))).isCloseTo(1.4826 / Math.sqrt(2), within(1e-15));
        assertThat(TraceNoise.sd(List.of(new double[] {3}))).isZero();
    }

    /** 4 1 0 0 less its mean: 2.75 -.25 -1.25 -1.25. R_1 = 1.1875 / 3, R_2 = -3.125 / 2, R_3 = -3.4375; longer lags have none. */
    @Test void theDecayOfFourFramesByHand() {
        double one = 1.1875 / 3, two = -3.125 / 2, three = -3.4375;
        assertThat(TraceNoise.decay(List.of(new double[] {4, 1, 0, 0}))).isCloseTo((two * one + three * two) / (one * one + two * two + three * three), within(1e-14));
    }

    @Test void noiseAndDecayOfALongTraceAreFound() {
        double[] y = trace(60_000, .9, .05, .3, new Seed(21).generator(), new double[60_000]);
        assertThat(TraceNoise.decay(List.of(y))).isCloseTo(.9, within(.01));
        assertThat(TraceNoise.sd(List.of(y))).isBetween(.3, .345);               // events and decay take part in the differences
        assertThat(TraceNoise.decay(List.of(new double[] {1, -1, 1, -1, 1, -1}))).isZero();
    }

    /** Events of size 1 to 2 with a probability a frame, decaying, in noise. */
    private static double[] trace(int frames, double gamma, double rate, double noise, RandomGenerator random, double[] events) {
        double[] y = new double[frames];
        double c = 0;
        for (int t = 0; t < frames; t++) {
            events[t] = random.nextDouble() < rate ? 1 + random.nextDouble() : 0;
            c = gamma * c + events[t];
            y[t] = c + noise * random.nextGaussian();
        }
        return y;
    }

    /** The same problem in the events themselves, one at a time until nothing moves by 1e-13. */
    private static double[] coordinateDescent(double[] y, double gamma, double lambda) {
        int frames = y.length;
        double[] s = new double[frames], r = y.clone();
        for (int sweep = 0; sweep < 200_000; sweep++) {
            double moved = 0;
            for (int u = 0; u < frames; u++) {
                double slope = -lambda, norm = 0, g = 1;
                for (int t = u; t < frames; t++, g *= gamma) {
                    slope += g * r[t];
                    norm += g * g;
                }
                double next = Math.max(0, s[u] + slope / norm), by = next - s[u];
                g = 1;
                for (int t = u; t < frames; t++, g *= gamma) r[t] -= g * by;
                s[u] = next;
                moved = Math.max(moved, Math.abs(by));
            }
            if (moved < 1e-13) break;
        }
        return s;
    }
}
