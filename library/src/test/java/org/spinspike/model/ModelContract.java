package org.spinspike.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.model.Forecasts.Forecast;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/**
 * The promises of the capabilities, checked by listing every train of a small model. Each family inherits them all by handing over one small
 * model; a promise of a capability the model does not have is reported as skipped.
 */
public abstract class ModelContract {
    /** @return a model, asymmetric in neurons and in time, with {@code tinyDesign().bins() * neurons()} at most 12 */
    protected abstract Model tiny();

    /** @return one trial in which {@link #tiny} speaks */
    protected abstract Design tinyDesign();

    protected abstract Family family();

    /** Whether {@link Likelihood} sums over unobserved entries exactly; families that drop their terms say no. */
    protected boolean marginalises() { return true; }

    @Test void probabilitiesSumToOne() {
        double total = 0;
        for (double logP : likelihood().logProbability(everyTrain())) total += Math.exp(logP);
        assertThat(total).isCloseTo(1, within(1e-12));
    }

    @Test void sameSeedSameSpikes() {
        Samples model = samples();
        Design design = tinyDesign().cycled(200);
        assertThat(model.sample(design, new Seed(3))).isEqualTo(model.sample(design, new Seed(3)));
        assertThat(model.sample(design, new Seed(3))).isNotEqualTo(model.sample(design, new Seed(4)));
    }

    @Test void samplesFollowTheProbabilities() {         // G-test against the exact law, fixed seed, bound of 5 standard deviations
        SpikeTrains all = everyTrain(), drawn = samples().sample(tinyDesign().cycled(60_000), new Seed(1));
        double[] logP = likelihood().logProbability(all);
        int[] counts = new int[all.trials()];
        for (int k = 0; k < drawn.trials(); k++) counts[word(drawn, k)]++;
        double g = 0;
        for (int w = 0; w < counts.length; w++)
            if (counts[w] > 0) g += 2 * counts[w] * (Math.log((double) counts[w] / drawn.trials()) - logP[w]);
        double freedom = counts.length - 1;
        assertThat(g).as("G for %s degrees of freedom", freedom).isLessThan(freedom + 5 * Math.sqrt(2 * freedom));
    }

    @Test void aPrefixHasTheSumOfItsContinuations() {    // ln p(bins up to t) from the by-bin scores is the marginal of the joint law
        SpikeTrains all = everyTrain();
        double[] byBin = likelihood().logProbabilityByBin(all), joint = likelihood().logProbability(all);
        int bins = all.bins(), n = all.neurons();
        for (int upTo = 1; upTo < bins; upTo++) {
            double[] marginal = new double[1 << upTo * n];
            for (int k = 0; k < all.trials(); k++) marginal[k & (1 << upTo * n) - 1] += Math.exp(joint[k]);
            for (int k = 0; k < all.trials(); k++) {
                double sum = 0;
                for (int t = 0; t < upTo; t++) sum += byBin[k * bins + t];
                assertThat(Math.exp(sum)).isCloseTo(marginal[k & (1 << upTo * n) - 1], within(1e-12));
            }
        }
    }

    @Test void unobservedEntriesAreSummedOver() {
        assumeTrue(marginalises(), () -> family().name() + " puts rates in the place of unobserved entries");
        SpikeTrains all = everyTrain(), masked = masked(all);
        double[] joint = likelihood().logProbability(all), seen = likelihood().logProbability(masked), sums = new double[all.trials()];
        int observed = ~hidden();
        for (int k = 0; k < all.trials(); k++) sums[k & observed] += Math.exp(joint[k]);
        for (int k = 0; k < all.trials(); k++) assertThat(Math.exp(seen[k])).isCloseTo(sums[k & observed], within(1e-12));
    }

