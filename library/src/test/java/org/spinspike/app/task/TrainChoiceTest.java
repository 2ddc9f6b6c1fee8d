package org.spinspike.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spinspike.baseline.HmmFamily;
import org.spinspike.baseline.IndependentFamily;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.NumericalException;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.model.Fit;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Model;
import org.spinspike.model.Option;
import org.spinspike.model.Options;
import org.spinspike.model.Training;
import org.spinspike.spikes.SpikeTrains;

class TrainChoiceTest {
    /** Neuron 0 does what neuron 1 did two bins before; nothing goes over one bin. */
    private static final SpikeTrains TWO_BACK = SpikeTrains.generate(120, 12, 2, (k, t, i) -> i == 1 || t < 2 ? coin(k, t) : coin(k, t - 2));
    private static final Seed SEED = new Seed(3);

    private static boolean coin(int k, int t) { return new Seed(5).child(k).child(t).generator().nextDouble() < .4; }

    private static TrainChoice training(SpikeTrains data) { return new TrainChoice(data, "made up", 0, SEED, Progress.SILENT); }

    private static double sum(double[] logP) { return Arrays.stream(logP).sum(); }

    private static ModelChoice one(String text) { return ModelChoice.parse(text, Knowledge.Told.AS_GIVEN).get(0); }

    @Test void theOptionThatMadeTheDataIsChosenOnTrainingTrialsAlone() {
        SpikeTrains train = TWO_BACK.select(java.util.stream.IntStream.range(0, 90).toArray()), test = TWO_BACK.select(java.util.stream.IntStream.range(90, 120).toArray());
        TrainChoice.Trained trained = training(train).of(one("glm --lags 0|1|2"), test, TrainChoiceTest::sum, 5);
        OptionChoice choice = trained.choice().orElseThrow();
        assertThat(choice.best().label()).isEqualTo("glm --lags 2");
        assertThat(choice.trials()).isEqualTo(18);
        assertThat(choice.candidates().get(2).nats()).isGreaterThan(choice.candidates().get(1).nats() + 1);
        assertThat(trained.fitted().file().design().trials()).as("trained on all afterwards").isEqualTo(90);
        assertThat(trained.fitted().file().options()).containsEntry("lags", "2");
        assertThat(trained.seeds().draws()).as("glm draws nothing").isFalse();
        assertThat(trained.seeds().runs()).hasSize(1);
        assertThat(training(train).of(one("glm --lags 0|1|2"), train, TrainChoiceTest::sum, 5).choice().orElseThrow().best().nats()).as("whatever it is judged on").isEqualTo(choice.best().nats());
    }

    @Test void trainingsDrawAnewAndTheFirstIsTheOneOfFit() {
        TrainChoice.Trained trained = training(TWO_BACK).of(one("hmm --states 3 --starts 1"), TWO_BACK, TrainChoiceTest::sum, 4);
        List<SeedRuns.Run> runs = trained.seeds().runs();
        assertThat(runs).hasSize(4);
        assertThat(runs.stream().map(SeedRuns.Run::bits).distinct().count()).as("different maxima").isGreaterThan(1);
        FitModel.Result alone = FitModel.train(ModelSpec.parse("hmm --states 3 --starts 1").get(0), TWO_BACK, "made up", null, 0, SEED, Progress.SILENT);
        assertThat(runs.get(0).bits()).isEqualTo(sum(((Likelihood) alone.file().model()).logProbability(TWO_BACK)));
        assertThat(trained.fitted().file().model().arrays().get("rate").doubles()).isEqualTo(alone.file().model().arrays().get("rate").doubles());
        assertThat(trained.seeds().least()).isLessThan(trained.seeds().most());
        assertThat(trained.seeds().median()).isBetween(trained.seeds().least(), trained.seeds().most());
    }

    @Test void trainingsThatFailAreCountedAndDoNotEndTheRun() {
        var odd = new ModelChoice("odd", List.of(new ModelSpec("odd", new Stumbling(List.of(0, 2)), Options.of(List.of(), Map.of()))));
        SeedRuns seeds = training(TWO_BACK).of(odd, TWO_BACK, TrainChoiceTest::sum, 5).seeds();
        assertThat(seeds.failed()).isEqualTo(2);
        assertThat(seeds.runs().get(0).failure()).isEqualTo("stumbled at training 0");
        assertThat(seeds.median()).isCloseTo(seeds.runs().get(1).bits(), within(1e-9));
        assertThat(seeds.words().orElseThrow()).isEqualTo("5 trainings: " + Intervals.fixed(seeds.least(), 4) + " to " + Intervals.fixed(seeds.most(), 4) + ", 2 of them failed");
        var never = new ModelChoice("odd", List.of(new ModelSpec("odd", new Stumbling(List.of(0, 1, 2)), Options.of(List.of(), Map.of()))));
        assertThatExceptionOfType(NumericalException.class).isThrownBy(() -> training(TWO_BACK).of(never, TWO_BACK, TrainChoiceTest::sum, 3)).withMessage("all 3 trainings failed: stumbled at training 0");
    }

    @Test void aCandidateThatCannotBeMadeIsListedAndNotChosen() {
        OptionChoice choice = training(TWO_BACK).of(one("hmm --states 2|900 --starts 1"), TWO_BACK, TrainChoiceTest::sum, 1).choice().orElseThrow();
        assertThat(choice.best().label()).isEqualTo("hmm --states 2 --starts 1");
        assertThat(choice.candidates().get(1).failure()).contains("more than these data can hold");
    }

    /** Independent cells whose training fails at some turns. */
    private static final class Stumbling implements Family {
        private final Family family = new IndependentFamily();
        private final List<Integer> bad;
        private final List<Integer> turns = new ArrayList<>();

        Stumbling(List<Integer> bad) { this.bad = bad; }

        @Override public String name()                   { return family.name(); }
        @Override public String summary()                { return family.summary(); }
        @Override public List<String> capabilities()     { return family.capabilities(); }
        @Override public List<Option> options()          { return List.of(); }
        @Override public Model restore(NamedArrays a)    { return family.restore(a); }
        @Override public Cost cost(SpikeTrains d, Options o) { return new HmmFamily().cost(d, o); }

        @Override public Fit train(Training training) {
            turns.add(turns.size());
            if (bad.contains(turns.size() - 1)) throw new NumericalException("stumbled at training " + (turns.size() - 1));
            return family.train(new Training(training.data(), training.validation(), Options.of(family.options(), Map.of()), 0, training.seed(), training.checkpoint(), training.progress()));
        }
    }
}
