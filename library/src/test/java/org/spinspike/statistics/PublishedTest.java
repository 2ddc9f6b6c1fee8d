package org.spinspike.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spinspike.spikes.SpikeTrains;

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

    @Test void raggedTrialsAreRefused() {
        SpikeTrains ragged = SummaryTest.random(4, 5, 12, .3, true, false);
        assertThatIllegalArgumentException().isThrownBy(() -> Published.ldns(ragged, ragged)).withMessageContaining("equal length");
    }

    private static void close(double actual, String group, String key) { assertThat(actual).isCloseTo(Raster.number(group, key), within(1e-12)); }
}
