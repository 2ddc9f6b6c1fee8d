package org.spinspike.model.autoregression;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.spinspike.math.Chunks;
import org.spinspike.math.RunningMean;
import org.spinspike.math.Seed;
import org.spinspike.model.Forecasts.Forecast;
import org.spinspike.spikes.SpikeTrains;

/**
 * Forecasts several bins ahead by simulation.
 *
 * <pre>p = mean over s of P(spike of i in t | known bins, drawn bins, drawn neurons before i),   standard error = sd over s / sqrt(S)</pre>
 *
 * Averaging the probability instead of the spike (Rao-Blackwell) leaves the mean as it is and lowers its error. Simulation s of trial k draws from
 * {@code seed.child(k).child(s)} for every bin, so that forecasts of neighbouring bins and of two models differ by what they know and not by luck.
 * Cost: trials x bins x horizon x S draws of a bin.
 */
final class Futures {
    private final Autoregression law;
    private final SpikeTrains data;
    private final int horizon, simulations, n, bins;
    private final Seed seed;
    private final double[] p, error;

    Futures(Autoregression law, SpikeTrains data, int horizon, int simulations, Seed seed) {
        this.law = law;
        this.data = data;
        this.horizon = horizon;
        this.simulations = simulations;
        this.seed = seed;
        this.n = data.neurons();
        this.bins = data.bins();
        this.p = new double[Math.multiplyExact(Math.multiplyExact(data.trials(), bins), n)];
        this.error = new double[p.length];
    }

    Forecast forecast() {
        Arrays.fill(p, Double.NaN);
        Arrays.fill(error, Double.NaN);
        Chunks.forEach(data.trials(), 1, (k, from, to) -> {
            var known = new Past(law.terms(), law.meanRates());
            Autoregression.Step step = law.step(data.design());
            fromNothing(k, known, step);
            for (int t = horizon; t < data.bins(k); t++) {               // bins up to t - horizon are known
                known.push(data, k, t - horizon);
                simulate(k, known, step, t - horizon + 1, t, t);
            }
        });
        return new Forecast(p, error);
    }

    /** Bins of which nothing before is known: all from the same runs. */
    private void fromNothing(int k, Past empty, Autoregression.Step step) {
        int last = Math.min(horizon, data.bins(k)) - 1;
        simulate(k, empty, step, 0, 0, last);
    }

    /** Runs from bin {@code start} to {@code last} and records the bins from {@code first} on. */
    private void simulate(int k, Past known, Autoregression.Step step, int start, int first, int last) {
        RunningMean[] fires = Stream.generate(RunningMean::new).limit((long) (last - first + 1) * n).toArray(RunningMean[]::new);
        double[] drawn = new double[n];
        for (int s = 0; s < simulations; s++) {
            RandomGenerator random = seed.child(k).child(s).generator();
            step.past.become(known);
            for (int t = start; t <= last; t++) {
                step.draw(k, t, random, drawn);
                for (int i = 0; i < n && t >= first; i++) fires[(t - first) * n + i].add(drawn[i]);
            }
        }
        for (int at = 0; at < fires.length; at++) {
            p[(k * bins + first) * n + at] = fires[at].value();
            error[(k * bins + first) * n + at] = fires[at].standardError();
        }
    }
}
