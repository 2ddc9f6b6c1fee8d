package org.spinspike.ising.inverse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.math.Require;
import org.spinspike.math.linalg.LinearSystem;
import org.spinspike.math.special.GaussianTanh;
import org.spinspike.math.special.Logistic;

/**
 * Networks in closed form from {@link TransitionMoments}: a mean field turned round. With B = D C^-1, u_j = 1 - m'_j^2, b_i = sum_j B_ij^2 u_j:
 *
 * <pre>
 * nMF   J_ij = B_ij / (1 - m_i^2),               H_i = atanh m_i - sum_j J_ij m'_j
 * TAP   J_ij = that / (1 - F_i),                 H_i = atanh m_i - sum_j J_ij m'_j + m_i sum_j J_ij^2 u_j,   F (1 - F)^2 = b_i / (1 - m_i^2)
 * eMF   J_ij = B_ij / a,                         H_i = g - sum_j J_ij m'_j,   E tanh(g + sqrt(Delta) x) = m_i,   a = E sech^2(...),   Delta = b_i / a^2
 * </pre>
 *
 * nMF and TAP are for weak couplings; eMF, exact for many weak couplings without symmetry, is the fixed point of matching moments through Plefka[t-1]. TAP takes the smaller root F, which is there
 * where the right side is at most 4/27, and 1/3 where there is none; eMF may have none either and is then nMF: both are said, and where no neuron has one transitions are refused. A ridge r is that of a linear regression of spins:
 * B = D (C + r / transitions)^-1. Cost: one solution of N equations for N right sides, and for eMF some hundred Gaussian means a neuron.
 *
 * <p>Sources: Roudi and Hertz, Phys Rev Lett 106:048702 (2011); Mezard and Sakellariou, J Stat Mech L07001 (2011).
 */
public enum ClosedForm {
    NMF("nmf") {
        @Override boolean row(double m, double[] b, double[] before, Row out) {
            for (int j = 0; j < b.length; j++) out.j[j] = b[j] / (1 - m * m);
            out.h = Logistic.atanh(m) - dot(out.j, before);
            return true;
        }
    },
    TAP("tap") {
        @Override boolean row(double m, double[] b, double[] before, Row out) {
            double slope = 1 - m * m, right = weighted(b, before) / slope;
            boolean solved = right <= LARGEST;
            double f = solved ? smallerRoot(right) : 1 / 3.;
            for (int j = 0; j < b.length; j++) out.j[j] = b[j] / slope / (1 - f);
            out.h = Logistic.atanh(m) - dot(out.j, before) + m * weighted(out.j, before);
            return solved;
        }
    },
    EMF("emf") {
        @Override boolean row(double m, double[] b, double[] before, Row out) {
            double spread = weighted(b, before), delta = spread / ((1 - m * m) * (1 - m * m));
            for (int step = 0; step < MOST_STEPS && delta < WIDEST; step++) {
                double g = GaussianTanh.inverse(m, Math.sqrt(delta)), slope = GaussianTanh.slope(g, Math.sqrt(delta)), next = spread / (slope * slope);
                if (Math.abs(next - delta) < 1e-13) {
                    for (int j = 0; j < b.length; j++) out.j[j] = b[j] / slope;
                    out.h = g - dot(out.j, before);
                    return true;
                }
                delta = next;
            }
            NMF.row(m, b, before, out);
            return false;
        }
    };

    private static final double LARGEST = 4 / 27., WIDEST = 1e6;
    private static final int MOST_STEPS = 500, ENOUGH = 2;

    private final String word;

    ClosedForm(String word) { this.word = word; }

    /** @return its name on the command line */
    public String word() { return word; }

    private static final class Row {
        private final double[] j;
        private double h;

        Row(int inputs) { j = new double[inputs]; }
    }

    /** Solves for one neuron. @return whether there is a solution */
    abstract boolean row(double m, double[] b, double[] before, Row out);

    /** From transitions; a neuron that never changed has no couplings, and the field of its rate. */
    public NetworkEstimate infer(Transitions data, double ridge) {
        int parameters = data.neurons() + 1;
        Require.that(ridge > 0 || data.count() >= ENOUGH * parameters, parameters + " parameters a neuron cannot be told by " + word + " from " + data.count() + " transitions without a prior (" + ENOUGH
                + " a parameter are the least): choose --ridge above 0, or fewer neurons");
        return Varying.infer(data, (moments, name) -> {
            List<String> unsolved = new ArrayList<>();
            NetworkEstimate estimate = infer(moments, ridge, name, unsolved);
            Require.that(unsolved.size() < moments.after().length, word + " has no solution for any of " + unsolved.size() + " neurons, their couplings are too strong for it or the transitions too few: choose --method ml or nmf, or a greater --ridge");
            return estimate;
        });
    }

    /** From moments alone. */
    public NetworkEstimate infer(TransitionMoments moments, double ridge) { return infer(moments, ridge, i -> "" + i, new ArrayList<>()); }

    private NetworkEstimate infer(TransitionMoments moments, double ridge, IntFunction<String> name, List<String> unsolved) {
        int n = moments.after().length;
        double[] b = LinearSystem.solveLeft(moments.invertible(Require.notNegative("ridge", ridge)), moments.d(), n, n), fields = new double[n], couplings = new double[n * n];
        for (int i = 0; i < n; i++) {
            var row = new Row(n);
            if (!row(moments.after()[i], Arrays.copyOfRange(b, i * n, (i + 1) * n), moments.before(), row)) unsolved.add(name.apply(i));
            fields[i] = row.h;
            System.arraycopy(row.j, 0, couplings, i * n, n);
        }
        List<String> notes = new ArrayList<>();
        if (!unsolved.isEmpty()) notes.add(word + " has no solution for " + unsolved.size() + " of " + n + " neurons (" + Naming.first(unsolved) + "), their couplings are too strong for it: "
                + (this == TAP ? "they take F = 1/3" : "they take those of nmf"));
        return NetworkEstimate.withoutErrors(new IsingNetwork(fields, couplings), notes);
    }

    /** The root F of F (1 - F)^2 = right in 0..1/3: the left side is concave there, so that Newton's method from 0 rises to it. */
    private static double smallerRoot(double right) {
        double f = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            double slope = (1 - f) * (1 - 3 * f), move = (right - f * (1 - f) * (1 - f)) / slope;
            if (!(move > 1e-17)) break;
            f += move;
        }
        return Math.min(f, 1 / 3.);
    }

    private static double weighted(double[] x, double[] before) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) sum += x[j] * x[j] * (1 - before[j] * before[j]);
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) sum += a[j] * b[j];
        return sum;
    }
}
