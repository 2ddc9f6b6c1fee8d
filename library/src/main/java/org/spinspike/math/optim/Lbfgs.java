package org.spinspike.math.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.spinspike.math.NumericalException;

/**
 * Limited-memory BFGS for a smooth function without constraints: x_(n+1) = x_n - a_n H_n g_n, with H_n built from the last {@code memory} changes of
 * x and of the gradient (two-loop recursion), and a_n from a {@linkplain StrongWolfe line search} that meets the strong Wolfe conditions, so that H_n
 * stays positive definite.
 *
 * <p>States are values: {@link #start} makes one, {@link #step} the next from it, and whoever writes a state down can go on from it to the same bytes.
 * Cost of a step: usually one or two evaluations, and 4 memory n flops. Source: Nocedal &amp; Wright, Numerical Optimization (2006), algorithms 7.4 and 7.5.
 */
public final class Lbfgs {
    /** Changes remembered where nobody says otherwise. */
    public static final int MEMORY = 20;

    private Lbfgs() {}

    /** What is minimised. */
    @FunctionalInterface public interface Objective {
        /**
         * @param x        the point. Not modified.
         * @param gradient receives the gradient there. Modified.
         * @return the value; may be infinite or NaN where x lies outside of what the function knows
         */
        double at(double[] x, double[] gradient);
    }

    /**
     * One point of the descent.
     *
     * @param x       the point
     * @param value   of the objective there
     * @param g       its gradient there
     * @param changes of x and of the gradient that led here, oldest first
     */
    public record State(double[] x, double value, double[] g, List<Change> changes) {
        public State { changes = List.copyOf(changes); }
    }

    /** @param x x_(n+1) - x_n; @param g the same of the gradient */
    public record Change(double[] x, double[] g) {}

    /** @throws NumericalException where the value or the gradient is not finite at {@code x} */
    public static State start(Objective objective, double[] x) {
        double[] g = new double[x.length];
        double value = objective.at(x, g);
        if (!Double.isFinite(value) || !Double.isFinite(norm(g))) throw new NumericalException("descent cannot start: value " + value + ", gradient norm " + norm(g));
        return new State(x.clone(), value, g, List.of());
    }

    /** @return the next state; empty where the gradient is zero or no step along the direction lowers the value: a minimum to rounding */
    public static Optional<State> step(Objective objective, State from, int memory) {
        Optional<State> next = along(objective, from, direction(from), memory);
        if (next.isPresent() || from.changes.isEmpty()) return next;
        State afresh = new State(from.x, from.value, from.g, List.of());                    // a stale memory can spoil the direction
        return along(objective, afresh, direction(afresh), memory);
    }

    private static Optional<State> along(Objective objective, State from, double[] direction, int memory) {
        double first = from.changes.isEmpty() ? Math.min(1, 1 / norm(from.g)) : 1;
        return StrongWolfe.search(objective, from, direction, first).map(to -> {
            var changes = new ArrayList<>(from.changes);
            changes.add(new Change(difference(to.x(), from.x), difference(to.g(), from.g)));
            if (changes.size() > memory) changes.remove(0);
            return new State(to.x(), to.value(), to.g(), changes);
        });
    }

    /** -H g by the two-loop recursion, H_0 = (s y / y y) of the latest change. */
    private static double[] direction(State from) {
        double[] d = from.g.clone(), weight = new double[from.changes.size()];
        for (int c = weight.length - 1; c >= 0; c--) {
            Change change = from.changes.get(c);
            weight[c] = dot(change.x, d) / dot(change.x, change.g);
            add(d, -weight[c], change.g);
        }
        if (weight.length > 0) {
            Change last = from.changes.get(weight.length - 1);
            scale(d, dot(last.x, last.g) / dot(last.g, last.g));
        }
        for (int c = 0; c < weight.length; c++) {
            Change change = from.changes.get(c);
            add(d, weight[c] - dot(change.g, d) / dot(change.x, change.g), change.x);
        }
        scale(d, -1);
        return d;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static double norm(double[] a) { return Math.sqrt(dot(a, a)); }

    private static void add(double[] to, double factor, double[] a) { for (int i = 0; i < to.length; i++) to[i] += factor * a[i]; }

    private static void scale(double[] a, double factor) { for (int i = 0; i < a.length; i++) a[i] *= factor; }

    private static double[] difference(double[] a, double[] b) {
        double[] out = new double[a.length];
        for (int i = 0; i < out.length; i++) out[i] = a[i] - b[i];
        return out;
    }
}
