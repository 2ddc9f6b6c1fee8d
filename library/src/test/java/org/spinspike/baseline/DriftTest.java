package org.spinspike.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.model.Model;
import org.spinspike.model.ModelContract;
import org.spinspike.model.Options;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Training;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

class DriftTest extends ModelContract {
    private static final IndependentFamily FAMILY = new IndependentFamily();
    private static final Design DESIGN = at(3, 30);

    @Override protected Model tiny() {
        return new IndependentModel(new RatesOverTime(3, 2, new double[] {.1, .5, .9, .3, .2, .6}), new Drift(RecordingTime.SECONDS, 10, 50, new double[] {.8, -1.5}));
    }
    @Override protected Design tinyDesign() { return DESIGN; }
    @Override protected Family family()     { return FAMILY; }

    /** By hand: a quarter of the way from 10 s to 50 s is x = -.5. */
    @Test void theLogitIsLinearInTheTimeOfTheTrial() {
        double[] p = ((IndependentModel) tiny()).forecast(silent(at(3, 20), 2), 1, new Seed(1)).p();
        assertThat(p[0]).isCloseTo(sigmoid(Math.log(.1 / .9) - .5 * .8), within(1e-15));
        assertThat(p[5]).isCloseTo(sigmoid(Math.log(.6 / .4) + .5 * 1.5), within(1e-15));
    }

    @Test void outsideTheTrainedTimeRatesStayAtTheEnd() {
        IndependentModel model = (IndependentModel) tiny();
        double[] last = model.forecast(silent(at(3, 50), 2), 1, new Seed(1)).p(), later = model.forecast(silent(at(3, 5000), 2), 1, new Seed(1)).p();
        assertThat(later).isEqualTo(last);
        assertThat(model.forecast(silent(at(3, -7), 2), 1, new Seed(1)).p()[0]).isCloseTo(sigmoid(Math.log(.1 / .9) - .8), within(1e-15));
    }

    /** The penalised optimum, by hand: what the line misses must balance the ridge, residual . x = slope, residual . 1 = 1e-6 level. */
    @Test void slopeAndLevelSolveTheScoreEquations() {
        SpikeTrains data = SpikeTrains.generate(at(4, 0, 10, 40), Neurons.unnamed(2), (k, t, i) -> i == 0 ? t < k + 1 : t == 0 && k == 1);
        IndependentModel model = (IndependentModel) train(data, "false").model();
        double[] x = {-1, -.5, 1}, p = model.forecast(data, 1, new Seed(1)).p(), slopes = model.arrays().get("drift.slopes").doubles();
        for (int i = 0; i < 2; i++) {
            double alongX = 0, along1 = 0;
            for (int k = 0; k < 3; k++)
                for (int t = 0; t < 4; t++) {
                    double residual = (data.fires(k, t, i) ? 1 : 0) - p[(k * 4 + t) * 2 + i];
                    alongX += residual * x[k];
                    along1 += residual;
                }
            assertThat(alongX).isCloseTo(slopes[i], within(1e-8));
            assertThat(along1).isCloseTo(0, within(1e-5));
        }
        assertThat(slopes[0]).isPositive();
        assertThat(model.parameters()).isEqualTo(4);
    }

    @Test void aTrueDriftIsFoundOnTopOfRatesOverTime() {
        double[] times = new double[400];
        for (int k = 0; k < 400; k++) times[k] = 5 * k;
        Design design = at(10, times);
        double[] table = new double[20];
        for (int c = 0; c < 20; c++) table[c] = .05 + .03 * (c * 7 % 11);
        var truth = new IndependentModel(new RatesOverTime(10, 2, table), new Drift(RecordingTime.SECONDS, 0, 5 * 399, new double[] {.6, -.4}));
        SpikeTrains data = truth.sample(design, new Seed(2));
        double[] slopes = train(data, "true").model().arrays().get("drift.slopes").doubles();
        assertThat(slopes[0]).isCloseTo(.6, within(.2));                 // 4 standard errors of a slope over 4000 bins
        assertThat(slopes[1]).isCloseTo(-.4, within(.2));
    }

    @Test void withoutStartTimesTheTrialNumberCounts() {
        SpikeTrains data = SpikeTrains.generate(20, 10, 1, (k, t, i) -> t < k / 2);
        var fit = train(data, "false");
        assertThat(fit.model().arrays().get("drift.time").text()).isEqualTo("trial");
        assertThat(fit.model().arrays().get("drift.range").doubles()).containsExactly(0, 19);
        assertThat(fit.notes()).anyMatch(note -> note.contains("trial number"));
        SpikeTrains part = data.select(new int[] {19});                  // a selection keeps its trial number
        assertThat(((IndependentModel) fit.model()).forecast(part, 1, new Seed(1)).p()[0]).isGreaterThan(.8);
    }

    @Test void windowsOfOneTrialDriftOverTheirOffset() {
        SpikeTrains windows = SpikeTrains.generate(1, 200, 1, (k, t, i) -> t % 10 < t / 20).cut(20, 0);
        var model = (IndependentModel) train(windows, "false").model();
        double[] p = model.forecast(windows, 1, new Seed(1)).p();
        assertThat(p[9 * 20]).isGreaterThan(p[0] + .5);
    }

    @Test void dataWithoutTheTimesItWasLearnedOverAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ((IndependentModel) tiny()).logProbability(silent(Design.plain(1, 3, .01), 2)))
                .withMessageContaining("trial_start_s");
        assertThatIllegalArgumentException().isThrownBy(() -> train(silent(at(3, 5, 5), 2), "false")).withMessageContaining("--drift needs trials at different times");
    }

    @Test void aSilentNeuronDoesNotDrift() {
        SpikeTrains data = SpikeTrains.generate(at(4, 0, 10, 40), Neurons.unnamed(2), (k, t, i) -> i == 0 && t < k + 1);
        var model = (IndependentModel) train(data, "false").model();
        assertThat(model.forecast(data, 1, new Seed(1)).p()[1]).isCloseTo(.5 / 13, within(1e-15));
    }

    private static SpikeTrains silent(Design design, int neurons) { return SpikeTrains.generate(design, Neurons.unnamed(neurons), (k, t, i) -> false); }

    private static org.spinspike.model.Fit train(SpikeTrains data, String perBin) {
        return FAMILY.train(Training.of(data, Options.of(FAMILY.options(), Map.of("drift", "true", "per-bin", perBin)), new Seed(1)));
    }

    private static Design at(int bins, double... startSeconds) {
        int[] lengths = new int[startSeconds.length];
        Arrays.fill(lengths, bins);
        return new Design(lengths, .01, null, null, null, startSeconds, null);
    }

    private static double sigmoid(double x) { return 1 / (1 + Math.exp(-x)); }
}
