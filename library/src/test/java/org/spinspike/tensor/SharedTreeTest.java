package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.math.optim.Stiefel;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

class SharedTreeTest {
    private static final TreeMps TIED = TreeModelTest.random(NeuronTree.of(3, new int[][] {{2, 0}, {1, 3}}), 3, 2, 4);

    /** One tree, three cores that differ. */
    private static TreeMps threeCores() {
        TreeMps free = TIED.untied(3);
        double[][] x = SharedTree.once(free, free.isometries());
        int[][] shapes = SharedTree.shapes(free);
        for (int t = 0; t < 3; t++) x[3 + t] = Stiefel.nearest(new SplittableRandom(t).doubles(x[3 + t].length, -1, 1).toArray(), shapes[0][3 + t], shapes[1][3 + t]);
        return free.with(SharedTree.everywhere(free, x));
    }

    @Test void anUntiedNetworkIsTheSameLawOfItsBins() {
        SpikeTrains data = new TreeModel(TIED).sample(Design.plain(40, 5, .01), new Seed(1));
        assertThat(new TreeModel(TIED.untied(5)).logProbability(data)).containsExactly(new TreeModel(TIED).logProbability(data), within(1e-12));
        assertThat(TIED.untied(5).bins()).isEqualTo(5);
    }

    /** Code 3, bonds 2: a core is 2 x 6 less 3, less 1 for the basis of the bond behind it. */
    @Test void aSharedTreeCountsOnce() {
        assertThat(threeCores().parameters() - TIED.parameters()).isEqualTo(2 * (12 - 3 - 1));
    }

    @Test void gradientsOfASharedTreeAreSlopes() {
        TreeMps net = threeCores();
        SpikeTrains data = new TreeModel(net).sample(Design.plain(30, 3, .01), new Seed(3));
        var objective = new TreeGradient(data, net);
        double[][] x = Arrays.stream(SharedTree.once(net, net.isometries())).map(double[]::clone).toArray(double[][]::new), gradient = Descents.zeros(x), all = SharedTree.everywhere(net, x);
        double[][] gradients = Descents.zeros(all);
        objective.at(all, gradients);
        SharedTree.sum(net, gradients, gradient);
        for (int b = 1; b < x.length; b++)
            for (int e = 0; e < x[b].length; e += 5) {   // small enough for a network to take the moved tensor as an isometry
                double own = x[b][e], h = 1e-9;
                x[b][e] = own + h;
                double up = objective.at(SharedTree.everywhere(net, x), Descents.zeros(all));
                x[b][e] = own - h;
                double down = objective.at(SharedTree.everywhere(net, x), Descents.zeros(all));
                x[b][e] = own;
                assertThat(gradient[b][e]).as("tensor %d, entry %d", b, e).isCloseTo((up - down) / (2 * h), within(2e-5));
            }
    }
}
