package org.spinspike.ising.inverse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.io.Npz;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.SpinMoments;
import org.spinspike.ising.meanfield.MeanField;
import org.spinspike.ising.meanfield.ReferenceManifold;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Progress;
import org.spinspike.spikes.SpikeTrains;

/** The raster of {@code golden/ising/golden_inverse.py}: 16 neurons, 20,000 transitions, fitted there by Newton's method in spins. */
class InverseGoldenTest {
    static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "ising");
    static final NamedArrays RASTER = Npz.read(GOLDEN.resolve("raster_ml_N16_L20000.npz"));
    static final NamedArrays SIMULATED = Npz.read(GOLDEN.resolve("inverse_N16_b1.0_T32_R200000.npz"));
    static final TransitionMoments MOMENTS = new TransitionMoments(1, SIMULATED.doubles("m_mean"), SIMULATED.doubles("mp_mean"), SIMULATED.doubles("Cp_mean"), SIMULATED.doubles("D_mean"));
    static final int N = 16;
    private static final Map<String, ClosedForm> FORMS = Map.of("nMF", ClosedForm.NMF, "TAP", ClosedForm.TAP, "eMF", ClosedForm.EMF);

    static Transitions transitions() {
        double[] spins = RASTER.doubles("raster_pm1");
        return Transitions.of(SpikeTrains.generate(1, spins.length / N, N, (k, t, i) -> spins[t * N + i] > 0), false);
    }

    @Test void maximumLikelihood() {
        Transitions data = transitions();
        NetworkEstimate ml = MaximumLikelihood.of(data, Prior.NONE, Progress.SILENT);
        assertThat(ml.network().fields()).containsExactly(RASTER.doubles("ml_H"), within(1e-9));
        assertThat(ml.network().couplings()).containsExactly(RASTER.doubles("ml_J"), within(1e-9));
        double[] byNeuron = data.logLikelihood(ml.network(), null);
        assertThat(Arrays.stream(byNeuron).sum()).isCloseTo(-186149.175059747, within(1e-6));
        assertThat(byNeuron).containsExactly(RASTER.doubles("ml_loglik"), within(1e-6));
        double[] errors = RASTER.doubles("ml_se");
        for (int i = 0; i < N; i++) {
            assertThat(ml.fieldErrors()[i]).isCloseTo(errors[i * (N + 1)], within(1e-9));
            for (int j = 0; j < N; j++) assertThat(ml.couplingErrors()[i * N + j]).isCloseTo(errors[i * (N + 1) + 1 + j], within(1e-9));
        }
        assertThat(ml.notes()).isEmpty();
    }

    @Test void ridgeOnCouplings() {
        Transitions data = transitions();
        NetworkEstimate ridge = MaximumLikelihood.of(data, new Prior(10, 0), Progress.SILENT);
        assertThat(ridge.network().fields()).containsExactly(RASTER.doubles("ridge_H"), within(1e-9));
        assertThat(ridge.network().couplings()).containsExactly(RASTER.doubles("ridge_J"), within(1e-9));
        assertThat(Arrays.stream(data.logLikelihood(ridge.network(), null)).sum()).isCloseTo(-186149.1961448063, within(1e-6));
    }

    @Test void closedFormsOfTheRaster() {
        Transitions data = transitions();
        TransitionMoments moments = TransitionMoments.of(data);
        assertThat(moments.after()).containsExactly(RASTER.doubles("m"), within(1e-12));
        assertThat(moments.before()).containsExactly(RASTER.doubles("mp"), within(1e-12));
        assertThat(moments.c()).containsExactly(RASTER.doubles("C"), within(1e-12));
        assertThat(moments.d()).containsExactly(RASTER.doubles("D"), within(1e-12));
        Map<String, Double> likelihoods = Map.of("nMF", -187033.8272791, "TAP", -187229.3329281, "eMF", -186173.6095302);
        FORMS.forEach((name, form) -> {
            NetworkEstimate estimate = form.infer(data, 0);
            assertThat(estimate.network().couplings()).as(name).containsExactly(RASTER.doubles(name + "_J"), within(1e-8));
            assertThat(estimate.network().fields()).as(name).containsExactly(RASTER.doubles(name + "_H"), within(1e-8));
            assertThat(Arrays.stream(data.logLikelihood(estimate.network(), null)).sum()).as(name).isCloseTo(likelihoods.get(name), within(1e-3));
            if (form == ClosedForm.TAP) assertThat(estimate.notes()).singleElement().asString().startsWith("tap has no solution for 12 of 16 neurons (n0, n3,");
            else assertThat(estimate.notes()).isEmpty();
        });
    }

    @Test void closedFormsOfSimulatedMoments() {
        FORMS.forEach((name, form) -> {
            NetworkEstimate estimate = form.infer(MOMENTS, 0);
            assertThat(estimate.network().couplings()).as(name).containsExactly(SIMULATED.doubles("closed_" + name + "_J"), within(1e-8));
            assertThat(estimate.network().fields()).as(name).containsExactly(SIMULATED.doubles("closed_" + name + "_H"), within(1e-8));
        });
    }

    /** The source's rule, from the same moments, in as many repeats; its [t-1] has a coarse grid. */
    @ParameterizedTest @CsvSource({"BOTH_BINS, P_t1_t_o2, 522, 1e-8", "LATER_BIN, P_t_o2, 185, 1e-8", "PAIRS, P2_t_o2, 238, 1e-8", "EARLIER_BIN, P_t1_o1, 307, 2e-5"})
    void momentMatching(ReferenceManifold manifold, String variant, int repeats, double tolerance) {
        var method = new MeanField(manifold, manifold.highestOrder());
        MomentMatching.Result slow = MomentMatching.byGradient(method, MOMENTS, SIMULATED.doubles("Dp_mean")), quick = MomentMatching.of(method, MOMENTS, SIMULATED.doubles("Dp_mean"));
        assertThat(slow.repeats()).isEqualTo(repeats);
        assertThat(slow.network().fields()).containsExactly(SIMULATED.doubles(variant + "_H"), within(tolerance));
        assertThat(slow.network().couplings()).containsExactly(SIMULATED.doubles(variant + "_J"), within(tolerance));
        assertThat(quick.converged()).isTrue();
        assertThat(quick.repeats()).isLessThan(repeats);
        assertThat(quick.network().fields()).containsExactly(slow.network().fields(), within(1e-4));      // where the source's rule ends it is 1e-5 away
        assertThat(quick.network().couplings()).containsExactly(slow.network().couplings(), within(1e-4));
    }

    /** Of the source's rule for [t-1,t]: this field would grow for ever against its own coupling, and is held where it passes 5, in either direction; other manifolds are not held. */
    @Test void fieldsOfIndependentBinsAreHeldBeyondFive() {
        for (int sign : new int[] {1, -1}) {
            var moments = new TransitionMoments(100, new double[] {.5 * sign}, new double[] {.8 * sign}, new double[] {.36}, new double[] {-.3});
            IsingNetwork held = MomentMatching.byGradient(new MeanField(ReferenceManifold.BOTH_BINS, 2), moments, new double[1]).network();
            assertThat(sign * held.fields()[0]).isBetween(5., 5.1);
            assertThat(held.couplings()[0]).isNegative();
            double made = new MeanField(ReferenceManifold.BOTH_BINS, 2).step(new SpinMoments(moments.before(), moments.c(), new double[1]), held.fields(), held.couplings()).moments().m()[0];
            assertThat(sign * made).isLessThan(.49);                                 // it would have grown
        }
    }
}
