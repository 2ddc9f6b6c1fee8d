package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spinspike.circuit.Orthogonal;
import org.spinspike.math.Require;

/**
 * A chain as a few layers of gates on neighbours, approximately. Each layer is the staircase of the state cut down to bond 2; its inverse is applied to the state,
 * which comes closer to 0 0 .. 0, and the next layer is found for what is left. The circuit is the layers in reverse order.
 *
 * <pre>fidelity = (amplitude of 0 0 .. 0 in what is left)^2 = |overlap of the circuit's state with the chain's|^2</pre>
 *
 * It rises with nearly every layer and saturates below 1; a bond above 2 is written exactly by {@link ChainCircuit} alone. The state in which the next layer is sought
 * is kept at bonds of at most {@link #BOND}, and what that cuts is lost to the search, not to the fidelity: it is taken of the layers run forwards ({@link LayerOverlap}),
 * and where that is too large it is bounded from below. With r_n the part of the norm kept by the cuts of layers 1 .. n, those of layer n lose a vector of length
 * sqrt(r_(n-1)^2 - r_n^2), being orthogonal to one another and to what is kept, and as gates keep lengths
 *
 * <pre>fidelity >= max(0, |amplitude of what is kept| - sum_n sqrt(r_(n-1)^2 - r_n^2))^2</pre>
 *
 * Cost: layers L BOND^3, and that of the overlaps.
 * Source: Ran, Phys. Rev. A 101, 032310 (2020). What gates do to values of the bond that do not occur is free; it is fixed here by unit vectors and determinant 1,
 * so that two cx a gate suffice and fidelities do not depend on the signs of singular vectors.
 */
final class LayeredCircuit {
    /** The search is exact for chains of up to 13 sites, the qubits of an open end among them. */
    static final int BOND = 64;
    private static final double SMALLEST = 1e-12;

    private LayeredCircuit() {}

    /** @param chain right-canonical, norm 1; the end may be open: its bond is then carried by further qubits that nobody measures */
    static SpikeCircuit of(Mps chain, int neurons, int bins, int layers, SpikeCircuit.Form form) { return of(chain, neurons, bins, layers, form, LayerOverlap.OPERATIONS); }

    /** @param operations most that may be spent on an overlap */
    static SpikeCircuit of(Mps chain, int neurons, int bins, int layers, SpikeCircuit.Form form, double operations) {
        Require.atLeast("layers", layers, 1);
        Mps target = closed(chain), state = target;
        var found = new ArrayList<double[][]>();
        var fidelity = new ArrayList<Fidelity>();
        double kept = 1, lost = 0;
        for (int n = 1; n <= layers; n++) {
            Mps left = state.leftCanonical().mps();
            double[][] gates = staircase(Sweep.leftwards(left, 2, SMALLEST, null).chain());
            Sweep.Cut cut = Sweep.leftwards(left, BOND, SMALLEST, gates);
            state = cut.chain();
            lost += kept * cut.lost();
            kept *= cut.kept();
            found.add(gates);
            boolean exact = LayerOverlap.feasible(target, n, operations);
            fidelity.add(new Fidelity(square(exact ? LayerOverlap.of(target, found) : Math.max(0, kept * Math.abs(amplitudeOfSilence(state)) - lost)), exact));
        }
        return written(found, chain.sites(), neurons, bins, form, fidelity);
    }

    /** The open end's bond as bits on further sites. */
    private static Mps closed(Mps chain) {
        int open = chain.bond(chain.sites()), more = SpikeQubits.holding(open);
        int[] bonds = Arrays.copyOf(chain.bonds(), chain.sites() + 1 + more);
        double[][] cores = new double[chain.sites() + more][];
        for (int l = 0; l < chain.sites(); l++) cores[l] = chain.entries(l);
        for (int x = 0; x < more; x++) {
            int l = chain.sites() + x, left = bonds[l], right = 1 << more - 1 - x;
            bonds[l + 1] = right;
            cores[l] = new double[2 * left * right];
            for (int a = 0; a < left; a++) cores[l][(2 * a + a / right) * right + a % right] = 1;
        }
        return Mps.owning(bonds, cores);
    }

    /** One gate a site, row-major: on it and its right neighbour, or on it alone where no bond follows. */
    private static double[][] staircase(Mps cut) {
        double[][] gates = new double[cut.sites()][], cores = ChainCircuit.withoutMirrors(cut);
        for (int l = 0; l < gates.length; l++) {
            int left = cut.bond(l), right = cut.bond(l + 1), n = 2 * right;
            double[] w = new double[n * left];
            for (int a = 0; a < left; a++) for (int sb = 0; sb < n; sb++) w[sb * left + a] = cores[l][a * n + sb];
            gates[l] = left == n ? w : left == 2 ? inserted(Orthogonal.rotationOf(w, n, left)) : Orthogonal.rotationOf(w, n, left);
        }
        return gates;
    }

    /** The bond comes in on the first qubit, so that its values are columns 0 and 2; the exchange mirrors, and the last column is turned over. */
    private static double[] inserted(double[] u) {
        double[] out = u.clone();
        for (int i = 0; i < 4; i++) {
            out[4 * i + 1] = u[4 * i + 2];
            out[4 * i + 2] = u[4 * i + 1];
            out[4 * i + 3] = -u[4 * i + 3];
        }
        return out;
    }

    private static double amplitudeOfSilence(Mps state) {
        double[] v = {1};
        for (int l = 0; l < state.sites(); l++) {
            int right = state.bond(l + 1);
            double[] next = new double[right];
            for (int a = 0; a < v.length; a++) for (int b = 0; b < right; b++) next[b] += v[a] * state.entries(l)[2 * a * right + b];
            v = next;
        }
        return v[0];
    }

    private static double square(double x) { return x * x; }

    /** Layers run one site behind one another, so that a site is done, and its qubit free, as soon as the last of them has passed. */
    private static SpikeCircuit written(List<double[][]> found, int sites, int neurons, int bins, SpikeCircuit.Form form, List<Fidelity> fidelity) {
        var qubits = new SpikeQubits(neurons, bins, form);
        int all = found.get(0).length, layers = found.size();
        int[] qubit = new int[all];
        int have = 0;
        for (int step = 0; step < all + layers - 1; step++)
            for (int n = 0; n < layers; n++) {
                int l = step - n;
                if (l < 0 || l >= all) continue;
                double[] gate = found.get(layers - 1 - n)[l];
                int wide = gate.length == 16 ? 2 : 1;
                for (; have < l + wide; have++) qubit[have] = qubits.fresh(1)[0];
                Orthogonal.rotation(gate, Arrays.copyOfRange(qubit, l, l + wide), qubits.circuit);
                if (n == layers - 1 && l < sites) qubits.spike(l, qubit[l]);
            }
        return qubits.done(fidelity);
    }
}
