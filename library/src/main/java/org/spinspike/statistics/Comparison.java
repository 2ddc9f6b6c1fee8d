package org.spinspike.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.spinspike.math.Chunks;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;

/**
 * A test set against which samples of models are held, each statistic with its floor and its interval.
 *
 * <p>The score is the distance between the test set (n units) and a sample in the design of the test set, the median over
 * {@link Settings#sampleSets} sets. The floor is the distance between the test set and n units drawn from the training set without replacement.
 * Both sides of both have the same size. Samples are seen through the mask of the test set. The interval is the percentile interval of a
 * bootstrap over the units of the test set, shifted so that its median falls on the score; for a model as good as the data it is too wide rather
 * than too narrow. All models meet the same bootstrap samples. Measured coverage of 90 % intervals, 60 trials of 6 neurons: 86..92 % for a wrong
 * model, 96..99 % for the true one; 84 % for intervals between spikes where one neuron has a handful of them and dominates the error.
 *
 * <p>Measured promise of the floor: one sample set of the true generator lies below its 95 % quantile in 92 % of recordings with eight times as many
 * training units as test units, in 90 % with four times, 85 % with twice as many; the median over the sets in 95..100 %.
 *
 * <p>One training set gives overlapping draws: from fewer than twice the units of the test set they spread too little ({@link #thinFloor}).
 */
public final class Comparison {
    private static final int CHUNK = 10;

    private final List<Statistic> statistics;
    private final Settings settings;
    private final Seed seed;
    private final SpikeTrains test;
    private final Tallies testUnits;
    private final double[][] testValues;                 // [statistic]
    private final List<Floor> floors;
    private final boolean thinFloor;

    private Comparison(SpikeTrains train, SpikeTrains test, List<Statistic> statistics, Settings settings, Seed seed) {
        Require.length("neurons of the training set", train.neurons(), test.neurons());
        this.statistics = statistics;
        this.settings = settings;
        this.seed = seed;
        this.test = test;
        Units[] units = units(train, test);
        this.testUnits = Tallies.of(test, units[1]);
        Tallies trainUnits = Tallies.of(train, units[0]);
        int n = testUnits.units();
        Require.that(n >= 2, "an interval needs at least 2 trials (or blocks) in the test set, got " + n);
        Require.that(trainUnits.units() >= n, "the floor draws as many trials from the training set as the test set has: " + n + " needed, "
                + trainUnits.units() + " there; hold out less than half");
        this.thinFloor = trainUnits.units() < 2 * n;
        this.testValues = values(new Summary(testUnits.total()));
        double[][] draws = new double[statistics.size()][settings.floorDraws];
        Chunks.forEach(settings.floorDraws, CHUNK, (chunk, from, to) -> {
            for (int d = from; d < to; d++) {
                int[] weights = Resample.subset(trainUnits.units(), n, seed.child("floor").child(d));
                double[][] other = values(new Summary(trainUnits.sum(weights)));
                for (int s = 0; s < draws.length; s++) draws[s][d] = statistics.get(s).distance(testValues[s], other[s]);
            }
        });
        this.floors = IntStream.range(0, draws.length).mapToObj(s -> Floor.of(statistics.get(s), draws[s])).toList();
    }

    /** The {@linkplain StandardStatistics standard list}; signal, noise and rates over time only where both sets are aligned. */
    public static Comparison of(SpikeTrains train, SpikeTrains test, Settings settings, Seed seed) {
        return of(train, test, StandardStatistics.list(train.design().aligned() && test.design().aligned()), settings, seed);
    }

    public static Comparison of(SpikeTrains train, SpikeTrains test, List<Statistic> statistics, Settings settings, Seed seed) {
        return new Comparison(train, test, List.copyOf(statistics), settings, seed);
    }

    public List<Statistic> statistics() { return statistics; }
    public List<Floor> floors()         { return floors; }
    public Settings settings()          { return settings; }
    /** @return units on each side of every distance: trials, or blocks of a recording without trials */
    public int units()                  { return testUnits.units(); }
    /** @return whether the training set is so small that the floor's draws overlap by more than half: its 95 % quantile is then too low */
    public boolean thinFloor()          { return thinFloor; }

