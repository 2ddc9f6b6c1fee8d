package org.spinspike.tensor;

import java.util.Arrays;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.optim.Stiefel;

/**
 * A tree tensor network over the neurons of a bin times a matrix product state over bins, in causal form:
 *
 * <pre>
 * leaf i:   u_i = (1, 0) or (0, 1) for silent or firing
 * node v:   u_v[k] = sum_ij V_v[k,i,j] u_left[i] u_right[j]          g_t = u_root: the code of the bin
 * chain:    v_0 = start,   v_(t+1)[b] = sum_(a,c) v_t[a] g_t[c] C_t[a,c,b],     p(S_0 .. S_(T-1)) = |v_T|^2
 * sum_ij V[k,i,j] V[k',i,j] = 1,   sum_(c,b) C[a,c,b] C[a',c,b] = 1,   |start| = 1
 * </pre>
 *
 * All tensors are isometries, so the future sums to one: p is normalised as it stands, for any number of bins where tensors are tied, and
 * |v_(t+1)|^2 / |v_t|^2 = p(S_t | S_0 .. S_(t-1)). Tied: one tree and one core for all bins; free: of each bin its own. Immutable.
 */
public final class TreeMps {
    /** Larger deviations of a restored tensor from an isometry are no rounding. */
    private static final double TOLERANCE = 1e-8;

    private final NeuronTree tree;
    private final int[] legs, bonds;                     // of the nodes; D_0 .. D_T, or D, D where tied
    private final double[] start;
    private final double[][][] nodes;                    // [period][inner node] -> [leg, left leg, right leg]
    private final double[][] cores;                      // [period] -> [D_t, root leg, D_(t+1)]

    /** Takes the arrays as they are: the caller does not touch them again. */
    TreeMps(NeuronTree tree, int[] legs, int[] bonds, double[] start, double[][][] nodes, double[][] cores) {
        this.tree = tree;
        this.legs = legs;
        this.bonds = bonds;
        this.start = start;
        this.nodes = nodes;
        this.cores = cores;
        check();
    }

    private void check() {
        Require.length("legs", legs.length, tree.nodes());
        Require.length("bonds", bonds.length, cores.length + 1);
        Require.length("trees", nodes.length, cores.length);
        isometry("start", start, 1, bonds[0]);
        for (int t = 0; t < cores.length; t++) {
            Require.length("nodes of tree " + t, nodes[t].length, tree.inner());
            for (int v = tree.neurons(); v < tree.nodes(); v++) isometry("node " + v, nodes[t][v - tree.neurons()], legs[v], legs[tree.left(v)] * legs[tree.right(v)]);
            isometry("core " + t, cores[t], bonds[t], legs[tree.root()] * bonds[t + 1]);
        }
        if (tied()) Require.that(bonds[0] == bonds[1], "a core for all bins needs the same bond on both sides, got " + bonds[0] + " and " + bonds[1]);
    }

    private static void isometry(String name, double[] x, int rows, int columns) {
        Require.that(rows <= columns, name + " cannot be an isometry: " + rows + " dimensions in, " + columns + " out; smaller bonds or larger legs are needed");
        Require.length(name, x, rows * columns);
        double defect = Stiefel.defect(x, rows, columns);
        Require.that(defect < TOLERANCE, name + " must be an isometry, it is off by " + defect);
    }

    public NeuronTree tree()     { return tree; }
    public int neurons()         { return tree.neurons(); }
    public boolean tied()        { return cores.length == 1; }
    /** @return bins it knows; any number where tied */
    public int bins()            { return tied() ? Integer.MAX_VALUE : cores.length; }
    public int leg(int v)        { return legs[v]; }
    /** @return dimension of the code of a bin */
    public int code()            { return legs[tree.root()]; }
    /** @return dimension of the bond before bin t */
    public int bond(int t)       { return tied() ? bonds[0] : bonds[t]; }
    public int largestBond()     { return Arrays.stream(bonds).max().getAsInt(); }
    int periods()                { return cores.length; }
    int period(int t)            { return tied() ? 0 : t; }
    double[] start()             { return start; }
    /** Tensor of inner node v in bin t, [leg, left leg, right leg]. Not to be modified. */
    double[] node(int t, int v)  { return nodes[period(t)][v - tree.neurons()]; }
    /** Core of bin t, [D_t, code, D_(t+1)]. Not to be modified. */
    double[] core(int t)         { return cores[period(t)]; }

    /** @return entries less what the isometries fix and changes of basis on inner legs and bonds can undo; a tree that a bin shares with the bin before it counts once */
    public long parameters() {
        long count = bonds[0] - 1;
        for (int t = 0; t < cores.length; t++) {
            for (int v = tree.neurons(); v < tree.nodes(); v++)
                if (t == 0 || !Arrays.equals(node(t, v), node(t - 1, v))) count += isometries(legs[v], (long) legs[tree.left(v)] * legs[tree.right(v)]) - rotations(legs[v]);
            count += isometries(bonds[t], (long) code() * bonds[t + 1]) - rotations(bonds[t + 1]);
        }
        return count;
    }

