package org.spinspike.tensor;

import java.util.Arrays;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.NumericalException;
import org.spinspike.math.Require;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.linalg.Lq;

/**
 * A matrix product state over bits: psi(s_0 .. s_(L-1)) = A_0[s_0] A_1[s_1] .. A_(L-1)[s_(L-1)], real, with a left outer bond of dimension 1. Where the right
 * outer bond is larger the end is open: psi is a vector and p its squared norm. Immutable.
 *
 * <p>Core l is flat row-major [D_l, 2, D_(l+1)]: element (a, s, b) at (2 a + s) D_(l+1) + b. The chain need not be normalised; its norm may lie
 * outside the range of doubles, which is why canonical forms come with its logarithm.
 */
public final class Mps {
    private final int[] bonds;                           // D_0 .. D_L
    private final double[][] cores;

    /**
     * @param bonds dimensions D_0 .. D_L, the first 1
     * @param cores one a site, of D_l * 2 * D_(l+1) entries. Copied.
     */
    public Mps(int[] bonds, double[][] cores) { this(bonds.clone(), deepCopy(cores), true); }

    private Mps(int[] bonds, double[][] cores, boolean owned) {
        Require.atLeast("sites", cores.length, 1);
        Require.length("bonds", bonds.length, cores.length + 1);
        Require.that(bonds[0] == 1, "the first bond must have dimension 1, got " + bonds[0]);
        for (int l = 0; l < cores.length; l++) {
            Require.atLeast("bond " + l, bonds[l], 1);
            Require.length("core " + l, cores[l].length, Math.multiplyExact(2 * bonds[l], bonds[l + 1]));
        }
        this.bonds = bonds;
        this.cores = cores;
    }

    /** Takes the arrays as they are: the caller does not touch them again. */
    static Mps owning(int[] bonds, double[][] cores) { return new Mps(bonds, cores, true); }

    /** Independent bits, p(s_l = 1) = p[l]: every bond of dimension 1. */
    public static Mps product(double[] p) {
        int[] bonds = new int[p.length + 1];
        Arrays.fill(bonds, 1);
        double[][] cores = new double[p.length][];
        for (int l = 0; l < p.length; l++) {
            Require.between("probability of site " + l, p[l], 0, 1);
            cores[l] = new double[] {Math.sqrt(1 - p[l]), Math.sqrt(p[l])};
        }
        return owning(bonds, cores);
    }

    public int sites()        { return cores.length; }
    /** @return dimension of the bond left of site l; l = sites() is the one after the last */
    public int bond(int l)    { return bonds[l]; }
    public int[] bonds()      { return bonds.clone(); }
    public int largestBond()  { return Arrays.stream(bonds).max().getAsInt(); }
    /** @return a copy of core l, row-major [D_l, 2, D_(l+1)] */
    public double[] core(int l) { return cores[l].clone(); }
    /** Core l itself. Not to be modified. */
    double[] entries(int l)   { return cores[l]; }

    /** @return entries less those a change of basis on the bonds, or of the overall factor, can undo: L for a product, as for L rates */
    public long parameters() {
        long count = -1;
        for (int l = 0; l < cores.length; l++) {
            count += cores[l].length;
            if (l > 0) count -= (long) bonds[l] * bonds[l];
        }
        return count;
    }

    /**
     * The same direction with norm 1.
     *
     * @param mps     the chain, divided by its norm
     * @param logNorm ln of the norm of the chain it was made from
     */
    public record Canonical(Mps mps, double logNorm) {}

    /**
     * Right-canonical form by an LQ sweep from the right: sum_s A_l[s] A_l[s]' = 1 at every site, so that whatever lies to the right of a bond
     * sums to one. Cost L D^3.
     *
     * @throws NumericalException where the chain is zero or not finite
     */
    public Canonical rightCanonical() {
        int[] d = bonds.clone();
        double[][] a = new double[cores.length][];
        double log = 0;
        double[] centre = cores[cores.length - 1].clone();
        for (int l = cores.length - 1; l > 0; l--) {
            log += normalise(centre, l);
            Lq lq = Lq.of(centre, d[l], 2 * d[l + 1]);
            int r = Math.min(d[l], 2 * d[l + 1]);
            a[l] = lq.q();
            centre = Gemm.product(cores[l - 1], lq.l(), 2 * d[l - 1], d[l], r);   // (a s) [b] x [b] c -> (a s) c
            d[l] = r;
        }
        log += normalise(centre, 0);
        a[0] = centre;
        return new Canonical(owning(d, a), log);
    }

