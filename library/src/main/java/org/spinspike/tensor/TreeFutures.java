package org.spinspike.tensor;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.spinspike.math.Chunks;
import org.spinspike.math.RunningMean;
import org.spinspike.math.Seed;
import org.spinspike.math.linalg.Svd;
import org.spinspike.model.Forecasts.Forecast;
import org.spinspike.spikes.SpikeTrains;

/**
 * Forecasts several bins ahead where the past turns the leaves, by simulation of the bins between.
 *
 * <pre>p = mean over s of p(spike of i in t | known bins, drawn bins),   standard error = sd over s / sqrt(S)</pre>
 *
 * The last bin is not drawn but told exactly (Rao-Blackwell). Simulation s of trial k draws from {@code seed.child(k).child(s)} for every bin, so that neighbouring
 * forecasts differ by what they know and not by luck. A past with hidden entries leaves a mixture of vectors on the bond; each simulation begins at one of them, drawn
 * with its weight. Cost: trials x bins x (horizon - 1) x S draws of a bin.
 */
final class TreeFutures {
    static final int SIMULATIONS = 100;

    private final TreeMps net;
    private final LeafDrive drive;
    private final SpikeTrains data;
    private final int horizon, n, bins;
    private final Seed seed;
    private final ForecastOperators operators, turned;
    private final double[] p, error;

    TreeFutures(TreeMps net, LeafDrive drive, SpikeTrains data, int horizon, Seed seed) {
        this.net = net;
        this.drive = drive;
        this.data = data;
        this.horizon = horizon;
        this.seed = seed;
        this.n = data.neurons();
        this.bins = data.bins();
        this.operators = TreeForecasts.of(net, bins, 1);
        this.turned = TreeForecasts.turned(net, bins, 1);
        this.p = new double[Math.multiplyExact(Math.multiplyExact(data.trials(), bins), n)];
        this.error = new double[p.length];
    }

    Forecast forecast() {
        Arrays.fill(p, Double.NaN);
        Arrays.fill(error, Double.NaN);
        Chunks.forEach(data.trials(), 1, (c, k, to) -> {
            double[][] rho = new MaskedBlock(net, drive, data, new int[] {k}).densities()[0];
            for (int t = 0; t < data.bins(k); t++) simulate(k, t, Math.max(0, t - horizon + 1), rho);
        });
        return new Forecast(p, error);
    }

    /** @param known bins that are known when bin t is forecast */
    private void simulate(int k, int t, int known, double[][] rho) {
        var random = new RandomGenerator[SIMULATIONS];
        for (int s = 0; s < SIMULATIONS; s++) random[s] = seed.child(k).child(s).generator();
        var sampling = new TreeSampling(net, drive, random, t + 1, drive.past(data, k), known);
        double[] v = vectors(rho[known], net.bond(known), net.largestBond(), random);
        for (int u = known; u < t; u++) {
            sampling.turn(data.design().clock(k, u), u);
            sampling.bin(u, v);
        }
        double[][] ones = TreeForward.forms(operators.of(t), n, v, net.bond(t), SIMULATIONS), crossed = TreeForward.forms(turned.of(t), n, v, net.bond(t), SIMULATIONS);
        sampling.turn(data.design().clock(k, t), t);
        for (int i = 0; i < n; i++) {
            var fires = new RunningMean();
            for (int s = 0; s < SIMULATIONS; s++) fires.add(Forecasting.probability(LeafDrive.firing(1 - ones[i][s], crossed[i][s], ones[i][s], sampling.angle(s, i)), 1));
            int at = (k * bins + t) * n + i;
            p[at] = fires.value();
            error[at] = fires.standardError();
        }
    }

    /** @return [largest, S]: a vector of norm 1 for each simulation, drawn from the mixture rho of trace 1 */
    private static double[] vectors(double[] rho, int d, int largest, RandomGenerator[] random) {
        Svd svd = Svd.of(rho, d, d);                     // symmetric and non-negative: U S U'
        double[] v = new double[largest * random.length];
        for (int s = 0; s < random.length; s++) {
            double left = random[s].nextDouble();
            int e = 0;
            while (e < d - 1 && (left -= svd.s()[e]) >= 0) e++;
            for (int a = 0; a < d; a++) v[a * random.length + s] = svd.u()[a * d + e];
        }
        return v;
    }
}
