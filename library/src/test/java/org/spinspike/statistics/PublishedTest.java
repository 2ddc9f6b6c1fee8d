package org.spinspike.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;

class PublishedTest {

    @Test void spikeGanErrorsAreTheReferenceOnes() {
        Map<String, Double> errors = Published.spikeGan(Raster.REAL, Raster.GENERATED);
        assertThat(errors).hasSize(7);
        errors.forEach((name, value) -> assertThat(value).as(name).isCloseTo(Raster.number("spikegan_L1_errors", name), within(1e-12)));
    }

    @Test void spiQGanErrorsAreTheReferenceOnes() {
        Map<String, Double> errors = Published.spiQGan(Raster.REAL, Raster.GENERATED);
        close(errors.get("js_words_nats"), "spiqgan", "JS_words_nats");
        close(errors.get("js_words_bits"), "spiqgan", "JS_words_bits");
        close(errors.get("js_words_given_a_spike_nats"), "spiqgan", "JS_words_given_a_spike_nats");
        close(errors.get("mse_k"), "spiqgan", "MSE_k");
        close(errors.get("mse_rate"), "spiqgan", "MSE_rate");
        WordLaw words = WordLaw.of(Raster.REAL);
        close(words.entropy(), "spiqgan", "entropy_plugin_real_nats");
        close(words.entropyMillerMadow(), "spiqgan", "entropy_miller_madow_real_nats");
        assertThat(words.probabilities()).containsExactly(Raster.numbers("stats_real", "word_probability"), within(1e-15));
    }

    @Test void evenAndOddSamplesDifferByTheReferenceDivergence() {
        int[] even = new int[15], odd = new int[15];
        for (int x = 0; x < 15; x++) odd[x] = (even[x] = 2 * x) + 1;
        close(Published.spiQGan(Raster.REAL.select(even), Raster.REAL.select(odd)).get("js_words_nats"), "spiqgan", "JS_even_vs_odd_samples_of_real_nats");
    }

    @Test void ldnsErrorsAreTheReferenceOnes() {
        Map<String, Double> errors = Published.ldns(Raster.REAL, Raster.GENERATED);
        close(errors.get("kl_population_nats"), "ldns", "KL_model_data_kde_nats_grid_0_to_n");
        close(errors.get("rmse_correlation"), "ldns", "rmse_correlation_all_cells_of_strict_lower_triangle");
        close(errors.get("rmse_isi_mean_bins"), "ldns", "rmse_isi_mean_bins");
        close(errors.get("rmse_isi_sd_bins"), "ldns", "rmse_isi_sd_bins");
        close(StandardStatistics.named("correlation").between(Summary.of(Raster.REAL), Summary.of(Raster.GENERATED)), "ldns", "rmse_correlation_over_pairs");
        close(Summary.of(Raster.GENERATED).withoutInterval(), "ldns", "fraction_neurons_without_isi_model");
    }

    @Test void theBenchmarksBitsAreTheReferenceOnes() {
        SpikeTrains real = Raster.REAL, generated = Raster.GENERATED;
        double[] rates = new double[real.trials() * real.bins() * real.neurons()];
        for (int k = 0; k < real.trials(); k++)
            for (int t = 0; t < real.bins(); t++)
                for (int i = 0; i < real.neurons(); i++)
                    for (int j = 0; j < generated.trials(); j++) if (generated.fires(j, t, i)) rates[(k * real.bins() + t) * real.neurons() + i] += 1. / generated.trials();
        close(Published.nlb(real, rates).get("pooled"), "likelihood", "nlb_poisson_bits_per_spike_pooled");
    }

    /** Two neurons of four bins, by hand: neuron 0 fires in two of four, rates 1/2 (its own mean) give 0 bits; neuron 1 fires in one of three that are judged. */
    @Test void theBenchmarksNullIsTheMeanOfWhatIsJudged() {
        SpikeTrains data = SpikeTrains.generate(1, 4, 2, (k, t, i) -> i == 0 ? t < 2 : t == 0);
        Map<String, Double> bits = Published.nlb(data, new double[] {.5, 1, .5, .5, .5, .25, .5, Double.NaN});
        double own = (3 * (1. / 3) - Math.log(1. / 3) - (1.75 - Math.log(1))) / Math.log(2);
        assertThat(bits.get("pooled")).isCloseTo(own / 3, within(1e-12));
        assertThat(bits.get("mean_over_neurons")).isCloseTo(own / 2, within(1e-12));
        assertThat(Published.nlb(data, new double[] {1, 0, 1, 1, 0, 1, 0, 1}).get("pooled")).as("a spike at rate 0 counts as one at 1e-9").isLessThan(-9);
    }

    @Test void neuronZeroLeadsTheWord() {
        WordLaw words = WordLaw.of(SpikeTrains.generate(1, 4, 3, (k, t, i) -> i == 0 && t < 3));
        assertThat(words.counts()).containsExactly(1, 0, 0, 0, 3, 0, 0, 0);
        assertThat(words.biasDominated()).isTrue();
    }

