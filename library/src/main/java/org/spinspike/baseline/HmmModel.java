package org.spinspike.baseline;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.spinspike.math.Chunks;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.model.Conditionals;
import org.spinspike.model.Forecasts;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Samples;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/**
 * Hidden Markov model: a state z that moves by a matrix from bin to bin, and neurons that are independent given it.
 *
 * <pre>p(S, z) = start[z_0] prod_t move[z_(t-1), z_t] prod_i rate[z_t, i]^s_ti (1 - rate[z_t, i])^(1 - s_ti)</pre>
 *
 * As a network it is a positive matrix product state tied over bins, contracted once where a Born machine is squared: the core of neuron i is diag over z of
 * rate[z, i] or 1 - rate[z, i], that of a bin's last neuron times {@code move}; from {@code start}, summed over the last state.
 *
 * <p>Everything it says is exact, by the forward and backward recursions (Rabiner, Proc. IEEE 77, 257, 1989), scaled at every bin: unobserved entries are left out of
 * the product, which sums over them. It speaks of trials of any length and has no clock. Cost T (K^2 + K N) a trial. Immutable.
 */
public final class HmmModel implements Samples, Likelihood, Forecasts, Conditionals {
    static final int TRIALS = 64;

    private final int states, neurons;
    private final double[] start, move, rate;            // [K], [K, K] row = from, [K, N]
    private final double[] logOn, logOff, silence;       // [K, N], [K, N], [K]: ln rate, ln(1 - rate), sum over i of ln(1 - rate)

    /** @param start [K], sums to 1; @param move [K, K], rows sum to 1; @param rate [K, N], 0..1. Copied. */
    public HmmModel(double[] start, double[] move, double[] rate, int neurons) {
        this.states = Require.atLeast("states", start.length, 1);
        this.neurons = Require.atLeast("neurons", neurons, 1);
        this.start = start.clone();
        this.move = Require.length("moves", move, states * states).clone();
        this.rate = Require.length("rates", rate, states * neurons).clone();
        distribution("start", start, 0, states);
        for (int z = 0; z < states; z++) distribution("moves from state " + z, move, z * states, states);
        this.logOn = new double[rate.length];
        this.logOff = new double[rate.length];
        this.silence = new double[states];
        for (int e = 0; e < rate.length; e++) {
            Require.between("rate", rate[e], 0, 1);
            logOn[e] = Math.log(rate[e]);
            logOff[e] = Math.log1p(-rate[e]);
            silence[e / neurons] += logOff[e];
        }
    }

    private static void distribution(String name, double[] p, int from, int length) {
        double sum = 0;
        for (int e = from; e < from + length; e++) sum += Require.between(name, p[e], 0, 1);
        Require.that(Math.abs(sum - 1) < 1e-9, name + " must sum to 1, got " + sum);
    }

    @Override public String family()   { return HmmFamily.NAME; }
    @Override public int neurons()     { return neurons; }
    public int states()                { return states; }
    double[] start()                   { return start; }
    double[] move()                    { return move; }
    double[] rate()                    { return rate; }
    @Override public long parameters() { return (long) states * neurons + (long) states * (states - 1) + states - 1; }

    @Override public NamedArrays arrays() {
        return new NamedArrays().put("start", start.clone(), states).put("move", move.clone(), states, states).put("rate", rate.clone(), states, neurons);
    }

    static HmmModel restore(NamedArrays arrays) {
        return new HmmModel(arrays.get("start").doubles(), arrays.get("move").doubles(), arrays.get("rate").doubles(), arrays.get("rate").shape()[1]);
    }

    // ---- recursions, for one trial

    /** ln p(observed bits of bin t | state), [K] */
    private void emission(SpikeTrains data, int k, int t, double[] to) {
        if (data.fullyObserved()) {
            System.arraycopy(silence, 0, to, 0, states);
            for (int i = 0; i < neurons; i++)
                if (data.fires(k, t, i)) for (int z = 0; z < states; z++) to[z] += logOn[z * neurons + i] - logOff[z * neurons + i];
            for (int z = 0; z < states; z++) if (Double.isNaN(to[z])) to[z] = carefully(data, k, t, z);        // -infinity - -infinity
            return;
        }
        for (int z = 0; z < states; z++) to[z] = carefully(data, k, t, z);
    }

