package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.math.optim.Stiefel;
import org.spinspike.model.Checkpoint;
import org.spinspike.model.Family;
import org.spinspike.model.Fit;
import org.spinspike.model.Interruption;
import org.spinspike.model.Options;
import org.spinspike.model.Training;
import org.spinspike.spikes.SpikeTrains;

class GrowthTest {
    private static SpikeTrains echo(int trials, long seed) {
        boolean[] fired = new boolean[trials * 6 * 3];
        for (int k = 0; k < trials; k++) {
            var random = new Seed(seed).child(k).generator();
            for (int at = k * 18; at < (k + 1) * 18; at++) fired[at] = random.nextDouble() < (at - k * 18 >= 6 && fired[at - 6] ? .7 : .2);
        }
        return SpikeTrains.generate(trials, 6, 3, (k, t, i) -> fired[k * 18 + t * 3 + i]);
    }

    @Test void aWidenedChainGivesEveryTrialTheSameProbability() {
        TiedMps chain = MixtureStart.of(new double[] {.1, .4, .25}, 3, .7, new Seed(1), () -> false);
        double[][] wide = Widening.chain(chain.isometries(), 7, new Seed(2));
        SpikeTrains data = echo(20, 1);
        assertThat(new TiedMpsModel(TiedMps.owning(wide)).logProbability(data)).containsExactly(new TiedMpsModel(chain).logProbability(data), within(1e-12));
        for (int i = 1; i < 4; i++) assertThat(Stiefel.defect(wide[i], 7, 14)).isLessThan(1e-14);
        double[][] gradient = Descents.zeros(wide);
        new TiedGradient(data, 7).at(wide, gradient);
        double way = 0;
        for (int a = 0; a < 3; a++) for (int s = 0; s < 2; s++) for (int b = 3; b < 7; b++) way = Math.max(way, Math.abs(gradient[1][(2 * a + s) * 7 + b]));
        assertThat(way).as("the gradient finds the new bonds").isGreaterThan(1e-3);
    }

    @Test void aWidenedTreeGivesEveryTrialTheSameProbability() {
        TreeMps net = TreeMpsTest.golden("tied"), wide = Widening.tree(net, 5, 8, new Seed(3));
        assertThat(new int[] {wide.code(), wide.bond(0), wide.leg(4)}).containsExactly(5, 8, 4);
        SpikeTrains words = TreeMpsTest.words();
        double[] before = new TreeModel(net).logProbability(words), after = new TreeModel(wide).logProbability(words);
        for (int k = 0; k < before.length; k++) assertThat(Math.exp(after[k])).isCloseTo(Math.exp(before[k]), within(1e-15));
        double[][] gradient = Descents.zeros(wide.isometries());
        new TreeGradient(TreeMpsTest.rows("tied_X"), wide).at(wide.isometries(), gradient);
        double code = 0, bond = 0;
        for (int a = 0; a < 3; a++)
            for (int c = 0; c < 5; c++)
                for (int b = 0; b < 8; b++) {
                    double g = Math.abs(gradient[4][(a * 5 + c) * 8 + b]);
                    if (c >= 3 && b < 3) code = Math.max(code, g);
                    if (c < 3 && b >= 3) bond = Math.max(bond, g);
                }
        assertThat(code).as("new codes").isGreaterThan(1e-3);
        assertThat(bond).as("new bonds").isGreaterThan(1e-3);
    }

    private static Fit fit(String name, int iterations, Checkpoint checkpoint, String... options) {
        Family family = name.startsWith("mps") ? new MpsFamily() : new TensorBrainFamily();
        var given = new java.util.HashMap<>(Map.of("starts", "1", "patience", "1", "grow", "true", "bond", "6"));
        given.putAll(name.startsWith("mps") ? Map.of("tied", "true") : Map.of("chi", "6"));
        if (name.endsWith("driven")) given.put("lags", "1");
        for (int o = 0; o < options.length; o += 2) given.put(options[o], options[o + 1]);
        return family.train(new Training(echo(150, 1), Optional.of(echo(80, 2)), Options.of(family.options(), given), iterations, new Seed(4), checkpoint, Progress.SILENT));
    }

    /** The curve goes on where the smaller network ended: the score is that of its best, not worse. */
    @ParameterizedTest @CsvSource({"mps, 6", "brain, 6", "brain driven, 6"})
    void trainingGrowsWithoutAJumpAndResumesToTheSameBytes(String name, int at) {
        Fit straight = fit(name, 0, Checkpoint.NONE);
        double[] held = straight.history().stream().mapToDouble(Fit.Step::validationNats).toArray();
        assertThat(Arrays.stream(held).min().orElseThrow()).isLessThan(held[0]);
        for (int step : new int[] {at, straight.history().size() - 2}) {
            var broken = Interruption.after(step);
            assertThat(fit(name, 0, broken).stop()).isEqualTo(Fit.Stop.INTERRUPTED);
            Fit resumed = fit(name, 0, Interruption.over(broken));
            assertThat(resumed.model().arrays()).isEqualTo(straight.model().arrays());
            assertThat(resumed.history()).isEqualTo(straight.history());
            assertThat(resumed.notes()).isEqualTo(straight.notes());
        }
    }

    @Test void whatBringsNothingIsUndone() {
        SpikeTrains rates = SpikeTrains.generate(60, 3, 2, (k, t, i) -> new Seed(k * 6L + t * 2L + i).generator().nextDouble() < .3);
        var family = new MpsFamily();
        Options options = Options.of(family.options(), Map.of("tied", "true", "starts", "1", "patience", "1", "grow", "true", "bond", "4"));
        Fit fit = family.train(new Training(rates, Optional.of(rates.select(new int[] {0, 0, 1})), options, 0, new Seed(1), Checkpoint.NONE, Progress.SILENT));
        assertThat(fit.notes()).contains("growing to bond 4 brought nothing and was undone");
        assertThat(((TiedMpsModel) fit.model()).network().bond()).isEqualTo(2);
    }

    @Test void complexChainsDoNotGrow() {
        assertThatIllegalArgumentException().isThrownBy(() -> fit("mps", 1, Checkpoint.NONE, "complex", "true"))
                .withMessage("--complex and --grow do not go together: bonds of complex entries are not widened");
    }
}
