package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.model.RatesOverTime;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

class LeafDriveTest {
    static LeafDrive random(int neurons, int clockBins, int lags, long seed) {
        double[] rates = new SplittableRandom(seed + 1).doubles(neurons, .1, .4).toArray();
        LeafDrive still = LeafDrive.still(neurons, clockBins, lags, rates);
        return still.with(new SplittableRandom(seed).doubles(still.weights().length, -.7, .9).toArray());
    }

    private static SpikeTrains hide(SpikeTrains data, SpikeTrains.Rule hidden) {
        var builder = new SpikeTrains.Builder(data.design(), data.cells());
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++)
                for (int i = 0; i < data.neurons(); i++) {
                    if (hidden.fires(k, t, i)) builder.unobserved(k, t, i);
                    else if (data.fires(k, t, i)) builder.set(k, t, i);
                }
        return builder.build();
    }

    /** Cells of their own with P(spike) = sin(phi)^2: angles add up. */
    private static TreeMps alone(double... phi) {
        double[] word = {1};
        for (double angle : phi) {
            double[] longer = new double[2 * word.length];
            for (int w = 0; w < word.length; w++) {
                longer[2 * w] = word[w] * Math.cos(angle);
                longer[2 * w + 1] = word[w] * Math.sin(angle);
            }
            word = longer;
        }
        return new TreeMps(NeuronTree.balanced(new int[] {0, 1}), new int[] {2, 2, 1}, new int[] {1, 1}, new double[] {1}, new double[][][] {{word}}, new double[][] {{1}});
    }

    @Test void anglesOfCellsOfTheirOwnAddUp() {
        SpikeTrains data = SpikeTrains.generate(1, 3, 2, (k, t, i) -> t == 0 && i == 1 || t == 1 && i == 0 || t == 2);       // 01, 10, 11
        LeafDrive drive = LeafDrive.still(2, 3, 2, new double[] {.3, .3}).with(new double[] {.1, -.05, 0, .2, .3, 0,      // clock
                .01, .02, .04, .08,                                                                                       // lag 1: to 0 from 0, 1; to 1 from 0, 1
                .16, .32, .64, -.11});                                                                                    // lag 2
        // angles: bin 0 .5 + .1, .3 - .05; bin 1, neuron 1 has fired: .5 + 0 + .02, .3 + .2 + .08; bin 2, 0 has fired, and 1 before: .5 + .3 + .01 + .32, .3 + 0 + .04 - .11
        double expected = 2 * (Math.log(Math.cos(.6)) + Math.log(Math.sin(.25)) + Math.log(Math.sin(.52)) + Math.log(Math.cos(.58)) + Math.log(Math.sin(1.13)) + Math.log(Math.sin(.23)));
        assertThat(TreeBornMachine.of(alone(.5, .3), drive).logProbability(data)[0]).isCloseTo(expected, within(1e-13));
        double[] p = TreeBornMachine.of(alone(.5, .3), drive).forecast(data, 1, new Seed(1)).p();
        assertThat(p[5]).isCloseTo(Math.pow(Math.sin(.23), 2), within(1e-13));
    }

    @Test void aHiddenPastIsStoodForByTheMeanRate() {
        SpikeTrains data = SpikeTrains.generate(1, 2, 2, (k, t, i) -> i == 1);
        SpikeTrains hidden = hide(data, (k, t, i) -> t == 0 && i == 0);
        LeafDrive drive = LeafDrive.still(2, 0, 1, new double[] {.25, .5}).with(new double[] {.4, 0, .8, .02});
        double expected = 2 * (Math.log(Math.sin(.3)) + Math.log(Math.cos(.5 + .25 * .4)) + Math.log(Math.sin(.3 + .25 * .8 + .02)));
        assertThat(TreeBornMachine.of(alone(.5, .3), drive).logProbability(hidden)[0]).isCloseTo(expected, within(1e-13));
    }

    /** Turned leaves are turned nodes above them: a network with trees of its own for every bin says the same. */
    @Test void anglesOfTheClockAreAFreeNetwork() {
        NeuronTree tree = NeuronTree.of(4, new int[][] {{0, 2}, {4, 1}, {5, 3}});
        TreeMps net = TreeModelTest.random(tree, 3, 2, 9);
        LeafDrive drive = random(4, 3, 0, 8);
        double[][][] nodes = new double[3][tree.inner()][];
        double[][] cores = {net.core(0), net.core(0), net.core(0)};
        double[] angles = new double[4];
        for (int t = 0; t < 3; t++) {
            drive.angles(t, t, null, angles);
            for (int v = 4; v < tree.nodes(); v++) nodes[t][v - 4] = turned(net, v, angles);
        }
        int[] legs = new int[tree.nodes()];
        for (int v = 0; v < legs.length; v++) legs[v] = net.leg(v);
        var free = new TreeModel(new TreeMps(tree, legs, new int[] {2, 2, 2, 2}, net.start(), nodes, cores));
        var driven = new TreeModel(net, drive);
        SpikeTrains data = free.sample(Design.plain(40, 3, .01), new Seed(2)), masked = hide(data, (k, t, i) -> (k + 2 * t + i) % 3 == 0);
        assertThat(driven.logProbability(data)).containsExactly(free.logProbability(data), within(1e-12));
        assertThat(driven.logProbability(masked)).containsExactly(free.logProbability(masked), within(1e-12));
        assertThat(driven.impute(masked)).containsExactly(free.impute(masked), within(1e-12));
        for (int h = 1; h <= 3; h++) {
            assertThat(driven.forecast(data, h, new Seed(1)).p()).containsExactly(free.forecast(data, h, new Seed(1)).p(), within(1e-12));
            assertThat(driven.forecast(masked, h, new Seed(1)).p()).containsExactly(free.forecast(masked, h, new Seed(1)).p(), within(1e-12));
        }
        assertThat(driven.sample(Design.plain(40, 3, .01), new Seed(2))).isEqualTo(data);
        assertThat(driven.complete(masked, new Seed(5))).isEqualTo(free.complete(masked, new Seed(5)));
    }

    /** V (R_a x R_b), R only where the child is a leaf. */
    private static double[] turned(TreeMps net, int v, double[] angles) {
        NeuronTree tree = net.tree();
        int a = tree.left(v), b = tree.right(v), la = net.leg(a), lb = net.leg(b);
        double[] from = net.node(0, v), to = new double[from.length];
        for (int k = 0; k < net.leg(v); k++)
            for (int i = 0; i < la; i++)
                for (int j = 0; j < lb; j++)
                    for (int x = 0; x < la; x++) for (int y = 0; y < lb; y++) to[(k * la + i) * lb + j] += from[(k * la + x) * lb + y] * entry(tree, a, angles, x, i) * entry(tree, b, angles, y, j);
        return to;
    }

    private static double entry(NeuronTree tree, int v, double[] angles, int row, int bit) {
        if (!tree.leaf(v)) return row == bit ? 1 : 0;
        double s = Math.sin(angles[v]), c = Math.cos(angles[v]);
        return row == bit ? c : bit == 1 ? s : -s;
    }

    @ParameterizedTest @CsvSource({"3, 0", "0, 2", "3, 1"})
    void gradientsAreSlopes(int clockBins, int lags) {
        TreeMps net = TreeModelTest.random(NeuronTree.of(3, new int[][] {{2, 0}, {1, 3}}), 3, 2, 4);
        LeafDrive drive = random(3, clockBins, lags, 5);
        SpikeTrains data = hide(TreeBornMachine.of(net, drive).sample(Design.plain(30, 3, .01), new Seed(3)), (k, t, i) -> k < 10 && (k + t + i) % 4 == 0);
        var objective = new TreeGradient(data, net, drive);
        double[][] x = Arrays.copyOf(net.isometries(), net.isometries().length + 1), gradient = new double[x.length][], unused = new double[x.length][];
        x[x.length - 1] = drive.weights().clone();
        for (int b = 0; b < x.length; b++) {
            gradient[b] = new double[x[b].length];
            unused[b] = new double[x[b].length];
        }
        double at = objective.at(x, gradient);
        assertThat(at).isCloseTo(-Arrays.stream(TreeBornMachine.of(net, drive).logProbability(data)).sum() / 30, within(1e-12));
        double[] weights = x[x.length - 1], slopes = new double[weights.length];
        for (int w = 0; w < weights.length; w++) {
            double own = weights[w], h = 1e-5;
            weights[w] = own + h;
            double up = objective.at(x, unused);
            weights[w] = own - h;
            slopes[w] = (up - objective.at(x, unused)) / (2 * h);
            weights[w] = own;
        }
        assertThat(gradient[x.length - 1]).containsExactly(slopes, within(1e-8));
    }

    @Test void itBeginsAtTheRatesOverTime() {
        SpikeTrains data = SpikeTrains.generate(20, 3, 2, (k, t, i) -> k % (2 + t + i) == 0);
        double[] mean = RatesOverTime.smoothed(data);
        var model = new TreeModel(alone(Math.asin(Math.sqrt(mean[0])), Math.asin(Math.sqrt(mean[1]))), LeafDrive.ofRates(data, true, 0));
        assertThat(model.logProbabilityByBin(data)).containsExactly(RatesOverTime.perBin(data).logProbabilityByBin(data), within(1e-12));
    }

    @ParameterizedTest @ValueSource(ints = {0, 2})
    void itIsRestoredToTheBit(int lags) {
        LeafDrive drive = random(3, 2, lags, 1);
        var arrays = new NamedArrays();
        drive.putInto(arrays);
        LeafDrive back = LeafDrive.restore(arrays, 3);
        assertThat(back.weights()).isEqualTo(drive.weights());
        assertThat(back.lags()).isEqualTo(lags);
        assertThat(back.clockBins()).isEqualTo(2);
        assertThat(LeafDrive.restore(new NamedArrays(), 3).none()).isTrue();
    }

    @Test void aClockBeyondWhatWasLearnedIsRefused() {
        var model = new TreeModel(alone(.5, .3), random(2, 3, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> model.logProbability(SpikeTrains.generate(1, 4, 2, (k, t, i) -> false)))
                .withMessage("this model has learned angles for 3 bins of a trial, bin 3 was asked for: take no more of them (--bins) or learn from longer trials");
        SpikeTrains one = SpikeTrains.generate(1, 4, 2, (k, t, i) -> t == i);
        assertThatIllegalArgumentException().isThrownBy(() -> LeafDrive.ofRates(one, true, 0)).withMessage("--per-bin needs at least two trials that share one clock, there is one trial");
    }
}
