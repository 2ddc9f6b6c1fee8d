package org.spinspike.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spinspike.baseline.HmmModel;
import org.spinspike.baseline.IndependentModel;
import org.spinspike.math.Seed;
import org.spinspike.model.RatesOverTime;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

/** Held-out neurons given the others: by hand, against sums over everything hidden, and for neurons that know nothing of each other. */
class CoSmoothingTest {
    /** Neuron 0 is the state itself, neuron 1 fires with 1/4 or 3/4 in it; trials 11, 00, 10 and a null of 1/2: log2 of (3/4 3/4 1/4) / (1/2)^3 for one spike. */
    @Test void oneNeuronGivenTheStateByHand() {
        var model = new HmmModel(new double[] {.5, .5}, new double[] {.5, .5, .5, .5}, new double[] {0, .25, 1, .75}, 2);
        SpikeTrains data = SpikeTrains.generate(3, 1, 2, (k, t, i) -> k == 0 || k == 2 && i == 0), even = SpikeTrains.generate(4, 1, 2, (k, t, i) -> k < 2);
        CoSmoothing co = CoSmoothing.of(model, data, Nulls.of(even), new int[] {1}, new Seed(1));
        assertThat(co.overConstant().value()).isCloseTo(Math.log(9. / 8) / Math.log(2), within(1e-14));
        assertThat(co.byNeuron()).hasSize(1);
        assertThat(co.byNeuron()[0]).isCloseTo(Math.log(9. / 8) / Math.log(2), within(1e-14));
        assertThat(co.names()).containsExactly("n1");
    }

    private static final HmmModel MODEL = new HmmModel(new double[] {.3, .7}, new double[] {.8, .2, .4, .6}, new double[] {.1, .5, .7, .6, .2, .3}, 3);

    /** ln p of a bit of the trial given its held-in neurons, from the probabilities of all 64 trials of two bins. */
    private static double conditional(SpikeTrains trial, int k, int t, int i, boolean[] hidden) {
        SpikeTrains all = SpikeTrains.generate(64, 2, 3, (w, u, j) -> (w >> 3 * u + j & 1) == 1);
        double[] logP = MODEL.logProbability(all);
        double same = 0, sum = 0;
        for (int w = 0; w < 64; w++) {
            boolean agrees = true;
            for (int u = 0; u < 2; u++) for (int j = 0; j < 3; j++) agrees &= hidden[j] || all.fires(w, u, j) == trial.fires(k, u, j);
            if (!agrees) continue;
            sum += Math.exp(logP[w]);
            if (all.fires(w, t, i) == trial.fires(k, t, i)) same += Math.exp(logP[w]);
        }
        return Math.log(same / sum);
    }

    @Test void everyHeldOutEntryIsJudgedGivenTheHeldInNeuronsOfTheWholeTrial() {
        SpikeTrains train = MODEL.sample(Design.plain(50, 2, .01), new Seed(2)), data = MODEL.sample(Design.plain(20, 2, .01), new Seed(3));
        int[] heldOut = {0, 2};
        Nulls nulls = Nulls.of(train);
        CoSmoothing co = CoSmoothing.of(MODEL, data, nulls, heldOut, new Seed(1));
        double constant = 0, overTime = 0, spikes = 0;
        for (int k = 0; k < 20; k++)
            for (int t = 0; t < 2; t++)
                for (int i : heldOut) {
                    double logP = conditional(data, k, t, i, new boolean[] {true, false, true}), rate = nulls.constant().at(t, i), clocked = nulls.perBin().orElseThrow().at(t, i);
                    constant += logP - Math.log(data.fires(k, t, i) ? rate : 1 - rate);
                    overTime += logP - Math.log(data.fires(k, t, i) ? clocked : 1 - clocked);
                    if (data.fires(k, t, i)) spikes++;
                }
        assertThat(co.overConstant().value()).isCloseTo(constant / spikes / Math.log(2), within(1e-12));
        assertThat(co.overRatesOverTime().orElseThrow().value()).isCloseTo(overTime / spikes / Math.log(2), within(1e-12));
        assertThat(co.overConstant().ninetyFive().covers(co.overConstant().value())).isTrue();
    }

    @Test void independentNeuronsKnowNothingOfEachOther() {
        SpikeTrains data = MODEL.sample(Design.plain(60, 3, .01), new Seed(4));
        CoSmoothing co = CoSmoothing.of(new IndependentModel(Nulls.of(data).constant()), data, Nulls.of(data), new int[] {1}, new Seed(1));
        assertThat(co.overConstant().value()).isZero();
    }

    /** By hand: two spikes of 2^-20 and 2^-10 where the null has 1/8, log2 ratios -17 and -7; below 1e-9 a probability counts as that. */
    @Test void smallProbabilitiesCountAsTheyAreDownToABillionth() {
        SpikeTrains data = SpikeTrains.generate(2, 1, 1, (k, t, i) -> true);
        Nulls nulls = new Nulls(new RatesOverTime(1, 1, new double[] {.125}), Optional.empty());
        assertThat(CoSmoothing.of(new double[] {0x1p-20, 0x1p-10}, data, nulls, new int[] {0}, new Seed(1)).overConstant().value()).isCloseTo(-12, within(1e-12));
        assertThat(CoSmoothing.log(true, 0)).isCloseTo(-9 * Math.log(10), within(1e-12));
        assertThat(CoSmoothing.log(false, 1)).isCloseTo(-9 * Math.log(10), within(1e-6));
    }

    @Test void entriesNobodySawAreNotJudged() {
        SpikeTrains data = MODEL.sample(Design.plain(30, 4, .01), new Seed(5)), half = data.selectBins(0, 2).extended(4);
        Nulls nulls = Nulls.of(data);
        assertThat(CoSmoothing.of(MODEL, half, nulls, new int[] {0}, new Seed(1)).overConstant().value())
                .isCloseTo(CoSmoothing.of(MODEL, data.selectBins(0, 2), nulls, new int[] {0}, new Seed(1)).overConstant().value(), within(1e-12));
    }

    @Test void aShareIsDrawnFromTheSeedAndLeavesSomeoneToBeSeen() {
        SpikeTrains data = SpikeTrains.generate(2, 1, 10, (k, t, i) -> true);
        int[] three = new NeuronChoice("--x", "0.3").orShare(data, new Seed(1));
        assertThat(three).hasSize(3).isSorted().doesNotHaveDuplicates();
        assertThat(new NeuronChoice("--x", "0.3").orShare(data, new Seed(1))).isEqualTo(three);
        assertThat(new NeuronChoice("--x", ".99").orShare(data, new Seed(1))).hasSize(9);
        assertThat(new NeuronChoice("--x", ".01").orShare(data, new Seed(1))).hasSize(1);
        int[] drawn = IntStream.range(0, 200).flatMap(n -> Arrays.stream(new NeuronChoice("--x", "0.3").orShare(data, new Seed(n)))).toArray();
        for (int i = 0; i < 10; i++) {
            int neuron = i;
            assertThat(Arrays.stream(drawn).filter(d -> d == neuron).count()).as("neuron " + i).isBetween(60L - 26, 60L + 26);     // 4 standard deviations of 6.5
        }
    }
}