    private static long isometries(long q, long p) { return q * p - q * (q + 1) / 2; }

    private static long rotations(long d) { return d * (d - 1) / 2; }

    /** The same law of trials of so many bins, as a free network: each bin has its copy of the tensors. */
    TreeMps untied(int bins) {
        Require.that(tied(), "a free network has tensors for every bin already");
        int[] same = new int[bins + 1];
        Arrays.fill(same, bonds[0]);
        double[][][] trees = new double[bins][][];
        double[][] all = new double[bins][];
        Arrays.fill(trees, nodes[0]);
        Arrays.fill(all, cores[0]);
        return new TreeMps(tree, legs, same, start, trees, all);
    }

    /** Start, then for each period its inner nodes and its core. Not to be modified. */
    double[][] isometries() {
        double[][] x = new double[1 + cores.length * (tree.inner() + 1)][];
        int at = 0;
        x[at++] = start;
        for (int t = 0; t < cores.length; t++) {
            for (double[] node : nodes[t]) x[at++] = node;
            x[at++] = cores[t];
        }
        return x;
    }

    /** The network of the same shape with these tensors, in the order of {@link #isometries}. */
    TreeMps with(double[][] x) {
        double[][][] newNodes = new double[cores.length][][];
        double[][] newCores = new double[cores.length][];
        for (int t = 0, at = 1; t < cores.length; t++) {
            newNodes[t] = Arrays.copyOfRange(x, at, at += tree.inner());
            newCores[t] = x[at++];
        }
        return new TreeMps(tree, legs, bonds, x[0], newNodes, newCores);
    }

    /** @return rows and columns of each of {@link #isometries} */
    int[][] shapes() {
        int[] rows = new int[1 + cores.length * (tree.inner() + 1)], columns = rows.clone();
        rows[0] = 1;
        columns[0] = bonds[0];
        for (int t = 0, at = 1; t < cores.length; t++) {
            for (int v = tree.neurons(); v < tree.nodes(); v++, at++) {
                rows[at] = legs[v];
                columns[at] = legs[tree.left(v)] * legs[tree.right(v)];
            }
            rows[at] = bonds[t];
            columns[at++] = code() * bonds[t + 1];
        }
        return new int[][] {rows, columns};
    }

    /** @return {@code children} [inner nodes, 2], {@code start}, {@code node_t_v} [leg, left, right] and {@code core_t} [D_t, code, D_(t+1)]; t is 0 where tied */
    public NamedArrays arrays() {
        var out = new NamedArrays().put("children", tree.flat(), tree.inner(), 2).put("start", start.clone(), bonds[0]);
        for (int t = 0; t < cores.length; t++) {
            for (int v = tree.neurons(); v < tree.nodes(); v++)
                out.put("node_" + t + "_" + v, nodes[t][v - tree.neurons()].clone(), legs[v], legs[tree.left(v)], legs[tree.right(v)]);
            out.put("core_" + t, cores[t].clone(), bonds[t], code(), bonds[t + 1]);
        }
        return out;
    }

    public static TreeMps restore(NamedArrays arrays) {
        int[] flat = arrays.get("children").ints();
        int n = flat.length / 2 + 1, bins = 0;
        int[][] children = new int[n - 1][];
        for (int v = 0; v < children.length; v++) children[v] = new int[] {flat[2 * v], flat[2 * v + 1]};
        NeuronTree tree = NeuronTree.of(n, children);
        while (arrays.has("core_" + bins)) bins++;
        Require.that(bins > 0, "no array 'core_0'; there are: " + String.join(", ", arrays.names()));
        int[] legs = new int[tree.nodes()], bonds = new int[bins + 1];
        Arrays.fill(legs, 0, n, 2);
        double[][][] nodes = new double[bins][n - 1][];
        double[][] cores = new double[bins][];
        for (int t = 0; t < bins; t++) {
            for (int v = n; v < tree.nodes(); v++) {
                legs[v] = arrays.get("node_" + t + "_" + v).shape()[0];
                nodes[t][v - n] = arrays.get("node_" + t + "_" + v).doubles().clone();
            }
            bonds[t] = arrays.get("core_" + t).shape()[0];
            bonds[t + 1] = arrays.get("core_" + t).shape()[2];
            cores[t] = arrays.get("core_" + t).doubles().clone();
        }
        return new TreeMps(tree, legs, bonds, arrays.get("start").doubles().clone(), nodes, cores);
    }

    @Override public String toString() { return (tied() ? "tied" : "free") + " tree over " + neurons() + " neurons, code " + code() + ", bonds " + Arrays.toString(bonds); }
}
