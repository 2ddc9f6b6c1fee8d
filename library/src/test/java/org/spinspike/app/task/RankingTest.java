package org.spinspike.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.spinspike.app.Families;
import org.spinspike.math.Seed;
import org.spinspike.model.Model;
import org.spinspike.model.Options;
import org.spinspike.model.Training;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;

class RankingTest {
    private static final SpikeTrains DATA = SpikeTrains.generate(20, 6, 2, (k, t, i) -> (k * 5 + t * 3 + i) % 4 == 0);

    private static Model model(String entry, SpikeTrains data) {
        ModelSpec spec = ModelSpec.parse(entry).get(0);
        return spec.family().train(Training.of(data, spec.options(), new Seed(1))).model();
    }

    @Test void aModelKnowsWhatItIsTold() {
        assertThat(Knowledge.of(model("independent", DATA), DATA.design())).isEqualTo(Knowledge.CONSTANT);
        assertThat(Knowledge.of(model("independent --per-bin", DATA), DATA.design())).isEqualTo(Knowledge.OVER_TIME);
        assertThat(Knowledge.of(model("glm --per-bin --lags 1", DATA), DATA.design())).isEqualTo(Knowledge.OVER_TIME);
        assertThat(Knowledge.of(model("mps --bond 2 --sweeps 1", DATA), DATA.design())).as("matrices of its own for every bin").isEqualTo(Knowledge.OVER_TIME);
        assertThat(Knowledge.of(model("mps --tied --bond 2", DATA), DATA.design())).isEqualTo(Knowledge.CONSTANT);
        SpikeTrains windows = DATA.cut(3, 0);
        assertThat(Knowledge.of(model("mps --bond 2 --sweeps 1", windows), windows.design())).as("its place in a window says nothing of the stimulus").isEqualTo(Knowledge.CONSTANT);
        assertThat(Knowledge.of(model("independent --per-bin", windows), windows.design())).isEqualTo(Knowledge.OVER_TIME);
    }

    @Test void modelsAreRankedAmongThoseThatKnowAsMuch() {
        Units units = Units.of(DATA.design());
        List<Ranking.Rank> ranks = Ranking.of(List.of(entry("worse", Knowledge.CONSTANT, -12), entry("told", Knowledge.OVER_TIME, -8), entry("better", Knowledge.CONSTANT, -10)), units, new Seed(1));
        assertThat(ranks.stream().map(Ranking.Rank::label)).containsExactly("told", "better", "worse");
        assertThat(ranks.stream().map(r -> r.peers().place())).containsExactly(1, 1, 2);
        assertThat(ranks.stream().map(r -> r.peers().of())).containsExactly(1, 2, 2);
        assertThat(ranks.get(1).behindBestNats().value()).isCloseTo(-2, within(.2));
        assertThat(ranks.get(1).peers().behindNats().value()).isZero();
        assertThat(ranks.get(2).peers().behindNats().value()).isCloseTo(-2, within(.2));
        assertThat(ranks.get(1).chanceBest()).isZero();
        assertThat(ranks.get(1).peers().chanceBest()).isCloseTo(1, within(1e-9));
        assertThat(ranks.get(2).peers().pBehind()).as("one claim, every resample agrees").isCloseTo(2. / 2001, within(1e-12));
        assertThat(ranks.get(1).peers().pBehind()).isNaN();
    }

    /** A model that differs from trial to trial a little, in its own way. */
    private static CompareResult.Entry entry(String label, Knowledge knows, double nats) {
        double[] logP = new double[DATA.trials()];
        for (int k = 0; k < logP.length; k++) logP[k] = nats + .3 * Math.sin(k * (3 + label.length()));
        return new CompareResult.Entry(label, null, null, knows, null, Optional.of(logP), Optional.of(Scores.of(DATA, logP, Nulls.of(DATA), new Seed(2))), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), List.of(), "", "", Checks.NONE);
    }

    @Test void familiesThatDrawNothingSaySo() {
        assertThat(Families.ALL.stream().filter(f -> !f.drawsInTraining()).map(f -> f.name())).containsExactly("independent", "glm", "kinetic-ising");
        for (String entry : List.of("independent --drift", "glm --lags 1 --same-bin", "kinetic-ising")) {
            ModelSpec spec = ModelSpec.parse(entry).get(0);
            Options options = spec.options();
            double[] one = logP(spec, options, 1), other = logP(spec, options, 2);
            assertThat(one).as(entry).isEqualTo(other);
        }
    }

    private static double[] logP(ModelSpec spec, Options options, long seed) {
        return ((org.spinspike.model.Likelihood) spec.family().train(Training.of(DATA, options, new Seed(seed))).model()).logProbability(DATA);
    }
}
