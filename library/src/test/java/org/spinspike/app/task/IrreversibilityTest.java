package org.spinspike.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.app.Families;
import org.spinspike.app.simulation.Simulators;
import org.spinspike.baseline.GlmModel;
import org.spinspike.baseline.HmmModel;
import org.spinspike.io.SpikeFile;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Options;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;
import org.spinspike.statistics.ArrowOfTime;
import org.spinspike.statistics.Interval;

/** Log-ratios of trials and their reversals, by hand, without an arrow, and with one of known size. */
class IrreversibilityTest {
    @TempDir Path folder;

    /**
     * Neuron 0 raises neuron 1 from 1/4 to 3/4 in the next bin, first bins at 1/2 and 1/4. Trial 0, first 0 then 1: 1/2 3/4 x 3/4 3/4 there and 1/2 1/4 x 1/4 3/4 back, f = ln 9.
     * Trial 1 is the same read backwards, trial 2 reads alike both ways.
     */
    @Test void aChainOfTwoNeuronsByHand() {
        double third = -Math.log(3);
        GlmModel chain = GlmModel.oneLag(new double[] {0, 0, Math.log(9), 0}, new double[] {third, third}, new double[] {.5, .25});
        SpikeTrains data = SpikeTrains.generate(3, 2, 2, (k, t, i) -> k == 0 ? t == i : k == 1 ? t == 1 - i : i == 0);
        double[] f = Irreversibility.ratio(chain::logProbability, data);
        assertThat(f[0]).isCloseTo(Math.log(9), within(1e-14));
        assertThat(f[1]).isEqualTo(-f[0]);
        assertThat(f[2]).isZero();
    }

    /** Two states always balance: what goes up comes down. */
    @Test void aHiddenChainOfTwoStatesHasNoArrow() {
        var model = new HmmModel(new double[] {2. / 3, 1. / 3}, new double[] {.9, .1, .2, .8}, new double[] {.1, .3, .05, .6, .2, .4}, 3);
        double[] f = Irreversibility.ratio(model::logProbability, model.sample(Design.plain(200, 12, .01), new Seed(1)));
        assertThat(f).containsOnly(0);
    }

    /** Three states round and round, one neuron each: (2p - 1) ln(p / (1 - p)) a step, and the first bin is no step. */
    @Test void aCycleOfThreeStatesHasItsKnownArrow() {
        double p = .7, q = .3;
        var model = new HmmModel(new double[] {1. / 3, 1. / 3, 1. / 3}, new double[] {0, p, q, q, 0, p, p, q, 0}, new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 3);
        int trials = 4000, bins = 5;
        SpikeTrains data = model.sample(Design.plain(trials, bins, .01), new Seed(2));
        int[] lengths = new int[trials];
        Arrays.fill(lengths, bins);
        ArrowOfTime arrow = ArrowOfTime.of(Irreversibility.ratio(model::logProbability, data), lengths, Units.of(data.design()), new Seed(3));
        double exact = (2 * p - 1) * Math.log(p / q) * (bins - 1) / bins;
        Interval i = arrow.bound().ninetyFive();
        assertThat(arrow.bound().value()).isCloseTo(exact, within(4 * (i.high() - i.low()) / 3.92));
        assertThat(arrow.meanLog().value()).isCloseTo(exact, within(4 * (i.high() - i.low()) / 3.92));
        assertThat(i.low()).isPositive();
        assertThat(arrow.p()).isLessThan(.001);
    }

    /** A glm on held-out trials of a network, without the 20 bins in which it settles: the way from its start is an arrow of time as well. */
    private Irreversibility.Result fitted(String more, Seed seed) {
        Path train = folder.resolve("train.npz"), test = folder.resolve("test.npz"), model = folder.resolve("glm.npz");
        var options = new HashMap<>(Map.of("trials", "1200", "neurons", "6", "bins", "30", "coupling", "2"));
        if (!more.isEmpty()) options.put(more, "true");
        var simulator = Simulators.named("kinetic-ising");
        SpikeTrains all = simulator.simulate(Options.of(simulator.options(), options), seed).data().selectBins(20, 30);
        SpikeFile.write(train, all.select(IntStream.range(0, 800).toArray()));
        SpikeFile.write(test, all.select(IntStream.range(800, 1200).toArray()));
        var glm = new ModelSpec("glm", Families.get("glm"), Options.of(Families.get("glm").options(), Map.of("lags", "1")));
        FitModel.train(glm, SpikeFile.read(train), "train", null, 0, seed, Progress.SILENT).file().write(model);
        return Irreversibility.run(new Irreversibility.Request(model, DataRequest.of(test), null, new Seed(5)));
    }

    @Test void aDrivenNetworkRunsForwardsAndASymmetricOneDoesNot() {
        Irreversibility.Result driven = fitted("", new Seed(6)), symmetric = fitted("symmetric", new Seed(6));
        assertThat(driven.arrow().bound().ninetyFive().low()).isPositive();
        assertThat(driven.sentence()).contains("their arrow of time is at least");
        Interval i = symmetric.arrow().meanLog().ninetyFive();
        assertThat(symmetric.arrow().meanLog().value()).isCloseTo(0, within(4 * (i.high() - i.low()) / 3.92));
        assertThat(symmetric.sentence()).contains("No arrow of time is seen");
    }
}
