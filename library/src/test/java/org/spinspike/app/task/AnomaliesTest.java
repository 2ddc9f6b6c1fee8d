package org.spinspike.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.spinspike.app.simulation.Simulation;
import org.spinspike.app.simulation.Simulator;
import org.spinspike.app.simulation.Simulators;
import org.spinspike.baseline.IndependentModel;
import org.spinspike.math.Seed;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Options;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Samples;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.AlarmRate;

class AnomaliesTest {
    private static final Offset<Double> ROUNDING = within(1e-14);
    /** Two neurons (columns) in two bins (rows). */
    private static final IndependentModel MODEL = new IndependentModel(new RatesOverTime(2, 2, new double[] {.1, .4, .2, .25}));
    private static final Nulls NULLS = new Nulls(new RatesOverTime(1, 2, new double[] {.25, .5}), Optional.empty());

    /** A trial a text, a bin a word: "10 01" is neuron 0 in bin 0 and neuron 1 in bin 1. */
    private static SpikeTrains trials(String... texts) {
        return SpikeTrains.generate(texts.length, 2, 2, (k, t, i) -> texts[k].split(" ")[t].charAt(i) == '1');
    }

    /** p of the calibration trials: .9 .6 .8 .75 = .324, .1 .4 .2 .25 = .002, .9 .4 .8 .75 = .216, .9 .6 .8 .25 = .108. */
    private static Anomalies byHand() {
        return Anomalies.of(MODEL, NULLS, trials("10 01", "00 00"), trials("00 00", "11 11", "01 00", "00 01"), .5, new Seed(1), new ArrayList<>());
    }

    @Test void scoresAreThoseByHand() {
        Anomalies a = byHand();
        assertThat(a.surprise()).containsExactly(new double[] {-Math.log(.1 * .6 * .8 * .25), -Math.log(.324)}, ROUNDING);
        double middle = Math.sqrt(.216 * .108);                            // the median of four lies halfway between two logarithms
        assertThat(a.typical()).containsExactly(new double[] {Math.log(middle / .012), Math.log(.324 / middle)}, ROUNDING);
        assertThat(a.coordination()).containsExactly(new double[] {Math.log(.25 * .75 * .5 * .5 / .012), Math.log(.75 * .75 * .5 * .5 / .324)}, ROUNDING);
        assertThat(a.byBin()).containsExactly(new double[] {-Math.log(.06), -Math.log(.2), -Math.log(.54), -Math.log(.6)}, ROUNDING);
        assertThat(a.byNeuron()).containsExactly(new double[] {-Math.log(.08), -Math.log(.15), -Math.log(.72), -Math.log(.45)}, ROUNDING);
    }

    /** Ranks among four calibration trials and the trial itself; the silent trial ties with the first of them. */
    @Test void pValuesAreRanksByHand() {
        Anomalies a = byHand();
        assertThat(a.p(Anomalies.Score.SURPRISE)).containsExactly(.4, 1);
        assertThat(a.p(Anomalies.Score.TYPICAL)).containsExactly(.4, .8);
        assertThat(a.p(Anomalies.Score.COORDINATION)).containsExactly(.4, 1);
        assertThat(a.pByBin()).containsExactly(.8, 1, 1, 1);
        assertThat(a.pByNeuron()).containsExactly(.8, 1, 1, .8);
    }

    /** Two-sided p of a spike seen in 0, 1, 3 of 39 calibration trials: .05, .1, .2 against .05, .1, .15, .2. A correction by Bonferroni would flag one bin, none would flag three. */
    @Test void flagsHoldTheFalseDiscoveryRateWithinATrial() {
        IndependentModel model = new IndependentModel(new RatesOverTime(1, 1, new double[] {.1}));
        SpikeTrains calibration = SpikeTrains.generate(39, 4, 1, (k, t, i) -> t == 1 && k == 7 || t == 2 && k < 3);
        Anomalies a = Anomalies.of(model, Nulls.of(calibration), SpikeTrains.generate(1, 4, 1, (k, t, i) -> t < 3), calibration, .2, new Seed(1), new ArrayList<>());
        assertThat(a.pByBin()).containsExactly(.05, .1, .2, 1);
        assertThat(a.flagByBin()).containsExactly(1, 1, 0, 0);
    }

