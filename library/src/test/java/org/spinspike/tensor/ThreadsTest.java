package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.spinspike.model.ModelContract.on;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Checkpoint;
import org.spinspike.model.Fit;
import org.spinspike.model.Options;
import org.spinspike.model.Training;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

/** The same bytes on any number of threads, on work that is large enough for all of them to take part. */
class ThreadsTest {
    private static final int TRIALS = 2 * TrainingBits.CHUNK + 52, BINS = 4, NEURONS = 3, BOND = 16;
    private static final MpsModel MODEL = MpsModel.of(MpsModelTest.random(new int[] {1, 2, 4, 8, 16, 16, 16, 16, 16, 8, 4, 2, 1}, 7), NEURONS, BINS);
    private static final SpikeTrains WHOLE = MODEL.sample(Design.plain(TRIALS, BINS, .01), new Seed(1)), MASKED = masked();

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void fitsAreTheSame(int threads) throws Exception {
        assertThat(4.0 * TRIALS * BOND * BOND).isGreaterThan(Workers.LEAST_FLOPS);
        for (SpikeTrains data : new SpikeTrains[] {WHOLE, MASKED}) {              // masked entries are completed between half-sweeps
            Fit expected = on(1, () -> fit(data)), fit = on(threads, () -> fit(data));
            assertThat(((MpsModel) expected.model()).chain().largestBond()).isEqualTo(BOND);
            assertThat(fit.model().arrays()).isEqualTo(expected.model().arrays());
            assertThat(fit.history()).isEqualTo(expected.history());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void samplesAreTheSame(int threads) throws Exception {
        same(threads, () -> MODEL.sample(Design.plain(TRIALS, BINS, .01), new Seed(2)));
        same(threads, () -> MODEL.complete(MASKED, new Seed(3)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void forecastsAreTheSame(int threads) throws Exception {
        same(threads, () -> MODEL.forecast(WHOLE, 1, new Seed(1)).p());
        same(threads, () -> MODEL.forecast(MASKED, 2, new Seed(1)).p());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void imputationsAndScoresAreTheSame(int threads) throws Exception {
        same(threads, () -> MODEL.impute(MASKED));
        same(threads, () -> MODEL.logProbabilityByBin(WHOLE));
        same(threads, () -> MODEL.logProbabilityByBin(MASKED));
    }

    private static <T> void same(int threads, Callable<T> work) throws Exception { assertThat(on(threads, work)).isEqualTo(on(1, work)); }

    private static Fit fit(SpikeTrains data) {
        var family = new MpsFamily();
        Options options = Options.of(family.options(), Map.of("fixed-bond", "true", "bond", "" + BOND, "cutoff", "0", "sweeps", "3", "descent-steps", "3"));
        return family.train(new Training(data, Optional.empty(), options, 0, new Seed(4), Checkpoint.NONE, Progress.SILENT));
    }

    private static SpikeTrains masked() {
        var builder = new SpikeTrains.Builder(WHOLE.design(), WHOLE.cells());
        for (int k = 0; k < TRIALS; k++)
            for (int t = 0; t < BINS; t++)
                for (int i = 0; i < NEURONS; i++) {
                    if ((5 * k + 3 * t + i) % 13 == 0) builder.unobserved(k, t, i);
                    else if (WHOLE.fires(k, t, i)) builder.set(k, t, i);
                }
        return builder.build();
    }
}
