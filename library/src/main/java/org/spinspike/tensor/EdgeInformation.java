package org.spinspike.tensor;

import org.spinspike.math.Chunks;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.model.Shared;
import org.spinspike.spikes.SpikeTrains;

/**
 * Information between the neurons below each edge of a tree and the other neurons of the same bin, all other bins hidden, for all edges at once.
 *
 * <pre>
 * up:    u_v[k] = sum V[k,i,j] u_a[i] u_b[j]                          what is seen below v
 * down:  H_a = O' H_v O,  O[k,i] = sum_j V[k,i,j] u_b[j]              what is seen everywhere else;  H_root = sigma, the code's density
 * p(below v) = u_v' F_v u_v,   p(rest) = tr H_v,   p(bin) = u_v' H_v u_v      F_v as H_v, nothing seen
 * I_v = mean over samples of ln p(bin) - ln p(below v) - ln p(rest)
 * </pre>
 *
 * The null takes what is below v from the next sample. The two edges below the root part the neurons alike. Cost 6 N chi^3 flops a sample, for all edges.
 */
public final class EdgeInformation {
    private static final int SAMPLES = 64;

    private final TreeMps net;
    private final NeuronTree tree;
    private final int t;
    private final double[] angles;                       // [neuron] of the leaves in bin t
    private final double[][] hidden;                     // [node] F
    private final double[][] u, h;                       // [node], of the sample at hand; their scales cancel

    private EdgeInformation(TreeMps net, int t, double[] angles, double[][] hidden) {
        this.net = net;
        this.angles = angles;
        this.tree = net.tree();
        this.t = t;
        this.hidden = hidden;
        int nodes = tree.nodes();
        this.u = new double[nodes][];
        this.h = new double[nodes][];
        for (int v = 0; v < nodes; v++) {
            u[v] = new double[net.leg(v)];
            h[v] = new double[net.leg(v) * net.leg(v)];
        }
    }

    /**
     * @param data fully observed samples of the model, in trials that begin with their clock; @param t the bin
     * @return of the edge above every node but the root, in the order of nodes
     */
    public static Shared[] of(TreeModel model, SpikeTrains data, int t) {
        double[][][] d = densities(model, data, t);
        Shared[] out = new Shared[d[0].length];
        for (int v = 0; v < out.length; v++) out[v] = Shared.sampled(d[0][v], d[1][v]);
        return out;
    }

    /** @return [edge][sample] of what was drawn together, and with the part below the edge from the next sample */
    static double[][][] densities(TreeModel model, SpikeTrains data, int t) {
        TreeMps net = model.network();
        int edges = net.tree().root(), m = data.trials();
        double[] angles = new double[net.neurons()];
        model.drive.angles(t, t, model.drive.past(data, 0), angles);
        double[][] density = new double[edges][m], apart = new double[edges][m], hidden = new HiddenPast(net, t + 1).legs(t);
        Chunks.forEach(m, SAMPLES, (c, from, to) -> {
            var own = new EdgeInformation(net, t, angles, hidden);
            for (int n = from; n < to; n++) own.sample(data, n, density, apart);
        });
        return new double[][][] {density, apart};
    }

    private void sample(SpikeTrains data, int n, double[][] density, double[][] apart) {
        up(data, n);
        down();
        for (int v = 0; v < density.length; v++) density[v][n] = density(v);
        up(data, (n + 1) % data.trials());
        for (int v = 0; v < apart.length; v++) apart[v][n] = density(v);
    }

    /** ln p(both) - ln p(below v) - ln p(rest) */
    private double density(int v) { return Math.log(form(h[v], u[v]) / form(hidden[v], u[v]) / Densities.trace(h[v], u[v].length)); }

    private static double form(double[] f, double[] u) {
        double sum = 0;
        for (int a = 0; a < u.length; a++) for (int b = 0; b < u.length; b++) sum += u[a] * f[a * u.length + b] * u[b];
        return sum;
    }

    private void up(SpikeTrains data, int n) {
        for (int i = 0; i < tree.neurons(); i++) {
            int bit = data.fires(n, t, i) ? 1 : 0;
            u[i][0] = LeafDrive.first(angles[i], bit);
            u[i][1] = LeafDrive.second(angles[i], bit);
        }
        for (int v = tree.neurons(); v < tree.nodes(); v++) {
            int a = tree.left(v), b = tree.right(v), la = net.leg(a), lb = net.leg(b), leg = net.leg(v);
            double[] node = net.node(t, v);
            double norm = 0;
            for (int k = 0; k < leg; k++) {
                double sum = 0;
                for (int i = 0, e = k * la * lb; i < la; i++) for (int j = 0; j < lb; j++, e++) sum += node[e] * u[a][i] * u[b][j];
                u[v][k] = sum;
                norm += sum * sum;
            }
            norm = Math.sqrt(norm);
            for (int k = 0; k < leg; k++) u[v][k] /= norm;
        }
    }

    private void down() {
        h[tree.root()] = hidden[tree.root()];
        for (int v = tree.root(); v >= tree.neurons(); v--) {
            int a = tree.left(v), b = tree.right(v), la = net.leg(a), lb = net.leg(b), leg = net.leg(v);
            double[] node = net.node(t, v), forA = new double[leg * la], forB = new double[leg * lb];
            for (int k = 0, e = 0; k < leg; k++)
                for (int i = 0; i < la; i++)
                    for (int j = 0; j < lb; j++, e++) {
                        forA[k * la + i] += node[e] * u[b][j];
                        forB[k * lb + j] += node[e] * u[a][i];
                    }
            carry(h[v], leg, forA, la, h[a]);
            carry(h[v], leg, forB, lb, h[b]);
        }
    }

    /** to = O' H O, of trace 1 */
    private static void carry(double[] h, int leg, double[] open, int d, double[] to) {
        Gemm.tn(d, d, leg, open, 0, d, Gemm.product(h, open, leg, leg, d), 0, d, 0, to, 0, d);
        double trace = Densities.trace(to, d);
        if (trace > 0) Densities.scale(to, 0, d * d, 1 / trace);
    }
}
