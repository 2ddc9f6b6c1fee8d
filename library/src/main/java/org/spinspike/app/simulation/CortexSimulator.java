package org.spinspike.app.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.spinspike.math.Chunks;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.math.Shuffle;
import org.spinspike.math.special.Logistic;
import org.spinspike.model.Option;
import org.spinspike.model.Options;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

/**
 * A recording from three areas of visual cortex that are shown gratings of several orientations: what the demonstration runs on.
 *
 * <pre>P(spike of i in bin t) = sigmoid(base_i + drift_i x(k) + .3 e(k,i) + stateGain_i (z(t) - 1/2) + drive_i tuning_i(orientation) g(t - onset - latency_i)
 *                                 + sum_j couplings[i,j] h_j(t) + refractory_i r_i(t))
 * h_j, r_i: spikes before bin t, fading with 15 ms and 10 ms;   x runs from -1 to 1 over the recording;   e(k,i) standard normal, a trial's own
 * z: 1 up, 0 down, a chain of its own in each trial, shared by all neurons; the stimulus wakes it</pre>
 *
 * So there are rates locked to the stimulus, correlations from trial to trial through z (which no autoregression of visible neurons holds
 * completely), directed interactions V1 to LM to AL, refractoriness and a mild drift. The law with z summed out is no model of this program.
 */
final class CortexSimulator implements Simulator {
    private static final int TRIALS_PER_CHUNK = 16;
    /** Fading of a spike's effect on others. */
    static final double COUPLING_MS = 15;
    private static final double REFRACTORY_MS = 10, EXCITABILITY = .3, UP_MS = 220, DOWN_MS = 130, WOKEN = .85;
    private static final double STIMULUS_FROM = .2, STIMULUS_TO = .8, PAUSE_SECONDS = 1, JITTER_SECONDS = .5;
    /** Time before the trial's first bin that is run and forgotten, so that it begins in full swing. */
    private static final double WARM_UP_MS = 150;

    @Override public String name()    { return "cortex"; }
    @Override public String summary() { return "three areas of visual cortex shown gratings: stimulus-locked rates, up and down states, directed couplings, drift"; }
    @Override public List<Option> options() {
        return RecordingShape.offered(400, 50, 30, 10, Option.whole("conditions", 4, "orientations of the grating"));
    }

    @Override public Simulation simulate(Options options, Seed seed) {
        RecordingShape shape = RecordingShape.of(options);
        Require.atLeast("neurons", shape.neurons(), 3);
        int conditions = Require.inRange("conditions", options.whole("conditions"), 1, 180);
        var circuit = new CortexCircuit(shape.neurons(), shape.binSeconds(), seed.child("circuit"));
        int[] orientation = orientations(shape.trials(), conditions, seed.child("conditions").generator());
        Design design = design(shape, orientation, conditions, seed.child("pauses").generator());
        byte[] state = new byte[shape.trials() * shape.bins()];
        var builder = new SpikeTrains.Builder(design, circuit.cells());
        double[] start = design.startSeconds().orElseThrow();
        double first = start[0], length = Math.max(1e-9, start[start.length - 1] - first);
        Chunks.forEach(shape.trials(), TRIALS_PER_CHUNK, (chunk, from, to) -> {
            var run = new Run(circuit, shape, builder);
            for (int k = from; k < to; k++) {
                double x = shape.trials() == 1 ? 0 : 2 * (start[k] - first) / length - 1;
                byte[] z = run.state(seed.child("state").child(k).generator());
                System.arraycopy(z, 0, state, k * shape.bins(), z.length);
                run.trial(k, x, 180. * orientation[k] / conditions, z, seed.child("spikes").child(k).generator());
            }
        });
        var parameters = circuit.arrays().put("state", state, shape.trials(), shape.bins()).put("onset_bin", STIMULUS_FROM * shape.bins())
                .put("offset_bin", STIMULUS_TO * shape.bins());
        return new Simulation(builder.build(), Optional.empty(), parameters);
    }

    /** Every orientation once in random order, and again. */
    private static int[] orientations(int trials, int conditions, RandomGenerator random) {
        int[] out = new int[trials], block = null;
        for (int k = 0; k < trials; k++) {
            int at = k % conditions;
            if (at == 0) block = Shuffle.order(conditions, random);
            out[k] = block[at];
        }
        return out;
    }

