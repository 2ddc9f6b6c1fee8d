package org.spinspike.math.optim;

import org.spinspike.math.Require;

/**
 * Rows of features that several regressions share: binary ones packed 64 to a word, dense ones beside them.
 * A spike train's past is its own packed row, so hundreds of neurons regress on one copy of it.
 *
 * @param rows   number of rows
 * @param binary number of 0/1 features
 * @param dense  number of real features
 * @param bits   row-major [rows, words(binary)]; feature c of row r is bit c % 64 of word c / 64, bits past the last feature are 0. Not copied.
 * @param values row-major [rows, dense]. Not copied.
 */
public record FeatureRows(int rows, int binary, int dense, long[] bits, double[] values) {

    public FeatureRows {
        Require.length("packed feature words", bits.length, Math.multiplyExact(rows, words(binary)));
        Require.length("dense feature values", values.length, Math.multiplyExact(rows, dense));
    }

    /** Room for so many rows, all zero; the arrays are then filled in place. */
    public static FeatureRows zeros(int rows, int binary, int dense) {
        return new FeatureRows(rows, binary, dense, new long[Math.multiplyExact(rows, words(binary))], new double[Math.multiplyExact(rows, dense)]);
    }

    /** Binary features alone. */
    public static FeatureRows packed(int rows, int binary, long[] bits) { return new FeatureRows(rows, binary, 0, bits, new double[0]); }

    public static int words(int binary) { return (binary + 63) >> 6; }

    /** Sets one binary feature to 1. */
    public void set(int row, int column) {
        bits[row * words(binary) + (column >> 6)] |= 1L << (column & 63);
    }

    public boolean at(int row, int column) { return (bits[row * words(binary) + (column >> 6)] >>> (column & 63) & 1) != 0; }

    /** @return these of the binary features, in this order, and {@code more} behind them that are 0; no dense ones */
    public FeatureRows columns(int[] columns, int more) {
        FeatureRows out = zeros(rows, columns.length + more, 0);
        for (int r = 0; r < rows; r++) for (int c = 0; c < columns.length; c++) if (at(r, columns[c])) out.set(r, c);
        return out;
    }

    /** @return these rows, in this order */
    public FeatureRows rows(int[] chosen) {
        FeatureRows out = zeros(chosen.length, binary, dense);
        int words = words(binary);
        for (int r = 0; r < chosen.length; r++) {
            System.arraycopy(bits, chosen[r] * words, out.bits, r * words, words);
            System.arraycopy(values, chosen[r] * dense, out.values, r * dense, dense);
        }
        return out;
    }

    /** Writes the active ones among the first {@code limit} binary features of a row, ascending. @return how many */
    int active(int row, int limit, int[] columns) {
        int words = words(binary), count = 0;
        for (int w = 0; w << 6 < limit; w++) {
            long word = bits[row * words + w];
            int rest = limit - (w << 6);
            if (rest < 64) word &= (1L << rest) - 1;
            for (; word != 0; word &= word - 1) columns[count++] = (w << 6) + Long.numberOfTrailingZeros(word);
        }
        return count;
    }
}
