package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Checkpoint;
import org.spinspike.model.Fit;
import org.spinspike.model.Interruption;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Options;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Training;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

class MpsTrainerTest {
    private static final MpsFamily FAMILY = new MpsFamily();

    /** Neuron 1 repeats neuron 0 one bin later; neuron 2 is the parity of the two. */
    private static SpikeTrains echo(int trials, long seed) {
        var random = new Seed(seed).generator();
        var builder = new SpikeTrains.Builder(Design.plain(trials, 4, .01), Neurons.unnamed(3));
        for (int k = 0; k < trials; k++) {
            boolean before = false;
            for (int t = 0; t < 4; t++) {
                boolean a = random.nextDouble() < .3, b = before != random.nextDouble() < .05;
                if (a) builder.set(k, t, 0);
                if (b) builder.set(k, t, 1);
                if (a != b != random.nextDouble() < .1) builder.set(k, t, 2);
                before = a;
            }
        }
        return builder.build();
    }

    /** Independent neurons. */
    private static SpikeTrains noise(int trials, long seed) {
        var random = new Seed(seed).generator();
        return SpikeTrains.generate(trials, 4, 3, (k, t, i) -> random.nextDouble() < .3);
    }

    private static Options options(String... pairs) {
        var given = new java.util.LinkedHashMap<String, String>();
        for (int n = 0; n < pairs.length; n += 2) given.put(pairs[n], pairs[n + 1]);
        return Options.of(FAMILY.options(), given);
    }

    private static Training training(SpikeTrains data, SpikeTrains held, Options options, Checkpoint checkpoint) {
        return new Training(data, Optional.ofNullable(held), options, 0, new Seed(4), checkpoint, Progress.SILENT);
    }

    private static double nats(Fit fit, SpikeTrains data) {
        double sum = 0;
        for (double logP : ((Likelihood) fit.model()).logProbability(data)) sum -= logP;
        return sum / data.trials();
    }

    @Test void startsAtRatesOverTimeAndLearnsWhatHangsTogether() {
        SpikeTrains data = echo(600, 1), held = echo(400, 2);
        Fit fit = FAMILY.train(training(data, held, options("cutoff", "0.01"), Checkpoint.NONE));
        double rates = 0;
        for (double logP : RatesOverTime.perBin(data).logProbabilityByBin(held)) rates -= logP / held.trials();
        assertThat(fit.history().get(0).validationNats()).isCloseTo(rates, within(.02));
        double best = fit.history().stream().mapToDouble(Fit.Step::validationNats).min().getAsDouble();
        assertThat(nats(fit, held)).isCloseTo(best, within(1e-12)).isLessThan(rates - 1.5);   // the truth gains 2.2 nats over its rates
        assertThat(fit.stop()).isEqualTo(Fit.Stop.VALIDATION);
    }

    @Test void bondsGrowOnlyWhereThatPays() {
        SpikeTrains held = echo(400, 2), noise = noise(300, 1), otherNoise = noise(300, 2);
        Options options = options("sweeps", "20");
        MpsModel echoes = (MpsModel) FAMILY.train(training(echo(3000, 1), held, options, Checkpoint.NONE)).model();
        assertThat(echoes.chain().largestBond()).isGreaterThan(2);
        Fit independent = FAMILY.train(training(noise, otherNoise, options, Checkpoint.NONE));
        assertThat(((MpsModel) independent.model()).chain().largestBond()).isLessThanOrEqualTo(2);
    }

