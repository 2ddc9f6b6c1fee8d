package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.optim.Stiefel;
import org.spinspike.model.Checkpoint;
import org.spinspike.model.Family;
import org.spinspike.model.Fit;
import org.spinspike.model.Interruption;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Options;
import org.spinspike.model.Training;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

class RegularisersTest {
    /** A network of which nothing is left but the penalty. */
    private static final Descents.Network NOTHING = new Descents.Network() {
        @Override public double[][] mixture(double spread, Seed seed)         { throw new AssertionError("not asked for"); }
        @Override public double at(double[][] x, double[][] to)               { return 0; }
        @Override public double at(double[][] x, double[][] to, int[] trials) { return 0; }
        @Override public Likelihood model(double[][] x)                       { throw new AssertionError("not asked for"); }
    };

    private static double penalty(double[][] x, double[][] to, int bins) { return EntropyPenalty.on(NOTHING, .5, bins, x.length - 1, l -> 1 + l % (x.length - 1)).at(x, to); }

    /** From channel 0 a core that keeps channel 0 with amplitude .6 (silent) and goes to channel 1 with .8 (firing): rho = diag(.36, .64), purity .5392. */
    @Test void theEntropyOfAMixtureByHand() {
        double[][] x = {{1, 0}, {.6, 0, 0, .8, 0, 1, 0, 0}}, to = {new double[2], new double[8]};
        assertThat(penalty(x, to, 2)).isCloseTo(-.5 * Math.log(.36 * .36 + .64 * .64), within(1e-15));
        // d/dC[0,0,0]: rho' = diag(.6^2, ..), -ln sum rho'^2 -> -(2 .36 / purity) 2 .6; half of it is weighed
        assertThat(to[1][0]).isCloseTo(-.5 * 2 * .36 / .5392 * 2 * .6, within(1e-15));
        assertThat(penalty(new double[][] {{1}, {.6, .8}}, new double[][] {new double[1], new double[2]}, 6)).as("bond 1 has no entropy").isCloseTo(0, within(1e-15));
    }

    /** Two cores a bin (D = 3, two words each), five bins: rho by all words written out, the gradient by differences along the isometries. */
    @Test void theEntropyIsThatOfAllPastsAndItsGradientThatOfDifferences() {
        var random = new SplittableRandom(2);
        double[][] x = {Stiefel.nearest(random.doubles(3, -1, 1).toArray(), 1, 3), Stiefel.nearest(random.doubles(18, -1, 1).toArray(), 3, 6), Stiefel.nearest(random.doubles(18, -1, 1).toArray(), 3, 6)};
        double[][] to = {new double[3], new double[18], new double[18]};
        double value = penalty(x, to, 5), sum = 0;
        for (int bins = 1; bins <= 4; bins++) {
            double[] rho = new double[9];
            for (int word = 0; word < 1 << 2 * bins; word++) {
                double[] v = x[0];
                for (int l = 0; l < 2 * bins; l++) {
                    double[] m = new double[9];
                    for (int a = 0; a < 3; a++) System.arraycopy(x[1 + l % 2], (2 * a + (word >> l & 1)) * 3, m, a * 3, 3);
                    v = Gemm.product(v, m, 1, 3, 3);
                }
                for (int a = 0; a < 3; a++) for (int b = 0; b < 3; b++) rho[a * 3 + b] += v[a] * v[b];
            }
            double purity = 0;
            for (double r : rho) purity += r * r;
            sum -= Math.log(purity);
        }
        assertThat(value).isCloseTo(.5 * sum / 4, within(1e-13));
        for (int b = 0; b < 3; b++) {
            int rows = b == 0 ? 1 : 3, columns = x[b].length / rows;
            double[] v = Stiefel.tangent(x[b], random.doubles(x[b].length, -1, 1).toArray(), rows, columns), sides = new double[2];
            for (int side = 0; side < 2; side++) {
                double[] moved = x[b].clone();
                for (int e = 0; e < moved.length; e++) moved[e] += (side == 0 ? 1e-5 : -1e-5) * v[e];
                double[][] shifted = x.clone();
                shifted[b] = Stiefel.nearest(moved, rows, columns);
                sides[side] = penalty(shifted, new double[][] {new double[3], new double[18], new double[18]}, 5);
            }
            double slope = 0;
            for (int e = 0; e < v.length; e++) slope += v[e] * to[b][e];
            assertThat((sides[0] - sides[1]) / 2e-5).as("tensor %d", b).isCloseTo(slope, within(1e-9));
        }
    }

