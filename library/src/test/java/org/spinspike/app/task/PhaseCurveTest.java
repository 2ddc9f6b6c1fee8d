package org.spinspike.app.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PhaseCurveTest {
    private static final double[] BETAS = {.5, .75, 1, 1.25, 2};

    private static List<PhasePoint> points(double... c) { return DoubleStream.of(c).mapToObj(v -> new PhasePoint(0, v, -v, 2 * v)).toList(); }

    @Test void thePeakHasThoseBesideItThatCannotBeToldFromIt() {
        var curve = new PhaseCurve("simulation", points(1, 2.8, 3, 2.5, 1), points(.1, .1, .1, .1, .1), null);
        assertThat(curve.peak(PhaseCurve.Quantity.C, BETAS)).isEqualTo(new PhaseCurve.Peak(1, .75, 1, false));
        assertThat(new PhaseCurve("exact", points(1, 2.8, 3, 2.5, 1), null, null).peak(PhaseCurve.Quantity.SIGMA, BETAS)).isEqualTo(new PhaseCurve.Peak(1, 1, 1, false));
    }

    @Test void whatWentWrongIsNoPeakAndAnEdgeIsSaid() {
        var curve = new PhaseCurve("t:2", points(1, 2, 3, Double.NaN, 99), null, new int[] {0, 0, 0, 4, 7});
        assertThat(curve.peak(PhaseCurve.Quantity.C, BETAS).beta()).isEqualTo(1);
        assertThat(new PhaseCurve("exact", points(1, 2, 3, 4, 5), null, null).peak(PhaseCurve.Quantity.C, BETAS).edge()).isTrue();
        assertThat(new PhaseCurve("t:2", points(1, 2), null, new int[] {1, 1}).peak(PhaseCurve.Quantity.C, new double[] {1, 2}).beta()).isNaN();
    }
}
