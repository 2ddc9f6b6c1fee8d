package org.spinspike.app.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SubsetFlowTest {
    private static RefitFlow flow(double flow, double error, double asymmetry) { return new RefitFlow(flow, error, 2, asymmetry); }

    /** .15 +- .02 and .05 +- .015 a spike: their mean is .1 +- .025 / 2. */
    @Test void theMeanOfDrawsHasTheErrorOfTheirSampling() {
        List<RefitFlow> two = List.of(flow(.3, .04, 1), flow(.1, .03, .5));
        assertThat(new SubsetFlow(4, two, List.of()).words()).isEqualTo("0.1000 +- 0.0125, coupling asymmetry 0.750");
        assertThat(new SubsetFlow(4, two, List.of(flow(.2, .008, 1.25))).words()).isEqualTo("0.1000 +- 0.0125 (trials shuffled 0.1000 +- 0.0040), coupling asymmetry 0.750 (trials shuffled 1.250)");
    }
}
