package org.spinspike.app.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Options;

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
        assertThat(made.lines()).hasSize(9).first().asString().startsWith("Plefka[t-1,t] at 1.000 beta_c: error of H ");
        assertThat(made.files().keySet()).containsExactlyInAnyOrder("data/errors.csv", "data/transition.csv");
        assertThat(((double[]) ((Map<?, ?>) made.numbers().get("ml")).get("error_J"))).hasSize(2).doesNotContain(0);
    }

    @Test void trialsAsShortAsWhatIsLeftOutAreRefused() {
        var reproduction = new IsingInverse();
        assertThatThrownBy(() -> reproduction.cost(Options.of(reproduction.options(), Map.of("steps", "4")), new Seed(1))).hasMessageContaining("--steps");
    }
}
