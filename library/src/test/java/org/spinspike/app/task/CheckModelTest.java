package org.spinspike.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spinspike.baseline.GlmModel;
import org.spinspike.baseline.IndependentModel;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Forecasts;
import org.spinspike.model.Model;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Samples;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.TwoSample;

class CheckModelTest {
    /** Neuron 0 fires mostly after neuron 1 has. */
    private static final GlmModel TRUTH = GlmModel.oneLag(new double[] {0, 3, 0, 0}, new double[] {-2, -.5}, new double[] {.2, .4});
    private static final SpikeTrains DATA = TRUTH.sample(Design.plain(200, 12, .01), new Seed(4));
    private static final SpikeTrains TRAIN = DATA.select(IntStream.range(0, 140).toArray()), TEST = DATA.select(IntStream.range(140, 200).toArray());
    private static final Nulls NULLS = Nulls.of(TRAIN);

    private static Checks of(Model model, int horizon, boolean compat) {
        return CheckModel.of(TRAIN, TEST, NULLS, horizon, compat, new Seed(1)).of(model, model instanceof Samples s ? s.sample(TEST.design(), new Seed(2)) : null,
                model instanceof Forecasts f ? Optional.of(f.forecast(TEST, 1, new Seed(3)).p()) : Optional.empty());
    }

    private static Model fitted(String entry) { return FitModel.train(ModelSpec.parse(entry).get(0), TRAIN, "made up", null, 0, new Seed(1), Progress.SILENT).file().model(); }

    @Test void theNullKnowsNothingOfHiddenNeuronsAndBinsAhead() {
        Checks checks = of(new IndependentModel(NULLS.constant()), 3, false);
        assertThat(checks.coSmoothing().orElseThrow().overConstant().value()).isCloseTo(0, within(1e-12));
        assertThat(checks.forward().orElseThrow().overConstant().value()).isCloseTo(0, within(1e-12));
        assertThat(checks.forward().orElseThrow().exact()).isTrue();
        assertThat(checks.copies().orElseThrow().p()).isGreaterThan(.05);
        assertThat(checks.published()).isEmpty();
        assertThat(checks.missing()).isEmpty();
    }

    @Test void whatGoesOverOneBinIsKnownOneBinAheadAndNotTwo() {
        double one = of(TRUTH, 1, false).forward().orElseThrow().overConstant().value(), two = of(TRUTH, 2, false).forward().orElseThrow().overConstant().value();
        assertThat(one).isGreaterThan(.1);
        assertThat(two).isLessThan(one / 5);
        Checks truth = of(TRUTH, 2, false);
        assertThat(truth.forward().orElseThrow().exact()).as("simulated").isFalse();
        assertThat(truth.missing()).containsEntry(Checks.CO_SMOOTHING, "the model has no exact law of some neurons given the others");
        assertThat(of(TRUTH, 12, false).missing()).containsEntry(Checks.FORWARD, "no trial is longer than 12 bins");
    }

    @Test void theArrowOfTimeIsInTheSampleOfAModelThatHasOne() {
        Checks truth = of(TRUTH, 3, false), rates = of(new IndependentModel(NULLS.constant()), 3, false);
        Checks.Arrow arrow = truth.arrow().orElseThrow();
        assertThat(arrow.neurons()).containsExactly("n0", "n1");
        assertThat(arrow.recorded().p()).isLessThan(.01);
        assertThat(arrow.drawn().p()).isLessThan(.01);
        assertThat(rates.arrow().orElseThrow().drawn().p()).isGreaterThan(.05);
        assertThat(rates.arrow().orElseThrow().recorded().estimate()).as("the same trials").isEqualTo(of(new IndependentModel(NULLS.constant()), 5, false).arrow().orElseThrow().recorded().estimate());
    }

    @Test void intervalsFitTheForecastsOfTheTruth() {
        assertThat(of(TRUTH, 3, false).rescaling().orElseThrow().tested()).isEqualTo(2);
        assertThat(of(TRUTH, 3, false).rescaling().orElseThrow().offCount()).isZero();
        var wrong = new IndependentModel(NULLS.constant());
        assertThat(CheckModel.of(TRAIN, TEST, NULLS, 3, false, new Seed(1)).of(wrong, null, Optional.empty()).missing()).containsEntry(Checks.RESCALING, "the model cannot forecast")
                .containsEntry(Checks.ARROW, "the model cannot be sampled");
    }