    /** A trial of two bins and one of three of which a bin was not seen have as many entries, and are compared with their like all the same. */
    @Test void trialsOfAnExtentAreCalibratedAmongThemselves() {
        IndependentModel model = new IndependentModel(new RatesOverTime(1, 1, new double[] {.2}));
        var calibration = new SpikeTrains.Builder(new Design(new int[] {2, 3, 2, 3, 3}, .01, null, null, null, null, null), Neurons.unnamed(1)).set(0, 1, 0).set(1, 0, 0).set(1, 2, 0);
        for (int k : new int[] {1, 3, 4}) calibration.unobserved(k, 1, 0);
        var data = new SpikeTrains.Builder(new Design(new int[] {3, 2}, .01, null, null, null, null, null), Neurons.unnamed(1)).set(0, 0, 0).unobserved(0, 1, 0).set(1, 0, 0).build();
        List<String> notes = new ArrayList<>();
        Nulls nulls = new Nulls(model.rates(), Optional.empty());
        Anomalies a = Anomalies.of(model, nulls, data, calibration.build(), .5, new Seed(1), notes);
        assertThat(a.surprise()).containsExactly(new double[] {-Math.log(.2 * .8), -Math.log(.2 * .8)}, ROUNDING);
        assertThat(a.p(Anomalies.Score.SURPRISE)).containsExactly(2 / 4., 2 / 3.);
        assertThat(a.byBin()).containsExactly(new double[] {-Math.log(.2), 0, -Math.log(.8), -Math.log(.2), -Math.log(.8), Double.NaN}, ROUNDING);
        assertThat(a.pByBin()).containsExactly(1, 1, 1, 2 / 3., 1, Double.NaN);
        assertThat(notes).singleElement().asString().contains("own class of 2");
        SpikeTrains longer = SpikeTrains.generate(1, 4, 1, (k, t, i) -> false);
        assertThatThrownBy(() -> Anomalies.of(model, nulls, longer, calibration.build(), .5, new Seed(1), notes))
                .isInstanceOf(DataException.class).hasMessageContaining("4 bins and 4 observed entries like trial 0");
        assertThatThrownBy(() -> Anomalies.of(model, nulls, data, calibration.build(), .05, new Seed(1), notes)).hasMessageContaining("at least 19 calibration trials, got 3");
    }

    /** The promise does not depend on the model: spikes of a coupled network, judged by independent cells of wrong rates. */
    @Test void normalTrialsRaiseFalseAlarmsAtTheStatedRate() {
        Likelihood wrong = new IndependentModel(RatesOverTime.constant(SpikeTrains.generate(4, 4, 6, (k, t, i) -> (k + t + i) % (i + 2) == 0)));
        Samples truth = (Samples) network("6", "10").truth().orElseThrow();
        SpikeTrains calibration = truth.sample(Design.plain(1999, 10, .01), new Seed(21)), data = truth.sample(Design.plain(6000, 10, .01), new Seed(22));
        Nulls nulls = Nulls.of(truth.sample(Design.plain(500, 10, .01), new Seed(20)));            // learned from neither
        Anomalies a = Anomalies.of(wrong, nulls, data, calibration, .05, new Seed(1), new ArrayList<>());
        for (Anomalies.Score score : Anomalies.Score.values()) {
            AlarmRate rate = AlarmRate.ofNormal(a.p(score), .05, 1999);
            assertThat(rate.deviation()).as(score.name()).isBetween(-3., 3.);
            assertThat(rate.standardError()).isLessThan(.006);
        }
    }

    /** By neuron, the dead cell of a long trial is found and named, and others are flagged no more often than stated. */
    @Test void theDeadCellIsTheOneFlagged() {
        Simulation network = network("8", "200");
        Samples truth = (Samples) network.truth().orElseThrow();
        SpikeTrains calibration = truth.sample(Design.plain(999, 200, .01), new Seed(31)), normal = truth.sample(Design.plain(200, 200, .01), new Seed(32));
        double[] rates = RatesOverTime.constant(calibration).p();
        int dead = IntStream.range(0, 8).boxed().max(java.util.Comparator.comparingDouble(i -> rates[i])).orElseThrow();
        SpikeTrains broken = SpikeTrains.generate(normal.design(), normal.cells(), (k, t, i) -> i != dead && normal.fires(k, t, i));
        Anomalies a = Anomalies.of((Likelihood) truth, Nulls.of(calibration), broken, calibration, .05, new Seed(1), new ArrayList<>());
        int found = 0, trials = 200;
        double falseShare = 0;
        for (int k = 0; k < trials; k++) {
            int from = k * 8, flags = (int) IntStream.range(0, 8).filter(i -> a.flagByNeuron()[from + i] == 1).count(), right = a.flagByNeuron()[from + dead];
            found += right;
            falseShare += flags == 0 ? 0 : (double) (flags - right) / flags / trials;
        }
        assertThat(found).isGreaterThan(190);
        assertThat(falseShare).isLessThan(.05 + 3 * Math.sqrt(.05 * (.5 - .05) / trials));          // one false flag beside the right one is a half
    }

    static Simulation network(String neurons, String bins) {
        Simulator simulator = Simulators.named("kinetic-ising");
        return simulator.simulate(Options.of(simulator.options(), Map.of("trials", "10", "neurons", neurons, "bins", bins)), new Seed(1));
    }
}
