package org.spinspike.tensor;

import java.util.Arrays;
import org.spinspike.circuit.Orthogonal;
import org.spinspike.math.linalg.Orthonormal;

/**
 * A tree over neurons times a chain over bins as a circuit, exactly: in each bin the core turns the bond into a code and the next bond, and the nodes turn the code into
 * those of their children, from the root down, until spikes are written on single qubits.
 *
 * <pre>core:  bond and fresh qubits  ->  code, bond          node v:  its leg and fresh qubits  ->  left leg, right leg</pre>
 *
 * Each tensor is an isometry and so a gate; what the spikes of a subtree need is measured before the next subtree is begun, and of two children the one goes first with which
 * fewer qubits are needed. A register that waits costs ceil(log2 leg) qubits, and of N neurons at most 1 + floor(log2 N) are held at a time, so that beside those of the bond
 *
 * <pre>qubits needed below v = max(those of both its legs, the smaller of  max(waiting right + needed left, needed right)  and  max(waiting left + needed right, needed left))
 *                     &lt;= ceil(log2 chi) (1 + floor(log2 N))</pre>
 *
 * Where a qubit register holds more values than
 * there are, those beyond never occur. With code and bond of 2 every gate is of two qubits and two cx; a node with legs 4, 4 and 4 costs 70.
 */
final class TreeCircuit {
    private final TreeMps net;
    private final LeafDrive drive;
    private final double[][][] nodes;                    // [period][inner node], signs chosen so that gates do not mirror
    private final double[][] cores;
    private final double[] start;
    private final SpikeQubits qubits;
    private final int[] needed;                          // [node] qubits to write what is below it

    private TreeCircuit(TreeMps net, LeafDrive drive, SpikeQubits qubits) {
        this.net = net;
        this.drive = drive;
        this.qubits = qubits;
        NeuronTree tree = net.tree();
        needed = new int[tree.nodes()];
        Arrays.fill(needed, 0, tree.neurons(), 1);
        for (int v = tree.neurons(); v < tree.nodes(); v++) {
            int left = tree.left(v), right = tree.right(v);
            needed[v] = Math.max(held(left) + held(right), Math.min(first(left, right), first(right, left)));
        }
        int periods = net.periods();
        nodes = new double[periods][tree.inner()][];
        cores = new double[periods][];
        start = net.start().clone();
        for (int t = 0; t < periods; t++) {
            cores[t] = net.core(t).clone();
            for (int v = tree.neurons(); v < tree.nodes(); v++) nodes[t][v - tree.neurons()] = net.node(t, v).clone();
            for (int v = tree.neurons(); v < tree.nodes(); v++) unmirrorNode(t, v);
        }
        for (int t = periods - 1; t >= 0; t--) unmirrorCore(t);
    }

    /** @return qubits of the register of node v */
    private int held(int v) { return SpikeQubits.holding(net.leg(v)); }

    /** @return qubits needed where one child goes first and the other waits */
    private int first(int now, int later) { return Math.max(held(later) + needed[now], needed[later]); }

    /** @param drive of the clock alone, which begins at 0: leaf i is turned by the angle of its bin before it is measured */
    static SpikeCircuit of(TreeMps net, LeafDrive drive, int bins, SpikeCircuit.Form form) {
        var making = new TreeCircuit(net, drive, new SpikeQubits(net.neurons(), bins, form));
        making.write(bins);
        return making.qubits.exact();
    }

    // ---- a gate without free columns must not mirror: the sign of a value of what comes in is changed, here and where it is made

    private void unmirrorNode(int t, int v) {
        NeuronTree tree = net.tree();
        int leg = net.leg(v), pairs = net.leg(tree.left(v)) * net.leg(tree.right(v)), above = above(v);
        if (leg != pairs || !full(leg) || !Orthonormal.mirrors(nodes[t][v - tree.neurons()], leg)) return;
        double[] node = nodes[t][v - tree.neurons()];
        for (int e = 0; e < pairs; e++) node[e] = -node[e];
        if (above < 0) {
            int right = cores[t].length / leg / net.bond(t);
            for (int a = 0; a < net.bond(t); a++) for (int b = 0; b < right; b++) cores[t][a * leg * right + b] *= -1;
        } else {
            double[] parent = nodes[t][above - tree.neurons()];
            int left = net.leg(tree.left(above)), right = net.leg(tree.right(above));
            for (int k = 0; k < net.leg(above); k++)
                if (tree.left(above) == v) for (int j = 0; j < right; j++) parent[k * left * right + j] *= -1;
                else for (int i = 0; i < left; i++) parent[(k * left + i) * right] *= -1;
        }
    }

