package org.spinspike.math.optim;

import java.util.Optional;
import org.spinspike.math.NumericalException;
import org.spinspike.math.Require;
import org.spinspike.math.linalg.Cholesky;

/**
 * Ridge-penalised logistic regression by Newton's method with step halving.
 *
 * <pre>c &lt;- c - s H^-1 g,   s = 1, 1/2, 1/4, ... until f falls by at least 1e-4 s g' H^-1 g</pre>
 *
 * The problem is convex: with a positive ridge on every coefficient there is one minimum, which is found also where the outcome is separable. Without
 * ridge, separable data have none: coefficients grow until the step limit and {@link Result#converged} is false.
 * Ends when the expected gain g' H^-1 g / 2 is below 5e-13 nats, after one more free step; the remaining distance is then far below 1e-6
 * standard errors. Cost: 5 to 10 passes of {@link LogisticObjective} and a Cholesky factor each.
 *
 * <p>References: textbook iteratively reweighted least squares (McCullagh and Nelder, Generalized Linear Models, 1989, section 2.5).
 */
public final class LogisticRegression {
    /** Steps where the caller does not say otherwise. */
    public static final int STEPS = 50;
    private static final double EXPECTED_GAIN = 1e-12, ARMIJO = 1e-4;
    private static final int HALVINGS = 40;

    private LogisticRegression() {}

    /**
     * @param coefficients   as {@link LogisticProblem} orders them: binary features used, dense features, constant
     * @param covariance     H^-1 at the end, row-major [columns, columns]; H includes the ridge, so it is that of the penalised estimate's
     *                       posterior with a normal prior of precision {@code ridge}. Null where nothing determines some coefficient.
     * @param converged      whether the gradient vanished
     * @param iterations     Newton steps taken
     * @param logLikelihood  without the penalty, nats
     */
    public record Result(double[] coefficients, double[] covariance, boolean converged, int iterations, double logLikelihood) {
        /** @return square roots of the covariance's diagonal; infinite where it is null */
        public double[] standardErrors() {
            int n = coefficients.length;
            double[] errors = new double[n];
            for (int a = 0; a < n; a++) errors[a] = covariance == null ? Double.POSITIVE_INFINITY : Math.sqrt(covariance[a * n + a]);
            return errors;
        }
    }

    public static Result fit(LogisticProblem problem) { return fit(problem, new double[problem.columns()], STEPS); }

    /**
     * @param start coefficients to begin with. Not modified.
     * @param steps most Newton steps
     * @throws NumericalException where features or offsets are not finite
     */
    public static Result fit(LogisticProblem problem, double[] start, int steps) {
        Require.length("start", start, problem.columns());
        Require.atLeast("Newton steps", steps, 1);
        var objective = new LogisticObjective(problem);
        double[] c = start.clone();
        LogisticObjective.Point point = objective.at(c);
        if (!finite(point)) throw new NumericalException("logistic regression: the penalised likelihood is " + point.value()
                + " at the start; features and offsets must be finite");
        for (int step = 1; step <= steps; step++) {
            double[] move = newton(point, c.length);
            double expected = Lbfgs.dot(move, point.gradient());
            if (expected < EXPECTED_GAIN) {
                for (int a = 0; a < c.length; a++) c[a] -= move[a];
                return new Result(c, covariance(point, c.length), true, step, point.logLikelihood());
            }
            Optional<Stepped> next = search(objective, point, c, move, expected);
            if (next.isEmpty()) return new Result(c, covariance(point, c.length), false, step, point.logLikelihood());
            c = next.get().c;
            point = next.get().point;
        }
        return new Result(c, covariance(point, c.length), false, steps, point.logLikelihood());
    }

    private record Stepped(double[] c, LogisticObjective.Point point) {}

    private static Optional<Stepped> search(LogisticObjective objective, LogisticObjective.Point from, double[] c, double[] move, double expected) {
        double rounding = 1e-13 * (1 + Math.abs(from.value())), length = 1;
        for (int h = 0; h < HALVINGS; h++, length /= 2) {
            double[] trial = new double[c.length];
            for (int a = 0; a < c.length; a++) trial[a] = c[a] - length * move[a];
            LogisticObjective.Point point = objective.at(trial);
            if (finite(point) && point.value() <= from.value() - ARMIJO * length * expected + rounding) return Optional.of(new Stepped(trial, point));
        }
        return Optional.empty();
    }

    /** H^-1 g. Where H is singular (a feature never active and without ridge) the least addition to its diagonal that makes it definite. */
    private static double[] newton(LogisticObjective.Point point, int n) { return Cholesky.lifted(point.curvature(), n).solve(point.gradient()); }

    private static double[] covariance(LogisticObjective.Point point, int n) { return Cholesky.of(point.curvature(), n).map(Cholesky::inverse).orElse(null); }

    private static boolean finite(LogisticObjective.Point point) {
        if (!Double.isFinite(point.value())) return false;
        for (double g : point.gradient()) if (!Double.isFinite(g)) return false;
        for (double h : point.curvature()) if (!Double.isFinite(h)) return false;
        return true;
    }
}
