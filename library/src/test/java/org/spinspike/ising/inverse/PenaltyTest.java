package org.spinspike.ising.inverse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.io.Npz;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Progress;
import org.spinspike.math.RunningMean;
import org.spinspike.math.Seed;
import org.spinspike.model.Fit;
import org.spinspike.model.Options;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Training;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

class PenaltyTest {
    private static final NamedArrays GOLDEN = Npz.read(InverseGoldenTest.GOLDEN.resolve("sparse_ml_N6_L600.npz"));

    /** {@code golden_sparse.py}: accelerated proximal gradients in spins, to a miss of 1e-11 nats. */
    @ParameterizedTest @CsvSource({"L1, 12", "L1, 40", "GROUP, 12", "GROUP, 30"})
    void networksOfProximalGradientsAreFound(Penalty penalty, int strength) {
        NetworkEstimate found = fit(golden(), new Prior(penalty, strength, 0));
        String name = penalty.word() + "_" + strength + "_";
        assertThat(found.network().fields()).containsExactly(GOLDEN.doubles(name + "H"), within(1e-9));
        assertThat(found.network().couplings()).containsExactly(GOLDEN.doubles(name + "J"), within(1e-9));
        for (int e = 0; e < 36; e++) assertThat(found.network().couplings()[e] == 0).as("coupling %d", e).isEqualTo(GOLDEN.doubles(name + "J")[e] == 0);
        assertThat(found.couplingErrors()).isNull();
        assertThat(found.couplings()).isBetween(1L, 35L);
    }

    /** By hand: after a spike 3 of 4, after silence 1 of 6; the penalty 4 J takes 4 / 4 = 1 spike from the four and gives it to the six: half of 4, a third of 6. */
    @Test void aLoneNeuronMovesOneSpike() {
        SpikeTrains data = SpikeTrains.generate(10, 2, 1, (k, t, i) -> t == 0 ? k < 4 : k < 3 || k == 9);
        NetworkEstimate l1 = fit(Transitions.of(data, false), new Prior(Penalty.L1, 4, 0));
        double after = 0, silence = Math.log(1 / 2.);
        assertThat(l1.network().couplings()[0]).isCloseTo((after - silence) / 4, within(1e-9));
        assertThat(l1.network().fields()[0]).isCloseTo((after + silence) / 4, within(1e-9));
        assertThat(fit(Transitions.of(data, false), new Prior(Penalty.L1, 5.7, 0)).network().couplings()[0]).isZero();         // both at 4 of 10: 3 - 1.4 of 4, that is 5.6 / 4
        assertThat(fit(Transitions.of(data, false), new Prior(Penalty.L1, 5.5, 0)).network().couplings()[0]).isPositive();
        assertThat(new MaximumLikelihood(Transitions.of(data, false), new Prior(Penalty.L1, 1, 0), false, 0).strongest()).isCloseTo(5.6, within(1e-8));
    }

    @Test void noStrengthIsMaximumLikelihoodAndTheStrongestLeavesFieldsAlone() {
        Transitions data = golden();
        double[] ml = fit(data, Prior.NONE).network().couplings();
        for (Penalty penalty : List.of(Penalty.L1, Penalty.GROUP)) {
            assertThat(fit(data, new Prior(penalty, 0, 0)).network().couplings()).containsExactly(ml, within(1e-12));
            assertThat(fit(data, new Prior(penalty, 1e-7, 0)).network().couplings()).containsExactly(ml, within(1e-8));
            double strongest = new MaximumLikelihood(data, new Prior(penalty, 1, 0), false, 0).strongest();
            assertThat(fit(data, new Prior(penalty, 1.0001 * strongest, 0)).couplings()).isZero();
            assertThat(fit(data, new Prior(penalty, .999 * strongest, 0)).couplings()).isBetween(1L, 3L);
            double[] fields = fit(data, new Prior(penalty, 2 * strongest, 0)).network().fields();
            for (int i = 0; i < 6; i++) {
                long[] tally = data.tally(i);
                assertThat(fields[i]).isCloseTo(.5 * Math.log(tally[0] / (double) (tally[1] - tally[0])), within(1e-9));
            }
        }
    }

    @Test void groupsAreOwnPastAndAreas() {
        int[][] byArea = Penalty.GROUP.groups(2, new int[] {0, 2, 3, 5}, List.of("a", "b", "a", "b", "b", "a")).columns(), known = Penalty.GROUP.groups(2, new int[] {0, 2, 3, 5}, null).columns();
        assertThat(byArea).isDeepEqualTo(new int[][] {{0, 3}, {1}, {2}});
        assertThat(known).isDeepEqualTo(new int[][] {{0, 2, 3}, {1}});
        assertThat(Penalty.GROUP.groups(2, new int[] {0, 2, 3, 5}, null).weights()).containsExactly(new double[] {Math.sqrt(3) / 4, .25}, within(1e-15));
    }

