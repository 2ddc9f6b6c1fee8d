package org.spinspike.math.optim;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.spinspike.math.Require;

/**
 * Logistic regression under a penalty that leaves whole groups of coefficients at exactly 0: the minimum of
 *
 * <pre>F(c) = f(c) + sum_G w_G |c_G|,   |.| Euclidean,   f of {@link LogisticProblem}</pre>
 *
 * Groups of one are the lasso (L1). Coefficients of no group have but the ridge of the problem. At the minimum |grad_G f| &lt;= w_G where c_G = 0, grad_G f = -w_G c_G / |c_G| where it is not, and
 * the gradient of free coefficients vanishes; {@link Result#residual} is the largest miss of these.
 *
 * <p>A proximal Newton method on a working set: those groups that are not 0, and those whose gradient is beyond their weight; the curvature is made for them alone. A step goes to the minimum of the
 * quadratic model with the penalty ({@link PenalisedQuadratic}), halved until F falls. From a start near by 2 to 4 passes over the rows, from nothing 6 to 10. Where F cannot fall any
 * more by rounding, or steps are used up, {@link Result#converged} says whether the miss is small all the same.
 *
 * <p>Sources: Friedman, Hastie, Tibshirani, J Stat Softw 33(1) (2010); Lee, Sun, Saunders, SIAM J Optim 24:1420 (2014).
 */
public final class SparseLogistic {
    /** Largest miss of the conditions of a minimum at which a fit ends, in nats per unit of a coefficient. */
    public static final double MISS = 1e-9;
    /** What counts as converged where rounding ends it. */
    private static final double NEAR = 1e-8;
    private static final double ARMIJO = 1e-4;
    private static final int HALVINGS = 40;

    private final LogisticProblem problem;
    private final LogisticObjective objective;
    private final Groups groups;

    /**
     * @param columns coefficients of each group, disjoint. Not copied, not modified.
     * @param weights one a group, zero or positive. Not copied, not modified.
     */
    public record Groups(int[][] columns, double[] weights) {
        public Groups {
            Require.length("weights of groups", weights, columns.length);
            for (double weight : weights) Require.notNegative("weight of a group", weight);
        }

        /** The first {@code count} coefficients, each on its own. */
        public static Groups single(int count, double weight) {
            double[] weights = new double[count];
            Arrays.fill(weights, weight);
            return new Groups(IntStream.range(0, count).mapToObj(a -> new int[] {a}).toArray(int[][]::new), weights);
        }

        private double norm(int group, double[] x) {
            double sum = 0;
            for (int a : columns[group]) sum += x[a] * x[a];
            return Math.sqrt(sum);
        }
    }

    /**
     * @param coefficients  as {@link LogisticProblem} orders them
     * @param residual      largest miss of the conditions of a minimum: Euclidean norm of a group's, or size of a free gradient
     * @param iterations    steps taken
     * @param logLikelihood without any penalty, nats
     */
    public record Result(double[] coefficients, double residual, boolean converged, int iterations, double logLikelihood) {}

    private SparseLogistic(LogisticProblem problem, Groups groups) {
        for (int[] group : groups.columns()) for (int a : group) Require.inRange("column of a group", a, 0, problem.columns() - 1);
        this.problem = problem;
        this.objective = new LogisticObjective(problem);
        this.groups = groups;
    }

    /**
     * @param start coefficients to begin with. Not modified.
     * @param steps most steps
     */
    public static Result fit(LogisticProblem problem, Groups groups, double[] start, int steps) {
        Require.length("start", start, problem.columns());
        Require.atLeast("steps", steps, 1);
        return new SparseLogistic(problem, groups).fit(start, steps);
    }

    /**
     * The factor of all weights from which every group is 0: the largest |grad_G f| / w_G where free coefficients alone are fitted.
     *
     * @param start coefficients to begin with, of which those of groups are taken to be 0. Not modified.
     */
    public static double strongest(LogisticProblem problem, Groups groups, double[] start) {
        double[] c = start.clone(), shut = new double[groups.weights().length];
        for (int[] group : groups.columns()) for (int a : group) c[a] = 0;
        Arrays.fill(shut, Double.MAX_VALUE);
        Result alone = fit(problem, new Groups(groups.columns(), shut), c, LogisticRegression.STEPS);
        double[] gradient = new LogisticObjective(problem).at(alone.coefficients(), new int[0]).gradient();
        return IntStream.range(0, shut.length).mapToDouble(n -> groups.norm(n, gradient) / groups.weights()[n]).max().orElse(0);
    }

