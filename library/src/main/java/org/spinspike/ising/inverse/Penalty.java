package org.spinspike.ising.inverse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.spinspike.math.Require;
import org.spinspike.math.optim.SparseLogistic.Groups;

/**
 * How couplings are held back, each neuron i for itself, spins -1 and +1; fields are free. Of strength v:
 *
 * <pre>
 * ridge   v / 2 sum_j J_ij^2                                 all become smaller, none 0
 * l1      v sum_j |J_ij|                                     many become 0
 * group   v sum_G sqrt(size of G) |J_iG|                     a group is 0 as a whole, or nobody in it
 * </pre>
 *
 * The groups of a neuron are its own past, and the other neurons of each area; where no areas are known all others are one. This is our reading of a group penalty for one lag, where the usual
 * group, all lags of a pair, is a single coupling.
 */
public enum Penalty {
    RIDGE("ridge"), L1("l1"), GROUP("group");

    private final String word;

    Penalty(String word) { this.word = word; }

    /** @return its name on the command line */
    public String word() { return word; }

    /** @return whether it makes couplings exactly 0 */
    public boolean selects() { return this != RIDGE; }

    /** @throws IllegalArgumentException where there is none of that name; the message lists those there are */
    static Penalty named(String word) {
        for (Penalty penalty : values()) if (penalty.word.equals(word)) return penalty;
        throw new IllegalArgumentException("--penalty must be " + Stream.of(values()).map(Penalty::word).collect(Collectors.joining(", ")) + ", got '" + word + "'");
    }

    /**
     * The groups of neuron i, of strength 1, for coefficients theta_ij = 4 J_ij.
     *
     * @param inputs neurons that act, one a coefficient
     * @param areas  one a neuron, or null
     */
    Groups groups(int i, int[] inputs, List<String> areas) {
        Require.that(selects(), word + " has no groups");
        if (this == L1) return Groups.single(inputs.length, 1 / 4.);
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int a = 0; a < inputs.length; a++) groups.computeIfAbsent(inputs[a] == i ? "" : " " + (areas == null ? "" : areas.get(inputs[a])), area -> new ArrayList<>()).add(a);
        int[][] columns = groups.values().stream().map(group -> group.stream().mapToInt(a -> a).toArray()).toArray(int[][]::new);
        return new Groups(columns, Arrays.stream(columns).mapToDouble(group -> Math.sqrt(group.length) / 4).toArray());
    }

    /** @return the weights of such groups at a strength */
    static Groups times(double strength, Groups groups) {
        return new Groups(groups.columns(), IntStream.range(0, groups.weights().length).mapToDouble(n -> strength * groups.weights()[n]).toArray());
    }
}