    /** @return the parent, -1 for the root */
    private int above(int v) {
        for (int p = net.tree().neurons(); p < net.tree().nodes(); p++) if (net.tree().left(p) == v || net.tree().right(p) == v) return p;
        return -1;
    }

    private void unmirrorCore(int t) {
        int left = net.bond(t), n = cores[t].length / left;
        if (net.code() == 1 || left != n || !full(left) || !Orthonormal.mirrors(cores[t], left)) return;
        for (int e = 0; e < n; e++) cores[t][e] = -cores[t][e];
        double[] maker = t == 0 ? start : cores[t - 1];
        for (int e = 0; e < maker.length; e += left) maker[e] = -maker[e];
    }

    private static boolean full(int values) { return Integer.bitCount(values) == 1; }

    // ---- from the first bin to the last, from the root to the leaves

    private void write(int bins) {
        boolean alone = net.code() == 1;                 // no bin knows of another: the bond is left out
        int[] bond = qubits.fresh(alone ? 0 : SpikeQubits.holding(net.bond(0)));
        if (!alone) Orthogonal.preparation(Arrays.copyOf(start, 1 << bond.length), bond, qubits.circuit);
        for (int t = 0; t < bins; t++) {
            int code = alone ? 0 : SpikeQubits.holding(net.code()), next = net.bond(t + 1);
            int[] made = alone ? bond : gate(cores[net.period(t)], net.bond(t), net.code(), next, bond);
            bond = Arrays.copyOfRange(made, code, made.length);
            double[] angles = new double[net.neurons()];
            drive.angles(t, t, (bin, j) -> 0, angles);
            descend(t, net.tree().root(), Arrays.copyOf(made, code), angles);
        }
    }

    private void descend(int t, int v, int[] leg, double[] angles) {
        NeuronTree tree = net.tree();
        if (tree.leaf(v)) {
            qubits.circuit.ry(2 * angles[v], leg[0]);
            qubits.spike(t * tree.neurons() + v, leg[0]);
            return;
        }
        int left = tree.left(v), right = tree.right(v);
        int[] made = gate(nodes[net.period(t)][v - tree.neurons()], net.leg(v), net.leg(left), net.leg(right), leg);
        int[] ofLeft = Arrays.copyOf(made, held(left)), ofRight = Arrays.copyOfRange(made, held(left), made.length);
        boolean leftFirst = first(left, right) <= first(right, left);
        descend(t, leftFirst ? left : right, leftFirst ? ofLeft : ofRight, angles);
        descend(t, leftFirst ? right : left, leftFirst ? ofRight : ofLeft, angles);
    }

    /**
     * @param x  tensor [in, first, second], an isometry from {@code in}
     * @param on the qubits that hold what comes in
     * @return the qubits that hold first, then those that hold second
     */
    private int[] gate(double[] x, int in, int first, int second, int[] on) {
        int padded = 1 << SpikeQubits.holding(second), rows = padded << SpikeQubits.holding(first), columns = 1 << on.length;
        double[] w = new double[rows * in];
        for (int a = 0; a < in; a++)
            for (int i = 0; i < first; i++)
                for (int j = 0; j < second; j++) w[(i * padded + j) * in + a] = x[(a * first + i) * second + j];
        if (in < columns) w = rows == columns ? Orthogonal.rotationOf(w, rows, in) : Orthonormal.leading(Orthonormal.completed(w, rows, in), rows, columns);
        int[] fresh = qubits.fresh(Integer.numberOfTrailingZeros(rows / columns));
        Orthogonal.isometry(w, fresh, on, qubits.circuit);
        return SpikeQubits.joined(fresh, on);
    }
}
