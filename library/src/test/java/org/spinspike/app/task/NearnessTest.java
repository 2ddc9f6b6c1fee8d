package org.spinspike.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.SpinMoments;
import org.spinspike.ising.inverse.KineticIsingModel;
import org.spinspike.ising.meanfield.MeanField;
import org.spinspike.ising.meanfield.ReferenceManifold;
import org.spinspike.spikes.SpikeTrains;

class NearnessTest {
    private static PhaseCurve.Peak[] at(double beta, boolean edge) {
        var peak = new PhaseCurve.Peak(beta, beta, beta, edge);
        return new PhaseCurve.Peak[] {peak, peak, peak};
    }

    private static String verdict(PhaseCurve.Peak[] fit, double shuffled, double simulated) {
        return new Nearness(100, fit, Collections.nCopies(19, at(shuffled, false)), Collections.nCopies(19, at(simulated, false)), Map.of()).verdict(0);
    }

    @Test void onlyAFitNearerThanBothNullsIsCalledSo() {
        assertThat(verdict(at(1.1, false), 2, .4)).isEqualTo("closer than the shuffled fit");
        assertThat(verdict(at(1.1, false), 2, 1 / 1.05)).as("the simulation without a transition is as near").isEqualTo("not distinguishable");
        assertThat(verdict(at(1.1, false), 1.1, 2)).as("a tie").isEqualTo("not distinguishable");
        assertThat(verdict(at(1.1, true), 2, 2)).as("the peak may lie beyond the sweep").isEqualTo("not distinguishable");
        assertThat(new Nearness(100, at(1.1, false), List.of(), Collections.nCopies(19, at(2, false)), Map.of()).verdict(0)).as("no shuffles").isEqualTo("not distinguishable");
    }

    /** Peaks of two nulls at 2 and 4, and one at the end of the sweep: median (ln 2 + ln 4) / 2 = 1.0397, and the fit at 2 is as near as one of two. */
    @Test void whatIsLargestAtTheEndOfTheSweepHasNoDistanceAndIsNotCompared() {
        var near = new Nearness(100, at(2, false), List.of(at(2, false), at(4, false), at(8, true)), Collections.nCopies(1, at(8, true)), new TreeMap<>(Map.of(5, at(8, true), 9, at(1 / Math.E, false))));
        List<String> row = near.rows().get(0);
        assertThat(near.heads()).hasSameSizeAs(row).contains("5 neurons", "9 neurons");
        assertThat(row).containsExactly("C", "0.693", "1.040 (p = 0.667, 2 of 3)", "no peak (0 of 1)", "no peak", "1.000", "not distinguishable");
        var none = new Nearness(100, at(8, true), Collections.nCopies(19, at(2, false)), Collections.nCopies(19, at(2, false)), Map.of());
        assertThat(none.rows().get(2)).containsExactly("sigma", "no peak", "0.693 (19 of 19)", "0.693 (19 of 19)", "not distinguishable");
        assertThat(none.json().toString()).contains("distance=null", "p_trials_shuffled=null");
    }

    @Test void aNullWhosePeaksAreBeyondTheSweepShowsNothing() {
        var near = new Nearness(100, at(1.1, false), Collections.nCopies(19, at(8, true)), Collections.nCopies(19, at(2, false)), Map.of());
        assertThat(near.verdict(0)).isEqualTo("not distinguishable");
        assertThat(near.sentence()).isEqualTo("Nearness to the peak, of the recorded subset at this bin width: C not distinguishable; D not distinguishable; sigma not distinguishable.");
    }

    /** Half the couplings, and a Gaussian mean field whose steady state has the rates of the recording: 3/4 and 1/4. */
    @Test void theWeakerNetworkHasTheSameRates() {
        SpikeTrains data = SpikeTrains.generate(4, 3, 2, (k, t, i) -> i == 0 ? k > 0 : k == 0);
        KineticIsingModel weaker = Nearness.weaker(new IsingNetwork(new double[] {3, 4}, new double[] {.2, 1.4, -.6, 0}), data);
        assertThat(weaker.network().couplings()).containsExactly(.1, .7, -.3, 0);
        double[] m = new MeanField(ReferenceManifold.EARLIER_BIN, 1).step(SpinMoments.independent(new double[] {.5, -.5}), weaker.network().fields(), weaker.network().couplings()).moments().m();
        assertThat(m).containsExactly(new double[] {.5, -.5}, within(1e-12));
    }
}
