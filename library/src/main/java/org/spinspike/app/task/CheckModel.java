package org.spinspike.app.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.spinspike.app.task.Checks.Copies;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.model.Conditionals;
import org.spinspike.model.Forecasts;
import org.spinspike.model.Model;
import org.spinspike.model.Samples;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;
import org.spinspike.statistics.Masks;
import org.spinspike.statistics.Memorisation;
import org.spinspike.statistics.TimeRescaling;
import org.spinspike.statistics.TimeReversal;
import org.spinspike.statistics.TwoSample;

/**
 * Asks a model everything in {@link Checks}, the same of every model: the same held-out trials, neurons and horizon.
 *
 * @param train   trials learned from, validation trials among them
 * @param test    held-out trials
 * @param arrow   of the test trials, or why there is none
 * @param horizon bins ahead of the forward prediction
 * @param compat  whether measures are also computed as other papers do
 */
record CheckModel(SpikeTrains train, SpikeTrains test, Nulls nulls, Optional<TimeReversal> arrow, int horizon, boolean compat, Seed seed) {
    /** Neurons hidden in co-smoothing, of all. */
    private static final String HELD_OUT = "0.25";
    private static final int PERMUTATIONS = 999;
    /** Words of trials compared in the search for copies; entries whose futures or neighbours are summed over. */
    private static final double WORDS = 2e9, ENTRIES = 3e5;

    static CheckModel of(SpikeTrains train, SpikeTrains test, Nulls nulls, int horizon, boolean compat, Seed seed) {
        Optional<TimeReversal> arrow = tried(Checks.ARROW, new LinkedHashMap<>(), () -> TimeReversal.of(test, TimeReversal.mostActive(test), seed.child("arrow")));
        return new CheckModel(train, test, nulls, arrow, horizon, compat, seed);
    }

    /**
     * @param sample   in the design of the test trials; null where the model cannot sample
     * @param forecast of the test trials, one bin ahead; empty where the model makes none
     */
    Checks of(Model model, SpikeTrains sample, Optional<double[]> forecast) {
        var missing = new LinkedHashMap<String, String>();
        SpikeTrains masked = sample == null ? null : Masks.of(test, sample);
        Optional<TwoSample> told = sampled(masked, Checks.TWO_SAMPLE, missing, () -> TwoSample.of(test, masked, seed.child("two-sample")));
        Optional<Copies> copies = sampled(masked, Checks.COPIES, missing, () -> copies(masked));
        SpikeTrains some = some(ENTRIES / test.bins() / test.neurons());
        var neurons = new NeuronChoice(CoSmoothing.OPTION, HELD_OUT);
        int[] hidden = test.neurons() < 2 ? new int[0] : neurons.orShare(test, seed.child("held-out neurons"));
        Optional<double[]> smoothed = test.neurons() < 2 ? absent(Checks.CO_SMOOTHING, "it needs two neurons at least", missing)
                : model instanceof Conditionals able ? tried(Checks.CO_SMOOTHING, missing, () -> CoSmoothing.probabilities(able, some, hidden))
                : absent(Checks.CO_SMOOTHING, "the model has no exact law of some neurons given the others", missing);
        SpikeTrains few = some(ENTRIES / horizon / test.bins() / test.neurons());
        Optional<Forecasts.Forecast> ahead = test.bins() <= horizon ? absent(Checks.FORWARD, "no trial is longer than " + horizon + " bins", missing)
                : model instanceof Forecasts able ? tried(Checks.FORWARD, missing, () -> able.forecast(few, horizon, seed.child("forward"))) : absent(Checks.FORWARD, "the model cannot forecast", missing);
        Optional<CoSmoothing> coSmoothing = smoothed.flatMap(p -> tried(Checks.CO_SMOOTHING, missing, () -> CoSmoothing.of(p, some, nulls, hidden, seed.child("co-smoothing"))));
        Optional<ForwardPrediction> forward = ahead.flatMap(f -> tried(Checks.FORWARD, missing, () -> ForwardPrediction.of(f.p(), f.exact(), horizon, few, nulls, seed.child("forward prediction"))));
        Optional<Checks.Arrow> drawn = sampled(masked, Checks.ARROW, missing, () -> {
            int[] active = TimeReversal.mostActive(test);
            return new Checks.Arrow(IntStream.of(active).mapToObj(test.cells()::name).toList(), arrow.orElseThrow(() -> new IllegalArgumentException(TimeReversal.obstacle(test, active).orElse("it cannot be told of these trials"))),
                    TimeReversal.of(masked, active, seed.child("arrow")));
        });
        Optional<TimeRescaling> rescaling = forecast.isEmpty() ? absent(Checks.RESCALING, "the model cannot forecast", missing) : tried(Checks.RESCALING, missing, () -> TimeRescaling.of(test, forecast.get(), seed.child("rescaling")));
        Map<String, List<Checks.Measure>> published = compat ? new PublishedMeasures(train, test, seed.child("published"))
                .of(model instanceof Samples able ? able : null, smoothed.map(p -> only(some, p, hidden)), some, ahead.map(Forecasts.Forecast::p), few, horizon, missing) : Map.of();
        return new Checks(told, copies, coSmoothing, forward, drawn, rescaling, published, missing);
    }

    private Copies copies(SpikeTrains sample) {
        int[] rows = rows(WORDS / train.trials() / test.bins() / test.wordsPerBin());
        SpikeTrains held = test.select(rows);
        Memorisation found = Memorisation.of(train, sample.select(rows), held);
        Require.that(!Double.isNaN(found.closer()), "no training trial is as long as one of these");
        return new Copies(rows.length, Copies.spread(found.generated()), Copies.spread(found.held()), found.copies(), found.heldCopies(), found.closer(),
                found.p(Units.of(held.design()), PERMUTATIONS, seed.child("memorisation")));
    }

    private SpikeTrains some(double most) {
        int[] rows = rows(most);
        return rows.length == test.trials() ? test : test.select(rows);
    }

    /** @return test trials as evenly spread as can be, at most so many and no fewer than 20 */
    private int[] rows(double most) {
        int count = (int) Math.min(test.trials(), Math.max(20, most));
        return IntStream.range(0, count).map(n -> (int) ((long) n * test.trials() / count)).toArray();
    }

    /** @return p of the held-out neurons, NaN elsewhere */
    private static double[] only(SpikeTrains data, double[] p, int[] neurons) {
        double[] out = new double[p.length];
        java.util.Arrays.fill(out, Double.NaN);
        for (int row = 0; row < p.length / data.neurons(); row++) for (int i : neurons) out[row * data.neurons() + i] = p[row * data.neurons() + i];
        return out;
    }

    private static <T> Optional<T> sampled(SpikeTrains sample, String what, Map<String, String> missing, Supplier<T> check) {
        return sample == null ? absent(what, "the model cannot be sampled", missing) : tried(what, missing, check);
    }

    /** What the data do not allow is said, and the other checks go on. */
    private static <T> Optional<T> tried(String what, Map<String, String> missing, Supplier<T> check) {
        try {
            return Optional.of(DataException.blaming(check));
        } catch (DataException notWithTheseTrials) {
            return absent(what, notWithTheseTrials.getMessage(), missing);
        }
    }

    private static <T> Optional<T> absent(String what, String why, Map<String, String> missing) {
        missing.put(what, why);
        return Optional.empty();
    }
}
