package org.spinspike.tensor;

import java.util.Arrays;
import org.spinspike.math.linalg.Gemm;

/**
 * ln p of what was seen of a trial under a {@link TreeMps}, the rest summed out. What {@link MaskedBlock} does with a matrix at every node is done here by what is
 * known below it:
 *
 * <pre>
 * nothing:     the identity, since nodes are isometries           nothing to do
 * everything:  a vector, u_v[k] = sum V[k,i,j] u_a[i] u_b[j]        chi^3
 * a part:      a Gram matrix, G_v = O G_a O' with O[k,i] = sum_j V[k,i,j] u_b[j] where all of b is known, else as in MaskedBlock: 3 chi^3 or 4 chi^4
 * </pre>
 *
 * so that groups which are subtrees cost hardly more than whole trials. Bins before the first one seen are the same for all trials ({@link HiddenPast}), bins
 * behind the last one are not walked. A bin adds 4 chi D^3 flops, 6 D^3 where it was seen whole.
 */
final class SeenTree {
    private enum Known { NOTHING, EVERYTHING, PART }

    private final TreeMps net;
    private final NeuronTree tree;
    private final HiddenPast past;
    private final int n;
    private final Known[] known;
    private final double[][] u, gram;                    // [node]
    private final double[] open, first, work;
    private double log;                                  // of what was divided out of the bin's probability

    SeenTree(TreeMps net, HiddenPast past) {
        this.net = net;
        this.tree = net.tree();
        this.past = past;
        this.n = tree.neurons();
        this.known = new Known[tree.nodes()];
        this.u = new double[tree.nodes()][];
        this.gram = new double[tree.nodes()][];
        int widest = 1, d = net.largestBond();
        for (int v = 0; v < tree.nodes(); v++) {
            u[v] = new double[net.leg(v)];
            gram[v] = new double[net.leg(v) * net.leg(v)];
            if (!tree.leaf(v)) widest = Math.max(widest, net.leg(v) * net.leg(tree.left(v)) * net.leg(tree.right(v)));
        }
        this.open = new double[widest];
        this.work = new double[widest];
        this.first = new double[Math.max(widest, d * net.code() * d)];
    }

    /**
     * Adds ln p(seen of bin t | seen of the bins before) to {@code out[at + t]}.
     *
     * @param bits   [bins, neurons], as {@link MaskedTrial#states} gives them
     * @param angles of the leaves, likewise, or null
     */
    void logProbabilityByBin(byte[] bits, double[] angles, double[] out, int at) {
        int begin = 0, end = bits.length;
        while (begin < end && bits[begin] == Densities.HIDDEN) begin++;
        while (end > begin && bits[end - 1] == Densities.HIDDEN) end--;
        if (begin == end) return;
        double[] rho = past.before(begin / n);
        for (int t = begin / n; t * n < end; t++) {
            climb(bits, angles, t);
            rho = walk(t, rho);
            double mass = Densities.trace(rho, net.bond(t + 1));
            if (known[tree.root()] != Known.NOTHING) out[at + t] += log + Math.log(mass);
            if (!(mass > 0)) {
                Arrays.fill(out, at + t, at + bits.length / n, Double.NEGATIVE_INFINITY);
                return;
            }
            Densities.scale(rho, 0, rho.length, 1 / mass);
        }
    }

    // ---- one bin's tree

    private void climb(byte[] bits, double[] angles, int t) {
        log = 0;
        for (int i = 0; i < n; i++) {
            byte bit = bits[t * n + i];
            known[i] = bit == Densities.HIDDEN ? Known.NOTHING : Known.EVERYTHING;
            double angle = angles == null ? 0 : angles[t * n + i];
            u[i][0] = LeafDrive.first(angle, bit);
            u[i][1] = LeafDrive.second(angle, bit);
        }
        for (int v = n; v < tree.nodes(); v++) {
            Known a = known[tree.left(v)], b = known[tree.right(v)];
            known[v] = a == b ? a : Known.PART;
            if (known[v] == Known.EVERYTHING) whole(t, v);
            else if (known[v] == Known.PART) part(t, v, a, b);
        }
    }

    private void whole(int t, int v) {
        double[] node = net.node(t, v), ua = u[tree.left(v)], ub = u[tree.right(v)], to = u[v];
        double norm = 0;
        for (int k = 0, e = 0; k < to.length; k++) {
            double sum = 0;
            for (double x : ua) {
                double row = 0;
                for (double y : ub) row += node[e++] * y;
                sum += x * row;
            }
            to[k] = sum;
            norm += sum * sum;
        }
        log += Math.log(norm);
        if (norm > 0) for (int k = 0; k < to.length; k++) to[k] /= Math.sqrt(norm);
    }

    private void part(int t, int v, Known a, Known b) {
        int left = tree.left(v), right = tree.right(v), leg = net.leg(v), la = net.leg(left), lb = net.leg(right);
        double[] node = net.node(t, v);
        if (b == Known.EVERYTHING) {
            for (int row = 0, e = 0; row < leg * la; row++) {
                double sum = 0;
                for (double y : u[right]) sum += node[e++] * y;
                open[row] = sum;
            }
            squared(leg, la, a, gram[left], gram[v]);
        } else if (a == Known.EVERYTHING) {
            Arrays.fill(open, 0, leg * lb, 0);
            for (int k = 0, e = 0; k < leg; k++) for (double x : u[left]) for (int j = 0; j < lb; j++, e++) open[k * lb + j] += x * node[e];
            squared(leg, lb, b, gram[right], gram[v]);
        } else {
            if (a == Known.NOTHING) Densities.identity(gram[left], 0, la);
            if (b == Known.NOTHING) Densities.identity(gram[right], 0, lb);
            TreeDensities.up(node, leg, la, lb, gram[left], gram[right], gram[v], first, work);
        }
        double trace = Densities.trace(gram[v], leg);
        log += Math.log(trace);
        if (trace > 0) Densities.scale(gram[v], 0, leg * leg, 1 / trace);
    }

    /** to = O G O', O in {@link #open}; G is the identity where nothing is known. */
    private void squared(int leg, int d, Known below, double[] g, double[] to) {
        double[] left = open;
        if (below == Known.PART) {
            left = work;
            Gemm.nn(leg, d, d, open, 0, d, g, 0, d, 0, work, 0, d);
        }
        Gemm.nt(leg, leg, d, left, 0, d, open, 0, d, 0, to, 0, leg);
    }

    // ---- the chain

    private double[] walk(int t, double[] rho) {
        int dl = net.bond(t), dr = net.bond(t + 1), code = net.code(), root = tree.root();
        double[] core = net.core(t), to = new double[dr * dr];
        switch (known[root]) {
            case NOTHING -> {
                Gemm.nn(dl, code * dr, dl, rho, 0, dl, core, 0, code * dr, 0, first, 0, code * dr);
                Gemm.tn(dr, dr, dl * code, core, 0, dr, first, 0, dr, 0, to, 0, dr);
            }
            case EVERYTHING -> {
                double[] matrix = new double[dl * dr];
                for (int a = 0, e = 0; a < dl; a++) for (double g : u[root]) for (int b = 0; b < dr; b++, e++) matrix[a * dr + b] += g * core[e];
                Gemm.nn(dl, dr, dl, rho, 0, dl, matrix, 0, dr, 0, first, 0, dr);
                Gemm.tn(dr, dr, dl, matrix, 0, dr, first, 0, dr, 0, to, 0, dr);
            }
            case PART -> new CodeDensities(core, dl, code, dr).push(rho, gram[root], to);
        }
        return to;
    }
}
