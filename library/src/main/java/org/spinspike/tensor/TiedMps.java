package org.spinspike.tensor;

import java.util.Arrays;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.optim.Stiefel;

/**
 * A matrix product state whose cores repeat from bin to bin, in causal form:
 *
 * <pre>
 * v_0 = start,   v_(t+1) = v_t W_0[s_0] W_1[s_1] .. W_(N-1)[s_(N-1)],   p(S_0 .. S_(T-1)) = |v_T|^2
 * sum_s W_i[s] W_i[s]' = 1,   |start| = 1
 * </pre>
 *
 * The end is open: what is left on the last bond is summed inside the square. Since every core is an isometry the future sums to one, for any number of bins:
 * p is normalised as it stands, |v_(t+1)|^2 / |v_t|^2 = p(S_t | S_0 .. S_(t-1)), and trials of any length belong to one model. Parameters 2 N D^2 + D, whatever
 * the number of bins. Immutable.
 */
public final class TiedMps {
    /** Larger deviations of a restored core from an isometry are no rounding. */
    private static final double TOLERANCE = 1e-8;

    private final double[] start;                        // [D]
    private final double[][] cores;                      // N of [D, 2, D]
    private final boolean complex;

    private TiedMps(double[] start, double[][] cores, boolean complex) {
        this.start = start;
        this.cores = cores;
        this.complex = complex;
    }

    /**
     * @param start the vector before the first bin, of norm 1. Copied.
     * @param cores one a neuron, row-major [D, 2, D], element (a, s, b) at (2 a + s) D + b; isometries from the left bond. Copied.
     */
    public static TiedMps of(double[] start, double[][] cores) { return of(start, cores, false); }

    private static TiedMps of(double[] start, double[][] cores, boolean complex) {
        int d = start.length;
        Require.atLeast("bond dimension", d, 1);
        Require.atLeast("neurons", cores.length, 1);
        Require.that(Stiefel.defect(start, 1, d) < TOLERANCE, "the start must have norm 1, its square is off by " + Stiefel.defect(start, 1, d));
        for (int i = 0; i < cores.length; i++) {
            Require.length("core " + i, cores[i].length, Math.multiplyExact(2 * d, d));
            double defect = Stiefel.defect(cores[i], d, 2 * d);
            Require.that(defect < TOLERANCE, "core " + i + " must be an isometry, sum over s of W[s] W[s]' = 1, it is off by " + defect);
        }
        return new TiedMps(start.clone(), Arrays.stream(cores).map(double[]::clone).toArray(double[][]::new), complex);
    }

    public int neurons() { return cores.length; }
    /** @return of the real form, twice that of a {@linkplain #complex} chain */
    public int bond()    { return start.length; }
    /** @return whether this is the real form of a chain with complex entries ({@link ComplexForm}) */
    public boolean complex() { return complex; }

    /** @return entries less what the isometries fix and changes of basis on the N bonds of a bin can undo */
    public long parameters() {
        long d = bond(), half = d / 2;
        if (complex) return neurons() * 2 * half * half + 2 * half - 2;                            // 4 D^2 real numbers a core less D^2 and D^2; a phase is nothing
        return neurons() * (2 * d * d - d * (d + 1) / 2 - d * (d - 1) / 2) + d - 1;
    }

    /** The chain of so many bins, with an open end; cores are shared, so that it costs references only. */
    Mps chain(int bins) {
        int n = neurons(), d = bond();
        double[][] all = new double[Math.multiplyExact(bins, n)][];
        for (int l = 0; l < all.length; l++) all[l] = cores[l % n];
        all[0] = new double[2 * d];
        for (int a = 0; a < d; a++) for (int e = 0; e < 2 * d; e++) all[0][e] += start[a] * cores[0][a * 2 * d + e];
        int[] bonds = new int[all.length + 1];
        Arrays.fill(bonds, d);
        bonds[0] = 1;
        return Mps.owning(bonds, all);
    }

    /** The start and then the cores, as one list of isometries. Not to be modified. */
    double[][] isometries() {
        double[][] x = new double[cores.length + 1][];
        x[0] = start;
        System.arraycopy(cores, 0, x, 1, cores.length);
        return x;
    }

    /** Takes the arrays as they are: the caller does not touch them again. */
    static TiedMps owning(double[][] isometries) { return owning(isometries, false); }

    static TiedMps owning(double[][] isometries, boolean complex) { return new TiedMps(isometries[0], Arrays.copyOfRange(isometries, 1, isometries.length), complex); }

    public NamedArrays arrays() {
        int d = bond();
        var out = new NamedArrays().put("start", start.clone(), d);
        for (int i = 0; i < cores.length; i++) out.put("core_" + i, cores[i].clone(), d, 2, d);
        return complex ? out.put("complex", 1L) : out;
    }

    public static TiedMps restore(NamedArrays arrays) {
        int n = 0;
        while (arrays.has("core_" + n)) n++;
        double[] start = arrays.get("start").doubles();
        double[][] cores = new double[n][];
        for (int i = 0; i < n; i++) cores[i] = arrays.get("core_" + i).doubles();
        return of(start, cores, arrays.has("complex"));
    }

    @Override public String toString() { return "tied mps of " + neurons() + " neurons, bond " + (complex ? bond() / 2 + ", complex" : "" + bond()); }
}
