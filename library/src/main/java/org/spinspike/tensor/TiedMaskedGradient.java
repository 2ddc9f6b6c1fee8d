package org.spinspike.tensor;

import org.spinspike.math.linalg.Gemm;
import org.spinspike.spikes.SpikeTrains;

/**
 * One trial of which not everything was observed: -ln p of what was seen under a {@link TiedMps}, and its gradient.
 *
 * <pre>
 * rho_(l+1) = sum over s allowed of W[s]' rho_l W[s],     sigma_l = sum over s allowed of W[s] sigma_(l+1) W[s]',     sigma = 1 at the open end
 * d ln p / d W[s] = 2 rho_l W[s] sigma_(l+1) / z  for each s allowed,     z = tr rho_l sigma_l
 * </pre>
 *
 * Both are rescaled at every site; only ratios enter the gradient. Cost 24 L D^3 flops, L D^2 doubles.
 */
final class TiedMaskedGradient {
    private final double[][] x, gradient;
    private final byte[] bits;                           // 0, 1 or HIDDEN
    private final int neurons, d;
    private final double[] work;

    /** @param gradient receives what is added to it. Modified. */
    TiedMaskedGradient(double[][] x, double[][] gradient, SpikeTrains data, int k) {
        this.x = x;
        this.gradient = gradient;
        this.bits = MaskedTrial.states(data, k, data.bins(k));
        this.neurons = data.neurons();
        this.d = x[0].length;
        this.work = new double[2 * d * d];
    }

    /** @return -ln p of what was observed */
    double run() {
        double[][] rho = new double[bits.length + 1][d * d];
        for (int a = 0; a < d; a++) for (int b = 0; b < d; b++) rho[0][a * d + b] = x[0][a] * x[0][b];
        double nats = 0;
        for (int l = 0; l < bits.length; l++) {
            Densities.push(core(l), d, d, bits[l], rho[l], rho[l + 1], work);
            double mass = Densities.trace(rho[l + 1], d);
            nats -= Math.log(mass);
            Densities.scale(rho[l + 1], 0, d * d, 1 / mass);
        }
        double[] sigma = new double[d * d], before = new double[d * d];
        Densities.identity(sigma, 0, d);
        for (int l = bits.length - 1; l >= 0; l--) {
            Densities.pull(core(l), d, d, bits[l], sigma, 0, before, 0, work);
            double z = Densities.overlap(rho[l], before, 0, d);
            for (byte s = 0; s < 2; s++) if (bits[l] == Densities.HIDDEN || bits[l] == s) add(core(l), s, rho[l], sigma, -2 / z, gradient[1 + l % neurons]);
            Densities.scale(before, 0, d * d, 1 / Densities.trace(before, d));
            double[] swap = sigma;
            sigma = before;
            before = swap;
        }
        double z = 0;
        for (int a = 0; a < d; a++) for (int b = 0; b < d; b++) z += x[0][a] * sigma[a * d + b] * x[0][b];
        for (int a = 0; a < d; a++) for (int b = 0; b < d; b++) gradient[0][a] -= 2 * sigma[a * d + b] * x[0][b] / z;
        return nats;
    }

    private double[] core(int l) { return x[1 + l % neurons]; }

    /** gradient[a,s,b] += factor sum_(c,e) rho[a,c] core[c,s,e] sigma[e,b] */
    private void add(double[] core, byte s, double[] rho, double[] sigma, double factor, double[] to) {
        Gemm.nn(d, d, d, rho, 0, d, core, s * d, 2 * d, 0, work, 0, d);
        double[] product = new double[d * d];
        Gemm.nn(d, d, d, work, 0, d, sigma, 0, d, 0, product, 0, d);
        for (int a = 0; a < d; a++) for (int b = 0; b < d; b++) to[(2 * a + s) * d + b] += factor * product[a * d + b];
    }
}
