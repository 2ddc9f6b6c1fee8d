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
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Checkpoint;
import org.spinspike.model.Fit;
import org.spinspike.model.Interruption;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Options;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Training;
import org.spinspike.spikes.SpikeTrains;

class TreeTrainerTest {
    private static final TensorBrainFamily FAMILY = new TensorBrainFamily();

    /** Three neurons that follow one hidden switch, and a fourth that echoes the first one bin later. */
    private static SpikeTrains circuit(int trials, int bins, long seed) {
        boolean[] fired = new boolean[trials * bins * 4];
        for (int k = 0; k < trials; k++) {
            var random = new Seed(seed).child(k).generator();
            boolean up = random.nextBoolean();
            for (int t = 0; t < bins; t++) {
                if (random.nextDouble() < .2) up = !up;
                int at = (k * bins + t) * 4;
                for (int i = 0; i < 3; i++) fired[at + i] = random.nextDouble() < (up ? .5 : .1);
                fired[at + 3] = random.nextDouble() < (t > 0 && fired[at - 4] ? .7 : .1);
            }
        }
        return SpikeTrains.generate(trials, bins, 4, (k, t, i) -> fired[(k * bins + t) * 4 + i]);
    }

    private static Fit fit(SpikeTrains data, SpikeTrains held, Checkpoint checkpoint, int iterations, String... options) {
        var given = new java.util.HashMap<String, String>(Map.of("chi", "4", "bond", "3", "starts", "1", "patience", "1"));
        for (int o = 0; o < options.length; o += 2) given.put(options[o], options[o + 1]);
        return FAMILY.train(new Training(data, Optional.ofNullable(held), Options.of(FAMILY.options(), given), iterations, new Seed(4), checkpoint, Progress.SILENT));
    }

    private static double nats(Likelihood model, SpikeTrains data) { return -Arrays.stream(model.logProbability(data)).sum() / data.trials(); }

    @Test void itLearnsTheSwitchAndTheEchoWithIsometriesThroughout() {
        SpikeTrains data = circuit(300, 8, 1), held = circuit(200, 8, 2), longer = circuit(200, 16, 3);
        Fit fit = fit(data, held, Checkpoint.NONE, 0, "patience", "3");
        var model = (TreeModel) fit.model();
        double independent = -Arrays.stream(RatesOverTime.constant(data).logProbabilityByNeuron(longer)).sum() / longer.trials();
        assertThat(nats(model, longer)).isLessThan(independent - 1.5);
        assertThat(nats(model, held)).isCloseTo(fit.history().stream().mapToDouble(Fit.Step::validationNats).min().orElseThrow(), within(.02));
        int[][] shapes = model.network().shapes();
        for (int b = 0; b < shapes[0].length; b++)
            assertThat(org.spinspike.math.optim.Stiefel.defect(model.network().isometries()[b], shapes[0][b], shapes[1][b])).isLessThan(1e-12);
        assertThat(fit.notes()).anyMatch(note -> note.startsWith("tree over the neurons: "));
        for (int n = 0; n < fit.history().size(); n++) assertThat(fit.history().get(n).index()).isEqualTo(n);
    }

    /** Step 5 is within the chain, the other one within the tree. */
    @ParameterizedTest @ValueSource(booleans = {false, true})
    void anInterruptedRunResumesToTheSameBytes(boolean tree) {
        SpikeTrains data = circuit(100, 5, 1), held = circuit(60, 5, 2);
        Fit straight = fit(data, held, Checkpoint.NONE, 0);
        int at = tree ? straight.history().size() - 3 : 5;
        var broken = Interruption.after(at);
        assertThat(fit(data, held, broken, 0).stop()).isEqualTo(Fit.Stop.INTERRUPTED);
        assertThat(broken.state().under("inside/").get("phase").text()).isEqualTo(tree ? "tree" : "chain");
        Fit resumed = fit(data, held, Interruption.over(broken), 0);
        assertThat(resumed.model().arrays()).isEqualTo(straight.model().arrays());
        assertThat(resumed.history()).isEqualTo(straight.history());
        assertThat(resumed.notes()).isEqualTo(straight.notes());
    }

