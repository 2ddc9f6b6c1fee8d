package org.spinspike.ising.sk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.spinspike.math.special.GaussianIntegral;

class OrderParametersTest {
    private static OrderParameters at(double beta, double j0, double deltaJ, double deltaH) { return OrderParameters.of(new SkEnsemble(beta, j0, deltaJ, deltaH)); }

    private static Stream<Map<String, Double>> accurate() { return SkGolden.table("sk_order_parameters_accurate.csv").stream(); }

    private static Stream<Map<String, Double>> program() { return SkGolden.table("sk_order_parameters_program.csv").stream(); }

    @ParameterizedTest @MethodSource("accurate")
    void theAccurateValuesAreMet(Map<String, Double> row) {
        OrderParameters o = at(row.get("beta"), 1, row.get("DeltaJ"), row.get("DeltaH"));
        assertThat(o.m()).isCloseTo(row.get("m"), within(1e-9));
        assertThat(o.q()).isCloseTo(row.get("q"), within(1e-8));
        assertThat(o.gain()).isCloseTo(row.get("k=E[sech2]"), within(1e-9));
        assertThat(o.entropyProduction()).isCloseTo(row.get("sigma_perN"), within(1e-9));
        assertThat(o.forwardEntropy()).isCloseTo(row.get("S_forward_perN"), within(1e-9));
        assertThat(o.reverseEntropy()).isCloseTo(row.get("S_reverse_perN"), within(1e-9));
        assertThat(o.slope()).isCloseTo(row.get("slope_at_0(beta*E[sech2])"), within(1e-9));
        assertThat(o.steps()).isLessThan(15);
    }

    @ParameterizedTest @MethodSource("program")
    void thePublishedProgramIsMetWhereItConverged(Map<String, Double> row) {
        if (row.get("program_iters") >= 400) return;
        OrderParameters o = at(row.get("beta"), 1, row.get("DeltaJ"), row.get("DeltaH"));
        assertThat(o.m()).isCloseTo(row.get("program_m"), within(1e-5));
        assertThat(o.q()).isCloseTo(row.get("program_q"), within(1e-5));
        assertThat(o.entropyProduction()).isCloseTo(row.get("program_sigma_perN"), within(1e-5));
        assertThat(o.forwardEntropy()).isCloseTo(row.get("program_S_perN"), within(1e-5));
        assertThat(o.reverseEntropy()).isCloseTo(row.get("program_Sr_perN"), within(1e-5));
    }

    /** Plain iteration on coarser grids, stopped early where it is slow: the points within a twentieth of the critical line are left out. */
    @Test void thePublishedMapsAreMet() {
        int compared = 0;
        for (Map<String, Double> row : SkGolden.table("sk_maps.csv")) {
            OrderParameters o = at(row.get("beta"), 1, row.get("DeltaJ"), row.get("DeltaH"));
            if (Math.abs(o.slope() - 1) < .05) continue;
            compared++;
            assertThat(new double[] {o.m(), o.q(), o.entropyProduction(), o.forwardEntropy(), o.reverseEntropy()}).as("at %s", row)
                    .containsExactly(new double[] {row.get("m"), row.get("q"), row.get("sigma"), row.get("S"), row.get("Sr")}, within(2e-3));
        }
        assertThat(compared).isGreaterThan(180);
    }

    /** m = tanh(beta J0 m) has the root 1/2 at beta J0 = 2 artanh(1/2) = ln 3; then 2 cosh(ln 3 / 2) = 4 / sqrt 3. */
    @Test void withoutDisorderItIsTheModelOfCurieAndWeiss() {
        OrderParameters o = at(Math.log(3) / 2, 2, 0, 0);
        assertThat(o.m()).isCloseTo(.5, within(1e-14));
        assertThat(o.q()).isCloseTo(.25, within(1e-14));
        assertThat(o.gain()).isCloseTo(.75, within(1e-14));
        assertThat(o.entropyProduction()).isZero();
        assertThat(o.forwardEntropy()).isCloseTo(Math.log(4) - .75 * Math.log(3), within(1e-14));
        assertThat(o.reverseEntropy()).isEqualTo(o.forwardEntropy());
    }

    @Test void atInfiniteTemperatureNothingIsKnownAndNothingIsProduced() {
        assertThat(at(0, 1.3, .7, .4)).isEqualTo(new OrderParameters(0, 0, 1, 0, Math.log(2), Math.log(2), 0, 0));
    }

