package org.spinspike.ising.sk;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.spinspike.math.Chunks;
import org.spinspike.math.Progress;
import org.spinspike.math.Require;
import org.spinspike.math.RunningMean;
import org.spinspike.math.Seed;

/**
 * Order parameters of networks of N neurons, by simulation: in every trial new couplings and fields, all spins up, and so many steps; what is measured is the last step.
 *
 * <pre>m = mean of tanh h_i,   q = mean of tanh(h_i) s_i,   sigma = sum over i, j of tanh(h_i) beta (J_ij - J_ji) s_j / N,   s the spins one step before</pre>
 *
 * Spins of the last step are replaced by their means given the one before, which takes variance away and no truth. Small networks turn over as a whole now and then, so that their m
 * depends on the number of steps; sigma is the entropy production where the network has become stationary. Errors are standard errors over trials.
 *
 * @param neurons N
 * @param excess  q - m^2
 * @param below   share of trials that end with m below zero: all start above
 */
public record FiniteSize(int neurons, int trials, int steps, double m, double mError, double q, double qError, double excess, double excessError, double entropyProduction, double entropyProductionError, double below) {
    private static final int CHUNK = 8;
    /** 4 bytes a coupling: 400 MB. */
    private static final int MOST_NEURONS = 10_000;

    /** Trial k draws from {@code seed.child(k)}. Costs N^2 draws a trial and N additions for every neuron that turns over in a step; holds N^2 floats a thread. */
    public static FiniteSize of(SkEnsemble ensemble, int neurons, int steps, int trials, Seed seed, Progress progress) {
        check(neurons, steps, trials);
        var done = new AtomicLong();
        double[] m = new double[trials], q = new double[trials], sigma = new double[trials];
        Chunks.forEach(trials, CHUNK, (chunk, from, to) -> {
            var network = new RandomNetwork(neurons);
            for (int k = from; k < to; k++) {
                var random = seed.child(k).generator();
                network.draw(ensemble, false, random);
                for (int t = 1; t < steps; t++) network.step(random);
                m[k] = network.magnetisation();
                q[k] = network.overlap();
                sigma[k] = network.entropyProduction();
            }
            progress.at("simulate", done.addAndGet(to - from), trials);
        });
        RunningMean meanM = RunningMean.of(m), meanQ = RunningMean.of(q), meanSigma = RunningMean.of(sigma);
        double centre = meanM.value();
        double[] excess = new double[trials];
        Arrays.setAll(excess, k -> q[k] - 2 * centre * m[k]);          // q - m^2, linear around the means
        return new FiniteSize(neurons, trials, steps, centre, meanM.standardError(), meanQ.value(), meanQ.standardError(), meanQ.value() - centre * centre, RunningMean.of(excess).standardError(),
                meanSigma.value(), meanSigma.standardError(), Arrays.stream(m).filter(x -> x < 0).count() / (double) trials);
    }

    /** @throws IllegalArgumentException naming what is out of its range */
    public static void check(int neurons, int steps, int trials) {
        Require.inRange("neurons", neurons, 1, MOST_NEURONS);
        Require.inRange("steps", steps, 1, 1_000_000);
        Require.inRange("trials", trials, 2, 100_000_000);
    }
}
