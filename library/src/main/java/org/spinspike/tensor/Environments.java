package org.spinspike.tensor;

/**
 * The boundary vectors of every training trial at every bond: left of the pair being updated the left vectors, right of it the right ones. One
 * slot a bond suffices, since a bond's left and right vectors are never needed at once. Memory 8 M sum_l D_l bytes.
 */
final class Environments {
    private final TrainingBits data;
    private final Workers workers;
    private final double[][][] blocks;                   // [bond 0..L][chunk] -> [D, m]
    private final int[][] exponents;                     // [bond][trial]: true vector = 2^exponent times the stored one

    Environments(TrainingBits data, Workers workers) {
        this.data = data;
        this.workers = workers;
        int sites = data.sites();
        this.blocks = new double[sites + 1][data.chunks()][];
        this.exponents = new int[sites + 1][data.trials()];
        for (int c = 0; c < data.chunks(); c++) {
            blocks[0][c] = ones(data.length(c));
            blocks[sites][c] = ones(data.length(c));
        }
    }

    double[] block(int bond, int chunk) { return blocks[bond][chunk]; }
    int[] exponents(int bond)           { return exponents[bond]; }

    /** Left vectors of bond l+1 from those of bond l and core l. */
    void fromLeft(int l, double[] core, int dl, int dr) {
        workers.chunks(data.chunks(), 4.0 * data.trials() * dl * dr, c -> {
            int m = data.length(c), from = data.from()[c];
            double[] both = new double[2 * dr * m], to = block(l + 1, c, dr * m);
            Propagation.bothFromLeft(core, dl, dr, blocks[l][c], m, both);
            Propagation.take(both, dr, m, dr, 1, data.bits()[l], from, to);
            System.arraycopy(exponents[l], from, exponents[l + 1], from, m);
            Propagation.rescale(to, dr, m, exponents[l + 1], from, new double[m]);
        });
    }

    /** Right vectors of bond l from those of bond l+1 and core l. */
    void fromRight(int l, double[] core, int dl, int dr) {
        workers.chunks(data.chunks(), 4.0 * data.trials() * dl * dr, c -> {
            int m = data.length(c), from = data.from()[c];
            double[] both = new double[2 * dl * m], to = block(l, c, dl * m);
            Propagation.bothFromRight(core, dl, dr, blocks[l + 1][c], m, both);
            Propagation.take(both, dl, m, 1, 2, data.bits()[l], from, to);
            System.arraycopy(exponents[l + 1], from, exponents[l], from, m);
            Propagation.rescale(to, dl, m, exponents[l], from, new double[m]);
        });
    }

    private double[] block(int bond, int chunk, int size) {
        if (blocks[bond][chunk] == null || blocks[bond][chunk].length != size) blocks[bond][chunk] = new double[size];
        return blocks[bond][chunk];
    }

    private static double[] ones(int m) {
        double[] out = new double[m];
        java.util.Arrays.fill(out, 1);
        return out;
    }
}
