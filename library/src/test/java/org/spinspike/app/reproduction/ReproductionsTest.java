package org.spinspike.app.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.task.DataException;
import org.spinspike.baseline.IndependentModel;
import org.spinspike.io.SharedData;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Options;
import org.spinspike.model.RatesOverTime;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/** Every reproduction on trials runs, draws what it promises, and its parts are right by themselves. */
class ReproductionsTest {
    private static Options options(Reproduction reproduction, String... pairs) {
        var given = new HashMap<String, String>(Map.of("trials", "40", "held-out", "40"));
        for (int n = 0; n < pairs.length; n += 2) given.put(pairs[n], pairs[n + 1]);
        return Options.of(reproduction.options(), given);
    }

    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            tensor-brain-two-neurons    | models | independent --per-bin,tensor-brain --chi 2 --bond 2 --starts 1 | words raster scores
            tensor-brain-16-neurons     | models | independent --per-bin,glm                                      | raster correlations scores
            tensor-brain-forecast       | models | independent --per-bin,hmm --states 2 --starts 1                | forecasts horizon calibration scores
            tensor-brain-anomaly        | model  | hmm --states 2 --starts 1                                      | power where
            tensor-brain-scaling-67-302 | models | independent --per-bin,hmm --states 2 --starts 1                | scores
            """)
    void eachDrawsItsFiguresAndKeepsDataModelsAndNumbers(String name, String option, String models, String figures) {
        Reproduction reproduction = Reproductions.named(name);
        boolean scaling = name.contains("scaling");
        Options options = scaling ? options(reproduction, option, models, "sizes", "6,8", "skip-cost", "true") : options(reproduction, option, models);
        assertThat(reproduction.cost(options, new Seed(1)).seconds()).isPositive();
        Reproduced made = reproduction.run(options, new Seed(1), Progress.SILENT);
        assertThat(made.page().figures().stream().map(Figure::name)).containsExactly(figures.split(" "));
        assertThat(made.files().keySet()).anyMatch(f -> f.endsWith("train.npz")).anyMatch(f -> f.endsWith("held-out.npz")).anyMatch(f -> f.startsWith("models/"));
        assertThat(made.lines()).hasSizeGreaterThan(1);
        assertThat(made.page().html()).doesNotContain("NaN");
    }

    private static String page(Reproduction reproduction, String... pairs) { return reproduction.run(options(reproduction, pairs), new Seed(1), Progress.SILENT).page().html(); }

    @Test void oneModelIsNotSaidToKnowMostAndOnlyRatesOverTimeToKnowTheTimeOnly() {
        String rates = "independent --per-bin", alone = page(new ForecastNeurons(), "models", "independent"), both = page(new ForecastNeurons(), "models", rates + ",independent");
        assertThat(alone).contains("independent on trials it has not seen: ", "What does it know of trials nobody has seen?").doesNotContain("says most", "knows the time only");
        assertThat(both).contains(" says most about trials it has not seen: ", "Who says most", rates + " knows the time only.");
    }

    @Test void numbersOfNeuronsAreTakenInOrderAndOneIsNotARow() {
        String both = page(new Scaling(), "models", "independent", "sizes", "8,6", "skip-cost", "true"), one = page(new Scaling(), "models", "independent", "sizes", "6,6", "skip-cost", "true");
        assertThat(both).contains("<h1>From 6 to 8 neurons</h1>", "6, 8 neurons x 30 bins", "8 neurons: independent on trials", "for 6 neurons, 8 neurons.");
        assertThat(one).contains("<h1>6 neurons</h1>", "6 neurons x 30 bins").doesNotContain("by the number of neurons", "6 neurons:", "numbers of neurons");
    }

    /** Rates 1/2 and 1/4: neither fires in two bins with (1/2 3/4)^2, the second alone and then the first with 1/2 1/4 x 1/2 3/4. */
    @Test void theLawOfTwoNeuronsIsThatOfTheModel() {
        double[] law = TwoNeurons.law(new IndependentModel(new RatesOverTime(1, 2, new double[] {.5, .25})));
        assertThat(Arrays.stream(law).sum()).isCloseTo(1, within(1e-12));
        assertThat(law[0]).isCloseTo(9. / 64, within(1e-12));
        assertThat(law[0b0110]).isCloseTo(3. / 64, within(1e-12));
        assertThat(law[0b1001]).isCloseTo(3. / 64, within(1e-12));
    }

    @Test void theAreaCountsPairs() {
        assertThat(AnomalousTrials.area(new double[] {3, 1}, new double[] {1, 2}, new Seed(1)).value()).isCloseTo(2.5 / 4, within(1e-15));
    }

    private static final SpikeTrains TRIALS = SpikeTrains.generate(Design.plain(60, 10, .1), Neurons.unnamed(8), (k, t, i) -> new Seed(3).child(k).child(t).child(i).generator().nextDouble() < .3);

    private static long spikes(SpikeTrains data, int k, int i) { return IntStream.range(0, data.bins(k)).filter(t -> data.fires(k, t, i)).count(); }

    @Test void eachBreakageDoesWhatItSays() {
        Map<Broken, SpikeTrains> broken = new HashMap<>();
        for (Broken b : Broken.values()) broken.put(b, b.of(TRIALS, new Seed(1)));
        assertThat(broken.get(Broken.UNTOUCHED)).isEqualTo(TRIALS);
        assertThat(broken.get(Broken.SILENT).spikes()).isZero();
        for (int k = 0; k < 60; k++) {
            int trial = k;
            assertThat(IntStream.range(0, 8).filter(i -> spikes(broken.get(Broken.DEAD), trial, i) == 0 && spikes(TRIALS, trial, i) > 0).count()).isLessThanOrEqualTo(2);
            for (int i = 0; i < 8; i++) assertThat(spikes(broken.get(Broken.PERMUTED), k, i)).isEqualTo(spikes(TRIALS, k, i));
        }
        assertThat(broken.get(Broken.DEAD).spikes()).isCloseTo(TRIALS.spikes() * 3 / 4, within(TRIALS.spikes() / 10));
        assertThat(broken.get(Broken.PERMUTED)).isNotEqualTo(TRIALS);
        long flipped = 0;
        for (int k = 0; k < 60; k++) for (int t = 0; t < 10; t++) for (int i = 0; i < 8; i++) if (broken.get(Broken.FLIPPED).fires(k, t, i) != TRIALS.fires(k, t, i)) flipped++;
        assertThat(flipped).isBetween(480 - 4 * 21L, 480 + 4 * 21L);               // 4800 entries at .1: 480 +- 20.8
        for (int i = 0; i < 8; i++) {
            int neuron = i;
            assertThat(IntStream.range(0, 60).allMatch(k -> IntStream.range(0, 60).anyMatch(from -> IntStream.range(0, 10)
                    .allMatch(t -> broken.get(Broken.EXCHANGED).fires(k, t, neuron) == TRIALS.fires(from, t, neuron))))).isTrue();
        }
    }

    @Test void learnedAndHeldOutTrialsAreDifferentOnes() {
        Reproduction sixteen = new SixteenNeurons();
        TrialSet set = TrialSet.of(options(sixteen), 5, new Seed(2));
        List<Integer> sources = IntStream.concat(IntStream.range(0, 40).map(set.train().design()::source), IntStream.range(0, 40).map(set.test().design()::source)).boxed().toList();
        assertThat(sources).hasSize(80).doesNotHaveDuplicates();
        assertThat(set.train().neurons()).isEqualTo(5);
    }

    @Test void theRecordingOfTheFolderIsTakenAndMoreNeuronsThanItHasAreRefused() {
        Path folder = SharedData.file("prearcuate_kiani169/prearcuate169_train.npz").getParent().getParent();
        Options options = options(new SixteenNeurons(), "data", folder.toString());
        TrialSet set = TrialSet.of(options, 5, new Seed(2));
        assertThat(List.of(set.train().trials(), set.test().trials(), set.test().bins(), set.test().neurons())).containsExactly(40, 40, 34, 5);
        assertThat(set.test().binarisation().spikes()).isFalse();
        assertThatThrownBy(() -> TrialSet.of(options, 302, new Seed(2))).isInstanceOf(DataException.class).hasMessage("the recording has 169 neurons, 302 were asked for");
    }

    @Test void aFolderWithoutTheRecordingIsNamedWithTheFileItLacks() {
        assertThatThrownBy(() -> TrialSet.of(options(new SixteenNeurons(), "data", "/nowhere"), 5, new Seed(2))).isInstanceOf(DataException.class)
                .hasMessageContaining("--data /nowhere: there is no prearcuate_kiani169/prearcuate169_train.npz in it");
    }
}
