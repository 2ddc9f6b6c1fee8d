package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spinspike.ising.EntropyFlow;
import org.spinspike.ising.Enumeration;
import org.spinspike.ising.GaussianFlow;
import org.spinspike.ising.MonteCarlo;
import org.spinspike.ising.Protocol;
import org.spinspike.ising.SampledFlow;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;

/**
 * Entropy flow of a network in the last bins of a protocol, in three ways, nats a bin.
 *
 * @param meanField    with Gaussian inputs, usually too large; length T
 * @param sampled      from trials, unbiased; length T
 * @param sampledError its standard errors, length T
 * @param exact        over all states; null where there are too many
 * @param byNeuron     of each neuron's transitions, mean over bins, sampled, length N
 * @param byPair       (J_ij - J_ji) (D_ij - D_ji), mean over bins, sampled, row-major [N, N]; they add up to the production in the steady state alone
 * @param spikes       a bin, all neurons together
 * @param mean         of {@code sampled} over bins
 * @param meanError    its standard error, over trials
 */
public record NetworkFlow(double[] meanField, double[] sampled, double[] sampledError, double[] exact, double[] byNeuron, double[] byPair, double spikes, double mean, double meanError) {
    private static final int ENUMERATED = Enumeration.MOST_NEURONS;
    /** Standard errors of a change within the bins that is no chance. */
    private static final double DRIFT = 4;

    /** @param skipped bins at the beginning that are run and not measured */
    static NetworkFlow of(Protocol protocol, int skipped, int trials, Seed seed, Progress progress) {
        int n = protocol.neurons(), steps = protocol.steps(), bins = steps - skipped;
        SampledFlow sampled = SampledFlow.of(protocol, skipped, trials, seed.child("flow"), progress);
        double[] byPair = new double[n * n], spikes = new double[1];
        MonteCarlo.run(protocol, new MonteCarlo.Plan(trials, false, false), seed.child("moments"), progress, step -> {
            if (step.step() <= skipped) return;
            double[] pairs = EntropyFlow.stationary(protocol.network(), step.moments()).byPair();
            for (int e = 0; e < byPair.length; e++) byPair[e] += pairs[e] / bins;
            for (double m : step.moments().m()) spikes[0] += (1 + m) / 2 / bins;
        });
        double[] byNeuron = new double[n];
        for (int e = skipped * n; e < steps * n; e++) byNeuron[e % n] += sampled.byNeuron()[e] / bins;
        double[] gaussian = Arrays.stream(GaussianFlow.run(protocol)).skip(skipped).mapToDouble(GaussianFlow::flow).toArray();
        double[] flow = Arrays.copyOfRange(sampled.flow(), skipped, steps), errors = Arrays.copyOfRange(sampled.flowError(), skipped, steps);
        return new NetworkFlow(gaussian, flow, errors, n > ENUMERATED ? null : exact(protocol, skipped), byNeuron, byPair, spikes[0], sampled.mean(), sampled.meanError());
    }

    private static double[] exact(Protocol protocol, int skipped) {
        List<Double> flow = new ArrayList<>();
        Enumeration.run(protocol, step -> {
            if (step.step() > skipped) flow.add(step.flow());
        });
        return flow.stream().mapToDouble(x -> x).toArray();
    }

    /** @return whether the flow still changes: its first quarter and its last differ by more than chance */
    boolean drifts() {
        int quarter = Math.max(1, sampled.length / 4), from = sampled.length - quarter;
        double change = mean(sampled, from, sampled.length) - mean(sampled, 0, quarter);
        return Math.abs(change) > DRIFT * Math.hypot(mean(sampledError, from, sampled.length), mean(sampledError, 0, quarter));
    }

    private static double mean(double[] x, int from, int to) { return Arrays.stream(x, from, to).average().orElseThrow(); }
}