    /** Of a chain that is to become a tree, of a driven tree, of one of several sizes, and of the training beside it in file order. */
    @ParameterizedTest @CsvSource({"chi 4, 1900", "lags 1, 2100", "chi 0, 2100", "tree-gain true, 2100"})
    void aStopIsHeardWhileAStartIsMadeAndTheResumedRunGivesTheSameBytes(String option, int late) {
        SpikeTrains data = circuit(40, 4, 1), held = circuit(20, 4, 2);
        String[] options = option.split(" ");
        Fit straight = fit(data, held, Checkpoint.NONE, 20, options);
        for (int looks : new int[] {7, late}) {
            var broken = Interruption.afterLooks(looks);
            assertThat(fit(data, held, broken, 20, options).stop()).isEqualTo(Fit.Stop.INTERRUPTED);
            assertThat(broken.looks()).as("looks until it ended").isBetween(looks + 1, looks + 7);
            Fit resumed = fit(data, held, Interruption.over(broken), 20, options);
            assertThat(resumed.model().arrays()).isEqualTo(straight.model().arrays());
            assertThat(resumed.history()).isEqualTo(straight.history());
        }
    }

    @Test void adamTrainsChainAndTreeInMiniBatches() {
        SpikeTrains data = circuit(300, 8, 1), held = circuit(100, 8, 2);
        Fit fit = fit(data, held, Checkpoint.NONE, 0, "optimiser", "adam", "batch", "60", "step", "0.03");
        double independent = -Arrays.stream(RatesOverTime.constant(data).logProbabilityByNeuron(held)).sum() / held.trials();
        assertThat(nats((Likelihood) fit.model(), held)).isLessThan(independent - .3);
    }

    @Test void theShapeOfTheTreeIsAnOption() {
        SpikeTrains data = circuit(40, 4, 1);
        assertThat(((TreeModel) fit(data, null, Checkpoint.NONE, 2, "tree", "chain").model()).network().tree()).hasToString("(((0 1) 2) 3)");
        assertThat(((TreeModel) fit(data, null, Checkpoint.NONE, 2, "tree", "balanced").model()).network().tree()).hasToString("((0 1) (2 3))");
        assertThatIllegalArgumentException().isThrownBy(() -> fit(data, null, Checkpoint.NONE, 2, "tree", "oak")).withMessage("--tree must be information, chow-liu, fiedler, areas, balanced, chain or a file FILE.json of nested lists, got 'oak'");
        assertThatIllegalArgumentException().isThrownBy(() -> fit(data, null, Checkpoint.NONE, 2, "chi", "1")).withMessage("chi must be 2 to 1024, or 0 for what validation chooses, got 1");
    }

    /** The echo costs a bond of the network; a lag has it for one coupling. */
    @Test void aLagCarriesWhatTheBondHadTo() {
        SpikeTrains data = circuit(300, 8, 1), held = circuit(200, 8, 2);
        double alone = nats((Likelihood) fit(data, held, Checkpoint.NONE, 0, "bond", "2", "patience", "2").model(), held);
        var driven = (PastDrivenTreeModel) fit(data, held, Checkpoint.NONE, 0, "bond", "2", "patience", "2", "lags", "1").model();
        assertThat(nats(driven, held)).isLessThan(alone - .2);
        double[] couplings = driven.arrays().get("couplings").doubles();
        for (int e = 0; e < 16; e++) if (e != 12) assertThat(couplings[12]).as("to 3 from 0").isGreaterThan(couplings[e] + .2);
    }

    @Test void ratesOverTimeAreWhereADrivenTreeBegins() {
        SpikeTrains data = SpikeTrains.generate(60, 4, 3, (k, t, i) -> (7 * k + 3 * i) % 10 < 2 + 2 * t);
        Fit fit = fit(data, data, Checkpoint.NONE, 1, "per-bin", "true");
        double rates = -Arrays.stream(RatesOverTime.perBin(data).logProbabilityByBin(data)).sum() / 60, constant = -Arrays.stream(RatesOverTime.constant(data).logProbabilityByBin(data)).sum() / 60;
        assertThat(fit.history().get(0).trainNats()).isLessThan(constant - .5 * (constant - rates));
        assertThat(((TreeModel) fit.model()).needsClock()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> fit(data.select(new int[] {0}), null, Checkpoint.NONE, 1, "per-bin", "true"))
                .withMessage("--per-bin needs at least two trials that share one clock, there is one trial");
    }