    /**
     * @param samples sample set 0..sampleSets-1, each in the design of the test set; asked in order, from this thread
     * @return one score a statistic, in the order of {@link #statistics}
     */
    public List<Score> score(IntFunction<SpikeTrains> samples) {
        int sets = settings.sampleSets;
        SpikeTrains[] drawn = new SpikeTrains[sets];
        for (int m = 0; m < sets; m++) {
            drawn[m] = samples.apply(m);
            Require.length("neurons of sample set " + m, drawn[m].neurons(), test.neurons());
            Require.length("trials of sample set " + m, drawn[m].trials(), test.trials());
        }
        double[][][] model = new double[sets][][];       // [set][statistic]
        Chunks.forEach(sets, 1, (chunk, from, to) -> model[from] = values(Summary.of(Masks.of(test, drawn[from]))));
        double[][] resampled = new double[statistics.size()][settings.resamples];
        Chunks.forEach(settings.resamples, CHUNK, (chunk, from, to) -> {
            for (int b = from; b < to; b++) {
                double[][] data = values(new Summary(testUnits.sum(Resample.bootstrap(testUnits.units(), seed.child("bootstrap").child(b)))));
                for (int s = 0; s < resampled.length; s++) resampled[s][b] = Quantiles.median(distances(s, data[s], model));
            }
        });
        List<Score> scores = new ArrayList<>();
        for (int s = 0; s < resampled.length; s++) scores.add(score(s, model, resampled[s]));
        return scores;
    }

    private Score score(int s, double[][][] model, double[] resampled) {
        Statistic statistic = statistics.get(s);
        double[] each = distances(s, testValues[s], model);
        double value = Quantiles.median(each);
        Interval interval = Interval.shiftedPercentile(resampled, value, settings.level);
        double[] leftOut = Arrays.stream(model).mapToDouble(m -> Distances.leftOut(testValues[s], m[s])).toArray();
        return new Score(statistic.name(), statistic.unit(), test.binarisation().said(statistic.meaning()), value,
                new Interval(Math.max(0, interval.low()), interval.high(), interval.level()), each, (int) Quantiles.median(leftOut));
    }

    /** @param independent scores of independent neurons on this comparison: what {@code scaled} is measured by */
    public List<Judgement> judge(List<Score> scores, List<Score> independent) {
        Require.length("scores", scores.size(), statistics.size());
        Require.length("scores of the independent model", independent.size(), statistics.size());
        return IntStream.range(0, scores.size()).mapToObj(s -> Judgement.of(scores.get(s), floors.get(s), independent.get(s).value())).toList();
    }

    public List<Judgement> judge(IntFunction<SpikeTrains> samples, List<Score> independent) { return judge(score(samples), independent); }

    private double[] distances(int s, double[] data, double[][][] model) {
        double[] each = new double[model.length];
        for (int m = 0; m < each.length; m++) each[m] = statistics.get(s).distance(data, model[m][s]);
        return each;
    }

    private double[][] values(Summary summary) {
        return statistics.stream().map(s -> s.values(summary)).toArray(double[][]::new);
    }

    /** Source trials on both sides; where one side is a single recording, blocks of equally many windows on both. */
    static Units[] units(SpikeTrains train, SpikeTrains test) {
        if (train.design().sources() > 1 && test.design().sources() > 1) return new Units[] {Units.of(train.design()), Units.of(test.design())};
        int block = Math.max(1, test.trials() / Math.min(Units.BLOCKS, test.trials()));
        return new Units[] {blocks(train.trials(), block), blocks(test.trials(), block)};
    }

    /** Windows in blocks of {@code size}; what is left over joins the last block. */
    private static Units blocks(int trials, int size) {
        int count = Math.max(1, trials / size);
        return new Units(IntStream.range(0, trials).map(k -> Math.min(k / size, count - 1)).toArray(), count);
    }

    /**
     * @param sampleSets sample sets the score is the median of
     * @param floorDraws draws from the training set
     * @param resamples  bootstrap samples of the test set
     * @param level      of the intervals
     */
    public record Settings(int sampleSets, int floorDraws, int resamples, double level) {
        public static final Settings STANDARD = new Settings(20, 200, 1000, .9);

        public Settings {
            Require.atLeast("sample sets", sampleSets, 1);
            Require.atLeast("draws of the floor", floorDraws, 1);
            Require.atLeast("bootstrap samples", resamples, 1);
            Require.between("level", level, 0, 1);
        }
    }
}
