package org.spinspike.app.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.spinspike.statistics.Judgement;

/** What a model misses is said whether or not independent neurons get it right. */
class MissesTest {
    private static Judgement of(String meaning, double value, double low, double floor, double floor95, double independent) {
        double span = independent - floor;
        return new Judgement(meaning, "", meaning + ", root mean square", value, low, value + 1, floor, floor95, independent, span > 0 ? (value - floor) / span : Double.NaN, floor <= independent / 2, 0);
    }

    private static String said(Judgement... judgements) { return Misses.sentence("m", List.of(judgements), false); }

    @Test void aModelFarBeyondTheFloorMissesItThoughIndependentNeuronsLieNearIt() {
        // floors and distances of the noise correlations of the retina: independent neurons have none, as the recording
        assertThat(said(of("noise correlations", .101, .099, .0096, .0101, .0134))).isEqualTo("m misses: noise correlations (worse than independent neurons, 11 times the floor).");
        assertThat(said(of("rates", .12, .11, .04, .05, .02))).as("independent neurons within the floor").isEqualTo("m misses: rates (worse than independent neurons, 3.0 times the floor).");
        assertThat(said(of("rates", .07, .06, .04, .05, .075))).as("and between the two").isEqualTo("m misses: rates (1.8 times the floor).");
        assertThat(said(of("rates", .1, .09, 0, 0, 0))).as("a floor of nothing").isEqualTo("m misses: rates (worse than independent neurons).");
    }

    @Test void theWorstComesFirstByOneScale() {
        Judgement scaled = of("counts", 7, 6, 1, 1.2, 11), far = of("noise correlations", .101, .099, .0096, .0101, .0134), near = of("rates", 1.5, 1.4, 1, 1.3, 1.6);
        assertThat(scaled.severity()).isEqualTo(.6);
        assertThat(near.severity()).isEqualTo(.5);
        assertThat(said(near, scaled, far)).isEqualTo("m misses: noise correlations (worse than independent neurons, 11 times the floor); "
                + "counts (60 % of what independent neurons get wrong); rates (1.5 times the floor).");
        assertThat(said(of("a", 9, 8, 1, 2, 10), of("b", 8, 7, 1, 2, 10), of("a", 7, 6, 1, 2, 10), of("c", 6, 5, 1, 2, 10), of("d", 5, 4, 1, 2, 10)))
                .isEqualTo("m misses: a (89 % of what independent neurons get wrong); b (78 % of what independent neurons get wrong); c (56 % of what independent neurons get wrong); and 1 more.");
    }

    @Test void nothingIsOnlyWhatLiesWithinTheFloor() {
        Judgement within = of("rates", 1, .9, 1, 1.2, 9), blind = of("intervals", 1.1, 1, 1, 1.2, 1.5);
        assertThat(said(within, blind)).isEqualTo("m misses nothing that 1 statistic could see at this number of trials (1 more cannot separate models here).");
        assertThat(said(within, of("counts", 1.3, 1.1, 1, 1.2, 1.5))).isEqualTo("m misses nothing clearly; above the floor by little or not for sure: counts.");
        assertThat(said(within, of("counts", 1.3, 1.25, 1, 1.2, 9))).as("3.75 % of the way to independent neurons").contains("nothing clearly").contains("counts");
    }

    @Test void independentNeuronsAreNotMeasuredByThemselves() {
        assertThat(Misses.sentence("independent", List.of(of("counts", 11, 10, 1, 1.2, 11)), true)).isEqualTo("independent misses, as independent neurons do: counts.");
        assertThat(said(of("counts", 11, 10, 1, 1.2, 11))).isEqualTo("m misses: counts (no better than independent neurons).");
        assertThat(said(of("counts", 13, 12, 1, 1.2, 11))).isEqualTo("m misses: counts (worse than independent neurons, 13 times the floor).");
        assertThat(Misses.sentence("m", List.of(), false)).isEqualTo("m cannot be sampled: nothing is known of what it misses.");
    }
}
