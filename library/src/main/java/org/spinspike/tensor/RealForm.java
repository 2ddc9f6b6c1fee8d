package org.spinspike.tensor;

/**
 * Complex tensors as real ones on twice the dimensions: a complex vector u is written (Re u, Im u), and what a tensor makes of its vectors is made of their parts,
 *
 * <pre>sum_ij W[k,i,j] (i^p x_p[i]) (i^q y_q[j])      has the real and the imaginary part of i^(p+q) W</pre>
 *
 * with p, q = 0 for real and 1 for imaginary parts. The amplitude psi becomes (Re psi, Im psi), whose square sum is |psi|^2: so <b>every complex network is a real one of
 * twice the legs</b>, with an open end of two dimensions where the complex one was closed. The other way round nothing is lost either: real is complex without imaginary parts.
 * An index of the doubled axis is {@code part * dimension + index}.
 */
final class RealForm {
    private RealForm() {}

    /** @return [2 D] of a vector */
    static double[] vector(Tensor v) {
        int d = v.re().length;
        double[] out = new double[2 * d];
        for (int part = 0; part < 2; part++) for (int a = 0; a < d; a++) out[part * d + a] = v.part(a, 0, part);
        return out;
    }

    /** @return [2 D, 2]: what a vector r makes of v, the parts of v . r */
    static double[] end(Tensor r) {
        int d = r.re().length;
        double[] out = new double[4 * d];
        for (int p = 0; p < 2; p++) for (int a = 0; a < d; a++) for (int part = 0; part < 2; part++) out[(p * d + a) * 2 + part] = r.part(a, p, part);
        return out;
    }

    /**
     * @param w     of a node, [leg, left, right]
     * @param left  whether the left child's vector is real, a leaf's
     * @param right the same of the right child
     * @return [2 leg, left or twice it, right or twice it]
     */
    static double[] node(Tensor w, boolean left, boolean right) {
        int leg = w.axis(0), la = w.axis(1), lb = w.axis(2), partsA = left ? 1 : 2, partsB = right ? 1 : 2;
        double[] out = new double[2 * leg * partsA * la * partsB * lb];
        int at = 0;
        for (int part = 0; part < 2; part++)
            for (int k = 0; k < leg; k++)
                for (int p = 0; p < partsA; p++)
                    for (int i = 0; i < la; i++)
                        for (int q = 0; q < partsB; q++) for (int j = 0; j < lb; j++) out[at++] = w.part((k * la + i) * lb + j, p + q, part);
        return out;
    }

    /**
     * @param c    of a bin, [D_l, code, D_r]
     * @param code whether the code is real, a single neuron's
     * @return [2 D_l, code or twice it, 2 D_r]
     */
    static double[] core(Tensor c, boolean code) {
        int dl = c.axis(0), legs = c.axis(1), dr = c.axis(2), parts = code ? 1 : 2;
        double[] out = new double[4 * dl * parts * legs * dr];
        int at = 0;
        for (int p = 0; p < 2; p++)
            for (int a = 0; a < dl; a++)
                for (int q = 0; q < parts; q++)
                    for (int k = 0; k < legs; k++)
                        for (int part = 0; part < 2; part++) for (int b = 0; b < dr; b++) out[at++] = c.part((a * legs + k) * dr + b, p + q, part);
        return out;
    }
}
