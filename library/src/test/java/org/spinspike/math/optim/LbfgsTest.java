package org.spinspike.math.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.spinspike.math.NumericalException;

class LbfgsTest {
    /** (1 - x)^2 + 100 (y - x^2)^2: a long bent valley, minimum 0 at (1, 1). */
    private static final Lbfgs.Objective VALLEY = (x, g) -> {
        double u = 1 - x[0], v = x[1] - x[0] * x[0];
        g[0] = -2 * u - 400 * x[0] * v;
        g[1] = 200 * v;
        return u * u + 100 * v * v;
    };

    private static Lbfgs.State descend(Lbfgs.Objective objective, Lbfgs.State from, int steps) {
        Lbfgs.State state = from;
        for (int n = 0; n < steps; n++) {
            Optional<Lbfgs.State> next = Lbfgs.step(objective, state, 5);
            if (next.isEmpty()) return state;
            state = next.get();
        }
        return state;
    }

    /** f = 2 x^2 from x = 3: the first step goes 1/|g| along -g = -12, to x = 2; there s = -1, y = -4, so H = 1/4 and the next one lands on 0. */
    @Test void aParabolaByHand() {
        Lbfgs.Objective parabola = (x, g) -> { g[0] = 4 * x[0]; return 2 * x[0] * x[0]; };
        Lbfgs.State one = Lbfgs.step(parabola, Lbfgs.start(parabola, new double[] {3}), 5).orElseThrow();
        Lbfgs.State two = Lbfgs.step(parabola, one, 5).orElseThrow();
        assertThat(one.x()[0]).as("every step that flattens the slope to .9 of itself is good enough").isEqualTo(2);
        assertThat(two.x()[0]).isCloseTo(0, within(1e-15));
        assertThat(Lbfgs.step(parabola, new Lbfgs.State(new double[1], 0, new double[1], two.changes()), 5)).as("at the minimum").isEmpty();
    }

    @Test void theBentValleyIsFollowedToItsEnd() {
        Lbfgs.State end = descend(VALLEY, Lbfgs.start(VALLEY, new double[] {-1.2, 1}), 60);
        assertThat(end.x()).containsExactly(new double[] {1, 1}, within(1e-7));
    }

    @Test void everyStepMeetsTheStrongWolfeConditions() {
        Lbfgs.State state = Lbfgs.start(VALLEY, new double[] {-1.2, 1});
        for (int n = 0; n < 25; n++) {
            Lbfgs.State next = Lbfgs.step(VALLEY, state, 5).orElseThrow();
            double[] s = next.changes().get(next.changes().size() - 1).x();                   // a d
            double before = Lbfgs.dot(state.g(), s), after = Lbfgs.dot(next.g(), s);
            assertThat(next.value()).isLessThanOrEqualTo(state.value() + StrongWolfe.SUFFICIENT * before);
            assertThat(Math.abs(after)).isLessThanOrEqualTo(-StrongWolfe.CURVATURE * before);
            state = next;
        }
    }

    /** In n dimensions with exact curvature n + 1 steps or so do; the condition of this one is 1e4. */
    @Test void aBadlyScaledBowlTakesFewEvaluations() {
        int[] evaluations = {0};
        Lbfgs.Objective bowl = (x, g) -> {
            evaluations[0]++;
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                double scale = Math.pow(10, i), d = x[i] - i;
                g[i] = scale * d;
                sum += scale * d * d / 2;
            }
            return sum;
        };
        Lbfgs.State end = descend(bowl, Lbfgs.start(bowl, new double[5]), 100);
        assertThat(end.x()).containsExactly(new double[] {0, 1, 2, 3, 4}, within(1e-6));
        assertThat(evaluations[0]).isLessThan(80);
    }

    /** -ln x - ln(1 - x) + 3 x: outside of (0, 1) it is not defined, and a first step of length 1 leaves it. */
    @Test void whereTheFunctionEndsTheSearchComesBack() {
        Lbfgs.Objective barrier = (x, g) -> {
            g[0] = -1 / x[0] + 1 / (1 - x[0]) + 3;
            return -Math.log(x[0]) - Math.log(1 - x[0]) + 3 * x[0];
        };
        Lbfgs.State end = descend(barrier, Lbfgs.start(barrier, new double[] {.9}), 50);
        assertThat(end.x()[0]).isCloseTo((5 - Math.sqrt(13)) / 6, within(1e-7));              // 3 x (1 - x) = 1 - 2 x
        assertThatThrownBy(() -> Lbfgs.start(barrier, new double[] {2})).isInstanceOf(NumericalException.class).hasMessageContaining("cannot start");
    }

    @Test void aStateGoesOnToTheSameBits() {
        Lbfgs.State half = descend(VALLEY, Lbfgs.start(VALLEY, new double[] {-1.2, 1}), 9);
        Lbfgs.State copy = new Lbfgs.State(half.x().clone(), half.value(), half.g().clone(), half.changes());
        assertThat(descend(VALLEY, copy, 7).x()).isEqualTo(descend(VALLEY, Lbfgs.start(VALLEY, new double[] {-1.2, 1}), 16).x());
    }
}
