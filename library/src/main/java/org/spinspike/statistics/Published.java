package org.spinspike.statistics;

import java.util.LinkedHashMap;
import java.util.Map;
import org.spinspike.math.Require;
import org.spinspike.spikes.SpikeTrains;

/**
 * Metrics the way their authors compute them, flaws included, so that numbers can be set beside published ones. Trials of equal length, fully
 * observed. What SpinSpike itself goes by is {@link StandardStatistics}.
 */
public final class Published {
    private static final int AUTO = Tallies.AUTO_LAGS;

    private Published() {}

    /**
     * The errors of Spike-GAN (Molano-Mazon et al. 2018, their analysis.py): sums of absolute differences. "corr" is a covariance, both triangles
     * counted; "lag_cov" pairs the last bin of a trial with the first of the next; "acf" is the two-sided autocorrelogram over its largest entry,
     * the centre set to 0.
     */
    public static Map<String, Double> spikeGan(SpikeTrains data, SpikeTrains model) {
        check(data, model);
        Summary a = Summary.of(data), b = Summary.of(model);
        int n = data.neurons();
        double corr = 0, variance = 0;
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) {
                double d = Math.abs(a.covariance()[i * n + j] - b.covariance()[i * n + j]);
                if (i == j) variance += d;
                else corr += d;
            }
        Map<String, Double> out = new LinkedHashMap<>();
        out.put("mean", data.bins() * sumOfDifferences(a.rates(), b.rates()));
        out.put("corr", corr);
        out.put("variance", variance);
        out.put("k_probs", sumOfDifferences(a.populationCount(), b.populationCount()));
        out.put("acf", sumOfDifferences(autocorrelogram(a), autocorrelogram(b)));
        out.put("time_course", data.design().binSeconds() * sumOfDifferences(timeCourse(data), timeCourse(model)));
        out.put("lag_cov", sumOfDifferences(concatenatedLag(data), concatenatedLag(model)));
        return out;
    }

    /**
     * The errors of SpiQGAN (arXiv:2409.09125): divergence of the laws of words, nats and bits, also given a spike, and mean squared errors of P(K)
     * over k = 0..N and of the rates over neurons.
     */
    public static Map<String, Double> spiQGan(SpikeTrains data, SpikeTrains model) {
        check(data, model);
        WordLaw a = WordLaw.of(data), b = WordLaw.of(model);
        Summary s = Summary.of(data), m = Summary.of(model);
        Map<String, Double> out = new LinkedHashMap<>();
        double js = Distances.js(a.probabilities(), b.probabilities());
        out.put("js_words_nats", js);
        out.put("js_words_bits", js / Math.log(2));
        out.put("js_words_given_a_spike_nats", Distances.js(a.givenASpike(), b.givenASpike()));
        out.put("mse_k", square(Distances.rmse(s.populationCount(), m.populationCount())));
        out.put("mse_rate", square(Distances.rmse(s.rates(), m.rates())));
        return out;
    }

    /**
     * The errors of LDNS (arXiv:2407.08751) on binary data: KL(model | data) of the population count from Gaussian kernel densities at 0..N
     * (Scott's rule, renormalised), RMSE of correlations over all N^2 cells of the strictly lower triangle, zeros included, and RMSE of mean and
     * standard deviation of the intervals in bins, neurons without one skipped.
     */
    public static Map<String, Double> ldns(SpikeTrains data, SpikeTrains model) {
        check(data, model);
        Summary a = Summary.of(data), b = Summary.of(model);
        int n = data.neurons();
        double width = data.design().binSeconds();
        Map<String, Double> out = new LinkedHashMap<>();
        out.put("kl_population_nats", Distances.kl(kernelDensity(b), kernelDensity(a)));
        out.put("rmse_correlation", Distances.rmse(a.upper(a.correlation()), b.upper(b.correlation())) * Math.sqrt((n - 1) / (2.0 * n)));
        out.put("rmse_isi_mean_bins", Distances.rmse(a.isiMeanSeconds(), b.isiMeanSeconds()) / width);
        out.put("rmse_isi_sd_bins", Distances.rmse(a.isiSdSeconds(), b.isiSdSeconds()) / width);
        return out;
    }

    /**
     * Bits per spike of the Neural Latents Benchmark (nlb_tools, evaluation.py): (NLL_null - NLL) / (spikes ln 2) with NLL = sum (rate - s ln rate), rates of 0 taken for 1e-9, entries without a rate left out. The
     * null is each neuron's mean over the very entries that are judged. With rates of held-out neurons this is their co-bps, with those of bins ahead fp-bps.
     *
     * @param rates expected spikes, row-major [trials, bins, neurons]; NaN where nothing is judged. Not modified.
     * @return pooled over neurons, as published, and the mean over neurons that have a spike; NaN without a spike
     */
    public static Map<String, Double> nlb(SpikeTrains data, double[] rates) {
        int n = data.neurons(), bins = data.bins();
        Require.length("rates", rates.length, Math.multiplyExact(Math.multiplyExact(data.trials(), bins), n));
        double[] spikes = new double[n], seen = new double[n], loss = new double[n];
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++)
                for (int i = 0; i < n; i++) {
                    double rate = rates[(k * bins + t) * n + i];
                    if (Double.isNaN(rate) || !data.observed(k, t, i)) continue;
                    if (rate == 0) rate = 1e-9;
                    seen[i]++;
                    loss[i] += rate;
                    if (!data.fires(k, t, i)) continue;
                    spikes[i]++;
                    loss[i] -= Math.log(rate);
                }
        double gain = 0, total = 0, sum = 0;
        int firing = 0;
        for (int i = 0; i < n; i++) {
            double rate = spikes[i] == 0 ? 1e-9 : spikes[i] / seen[i], own = seen[i] == 0 ? 0 : seen[i] * rate - spikes[i] * Math.log(rate) - loss[i];
            gain += own;
            total += spikes[i];
            if (spikes[i] == 0) continue;
            sum += own / spikes[i];
            firing++;
        }
        Map<String, Double> out = new LinkedHashMap<>();
        out.put("pooled", gain / total / Math.log(2));
        out.put("mean_over_neurons", sum / firing / Math.log(2));
        return out;
    }

    private static double[] autocorrelogram(Summary s) {
        double spikes = 0;
        for (int i = 0; i < s.neurons(); i++) spikes += s.tally().spikes(i);
        double[] out = new double[2 * AUTO + 1];
        for (int l = 1; l <= AUTO; l++) out[AUTO + l] = out[AUTO - l] = s.autocorrelogramCounts()[l - 1] / spikes;
        return out;
    }

    /** Rates by bin within the trial, Hz, also where there is one trial only. */
    private static double[] timeCourse(SpikeTrains data) {
        int n = data.neurons();
        double[] out = new double[data.bins() * n];
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(); t++)
                for (int i = 0; i < n; i++) if (data.fires(k, t, i)) out[t * n + i] += 1 / (data.trials() * data.design().binSeconds());
        return out;
    }

    private static double[] concatenatedLag(SpikeTrains data) {
        int bins = data.bins();
        return Summary.of(SpikeTrains.generate(1, data.trials() * bins, data.neurons(), (k, t, i) -> data.fires(t / bins, t % bins, i))).lagCovariance(1);
    }

    private static double[] kernelDensity(Summary s) {
        double[] p = s.populationCount(), out = new double[p.length];
        double bins = s.tally().completeBins(), mean = 0, variance = 0, total = 0;
        for (int k = 0; k < p.length; k++) mean += k * p[k];
        for (int k = 0; k < p.length; k++) variance += (k - mean) * (k - mean) * p[k] * bins / (bins - 1);
        double width = Math.sqrt(variance) * Math.pow(bins, -.2);
        for (int at = 0; at < out.length; at++) {
            for (int k = 0; k < p.length; k++) out[at] += p[k] * Math.exp(-square((at - k) / width) / 2);
            total += out[at];
        }
        for (int at = 0; at < out.length; at++) out[at] /= total;
        return out;
    }

    private static void check(SpikeTrains data, SpikeTrains model) {
        Require.length("neurons of the model's sample", model.neurons(), data.neurons());
        Require.length("bins of the model's sample", model.bins(), data.bins());
        for (SpikeTrains trains : new SpikeTrains[] {data, model})
            Require.that(trains.fullyObserved() && !trains.design().ragged(), "published metrics are defined for fully observed trials of equal length");
    }

    private static double sumOfDifferences(double[] a, double[] b) {
        double sum = 0;
        for (int x = 0; x < a.length; x++) sum += Math.abs(a[x] - b[x]);
        return sum;
    }

    private static double square(double x) { return x * x; }
}
