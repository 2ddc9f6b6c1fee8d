package org.spinspike.ising.inverse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.math.special.Logistic;
import org.spinspike.model.Checkpoint;
import org.spinspike.model.Family;
import org.spinspike.model.Fit;
import org.spinspike.model.Model;
import org.spinspike.model.ModelContract;
import org.spinspike.model.Options;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Training;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

class KineticIsingTest extends ModelContract {
    private static final KineticIsingFamily FAMILY = new KineticIsingFamily();

    @Override protected Model tiny() {
        double[] fields = {.2, -.3, .5}, couplings = {.4, -.7, 0, 0, .3, 1.1, -.2, 0, .6};
        double[] overTime = {9, 9, 9, -.1, .4, .2, .3, -.6, 0, 1, -.5, .2};                // nothing is asked of the first bin
        return new KineticIsingModel(new IsingNetwork(fields, couplings), overTime, new RatesOverTime(4, 3, new double[] {.3, .6, .1, .5, .5, .5, .5, .5, .5, .5, .5, .5}), new double[] {.3, .4, .5}, 50);
    }
    @Override protected Design tinyDesign()    { return Design.plain(1, 4, .01); }
    @Override protected Family family()        { return FAMILY; }
    @Override protected boolean marginalises() { return false; }

    /** By hand in spins: neuron 1 (silent in bin 0, -1) acts on neuron 0 by J[0,1] = .7, neuron 0 (fires, +1) on itself by .2. */
    @Test void inputsAreThoseOfSpins() {
        var model = new KineticIsingModel(new IsingNetwork(new double[] {.1, -.4}, new double[] {.2, .7, 0, .5}), null, new RatesOverTime(1, 2, new double[] {.25, .5}), new double[] {.5, .5}, 2);
        SpikeTrains train = SpikeTrains.generate(1, 2, 2, (k, t, i) -> t == 0 ? i == 0 : i == 0);
        double up = .1 + .2 - .7, down = -.4 - .5;
        double[] byBin = model.logProbabilityByBin(train);
        assertThat(byBin[0]).isCloseTo(Math.log(.25 * .5), within(1e-14));
        assertThat(byBin[1]).isCloseTo(up - Math.log(2 * Math.cosh(up)) - down - Math.log(2 * Math.cosh(down)), within(1e-14));
    }

    /** By hand, one neuron, spike, unseen, silence: p(1) : p(0) = P(+|+) P(-|+) : P(-|+) P(-|-). */
    @Test void anUnseenBinIsToldByBothItsNeighbours() {
        var model = new KineticIsingModel(new IsingNetwork(new double[] {.3}, new double[] {.8}), null, new RatesOverTime(1, 1, new double[] {.25}), new double[] {.5}, 2);
        var builder = new SpikeTrains.Builder(Design.plain(1, 3, .01), org.spinspike.spikes.Neurons.unnamed(1));
        builder.set(0, 0, 0);
        builder.unobserved(0, 1, 0);
        double upUp = Logistic.sigmoid(2 * 1.1), upDown = Logistic.sigmoid(2 * (.3 - .8)), one = upUp * (1 - upUp), none = (1 - upUp) * (1 - upDown);
        var found = model.impute(builder.build(), 640, new Seed(1));
        assertThat(found.p()).containsExactly(new double[] {1, one / (one + none), 0}, within(1e-12));      // nothing else is hidden: every draw has this probability
        assertThat(found.standardError()).containsExactly(0, 0, 0);
    }

    @Test void withoutCouplingsWhatWasNotSeenHasItsRate() {
        var model = new KineticIsingModel(new IsingNetwork(new double[] {.4, -.7}, new double[4]), null, new RatesOverTime(1, 2, new double[] {.15, .6}), new double[] {.5, .5}, 2);
        var builder = new SpikeTrains.Builder(Design.plain(1, 3, .01), org.spinspike.spikes.Neurons.unnamed(2));
        for (int t = 0; t < 3; t++) for (int i = 0; i < 2; i++) if (t != 1 || i == 0) builder.unobserved(0, t, i);
        var found = model.impute(builder.build(), 64, new Seed(1));
        double one = Logistic.sigmoid(.8), other = Logistic.sigmoid(-1.4);
        assertThat(found.p()).containsExactly(new double[] {.15, .6, one, 0, one, other}, within(1e-14));
        assertThat(found.standardError()).containsOnly(0);
    }

    @Test void fieldsOverTimeAreLearnedWithTheCouplings() {
        double[] overTime = new double[10 * 2];
        for (int t = 0; t < 10; t++) {
            overTime[2 * t] = .8 * Math.sin(t);
            overTime[2 * t + 1] = -.5;
        }
        var truth = new KineticIsingModel(new IsingNetwork(new double[] {0, -.5}, new double[] {.1, -.6, .5, .3}), overTime, new RatesOverTime(10, 2, rates(20)), new double[] {.5, .5}, 2);
        SpikeTrains data = truth.sample(Design.plain(6000, 10, .01), new Seed(7));
        var model = (KineticIsingModel) train(data, Map.of("per-bin", "true", "ridge", "0", "field-ridge", "0.01")).model();
        assertThat(model.network().couplings()).containsExactly(new double[] {.1, -.6, .5, .3}, within(.03));        // 5 standard errors are .025
        for (int t = 1; t < 10; t++) assertThat(model.fieldsOverTime()[2 * t]).isCloseTo(.8 * Math.sin(t), within(.12));
        assertThat(model.needsClock()).isTrue();
        assertThat(model.parameters()).isEqualTo(4 + 20 + 2);
        var constant = (KineticIsingModel) train(data, Map.of("ridge", "0")).model();
        assertThat(model.meanNats(data)).isLessThan(constant.meanNats(data) - .1);
    }