    private static Design design(RecordingShape shape, int[] orientation, int conditions, RandomGenerator random) {
        int[] lengths = new int[shape.trials()];
        Arrays.fill(lengths, shape.bins());
        double[] start = new double[shape.trials()];
        List<String> labels = new ArrayList<>();
        double clock = 2;
        for (int k = 0; k < shape.trials(); k++) {
            start[k] = Math.round(clock * 1000) / 1000.;
            clock += shape.bins() * shape.binSeconds() + PAUSE_SECONDS + JITTER_SECONDS * random.nextDouble();
            double degrees = 180. * orientation[k] / conditions;
            labels.add(degrees == Math.rint(degrees) ? (int) degrees + " deg" : String.format(Locale.ROOT, "%.1f deg", degrees));
        }
        return new Design(lengths, shape.binSeconds(), null, null, labels, start, null);
    }

    /** One thread's walk through its trials. */
    private static final class Run {
        private final CortexCircuit circuit;
        private final SpikeTrains.Builder builder;
        private final int bins, n;
        private final double binMs, onsetMs, offsetMs;
        private final double[] trace, recent, input;

        Run(CortexCircuit circuit, RecordingShape shape, SpikeTrains.Builder builder) {
            this.circuit = circuit;
            this.builder = builder;
            this.bins = shape.bins();
            this.n = shape.neurons();
            this.binMs = 1000 * shape.binSeconds();
            this.onsetMs = STIMULUS_FROM * bins * binMs;
            this.offsetMs = STIMULUS_TO * bins * binMs;
            this.trace = new double[n];
            this.recent = new double[n];
            this.input = new double[n];
        }

        /** 1 up, 0 down in every bin; the first bin with input from the eye wakes the population most of the time. */
        byte[] state(RandomGenerator random) {
            double leaveUp = -Math.expm1(-binMs / UP_MS), leaveDown = -Math.expm1(-binMs / DOWN_MS);
            int woken = (int) Math.ceil((onsetMs + 40) / binMs);
            byte[] z = new byte[bins];
            boolean up = random.nextDouble() < leaveDown / (leaveUp + leaveDown);
            for (int t = 0; t < bins; t++) {
                if (t > 0 && random.nextDouble() < (up ? leaveUp : leaveDown)) up = !up;
                if (t == woken && random.nextDouble() < WOKEN) up = true;
                z[t] = (byte) (up ? 1 : 0);
            }
            return z;
        }

        void trial(int k, double x, double orientationDeg, byte[] z, RandomGenerator random) {
            Arrays.fill(trace, 0);
            Arrays.fill(recent, 0);
            double[] tuned = new double[n], level = new double[n];
            for (int i = 0; i < n; i++) {
                tuned[i] = circuit.drive[i] * circuit.tuning(i, orientationDeg);
                level[i] = circuit.base[i] + circuit.drift[i] * x + EXCITABILITY * random.nextGaussian();
            }
            double fade = Math.exp(-binMs / COUPLING_MS), recover = Math.exp(-binMs / REFRACTORY_MS), half = Math.exp(-binMs / (2 * REFRACTORY_MS));
            for (int t = -(int) Math.ceil(WARM_UP_MS / binMs); t < bins; t++) {
                for (int i = 0; i < n; i++) {
                    double sum = level[i] + circuit.stateGain[i] * (z[Math.max(0, t)] - .5)
                            + tuned[i] * response((t + .5) * binMs - circuit.latencyMs[i]) + circuit.refractory[i] * recent[i];
                    for (int j = 0; j < n; j++) sum += circuit.couplings[i * n + j] * trace[j];
                    input[i] = sum;
                }
                for (int i = 0; i < n; i++) {
                    boolean fires = random.nextDouble() < Logistic.sigmoid(input[i]);
                    if (fires && t >= 0) builder.set(k, t, i);
                    trace[i] = fade * trace[i] + (fires ? 1 : 0);
                    recent[i] = recover * recent[i] + (fires ? half : 0);
                }
            }
        }

        /** Response at a time (already less the latency, ms): a transient that settles at .4 while the stimulus lasts and fades behind it. */
        private double response(double ms) {
            double since = ms - onsetMs, after = ms - offsetMs;
            if (since < 0) return 0;
            double lasting = since > offsetMs - onsetMs ? offsetMs - onsetMs : since;
            double level = -Math.expm1(-lasting / 12) * (.4 + .6 * Math.exp(-lasting / 60));
            return after > 0 ? level * Math.exp(-after / 35) : level;
        }
    }
}
