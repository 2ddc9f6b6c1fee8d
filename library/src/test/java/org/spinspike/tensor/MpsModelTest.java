package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.model.Model;
import org.spinspike.model.ModelContract;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

class MpsModelTest extends ModelContract {
    private static final MpsModel TINY = MpsModel.of(random(new int[] {1, 2, 3, 4, 5, 4, 3, 3, 2, 1}, 5), 3, 3);

    @Override protected Model tiny()        { return TINY; }
    @Override protected Design tinyDesign() { return Design.plain(1, 3, .01); }
    @Override protected Family family()     { return new MpsFamily(); }

    static Mps random(int[] bonds, long seed) {
        var random = new SplittableRandom(seed);
        double[][] cores = new double[bonds.length - 1][];
        for (int l = 0; l < cores.length; l++) cores[l] = random.doubles(2L * bonds[l] * bonds[l + 1], -1, 1).toArray();
        return new Mps(bonds, cores);
    }

    @Test void twoBitsByHand() {
        // psi(s0 s1) = A0[s0] A1[s1] with A0 = (1 0 | 2 1), A1 = (1 3)' and (0 -1)': psi = 1, 0, 2+3 = 5, 0-1 = -1; Z = 27
        MpsModel model = MpsModel.of(new Mps(new int[] {1, 2, 1}, new double[][] {{1, 0, 2, 1}, {1, 0, 3, -1}}), 2, 1);
        double[] logP = model.logProbability(SpikeTrains.generate(4, 1, 2, (k, t, i) -> (k >> (1 - i) & 1) == 1));
        assertThat(Math.exp(logP[0])).isCloseTo(1 / 27., within(1e-15));
        assertThat(logP[1]).isLessThan(-60);                                      // exactly impossible, rounding aside
        assertThat(Math.exp(logP[2])).isCloseTo(25 / 27., within(1e-15));
        assertThat(Math.exp(logP[3])).isCloseTo(1 / 27., within(1e-15));
        assertThat(model.forecast(SpikeTrains.generate(1, 1, 2, (k, t, i) -> false), 1, new Seed(1)).p())
                .usingComparatorWithPrecision(1e-15).containsExactly(26 / 27., 1 / 27.);
    }

    @Test void bondDimensionOneIsTheProductLaw() {
        double[] p = {.1, .7, .02, .5, .9, .3};
        MpsModel model = MpsModel.of(Mps.product(p), 2, 3);
        SpikeTrains all = SpikeTrains.generate(64, 3, 2, (k, t, i) -> (k >> (t * 2 + i) & 1) == 1);
        double[] logP = model.logProbability(all), forecast = model.forecast(all, 2, new Seed(1)).p();
        for (int k = 0; k < 64; k++) {
            double expected = 0;
            for (int l = 0; l < 6; l++) {
                expected += Math.log((k >> l & 1) == 1 ? p[l] : 1 - p[l]);
                assertThat(forecast[6 * k + l]).isCloseTo(p[l], within(1e-15));
            }
            assertThat(logP[k]).isCloseTo(expected, within(1e-13));
        }
        assertThat(model.parameters()).isEqualTo(6);
    }

    @Test void aShorterTrialIsTheMarginalOfALongerOne() {
        SpikeTrains all = everyTrain();
        double[] joint = TINY.logProbability(all);
        SpikeTrains first = SpikeTrains.generate(Design.plain(8, 1, .01), Neurons.unnamed(3), (k, t, i) -> (k >> i & 1) == 1);
        double[] logP = TINY.logProbability(first);
        for (int k = 0; k < 8; k++) {
            double sum = 0;
            for (int j = 0; j < joint.length; j++) if ((j & 7) == k) sum += Math.exp(joint[j]);
            assertThat(Math.exp(logP[k])).isCloseTo(sum, within(1e-13));
        }
    }

