package org.spinspike.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Checkpoint;
import org.spinspike.model.Family;
import org.spinspike.model.Fit;
import org.spinspike.model.Forecasts.Forecast;
import org.spinspike.model.Model;
import org.spinspike.model.ModelContract;
import org.spinspike.model.Options;
import org.spinspike.model.Training;
import org.spinspike.model.autoregression.Weights;
import org.spinspike.spikes.Covariates;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/** All terms at once, neurons acting within the bin. */
class GlmTest extends ModelContract {
    private static final GlmFamily FAMILY = new GlmFamily();
    private static final Design DESIGN = Design.plain(1, 3, .01);
    private static final Model TINY = everything();

    /** Trained, so that the forecast is the best one without same-bin terms. */
    private static Model everything() {
        SpikeTrains data = GlmModel.oneLag(new double[] {1, -.8, 0, 2, .5, 0, 0, -1.5, .3}, new double[] {-.5, -1, .2}, new double[] {.2, .5, .7})
                .sample(Design.plain(4000, 3, .01), new Seed(9));
        return train(copying(data), Map.of("same-bin", "true", "running-sum", "true", "first-bin", "true", "per-bin", "true")).model();
    }

    /** Neuron 2 follows neuron 0 within the bin. */
    private static SpikeTrains copying(SpikeTrains data) {
        return SpikeTrains.generate(data.design(), data.cells(), (k, t, i) -> data.fires(k, t, i) || i == 2 && k % 3 == 0 && data.fires(k, t, 0));
    }

    @Override protected Model tiny()             { return TINY; }
    @Override protected Design tinyDesign()      { return DESIGN; }
    @Override protected Family family()          { return FAMILY; }
    @Override protected boolean marginalises()   { return false; }

    /** The forecast of one bin is a fit of its own: close to the truth of the joint model, never equal. */
    @Override protected void assertForecast(double forecast, double conditional) {
        assertThat(forecast).isCloseTo(conditional, within(.03));
    }

    /** By hand: W[0,1] = 2 is the push of neuron 1 on neuron 0, so neuron 0 follows neuron 1 one bin later, and not the reverse. */
    @Test void couplingsPointFromColumnToRow() {
        var pair = GlmModel.oneLag(new double[] {0, 2, 0, 0}, new double[] {-1, -3}, new double[] {.25, .5});
        SpikeTrains train = SpikeTrains.generate(1, 2, 2, (k, t, i) -> t == 0 ? i == 1 : i == 0);          // 01 / 10
        double expected = Math.log(.75 * .5) + Math.log(1 / (1 + Math.exp(-1))) + Math.log(1 / (1 + Math.exp(-3)));
        assertThat(pair.logProbability(train)[0]).isCloseTo(expected, within(1e-14));
        assertThat(pair.forecast(train, 1, new Seed(1)).p()).containsExactly(new double[] {.25, .5, 1 / (1 + Math.exp(-1)), 1 / (1 + Math.exp(3))}, within(1e-15));
        assertThat(pair.couplings()).containsExactly(0, 2, 0, 0);
    }

    /** By hand: lag 2 of neuron 1 on neuron 0, running sum and first-bin flag, and neuron 0 on neuron 1 within the bin. */
    @Test void eachTermEntersTheInputOnce() {
        var arrays = new NamedArrays().put("bias", new double[] {-1, -2}, 2).put("lags", new double[] {0, 0, 0, 0, 0, .7, 0, 0}, 2, 2, 2)
                .put("running_sum", new double[] {5, 0}, 2).put("first_bin", new double[] {.4, 0}, 2).put("same_bin", new double[] {0, 0, 3, 0}, 2, 2);
        Weights weights = Weights.restore(arrays);
        assertThat(weights.arrays()).isEqualTo(arrays);
        var alone = new Weights(weights.terms(), weights.rows(), null);
        var model = new GlmModel(weights, alone, new org.spinspike.model.RatesOverTime(1, 2, new double[] {.5, .5}), null, new double[] {.5, .5}, 2);
        SpikeTrains train = SpikeTrains.generate(1, 3, 2, (k, t, i) -> t == 0 ? i == 1 : t == 2);          // 01 / 00 / 11
        double[] byBin = model.logProbabilityByBin(train);
        assertThat(byBin[0]).isCloseTo(silent(-1 + .4) + spike(-2), within(1e-14));
        assertThat(byBin[1]).isCloseTo(silent(-1 + 5 * .1) + silent(-2), within(1e-14));
        assertThat(byBin[2]).isCloseTo(spike(-1 + 5 * .1 + .7) + spike(-2 + 3), within(1e-14));
    }