    @Test void bondDimensionOneLearnsTheTrainingRates() {                        // of bits that are independent in the sample, so that truncation costs nothing
        int[] stride = {1, 2, 6}, of = {2, 3, 4};
        SpikeTrains data = SpikeTrains.generate(24, 3, 1, (k, t, i) -> k / stride[t] % of[t] == 0);
        Fit fit = FAMILY.train(training(data, null, options("bond", "1", "step", "0.1", "sweeps", "30"), Checkpoint.NONE));
        MpsModel model = (MpsModel) fit.model();
        assertThat(fit.stop()).isEqualTo(Fit.Stop.CONVERGED);
        assertThat(model.chain().largestBond()).isEqualTo(1);
        assertThat(model.parameters()).isEqualTo(3);
        assertThat(model.forecast(data.select(new int[] {0}), 1, new Seed(1)).p()).usingComparatorWithPrecision(1e-5).containsExactly(1 / 2., 1 / 3., 1 / 4.);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void anInterruptedRunResumesToTheSameBytes(int stop) {
        SpikeTrains data = masked(echo(200, 1)), held = echo(100, 2);
        Options options = options("patience", "20", "sweeps", "3", "batch", "50", "cutoff", "0.001");
        Fit straight = FAMILY.train(training(data, held, options, Checkpoint.NONE));
        var broken = Interruption.after(stop);
        Fit half = FAMILY.train(training(data, held, options, broken));
        assertThat(half.stop()).isEqualTo(Fit.Stop.INTERRUPTED);
        Fit resumed = FAMILY.train(training(data, held, options, Interruption.over(broken)));
        assertThat(resumed.model().arrays()).isEqualTo(straight.model().arrays());
        assertThat(resumed.history()).isEqualTo(straight.history()).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aRunOnWholeTrialsResumesToTheSameBytes(int stop) {                       // here the environments are kept from step to step
        SpikeTrains data = echo(200, 1);
        Options options = options("sweeps", "2", "cutoff", "0.001");
        Fit straight = FAMILY.train(training(data, null, options, Checkpoint.NONE));
        var broken = Interruption.after(stop);
        FAMILY.train(training(data, null, options, broken));
        Fit resumed = FAMILY.train(training(data, null, options, Interruption.over(broken)));
        assertThat(resumed.model().arrays()).isEqualTo(straight.model().arrays());
        assertThat(resumed.history()).isEqualTo(straight.history());
    }

    @Test void threadsDoNotMatter() throws Exception {
        SpikeTrains data = echo(3 * TrainingBits.CHUNK + 17, 1);
        byte[][] bits = new byte[12][data.trials()];
        for (int k = 0; k < data.trials(); k++) for (int l = 0; l < 12; l++) bits[l][k] = data.flat(k)[l];
        var options = new MpsOptions(6, true, 1e-3, .05, 10, 2, 0, 1, .01);
        Mps start = ProductStart.of(data, 6, .01, new Seed(3)).leftCanonical().mps();
        List<NamedArrays> results = new ArrayList<>();
        for (int threads : new int[] {1, 3}) {
            var sweep = new TwoSiteSweep(start, TrainingBits.of(bits, 0), options, new Workers(0));   // every region in parallel
            var pool = new ForkJoinPool(threads);
            pool.submit(() -> { for (int half = 0; half < 4; half++) sweep.run(half % 2 == 1, 6, visited -> {}); }).get();
            pool.shutdown();
            results.add(sweep.chain().arrays());
        }
        assertThat(results.get(0)).isEqualTo(results.get(1));
    }

    @Test void whatWasNotObservedIsNotLearned() {                                 // neuron 2 is hidden half the time; "hidden" must not become "silent"
        SpikeTrains data = echo(600, 1), held = echo(400, 2);
        var builder = new SpikeTrains.Builder(data.design(), data.cells());
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < 4; t++)
                for (int i = 0; i < 3; i++) {
                    if (i == 2 && (k + t) % 2 == 0) builder.unobserved(k, t, i);
                    else if (data.fires(k, t, i)) builder.set(k, t, i);
                }
        Options options = options("cutoff", "0.01");
        double whole = nats(FAMILY.train(training(data, held, options, Checkpoint.NONE)), held);
        Fit fit = FAMILY.train(training(builder.build(), held, options, Checkpoint.NONE));
        assertThat(nats(fit, held)).isBetween(whole - .05, whole + .25);
        assertThat(fit.notes()).anyMatch(note -> note.contains("not observed"));
    }

    @Test void shorterTrialsTrainTheBinsTheyHave() {
        SpikeTrains data = echo(400, 1);
        int[] lengths = new int[400];
        for (int k = 0; k < 400; k++) lengths[k] = k % 3 == 0 ? 2 : 4;
        SpikeTrains ragged = SpikeTrains.generate(new Design(lengths, .01, null, null, null, null, null), data.cells(), data::fires);
        SpikeTrains held = echo(400, 2);
        Fit fit = FAMILY.train(training(ragged, held, options("cutoff", "0.01"), Checkpoint.NONE));
        assertThat(nats(fit, held)).isLessThan(fit.history().get(0).validationNats() - 1.3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shortChainsAreTrainedToo(int neurons) {                                  // one, two and three sites; all neurons always equal
        var random = new Seed(1).generator();
        boolean[] fires = new boolean[500];
        for (int k = 0; k < 500; k++) fires[k] = random.nextDouble() < .3;
        SpikeTrains data = SpikeTrains.generate(500, 1, neurons, (k, t, i) -> fires[k]);
        Fit fit = FAMILY.train(training(data, null, options("step", "0.1", "sweeps", "20"), Checkpoint.NONE));
        double p = data.spikes() / 500. / neurons;
        assertThat(nats(fit, data)).isCloseTo(-p * Math.log(p) - (1 - p) * Math.log(1 - p), within(1e-3));
    }

    @Test void silentAndAlwaysOnNeuronsAndASingleTrialTrain() {
        SpikeTrains data = SpikeTrains.generate(1, 3, 2, (k, t, i) -> i == 1);
        Fit fit = FAMILY.train(training(data, null, options(), Checkpoint.NONE));
        assertThat(nats(fit, data)).isFinite();
    }

    @Test void wrongStartsAndValidationsAreRefused() {
        SpikeTrains data = echo(20, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> MpsTrainer.fit(training(data, null, options(), Checkpoint.NONE), MpsOptions.DEFAULT,
                Optional.of(Mps.product(new double[] {.5})))).withMessage("sites of the start (bins times neurons) must have length 12, got 1");
        assertThatIllegalArgumentException().isThrownBy(() -> FAMILY.train(training(data, data.selectNeurons(new int[] {0}), options(), Checkpoint.NONE)))
                .withMessage("validation trials must have 3 neurons, got 1");
        assertThatIllegalArgumentException().isThrownBy(() -> FAMILY.train(training(data, null, options("cutoff", "1.5"), Checkpoint.NONE)))
                .withMessage("cutoff must be in 0.0..1.0, got 1.5");
    }

    @Test void theEstimateCoversTheBoundaryVectors() {
        SpikeTrains data = SpikeTrains.generate(2000, 10, 8, (k, t, i) -> false);
        var cost = FAMILY.cost(data, Options.of(FAMILY.options(), Map.of("bond", "8", "sweeps", "1", "fixed-bond", "true")));
        assertThat(cost.bytes()).isBetween(8L * 2000 * 70 * 8, 3 * 8L * 2000 * 80 * 8);
        assertThat(cost.flops()).isBetween(2 * 40. * 2000 * 70 * 64, 2 * 1.3 * 40 * 2000 * 80 * 64);
        double halfSweep = cost.flops() / 2;
        var growing = FAMILY.cost(data, Options.of(FAMILY.options(), Map.of("bond", "8")), 40);
        assertThat(growing.flops()).isBetween(32.5 * halfSweep, 33.5 * halfSweep);        // 4 at bond 2, 4 at 4, 32 at 8: 4/16 + 4/4 + 32, fewer at the ends
        assertThat(growing.seconds()).isEqualTo(growing.flops() / 12e9);
    }

    private static SpikeTrains masked(SpikeTrains data) {
        var builder = new SpikeTrains.Builder(data.design(), data.cells());
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(); t++)
                for (int i = 0; i < data.neurons(); i++) {
                    if ((k * 7 + t * 3 + i) % 11 == 0) builder.unobserved(k, t, i);
                    else if (data.fires(k, t, i)) builder.set(k, t, i);
                }
        return builder.build();
    }
}