    /** By hand: the two spikes at bin 1 have 1/2 and 1/4 where the null has 1/8, 2 and 1 bits; what is said of bin 0, which has no past, is not looked at. */
    @Test void binsWithoutAPastDoNotCount() {
        SpikeTrains two = SpikeTrains.generate(2, 2, 1, (k, t, i) -> t == 1);
        Nulls nulls = new Nulls(new RatesOverTime(1, 1, new double[] {.125}), Optional.empty());
        assertThat(ForwardPrediction.of(new double[] {.9, .5, .1, .25}, true, 1, two, nulls, new Seed(1)).overConstant().value()).isCloseTo(1.5, within(1e-12));
    }

    @Test void hiddenNeuronsAreThoseOfScoreWithTheSameSeed() {
        Model hmm = fitted("hmm --states 3");
        CoSmoothing co = of(hmm, 5, false).coSmoothing().orElseThrow();
        int[] hidden = new NeuronChoice(CoSmoothing.OPTION, "0.25").orShare(TEST, new Seed(1).child("held-out neurons"));
        CoSmoothing score = CoSmoothing.of(CoSmoothing.able(hmm), TEST, NULLS, hidden, new Seed(1).child("co-smoothing"));
        assertThat(co.overConstant()).isEqualTo(score.overConstant());
        assertThat(co.names()).isEqualTo(score.names());
    }

    @Test void aModelThatHandsOutTrainingTrialsIsCaught() {
        Samples truth = TRUTH;
        Checks checks = CheckModel.of(TRAIN, TEST, NULLS, 5, false, new Seed(1)).of(truth, TRAIN.select(IntStream.range(0, 60).toArray()), Optional.empty());
        assertThat(checks.copies().orElseThrow().copied()).isEqualTo(1);
        assertThat(checks.copies().orElseThrow().p()).isEqualTo(.001);
        assertThat(checks.twoSample().orElseThrow().tests()).as("copies are not to be told from held-out trials").allMatch(test -> test.p() > .01);
    }

    @Test void publishedMeasuresComeOnRequestAndSayWhatTheyCannot() {
        Checks checks = of(fitted("hmm --states 2"), 5, true);
        assertThat(checks.published().keySet()).containsExactlyInAnyOrder("Spike-GAN", "SpiQGAN", "LDNS", "Neural Latents Benchmark");
        assertThat(checks.published().get("Neural Latents Benchmark").stream().map(Checks.Measure::name)).containsExactly("co-bps, pooled", "co-bps, mean over neurons", "fp-bps, 5 bins ahead, pooled", "fp-bps, 5 bins ahead, mean over neurons");
        Checks.Measure mean = checks.published().get("Spike-GAN").get(0);
        assertThat(mean.name()).isEqualTo("mean");
        assertThat(mean.mean()).isPositive();
        assertThat(mean.recorded()).isPositive();
        SpikeTrains many = SpikeTrains.generate(40, 10, 14, (k, t, i) -> (k * 7 + t * 3 + i) % 5 == 0);
        Checks wide = CheckModel.of(many, many, Nulls.of(many), 5, true, new Seed(1)).of(new IndependentModel(Nulls.of(many).constant()), many, Optional.empty());
        assertThat(wide.missing().get("SpiQGAN")).isEqualTo("its words are of 12 neurons at most, here are 14 (--neurons top:12)");
        assertThat(wide.published()).doesNotContainKey("SpiQGAN").containsKey("LDNS");
    }

    @Test void trialsOfUnequalLengthAreSaidNotToBeTestable() {
        SpikeTrains ragged = SpikeTrains.generate(new Design(IntStream.range(0, 20).map(k -> 6 + k % 3).toArray(), .01, null, null, null, null, null), org.spinspike.spikes.Neurons.unnamed(2), (k, t, i) -> (k + t + i) % 3 == 0);
        Checks checks = CheckModel.of(ragged, ragged, Nulls.of(ragged), 2, true, new Seed(1)).of(new IndependentModel(Nulls.of(ragged).constant()), ragged, Optional.empty());
        assertThat(checks.twoSample()).isEmpty();
        assertThat(checks.missing().get(Checks.TWO_SAMPLE)).contains("equal length");
        assertThat(checks.missing().get("Spike-GAN")).contains("equal length");
        assertThat(checks.copies()).as("same lengths are compared").isPresent();
    }

    @Test void trialsOfLengthsNobodyLearnedFromAreNoCopies() {
        SpikeTrains shorter = TEST.selectBins(0, 7);
        Checks checks = CheckModel.of(TRAIN, shorter, NULLS, 2, false, new Seed(1)).of(new IndependentModel(NULLS.constant()), shorter, Optional.empty());
        assertThat(checks.copies()).isEmpty();
        assertThat(checks.missing()).containsEntry(Checks.COPIES, "no training trial is as long as one of these");
    }
}
