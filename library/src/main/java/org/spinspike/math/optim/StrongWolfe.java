package org.spinspike.math.optim;

import java.util.Optional;

/**
 * Line search: a step a along a descent direction d that lowers the value enough and flattens the slope,
 *
 * <pre>f(x + a d) &lt;= f(x) + c1 a g d      and      |g(x + a d) d| &lt;= c2 |g d|,      c1 = 1e-4, c2 = .9</pre>
 *
 * by widening brackets, then narrowing them with cubic interpolation. Where rounding hides the second condition the lowest point of the first kind is
 * taken. Source: Nocedal &amp; Wright, Numerical Optimization (2006), algorithms 3.5 and 3.6.
 */
final class StrongWolfe {
    static final double SUFFICIENT = 1e-4, CURVATURE = .9;
    private static final int EVALUATIONS = 25;
    private static final double WIDEN = 2.5;
    /** An interpolated step keeps this share of the bracket away from its ends. */
    private static final double AWAY = .1;

    private final Lbfgs.Objective objective;
    private final Lbfgs.State from;
    private final double[] direction;
    private final double slope;
    private int evaluations;

    private StrongWolfe(Lbfgs.Objective objective, Lbfgs.State from, double[] direction) {
        this.objective = objective;
        this.from = from;
        this.direction = direction;
        this.slope = Lbfgs.dot(from.g(), direction);
    }

    /** A point on the line. */
    private record Point(double a, double value, double slope, double[] x, double[] g) {
        boolean finite() { return Double.isFinite(value) && Double.isFinite(slope); }
    }

    /** @return where the search ended, without memory; empty where the direction does not descend or nothing on it is lower */
    static Optional<Lbfgs.State> search(Lbfgs.Objective objective, Lbfgs.State from, double[] direction, double first) {
        var search = new StrongWolfe(objective, from, direction);
        if (!(search.slope < 0)) return Optional.empty();
        Point found = search.bracket(first);
        return found == null ? Optional.empty() : Optional.of(new Lbfgs.State(found.x, found.value, found.g, java.util.List.of()));
    }

    private Point at(double a) {
        evaluations++;
        double[] x = from.x().clone(), g = new double[x.length];
        for (int i = 0; i < x.length; i++) x[i] += a * direction[i];
        double value = objective.at(x, g);
        return new Point(a, value, Lbfgs.dot(g, direction), x, g);
    }

    private boolean low(Point p)  { return p.value <= from.value() + SUFFICIENT * p.a * slope; }
    private boolean flat(Point p) { return Math.abs(p.slope) <= -CURVATURE * slope; }

    private Point bracket(double first) {
        Point last = new Point(0, from.value(), slope, from.x(), from.g());
        double a = first;
        while (evaluations < EVALUATIONS) {
            Point next = at(a);
            if (!next.finite()) {                         // beyond what the function knows: come back
                a = last.a + (a - last.a) * AWAY;
                continue;
            }
            if (!low(next) || evaluations > 1 && next.value >= last.value) return narrow(last, next);
            if (flat(next)) return next;
            if (next.slope >= 0) return narrow(next, last);
            last = next;
            a *= WIDEN;
        }
        return last.a > 0 ? last : null;
    }

    /** @param low the lower end, which meets the first condition or is the start; @param high the other end, on either side */
    private Point narrow(Point low, Point high) {
        while (evaluations < EVALUATIONS && Math.abs(high.a - low.a) > 1e-14 * Math.max(low.a, high.a)) {
            Point next = at(between(low, high));
            if (!next.finite() || !low(next) || next.value >= low.value) high = next;
            else {
                if (flat(next)) return next;
                if (next.slope * (high.a - low.a) >= 0) high = low;
                low = next;
            }
        }
        return low.a > 0 && low.value < from.value() ? low : null;
    }

    /** Minimum of the cubic through both values and slopes, kept away from the ends; the middle where there is none. */
    private static double between(Point low, Point high) {
        double width = high.a - low.a, middle = low.a + width / 2;
        if (!high.finite()) return middle;
        double d1 = low.slope + high.slope - 3 * (low.value - high.value) / (low.a - high.a), root = d1 * d1 - low.slope * high.slope;
        if (!(root >= 0)) return middle;
        double d2 = Math.copySign(Math.sqrt(root), width), a = high.a - width * (high.slope + d2 - d1) / (high.slope - low.slope + 2 * d2);
        if (!Double.isFinite(a)) return middle;
        double share = Math.max(AWAY, Math.min(1 - AWAY, (a - low.a) / width));
        return low.a + share * width;
    }
}
