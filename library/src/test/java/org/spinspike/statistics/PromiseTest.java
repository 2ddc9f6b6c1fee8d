package org.spinspike.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;

/**
 * What floor and interval promise, measured on recordings whose generator is known, with bins and neurons correlated. Light versions look at
 * fewer recordings and allow for it.
 */
class PromiseTest {
    private static final Simulated TRUTH = new Simulated(6, 1.2, .8), FAINT = new Simulated(6, 1.2, .8, -4);
    private static final int BINS = 15, TEST = 20, LEVEL = 90;
    /** A share of six neurons: its ties make every bound loose, so only the lower one is asked of it. */
    private static final String COARSE = "without-interval";

    @Test void aPerfectModelStaysBelowTheFloorsQuantileInNinetyToNinetyNineOfAHundredRecordings() { floor(200, .9, .99); }

    /** One sample set against the floor in {@code low..high} of all cases, the median over 20 sets at least as often. */
    private static void floor(int recordings, double low, double high) {
        int sets = 20, statistics = StandardStatistics.list(true).size();
        int[] each = new int[statistics], median = new int[statistics];
        for (int r = 0; r < recordings; r++) {
            Seed seed = new Seed(r).child("recording");
            SpikeTrains train = FAINT.sample(8 * TEST, BINS, seed.child(1)), test = FAINT.sample(TEST, BINS, seed.child(2));
            Comparison comparison = Comparison.of(train, test, new Comparison.Settings(sets, 200, 1, .9), seed);
            List<Score> scores = comparison.score(m -> FAINT.sample(test.design(), seed.child(100 + m)));
            for (int s = 0; s < statistics; s++) {
                double q95 = comparison.floors().get(s).q95();
                for (double d : scores.get(s).sets()) if (d <= q95) each[s]++;
                if (scores.get(s).value() <= q95) median[s]++;
            }
        }
        for (int s = 0; s < statistics; s++) {
            String name = StandardStatistics.list(true).get(s).name();
            assertThat(each[s] / (double) (sets * recordings)).as("one sample set, %s", name).isBetween(low, name.equals(COARSE) ? 1 : high);
            assertThat(median[s] / (double) recordings).as("median, %s", name).isGreaterThanOrEqualTo(low);
        }
    }

    @Test void intervalsOfAWrongModelCover() { wrong(60, .79, 1); }

    @Tag("slow") @Test void intervalsOfAWrongModelCoverAsOftenAsTheySay() { wrong(200, .85, .95); }

    /** Independent neurons of the right rates: the statistics in which they are wrong by more than the floor. */
    private static void wrong(int recordings, double low, double high) {
        double[] rates = Summary.of(TRUTH.sample(4000, BINS, new Seed(77))).rates();
        coverage(recordings, (test, seed) -> Simulated.independent(rates, test.design(), seed),
                Set.of("covariance", "correlation", "lag-covariance", "autocorrelogram", "population-count-js", "population-count-kl", "isi-mean", "psth",
                        "fano", "signal-correlation", "noise-correlation"), low, high);
    }

    @Test void intervalsOfAPerfectModelAreTooWideRatherThanTooNarrow() {
        coverage(60, (test, seed) -> TRUTH.sample(test.design(), seed),
                Set.copyOf(StandardStatistics.list(true).stream().map(Statistic::name).filter(name -> !name.equals(COARSE)).toList()), .88, 1);
    }

    /** The value covered is the score expected at these sizes, the mean over all recordings. */
    private static void coverage(int recordings, Sampler model, Set<String> names, double low, double high) {
        List<List<Score>> all = new ArrayList<>();
        for (int r = 0; r < recordings; r++) {
            Seed seed = new Seed(r).child("recording");
            SpikeTrains train = TRUTH.sample(3 * TEST, BINS, seed.child(1)), test = TRUTH.sample(3 * TEST, BINS, seed.child(2));
            Comparison comparison = Comparison.of(train, test, new Comparison.Settings(20, 1, 300, LEVEL / 100.0), seed);
            all.add(comparison.score(m -> model.sample(test, seed.child(100 + m))));
        }
        for (int s = 0; s < all.get(0).size(); s++) {
            int at = s;
            if (!names.contains(all.get(0).get(s).statistic())) continue;
            double expected = all.stream().mapToDouble(scores -> scores.get(at).value()).average().orElseThrow();
            double covered = all.stream().filter(scores -> scores.get(at).interval().covers(expected)).count() / (double) recordings;
            assertThat(covered).as(all.get(0).get(s).statistic()).isBetween(low, high);
        }
    }

    private interface Sampler { SpikeTrains sample(SpikeTrains test, Seed seed); }
}
