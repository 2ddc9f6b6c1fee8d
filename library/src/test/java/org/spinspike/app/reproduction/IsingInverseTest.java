package org.spinspike.app.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spinspike.io.Npz;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.inverse.InferenceMethod;
import org.spinspike.ising.inverse.Prior;
import org.spinspike.ising.inverse.Transitions;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Options;
import org.spinspike.spikes.SpikeTrains;

class IsingInverseTest {
    @Test void everyMethodFindsWeakCouplingsTheRightWayRound() {
        var truth = new IsingNetwork(new double[] {.1, -.2, .05}, new double[] {.1, .25, 0, 0, .05, -.15, .2, 0, 0});
        var found = new InverseErrors(truth, 24, 1000, new Seed(4), Progress.SILENT);
        double onePart = 1. / Math.sqrt(1000 * 20);
        for (int k = 0; k < InverseErrors.METHODS.size(); k++) {
            assertThat(found.networks[k].couplings()[1]).as("J_01 by %s", InverseErrors.METHODS.get(k).word()).isCloseTo(.25, within(5 * onePart + .02));
            assertThat(found.networks[k].couplings()[3]).as("J_10 by %s", InverseErrors.METHODS.get(k).word()).isCloseTo(0, within(5 * onePart + .02));
            assertThat(found.errors[k][1]).as("error of J by %s", InverseErrors.METHODS.get(k).word()).isLessThan(4 * onePart * onePart + 4e-4).isPositive();
        }
    }

    @Test void figuresTableAndFilesAreMade() {
        var reproduction = new IsingInverse();
        Options options = Options.of(reproduction.options(), Map.of("neurons", "5", "steps", "8", "trials", "400", "betas", "0.8,1", "rescaled", "0.5,1", "forward-steps", "6", "forward-trials", "200"));
        assertThat(reproduction.cost(options, new Seed(1)).seconds()).isPositive();
        Reproduced made = reproduction.run(options, new Seed(1), Progress.SILENT);
        assertThat(made.page().figures()).extracting(f -> f.name()).containsExactly("errors", "transition");
        assertThat(made.page().html()).doesNotContain("NaN").contains("Plefka2[t]", "emf");
        assertThat(made.lines()).hasSize(10).first().asString().startsWith("Plefka[t-1,t] at 1.000 beta_c: error of H ");
        assertThat(made.files().keySet()).containsExactlyInAnyOrder("data/errors.csv", "data/transition.csv");
        assertThat(((double[]) ((Map<?, ?>) made.numbers().get("ml")).get("error_J"))).hasSize(2).doesNotContain(0);
    }

    @Test void noMethodIsFurtherOffThanTheReferenceOnItsOwnMoments() {
        var reference = new InverseReference();
        var found = IntStream.range(0, InverseErrors.METHODS.size()).mapToObj(reference::errors).toList();
        assertThat(InverseReference.EXPECTED).hasSize(7);
        for (int k = 0; k < found.size(); k++) {
            String method = InverseErrors.METHODS.get(k).word();
            if (method.equals("ml")) continue;
            double[] expected = InverseReference.EXPECTED.get(method);
            assertThat(found.get(k)[0]).as("H by %s", method).isLessThan(1.01 * expected[0]).isCloseTo(expected[0], within(.01 * expected[0]));
            assertThat(found.get(k)[1]).as("J by %s", method).isLessThan(1.01 * expected[1]).isCloseTo(expected[1], within(.01 * expected[1]));
        }
        assertThat(InverseReference.worse(found)).isEmpty();
        var spoiled = new ArrayList<>(found);
        spoiled.set(1, new double[] {found.get(1)[0], 1.1 * found.get(1)[1]});
        assertThat(InverseReference.worse(spoiled)).containsExactly("plefka:t");
    }

    /** The raster of golden/ising/golden_inverse.py: 16 neurons, 20,000 transitions. */
    @Test void theGreatestLikelihoodIsAsNearAsTheReference() {
        var raster = Npz.read(Path.of("src/test/resources/golden/ising/raster_ml_N16_L20000.npz"));
        double[] spins = raster.doubles("raster_pm1");
        var data = Transitions.of(SpikeTrains.generate(1, spins.length / 16, 16, (k, t, i) -> spins[t * 16 + i] > 0), false);
        double[] errors = InverseErrors.errors(InferenceMethod.named("ml").infer(data, Prior.NONE, Progress.SILENT).network(), new IsingNetwork(raster.doubles("H"), raster.doubles("J")));
        assertThat(errors[0]).isLessThan(1.32613e-4);
        assertThat(errors[1]).isLessThan(7.14611e-5);
    }

    @Test void trialsAsShortAsWhatIsLeftOutAreRefused() {
        var reproduction = new IsingInverse();
        assertThatThrownBy(() -> reproduction.cost(Options.of(reproduction.options(), Map.of("steps", "4")), new Seed(1))).hasMessageContaining("--steps");
    }
}