    /** At its limit while it is still a chain, which a tree of chi 2 cannot hold. */
    @Test void aSizeIsJudgedByTheModelThatIsKept() {
        SpikeTrains data = circuit(60, 5, 1), held = circuit(40, 5, 2);
        Fit fit = fit(data, held, Checkpoint.NONE, 9, "chi", "2", "bond", "0");
        assertThat(fit.notes()).contains(String.format(java.util.Locale.ROOT, "validation nats by size: chi 2, bond 2 %.4f", nats((Likelihood) fit.model(), held)));
    }

    /** Interrupted in the second size, driven. */
    @Test void sizesAreTriedUntilValidationStopsGainingAndResumeToTheSameBytes() {
        SpikeTrains data = circuit(60, 5, 1), held = circuit(40, 5, 2);
        String[] options = {"chi", "0", "bond", "0", "lags", "1"};
        Fit straight = fit(data, held, Checkpoint.NONE, 0, options);
        assertThat(straight.notes()).anyMatch(note -> note.matches("validation nats by size: chi 4, bond 2 .*; chi 4, bond 4 .*"));
        var broken = Interruption.after(straight.history().size() - 4);
        assertThat(fit(data, held, broken, 0, options).stop()).isEqualTo(Fit.Stop.INTERRUPTED);
        assertThat(broken.state().get("scores").doubles()).isNotEmpty();
        Fit resumed = fit(data, held, Interruption.over(broken), 0, options);
        assertThat(resumed.model().arrays()).isEqualTo(straight.model().arrays());
        assertThat(resumed.history()).isEqualTo(straight.history());
        assertThat(resumed.notes()).isEqualTo(straight.notes());
        assertThat(((TreeBornMachine) fit(data, null, Checkpoint.NONE, 2, options).model()).network().largestBond()).as("without validation").isEqualTo(8);
    }

    /** Neurons 0 and 1 fire together in the first two bins of a trial, and one of them in the others. */
    private static SpikeTrains changing(int trials, long seed) {
        return SpikeTrains.generate(trials, 4, 4, (k, t, i) -> {
            double u = new Seed(seed).child(k).child(t).generator().nextDouble(), v = new Seed(seed).child(k).child(9 + 4 * t + i).generator().nextDouble();
            return i > 1 ? v < .3 : i == 0 || t < 2 ? u < .4 : u > .4;
        });
    }

    @ParameterizedTest @ValueSource(strings = {"cores", "all"})
    void freeBinsBeginAsTheTiedOnesAndResumeToTheSameBytes(String free) {
        SpikeTrains data = changing(200, 1), held = changing(100, 2);
        String[] options = {"free", free, "lags", "1"};
        Fit straight = fit(data, held, Checkpoint.NONE, 0, options);
        double best = straight.history().stream().mapToDouble(Fit.Step::validationNats).min().orElseThrow();
        TreeMps net = ((TreeBornMachine) straight.model()).network();
        assertThat(nats((Likelihood) straight.model(), held)).isCloseTo(best, within(1e-9));
        assertThat(net.bins()).isEqualTo(4);
        assertThat(Arrays.equals(net.node(0, 6), net.node(1, 6))).isEqualTo(free.equals("cores"));
        assertThat(net.core(0)).isNotEqualTo(net.core(1));
        var broken = Interruption.after(straight.history().size() - 2);
        assertThat(fit(data, held, broken, 0, options).stop()).isEqualTo(Fit.Stop.INTERRUPTED);
        assertThat(broken.state().under("inside/").get("phase").text()).isEqualTo("free");
        Fit resumed = fit(data, held, Interruption.over(broken), 0, options);
        assertThat(resumed.model().arrays()).isEqualTo(straight.model().arrays());
        assertThat(resumed.history()).isEqualTo(straight.history());
    }

    @Test void oneNeuronIsATreeToo() {
        SpikeTrains data = circuit(80, 6, 1).selectNeurons(new int[] {0});
        var model = (TreeModel) fit(data, circuit(40, 6, 2).selectNeurons(new int[] {0}), Checkpoint.NONE, 0).model();
        assertThat(model.neurons()).isEqualTo(1);
        assertThat(nats(model, data)).isFinite();
    }
}
