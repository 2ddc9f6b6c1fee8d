package org.spinspike.tensor;

import java.util.Arrays;
import org.spinspike.math.Chunks;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.NumericalException;
import org.spinspike.math.Seed;
import org.spinspike.math.Shuffle;
import org.spinspike.math.optim.RiemannianAdam;

/**
 * {@link RiemannianAdam} over mini-batches, an epoch a step: trials are shuffled before every epoch and each batch moves the tensors once. The length of a move is
 * halved whenever {@code patience} steps have brought no better score.
 *
 * <p>{@link #nats} is exact where one batch holds all trials; else the mean of the batches, each before the move it caused. Epoch n of start s draws from
 * {@code seed.child(s).child("batches").child(n)}.
 */
final class AdamDescent implements Descent {
    private final Descents.Network network;
    private final RiemannianAdam adam;
    private final DescentOptions options;
    private final Seed seed;
    private final int trials, batch;

    private RiemannianAdam.State now;
    private double[][] gradient;                         // at this point, where one batch holds all trials
    private double nats, length;
    private int start, epoch;

    AdamDescent(int[][] shapes, Descents.Network network, DescentOptions options, int trials, Seed seed) {
        this.network = network;
        this.adam = new RiemannianAdam(shapes[0], shapes[1], options.retraction());
        this.options = options;
        this.trials = trials;
        this.batch = options.batch() == 0 ? trials : Math.min(trials, options.batch());
        this.seed = seed;
    }

    @Override public void begin(double[][] x, int start) {
        double[][] g = Descents.zeros(x);
        double value = network.at(x, g);
        if (!finite(value, g)) throw new NumericalException("descent cannot start: value " + value);
        now = adam.start(x);
        gradient = g;
        nats = value;
        length = options.step();
        this.start = start;
        epoch = 0;
    }

    @Override public boolean step(int stalled) {
        if (stalled > 0 && stalled % options.patience() == 0) length /= 2;
        return batch == trials ? move() : epoch();
    }

    private boolean move() {
        RiemannianAdam.State next = adam.step(now, gradient, length);
        double[][] g = Descents.zeros(next.x());
        double value = network.at(next.x(), g);
        if (!finite(value, g)) return false;
        now = next;
        gradient = g;
        nats = value;
        return true;
    }

    private boolean epoch() {
        int[] order = Shuffle.order(trials, seed.child(start).child("batches").child(epoch).generator());
        RiemannianAdam.State at = now;
        double sum = 0;
        for (int n = 0; n < Chunks.count(trials, batch); n++) {
            int[] part = Arrays.copyOfRange(order, n * batch, Math.min(trials, (n + 1) * batch));
            double[][] g = Descents.zeros(at.x());
            double value = network.at(at.x(), g, part);
            if (!finite(value, g)) return false;
            sum += value * part.length;
            at = adam.step(at, g, length);
        }
        now = at;
        nats = sum / trials;
        epoch++;
        return true;
    }

    private static boolean finite(double value, double[][] gradient) {
        if (!Double.isFinite(value)) return false;
        for (double[] g : gradient) for (double e : g) if (!Double.isFinite(e)) return false;
        return true;
    }

    @Override public double nats()           { return nats; }
    @Override public double[][] isometries() { return now.x(); }
    @Override public boolean monotone()      { return false; }

    @Override public void putInto(NamedArrays state) {
        state.put("now/nats", nats).put("now/length", length).put("now/start", (long) start).put("now/epoch", (long) epoch).put("now/steps", now.steps())
                .put("now/second", now.second(), now.second().length);
        put(state, "now/x/", now.x());
        put(state, "now/first/", now.first());
        if (batch == trials) put(state, "now/gradient/", gradient);
    }

    private static void put(NamedArrays state, String prefix, double[][] tensors) {
        for (int b = 0; b < tensors.length; b++) state.put(prefix + b, tensors[b], tensors[b].length);
    }

    @Override public void takeFrom(NamedArrays state) {
        double[] second = state.get("now/second").doubles();
        now = new RiemannianAdam.State(taken(state, "now/x/", second.length), taken(state, "now/first/", second.length), second, (long) state.get("now/steps").scalar());
        gradient = batch == trials ? taken(state, "now/gradient/", second.length) : null;
        nats = state.get("now/nats").scalar();
        length = state.get("now/length").scalar();
        start = (int) state.get("now/start").scalar();
        epoch = (int) state.get("now/epoch").scalar();
    }

    private static double[][] taken(NamedArrays state, String prefix, int count) {
        double[][] tensors = new double[count][];
        for (int b = 0; b < count; b++) tensors[b] = state.get(prefix + b).doubles();
        return tensors;
    }
}