    /** Of 4 x 5000 silent bits a share epsilon / 2 turns over; what was not observed and how long trials are stays. */
    @Test void bitsTurnOverWithHalfOfEpsilon() {
        var builder = new SpikeTrains.Builder(new Design(new int[] {1000, 1500}, .01, null, null, null, null, null), Neurons.unnamed(2));
        for (int t = 0; t < 1000; t++) builder.unobserved(0, t, 1).set(0, t, 0);
        SpikeTrains flipped = FlippedBits.of(builder.build(), .3, new Seed(1));
        assertThat(flipped.trials()).isEqualTo(8);
        double ones = 0, zeros = 0;
        for (int k = 0; k < 8; k++)
            for (int t = 0; t < flipped.bins(k); t++) {
                assertThat(flipped.observed(k, t, 1)).isEqualTo(k % 2 == 1);
                if (k % 2 == 0) ones += flipped.fires(k, t, 0) ? 1 : 0;
                else zeros += (flipped.fires(k, t, 0) ? 1 : 0) + (flipped.fires(k, t, 1) ? 1 : 0);
            }
        assertThat(flipped.bins(3)).isEqualTo(1500);
        assertThat((ones / 4000 - .85) / Math.sqrt(.85 * .15 / 4000)).isBetween(-4., 4.);
        assertThat((zeros / 12000 - .15) / Math.sqrt(.85 * .15 / 12000)).isBetween(-4., 4.);
    }

    private static Fit fit(Family family, int iterations, Checkpoint checkpoint, Map<String, String> options) {
        SpikeTrains data = SpikeTrains.generate(60, 5, 3, (k, t, i) -> (k * 7 + t * t * 3 + i * 5) % 11 < 3), held = SpikeTrains.generate(30, 5, 3, (k, t, i) -> (k * 5 + t * t * 4 + i * 3) % 11 < 3);
        var given = new java.util.HashMap<>(Map.of("bond", "4", "starts", "1", "patience", "1"));
        given.putAll(options);
        return family.train(new Training(data, Optional.of(held), Options.of(family.options(), given), iterations, new Seed(4), checkpoint, Progress.SILENT));
    }

    private static double entropy(TiedMpsModel model) {
        double[][] x = model.network().isometries(), to = java.util.Arrays.stream(x).map(a -> new double[a.length]).toArray(double[][]::new);
        return 2 * penalty(x, to, 5);
    }

    @Test void aPricedMemoryIsASmallerMemory() {
        var family = new MpsFamily();
        double free = entropy((TiedMpsModel) fit(family, 40, Checkpoint.NONE, Map.of("tied", "true")).model());
        double priced = entropy((TiedMpsModel) fit(family, 40, Checkpoint.NONE, Map.of("tied", "true", "entropy-penalty", "5")).model());
        assertThat(priced).isBetween(0., free / 2);
    }

    @Test void smoothedAndPricedTrainingsResumeToTheSameBytes() {
        for (String free : new String[] {"none", "cores", "all", "chain"}) {
            Family family = free.equals("chain") ? new MpsFamily() : new TensorBrainFamily();
            var options = new java.util.HashMap<>(Map.of("smoothing", "0.1", "entropy-penalty", "0.2"));
            options.putAll(free.equals("chain") ? Map.of("tied", "true") : Map.of("chi", "3", "free", free));
            Fit straight = fit(family, 14, Checkpoint.NONE, options);
            var broken = Interruption.after(6);
            assertThat(fit(family, 14, broken, options).stop()).isEqualTo(Fit.Stop.INTERRUPTED);
            Fit resumed = fit(family, 14, Interruption.over(broken), options);
            assertThat(resumed.model().arrays()).isEqualTo(straight.model().arrays());
            assertThat(resumed.history()).isEqualTo(straight.history());
        }
    }

    @Test void valuesOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> fit(new TensorBrainFamily(), 1, Checkpoint.NONE, Map.of("smoothing", "1.5"))).withMessage("smoothing must be in 0.0..1.0, got 1.5");
        assertThatIllegalArgumentException().isThrownBy(() -> fit(new TensorBrainFamily(), 1, Checkpoint.NONE, Map.of("entropy-penalty", "-1")))
                .withMessage("entropy-penalty must be zero or positive and finite, got -1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> fit(new MpsFamily(), 1, Checkpoint.NONE, Map.of("smoothing", "0.1", "starts", "3")))
                .withMessage("--smoothing needs --tied; a chain that is not tied is trained in sweeps");
    }
}
