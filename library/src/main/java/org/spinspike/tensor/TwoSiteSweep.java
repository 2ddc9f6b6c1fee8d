package org.spinspike.tensor;

import java.util.function.IntConsumer;
import org.spinspike.math.NumericalException;
import org.spinspike.math.linalg.Gemm;

/**
 * Descent of the mean -ln p of the training trials, two neighbouring cores at a time, after Han, Wang, Fan, Wang and Zhang, Phys. Rev. X 8, 031012 (2018).
 *
 * <pre>
 * B = A_l A_(l+1), |B| = 1 in the mixed gauge, so that Z = 1
 * n times:  B <- B + eta (2 G / M - 2 B),  B <- B / |B|        G as in {@link BondGradient}
 * B = U S V, truncated; S moves on in the direction of the sweep
 * </pre>
 *
 * A half-sweep to the left visits the bonds of sites L-2 .. 1 with their right neighbours, one to the right 0 .. L-3 (with two sites, the only bond both
 * times). Cost a half-sweep about 4 n M sum_l D^2 flops plus L singular value decompositions of 2D x 2D. With mini-batches step j of the
 * b-th bond of a half-sweep uses batch (b n + j) mod batches.
 *
 * <p>The sweep owns its cores: a chain in mixed gauge with the centre where the last half-sweep ended.
 */
final class TwoSiteSweep {
    private static final double LN_2 = Math.log(2);

    private final MpsOptions options;
    private final TrainingBits data;
    private final Workers workers;
    private final Environments environments;
    private final BondGradient[] chunks;
    private final int[] bonds;
    private final double[][] cores;
    private boolean ready;                               // whether the environments belong to the cores

    /** @param chain in left-canonical form before a half-sweep to the left, in right-canonical form before one to the right; or as a sweep left it */
    TwoSiteSweep(Mps chain, TrainingBits data, MpsOptions options, Workers workers) {
        this.options = options;
        this.data = data;
        this.workers = workers;
        this.environments = new Environments(data, workers);
        this.chunks = new BondGradient[data.chunks()];
        for (int c = 0; c < chunks.length; c++) chunks[c] = new BondGradient();
        this.bonds = chain.bonds();
        this.cores = new double[chain.sites()][];
        for (int l = 0; l < cores.length; l++) cores[l] = chain.core(l);
    }

    Mps chain() { return new Mps(bonds, cores); }

    /** @return bonds visited in a half-sweep over so many sites */
    static int visits(int sites) { return sites < 2 ? 0 : Math.max(1, sites - 2); }

    /**
     * One half-sweep.
     *
     * @param bond    largest bond dimension it may leave
     * @param visited told how many bonds are done
     * @return mean -ln p of the training trials under the chain as it is left, nats
     */
    double run(boolean rightwards, int bond, IntConsumer visited) {
        int sites = cores.length, visits = visits(sites);
        if (!ready) prepare(rightwards);
        ready = true;
        for (int v = 0; v < visits; v++) {
            int l = rightwards ? v : sites - 2 - v;
            update(l, rightwards, bond, v);
            if (rightwards) environments.fromLeft(l, cores[l], bonds[l], bonds[l + 1]);
            else environments.fromRight(l + 1, cores[l + 1], bonds[l + 1], bonds[l + 2]);
            visited.accept(v + 1);
        }
        return score(centre(rightwards, sites));
    }

    /** @return the site that carries the norm after a half-sweep */
    private static int centre(boolean rightwards, int sites) {
        return sites == 1 ? 0 : rightwards ? Math.max(1, sites - 2) : Math.min(1, sites - 2);
    }

    private void prepare(boolean rightwards) {
        int sites = cores.length;
        if (rightwards) for (int l = sites - 1; l >= 2; l--) environments.fromRight(l, cores[l], bonds[l], bonds[l + 1]);
        else for (int l = 0; l < sites - 2; l++) environments.fromLeft(l, cores[l], bonds[l], bonds[l + 1]);
    }

    private void update(int l, boolean rightwards, int bond, int visit) {
        int dl = bonds[l], middle = bonds[l + 1], dr = bonds[l + 2];
        double[] merged = Gemm.product(cores[l], cores[l + 1], 2 * dl, middle, 2 * dr);             // (a s) [c] x [c] (s' b)
        descend(merged, l, dl, dr, visit);
        Truncation split = Truncation.of(merged, dl, dr, bond, options.cutoff(), rightwards);
        cores[l] = split.left();
        cores[l + 1] = split.right();
        bonds[l + 1] = split.kept();
    }

    private void descend(double[] merged, int l, int dl, int dr, int visit) {
        double work = 4.0 * data.trials() * dl * dr;
        workers.chunks(data.chunks(), work, c -> chunks[c].gather(environments.block(l, c), dl, environments.block(l + 2, c), dr,
                data.bits()[l], data.bits()[l + 1], data.from()[c], data.length(c)));
        double[] sum = new double[merged.length];
        int batches = data.batches().length;
        for (int step = 0; step < options.descentSteps(); step++) {
            int batch = (int) (((long) visit * options.descentSteps() + step) % batches);
            int[] members = data.batches()[batch];
            workers.chunks(members.length, work / batches, c -> chunks[members[c]].evaluate(merged));
            java.util.Arrays.fill(sum, 0);
            for (int c : members) for (int e = 0; e < sum.length; e++) sum[e] += chunks[c].gradient[e];
            follow(merged, sum, data.trials(batch), l);
        }
    }

    private void follow(double[] merged, double[] gradient, int trials, int l) {
        double eta = options.step(), norm = 0;
        for (int e = 0; e < merged.length; e++) {
            merged[e] += eta * (2 * gradient[e] / trials - 2 * merged[e]);
            norm += merged[e] * merged[e];
        }
        norm = Math.sqrt(norm);
        if (!(norm > 0) || Double.isInfinite(norm)) {
            throw new NumericalException("two-site sweep, bond " + l + ": the norm of the merged cores became " + norm + "; try a smaller --step than " + eta);
        }
        for (int e = 0; e < merged.length; e++) merged[e] /= norm;
    }

    /** Mean -ln psi^2, from the left vectors of the centre's left bond and the right vectors of its right one, which are current. */
    private double score(int centre) {
        double[] sums = new double[data.chunks()];
        workers.chunks(sums.length, 4.0 * data.trials() * bonds[centre] * bonds[centre + 1], c -> sums[c] = chunkScore(centre, c));
        double sum = 0;
        for (double s : sums) sum += s;
        return -2 * sum / data.trials();
    }

    /** Sum of ln |psi| over a chunk. */
    private double chunkScore(int centre, int c) {
        int dl = bonds[centre], dr = bonds[centre + 1], m = data.length(c), from = data.from()[c];
        double[] both = new double[2 * dr * m], v = new double[dr * m], u = environments.block(centre + 1, c), psi = new double[m];
        Propagation.bothFromLeft(cores[centre], dl, dr, environments.block(centre, c), m, both);
        Propagation.take(both, dr, m, dr, 1, data.bits()[centre], from, v);
        for (int b = 0; b < dr; b++) for (int x = 0; x < m; x++) psi[x] += v[b * m + x] * u[b * m + x];
        double sum = 0;
        for (int x = 0; x < m; x++) {
            int exponent = environments.exponents(centre)[from + x] + environments.exponents(centre + 1)[from + x];
            sum += Math.log(Math.abs(psi[x])) + exponent * LN_2;
        }
        return sum;
    }
}
