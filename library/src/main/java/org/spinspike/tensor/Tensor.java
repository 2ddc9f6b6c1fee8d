package org.spinspike.tensor;

import java.util.Arrays;
import org.spinspike.math.Require;

/**
 * Entries of a tensor that need not be an isometry, real or complex.
 *
 * @param shape lengths of the axes
 * @param re    row-major. Not copied, not modified.
 * @param im    imaginary parts, or null: all entries are real. Not copied, not modified.
 */
public record Tensor(int[] shape, double[] re, double[] im) {
    public Tensor {
        Require.length("entries of a tensor of shape " + Arrays.toString(shape), re.length, Arrays.stream(shape).reduce(1, Math::multiplyExact));
        if (im != null) Require.length("imaginary parts", im.length, re.length);
    }

    public static Tensor real(double[] re, int... shape)                  { return new Tensor(shape, re, null); }
    public static Tensor complex(double[] re, double[] im, int... shape)  { return new Tensor(shape, re, im); }

    boolean isComplex()   { return im != null; }
    int axis(int n)       { return shape[n]; }

    /** @return the part of an entry times i^turns: 0 the real, 1 the imaginary one */
    double part(int entry, int turns, int part) {
        double real = re[entry], imaginary = im == null ? 0 : im[entry];
        return switch ((turns + 4 - part) % 4) {         // Im z = Re (-i z)
            case 0 -> real;
            case 1 -> -imaginary;
            case 2 -> -real;
            default -> imaginary;
        };
    }
}