    @Test void forecastsAreTheConditionalsOfTheJointLaw() {
        assumeTrue(tiny() instanceof Forecasts, () -> family().name() + " does not forecast");
        SpikeTrains all = everyTrain();
        double[] joint = likelihood().logProbability(all);
        int bins = all.bins(), n = all.neurons();
        for (int horizon = 1; horizon <= bins; horizon++) {
            Forecast forecast = ((Forecasts) tiny()).forecast(all, horizon, new Seed(5));
            if (!forecast.exact()) continue;
            for (int t = 0; t < bins; t++) {
                int known = Math.max(0, t - horizon + 1) * n, past = (1 << known) - 1;
                double[][] sums = new double[1 << known][n + 1];
                for (int k = 0; k < all.trials(); k++) {
                    sums[k & past][n] += Math.exp(joint[k]);
                    for (int i = 0; i < n; i++) if (all.fires(k, t, i)) sums[k & past][i] += Math.exp(joint[k]);
                }
                for (int k = 0; k < all.trials(); k++)
                    for (int i = 0; i < n; i++)
                        assertForecast(forecast.p()[(k * bins + t) * n + i], sums[k & past][i] / sums[k & past][n]);
            }
        }
    }

    /** Families whose forecast is a fit of its own override this with what they promise. */
    protected void assertForecast(double forecast, double conditional) {
        assertThat(forecast).isCloseTo(conditional, within(1e-11));
    }

    @Test void imputationIsTheConditionalOfTheJointLaw() {
        assumeTrue(tiny() instanceof Conditionals, () -> family().name() + " does not impute");
        SpikeTrains all = everyTrain(), masked = masked(all);
        double[] joint = likelihood().logProbability(all), p = ((Conditionals) tiny()).impute(masked);
        int sites = all.bins() * all.neurons(), observed = ~hidden();
        for (int l = 0; l < sites; l++) {
            double[] ones = new double[all.trials()], both = new double[all.trials()];       // of all trains with the same observed entries
            for (int k = 0; k < all.trials(); k++) {
                both[k & observed] += Math.exp(joint[k]);
                if ((k >> l & 1) == 1) ones[k & observed] += Math.exp(joint[k]);
            }
            for (int k = 0; k < all.trials(); k++) {
                double expected = (observed >> l & 1) == 1 ? k >> l & 1 : ones[k & observed] / both[k & observed];
                assertThat(p[k * sites + l]).isCloseTo(expected, within(1e-11));
            }
        }
    }

    @Test void completionsKeepWhatWasObservedAndFollowTheConditionalLaw() {
        assumeTrue(tiny() instanceof Conditionals, () -> family().name() + " does not impute");
        SpikeTrains one = masked(everyTrain()).select(new int[20_000]);   // the silent train, many times
        Conditionals model = (Conditionals) tiny();
        SpikeTrains filled = model.complete(one, new Seed(8));
        double[] p = model.impute(one.select(new int[1]));
        int bins = one.bins(), n = one.neurons();
        assertThat(filled.fullyObserved()).isTrue();
        for (int t = 0; t < bins; t++)
            for (int i = 0; i < n; i++) {
                double mean = 0;
                for (int k = 0; k < filled.trials(); k++) if (filled.fires(k, t, i)) mean++;
                mean /= filled.trials();
                double expected = p[t * n + i], sd = Math.sqrt(expected * (1 - expected) / filled.trials());
                assertThat(mean).isCloseTo(expected, within(5 * sd + 1e-12));
            }
    }

    /** Against the enumeration of the joint law: silence everywhere, spikes everywhere, and every other entry. */
    @Test void simulatedImputationIsTheConditionalOfTheJointLaw() {
        assumeTrue(tiny() instanceof SimulatedConditionals, () -> family().name() + " does not sample what was not observed");
        SpikeTrains all = everyTrain();
        double[] joint = likelihood().logProbability(all);
        int sites = all.bins() * all.neurons(), observed = ~hidden();
        int[] words = {0, all.trials() - 1, 0x555 & all.trials() - 1};
        SimulatedConditionals.Imputed found = ((SimulatedConditionals) tiny()).impute(masked(all).select(words), 6400, new Seed(9));
        assertThat(found.draws()).isEqualTo(6400);
        for (int w = 0; w < words.length; w++)
            for (int l = 0; l < sites; l++) {
                double one = 0, both = 0;
                for (int k = 0; k < all.trials(); k++) {
                    if (((k ^ words[w]) & observed & all.trials() - 1) != 0) continue;
                    both += Math.exp(joint[k]);
                    if ((k >> l & 1) == 1) one += Math.exp(joint[k]);
                }
                double error = found.standardError()[w * sites + l];
                assertThat(found.p()[w * sites + l]).as("entry %d of train %d", l, w).isCloseTo(one / both, within(4 * error + 1e-12));
                if ((observed >> l & 1) == 1) assertThat(error).isZero();
                assertThat(error).isLessThan(.02);
            }
    }

