package org.spinspike.tensor;

import java.util.random.RandomGenerator;
import org.spinspike.math.Seed;
import org.spinspike.math.optim.Stiefel;

/**
 * Tied chains with complex entries, bond D, as real ones of bond 2 D (see {@link RealForm}): a core W becomes
 *
 * <pre>( Re W   Im W )
 * (-Im W   Re W )       [2 D, 2, 2 D], blocks over both bonds; an isometry where W is one</pre>
 *
 * and the start (Re, Im). Real matrices of this form are closed under sums, products and transposition, hence under the polar decomposition: whoever begins in it and
 * moves along gradients {@linkplain #project projected} to it stays in it and trains the complex chain. QR decompositions do not respect it.
 */
final class ComplexForm {
    private static final double NOISE = .1;

    private ComplexForm() {}

    /** @return the real form of a real chain's isometries with imaginary parts of noise, isometric again */
    static double[][] disturbed(double[][] x, Seed seed) {
        int d = x[0].length;
        RandomGenerator random = seed.child("imaginary").generator();
        double[][] out = new double[x.length][];
        out[0] = RealForm.vector(Tensor.complex(x[0], noise(x[0], random), d));
        for (int i = 1; i < x.length; i++) out[i] = RealForm.core(Tensor.complex(x[i], noise(x[i], random), d, 2, d), true);
        for (int i = 0; i < x.length; i++) out[i] = Stiefel.nearest(out[i], i == 0 ? 1 : 2 * d, i == 0 ? 2 * d : 4 * d);
        return out;
    }

    private static double[] noise(double[] like, RandomGenerator random) {
        double[] out = new double[like.length];
        for (int e = 0; e < out.length; e++) out[e] = NOISE * Math.abs(like[e]) * random.nextGaussian();
        return out;
    }

    /** The nearest core of the form. @param core [2 D, 2, 2 D]. Modified. */
    static void project(double[] core, int d) {
        for (int a = 0; a < d; a++)
            for (int s = 0; s < 2; s++)
                for (int b = 0; b < d; b++) {
                    int upper = ((2 * a + s) * 2) * d + b, lower = ((2 * (d + a) + s) * 2) * d + b;
                    double re = (core[upper] + core[lower + d]) / 2, im = (core[upper + d] - core[lower]) / 2;
                    core[upper] = core[lower + d] = re;
                    core[upper + d] = im;
                    core[lower] = -im;
                }
    }
}