    /** By hand for one neuron with one lag: a two-by-two table of (before, now), no ridge. */
    @Test void aLoneNeuronLearnsItsTransitionTable() {
        SpikeTrains data = SpikeTrains.generate(10, 2, 1, (k, t, i) -> t == 0 ? k < 4 : k < 3 || k == 9);   // after a spike 3 of 4, after silence 1 of 6
        GlmModel model = (GlmModel) train(data, Map.of("lags", "1", "same-bin", "true", "ridge", "0")).model();
        assertThat(model.bias()[0]).isCloseTo(Math.log(1 / 5.), within(1e-9));
        assertThat(model.couplings()[0]).isCloseTo(Math.log(3) - Math.log(1 / 5.), within(1e-9));
        assertThat(model.forecast(data, 1, new Seed(1)).p()[0]).isCloseTo(4.5 / 11, within(1e-15));
    }

    @Test void couplingsAreFoundAgain() {
        double[] w = {1, -2, 0, 0, .5, 1.5, 2, 0, -1}, b = {-1, -.5, -1.5};
        SpikeTrains data = GlmModel.oneLag(w, b, new double[] {.3, .3, .3}).sample(Design.plain(2000, 20, .01), new Seed(3));
        GlmModel model = (GlmModel) train(data, Map.of("lags", "1")).model();
        for (int c = 0; c < 9; c++) assertThat(model.couplings()[c]).isCloseTo(w[c], within(.15));         // 5 standard errors of the rarest pair
        assertThat(model.parameters()).isEqualTo(3 * 4 + 3);
    }

    @Test void withoutCouplingsItIsRatesOverTime() {
        SpikeTrains data = SpikeTrains.generate(40, 5, 2, (k, t, i) -> (k * 7 + t * 3 + i * 11) % 5 == 0);
        var independent = (IndependentModel) new IndependentFamily().train(training(new IndependentFamily(), data, Map.of("per-bin", "true"))).model();
        GlmModel model = (GlmModel) train(data, Map.of("per-bin", "true", "ridge", "1e12", "lags", "1")).model();
        double[] ours = model.logProbability(data), table = independent.logProbability(data);
        assertThat(java.util.Arrays.stream(ours).sum()).isCloseTo(java.util.Arrays.stream(table).sum(), within(.2));   // the bias may take back what add-half gave
        assertThat(model.forecast(data, 1, new Seed(1)).p()[0]).isEqualTo(independent.rates().at(0, 0));
    }

    @Test void theFirstBinOfAWindowStandsAlone() {
        SpikeTrains data = GlmModel.oneLag(new double[] {2, 0, 1, 1}, new double[] {-1, -2}, new double[] {.3, .1}).sample(Design.plain(50, 12, .01), new Seed(4));
        SpikeTrains windows = data.cut(4, 0);
        GlmModel model = (GlmModel) train(windows, Map.of("same-bin", "true")).model();
        double[] p = model.forecast(windows, 1, new Seed(1)).p();
        for (int k = 1; k < windows.trials(); k++) assertThat(p[k * 4 * 2]).isEqualTo(p[0]);
        long ones = 0;
        for (int k = 0; k < windows.trials(); k++) if (windows.fires(k, 0, 0)) ones++;
        assertThat(p[0]).isCloseTo((ones + .5) / (windows.trials() + 1), within(1e-15));
    }

