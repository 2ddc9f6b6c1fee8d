package org.spinspike.tensor;

import org.spinspike.math.linalg.Svd;

/**
 * A merged pair of cores split again by a singular value decomposition: values are kept while s_l >= cutoff s_0, at least {@link #LEAST} of them, at
 * most {@code bond}; they stay with the core the sweep goes to, which is normalised.
 *
 * @param left  [D_l, 2, kept]
 * @param right [kept, 2, D_r]
 */
record Truncation(double[] left, double[] right, int kept) {
    /** Values kept whatever their size: one would end all learning at this bond. */
    static final int LEAST = 2;

    /** @param merged row-major [D_l, 2, 2, D_r]. Not modified. */
    static Truncation of(double[] merged, int dl, int dr, int bond, double cutoff, boolean rightwards) {
        int rows = 2 * dl, columns = 2 * dr, r = Math.min(rows, columns);
        Svd svd = Svd.of(merged, rows, columns);
        double[] s = svd.s();
        int most = Math.min(bond, r), kept = Math.min(LEAST, most);
        while (kept < most && s[kept] >= s[0] * cutoff) kept++;
        double norm = 0;
        for (int a = 0; a < kept; a++) norm += s[a] * s[a];
        norm = Math.sqrt(norm);
        double[] left = new double[rows * kept], right = java.util.Arrays.copyOf(svd.vt(), kept * columns);
        for (int i = 0; i < rows; i++) for (int a = 0; a < kept; a++) left[i * kept + a] = svd.u()[i * r + a] * (rightwards ? 1 : s[a] / norm);
        if (rightwards) for (int a = 0; a < kept; a++) for (int j = 0; j < columns; j++) right[a * columns + j] *= s[a] / norm;
        return new Truncation(left, right, kept);
    }
}
