package org.spinspike.math.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class SoftmaxRegressionTest {
    /** By hand: with next to no ridge each group of rows takes its own shares: 1, 2, 3 of 6 rows without the feature; 5, 1, 2 of 8 with it. */
    @Test void aBinaryFeatureTakesTheSharesOfItsTwoGroups() {
        double[] x = new double[14];
        Arrays.fill(x, 6, 14, 1);
        int[] label = {0, 1, 1, 2, 2, 2, 0, 0, 0, 0, 0, 1, 2, 2};
        double[] logP = SoftmaxRegression.fit(x, label, 3, 1e-9).logProbabilities(new double[] {0, 1}, 2);
        double[] shares = {1 / 6., 2 / 6., 3 / 6., 5 / 8., 1 / 8., 2 / 8.};
        for (int c = 0; c < 6; c++) assertThat(Math.exp(logP[c])).isCloseTo(shares[c], within(1e-7));
    }

    @Test void weightsAreThoseOfAnIndependentNewtonIteration() throws IOException {
        JsonNode golden = new ObjectMapper().readTree(getClass().getResourceAsStream("/golden/decode/softmax.json"));
        int[] label = Arrays.stream(numbers(golden.get("label"))).mapToInt(v -> (int) v).toArray();
        var fit = SoftmaxRegression.fit(numbers(golden.get("x")), label, golden.get("classes").asInt(), golden.get("ridge").asDouble());
        double[] weights = fit.weights(), expected = numbers(golden.get("weights"));
        double shift = IntStream.range(0, 3).mapToDouble(c -> weights[4 * c + 3]).average().orElseThrow();
        for (int w = 0; w < weights.length; w++) assertThat(weights[w] - (w % 4 == 3 ? shift : 0)).as("weight " + w).isCloseTo(expected[w], within(1e-7));
    }

    @Test void aLargeRidgeLeavesTheSharesOfTheClasses() {
        double[] logP = SoftmaxRegression.fit(new double[] {1, -2, .5, 3, 7}, new int[] {0, 1, 1, 1, 0}, 2, 1e12).logProbabilities(new double[] {100}, 1);
        assertThat(Math.exp(logP[0])).isCloseTo(.4, within(1e-6));
    }

    @Test void separableClassesHaveAMinimumToo() {
        double[] logP = SoftmaxRegression.fit(new double[] {-1, -2, 1, 2}, new int[] {0, 0, 1, 1}, 2, .01).logProbabilities(new double[] {-1, 1}, 2);
        assertThat(logP).doesNotContain(Double.NaN, Double.NEGATIVE_INFINITY);
        assertThat(Math.exp(logP[0])).isGreaterThan(.9).isCloseTo(Math.exp(logP[3]), within(1e-7));
    }

    @Test void whatCannotBeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SoftmaxRegression.fit(new double[2], new int[] {0, 2}, 2, 1)).withMessageContaining("label");
        assertThatIllegalArgumentException().isThrownBy(() -> SoftmaxRegression.fit(new double[2], new int[] {0, 1}, 2, 0)).withMessageContaining("ridge");
    }

    private static double[] numbers(JsonNode array) { return StreamSupport.stream(array.spliterator(), false).mapToDouble(JsonNode::asDouble).toArray(); }
}
