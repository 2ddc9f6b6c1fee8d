package org.spinspike.tensor;

import java.util.Arrays;
import org.spinspike.circuit.Orthogonal;
import org.spinspike.math.Require;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.linalg.Orthonormal;

/**
 * A chain of isometries as a circuit, exactly: the bond is kept on m = ceil(log2 D) qubits, and each site turns it and a fresh qubit into the next bond and a spike.
 *
 * <pre>W_l[(s, b), a] = A_l[a, s, b],   orthonormal columns: a right-canonical core is a gate</pre>
 *
 * The first site of a bond 1 prepares m + 1 qubits; where bonds shrink at a closed end a bond qubit itself becomes the spike; what is left of an open end is not
 * measured, which sums over it. With bond 2 two cx and at most six rotations a site, the spike on the older qubit, so that gates join neighbours; with bond 4 twelve cx; beyond,
 * see {@link Orthogonal}. The spikes' law is |psi|^2 as it stands: nothing is approximated. Sources: Schoen, Solano, Verstraete, Cirac &amp; Wolf, Phys. Rev. Lett. 95,
 * 110503 (2005), for the sequential generation; Huggins et al., Quantum Sci. Technol. 4, 024001 (2019), for qubits used again.
 */
final class ChainCircuit {
    private final SpikeQubits qubits;
    private int[] bond = {};                             // qubits that hold it, the highest bit first
    private double[] late;                               // rotation the bond is to undergo first, null for none

    private ChainCircuit(SpikeQubits qubits) { this.qubits = qubits; }

    /** @param chain right-canonical, norm 1; the end may be open */
    static SpikeCircuit of(Mps chain, int neurons, int bins, SpikeCircuit.Form form) {
        Require.length("sites (bins times neurons)", chain.sites(), Math.multiplyExact(bins, neurons));
        var making = new ChainCircuit(new SpikeQubits(neurons, bins, form));
        double[][] cores = withoutMirrors(chain);
        for (int l = 0; l < cores.length; l++) making.site(l, columns(cores[l], chain.bond(l), chain.bond(l + 1)), chain.bond(l), SpikeQubits.holding(chain.bond(l + 1)));
        return making.qubits.exact();
    }

    /** W [2 2^m, D_l] of a core; values of the next bond that do not occur are rows of zeros. */
    private static double[] columns(double[] core, int left, int right) {
        int padded = 1 << SpikeQubits.holding(right);
        double[] out = new double[2 * padded * left];
        for (int a = 0; a < left; a++)
            for (int s = 0; s < 2; s++)
                for (int b = 0; b < right; b++) out[(s * padded + b) * left + a] = core[(2 * a + s) * right + b];
        return out;
    }

    /** A gate without free columns must not mirror: the sign of one value of the bond before it is changed, here and in the core that makes it. */
    static double[][] withoutMirrors(Mps chain) {
        double[][] cores = new double[chain.sites()][];
        for (int l = 0; l < cores.length; l++) {
            int left = chain.bond(l), right = chain.bond(l + 1);
            cores[l] = chain.core(l);
            if (left != 2 * right || Integer.bitCount(left) != 1 || !Orthonormal.mirrors(cores[l], left)) continue;
            for (int e = 0; e < left; e++) cores[l][e] = -cores[l][e];
            for (int e = 0; e < cores[l - 1].length; e += left) cores[l - 1][e] = -cores[l - 1][e];
        }
        return cores;
    }

    /** @param w [2 2^m, D], with m the qubits of the next bond. Not modified. */
    private void site(int l, double[] w, int values, int m) {
        int now = bond.length;
        if (values == 1) {
            int[] fresh = qubits.fresh(m + 1);
            Orthogonal.preparation(w, fresh, qubits.circuit);
            bond = Arrays.copyOfRange(fresh, 1, m + 1);
            qubits.spike(l, fresh[0]);
        } else if (m < now) {
            double[] turn = values < 1 << now ? Orthogonal.rotationOf(w, 1 << now, values) : w;
            Orthogonal.rotation(after(turn, 1 << now), bond, qubits.circuit);
            late = null;
            int spike = bond[0];
            bond = Arrays.copyOfRange(bond, 1, now);
            qubits.spike(l, spike);
        } else if (m == 1) {
            int[] fresh = qubits.fresh(1), old = bond;
            double[] swapped = new double[4 * values];   // the spike on the old qubit, the bond on the fresh one
            for (int s = 0; s < 2; s++) for (int b = 0; b < 2; b++) System.arraycopy(w, (2 * s + b) * values, swapped, (2 * b + s) * values, values);
            Orthogonal.isometry(swapped, fresh, old, qubits.circuit);
            bond = fresh;
            qubits.spike(l, old[0]);
        } else {
            int rows = 2 << m, columns = late == null ? values : 1 << now;
            double[] turned = late == null ? w : after(Orthonormal.leading(Orthonormal.completed(w, rows, values), rows, columns), columns);
            int[] fresh = qubits.fresh(1 + m - now);
            bond = SpikeQubits.joined(Arrays.copyOfRange(fresh, 1, fresh.length), bond);
            late = Orthogonal.unfinished(turned, fresh[0], bond, qubits.circuit);
            qubits.spike(l, fresh[0]);
        }
    }

    /** The late rotation first, then this matrix of so many columns. */
    private double[] after(double[] w, int columns) { return late == null ? w : Gemm.product(w, late, w.length / columns, columns, columns); }
}
