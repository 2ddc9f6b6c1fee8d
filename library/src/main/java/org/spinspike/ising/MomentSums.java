package org.spinspike.ising;

/**
 * Sums over trials of one step, in double precision, and what the scatter of sigma from block to block needs. All of it is of Rao and Blackwell's kind: the new spins stand with
 * their means given the old ones.
 */
final class MomentSums {
    final int neurons;
    /** Of tanh h_i, of s_i one bin before (length N), of tanh h_i tanh h_k (k &lt;= i) and of tanh h_i times s_l one bin before ([N, N]). */
    final double[] now, past, c, d;
    /** J_ij - J_ji, row-major [N, N]. */
    private final double[] turn;
    /** Over blocks of B trials with flow x each: B, B x, B x^2. */
    private double trials, flow, flowSquared;
    private int blocks;

    MomentSums(double[] turn, int neurons) {
        this.turn = turn;
        this.neurons = neurons;
        now = new double[neurons];
        past = new double[neurons];
        c = new double[neurons * neurons];
        d = new double[neurons * neurons];
    }

    /** @return J_ij - J_ji, row-major [N, N] */
    static double[] turn(IsingNetwork network) {
        int n = network.neurons();
        double[] j = network.couplings(), turn = new double[n * n];
        for (int i = 0; i < n; i++) for (int l = 0; l < n; l++) turn[i * n + l] = j[i * n + l] - j[l * n + i];
        return turn;
    }

    /** @return memory of one, bytes */
    static long bytes(int neurons) { return 16L * neurons * neurons; }

    /**
     * Adds a block of trials: its sums as the fields say.
     *
     * @param blockC elements (i, k) with k &lt;= i
     */
    void add(double[] blockNow, double[] blockPast, double[] blockC, double[] blockD, int blockTrials) {
        double sigma = 0;
        for (int i = 0; i < neurons; i++) {
            int row = i * neurons;
            double lag = 0;
            for (int l = 0; l < neurons; l++) {
                d[row + l] += blockD[row + l];
                lag += turn[row + l] * (blockD[row + l] - blockNow[i] * blockPast[l] / blockTrials);
            }
            for (int k = 0; k <= i; k++) c[row + k] += blockC[row + k];
            now[i] += blockNow[i];
            past[i] += blockPast[i];
            sigma += lag;
        }
        trials += blockTrials;
        flow += sigma;
        flowSquared += sigma * sigma / blockTrials;
        blocks++;
    }

    void add(MomentSums other) {
        for (int e = 0; e < c.length; e++) {
            c[e] += other.c[e];
            d[e] += other.d[e];
        }
        for (int i = 0; i < neurons; i++) {
            now[i] += other.now[i];
            past[i] += other.past[i];
        }
        trials += other.trials;
        flow += other.flow;
        flowSquared += other.flowSquared;
        blocks += other.blocks;
    }

    void clear() {
        for (double[] sums : new double[][] {now, past, c, d}) java.util.Arrays.fill(sums, 0);
        trials = flow = flowSquared = blocks = 0;
    }

    SpinMoments moments() {
        double[] m = new double[neurons], cov = new double[neurons * neurons], lag = new double[neurons * neurons];
        for (int i = 0; i < neurons; i++) m[i] = now[i] / trials;
        for (int i = 0; i < neurons; i++) {
            for (int k = 0; k < i; k++) cov[i * neurons + k] = cov[k * neurons + i] = c[i * neurons + k] / trials - m[i] * m[k];
            cov[i * neurons + i] = 1 - m[i] * m[i];
            for (int l = 0; l < neurons; l++) lag[i * neurons + l] = d[i * neurons + l] / trials - m[i] * (past[l] / trials);
        }
        return new SpinMoments(m, cov, lag);
    }

    /** @return standard error of each mean: the scatter of tanh h over trials */
    double[] meanErrors() {
        double[] errors = new double[neurons];
        for (int i = 0; i < neurons; i++) {
            double m = now[i] / trials;
            errors[i] = Math.sqrt(Math.max(0, c[i * neurons + i] / trials - m * m) / trials);
        }
        return errors;
    }

    /** @return standard error of sigma from its scatter over blocks; NaN where there is but one */
    double flowError() {
        double mean = flow / trials;
        return blocks < 2 ? Double.NaN : Math.sqrt(Math.max(0, flowSquared - trials * mean * mean) / (blocks - 1) / trials);
    }
}