    private double carefully(SpikeTrains data, int k, int t, int z) {
        double sum = 0;
        for (int i = 0; i < neurons; i++) if (data.observed(k, t, i)) sum += data.fires(k, t, i) ? logOn[z * neurons + i] : logOff[z * neurons + i];
        return sum;
    }

    /** One step of the state without looking: to = from move. */
    private void moved(double[] from, double[] to) {
        Arrays.fill(to, 0);
        for (int z = 0; z < states; z++) for (int y = 0; y < states; y++) to[y] += from[z] * move[z * states + y];
    }

    /**
     * p(state | bins up to it) of each bin, [bins, K].
     *
     * @param out ln p(bin | bins before) goes to {@code out[at + t]}; what cannot follow gets -infinity, and so does all after it
     */
    double[][] filter(SpikeTrains data, int k, double[] out, int at) {
        int bins = data.bins(k);
        double[][] alpha = new double[bins][states];
        double[] log = new double[states], ahead = start.clone();
        for (int t = 0; t < bins; t++) {
            emission(data, k, t, log);
            double most = Arrays.stream(log).max().getAsDouble(), sum = 0;
            if (most > Double.NEGATIVE_INFINITY) for (int z = 0; z < states; z++) sum += alpha[t][z] = ahead[z] * Math.exp(log[z] - most);
            out[at + t] = sum > 0 ? Math.log(sum) + most : Double.NEGATIVE_INFINITY;
            if (!(sum > 0)) {
                Arrays.fill(out, at + t, at + bins, Double.NEGATIVE_INFINITY);
                return alpha;
            }
            for (int z = 0; z < states; z++) alpha[t][z] /= sum;
            moved(alpha[t], ahead);
        }
        return alpha;
    }

    /** p(bins behind | state) of each bin up to a factor, [bins, K]: 1 at the last one. */
    double[][] behind(SpikeTrains data, int k) {
        int bins = data.bins(k);
        double[][] beta = new double[bins][states];
        double[] log = new double[states], weighed = new double[states];
        Arrays.fill(beta[bins - 1], 1);
        for (int t = bins - 2; t >= 0; t--) {
            emission(data, k, t + 1, log);
            double most = Arrays.stream(log).max().getAsDouble(), sum = 0;
            for (int y = 0; y < states; y++) weighed[y] = beta[t + 1][y] * Math.exp(log[y] - most);
            for (int z = 0; z < states; z++) {
                for (int y = 0; y < states; y++) beta[t][z] += move[z * states + y] * weighed[y];
                sum += beta[t][z];
            }
            for (int z = 0; z < states; z++) beta[t][z] /= sum;
        }
        return beta;
    }

    /** p(bit | state of bin t) of bins ahead, weighed: used for expected moves. [K] */
    void weigh(SpikeTrains data, int k, int t, double[] to) {
        emission(data, k, t, to);
        double most = Arrays.stream(to).max().getAsDouble();
        for (int z = 0; z < states; z++) to[z] = Math.exp(to[z] - most);
    }

    // ---- what it can do

    /** {@inheritDoc} Unobserved entries are summed over. */
    @Override public double[] logProbabilityByBin(SpikeTrains data) {
        check(data);
        double[] out = new double[Math.multiplyExact(data.trials(), data.bins())];
        Chunks.forEach(data.trials(), TRIALS, (c, from, to) -> { for (int k = from; k < to; k++) filter(data, k, out, k * data.bins()); });
        return out;
    }

