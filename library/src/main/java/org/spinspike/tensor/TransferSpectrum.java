package org.spinspike.tensor;

import java.util.Optional;
import org.spinspike.math.linalg.Eigenvalues;
import org.spinspike.model.Model;

/**
 * Eigenvalues of the map that carries what is known on the bond over one bin nobody looks at, rho -> sum over words of M' rho M, for models that repeat from bin to
 * bin. The largest is 1 (nothing is lost), the next says how fast a model forgets:
 *
 * <pre>correlations over l bins fall as |lambda_2|^l, and information as |lambda_2|^(2 l);      xi = -1 / ln |lambda_2| bins</pre>
 *
 * Both hold for long lags; at short ones faster parts add. The map is written on symmetric matrices, D (D + 1) / 2 of them, where all densities lie. Cost D^2 / 2
 * bins of 4 chi D^3 or 8 N D^3 flops, and 10 (D^2 / 2)^3.
 */
public final class TransferSpectrum {
    private final Eigenvalues values;

    private TransferSpectrum(Eigenvalues values) { this.values = values; }

    /** @return nothing where the model's bins are not alike, or it is no tensor network */
    public static Optional<TransferSpectrum> of(Model model) {
        if (model instanceof TreeModel m && m.network().tied()) return Optional.of(of(m.network()));
        if (model instanceof TiedMpsModel m) return Optional.of(of(m.network()));
        return Optional.empty();
    }

    static TransferSpectrum of(TreeMps net) {
        int d = net.bond(0);
        var chain = new CodeDensities(net.core(0), d, net.code(), d);
        double[] hidden = new double[net.code() * net.code()];
        Densities.identity(hidden, 0, net.code());
        return of(d, (rho, to) -> chain.push(rho, hidden, to));
    }

    static TransferSpectrum of(TiedMps net) {
        int d = net.bond();
        double[] work = new double[2 * d * d], next = new double[d * d];
        return of(d, (rho, to) -> {
            System.arraycopy(rho, 0, to, 0, d * d);
            for (int i = 0; i < net.neurons(); i++) {
                Densities.push(net.isometries()[1 + i], d, d, Densities.HIDDEN, to, next, work);
                System.arraycopy(next, 0, to, 0, d * d);
            }
        });
    }

    private static TransferSpectrum of(int d, Bin bin) {
        int n = d * (d + 1) / 2;
        double[] map = new double[n * n], basis = new double[d * d], image = new double[d * d];
        for (int a = 0, column = 0; a < d; a++)
            for (int b = a; b < d; b++, column++) {
                basis[a * d + b] = basis[b * d + a] = 1;
                bin.push(basis, image);
                basis[a * d + b] = basis[b * d + a] = 0;
                for (int e = 0, row = 0; e < d; e++) for (int f = e; f < d; f++, row++) map[row * n + column] = image[e * d + f];
            }
        return new TransferSpectrum(Eigenvalues.of(map, n));
    }

    /** The eigenvalues, the largest in absolute value first: 1. */
    public Eigenvalues values() { return values; }

    /** @return |lambda_2|; 0 where the bond has dimension 1 */
    public double second() { return values.count() < 2 ? 0 : Math.min(1, values.size(1)); }

    /** @return xi in bins: 0 where nothing is remembered, infinite where something is for ever */
    public double correlationBins() { return second() == 0 ? 0 : -1 / Math.log(second()); }

    @FunctionalInterface private interface Bin { void push(double[] rho, double[] to); }
}