    @Test void aStrongFieldRidgeIsConstantFields() {
        SpikeTrains data = network(3).sample(Design.plain(200, 6, .01), new Seed(3));
        var strong = (KineticIsingModel) train(data, Map.of("per-bin", "true", "field-ridge", "1e10")).model();
        var constant = (KineticIsingModel) train(data, Map.of()).model();
        assertThat(strong.network().fields()).containsExactly(constant.network().fields(), within(1e-6));
        assertThat(strong.network().couplings()).containsExactly(constant.network().couplings(), within(1e-6));
    }

    @Test void theRidgeIsChosenByHeldOutLikelihood() {
        SpikeTrains weak = SpikeTrains.generate(40, 20, 12, (k, t, i) -> new Seed(3).child(k).child(t).child(i).generator().nextDouble() < .3);
        Fit fit = train(weak, Map.of("ridge", "auto"));
        assertThat(fit.notes()).anyMatch(note -> note.startsWith("ridge ") && note.contains("held-out"));
        StrengthPath path = StrengthPath.of(Penalty.RIDGE, Transitions.of(weak, false), Optional.empty(), 4, Progress.SILENT);
        assertThat(path.strength()).isGreaterThanOrEqualTo(256);                           // nothing acts: the more the better
        SpikeTrains strong = network(5).sample(Design.plain(300, 20, .01), new Seed(5));
        assertThat(StrengthPath.of(Penalty.RIDGE, Transitions.of(strong, false), Optional.empty(), 4, Progress.SILENT).strength()).isLessThan(64);
    }

    @Test void aKilledRunResumesToTheSameModel() {
        SpikeTrains data = SpikeTrains.generate(30, 12, 70, (k, t, i) -> new Seed(4).child(k).child(t).child(i).generator().nextDouble() < .2 + .004 * i);
        Fit whole = train(data, Map.of());
        var states = new ArrayList<NamedArrays>();
        Fit stopped = FAMILY.train(with(data, Optional.empty(), states, 1));
        assertThat(stopped.stop()).isEqualTo(Fit.Stop.INTERRUPTED);
        assertThat(stopped.model().arrays()).isNotEqualTo(whole.model().arrays());
        Fit resumed = FAMILY.train(with(data, Optional.of(states.get(0)), new ArrayList<>(), 99));
        assertThat(resumed.model().arrays()).isEqualTo(whole.model().arrays());
        assertThat(resumed.stop()).isEqualTo(Fit.Stop.CONVERGED);
    }

    @Test void trainingDoesNotDependOnThreads() throws Exception {
        SpikeTrains data = SpikeTrains.generate(40, 15, 30, (k, t, i) -> new Seed(5).child(k).child(t).child(i).generator().nextDouble() < .2);
        assertThat(on(3, () -> train(data, Map.of()).model().arrays())).isEqualTo(on(1, () -> train(data, Map.of()).model().arrays()));
    }

    @Test void whatCannotBeLearnedFromIsRefused() {
        SpikeTrains one = SpikeTrains.generate(20, 1, 3, (k, t, i) -> k % 2 == 0);
        assertThatIllegalArgumentException().isThrownBy(() -> train(one, Map.of())).withMessageContaining("one bin");
        assertThat(FAMILY.obstacle(one, Options.of(FAMILY.options(), Map.of()))).isPresent();
        SpikeTrains few = SpikeTrains.generate(2, 3, 4, (k, t, i) -> (k + t + i) % 2 == 0);
        assertThatIllegalArgumentException().isThrownBy(() -> train(few, Map.of("ridge", "0"))).withMessageContaining("5 parameters").withMessageContaining("4 transitions").withMessageContaining("--ridge");
        assertThat(train(few, Map.of()).stop()).isEqualTo(Fit.Stop.CONVERGED);
        assertThatIllegalArgumentException().isThrownBy(() -> train(few, Map.of("ridge", "much"))).withMessageContaining("--ridge must be a number or auto, got 'much'");
        assertThatIllegalArgumentException().isThrownBy(() -> train(few, Map.of("ridge", "-1"))).withMessageContaining("ridge");
        assertThatIllegalArgumentException().isThrownBy(() -> train(few, Map.of("per-bin", "true", "field-ridge", "0"))).withMessageContaining("field-ridge");
    }

    static KineticIsingModel network(int neurons) {
        double[] fields = new double[neurons], couplings = new double[neurons * neurons];
        for (int i = 0; i < neurons; i++) fields[i] = .3 * Math.sin(i + 1) - .2;
        for (int e = 0; e < couplings.length; e++) couplings[e] = .5 * Math.sin(2 * e + 1);
        double[] rates = rates(neurons);
        return new KineticIsingModel(new IsingNetwork(fields, couplings), null, new RatesOverTime(1, neurons, rates), rates, 50);
    }

    private static double[] rates(int count) {
        double[] rates = new double[count];
        for (int i = 0; i < count; i++) rates[i] = Logistic.sigmoid(.5 * Math.cos(i));
        return rates;
    }

    static Fit train(SpikeTrains data, Map<String, String> options) { return FAMILY.train(Training.of(data, Options.of(FAMILY.options(), new HashMap<>(options)), new Seed(1))); }

    private static Training with(SpikeTrains data, Optional<NamedArrays> resumed, ArrayList<NamedArrays> states, int steps) {
        var checkpoint = new Checkpoint() {
            @Override public Optional<NamedArrays> resumed() { return resumed; }
            @Override public boolean offer(int step, Supplier<NamedArrays> state) {
                states.add(state.get());
                return step < steps;
            }
        };
        return new Training(data, Optional.empty(), Options.of(FAMILY.options(), Map.of()), 0, new Seed(1), checkpoint, Progress.SILENT);
    }
}
