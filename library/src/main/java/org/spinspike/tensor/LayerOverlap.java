package org.spinspike.tensor;

import java.util.List;
import org.spinspike.math.linalg.Gemm;

/**
 * The overlap of a chain with what layers of gates on neighbours make of 0 0 .. 0. The layers run forwards, one site behind one another; sites that all of them have
 * passed are contracted with their core, so that beside the bond only a window of layers + 1 sites is held:
 *
 * <pre>v[a, window] = sum over the sites before it of conj(chain) circuit,   A_l[a, s, b] v[a, (s, rest)] -> v[b, rest]</pre>
 *
 * Nothing is cut. Cost: sites layers D 2^(layers + 1) for the gates, sites D^2 2^(layers + 1) for the cores.
 */
final class LayerOverlap {
    /** Multiplications of one overlap: a few seconds. */
    static final double OPERATIONS = 4e9;
    /** Entries held at a time: 128 MB. */
    private static final double ENTRIES = 1 << 24;

    private final Mps chain;
    private double[] v = {1};
    private int first, wide;                             // window: its first site, and how many sites it has

    private LayerOverlap(Mps chain) { this.chain = chain; }

    /** @return whether so many multiplications are enough */
    static boolean feasible(Mps chain, int layers, double operations) {
        double window = Math.pow(2, Math.min(layers + 1, chain.sites())), d = chain.largestBond();
        return d * window <= ENTRIES && chain.sites() * d * window * (4. * layers + d) <= operations;
    }

    /**
     * @param chain  norm 1, with a closed end
     * @param layers in the order found, so that the last is applied first: gates of each site, [4, 4] on it and its right neighbour or [2, 2] on it alone
     */
    static double of(Mps chain, List<double[][]> layers) {
        var overlap = new LayerOverlap(chain);
        int sites = chain.sites();
        for (int step = 0; step < sites + layers.size() - 1; step++)
            for (int n = layers.size() - 1; n >= 0; n--) {
                int l = step - (layers.size() - 1 - n);
                if (l < 0 || l >= sites) continue;
                overlap.apply(layers.get(n)[l], l);
                if (n == 0) overlap.contract(l);
            }
        return overlap.v[0];
    }

    private void apply(double[] gate, int l) {
        int on = gate.length == 16 ? 2 : 1;
        for (; first + wide < l + on; wide++) {          // a site that is 0
            double[] more = new double[2 * v.length];
            for (int x = 0; x < v.length; x++) more[2 * x] = v[x];
            v = more;
        }
        int n = 1 << on, behind = 1 << first + wide - l - on;
        double[] old = new double[n];
        for (int block = 0; block < v.length; block += n * behind)
            for (int x = block; x < block + behind; x++) {
                for (int s = 0; s < n; s++) old[s] = v[x + s * behind];
                for (int r = 0; r < n; r++) {
                    double sum = 0;
                    for (int s = 0; s < n; s++) sum += gate[r * n + s] * old[s];
                    v[x + r * behind] = sum;
                }
            }
    }

    /** The first site of the window is done. */
    private void contract(int l) {
        int right = chain.bond(l + 1), pairs = 2 * chain.bond(l), rest = 1 << wide - 1;
        double[] next = new double[right * rest];
        Gemm.tn(right, rest, pairs, chain.entries(l), 0, right, v, 0, rest, 0, next, 0, rest);
        v = next;
        first++;
        wide--;
    }
}
