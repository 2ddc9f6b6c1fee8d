package org.spinspike.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.spinspike.math.Chunks;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;

/**
 * The statistics of one recording with intervals: bootstrap over units, {@link #RESAMPLES} samples, percentiles. A value undefined in a bootstrap
 * sample is left out of its interval. Measured coverage of 90 % intervals, 80 trials of 5 neurons, 1500 simulations: 86..92 %; bias-corrected and
 * accelerated intervals did no better there (83..90 %), medians over neurons being no smooth functions.
 *
 * @param summary everything, matrices and rates over time included
 * @param bands   single numbers first, then those with one value a neuron, a lag, a count
 * @param units   trials, or blocks of a recording without trials
 * @param level   of the intervals
 */
public record Profile(Summary summary, List<Band> bands, int units, double level) {
    public static final int RESAMPLES = 1000;
    private static final int CHUNK = 10;
    private static final double MS = 1000;

    private record Entry(String name, String unit, String meaning, boolean aligned, Function<Summary, double[]> values) {}

    private static final List<Entry> ENTRIES = List.of(
            one("mean-rate", "Hz", "mean firing rate over neurons", s -> mean(s.ratesHz())),
            one("mean-correlation", "", "mean correlation of pairs within a bin", s -> mean(s.upper(s.correlation()))),
            aligned("mean-signal-correlation", "", "its part that rates over time explain", s -> mean(s.upper(s.signalCorrelation()))),
            aligned("mean-noise-correlation", "", "mean correlation of pairs across trials within the same bin of the clock", s -> mean(s.upper(s.noiseCorrelation()))),
            one("mean-population-count", "", "mean number of active neurons in a bin", s -> moment(s.populationCount())),
            one("silent-bins", "", "share of bins without a spike", s -> s.populationCount()[0]),
            one("next-bin", "", "chance of a spike in the bin after a spike of the same neuron", s -> s.autocorrelogram()[0]),
            one("median-isi", "ms", "median over neurons of the mean interval between spikes", s -> MS * Quantiles.median(s.isiMeanSeconds())),
            one("median-isi-cv", "", "median over neurons of sd over mean of the intervals", Profile::cv),
            one("median-cv2", "", "median over neurons of CV2: 2 |a - b| / (a + b) of neighbouring intervals a, b", s -> Quantiles.median(s.cv2())),
            one("median-lv", "", "median over neurons of the local variation LV, 1 of a Poisson process", s -> Quantiles.median(s.localVariation())),
            one("without-interval", "", "share of neurons without one interval", Summary::withoutInterval),
            one("mean-fano-10", "", "mean Fano factor of spike counts in windows of 10 bins", s -> mean(window(s, 10))),
            many("rate", "Hz", "firing rate of each neuron", Summary::ratesHz),
            many("population-count", "", "probability of k = 0..N active neurons in a bin", Summary::populationCount),
            many("autocorrelogram", "", "chance of a spike 1..10 bins after a spike of the same neuron", Summary::autocorrelogram),
            many("isi-mean", "ms", "mean interval between spikes of each neuron", s -> times(s.isiMeanSeconds())),
            many("isi-sd", "ms", "standard deviation of the intervals of each neuron", s -> times(s.isiSdSeconds())),
            many("cv2", "", "CV2 of each neuron", Summary::cv2),
            many("lv", "", "local variation of each neuron", Summary::localVariation),
            many("fano-10", "", "Fano factor of each neuron in windows of 10 bins", s -> window(s, 10)));

    public static Profile of(SpikeTrains data, Seed seed) { return of(data, RESAMPLES, .9, seed); }

    public static Profile of(SpikeTrains data, int resamples, double level, Seed seed) {
        Require.atLeast("bootstrap samples", resamples, 1);
        Tallies tallies = Tallies.of(data);
        Summary summary = new Summary(tallies.total());
        List<Entry> entries = ENTRIES.stream().filter(e -> !e.aligned || summary.aligned()).toList();
        double[][] values = entries.stream().map(e -> e.values.apply(summary)).toArray(double[][]::new);
        boolean several = tallies.units() > 1;
        double[][][] draws = several ? draws(entries, values, resamples, b -> tallies.sum(Resample.bootstrap(tallies.units(), seed.child("bootstrap").child(b)))) : null;
        List<Band> bands = new ArrayList<>();
        for (int e = 0; e < values.length; e++) {
            double[] low = new double[values[e].length], high = low.clone();
            for (int x = 0; x < low.length; x++) {
                Interval interval = several ? Interval.percentile(draws[e][x], level) : new Interval(Double.NaN, Double.NaN, level);
                low[x] = interval.low();
                high[x] = interval.high();
            }
            bands.add(new Band(entries.get(e).name, entries.get(e).unit, data.binarisation().said(entries.get(e).meaning), values[e], low, high));
        }
        return new Profile(summary, List.copyOf(bands), tallies.units(), level);
    }

    /** @return [entry][value][draw] */
    private static double[][][] draws(List<Entry> entries, double[][] values, int count, IntFunction<Tally> tally) {
        double[][][] out = new double[values.length][][];
        Arrays.setAll(out, e -> new double[values[e].length][count]);
        Chunks.forEach(count, CHUNK, (chunk, from, to) -> {
            for (int d = from; d < to; d++) {
                Summary sample = new Summary(tally.apply(d));
                for (int e = 0; e < out.length; e++) {
                    double[] drawn = entries.get(e).values.apply(sample);
                    for (int x = 0; x < drawn.length; x++) out[e][x][d] = drawn[x];
                }
            }
        });
        return out;
    }

    /** @return the band of that name; the message of a miss lists the names there are */
    public Band band(String name) {
        return bands.stream().filter(b -> b.name().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(
                "no statistic '" + name + "'; there are: " + String.join(", ", bands.stream().map(Band::name).toList())));
    }

    private static Entry one(String name, String unit, String meaning, ToDoubleFunction<Summary> value) {
        return new Entry(name, unit, meaning, false, s -> new double[] {value.applyAsDouble(s)});
    }

    private static Entry aligned(String name, String unit, String meaning, ToDoubleFunction<Summary> value) {
        return new Entry(name, unit, meaning, true, s -> new double[] {value.applyAsDouble(s)});
    }

    private static Entry many(String name, String unit, String meaning, Function<Summary, double[]> values) {
        return new Entry(name, unit, meaning, false, values);
    }

    private static double mean(double[] values) { return Arrays.stream(values).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN); }

    private static double moment(double[] p) {
        double sum = 0;
        for (int k = 0; k < p.length; k++) sum += k * p[k];
        return sum;
    }

    private static double cv(Summary s) {
        double[] mean = s.isiMeanSeconds(), cv = s.isiSdSeconds().clone();
        for (int i = 0; i < cv.length; i++) cv[i] /= mean[i];
        return Quantiles.median(cv);
    }

    private static double[] window(Summary s, int bins) {
        int w = Arrays.binarySearch(Layout.WINDOWS, bins);
        return Arrays.copyOfRange(s.fano(), w * s.neurons(), (w + 1) * s.neurons());
    }

    private static double[] times(double[] seconds) { return Arrays.stream(seconds).map(v -> v * MS).toArray(); }
}