    @Test void raggedAndMaskedTrialsAgreeWithWholeOnes() {                         // both ways of going through the chain
        Design ragged = new Design(new int[] {3, 1, 2}, .01, null, null, null, null, null);
        SpikeTrains whole = SpikeTrains.generate(ragged, Neurons.unnamed(3), (k, t, i) -> (k + t + i) % 2 == 0);
        double[] byBin = TINY.logProbabilityByBin(whole), forecast = TINY.forecast(whole, 2, new Seed(1)).p();
        for (int k = 0; k < 3; k++) {
            double[] dense = new double[3], p = new double[9];
            var trial = new MaskedTrial(TINY.chain(), 3, whole, k);
            trial.logProbabilityByBin(dense, 0, 0, new double[] {1});
            trial.forecast(new ForecastOperators(TINY.chain(), 3, 3, 2), p, 0);
            for (int t = 0; t < 3; t++) {
                assertThat(byBin[3 * k + t]).isCloseTo(dense[t], within(1e-12));
                for (int i = 0; i < 3; i++) {
                    if (t < whole.bins(k)) assertThat(forecast[9 * k + 3 * t + i]).isCloseTo(p[3 * t + i], within(1e-12));
                    else assertThat(forecast[9 * k + 3 * t + i]).isNaN();
                }
            }
        }
    }

    @Test void moreBinsThanTrainedAreRefusedInOneLine() {
        Design longer = Design.plain(1, 4, .01);
        assertThatIllegalArgumentException().isThrownBy(() -> TINY.sample(longer, new Seed(1)))
                .withMessage("this model has learned trials of at most 3 bins, trial 0 has 4: cut them (--cut 3) or train on longer ones");
        assertThatIllegalArgumentException().isThrownBy(() -> TINY.impute(SpikeTrains.generate(longer, Neurons.unnamed(3), (k, t, i) -> false)))
                .withMessageContaining("3 bins");
    }

    @Test void aFileThatIsNotCanonicalIsRefused() {
        var arrays = new org.spinspike.math.NamedArrays().put("neurons", 2L).put("bins", 1L)
                .putAll(new Mps(new int[] {1, 2, 1}, new double[][] {{1, 0, 2, 1}, {1, 0, 3, -1}}).arrays());
        assertThatIllegalArgumentException().isThrownBy(() -> family().restore(arrays)).withMessageContaining("core_0 must be right-canonical");
    }

    @Test void likelihoodsStayFiniteWhereProbabilitiesUnderflow() {               // 67 neurons x 20 bins: ln p is far below -745
        int neurons = 67, bins = 20, sites = neurons * bins, d = 4;
        int[] bonds = new int[sites + 1];
        java.util.Arrays.fill(bonds, d);
        bonds[0] = bonds[sites] = 1;
        MpsModel model = MpsModel.of(random(bonds, 9), neurons, bins);            // its norm is out of range too
        SpikeTrains data = SpikeTrains.generate(5, bins, neurons, (k, t, i) -> (31 * k + 7 * t * t + i * (i + 1) / 2) % 5 < 2);
        double[] logP = model.logProbability(data);
        for (int k = 0; k < 5; k++) {
            double[] dense = new double[bins];
            new MaskedTrial(model.chain(), neurons, data, k).logProbabilityByBin(dense, 0, 0, new double[] {1});
            assertThat(logP[k]).isFinite().isLessThan(-745).isCloseTo(java.util.Arrays.stream(dense).sum(), within(1e-8));
        }
        assertThat(model.sample(data.design(), new Seed(1)).spikes()).isBetween(2000L, 5000L);
        byte[][] bits = new byte[sites][5];
        for (int k = 0; k < 5; k++) for (int l = 0; l < sites; l++) bits[l][k] = data.flat(k)[l];
        double nats = new TwoSiteSweep(model.chain().leftCanonical().mps(), TrainingBits.of(bits, 0), new MpsOptions(4, true, 1e-3, .01, 2, 1, 0, 1, 0), new Workers())
                .run(false, 4, visited -> {});
        assertThat(nats).isFinite().isLessThan(-java.util.Arrays.stream(logP).average().getAsDouble());
    }
}