    @Test void aGapBeginsAnew() {
        var model = GlmModel.oneLag(new double[] {3, 0, 0, 3}, new double[] {-1, -2}, new double[] {.2, .4});
        var builder = new SpikeTrains.Builder(Design.plain(1, 4, .01), Neurons.unnamed(2));
        SpikeTrains data = builder.set(0, 0, 0).set(0, 1, 0).unobserved(0, 2, 0).unobserved(0, 2, 1).set(0, 3, 1).build();
        double[] byBin = model.logProbabilityByBin(data);
        assertThat(byBin[2]).isZero();
        assertThat(byBin[3]).isCloseTo(Math.log(.8 * .4), within(1e-15));
        assertThat(byBin[1]).isCloseTo(spike(2) + silent(-2), within(1e-14));
    }

    @Test void aRateStandsForAnUnobservedEntryOfThePast() {
        var model = GlmModel.oneLag(new double[] {3, 0, 0, 3}, new double[] {-1, -2}, new double[] {.2, .4});
        SpikeTrains data = new SpikeTrains.Builder(Design.plain(1, 3, .01), Neurons.unnamed(2)).unobserved(0, 0, 1).set(0, 0, 0).build();
        double[] byBin = model.logProbabilityByBin(data);
        assertThat(byBin).containsExactly(new double[] {Math.log(.2), silent(-1 + 3) + silent(-2 + 3 * .4), silent(-1) + silent(-2)}, within(1e-14));
        assertThat(model.forecast(data, 1, new Seed(1)).p()[3]).isCloseTo(1 / (1 + Math.exp(2 - 3 * .4)), within(1e-14));   // the mean rate stands in
    }

    /** Neuron 0 pushes neuron 1 within the bin by V; where nobody saw neuron 0, its own probability stands for it. */
    @Test void aProbabilityStandsForAnUnobservedEntryOfTheSameBin() {
        SpikeTrains whole = copying(GlmModel.oneLag(new double[9], new double[] {-.5, -1, .2}, new double[] {.2, .5, .7}).sample(Design.plain(500, 3, .01), new Seed(9)));
        GlmModel model = (GlmModel) train(whole, Map.of("same-bin", "true", "lags", "1")).model();
        NamedArrays arrays = model.arrays();
        double[] v = arrays.get("same_bin").doubles(), bias = arrays.get("bias").doubles();
        SpikeTrains data = new SpikeTrains.Builder(Design.plain(1, 2, .01), Neurons.unnamed(3)).unobserved(0, 1, 0).unobserved(0, 1, 1).build();
        double first = 1 / (1 + Math.exp(-bias[0])), second = 1 / (1 + Math.exp(-bias[1] - v[3] * first));
        assertThat(model.logProbabilityByBin(data)[1]).isCloseTo(silent(bias[2] + v[6] * first + v[7] * second), within(1e-13));
    }

    /** Hidden entries must not make noise look like knowledge: whoever drops terms of his own likelihood but not of the null's gains a bit a spike here. */
    @Test void entriesThatAreMissingAtRandomGiveNoGain() {
        SpikeTrains noise = SpikeTrains.generate(300, 12, 4, (k, t, i) -> new Seed(3).child(k).child(t).child(i).generator().nextDouble() < .2);
        var builder = new SpikeTrains.Builder(noise.design(), noise.cells());
        for (int k = 0; k < 300; k++)
            for (int t = 0; t < 12; t++)
                for (int i = 0; i < 4; i++) {
                    if (new Seed(4).child(k).child(t).child(i).generator().nextDouble() < .05) builder.unobserved(k, t, i);
                    else if (noise.fires(k, t, i)) builder.set(k, t, i);
                }
        SpikeTrains data = builder.build(), train = data.select(java.util.stream.IntStream.range(0, 200).toArray()), test = data.select(java.util.stream.IntStream.range(200, 300).toArray());
        double nothing = java.util.Arrays.stream(org.spinspike.model.RatesOverTime.constant(train).logProbabilityByNeuron(test)).sum();
        for (String sameBin : new String[] {"false", "true"}) {
            double gain = java.util.Arrays.stream(((GlmModel) train(train, Map.of("same-bin", sameBin)).model()).logProbability(test)).sum() - nothing;
            assertThat(gain / test.spikes() / Math.log(2)).as("same-bin %s", sameBin).isBetween(-.1, .02);
        }
    }