    /** Exact for every horizon, masked past included; {@code seed} is not used. */
    @Override public Forecast forecast(SpikeTrains data, int horizon, Seed seed) {
        check(data);
        Require.atLeast("horizon", horizon, 1);
        int width = data.bins() * neurons;
        double[] p = new double[Math.multiplyExact(data.trials(), width)];
        Arrays.fill(p, Double.NaN);
        Chunks.forEach(data.trials(), TRIALS, (c, from, to) -> {
            double[] state = new double[states], next = new double[states];
            for (int k = from; k < to; k++) {
                double[][] alpha = filter(data, k, new double[data.bins()], 0);
                for (int t = 0; t < data.bins(k); t++) {
                    int known = t - horizon;             // last bin that was seen
                    System.arraycopy(known < 0 ? start : alpha[known], 0, state, 0, states);
                    for (int step = Math.max(known, 0); step < t; step++) {
                        moved(state, next);
                        System.arraycopy(next, 0, state, 0, states);
                    }
                    mix(state, p, k * width + t * neurons);
                }
            }
        });
        return new Forecast(p, null);
    }

    @Override public double[] impute(SpikeTrains data) {
        check(data);
        int width = data.bins() * neurons;
        double[] p = new double[Math.multiplyExact(data.trials(), width)];
        Arrays.fill(p, Double.NaN);
        Chunks.forEach(data.trials(), TRIALS, (c, from, to) -> {
            for (int k = from; k < to; k++) {
                double[][] alpha = filter(data, k, new double[data.bins()], 0), beta = behind(data, k);
                for (int t = 0; t < data.bins(k); t++) {
                    double sum = 0;
                    for (int z = 0; z < states; z++) sum += alpha[t][z] *= beta[t][z];
                    for (int z = 0; z < states; z++) alpha[t][z] /= sum;
                    mix(alpha[t], p, k * width + t * neurons);
                    for (int i = 0; i < neurons; i++) if (data.observed(k, t, i)) p[k * width + t * neurons + i] = data.fires(k, t, i) ? 1 : 0;
                }
            }
        });
        return p;
    }

    /** Rates expected in a distribution over states. */
    private void mix(double[] state, double[] p, int at) {
        for (int i = 0; i < neurons; i++) {
            double sum = 0;
            for (int z = 0; z < states; z++) sum += state[z] * rate[z * neurons + i];
            p[at + i] = Math.min(1, sum);
        }
    }

    @Override public SpikeTrains sample(Design design, Seed seed) {
        var builder = new SpikeTrains.Builder(design, Neurons.unnamed(neurons));
        Chunks.forEach(design.trials(), TRIALS, (c, from, to) -> {
            for (int k = from; k < to; k++) {
                RandomGenerator random = seed.child(k).generator();
                int z = draw(start, 0, random);
                for (int t = 0; t < design.bins(k); t++) {
                    for (int i = 0; i < neurons; i++) if (random.nextDouble() < rate[z * neurons + i]) builder.set(k, t, i);
                    z = draw(move, z * states, random);
                }
            }
        });
        return builder.build();
    }

    /** States are drawn from the last bin back given all that was observed, then the hidden bits given the states. */
    @Override public SpikeTrains complete(SpikeTrains data, Seed seed) {
        check(data);
        var builder = new SpikeTrains.Builder(data.design(), data.cells());
        Chunks.forEach(data.trials(), TRIALS, (c, from, to) -> {
            for (int k = from; k < to; k++) {
                RandomGenerator random = seed.child(k).generator();
                double[][] alpha = filter(data, k, new double[data.bins()], 0);
                double[] weight = new double[states];
                int z = -1;
                for (int t = data.bins(k) - 1; t >= 0; t--) {
                    for (int y = 0; y < states; y++) weight[y] = alpha[t][y] * (z < 0 ? 1 : move[y * states + z]);
                    z = draw(weight, 0, random);
                    for (int i = 0; i < neurons; i++)
                        if (data.observed(k, t, i) ? data.fires(k, t, i) : random.nextDouble() < rate[z * neurons + i]) builder.set(k, t, i);
                }
            }
        });
        return builder.build().with(data.binarisation());
    }

    private int draw(double[] weights, int at, RandomGenerator random) {
        double sum = 0;
        for (int z = 0; z < states; z++) sum += weights[at + z];
        double left = random.nextDouble() * sum;
        for (int z = 0; z < states - 1; z++) {
            left -= weights[at + z];
            if (left < 0) return z;
        }
        return states - 1;
    }

    private void check(SpikeTrains data) { Require.that(data.neurons() == neurons, "this model knows " + neurons + " neurons, the data have " + data.neurons()); }
}
