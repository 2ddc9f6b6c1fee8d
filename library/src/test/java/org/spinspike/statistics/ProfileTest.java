package org.spinspike.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

class ProfileTest {
    private static final Simulated TRUTH = new Simulated(5, 1, 1);

    @Test void intervalsCoverTheTruth() { coverage(100, .85 - 3 * .036, 1); }         // .85 within 3 standard errors of 100 simulations

    @Tag("slow") @Test void intervalsCoverTheTruthAsOftenAsTheySay() { coverage(1000, .85, .95); }

    private static void coverage(int simulations, double low, double high) {
        Summary truth = Summary.of(TRUTH.sample(20_000, 12, new Seed(99)));
        Map<String, Double> expected = new TreeMap<>();
        Profile.of(TRUTH.sample(20_000, 12, new Seed(99)), 1, .9, new Seed(1)).bands().stream().filter(Band::single).forEach(b -> expected.put(b.name(), b.values()[0]));
        expected.remove("without-interval");                  // none in any simulation
        Map<String, Integer> covered = new TreeMap<>();
        for (int r = 0; r < simulations; r++) {
            Profile profile = Profile.of(TRUTH.sample(80, 12, new Seed(5).child(r)), 300, .9, new Seed(6).child(r));
            expected.forEach((name, value) -> {
                Band band = profile.band(name);
                covered.merge(name, band.low()[0] <= value && value <= band.high()[0] ? 1 : 0, Integer::sum);
            });
        }
        assertThat(truth.aligned()).isTrue();
        assertThat(covered).hasSize(12).allSatisfy((name, count) -> assertThat(count / (double) simulations).as(name).isBetween(low, high));
    }

    @Test void singleNumbersAreMeansOfTheSummary() {
        Profile profile = Profile.of(Raster.REAL, 50, .9, new Seed(1));
        assertThat(profile.band("mean-rate").values()[0]).isCloseTo((1.3666666666666667 + 2 + 2.5333333333333333 + 4.533333333333333) / 48 / .01, within(1e-10));
        assertThat(profile.band("mean-population-count").values()[0]).isCloseTo(.3888888888888889 + 2 * .16111111111111112 + 3 * .041666666666666664 + 4 * .008333333333333333, within(1e-12));
        assertThat(profile.band("silent-bins").values()[0]).isCloseTo(.4, within(1e-15));
        assertThat(profile.band("next-bin").low()[0]).isLessThan(profile.band("next-bin").values()[0]);
        assertThat(profile.band("rate").values()).hasSize(4);
        assertThatIllegalArgumentException().isThrownBy(() -> profile.band("rates")).withMessageContaining("mean-rate");
    }

    @Test void oneTrialHasValuesButNoIntervals() {
        Profile profile = Profile.of(SpikeTrains.generate(1, 30, 2, (k, t, i) -> t % (i + 2) == 0), new Seed(1));
        assertThat(profile.band("mean-rate").values()[0]).isCloseTo(1250 / 30.0, within(1e-12));
        assertThat(profile.band("mean-rate").low()[0]).isNaN();
        assertThat(profile.bands()).extracting(Band::name).doesNotContain("mean-noise-correlation");
    }

    @Test void twoRecordingsOfOneGeneratorAreWithinTheFloorAndOthersAreNot() {
        SpikeTrains data = TRUTH.sample(80, 15, new Seed(1));
        var settings = new Comparison.Settings(10, 100, 100, .9);
        Resemblance same = Resemblance.of(data, TRUTH.sample(60, 15, new Seed(2)), settings, new Seed(3));
        assertThat(same.units()).isEqualTo(40);
        assertThat(same.judgements()).allSatisfy(j -> assertThat(j.withinFloor()).as(j.statistic()).isTrue());
        Resemblance other = Resemblance.of(data, new Simulated(5, 1, 0).sample(60, 15, new Seed(2)), settings, new Seed(3));
        Judgement noise = other.judgements().stream().filter(j -> j.statistic().equals("noise-correlation")).findFirst().orElseThrow();
        assertThat(noise.withinFloor()).isFalse();
        assertThat(noise.separates()).isTrue();
        assertThat(noise.scaled()).isCloseTo(1, within(.3));      // without the common drive there is no noise correlation
        assertThat(Resemblance.of(data, TRUTH.sample(7, 15, new Seed(2)), settings, new Seed(3)).units()).isEqualTo(7);
    }

    @Test void extremeRecordingsHaveMarksInsteadOfNumbersAndNeverFail() {
        var settings = new Comparison.Settings(3, 5, 5, .9);
        for (SpikeTrains data : new SpikeTrains[] {SpikeTrains.generate(8, 6, 3, (k, t, i) -> false), SpikeTrains.generate(8, 6, 3, (k, t, i) -> true),
            SpikeTrains.generate(8, 6, 1, (k, t, i) -> t == k), SpikeTrains.generate(8, 1, 3, (k, t, i) -> (k & 1 << i) != 0)}) {
            assertThat(Profile.of(data, 20, .9, new Seed(1)).bands()).isNotEmpty();
            assertThat(Resemblance.of(data, data, settings, new Seed(1)).judgements()).allSatisfy(j -> assertThat(j.value()).satisfiesAnyOf(v -> assertThat(v).isNaN(), v -> assertThat(v).isNotNegative()));
            Comparison comparison = Comparison.of(data, data.select(new int[] {0, 1, 2, 3}), settings, new Seed(1));
            SpikeTrains silent = SpikeTrains.generate(4, data.bins(), data.neurons(), (k, t, i) -> false);
            assertThat(comparison.score(m -> silent)).allSatisfy(s -> assertThat(Double.isInfinite(s.value())).isFalse());
        }
        Profile silent = Profile.of(SpikeTrains.generate(8, 6, 3, (k, t, i) -> false), 20, .9, new Seed(1));
        assertThat(silent.band("mean-correlation").values()[0]).isNaN();
        assertThat(silent.band("mean-rate").high()[0]).isZero();
        assertThat(silent.summary().undefinedPairs()).isEqualTo(3);
    }

    @Test void recordingsThatCannotBeComparedAreRefused() {
        SpikeTrains data = TRUTH.sample(8, 15, new Seed(1));
        var settings = Comparison.Settings.STANDARD;
        assertThatIllegalArgumentException().isThrownBy(() -> Resemblance.of(data, TRUTH.sample(Design.plain(8, 15, .02), new Seed(1)), settings, new Seed(1)))
                .withMessageContaining("10.0 ms and 20.0 ms");
        assertThatIllegalArgumentException().isThrownBy(() -> Resemblance.of(data, new Simulated(4, 1, 1).sample(8, 15, new Seed(1)), settings, new Seed(1)))
                .withMessageContaining("neurons");
        assertThatIllegalArgumentException().isThrownBy(() -> Resemblance.of(data.select(new int[] {0, 1, 2}), data, settings, new Seed(1))).withMessageContaining("got 3 and 8");
    }
}