    @Test void rowsWithUnobservedEntriesAreLeftOutAndCounted() {
        SpikeTrains whole = GlmModel.oneLag(new double[] {1, .5, -1, 1}, new double[] {-1, -1}, new double[] {.3, .3}).sample(Design.plain(60, 8, .01), new Seed(5));
        var builder = new SpikeTrains.Builder(Design.plain(61, 8, .01), whole.cells());
        for (int k = 0; k < 61; k++)
            for (int t = 0; t < 8; t++)
                for (int i = 0; i < 2; i++) {
                    if (k == 60 && i == 1) builder.unobserved(k, t, i);                                   // one neuron lost for a whole trial
                    else if (whole.fires(k % 60, t, i)) builder.set(k, t, i);
                }
        SpikeTrains data = builder.build();
        Fit fit = train(data, Map.of("lags", "1", "same-bin", "true"));
        assertThat(fit.notes()).anyMatch(note -> note.startsWith("7 bins"));
        assertThat(((GlmModel) fit.model()).couplings()).containsExactly(((GlmModel) train(whole, Map.of("lags", "1", "same-bin", "true")).model()).couplings(), within(1e-12));
    }

    @Test void silentAndAlwaysOnNeuronsKeepTheirSmoothedRates() {
        SpikeTrains data = SpikeTrains.generate(30, 6, 3, (k, t, i) -> i == 1 || i == 2 && (k + t) % 4 == 0);
        Fit fit = train(data, Map.of());
        GlmModel model = (GlmModel) fit.model();
        double[] p = model.forecast(data, 1, new Seed(1)).p();
        assertThat(p[3]).isCloseTo(.5 / 181, within(1e-12));
        assertThat(p[4]).isCloseTo(180.5 / 181, within(1e-12));
        assertThat(model.logProbability(data)).doesNotContain(Double.NaN, Double.NEGATIVE_INFINITY);
        assertThat(fit.notes()).anyMatch(note -> note.contains("2 of 3 neurons never or always fired"));
    }

    @Test void patternsOfOneBinUseTheNeuronsBefore() {
        SpikeTrains data = SpikeTrains.generate(100, 1, 2, (k, t, i) -> i == 0 ? k < 50 : k < 40 || k >= 90);
        Fit fit = train(data, Map.of("ridge", "0", "same-bin", "true"));
        GlmModel model = (GlmModel) fit.model();
        assertThat(fit.notes()).anyMatch(note -> note.contains("one bin"));
        assertThat(model.logProbability(data)[0]).isCloseTo(Math.log(.5 * .8), within(1e-9));
    }

    @Test void covariatesActInTheirOwnUnit() {
        int trials = 200, bins = 6;
        float[] values = new float[trials * bins];
        for (int v = 0; v < values.length; v++) values[v] = 1000 + 50 * (v * 37 % 11 - 5);
        var covariates = new Covariates(List.of("speed"), trials, bins, values);
        int[] lengths = new int[trials];
        java.util.Arrays.fill(lengths, bins);
        Design design = new Design(lengths, .01, null, null, null, null, covariates);
        var random = new Seed(6).generator();
        SpikeTrains data = SpikeTrains.generate(design, Neurons.unnamed(1), (k, t, i) -> random.nextDouble() < 1 / (1 + Math.exp(1 - .01 * (covariates.at(k, t, 0) - 1000))));
        GlmModel model = (GlmModel) train(data, Map.of("covariates", "true", "lags", "0")).model();
        assertThat(model.arrays().get("covariates").doubles()[0]).isCloseTo(.01, within(.002));
        assertThat(model.bias()[0]).isCloseTo(-11, within(2.));
        assertThatIllegalArgumentException().isThrownBy(() -> model.sample(Design.plain(1, 3, .01), new Seed(1))).withMessageContaining("speed");
        assertThat(train(data, Map.of()).notes()).anyMatch(note -> note.contains("covariates are not used"));
    }

