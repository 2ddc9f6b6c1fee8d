package org.spinspike.tensor;


/**
 * {@link ForecastOperators} of a {@link TreeMps}: the projector on "neuron i fires" climbs the tree beside identities, is joined to the bond by the core, and is
 * carried left over bins nobody has seen yet. Cost N depth 4 chi^4 for the trees, 4 chi D^3 a neuron and bin of horizon; once for all bins where tied.
 */
final class TreeForecasts {
    private TreeForecasts() {}

    static ForecastOperators of(TreeMps net, int bins, int horizon) { return of(net, bins, horizon, new double[] {0, 0, 0, 1}); }

    /** What a leaf that a {@link LeafDrive} turns asks for beside its firing: F[0,1] of its density. */
    static ForecastOperators turned(TreeMps net, int bins, int horizon) { return of(net, bins, horizon, new double[] {0, .5, .5, 0}); }

    private static ForecastOperators of(TreeMps net, int bins, int horizon, double[] leaf) {
        return new ForecastOperators(net.neurons(), bins, horizon, t -> net.tied(), (known, t) -> stack(net, leaf, known, t));
    }

    private static double[] stack(TreeMps net, double[] leaf, int known, int t) {
        int n = net.neurons(), code = net.code(), d = net.bond(known);
        double[] out = new double[n * d * d], identity = new double[code * code];
        Densities.identity(identity, 0, code);
        for (int i = 0; i < n; i++) {
            double[] q = pull(net, t, atRoot(net, leaf, t, i), identityOf(net.bond(t + 1)));
            for (int u = t - 1; u >= known; u--) q = pull(net, u, identity, q);
            System.arraycopy(q, 0, out, i * d * d, d * d);
        }
        return out;
    }

    private static double[] pull(TreeMps net, int t, double[] g, double[] sigma) {
        double[] to = new double[net.bond(t) * net.bond(t)];
        new CodeDensities(net.core(t), net.bond(t), net.code(), net.bond(t + 1)).pull(sigma, g, to);
        return to;
    }

    private static double[] identityOf(int d) {
        double[] out = new double[d * d];
        Densities.identity(out, 0, d);
        return out;
    }

    /** @return [code, code]: what a matrix on the leaf of neuron i becomes at the root with all others summed over */
    private static double[] atRoot(TreeMps net, double[] leaf, int t, int i) {
        NeuronTree tree = net.tree();
        double[] q = leaf;
        int at = i;
        for (int v = tree.neurons(); v < tree.nodes(); v++) {
            int a = tree.left(v), b = tree.right(v);
            if (a != at && b != at) continue;
            int leg = net.leg(v), la = net.leg(a), lb = net.leg(b);
            double[] to = new double[leg * leg], weighed = new double[leg * la * lb], work = new double[leg * la * lb];
            TreeDensities.up(net.node(t, v), leg, la, lb, a == at ? q : identityOf(la), b == at ? q : identityOf(lb), to, weighed, work);
            q = to;
            at = v;
        }
        return q;
    }
}
