package org.spinspike.tensor;

/**
 * The density on the bond before every bin of a {@link TreeMps} when nobody has looked yet, and the density of each bin's code; with the future summed to the identity.
 *
 * <pre>rho_0 = start start',   rho_(t+1) = sum over codes of C' rho_t C,   sigma_t[c,c'] = sum rho_t[a,a'] C[a,c,b] C[a',c',b]</pre>
 *
 * Cost 4 chi D^3 + 4 chi^2 D^2 flops a bin.
 */
final class HiddenPast {
    private final TreeMps net;
    private final double[][] rho;

    HiddenPast(TreeMps net, int bins) {
        this.net = net;
        this.rho = new double[bins + 1][];
        int d = net.bond(0);
        rho[0] = new double[d * d];
        for (int a = 0; a < d; a++) for (int b = 0; b < d; b++) rho[0][a * d + b] = net.start()[a] * net.start()[b];
        double[] hidden = identity(net.code());
        for (int t = 0; t < bins; t++) {
            rho[t + 1] = new double[net.bond(t + 1) * net.bond(t + 1)];
            chain(t).push(rho[t], hidden, rho[t + 1]);
        }
    }

    /** [D_t, D_t], trace 1. Not to be modified. */
    double[] before(int t) { return rho[t]; }

    /** @return sigma_t, [code, code], trace 1 */
    double[] code(int t) {
        double[] to = new double[net.code() * net.code()];
        chain(t).code(rho[t], identity(net.bond(t + 1)), to);
        return to;
    }

    /** @return [node]: the density of each node's leg in bin t, everything else hidden */
    double[][] legs(int t) {
        NeuronTree tree = net.tree();
        double[][] density = new double[tree.nodes()][];
        for (int v = 0; v < density.length; v++) density[v] = new double[net.leg(v) * net.leg(v)];
        density[tree.root()] = code(t);
        for (int v = tree.root(); v >= tree.neurons(); v--) {
            int leg = net.leg(v), a = tree.left(v), b = tree.right(v), la = net.leg(a), lb = net.leg(b);
            TreeDensities.down(net.node(t, v), leg, la, lb, density[v], identity(la), identity(lb), density[a], density[b], new double[leg * la * lb]);
        }
        return density;
    }

    private CodeDensities chain(int t) { return new CodeDensities(net.core(t), net.bond(t), net.code(), net.bond(t + 1)); }

    private static double[] identity(int d) {
        double[] out = new double[d * d];
        Densities.identity(out, 0, d);
        return out;
    }
}