    /** Left-canonical form of a chain with a closed end, by a QR sweep from the left: sum_s A_l[s]' A_l[s] = 1 at every site. See {@link #rightCanonical}. */
    public Canonical leftCanonical() {
        Canonical mirrored = mirrored().rightCanonical();
        return new Canonical(mirrored.mps().mirrored(), mirrored.logNorm());
    }

    /** The first sites, with an open end where the bond behind them is larger than 1. */
    Mps first(int sites) { return sites == cores.length ? this : owning(Arrays.copyOf(bonds, sites + 1), Arrays.copyOf(cores, sites)); }

    /** The chain read from right to left. */
    private Mps mirrored() {
        int sites = cores.length;
        int[] d = new int[sites + 1];
        double[][] a = new double[sites][];
        for (int l = 0; l <= sites; l++) d[l] = bonds[sites - l];
        for (int l = 0; l < sites; l++) {
            int left = bonds[l], right = bonds[l + 1];
            double[] from = cores[l], to = new double[from.length];
            for (int x = 0; x < left; x++)
                for (int s = 0; s < 2; s++)
                    for (int y = 0; y < right; y++) to[(2 * y + s) * left + x] = from[(2 * x + s) * right + y];
            a[sites - 1 - l] = to;
        }
        return owning(d, a);
    }

    /** Divides by the norm; ln of it is returned. The largest entry goes first, so that nothing under- or overflows. */
    private static double normalise(double[] core, int l) {
        double largest = 0, sum = 0;
        for (double c : core) largest = c == c ? Math.max(largest, Math.abs(c)) : Double.NaN;
        if (!(largest > 0) || Double.isInfinite(largest)) {
            throw new NumericalException("canonical form, site " + l + ": the chain's norm is " + largest + "; a zero or infinite core cannot be normalised");
        }
        for (double c : core) sum += c / largest * (c / largest);
        double norm = Math.sqrt(sum);
        for (int i = 0; i < core.length; i++) core[i] = core[i] / largest / norm;
        return Math.log(largest) + Math.log(norm);
    }

    /** @return entries {@code core_0}, {@code core_1}, ... each [D_l, 2, D_(l+1)] */
    public NamedArrays arrays() {
        var out = new NamedArrays();
        for (int l = 0; l < cores.length; l++) out.put("core_" + l, cores[l].clone(), bonds[l], 2, bonds[l + 1]);
        return out;
    }

    /** The chain whose {@link #arrays} these are; other entries are left alone. */
    public static Mps restore(NamedArrays arrays) {
        int sites = 0;
        while (arrays.has("core_" + sites)) sites++;
        Require.that(sites > 0, "no array 'core_0'; there are: " + String.join(", ", arrays.names()));
        int[] bonds = new int[sites + 1];
        double[][] cores = new double[sites][];
        bonds[0] = 1;
        for (int l = 0; l < sites; l++) {
            int[] shape = arrays.get("core_" + l).shape();
            Require.that(shape.length == 3 && shape[0] == bonds[l] && shape[1] == 2,
                    "core_" + l + " must have shape [" + bonds[l] + ", 2, bond], got " + Arrays.toString(shape));
            bonds[l + 1] = shape[2];
            cores[l] = arrays.get("core_" + l).doubles().clone();
            for (double c : cores[l]) Require.that(Double.isFinite(c), "core_" + l + " must hold finite numbers, got " + c);
        }
        return owning(bonds, cores);
    }

    private static double[][] deepCopy(double[][] cores) { return Arrays.stream(cores).map(double[]::clone).toArray(double[][]::new); }

    @Override public String toString() { return "mps of " + sites() + " sites, bonds " + Arrays.toString(bonds); }
}
