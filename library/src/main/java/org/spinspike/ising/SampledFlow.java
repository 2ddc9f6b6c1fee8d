package org.spinspike.ising;

import java.util.Arrays;
import org.spinspike.math.Chunks;
import org.spinspike.math.Progress;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.special.Logistic;

/**
 * Entropy flow of every bin by running trials, unbiased at any number of neurons and out of the steady state:
 *
 * <pre>
 * forward_i = mean of ln 2 cosh h_i - h_i tanh h_i,   h = H(t) + J s(t-1): the entropy of s_i(t) given s(t-1), exact a trial
 * reverse_i = mean of ln 2 cosh g_i - g_i s_i(t-1),   g = H(t) + J s(t)
 * flow_i    = reverse_i - forward_i
 * </pre>
 *
 * The same flow as {@link Enumeration}'s, with a standard error from its scatter over trials. Cost a step and trial: 2 N^2 flops and 2 N logarithms; memory a block of trials.
 * Same bytes on any number of threads.
 *
 * @param forward   length T, nats a bin, over all neurons
 * @param reverse   length T
 * @param flow      reverse - forward, length T; may be negative before the steady state, where it is the entropy production
 * @param flowError standard error of each, length T
 * @param byNeuron  flow of each neuron's transitions, row-major [T, N]; a row adds up to the flow
 * @param mean      flow over all steps but those left out, nats a bin
 * @param meanError its standard error
 */
public record SampledFlow(double[] forward, double[] reverse, double[] flow, double[] flowError, double[] byNeuron, double mean, double meanError) {
    private static final int BLOCK = 256;
    private static final int BLOCKS_TOGETHER = 64;

    /** @param trials R, at least 2 */
    public static SampledFlow of(Protocol protocol, int trials, Seed seed, Progress progress) { return of(protocol, 0, trials, seed, progress); }

    /** @param skipped steps at the beginning that {@code mean} leaves out, fewer than there are */
    public static SampledFlow of(Protocol protocol, int skipped, int trials, Seed seed, Progress progress) {
        Require.inRange("steps left out", skipped, 0, protocol.steps() - 1);
        Require.atLeast("trials", trials, 2);
        int steps = protocol.steps(), n = protocol.neurons(), blocks = Chunks.count(trials, BLOCK);
        var all = new Sums(steps, n);
        Sums[] some = new Sums[BLOCKS_TOGETHER];
        for (int round = 0; round < blocks; round += BLOCKS_TOGETHER) {             // few at a time, added in order
            int begin = round, count = Math.min(BLOCKS_TOGETHER, blocks - round);
            Chunks.forEach(count, 1, (c, from, to) -> {
                int first = (begin + c) * BLOCK;
                some[c] = block(protocol, skipped, Math.min(BLOCK, trials - first), seed.child(begin + c));
            });
            for (int c = 0; c < count; c++) all.add(some[c]);
            progress.at("entropy flow", round + count, blocks);
        }
        return all.over(skipped, trials, n);
    }

    private static Sums block(Protocol protocol, int skipped, int trials, Seed seed) {
        int n = protocol.neurons(), size = trials * n;
        var random = seed.generator();
        var sums = new Sums(protocol.steps(), n);
        var spins = new PackedSpins(trials, n);
        double[] s = new double[size], next = new double[size], input = new double[size], mean = new double[size], total = new double[trials];
        for (int e = 0; e < size; e++) mean[e] = protocol.start()[e % n];
        spins.draw(0, trials, mean, random);
        spins.unpack(0, trials, s);
        couple(protocol.network(), trials, s, input);
        for (int t = 0; t < protocol.steps(); t++) {
            double[] field = protocol.field(t + 1), flow = new double[trials];
            for (int e = 0; e < size; e++) {
                double h = input[e] + field[e % n];
                mean[e] = Math.tanh(h);
                double forward = Logistic.log2Cosh(h) - h * mean[e];
                sums.forward[t] += forward;
                flow[e / n] -= forward;
                sums.byNeuron[t * n + e % n] -= forward;
            }
            spins.draw(0, trials, mean, random);
            spins.unpack(0, trials, next);
            couple(protocol.network(), trials, next, input);
            for (int e = 0; e < size; e++) {
                double g = input[e] + field[e % n], reverse = Logistic.log2Cosh(g) - g * s[e];
                flow[e / n] += reverse;
                sums.byNeuron[t * n + e % n] += reverse;
            }
            for (int k = 0; k < trials; k++) {
                sums.flow[t] += flow[k];
                sums.squared[t] += flow[k] * flow[k];
                if (t >= skipped) total[k] += flow[k];
            }
            double[] spent = s;
            s = next;
            next = spent;
        }
        for (double sum : total) sums.totalSquared += sum * sum;
        return sums;
    }

    private static void couple(IsingNetwork network, int trials, double[] s, double[] input) {
        int n = network.neurons();
        Gemm.nt(trials, n, n, s, 0, n, network.couplings(), 0, n, 0, input, 0, n);
    }

    /** Sums over trials, by step; {@code squared} of a trial's flow in a step, {@code totalSquared} of its flow in all steps. */
    private static final class Sums {
        final double[] forward, flow, squared, byNeuron;
        double totalSquared;

        Sums(int steps, int neurons) {
            forward = new double[steps];
            flow = new double[steps];
            squared = new double[steps];
            byNeuron = new double[steps * neurons];
        }

        void add(Sums other) {
            Chunks.add(other.forward, forward);
            Chunks.add(other.flow, flow);
            Chunks.add(other.squared, squared);
            Chunks.add(other.byNeuron, byNeuron);
            totalSquared += other.totalSquared;
        }


        SampledFlow over(int skipped, int trials, int neurons) {
            int steps = flow.length, counted = steps - skipped;
            double[] means = Arrays.stream(flow).map(x -> x / trials).toArray(), entropy = Arrays.stream(forward).map(x -> x / trials).toArray();
            double[] reverse = new double[steps], errors = new double[steps];
            for (int t = 0; t < steps; t++) {
                reverse[t] = entropy[t] + means[t];
                errors[t] = error(squared[t], means[t], trials);
            }
            double total = Arrays.stream(means, skipped, steps).sum();
            return new SampledFlow(entropy, reverse, means, errors, Arrays.stream(byNeuron).map(x -> x / trials).toArray(), total / counted, error(totalSquared, total, trials) / counted);
        }

        private static double error(double squares, double mean, int trials) { return Math.sqrt(Math.max(0, squares / trials - mean * mean) / (trials - 1)); }
    }
}
