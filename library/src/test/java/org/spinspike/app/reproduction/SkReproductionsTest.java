package org.spinspike.app.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.ising.sk.OrderParameters;
import org.spinspike.ising.sk.SkEnsemble;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Options;

/** The reproductions of the asymmetric SK model, small. */
class SkReproductionsTest {
    @TempDir Path folder;

    private static Options options(Reproduction reproduction, String... pairs) {
        var given = new HashMap<String, String>();
        for (int n = 0; n < pairs.length; n += 2) given.put(pairs[n], pairs[n + 1]);
        return Options.of(reproduction.options(), given);
    }

    private static Reproduced run(Reproduction reproduction, String... pairs) {
        Options options = options(reproduction, pairs);
        assertThat(reproduction.cost(options, new Seed(1)).seconds()).isPositive();
        Reproduced made = reproduction.run(options, new Seed(1), Progress.SILENT);
        assertThat(made.page().html()).doesNotContain("NaN");
        return made;
    }

    private double[][] table(Reproduced made, String name) throws IOException {
        Path file = folder.resolve("table.csv");
        made.files().get("data/" + name + ".csv").accept(file);
        return Files.readAllLines(file).stream().skip(1).map(line -> java.util.Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray()).toArray(double[][]::new);
    }

    private static List<String> figures(Reproduced made) { return made.page().figures().stream().map(Figure::name).toList(); }

    @Test void curvesStandBesideThePublishedSimulations() throws IOException {
        Reproduced made = run(new SkCurves(), "trials", "4", "sizes", "64,32", "betas", "1.2,2", "simulated", "0.5,0.9");
        assertThat(figures(made)).containsExactly("infinite", "finite");
        assertThat(made.numbers()).containsEntry("published_compared", 12);         // 0.9 was not published
        assertThat((double) made.numbers().get("published_largest_pull")).isLessThan(4.5);
        assertThat(made.page().html()).contains("0.4012", "0.5637", "<h2>32 to 64 neurons</h2>");
        double[] row = table(made, "infinite")[80];
        assertThat(row[0]).isEqualTo(2);
        assertThat(row[1]).isEqualTo(OrderParameters.of(new SkEnsemble(2, 1, .2, 0)).m());
        assertThat(table(made, "simulated")).hasDimensions(2, 1 + 2 * 2 * 3 * 2);
        assertThat(made.lines()).hasSize(2 + 4);
    }

    @Test void anotherNumberOfStepsIsNotComparedWithWhatWasPublished() {
        Reproduced made = run(new SkCurves(), "trials", "1", "sizes", "32", "betas", "2", "simulated", "0.5", "steps", "5");
        assertThat(made.page().html()).contains("None of these networks was published.", "<h2>32 neurons</h2>");
    }

    @Test void mapsHoldTheValueAtTheMiddleOfACell() throws IOException {
        Reproduced made = run(new SkPhaseDiagram(), "cells", "4");
        assertThat(figures(made)).containsExactly("disorder", "fields");
        assertThat(made.lines().get(0)).endsWith("or 0.741301 in fields between -0.5 and 0.5, however cold it is.");
        double[] row = table(made, "disorder-with-fields")[4 + 2];
        OrderParameters o = OrderParameters.of(new SkEnsemble(2.5, 1, .375, .5));
        assertThat(row).containsExactly(2.5, .375, o.m(), o.q(), o.entropyProduction(), o.forwardEntropy(), o.reverseEntropy());
        assertThat(table(made, "fields")[4 + 2]).startsWith(new double[] {2.5, 1.2 * 1.5 / 4, OrderParameters.of(new SkEnsemble(2.5, 1, .2, 1.2 * 1.5 / 4)).m()});
        @SuppressWarnings("unchecked") var ends = (Map<String, double[]>) made.numbers().get("ends");
        assertThat(ends.get("delta_j_at_zero_temperature")).containsExactly(new double[] {.79788456, .74130111}, within(1e-8));
    }

    @Test void symmetricNetworksRememberAndAsymmetricOnesDoNot() throws IOException {
        Reproduced made = run(new SkNoGlass(), "neurons", "64", "trials", "20", "settle", "20", "lag", "33", "betas", "0.5,3", "sizes", "32");
        assertThat(figures(made)).containsExactly("lags", "temperatures", "excess");
        double[][] lags = table(made, "lags");
        assertThat(lags[0][0]).isEqualTo(2);
        assertThat(lags[lags.length - 1][0]).isEqualTo(32);
        for (double[] row : lags) {
            assertThat(row[0] % 2).isZero();
            assertThat(row[1]).isCloseTo(0, within(4.5 * row[2] + 3. / 64));
            assertThat(row[3]).isGreaterThan(.4);
        }
        double[][] temperatures = table(made, "temperatures");
        assertThat(temperatures[0][3]).isLessThan(.2);
        assertThat(temperatures[1][3]).isGreaterThan(.5);
    }

    @Test void impossibleOptionsAreRefusedBeforeAnythingIsComputed() {
        assertThatThrownBy(() -> new SkCurves().cost(options(new SkCurves(), "sizes", "32.5"), new Seed(1))).hasMessage("--sizes must be whole numbers above 0, got 32.5");
        assertThatThrownBy(() -> new SkCurves().cost(options(new SkCurves(), "simulated", "-1"), new Seed(1))).hasMessage("delta-j must be zero or positive and finite, got -1.0");
        assertThatThrownBy(() -> new SkPhaseDiagram().cost(options(new SkPhaseDiagram(), "cells", "1"), new Seed(1))).hasMessage("cells must be in 2..1000, got 1");
        assertThatThrownBy(() -> new SkNoGlass().cost(options(new SkNoGlass(), "lag", "1"), new Seed(1))).hasMessage("lag must be in 2..1000000, got 1");
    }
}
