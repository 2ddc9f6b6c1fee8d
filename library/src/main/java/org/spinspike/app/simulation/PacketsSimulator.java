package org.spinspike.app.simulation;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.spinspike.math.Chunks;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.model.Option;
import org.spinspike.model.Options;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/**
 * Packets of activity that run through groups of neurons, at fixed intervals and a random phase, in a background of noise.
 *
 * <pre>a packet starts every P bins, the first at a phase uniform in 0..P-1; it belongs to one of G groups, uniformly
 * the r-th neuron of the group fires r D bins after the start with probability q
 * besides, every neuron fires in every bin with probability e:   P(spike) = e + (1 - e) q / (P G) in every bin</pre>
 *
 * Neuron i is the (i / G)-th of group i % G. The law is periodic, not Markov in the visible neurons of few bins, and has no couplings: a test for models
 * that must carry memory. Packets that began before the trial run into it, so that the law is the same in every bin.
 */
final class PacketsSimulator implements Simulator {
    private static final int TRIALS_PER_CHUNK = 64;

    @Override public String name()    { return "packets"; }
    @Override public String summary() { return "sequences of spikes through groups of neurons, at fixed intervals with a random phase"; }
    @Override public List<Option> options() {
        return RecordingShape.offered(500, 60, 16, 10,
                Option.whole("period", 15, "bins from packet to packet"),
                Option.whole("groups", 2, "groups of neurons a packet may run through"),
                Option.whole("delay", 1, "bins from one neuron of a packet to the next"),
                Option.real("reliability", .8, "probability that a neuron takes part in its packet"),
                Option.real("noise", .01, "probability of a stray spike in a bin"));
    }

    @Override public Simulation simulate(Options options, Seed seed) {
        RecordingShape shape = RecordingShape.of(options);
        int period = Require.inRange("period", options.whole("period"), 1, 1_000_000), delay = Require.inRange("delay", options.whole("delay"), 0, 1_000_000);
        int groups = Require.inRange("groups", options.whole("groups"), 1, shape.neurons());
        double reliability = Require.between("reliability", options.real("reliability"), 0, 1), noise = Require.between("noise", options.real("noise"), 0, 1);
        int reach = (shape.neurons() - 1) / groups * delay;              // bins a packet lasts
        int[] phases = new int[shape.trials()];
        var builder = new SpikeTrains.Builder(shape.plain(), Neurons.unnamed(shape.neurons()));
        Chunks.forEach(shape.trials(), TRIALS_PER_CHUNK, (chunk, from, to) -> {
            for (int k = from; k < to; k++) {
                RandomGenerator random = seed.child("spikes").child(k).generator();
                phases[k] = random.nextInt(period);
                int before = (reach + period - 1) / period;              // packets that may still run when the trial begins
                for (int start = phases[k] - before * period; start < shape.bins(); start += period) {
                    int group = random.nextInt(groups);
                    for (int i = group; i < shape.neurons(); i += groups) {
                        int t = start + i / groups * delay;
                        if (random.nextDouble() < reliability && t >= 0 && t < shape.bins()) builder.set(k, t, i);
                    }
                }
                for (int t = 0; t < shape.bins(); t++) for (int i = 0; i < shape.neurons(); i++) if (random.nextDouble() < noise) builder.set(k, t, i);
            }
        });
        double rate = noise + (1 - noise) * reliability / ((double) period * groups);
        var parameters = new NamedArrays().put("rate", rate).put("period", (long) period).put("groups", (long) groups).put("delay", (long) delay)
                .put("reliability", reliability).put("noise", noise).put("phase", phases, shape.trials());
        return new Simulation(builder.build(), Optional.empty(), parameters);
    }
}
