package org.spinspike.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Checkpoint;
import org.spinspike.model.Family;
import org.spinspike.model.Fit;
import org.spinspike.model.Interruption;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Model;
import org.spinspike.model.ModelContract;
import org.spinspike.model.Options;
import org.spinspike.model.Training;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

class HmmTest extends ModelContract {
    private static final HmmModel TINY = new HmmModel(new double[] {.2, .7, .1}, new double[] {.5, .3, .2, .1, .8, .1, .25, 0, .75}, new double[] {.1, .6, .3, .9, .05, .4, .7, .2, 0}, 3);
    private static final HmmFamily FAMILY = new HmmFamily();

    @Override protected Model tiny()        { return TINY; }
    @Override protected Design tinyDesign() { return Design.plain(1, 4, .01); }
    @Override protected Family family()     { return FAMILY; }

    /** Two states that never mix: .75 of the trials fire with 1/2, the others never; after a spike all is clear. */
    @Test void twoStatesByHand() {
        var model = new HmmModel(new double[] {.75, .25}, new double[] {1, 0, 0, 1}, new double[] {.5, 0}, 1);
        SpikeTrains words = SpikeTrains.generate(4, 2, 1, (k, t, i) -> (k >> (1 - t) & 1) == 1);
        double[] logP = model.logProbability(words);
        assertThat(Math.exp(logP[0])).isCloseTo(.75 / 4 + .25, within(1e-15));
        for (int k = 1; k < 4; k++) assertThat(Math.exp(logP[k])).isCloseTo(.75 / 4, within(1e-15));
        double silent = .375 / (.375 + .25) * .5;                                 // p(first state | silent once) / 2
        assertThat(model.forecast(words, 1, new Seed(1)).p()).containsExactly(new double[] {.375, silent, .375, silent, .375, .5, .375, .5}, within(1e-15));
        assertThat(model.parameters()).isEqualTo(2 + 2 + 1);
    }

    /** The forward algorithm is the product of the matrices start, diag(emission), move, diag(emission) ... : a chain of non-negative matrices, multiplied out. */
    @Test void theForwardAlgorithmIsAProductOfNonNegativeMatrices() {
        SpikeTrains data = TINY.sample(Design.plain(20, 7, .01), new Seed(2));
        double[] logP = TINY.logProbability(data);
        for (int k = 0; k < 20; k++) {
            double[] v = TINY.start().clone();
            for (int t = 0; t < 7; t++) {
                double[] next = new double[3];
                for (int z = 0; z < 3; z++) {
                    for (int i = 0; i < 3; i++) v[z] *= data.fires(k, t, i) ? TINY.rate()[z * 3 + i] : 1 - TINY.rate()[z * 3 + i];
                    for (int y = 0; y < 3; y++) next[y] += v[z] * (t == 6 ? z == y ? 1 : 0 : TINY.move()[z * 3 + y]);
                }
                v = next;
            }
            assertThat(logP[k]).isCloseTo(Math.log(Arrays.stream(v).sum()), within(1e-12));
        }
    }

    private static Fit fit(SpikeTrains data, SpikeTrains held, Checkpoint checkpoint, int iterations, String... options) {
        var given = new java.util.HashMap<String, String>(Map.of("starts", "1"));
        for (int o = 0; o < options.length; o += 2) given.put(options[o], options[o + 1]);
        return FAMILY.train(new Training(data, Optional.ofNullable(held), Options.of(FAMILY.options(), given), iterations, new Seed(4), checkpoint, Progress.SILENT));
    }

    private static double nats(Likelihood model, SpikeTrains data) { return -Arrays.stream(model.logProbability(data)).sum() / data.trials(); }

    private static final HmmModel TRUTH = new HmmModel(new double[] {.5, .5}, new double[] {.9, .1, .2, .8}, new double[] {.05, .1, .2, .4, .6, .3}, 3);

    @Test void itFindsTheStatesThatMadeTheData() {
        SpikeTrains data = TRUTH.sample(Design.plain(600, 20, .01), new Seed(1)), held = TRUTH.sample(Design.plain(200, 20, .01), new Seed(2)), test = TRUTH.sample(Design.plain(500, 20, .01), new Seed(3));
        Fit fit = fit(data, held, Checkpoint.NONE, 0);
        var model = (HmmModel) fit.model();
        assertThat(nats(model, test) - nats(TRUTH, test)).isBetween(-.02, .08);
        assertThat(fit.notes().get(0)).contains("states, by validation nats of each number tried (2: ");
        HmmModel two = (HmmModel) fit(data, held, Checkpoint.NONE, 0, "states", "2").model();
        int quiet = two.rate()[0] < two.rate()[3] ? 0 : 1;
        for (int i = 0; i < 3; i++) assertThat(two.rate()[quiet * 3 + i]).isCloseTo(TRUTH.rate()[i], within(.04));
        assertThat(two.move()[quiet * 2 + quiet]).isCloseTo(.9, within(.04));
    }