    @Test void nearestDistancesAreTheReferenceOnes() {
        int[] generated = Memorisation.nearest(Raster.GENERATED, Raster.REAL), real = Memorisation.nearestOther(Raster.REAL);
        double[] expected = Raster.numbers("two_sample", "nearest_real_distance_of_each_generated"), others = Raster.numbers("two_sample", "nearest_other_real_distance_of_each_real");
        for (int k = 0; k < 30; k++) {
            assertThat(generated[k]).isEqualTo((int) expected[k]);
            assertThat(real[k]).isEqualTo((int) others[k]);
        }
    }

    @Test void copiesOfTrainingTrialsAreFound() {
        SpikeTrains copied = Raster.REAL.select(new int[] {3, 4, 5, 6});
        Memorisation check = Memorisation.of(Raster.REAL, copied, Raster.GENERATED);
        assertThat(check.copies()).isEqualTo(1);
        assertThat(check.heldCopies()).isZero();
        assertThat(check.closer()).isEqualTo(1);
        assertThat(Memorisation.of(Raster.REAL, Raster.GENERATED, Raster.GENERATED).closer()).isEqualTo(.5);
    }

    @Test void pOfCopiesCountsHandingOutUnitsAnew() {
        // distances 1, 5 | 5, 9 in two units a side; ranks 1, 2.5 | 2.5, 4. Of the 24 orders of four units, those with generated ranks {1, 2.5} of either 2.5 reach the largest difference: 8 of 24.
        var check = new Memorisation(new int[] {1, 5}, new int[] {5, 9}, 0, 0, .875);
        assertThat(check.p(new Units(new int[] {0, 1}, 2), 20_000, new Seed(1))).isCloseTo(8 / 24., within(4 * Math.sqrt(.22 / 20_000)));
        var alike = new Memorisation(new int[] {4, 4, 4}, new int[] {4, 4, 4}, 0, 0, .5);
        assertThat(alike.p(new Units(new int[] {0, 1, 2}, 3), 99, new Seed(1))).isEqualTo(1);
        var farther = new Memorisation(new int[] {9, 8, 7, 9, 8}, new int[] {1, 2, 1, 2, -1}, 0, 0, 0);
        assertThat(farther.p(new Units(new int[] {0, 1, 2, 3, 4}, 5), 199, new Seed(1))).isGreaterThan(.9);
    }

    /** By hand: distances are ranks; units of two trials and of one, {1, 4} {2} | {0, 5} {3}, means 7/3 and 8/3. Of the six pairs of units {0, 5} {2} have as low a mean; {2} {3} have a lower sum, but mean 5/2. */
    @Test void pOfCopiesComparesMeansWhereUnitsDifferInSize() {
        var check = new Memorisation(new int[] {1, 4, 2}, new int[] {0, 5, 3}, 0, 0, 0);
        assertThat(check.p(new Units(new int[] {0, 0, 1}, 2), 20_000, new Seed(1))).isCloseTo(2 / 6., within(4 * Math.sqrt(2 / 9. / 20_000)));
    }

    @Test void copiesAreToldFromHeldOutTrialsByTheirSmallP() {
        SpikeTrains all = SpikeTrains.generate(60, 10, 4, (k, t, i) -> new Seed(9).child(k).child(t).child(i).generator().nextDouble() < .3);
        int[] first = java.util.stream.IntStream.range(0, 40).toArray(), last = java.util.stream.IntStream.range(40, 60).toArray(), copied = java.util.stream.IntStream.range(0, 20).toArray();
        SpikeTrains train = all.select(first), held = all.select(last);
        Units units = Units.of(held.design());
        assertThat(Memorisation.of(train, train.select(copied), held).p(units, 199, new Seed(2))).isEqualTo(1 / 200.);
        SpikeTrains others = SpikeTrains.generate(20, 10, 4, (k, t, i) -> new Seed(11).child(k).child(t).child(i).generator().nextDouble() < .3);
        assertThat(Memorisation.of(train, others, held).p(units, 199, new Seed(2))).isGreaterThan(.05);
    }

    @Test void raggedTrialsAreRefused() {
        SpikeTrains ragged = SummaryTest.random(4, 5, 12, .3, true, false);
        assertThatIllegalArgumentException().isThrownBy(() -> Published.ldns(ragged, ragged)).withMessageContaining("equal length");
    }

    private static void close(double actual, String group, String key) { assertThat(actual).isCloseTo(Raster.number(group, key), within(1e-12)); }

    /** Two generated and two held-out trials, two of them of a length nobody learned from. */
    @Test void permutationsThatLeaveASideWithoutADistanceCountAsLarge() {
        Units each = new Units(new int[] {0, 1}, 2);
        assertThat(new Memorisation(new int[] {-1, -1}, new int[] {-1, -1}, 0, 0, Double.NaN).p(each, 99, new Seed(1))).isNaN();
        assertThat(new Memorisation(new int[] {0, -1}, new int[] {5, -1}, .5, 0, 1).p(each, 999, new Seed(1))).as("the two distances stand apart in two of three hands, half of them the other way round: 1/3 + 1/3")
                .isBetween(.6, .73);
    }
}