    private Result fit(double[] start, int steps) {
        double[] c = start.clone();
        boolean[] works = new boolean[groups.weights().length];
        for (int n = 0; n < works.length; n++) works[n] = groups.norm(n, c) > 0;
        LogisticObjective.Point point = objective.at(c, columns(works));
        for (int step = 0; ; step++) {
            double miss = miss(c, point.gradient());
            if (miss <= MISS || step == steps) return new Result(c, miss, miss <= NEAR, step, point.logLikelihood());
            if (grow(works, point.gradient())) point = objective.at(c, columns(works));
            double[] move = move(c, point, works);
            double falls = Lbfgs.dot(move, point.gradient()) + penalty(plus(c, move, 1)) - penalty(c), from = point.value() + penalty(c), rounding = 1e-13 * (1 + Math.abs(from)), length = 1;
            LogisticObjective.Point next = null;
            for (int h = 0; h < HALVINGS && next == null; h++, length /= 2) {
                double[] trial = plus(c, move, length);
                LogisticObjective.Point there = objective.at(trial, columns(works));
                if (!(there.value() + penalty(trial) <= from + ARMIJO * length * falls + rounding)) continue;
                c = trial;
                next = there;
            }
            if (next == null) return new Result(c, miss, miss <= NEAR, step, point.logLikelihood());
            point = next;
        }
    }

    /** Adds the groups that are 0 and should not be. @return whether there were any */
    private boolean grow(boolean[] works, double[] gradient) {
        boolean grown = false;
        for (int n = 0; n < works.length; n++) {
            if (works[n] || groups.norm(n, gradient) <= groups.weights()[n]) continue;
            works[n] = grown = true;
        }
        return grown;
    }

    /** Free columns and those of groups at work, ascending. */
    private int[] columns(boolean[] works) {
        boolean[] out = new boolean[problem.columns()];
        for (int n = 0; n < works.length; n++) if (!works[n]) for (int a : groups.columns()[n]) out[a] = true;
        return IntStream.range(0, out.length).filter(a -> !out[a]).toArray();
    }

    private double[] move(double[] c, LogisticObjective.Point point, boolean[] works) {
        int[] columns = columns(works), at = IntStream.range(0, works.length).filter(n -> works[n]).toArray();
        double[] g = IntStream.of(columns).mapToDouble(a -> point.gradient()[a]).toArray(), here = IntStream.of(columns).mapToDouble(a -> c[a]).toArray();
        int[][] members = IntStream.of(at).mapToObj(n -> IntStream.of(groups.columns()[n]).map(a -> Arrays.binarySearch(columns, a)).toArray()).toArray(int[][]::new);
        double[] z = PenalisedQuadratic.minimum(g, point.curvature(), here, members, IntStream.of(at).mapToDouble(n -> groups.weights()[n]).toArray()), move = new double[c.length];
        for (int p = 0; p < columns.length; p++) move[columns[p]] = z[p] - here[p];
        return move;
    }

    private double miss(double[] c, double[] gradient) {
        double[] left = gradient.clone();
        double worst = 0;
        for (int n = 0; n < groups.weights().length; n++) {
            double norm = groups.norm(n, c), weight = groups.weights()[n];
            if (norm == 0) worst = Math.max(worst, groups.norm(n, gradient) - weight);
            else for (int a : groups.columns()[n]) left[a] += weight * c[a] / norm;
            if (norm > 0) worst = Math.max(worst, groups.norm(n, left));
            for (int a : groups.columns()[n]) left[a] = 0;
        }
        for (double free : left) worst = Math.max(worst, Math.abs(free));
        return worst;
    }

    private double penalty(double[] c) {
        double sum = 0;
        for (int n = 0; n < groups.weights().length; n++) sum += groups.weights()[n] * groups.norm(n, c);
        return sum;
    }

    private static double[] plus(double[] c, double[] move, double length) {
        double[] out = c.clone();
        for (int a = 0; a < out.length; a++) out[a] += length * move[a];
        return out;
    }
}