    @Test void simulatedForecastsAgreeWithTheExactOnesWithinTheirError() {
        var model = GlmModel.oneLag(new double[] {1, -2, 2, .5}, new double[] {-.5, -1}, new double[] {.3, .6});
        SpikeTrains data = SpikeTrains.generate(1, 3, 2, (k, t, i) -> t == 0 && i == 1);
        Forecast forecast = model.forecast(data, 2, new Seed(2));
        assertThat(forecast.exact()).isFalse();
        double[] next = {sigmoid(-.5 - 2), sigmoid(-1 + .5)};            // bin 1 after 01
        for (int i = 0; i < 2; i++) {
            double exact = 0;
            for (int a = 0; a < 4; a++) {
                double p = ((a & 1) == 1 ? next[0] : 1 - next[0]) * ((a & 2) == 2 ? next[1] : 1 - next[1]);
                exact += p * (i == 0 ? sigmoid(-.5 + (a & 1) - 2 * (a >> 1)) : sigmoid(-1 + 2 * (a & 1) + .5 * (a >> 1)));
            }
            assertThat(forecast.standardError()[4 + i]).isBetween(1e-4, .05);
            assertThat(forecast.p()[4 + i]).isCloseTo(exact, within(4 * forecast.standardError()[4 + i]));
        }
        assertThat(forecast.p()[0]).isEqualTo(.3);
        assertThat(forecast.standardError()[0]).isZero();
        assertThat(model.forecast(data, 2, new Seed(2)).p()).isEqualTo(forecast.p());
    }

    @Test void aKilledRunResumesToTheSameModel() {
        SpikeTrains data = random(19);
        Fit whole = train(data, Map.of("same-bin", "true"));
        var states = new ArrayList<NamedArrays>();
        Checkpoint stopping = new Checkpoint() {
            @Override public Optional<NamedArrays> resumed() { return Optional.empty(); }
            @Override public boolean offer(int step, Supplier<NamedArrays> state) { states.add(state.get()); return step < 1; }
        };
        Fit stopped = FAMILY.train(with(training(FAMILY, data, Map.of("same-bin", "true")), stopping));
        assertThat(stopped.stop()).isEqualTo(Fit.Stop.INTERRUPTED);
        assertThat(stopped.model().arrays()).isNotEqualTo(whole.model().arrays());
        Checkpoint resuming = new Checkpoint() {
            @Override public Optional<NamedArrays> resumed() { return Optional.of(states.get(0)); }
            @Override public boolean offer(int step, Supplier<NamedArrays> state) { return true; }
        };
        Fit resumed = FAMILY.train(with(training(FAMILY, data, Map.of("same-bin", "true")), resuming));
        assertThat(resumed.model().arrays()).isEqualTo(whole.model().arrays());
        assertThat(resumed.stop()).isEqualTo(Fit.Stop.CONVERGED);
    }

    @Test void trainingDoesNotDependOnThreads() throws Exception {
        SpikeTrains data = random(9);
        Map<String, String> options = new HashMap<>(Map.of("running-sum", "true", "same-bin", "true"));
        assertThat(on(3, () -> train(data, options).model().arrays())).isEqualTo(on(1, () -> train(data, options).model().arrays()));
    }

    @Test void moreBinsThanTheTableKnowsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ((GlmModel) TINY).sample(Design.plain(1, 4, .01), new Seed(1))).withMessageContaining("known for 3 bins");
    }

    private static SpikeTrains random(int neurons) {
        var random = new Seed(neurons).generator();
        return SpikeTrains.generate(40, 15, neurons, (k, t, i) -> random.nextDouble() < .1 + .02 * i);
    }

    private static double sigmoid(double x) { return 1 / (1 + Math.exp(-x)); }
    private static double spike(double input)  { return Math.log(sigmoid(input)); }
    private static double silent(double input) { return Math.log(1 - sigmoid(input)); }

    private static Training with(Training t, Checkpoint checkpoint) {
        return new Training(t.data(), t.validation(), t.options(), t.iterations(), t.seed(), checkpoint, Progress.SILENT);
    }

    private static Training training(Family family, SpikeTrains data, Map<String, String> given) {
        return Training.of(data, Options.of(family.options(), given), new Seed(1));
    }

    private static Fit train(SpikeTrains data, Map<String, String> given) { return FAMILY.train(training(FAMILY, data, given)); }
}
