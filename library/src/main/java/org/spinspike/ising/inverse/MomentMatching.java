package org.spinspike.ising.inverse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.SpinMoments;
import org.spinspike.ising.meanfield.MeanField;
import org.spinspike.ising.meanfield.ReferenceManifold;
import org.spinspike.math.NumericalException;
import org.spinspike.math.linalg.LinearSystem;
import org.spinspike.math.special.Logistic;

/**
 * The network whose mean field has the measured moments: H and J so that the m(t) and D(t) it makes of m(t-1), C(t-1) and D(t-1) are those of the data.
 *
 * <p>{@link #of} goes by the derivatives of the naive mean field, dm = (1 - m^2) (dH + dJ m') and dD = (1 - m^2) dJ C, or with diag(1 - m'^2) in the place of C for Plefka[t-1,t], which sees no other:
 *
 * <pre>J &lt;- J + diag(1 / (1 - m^2)) (D_data - D) C^-1,   H &lt;- H + (m_data - m) / (1 - m^2) - dJ m'</pre>
 *
 * from J = 0, steps halved until moments come nearer; some 10 to 100 steps. Where it stands still before it is there {@link #byGradient} goes on from the start.
 *
 * <p>{@link #byGradient} is the rule of the source, J &lt;- J + (D_data - D) / sqrt(N), H &lt;- H + (m_data - m) / 10, until mean squares are below 1e-12: some hundred steps, or no end.
 * There fields of Plefka[t-1,t] that are beyond 5 grow no further. Covariances are those of time averages: a mean that drifts enters them. Source: Aguilera, Moosavi, Shimazaki, Nat Commun
 * 12:1197 (2021).
 */
public final class MomentMatching {
    private static final int MOST_REPEATS = 10_000, MOST_STEPS = 500, HALVINGS = 30;
    private static final double SMALL = 1e-12, THERE = 1e-24, LARGEST_FIELD = 5;

    private final MeanField method;
    private final TransitionMoments data;
    private final SpinMoments past;
    private final int n;

    private MomentMatching(MeanField method, TransitionMoments data, double[] dBefore) {
        this.method = method;
        this.data = data;
        this.past = new SpinMoments(data.before(), data.c(), dBefore);
        this.n = data.after().length;
    }

    /**
     * @param converged whether moments agree
     * @param misses    mean squares of what is left of m and of D
     */
    public record Result(IsingNetwork network, int repeats, boolean converged, double[] misses) {}

    /** From transitions; D of the bin before is taken to be D. Neurons that never changed are treated as {@link ClosedForm} does. */
    public static NetworkEstimate infer(MeanField method, Transitions data) {
        return Varying.infer(data, (moments, name) -> {
            Result result = of(method, moments, moments.d());
            List<String> notes = new ArrayList<>();
            if (!result.converged) notes.add(String.format(Locale.ROOT, "%s does not reach the measured moments: after %d repeats root mean squares of %.2g in m and %.2g in D are left", method, result.repeats,
                    Math.sqrt(result.misses[0]), Math.sqrt(result.misses[1])));
            return NetworkEstimate.withoutErrors(result.network, notes);
        });
    }

    /** @param dBefore covariances of bin t-1 with the one before it, row-major [N, N], row = later bin */
    public static Result of(MeanField method, TransitionMoments data, double[] dBefore) {
        Result quick = new MomentMatching(method, data, dBefore).quasiNewton();
        return quick.converged ? quick : byGradient(method, data, dBefore);
    }

    /** The rule of the source. */
    public static Result byGradient(MeanField method, TransitionMoments data, double[] dBefore) { return new MomentMatching(method, data, dBefore).gradient(); }

    /** What the data have beyond a network's moments. @param m length N; @param d [N, N] */
    private record Miss(double[] m, double[] d, double[] tanh) {
        double ofM()  { return Arrays.stream(m).map(x -> x * x).average().orElse(0); }
        double ofD()  { return Arrays.stream(d).map(x -> x * x).average().orElse(0); }
        double size() { return ofM() + ofD() * Math.sqrt(d.length); }
        double[] both() { return new double[] {ofM(), ofD()}; }
    }

    private Miss miss(double[] h, double[] j) {
        SpinMoments made = method.step(past, h, j).moments();
        double[] m = data.after().clone(), d = data.d().clone();
        for (int i = 0; i < n; i++) m[i] -= made.m()[i];
        for (int e = 0; e < n * n; e++) d[e] -= made.d()[e];
        return new Miss(m, d, made.m());
    }

    private Result gradient() {
        double[] h = new double[n], j = new double[n * n];
        boolean held = method.equals(new MeanField(ReferenceManifold.BOTH_BINS, 2));
        for (int repeat = 1; ; repeat++) {
            Miss miss = miss(h, j);
            for (int i = 0; i < n && held; i++) if (h[i] > LARGEST_FIELD && miss.m[i] > 0 || h[i] < -LARGEST_FIELD && miss.m[i] < 0) miss.m[i] = 0;
            for (int e = 0; e < n * n; e++) j[e] += miss.d[e] / Math.sqrt(n);
            for (int i = 0; i < n; i++) h[i] += .1 * miss.m[i];
            boolean there = miss.ofM() < SMALL && miss.ofD() < SMALL;
            if (!Double.isFinite(miss.size())) throw new NumericalException(method + " diverges while moments are matched, at repeat " + repeat + ": couplings are too strong for it; try another method");
            if (there || repeat == MOST_REPEATS) return new Result(new IsingNetwork(h, j), repeat, there, miss.both());
        }
    }

    private Result quasiNewton() {
        double[] h = new double[n], j = new double[n * n], bound = inputs();
        for (int i = 0; i < n; i++) h[i] = Logistic.atanh(data.after()[i]);
        Miss miss = miss(h, j);
        for (int step = 1; ; step++) {
            if (miss.ofM() < THERE && miss.ofD() < THERE || step > MOST_STEPS) return new Result(new IsingNetwork(h, j), step, step <= MOST_STEPS, miss.both());
            double[] scaled = new double[n * n];
            for (int e = 0; e < n * n; e++) scaled[e] = miss.d[e] / slope(miss, e / n);
            double[] dj = LinearSystem.solveLeft(bound, scaled, n, n), dh = new double[n];
            for (int i = 0; i < n; i++) {
                dh[i] = miss.m[i] / slope(miss, i);
                for (int l = 0; l < n; l++) dh[i] -= dj[i * n + l] * data.before()[l];
            }
            Miss next = null;
            double length = 1;
            for (int halving = 0; halving < HALVINGS; halving++, length /= 2) {
                next = miss(along(h, dh, length), along(j, dj, length));
                if (next.size() < miss.size()) break;
            }
            if (!(next.size() < miss.size())) return new Result(new IsingNetwork(h, j), step, miss.ofM() < SMALL * SMALL && miss.ofD() < SMALL * SMALL, miss.both());
            h = along(h, dh, length);
            j = along(j, dj, length);
            miss = next;
        }
    }

    private static double slope(Miss miss, int i) { return Math.max(1e-3, 1 - miss.tanh[i] * miss.tanh[i]); }

    /** The covariance of inputs that the method sees. */
    private double[] inputs() {
        if (method.manifold() != ReferenceManifold.BOTH_BINS) return data.invertible(0);
        double[] c = new double[n * n];
        for (int i = 0; i < n; i++) c[i * n + i] = 1 - data.before()[i] * data.before()[i];
        return c;
    }

    private static double[] along(double[] x, double[] direction, double length) {
        double[] out = x.clone();
        for (int e = 0; e < out.length; e++) out[e] += length * direction[e];
        return out;
    }
}
