package org.spinspike.circuit;

/**
 * Rotations about Y by an angle that depends on other qubits: 2^k rotations and 2^k cx for k controls, alternating, where the controls follow a Gray code.
 * Source: Moettoenen, Vartiainen, Bergholm &amp; Salomaa, Phys. Rev. Lett. 93, 130502 (2004).
 */
final class Multiplexed {
    /** Angles that differ by less are the same. */
    private static final double SAME = 1e-15;

    private Multiplexed() {}

    /**
     * @param angles   [2^k], by the value of the controls, the first of which is the highest bit. Not modified.
     * @param controls whose values count; those that make no difference are left out
     */
    static void ry(double[] angles, int target, int[] controls, Circuit.Builder circuit) {
        for (int c = 0; c < controls.length; c++) {
            int bit = 1 << controls.length - 1 - c;
            if (!matters(angles, bit)) {
                ry(without(angles, bit), target, without(controls, c), circuit);
                return;
            }
        }
        int k = controls.length, n = 1 << k;
        for (int i = 0; i < n; i++) {
            int gray = i ^ i >> 1;
            double angle = 0;
            for (int j = 0; j < n; j++) angle += (Integer.bitCount(j & gray) % 2 == 0 ? angles[j] : -angles[j]) / n;
            circuit.ry(angle, target);
            if (k > 0) circuit.cx(controls[k - 1 - Math.min(k - 1, Integer.numberOfTrailingZeros(i + 1))], target);
        }
    }

    private static boolean matters(double[] angles, int bit) {
        for (int j = 0; j < angles.length; j++) if (Math.abs(angles[j] - angles[j ^ bit]) > SAME) return true;
        return false;
    }

    private static double[] without(double[] angles, int bit) {
        double[] out = new double[angles.length / 2];
        for (int j = 0, at = 0; j < angles.length; j++) if ((j & bit) == 0) out[at++] = angles[j];
        return out;
    }

    private static int[] without(int[] controls, int c) {
        int[] out = new int[controls.length - 1];
        for (int i = 0; i < out.length; i++) out[i] = controls[i < c ? i : i + 1];
        return out;
    }
}
