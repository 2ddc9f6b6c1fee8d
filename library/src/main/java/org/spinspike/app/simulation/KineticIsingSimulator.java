package org.spinspike.app.simulation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.spinspike.app.NetworkFile;
import org.spinspike.baseline.GlmModel;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.math.special.Logistic;
import org.spinspike.model.Option;
import org.spinspike.model.Options;

/**
 * Asymmetric kinetic Ising network in 0/1 variables, with random couplings or with those of a file.
 *
 * <pre>logit P(x_i(t) = 1 | x(t-1)) = theta_i + sum_j theta_ij x_j(t-1),   theta_ij ~ normal(0, g^2 / N),   theta_i ~ normal(mean, .5^2)</pre>
 *
 * theta_ij is what neuron j (column) does to neuron i (row). In spins s = 2x - 1: J_ij = theta_ij / 4, H_i = theta_i / 2 + sum_j theta_ij / 4.
 * The first bin is made of independent cells at the rates of the naive mean field, m = sigmoid(theta + Theta m), close to the stationary ones.
 * Truth: a logistic autoregression with one lag.
 */
final class KineticIsingSimulator implements Simulator {
    private static final double SPREAD = .5;
    private static final int MEAN_FIELD_STEPS = 200;
    private static final List<String> OF_A_RANDOM_NETWORK = List.of("coupling", "bias", "symmetric");

    @Override public String name()    { return "kinetic-ising"; }
    @Override public String summary() { return "kinetic Ising network, with random asymmetric couplings or with those of a file"; }
    @Override public List<Option> options() {
        return RecordingShape.offered(1000, 20, 20, 10,
                Option.real("coupling", 1, "standard deviation g of the couplings times sqrt(neurons), 0/1 variables"),
                Option.real("bias", -1.5, "mean of theta_i: input of a neuron in silence"),
                Option.flag("symmetric", "theta_ij = theta_ji: no arrow of time but for the start"),
                Option.text("parameters", "", "file of a network to take instead, H and J for spins -1 and +1; it also says how many neurons"));
    }

    @Override public Simulation simulate(Options options, Seed seed) {
        String file = options.text("parameters");
        Law law = file.isEmpty() ? random(options, seed.child("parameters").generator()) : given(NetworkFile.read(Path.of(file)), file, options);
        double[] theta = law.theta, couplings = law.couplings, first = meanField(theta, couplings);
        int n = theta.length;
        GlmModel truth = GlmModel.oneLag(couplings, theta, first);
        var parameters = new NamedArrays().put("theta", theta, n).put("theta_couplings", couplings, n, n).putAll(IsingNetwork.ofBits(theta, couplings).arrays())
                .put("first_bin_rates", first, n);
        return new Simulation(truth.sample(RecordingShape.of(options).plain(), seed.child("spikes")), Optional.of(truth), parameters);
    }

    /** @param theta length N. @param couplings row-major [N, N] */
    private record Law(double[] theta, double[] couplings) {}

    private static Law random(Options options, RandomGenerator random) {
        int n = RecordingShape.of(options).neurons();
        double sd = Require.notNegative("coupling", options.real("coupling")) / Math.sqrt(n), mean = options.real("bias");
        double[] theta = new double[n], couplings = new double[n * n];
        for (int i = 0; i < n; i++) theta[i] = mean + SPREAD * random.nextGaussian();
        for (int c = 0; c < n * n; c++) couplings[c] = sd * random.nextGaussian();
        if (options.flag("symmetric")) for (int i = 0; i < n; i++) for (int j = 0; j < i; j++) couplings[i * n + j] = couplings[j * n + i];
        return new Law(theta, couplings);
    }

    /** @throws IllegalArgumentException where an option would make another network than that of the file */
    private Law given(IsingNetwork network, String file, Options options) {
        Options plain = Options.of(options(), Map.of());
        for (String name : OF_A_RANDOM_NETWORK)
            Require.that(options.text(name).equals(plain.text(name)), "--parameters " + file + " holds the network: --" + name + " is for random ones");
        int asked = options.whole("neurons");
        Require.that(asked == plain.whole("neurons") || asked == network.neurons(), "--parameters " + file + " has " + network.neurons() + " neurons, --neurons " + asked + " were asked for");
        return new Law(network.bitFields(), network.bitCouplings());
    }

    /** Damped iteration of m = sigmoid(theta + Theta m); where it has not settled, its last value is a law like any other. */
    private static double[] meanField(double[] theta, double[] couplings) {
        int n = theta.length;
        double[] m = new double[n];
        for (int step = 0; step < MEAN_FIELD_STEPS; step++) {
            double[] next = new double[n];
            for (int i = 0; i < n; i++) {
                double input = theta[i];
                for (int j = 0; j < n; j++) input += couplings[i * n + j] * m[j];
                next[i] = (m[i] + Logistic.sigmoid(input)) / 2;
            }
            m = next;
        }
        return m;
    }
}