    @Test void theStrengthIsThatOfTheBestHeldOutLikelihood() {
        Transitions data = Transitions.of(sparse(8, 3000, 1, .125, .3).trains, false);
        StrengthPath path = StrengthPath.of(Penalty.L1, data, Optional.empty(), 0, Progress.SILENT);
        assertThat(path.couplings()[0]).isLessThanOrEqualTo(1);
        assertThat(path.candidates()[2]).isCloseTo(path.candidates()[0] / 2, within(1e-9));
        for (double nats : path.nats()) assertThat(nats).isLessThanOrEqualTo(path.nats()[path.best()]);
        assertThat(path.best()).isPositive();
        assertThat(path.line()).startsWith("l1 of strength " + Prior.words(path.strength()) + " was chosen by held-out likelihood, nats a transition (couplings not 0): ");
        Transitions learned = data.part(HeldOut.learned(data)), judged = data.part(HeldOut.judged(data));
        NetworkEstimate cold = fit(learned, new Prior(Penalty.L1, path.strength(), 0));
        assertThat(path.nats()[path.best()]).isCloseTo(Arrays.stream(judged.logLikelihood(cold.network(), null)).sum() / judged.count(), within(1e-9));
    }

    @Test void aChoiceAtTheEndOfThePathIsSaid() {
        assertThat(path(Penalty.RIDGE, 0).lines()).hasSize(2).last().isEqualTo("ridge 0.25 is the weakest that is tried: a weaker one may say more");
        assertThat(path(Penalty.RIDGE, 7).lines()).hasSize(2).last().asString().contains("is the strongest that is tried: a stronger");
        assertThat(path(Penalty.RIDGE, 3).lines()).hasSize(1);
        assertThat(path(Penalty.L1, 0).lines()).hasSize(2).last().asString().endsWith("is the strongest that is tried, and leaves no coupling");
        assertThat(path(Penalty.L1, 7).lines()).hasSize(1);
        assertThat(path(Penalty.L1, StrengthPath.MOST - 1).lines()).hasSize(2).last().asString().contains("is the weakest that is tried");
    }

    private static StrengthPath path(Penalty penalty, int best) {
        double[] strengths = new double[StrengthPath.MOST];
        Arrays.setAll(strengths, c -> penalty == Penalty.RIDGE ? Math.pow(4, c - 1) : Math.pow(2, -c));
        return new StrengthPath(penalty, strengths, new double[StrengthPath.MOST], new long[StrengthPath.MOST], best);
    }

    @Test void validationTrialsJudgeWhereThereAreAny() {
        SpikeTrains data = sparse(5, 200, 12, 2, .2, .4).trains, held = data.select(IntStream.range(150, 200).toArray()), rest = data.select(IntStream.range(0, 150).toArray());
        var family = new KineticIsingFamily();
        var training = new Training(rest, Optional.of(held), Options.of(family.options(), Map.of("penalty", "l1")), 0, new Seed(1), org.spinspike.model.Checkpoint.NONE, Progress.SILENT);
        Fit fit = family.train(training);
        StrengthPath path = StrengthPath.of(Penalty.L1, Transitions.of(rest, false), Optional.of(Transitions.of(held, false)), 4, Progress.SILENT);
        assertThat(fit.notes()).contains(path.line());
        assertThat(((KineticIsingModel) fit.model()).network().couplings()).containsExactly(fit(Transitions.of(rest, false), new Prior(Penalty.L1, path.strength(), 4)).network().couplings(), within(1e-9));
    }

    /** Eight networks of 30 neurons with one or two strong inputs each, and two transitions a parameter of a neuron: true ones among as many of the largest couplings as there are. */
    @Test void l1FindsMoreOfASparseNetworkThanTheLargestCouplingsOfARidge() {
        var gain = new RunningMean();
        for (int r = 0; r < 8; r++) {
            Sparse made = sparse(30, 60, 50 + r, .04, 1.8);
            Transitions data = Transitions.of(made.trains, false);
            gain.add(found(made.network, chosen(data, Penalty.L1)) - found(made.network, chosen(data, Penalty.RIDGE)));
        }
        assertThat(gain.value()).isGreaterThan(3 * gain.standardError());
    }

