package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A tree over neurons that is being built, one pair of nodes joined after the other. */
final class TreeJoins {
    /** Which of the information between their neurons speaks for two groups. */
    enum Linkage { AVERAGE, STRONGEST }

    private final int neurons;
    private final List<int[]> children = new ArrayList<>();

    TreeJoins(int neurons) { this.neurons = neurons; }

    List<Integer> leaves() { return IntStream.range(0, neurons).boxed().toList(); }

    int join(int left, int right) {
        children.add(new int[] {left, right});
        return neurons + children.size() - 1;
    }

    /** Joins the nodes in their order: halves, halved again. @return the node above all */
    int halves(List<Integer> nodes) {
        if (nodes.size() == 1) return nodes.get(0);
        int middle = nodes.size() / 2;
        int left = halves(nodes.subList(0, middle));
        return join(left, halves(nodes.subList(middle, nodes.size())));
    }

    /**
     * Joins the two nodes that tell most about each other, until one is left; ties go to the lower numbers. With {@link Linkage#STRONGEST} they are joined along
     * the tree of largest total information (Chow &amp; Liu), its heaviest edges first.
     *
     * @param information [N, N], symmetric
     * @return the node above all
     */
    int byInformation(double[] information, List<Integer> nodes, Linkage linkage) {
        var open = new ArrayList<>(nodes);
        List<List<Integer>> below = new ArrayList<>();
        for (int node : nodes) below.add(leaves(node));
        while (open.size() > 1) {
            int bestA = 0, bestB = 1;
            double most = Double.NEGATIVE_INFINITY;
            for (int a = 0; a < open.size(); a++)
                for (int b = a + 1; b < open.size(); b++) {
                    double between = between(information, below.get(a), below.get(b), linkage);
                    if (between > most) {
                        most = between;
                        bestA = a;
                        bestB = b;
                    }
                }
            open.set(bestA, join(open.get(bestA), open.get(bestB)));
            var joined = new ArrayList<>(below.get(bestA));
            joined.addAll(below.get(bestB));
            below.set(bestA, joined);
            open.remove(bestB);
            below.remove(bestB);
        }
        return open.get(0);
    }

    private List<Integer> leaves(int node) {
        if (node < neurons) return List.of(node);
        var all = new ArrayList<>(leaves(children.get(node - neurons)[0]));
        all.addAll(leaves(children.get(node - neurons)[1]));
        return all;
    }

    private double between(double[] information, List<Integer> a, List<Integer> b, Linkage linkage) {
        double sum = 0, most = Double.NEGATIVE_INFINITY;
        for (int i : a)
            for (int j : b) {
                sum += information[i * neurons + j];
                most = Math.max(most, information[i * neurons + j]);
            }
        return linkage == Linkage.AVERAGE ? sum / a.size() / b.size() : most;
    }

    NeuronTree tree() { return NeuronTree.of(neurons, children.toArray(int[][]::new)); }
}
