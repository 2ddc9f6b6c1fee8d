package org.spinspike.circuit;

import java.util.Arrays;
import org.spinspike.circuit.Operation.Axis;
import org.spinspike.circuit.Operation.Pair;
import org.spinspike.circuit.Operation.Paired;
import org.spinspike.circuit.Operation.Single;
import org.spinspike.circuit.Operation.Turn;

/**
 * Amplitudes of those qubits that are neither 0 nor 1 for sure. A qubit joins when a gate meets it and leaves when it is measured, so that a chain of any length
 * takes the memory of its widest window: 2^live complex numbers. A qubit's place is its bit in the index, place 0 the lowest.
 */
final class LiveState {
    private final int[] place;                           // of each qubit, -1 where its value is known
    private final boolean[] one;                         // that value
    private int live;
    private double[] re = {1}, im = {0};

    LiveState(int qubits) {
        place = new int[qubits];
        Arrays.fill(place, -1);
        one = new boolean[qubits];
    }

    private LiveState(LiveState from) {
        place = from.place.clone();
        one = from.one.clone();
        live = from.live;
        re = from.re.clone();
        im = from.im.clone();
    }

    LiveState copy() { return new LiveState(this); }

    void apply(Turn t) {
        double c = Math.cos(t.angle() / 2), s = Math.sin(t.angle() / 2);
        if (t.axis() == Axis.X) apply(t.qubit(), c, 0, 0, -s, 0, -s, c, 0);
        else if (t.axis() == Axis.Y) apply(t.qubit(), c, 0, -s, 0, s, 0, c, 0);
        else apply(t.qubit(), c, -s, 0, 0, 0, 0, c, s);
    }

    void apply(Single g) {
        double h = Math.sqrt(.5);
        switch (g.gate()) {
            case X -> apply(g.qubit(), 0, 0, 1, 0, 1, 0, 0, 0);
            case H -> apply(g.qubit(), h, 0, h, 0, h, 0, -h, 0);
            case SX -> apply(g.qubit(), .5, .5, .5, -.5, .5, -.5, .5, .5);
        }
    }

    /** The matrix (a, b; c, d) on one qubit, real and imaginary parts in turn. */
    private void apply(int qubit, double ar, double ai, double br, double bi, double cr, double ci, double dr, double di) {
        join(qubit);
        int bit = 1 << place[qubit];
        for (int x = 0; x < re.length; x++) {
            if ((x & bit) != 0) continue;
            int y = x | bit;
            double xr = re[x], xi = im[x], yr = re[y], yi = im[y];
            re[x] = ar * xr - ai * xi + br * yr - bi * yi;
            im[x] = ar * xi + ai * xr + br * yi + bi * yr;
            re[y] = cr * xr - ci * xi + dr * yr - di * yi;
            im[y] = cr * xi + ci * xr + dr * yi + di * yr;
        }
    }

    void apply(Pair p) {
        join(p.control());
        join(p.target());
        int control = 1 << place[p.control()], target = 1 << place[p.target()];
        for (int x = 0; x < re.length; x++) {
            if ((x & control) == 0 || (x & target) == 0) continue;
            if (p.gate() == Paired.CZ) {
                re[x] = -re[x];
                im[x] = -im[x];
            } else {
                int y = x ^ target;
                double r = re[x], i = im[x];
                re[x] = re[y];
                im[x] = im[y];
                re[y] = r;
                im[y] = i;
            }
        }
    }

    /** @return whether it is 0 or 1 for sure: fresh, or measured and not touched since */
    boolean known(int qubit) { return place[qubit] < 0; }

    /** @return the probability to find 1 there */
    double ones(int qubit) {
        if (place[qubit] < 0) return one[qubit] ? 1 : 0;
        int bit = 1 << place[qubit];
        double sum = 0, all = 0;
        for (int x = 0; x < re.length; x++) {
            double p = re[x] * re[x] + im[x] * im[x];
            all += p;
            if ((x & bit) != 0) sum += p;
        }
        return sum / all;
    }

    /** The state after this value was found, of norm 1. */
    void found(int qubit, boolean value) {
        if (place[qubit] >= 0) leave(qubit, value);
        one[qubit] = value;
    }

    /** The qubit's value is known from now on; it was measured or thrown away before. */
    void set(int qubit, boolean value) { one[qubit] = value; }

    private void join(int qubit) {
        if (place[qubit] >= 0) return;
        Simulation.checkWidth(live + 1);
        int half = re.length, from = one[qubit] ? half : 0;
        double[] r = new double[2 * half], i = new double[2 * half];
        System.arraycopy(re, 0, r, from, half);
        System.arraycopy(im, 0, i, from, half);
        re = r;
        im = i;
        place[qubit] = live++;
    }

    private void leave(int qubit, boolean value) {
        int at = place[qubit], below = (1 << at) - 1, half = re.length / 2, chosen = value ? 1 << at : 0;
        double[] r = new double[half], i = new double[half];
        double norm = 0;
        for (int x = 0; x < half; x++) {
            int from = (x & ~below) << 1 | x & below | chosen;
            r[x] = re[from];
            i[x] = im[from];
            norm += r[x] * r[x] + i[x] * i[x];
        }
        double scale = 1 / Math.sqrt(norm);
        for (int x = 0; x < half; x++) {
            r[x] *= scale;
            i[x] *= scale;
        }
        re = r;
        im = i;
        live--;
        for (int q = 0; q < place.length; q++) if (place[q] > at) place[q]--;
        place[qubit] = -1;
    }
}