    @Test void simulatedImputationDependsOnTheSeedAndNotOnThreads() throws Exception {
        assumeTrue(tiny() instanceof SimulatedConditionals, () -> family().name() + " does not sample what was not observed");
        SpikeTrains some = masked(everyTrain()).select(new int[] {0, 1, 2, 3, 4});
        SimulatedConditionals model = (SimulatedConditionals) tiny();
        assertThat(on(3, () -> model.impute(some, 64, new Seed(1)).p())).isEqualTo(on(1, () -> model.impute(some, 64, new Seed(1)).p()));
        assertThat(model.impute(some, 64, new Seed(2)).p()).isNotEqualTo(model.impute(some, 64, new Seed(1)).p());
    }

    @Test void savedAndRestoredIsTheSameModel() {
        Model again = family().restore(tiny().arrays());
        assertThat(again.arrays()).isEqualTo(tiny().arrays());
        assertThat(((Likelihood) again).logProbability(everyTrain())).isEqualTo(likelihood().logProbability(everyTrain()));
        assertThat(again.family()).isEqualTo(family().name());
        assertThat(again.parameters()).isEqualTo(tiny().parameters());
    }

    @Test void threadsDoNotMatter() throws Exception {
        SpikeTrains data = samples().sample(tinyDesign().cycled(3000), new Seed(2));
        assertThat(on(1, () -> samples().sample(tinyDesign().cycled(3000), new Seed(2)))).isEqualTo(data);
        assertThat(on(3, () -> likelihood().logProbabilityByBin(data))).isEqualTo(on(1, () -> likelihood().logProbabilityByBin(data)));
    }

    @Test void aRecordingWithOtherNeuronsIsRefused() {
        SpikeTrains other = SpikeTrains.generate(tinyDesign(), Neurons.unnamed(tiny().neurons() + 1), (k, t, i) -> false);
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException().isThrownBy(() -> likelihood().logProbability(other))
                .withMessageContaining("neurons").withMessageContaining("" + tiny().neurons()).withMessageContaining("" + (tiny().neurons() + 1));
    }

    // ---- for inheritors

    /** Every train the tiny model can emit; bit (t n + i) of the trial's number is the spike of neuron i in bin t. */
    protected final SpikeTrains everyTrain() {
        int n = tiny().neurons(), sites = tinyDesign().bins() * n;
        return SpikeTrains.generate(tinyDesign().cycled(1 << sites), Neurons.unnamed(n), (k, t, i) -> (k >> (t * n + i) & 1) == 1);
    }

    /** Runs {@code work} in a pool of so many threads. */
    public static <T> T on(int threads, Callable<T> work) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(work).get();
        } finally {
            pool.shutdown();
        }
    }

    private Likelihood likelihood() { return (Likelihood) tiny(); }
    private Samples samples()       { return (Samples) tiny(); }

    /** Sites hidden in the masked trains: the second and every third one after it, and the last. */
    private int hidden() {
        int sites = tinyDesign().bins() * tiny().neurons(), mask = 1 << sites - 1;
        for (int l = 1; l < sites; l += 3) mask |= 1 << l;
        return mask;
    }

    private SpikeTrains masked(SpikeTrains all) {
        var builder = new SpikeTrains.Builder(all.design(), all.cells());
        int n = all.neurons();
        for (int k = 0; k < all.trials(); k++)
            for (int t = 0; t < all.bins(); t++)
                for (int i = 0; i < n; i++) {
                    if ((hidden() >> (t * n + i) & 1) == 1) builder.unobserved(k, t, i);
                    else if (all.fires(k, t, i)) builder.set(k, t, i);
                }
        return builder.build();
    }

    private static int word(SpikeTrains data, int k) {
        int word = 0, n = data.neurons();
        for (int t = 0; t < data.bins(k); t++)
            for (int i = 0; i < n; i++) if (data.fires(k, t, i)) word |= 1 << (t * n + i);
        return word;
    }
}
