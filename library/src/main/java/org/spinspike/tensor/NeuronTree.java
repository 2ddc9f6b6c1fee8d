package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.spinspike.math.Require;

/**
 * A binary tree with the neurons as leaves. Leaves are 0 .. N-1; inner nodes N .. 2N-2 stand behind their children, the root last. With one neuron the
 * root is that leaf. Immutable.
 */
public final class NeuronTree {
    private final int neurons;
    private final int[] left, right;                     // of inner node N + n

    private NeuronTree(int neurons, int[] left, int[] right) {
        this.neurons = neurons;
        this.left = left;
        this.right = right;
    }

    /**
     * @param children left and right child of the inner nodes N, N+1 .. 2N-2
     * @throws IllegalArgumentException where a node has no parent or several, or stands before one of its children
     */
    public static NeuronTree of(int neurons, int[][] children) {
        Require.atLeast("neurons", neurons, 1);
        Require.length("inner nodes of a tree over " + neurons + " neurons", children.length, neurons - 1);
        boolean[] taken = new boolean[2 * neurons - 1];
        int[] left = new int[children.length], right = new int[children.length];
        for (int n = 0; n < children.length; n++) {
            Require.length("children of node " + (neurons + n), children[n].length, 2);
            for (int child : children[n]) {
                Require.inRange("child of node " + (neurons + n), child, 0, neurons + n - 1);
                Require.that(!taken[child], "the tree must hold every neuron once: node " + child + " has two parents");
                taken[child] = true;
            }
            left[n] = children[n][0];
            right[n] = children[n][1];
        }
        return new NeuronTree(neurons, left, right);
    }

    /** Halves of the order, halved again; the depth is log2 N. */
    public static NeuronTree balanced(int[] order) {
        List<int[]> children = new ArrayList<>();
        halve(order, 0, order.length, children);
        return of(order.length, children.toArray(int[][]::new));
    }

    private static int halve(int[] order, int from, int to, List<int[]> children) {
        if (to - from == 1) return order[from];
        int middle = (from + to) / 2;
        int[] node = {halve(order, from, middle, children), halve(order, middle, to, children)};
        children.add(node);
        return order.length + children.size() - 1;
    }

    /** One neuron after the other joins what is there: a chain. */
    public static NeuronTree caterpillar(int[] order) {
        int[][] children = new int[order.length - 1][];
        for (int n = 0; n < children.length; n++) children[n] = new int[] {n == 0 ? order[0] : order.length + n - 1, order[n + 1]};
        return of(order.length, children);
    }

    public int neurons()        { return neurons; }
    public int nodes()          { return 2 * neurons - 1; }
    public int root()           { return 2 * neurons - 2; }
    public int inner()          { return neurons - 1; }
    public boolean leaf(int v)  { return v < neurons; }
    public int left(int v)      { return left[v - neurons]; }
    public int right(int v)     { return right[v - neurons]; }

    /** @return dimension of the upper leg of every node: 2 at leaves, at most {@code chi} and at most the product of the children's above */
    public int[] legs(int chi) {
        int[] leg = new int[nodes()];
        Arrays.fill(leg, 0, neurons, 2);
        for (int v = neurons; v < leg.length; v++) leg[v] = Math.min(chi, leg[left(v)] * leg[right(v)]);
        return leg;
    }

    /** @return nodes on the longest way from the root to a leaf, both counted */
    int depth() {
        int[] height = new int[nodes()];
        for (int v = 0; v < height.length; v++) height[v] = leaf(v) ? 1 : 1 + Math.max(height[left(v)], height[right(v)]);
        return height[root()];
    }

    /** @return [inner nodes, 2], row-major */
    int[] flat() {
        int[] out = new int[2 * inner()];
        for (int n = 0; n < left.length; n++) {
            out[2 * n] = left[n];
            out[2 * n + 1] = right[n];
        }
        return out;
    }

    /** @return the neurons from left to right */
    public int[] order() { return below(root()); }

    /** @return the neurons below node v, from left to right */
    public int[] below(int v) {
        List<Integer> order = new ArrayList<>();
        visit(v, order);
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private void visit(int v, List<Integer> order) {
        if (leaf(v)) {
            order.add(v);
            return;
        }
        visit(left(v), order);
        visit(right(v), order);
    }

    @Override public boolean equals(Object o) { return o instanceof NeuronTree t && t.neurons == neurons && Arrays.equals(t.left, left) && Arrays.equals(t.right, right); }
    @Override public int hashCode() { return Arrays.hashCode(left) * 31 + Arrays.hashCode(right); }
    @Override public String toString() { return text(i -> "" + i); }

    /** @return "((a c) (b d))" with what each neuron is called */
    String text(IntFunction<String> name) { return text(root(), name); }

    private String text(int v, IntFunction<String> name) { return leaf(v) ? name.apply(v) : "(" + text(left(v), name) + " " + text(right(v), name) + ")"; }
}
