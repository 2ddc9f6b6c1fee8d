package org.spinspike.statistics;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.UniformRealDistribution;
import org.hipparchus.stat.inference.KolmogorovSmirnovTest;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;

/**
 * Goodness of fit of forecasts by discrete-time rescaling: where p is the chance of a spike given all that came before, intervals measured in hazard are exponential.
 *
 * <pre>
 * q   = -ln(1 - p)                                         hazard of a bin
 * xi  = sum of q over the bins without a spike since the last one, + delta,   delta = -ln(1 - r (1 - exp(-q)))   of the bin of the spike, r uniform in 0..1
 * z   = 1 - exp(-xi)                                        uniform under the model; tested by Kolmogorov and Smirnov, neuron by neuron
 * </pre>
 *
 * Without delta a perfect model fails as soon as bins are wide. Hazard runs on over the ends of trials, and so intervals cut short by an end are not lost; bins not observed add none.
 * Source: Haslinger, Pipa and Brown, Neural Computation 22 (2010) 2477; carrying over trials is ours. The test sees the order of one neuron's spikes only, not who fires with whom.
 *
 * @param distance  largest distance of the distribution of z from the uniform one, by neuron; NaN below {@value #FEWEST} intervals
 * @param critical  the same that 5 % of perfect models exceed, by the asymptotic law: 1.358 over the root of the number of intervals; p is exact for few
 * @param p         of each neuron
 * @param intervals how many there are
 */
public record TimeRescaling(double[] distance, double[] critical, double[] p, int[] intervals) {
    /** Intervals below which nothing is tested. */
    public static final int FEWEST = 10;
    private static final double LEVEL = .05;

    /**
     * @param forecast row-major [trials, bins, neurons], p of each entry given the bins before; NaN past the end of a trial
     * @param seed     of r
     */
    public static TimeRescaling of(SpikeTrains data, double[] forecast, Seed seed) {
        int n = data.neurons();
        Require.length("forecasts", forecast.length, data.trials() * data.bins() * n);
        double[] distance = new double[n], critical = new double[n], p = new double[n];
        int[] intervals = new int[n];
        long[] spikes = data.ones();
        var test = new KolmogorovSmirnovTest();
        var uniform = new UniformRealDistribution(0, 1);
        for (int i = 0; i < n; i++) {
            double[] z = rescaled(data, forecast, i, (int) spikes[i], seed.child(i).generator());
            intervals[i] = z.length;
            boolean enough = z.length >= FEWEST;
            distance[i] = enough ? test.kolmogorovSmirnovStatistic(uniform, z) : Double.NaN;
            critical[i] = enough ? 1.358 / Math.sqrt(z.length) : Double.NaN;
            p[i] = enough ? Math.max(0, Math.min(1, test.kolmogorovSmirnovTest(uniform, z))) : Double.NaN;
        }
        return new TimeRescaling(distance, critical, p, intervals);
    }

    /** @return z of every interval of neuron i, in order */
    static double[] rescaled(SpikeTrains data, double[] forecast, int i, int spikes, RandomGenerator random) {
        int n = data.neurons(), bins = data.bins();
        double[] z = new double[spikes];
        int count = 0;
        double hazard = 0;
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++) {
                if (!data.observed(k, t, i)) continue;
                double p = forecast[(k * bins + t) * n + i];
                Require.that(p >= 0 && p <= 1, "a forecast must lie in 0..1, got " + p + " in trial " + k + ", bin " + t + ", neuron " + i);
                if (!data.fires(k, t, i)) {
                    hazard -= Math.log1p(-p);
                    continue;
                }
                z[count++] = -Math.expm1(-hazard + Math.log1p(-random.nextDouble() * p));      // 1 - exp(-q) is p
                hazard = 0;
            }
        return z;
    }

    /** @return neurons whose forecasts are off, of all the tested together 5 % falsely among them at most (Benjamini-Hochberg) */
    public boolean[] off() { return MultipleTests.benjaminiHochberg(p, LEVEL); }

    public int tested() { return (int) Arrays.stream(p).filter(x -> !Double.isNaN(x)).count(); }

    public int offCount() {
        boolean[] off = off();
        return (int) IntStream.range(0, off.length).filter(i -> off[i]).count();
    }
}