    /** To second order in beta: gain 1 - E a^2, and the field of a neuron is what remains of it, E tanh^2(beta h) = (beta DeltaH)^2 / 3. */
    @Test void hotNetworksFollowTheExpansion() {
        double beta = 1e-3, deltaJ = .7, deltaH = .4;
        OrderParameters o = at(beta, 1.3, deltaJ, deltaH);
        double square = beta * beta * (deltaJ * deltaJ + deltaH * deltaH / 3);
        assertThat(o.m()).isZero();
        assertThat(o.q()).isCloseTo(beta * beta * deltaH * deltaH / 3, within(1e-11));
        assertThat(o.gain()).isCloseTo(1 - square, within(1e-11));
        assertThat(o.entropyProduction()).isCloseTo(beta * beta * deltaJ * deltaJ, within(1e-11));
        assertThat(o.forwardEntropy()).isCloseTo(Math.log(2) - square / 2, within(1e-11));
    }

    @Test void onlyRatiosOfEnergiesCount() {
        OrderParameters one = at(2, 1, .5, .5), other = at(.8, 2.5, 1.25, 1.25);
        assertThat(other.m()).isCloseTo(one.m(), within(1e-14));
        assertThat(other.q()).isCloseTo(one.q(), within(1e-13));
        assertThat(other.reverseEntropy()).isCloseTo(one.reverseEntropy(), within(1e-13));
    }

    /** Without disorder of couplings and with wide fields at low temperature, where 32 nodes would be wrong in the third digit: the mean over fields in closed form. */
    @ParameterizedTest @CsvSource({"40,.8", "12,.95", "3,.2"})
    void wideFieldsAreAveragedToRounding(double beta, double deltaH) {
        double m = at(beta, 1, 0, deltaH).m();
        assertThat(m).isGreaterThan(.5);
        assertThat((logCosh(beta * (m + deltaH)) - logCosh(beta * (m - deltaH))) / (2 * beta * deltaH)).isCloseTo(m, within(1e-13));
    }

    private static double logCosh(double a) { return Math.abs(a) + Math.log1p(Math.exp(-2 * Math.abs(a))) - Math.log(2); }

    /** The double integral for q as it stands, on a grid. */
    @ParameterizedTest @CsvSource({"1.7,1.2,.4,.3", "9,1,.6,0", "1.1,.4,1,1.5", "6,1,.3,.8"})
    void theOverlapSolvesItsEquation(double beta, double j0, double deltaJ, double deltaH) {
        var ensemble = new SkEnsemble(beta, j0, deltaJ, deltaH);
        OrderParameters o = OrderParameters.of(ensemble);
        Inputs inputs = Inputs.of(ensemble);
        GaussianIntegral grid = GaussianIntegral.ofSlope(beta * deltaJ);
        double mean = 0;
        for (int h = 0; h < inputs.fields().length; h++) {
            double centre = inputs.fields()[h] + beta * j0 * o.m();
            mean += inputs.fieldWeights()[h] * grid.mean(x -> Math.pow(grid.mean(y -> Math.tanh(centre + beta * deltaJ * (Math.sqrt(o.q()) * x + Math.sqrt(1 - o.q()) * y))), 2));
        }
        assertThat(o.q()).isGreaterThan(o.m() * o.m()).isCloseTo(mean, within(1e-12));
    }

    /** Just above the line m^2 grows in proportion to the distance; plain iteration would need thousands of steps here. */
    @Test void theCriticalLineIsNoTrap() {
        double critical = CriticalLine.beta(1, .5, 0);
        assertThat(at(critical * (1 - 1e-9), 1, .5, 0).m()).isZero();
        OrderParameters near = at(critical * (1 + 1e-6), 1, .5, 0), further = at(critical * (1 + 4e-6), 1, .5, 0);
        assertThat(near.steps()).isLessThan(15);
        assertThat(near.m()).isBetween(1e-4, 1e-2);
        assertThat(further.m() / near.m()).isCloseTo(2, within(1e-3));
        assertThat(near.q()).isGreaterThan(near.m() * near.m());
    }

    @Test void coldAndStronglyDisorderedNetworksAreComputed() {
        OrderParameters o = at(60, 1, .7, .3);
        assertThat(o.m()).isBetween(0., 1.);
        assertThat(o.q()).isBetween(o.m() * o.m(), 1.);
        OrderParameters disordered = at(300, 1, 1, 0);
        assertThat(disordered.m()).isZero();
        assertThat(disordered.entropyProduction() / 300).isCloseTo(Math.sqrt(2 / Math.PI), within(1e-4));           // k -> 2 phi(0) / (beta DeltaJ)
    }

    @Test void couplingsThatWouldMakeItAlternateAndImpossibleNumbersAreRefused() {
        assertThatThrownBy(() -> at(1, -1, 1, 0)).hasMessage("j0 must be zero or positive and finite, got -1.0");
        assertThatThrownBy(() -> at(Double.NaN, 1, 1, 0)).hasMessage("beta must be zero or positive and finite, got NaN");
        assertThatThrownBy(() -> at(1e5, 1, 1, 0)).hasMessage("beta times delta-j must be at most 10000, got 100000.0 x 1.0");
        assertThatThrownBy(() -> at(600, 1, 1, 1)).hasMessage("beta times h0 must be at most 500, got 600.0 x 1.0");
    }
}