    private static double found(IsingNetwork truth, double[] couplings) {
        long acting = Arrays.stream(truth.couplings()).filter(j -> j != 0).count();
        return IntStream.range(0, couplings.length).boxed().sorted(Comparator.comparingDouble(e -> -Math.abs(couplings[e]))).limit(acting).filter(e -> truth.couplings()[e] != 0 && couplings[e] != 0).count();
    }

    @Test void fieldsOverTimeStayFreeOfThePenalty() {
        SpikeTrains data = SpikeTrains.generate(400, 6, 3, (k, t, i) -> new Seed(6).child(k).child(t).child(i).generator().nextDouble() < .2 + .1 * t);
        MaximumLikelihood all = new MaximumLikelihood(Transitions.of(data, true), new Prior(Penalty.L1, 1e6, .01), false, 0);
        while (!all.finished()) all.step();
        NetworkEstimate estimate = all.estimate();
        assertThat(all.converged()).isTrue();
        assertThat(estimate.couplings()).isZero();
        for (int t = 1; t < 6; t++) assertThat(Math.tanh(estimate.fieldsOverTime()[t * 3])).isCloseTo(2 * (.2 + .1 * t) - 1, within(.25));
        assertThat(estimate.fieldsOverTime()[5 * 3]).isGreaterThan(estimate.fieldsOverTime()[3] + .5);
    }

    @Test void askingIsCheckedWordByWord() {
        assertThat(PenaltyChoice.of("ridge", "", "16", "16")).isEqualTo(new PenaltyChoice(Penalty.RIDGE, OptionalDouble.of(16)));
        assertThat(PenaltyChoice.of("ridge", "auto", "16", "16")).isEqualTo(new PenaltyChoice(Penalty.RIDGE, OptionalDouble.empty()));
        assertThat(PenaltyChoice.of("l1", "", "16", "16")).isEqualTo(new PenaltyChoice(Penalty.L1, OptionalDouble.empty()));
        assertThat(PenaltyChoice.of("group", "2.5", "0", "0")).isEqualTo(new PenaltyChoice(Penalty.GROUP, OptionalDouble.of(2.5)));
        assertThatIllegalArgumentException().isThrownBy(() -> PenaltyChoice.of("lasso", "", "0", "0")).withMessage("--penalty must be ridge, l1, group, got 'lasso'");
        assertThatIllegalArgumentException().isThrownBy(() -> PenaltyChoice.of("l1", "", "4", "0")).withMessageContaining("--strength");
        assertThatIllegalArgumentException().isThrownBy(() -> PenaltyChoice.of("ridge", "3", "4", "0")).withMessageContaining("give one of them");
        assertThatIllegalArgumentException().isThrownBy(() -> PenaltyChoice.of("l1", "-2", "0", "0")).withMessageContaining("--strength").withMessageContaining("-2");
    }

    private record Sparse(IsingNetwork network, SpikeTrains trains) {}

    private static Sparse sparse(int n, int transitions, long seed, double share, double size) { return sparse(n, 1, transitions + 1, seed, share, size); }

    private static Sparse sparse(int n, int trials, int bins, long seed, double share, double size) {
        var random = new Seed(seed).generator();
        double[] fields = new double[n], couplings = new double[n * n], rates = new double[n];
        Arrays.fill(rates, .3);
        for (int i = 0; i < n; i++) fields[i] = -.3 * i / n;
        for (int e = 0; e < n * n; e++) if (random.nextDouble() < share) couplings[e] = size * (random.nextBoolean() ? 1 : -1);
        var network = new IsingNetwork(fields, couplings);
        return new Sparse(network, new KineticIsingModel(network, null, new RatesOverTime(1, n, rates), rates, 2).sample(Design.plain(trials, bins, .01), new Seed(seed + 100)));
    }

    private static double[] chosen(Transitions data, Penalty penalty) {
        StrengthPath path = StrengthPath.of(penalty, data, Optional.empty(), 0, Progress.SILENT);
        return fit(data, new Prior(penalty, path.strength(), 0)).network().couplings();
    }

    private static Transitions golden() {
        double[] spins = GOLDEN.doubles("raster_pm1");
        SpikeTrains plain = SpikeTrains.generate(1, spins.length / 6, 6, (k, t, i) -> spins[t * 6 + i] > 0);
        var builder = new SpikeTrains.Builder(plain.design(), Neurons.unnamed(6, Optional.of(List.of(GOLDEN.get("areas").texts())), Optional.empty()));
        for (int t = 0; t < plain.bins(); t++) for (int i = 0; i < 6; i++) if (plain.fires(0, t, i)) builder.set(0, t, i);
        return Transitions.of(builder.build(), false);
    }

    private static NetworkEstimate fit(Transitions data, Prior prior) { return MaximumLikelihood.of(data, prior, Progress.SILENT); }
}