    /** Two chains of two states side by side: four states. */
    private static HmmModel twoChains() {
        double[] quiet = {.05, .1, .2, .1}, lively = {.6, .5, .5, .6}, move = new double[16], rate = new double[16];
        for (int z = 0; z < 4; z++) {
            for (int y = 0; y < 4; y++) move[z * 4 + y] = (z % 2 == y % 2 ? .9 : .1) * (z / 2 == y / 2 ? .9 : .1);
            for (int i = 0; i < 4; i++) rate[z * 4 + i] = ((i < 2 ? z % 2 : z / 2) == 1 ? lively : quiet)[i];
        }
        return new HmmModel(new double[] {.25, .25, .25, .25}, move, rate, 4);
    }

    /** Of the first set six states bring nothing and eight do again; of the second six and eight bring nothing, and twelve are not tried. */
    @ParameterizedTest @CsvSource({"9,7,16", "5,5,4"})
    void twoNumbersOfStatesInARowEndTheSearch(int seed, int numbers, int chosen) {
        Fit fit = fit(twoChains().sample(Design.plain(60, 10, .01), new Seed(seed)), twoChains().sample(Design.plain(20, 10, .01), new Seed(100 + seed)), Checkpoint.NONE, 0);
        double[] nats = Pattern.compile("\\d+: (\\d+\\.\\d+)").matcher(fit.notes().get(0)).results().mapToDouble(found -> Double.parseDouble(found.group(1))).toArray();
        assertThat(nats).as(fit.notes().get(0)).hasSize(numbers);
        assertThat(((HmmModel) fit.model()).states()).isEqualTo(chosen);
        double least = nats[0];
        int failed = 0;
        for (int c = 1; c < nats.length; c++) {
            assertThat(failed).as("failures in a row before number %d", c).isLessThan(2);
            failed = nats[c] < least ? 0 : failed + 1;
            least = Math.min(least, nats[c]);
        }
        assertThat(failed == 2 || nats.length == HmmOptions.CANDIDATES.size()).isTrue();
    }

    /** Another program's fit of two states to the same trials (best of two random starts there): likelihood and one-bin forecasts. */
    @Test void twoStatesScoreAsInTheReference() throws Exception {
        var golden = new com.fasterxml.jackson.databind.ObjectMapper().readTree(GlmGoldenTest.GOLDEN.resolve("comparators_spk8x10.json").toFile()).get("hmm_K2");
        SpikeTrains test = GlmGoldenTest.TEST;
        var model = (HmmModel) fit(GlmGoldenTest.TRAIN, null, Checkpoint.NONE, 0, "states", "2").model();
        assertThat(nats(model, test)).isCloseTo(golden.get("test_nll").asDouble(), within(.005));
        double[] p = model.forecast(test, 1, new Seed(1)).p();
        double loss = 0;
        for (int e = 0; e < p.length; e++) if (e % 80 >= 8) loss -= test.fires(e / 80, e % 80 / 8, e % 8) ? Math.log(p[e]) : Math.log1p(-p[e]);
        assertThat(loss / (test.trials() * 72)).isCloseTo(golden.get("forecast_logloss_nats_per_bit").asDouble(), within(1e-4));
    }

    @Test void everyStepRaisesTheLikelihoodOfManyTrials() {
        SpikeTrains data = TRUTH.sample(Design.plain(400, 10, .01), new Seed(1));
        var history = fit(data, null, Checkpoint.NONE, 40, "states", "3").history();
        for (int n = 1; n < history.size(); n++) assertThat(history.get(n).trainNats()).isLessThan(history.get(n - 1).trainNats() + 2e-3);   // the added observation a state aside
        assertThat(history.get(history.size() - 1).trainNats()).isLessThan(history.get(0).trainNats() - .2);
    }

    /** One state is independent cells: the rates of what was observed, with one observation of the mean rate added. */
    @Test void oneStateIsTheRatesOfWhatWasObserved() {
        var builder = new SpikeTrains.Builder(new Design(new int[] {3, 2}, .01, null, null, null, null, null), org.spinspike.spikes.Neurons.unnamed(1));
        builder.set(0, 0, 0).set(1, 1, 0).unobserved(0, 2, 0);
        double mean = 2.5 / 5;
        assertThat(((HmmModel) fit(builder.build(), null, Checkpoint.NONE, 0, "states", "1").model()).rate()[0]).isCloseTo((2 + mean) / 5, within(1e-12));
    }

    @ParameterizedTest @ValueSource(ints = {1, 7, 20})
    void anInterruptedRunResumesToTheSameBytes(int at) {
        SpikeTrains data = TRUTH.sample(Design.plain(80, 8, .01), new Seed(1)), held = TRUTH.sample(Design.plain(40, 8, .01), new Seed(2));
        Fit straight = fit(data, held, Checkpoint.NONE, 60, "starts", "2");
        var broken = Interruption.after(at);
        assertThat(fit(data, held, broken, 60, "starts", "2").stop()).isEqualTo(Fit.Stop.INTERRUPTED);
        Fit resumed = fit(data, held, Interruption.over(broken), 60, "starts", "2");
        assertThat(resumed.model().arrays()).isEqualTo(straight.model().arrays());
        assertThat(resumed.history()).isEqualTo(straight.history());
    }

    @Test void whatIsNoDistributionIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HmmModel(new double[] {.5, .4}, new double[] {1, 0, 0, 1}, new double[] {.5, .5}, 1)).withMessageContaining("start must sum to 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new HmmModel(new double[] {1}, new double[] {1}, new double[] {1.5}, 1)).withMessageContaining("rate must be in 0.0..1.0");
    }
}
