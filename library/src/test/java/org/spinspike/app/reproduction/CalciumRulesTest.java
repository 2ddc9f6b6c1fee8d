package org.spinspike.app.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.task.ModelSpec;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Options;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

class CalciumRulesTest {
    private static final Reproduction RULES = Reproductions.named("calcium-rules");

    @Test void deconvolutionOfALoudTraceWithoutRiseFindsNearlyEverySpike() {
        Reproduced made = RULES.run(options("repeats", "2", "frames", "1500", "neurons", "5", "rise", "0", "snr", "40", "drift", "0", "coupling", "2", "rules", "onset:3,oasis:10", "model", "independent"), new Seed(1), Progress.SILENT);
        assertThat(made.page().figures().stream().map(Figure::name)).containsExactly("spikes", "bits");
        Map<?, ?> rules = (Map<?, ?>) made.numbers().get("rules");
        assertThat(rules).hasSize(5);
        assertThat(value(rules, "the spikes themselves", "precision")).isEqualTo(1);
        assertThat(value(rules, "oasis:10", "precision")).isGreaterThan(.97);
        assertThat(value(rules, "oasis:10", "recall")).isGreaterThan(.97);
        assertThat(value(rules, "onset:3", "recall")).isLessThan(value(rules, "oasis:10", "recall"));
        assertThat(made.lines().get(0)).startsWith("oasis:10 finds the spikes best");
    }

    @Test void binsPutTogetherHaveAOneWhereAnyOfThemHasOne() {
        SpikeTrains fine = SpikeTrains.generate(1, 7, 2, (k, t, i) -> i == 0 ? t == 1 || t == 2 : t == 5);
        assertThat(RuleScore.together(fine, 3).flat(0)).containsExactly(1, 0, 0, 1);
        assertThat(RuleScore.together(fine, 3).design().binSeconds()).isEqualTo(.03, within(1e-12));
        assertThat(RuleScore.correlation(new double[] {1, 2, Double.NaN, 4}, new double[] {2, 1, 7, 5})).isEqualTo(48 / Math.sqrt(42 * 78), within(1e-12));
    }

    /** By hand: ten windows of 100 frames of 20 ms, of which the last two are judged: 4 s, with events in every fourth frame of one neuron and every fifth of the other, 50 + 40. */
    @Test void bitsASecondAreThoseOfAnEventTimesEventsASecond() {
        SpikeTrains events = SpikeTrains.generate(Design.plain(1, 1000, .02), Neurons.unnamed(2), (k, t, i) -> t % (4 + i) == 0);
        RuleScore score = RuleScore.of(events, events, 0, ModelSpec.parse("glm").get(0), new Seed(1));
        assertThat(score.bitsPerEvent()).isPositive();
        assertThat(score.bitsPerSecond() / score.bitsPerEvent()).isCloseTo(22.5, within(1e-12));
    }

    @Test void oddRequestsAreRefused() {
        assertThatThrownBy(() -> RULES.cost(options("repeats", "1"), new Seed(1))).hasMessageContaining("repeats must be in 2..1000, got 1");
        assertThatThrownBy(() -> RULES.cost(options("rules", "best:1"), new Seed(1))).hasMessageContaining("--rules must be any");
        assertThatThrownBy(() -> RULES.cost(options("model", "glm,hmm"), new Seed(1))).hasMessageContaining("--model must be one family here");
    }

    private static double value(Map<?, ?> rules, String rule, String key) { return (double) ((Map<?, ?>) ((Map<?, ?>) rules.get(rule)).get(key)).get("value"); }

    private static Options options(String... pairs) {
        var given = new HashMap<String, String>();
        for (int n = 0; n < pairs.length; n += 2) given.put(pairs[n], pairs[n + 1]);
        return Options.of(RULES.options(), given);
    }
}
