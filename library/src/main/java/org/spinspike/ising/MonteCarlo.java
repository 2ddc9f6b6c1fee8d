package org.spinspike.ising;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.spinspike.math.Chunks;
import org.spinspike.math.Progress;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;

/**
 * Moments of every bin by running many trials side by side, each new spin standing with its mean given the old ones (Rao and Blackwell):
 *
 * <pre>
 * h = H + J s(t-1) per trial,   s_i(t) = +1 where u &lt; tanh h_i, u uniform on -1..1
 * m_i  = mean tanh h_i
 * C_ik = mean tanh h_i tanh h_k - m_i m_k,   C_ii = 1 - m_i^2
 * D_il = mean tanh h_i s_l(t-1) - m_i mean s_l(t-1)
 * </pre>
 *
 * Trials are cut into blocks of {@value SpinBlock#TRIALS}, each of which draws from {@code seed.child(step).child(block)}; block sums are added in order in double
 * precision: same bytes on any number of threads. Products are in single precision unless {@code doubles} asks for more: rounded to about 1e-5 of a second moment, far below
 * the scatter of any number of trials one can run. Spins lie packed, a bit each, so that all trials go through a step together and moments can be handed on step by
 * step. Standard errors: of m from the scatter of tanh h, of an entry of C or D at most 1 / sqrt(trials), of sigma from its scatter over blocks.
 *
 * <p>Cost a step: 2 N^2 flops a trial to move it, 3 N^2 for C and D. Memory: {@link #bytes}. D takes off the mean of the spins as drawn instead of m(t-1), which is
 * what it costs nothing to know and leaves the scatter of the old means out; covariances are biased by a factor of 1 - 1 / trials.
 */
public final class MonteCarlo {
    /** Memory for sums that wait to be added in order; what it allows decides how many threads can take part. */
    private static final long SUMS_BYTES = 1L << 27;
    private static final int MOST_GROUPS = 64;

    private MonteCarlo() {}

    /**
     * One bin.
     *
     * @param step       1 after the first update
     * @param moments    of this bin and the one before
     * @param meanErrors standard error of each m_i, length N
     * @param sigma      sum_ij J_ij (D_ij - D_ji), nats: the entropy production where the network is stationary
     * @param sigmaError its standard error; NaN where there is one block of trials only
     */
    public record Step(int step, SpinMoments moments, double[] meanErrors, double sigma, double sigmaError) {}

    /**
     * How it is run.
     *
     * @param trials  R, trials side by side
     * @param doubles all in double precision
     * @param last    moments of the last step alone: the others cost 2/5
     */
    public record Plan(int trials, boolean doubles, boolean last) {
        public Plan { Require.atLeast("trials", trials, 2); }
    }

    /** @return memory that a run takes on that many threads */
    public static long bytes(int neurons, Plan plan, int threads) {
        return PackedSpins.bytes(plan.trials(), neurons) + groups(neurons, plan.trials()) * MomentSums.bytes(neurons) + threads * SingleBlock.bytes(neurons) * (plan.doubles() ? 2L : 1);
    }

    /** @return floating-point operations of the products of a run */
    public static double flops(int neurons, int steps, Plan plan) {
        return (double) neurons * neurons * plan.trials() * (2.0 * steps + 3.0 * (plan.last() ? 1 : steps));
    }

    /** Hands the moments of every step, or of the last, to {@code sink}, in order. */
    public static void run(Protocol protocol, Plan plan, Seed seed, Progress progress, Consumer<Step> sink) {
        IsingNetwork network = protocol.network();
        int n = network.neurons(), blocks = Chunks.count(plan.trials(), SpinBlock.TRIALS), perGroup = Chunks.count(blocks, groups(n, plan.trials()));
        MomentSums[] sums = new MomentSums[Chunks.count(blocks, perGroup)];
        double[] turn = MomentSums.turn(network);
        for (int g = 0; g < sums.length; g++) sums[g] = new MomentSums(turn, n);
        Queue<SpinBlock> idle = new ConcurrentLinkedQueue<>();
        PackedSpins spins = start(protocol, plan.trials(), seed.child("start"));
        var done = new AtomicLong();
        for (int step = 1; step <= protocol.steps(); step++) {
            boolean wanted = !plan.last() || step == protocol.steps();
            double[] field = protocol.field(step);
            Seed ofStep = seed.child(step);
            Chunks.forEach(blocks, perGroup, (g, from, to) -> {
                SpinBlock taken = idle.poll(), block = taken != null ? taken : plan.doubles() ? new DoubleBlock(network) : new SingleBlock(network);
                sums[g].clear();
                for (int b = from; b < to; b++) {
                    int first = b * SpinBlock.TRIALS, trials = Math.min(SpinBlock.TRIALS, plan.trials() - first);
                    block.step(field, spins, first, trials, ofStep.child(b).generator(), wanted ? sums[g] : null);
                    progress.at("simulate", done.incrementAndGet(), (long) blocks * protocol.steps());
                }
                idle.add(block);
            });
            if (wanted) sink.accept(step(step, network, sums));
        }
    }

    private static Step step(int step, IsingNetwork network, MomentSums[] sums) {
        for (int g = 1; g < sums.length; g++) sums[0].add(sums[g]);
        SpinMoments moments = sums[0].moments();
        return new Step(step, moments, sums[0].meanErrors(), EntropyFlow.stationary(network, moments).total(), sums[0].flowError());
    }

    private static int groups(int neurons, int trials) {
        return (int) Math.max(1, Math.min(Math.min(MOST_GROUPS, SUMS_BYTES / MomentSums.bytes(neurons)), Chunks.count(trials, SpinBlock.TRIALS)));
    }

    private static PackedSpins start(Protocol protocol, int trials, Seed seed) {
        int n = protocol.neurons();
        var spins = new PackedSpins(trials, n);
        double[] means = new double[SpinBlock.TRIALS * n];
        for (int e = 0; e < means.length; e++) means[e] = protocol.start()[e % n];
        Chunks.forEach(trials, SpinBlock.TRIALS, (b, from, to) -> spins.draw(from, to - from, means, seed.child(b).generator()));
        return spins;
    }
}
