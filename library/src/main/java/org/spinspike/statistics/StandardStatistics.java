package org.spinspike.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;

/**
 * The list of what data and samples are compared by, in the corrected variants: means instead of sums, pairs within trials, undefined values left
 * out. The published variants, flaws included, are {@link Published}.
 */
public final class StandardStatistics {
    private static final double MS = 1000;

    private static final List<Statistic> ALWAYS = List.of(
            of("rate", "Hz", "firing rates, RMSE over neurons", Summary::ratesHz),
            of("covariance", "", "covariances within a bin, RMSE over pairs", s -> s.upper(s.covariance())),
            of("correlation", "", "correlations within a bin, RMSE over pairs", s -> s.upper(s.correlation())),
            of("lag-covariance", "", "covariances one bin apart, RMSE over ordered pairs", s -> s.lagCovariance(1)),
            of("autocorrelogram", "", "chance of a spike 1 to 10 bins after a spike of the same neuron, RMSE over lags", Summary::autocorrelogram),
            of("population-count-js", "nats", "number of active neurons in a bin, Jensen-Shannon divergence", Summary::populationCount, Distances::js),
            of("population-count-kl", "nats", "number of active neurons in a bin, KL(model | data), half a bin added to each count",
                    Summary::smoothedPopulationCount, (data, model) -> Distances.kl(model, data)),
            of("isi-mean", "ms", "mean interval between spikes, RMSE over neurons", s -> times(MS, s.isiMeanSeconds())),
            of("isi-sd", "ms", "standard deviation of the intervals, RMSE over neurons", s -> times(MS, s.isiSdSeconds())),
            of("cv2", "", "irregularity of neighbouring intervals (CV2), RMSE over neurons", Summary::cv2),
            of("lv", "", "local variation of the intervals (LV), RMSE over neurons", Summary::localVariation),
            of("without-interval", "", "share of neurons without one interval, difference", s -> new double[] {s.withoutInterval()}),
            of("fano", "", "Fano factors in windows of 2 to 50 bins, RMSE over neurons and windows", Summary::fano));

    private static final List<Statistic> ALIGNED = List.of(
            of("psth", "Hz", "rates over time, RMSE over neurons and bins", Summary::psthHz,
                    (data, model) -> Distances.rmse(first(data, model.length), first(model, data.length))),
            of("signal-correlation", "", "part of the correlations that rates over time explain, RMSE over pairs", s -> s.upper(s.signalCorrelation())),
            of("noise-correlation", "", "correlations across trials within the same bin of the clock, RMSE over pairs", s -> s.upper(s.noiseCorrelation())));

    private StandardStatistics() {}

    /** @param aligned whether trials share a clock; without one there is no signal and no noise */
    public static List<Statistic> list(boolean aligned) {
        return aligned ? java.util.stream.Stream.concat(ALWAYS.stream(), ALIGNED.stream()).toList() : ALWAYS;
    }

    /** @return the statistic of that name; the message of a miss lists the names there are */
    public static Statistic named(String name) {
        return list(true).stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(
                "no statistic '" + name + "'; there are: " + String.join(", ", list(true).stream().map(Statistic::name).toList())));
    }

    private static Statistic of(String name, String unit, String meaning, Function<Summary, double[]> values) {
        return of(name, unit, meaning, values, Distances::rmse);
    }

    private static Statistic of(String name, String unit, String meaning, Function<Summary, double[]> values, ToDoubleBiFunction<double[], double[]> distance) {
        return new Measure(name, unit, meaning, values, distance);
    }

    private record Measure(String name, String unit, String meaning, Function<Summary, double[]> of, ToDoubleBiFunction<double[], double[]> apart)
            implements Statistic {
        @Override public double[] values(Summary summary) { return of.apply(summary); }
        @Override public double distance(double[] data, double[] model) { return apart.applyAsDouble(data, model); }
        @Override public String toString() { return name; }
    }

    private static double[] times(double factor, double[] values) { return Arrays.stream(values).map(v -> v * factor).toArray(); }

    /** The table's rows both sides have; a longer clock is cut. */
    private static double[] first(double[] values, int length) { return values.length <= length ? values : Arrays.copyOf(values, length); }
}
