package org.spinspike.app.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.model.Option;
import org.spinspike.model.Options;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/** A {@link KineticIsingSimulator} network, one step a frame, under a microscope ({@link Fluorescence}): one trial of frames, with the true spikes. */
final class CalciumSimulator implements Simulator {
    private static final List<String> OF_THE_NETWORK = List.of("neurons", "coupling", "bias", "parameters");

    @Override public String name()    { return "calcium"; }
    @Override public String summary() { return "fluorescence of a kinetic Ising network, with neuropil, drift and noise, as a suite2p folder, and its true spikes"; }
    @Override public List<Option> options() {
        return List.of(Option.whole("neurons", 20, "number of neurons"),
                Option.whole("frames", 9000, "frames of the recording"),
                Option.real("rate-hz", 30, "frames a second; the network takes one step a frame"),
                Option.real("coupling", 8, "standard deviation of the couplings times sqrt(neurons), 0/1 variables"),
                Option.real("bias", -4.5, "mean input of a neuron in silence"),
                Option.text("parameters", "", "file of a network to take instead, H and J for spins -1 and +1"),
                Option.real("tau", .7, "decay of the calcium, seconds"),
                Option.real("rise", .05, "its rise, seconds; 0 for none"),
                Option.real("snr", 5, "peak of one spike over the standard deviation of the noise"),
                Option.real("saturation", 0, "calcium, in spikes, at which half of the light is lost; 0 for none"),
                Option.real("neuropil", .7, "share of the neuropil in a cell's light"),
                Option.real("neuropil-sd", 1, "size of the neuropil, in peaks of a spike"),
                Option.real("neuropil-tau", 2, "its time constant, seconds"),
                Option.real("drift", .5, "size of the drift of the baseline, in peaks of a spike"));
    }

    @Override public boolean imaging() { return true; }

    @Override public Simulation simulate(Options options, Seed seed) {
        var light = new Fluorescence(options.real("rate-hz"), options.real("tau"), options.real("rise"), options.real("snr"), options.real("saturation"), options.real("neuropil"),
                options.real("neuropil-sd"), options.real("neuropil-tau"), options.real("drift"));
        int frames = Require.inRange("frames", options.whole("frames"), 2, 100_000_000);
        Simulation network = network(options, light.rateHz(), frames, seed);
        int n = network.data().neurons();
        SpikeTrains spikes = network.data().with(new Neurons(IntStream.range(0, n).mapToObj(i -> "" + i).toList(), Optional.empty(), Optional.empty()));       // as regions are called
        Require.that((long) n * frames < Integer.MAX_VALUE, "neurons x frames must stay below 2^31, got " + (long) n * frames);
        float[] f = new float[n * frames], around = new float[n * frames];
        double[] shared = light.wandering(frames, seed.child("neuropil").generator());
        for (int i = 0; i < n; i++) {
            boolean[] fires = new boolean[frames];
            for (int t = 0; t < frames; t++) fires[t] = spikes.fires(0, t, i);
            light.see(light.calcium(fires), shared, i, f, around, seed.child("light").child(i).generator());
        }
        return new Simulation(spikes, network.truth(), network.parameters(), Optional.of(new Imaging(NamedArray.of(f, n, frames), NamedArray.of(around, n, frames))));
    }

    private static Simulation network(Options options, double rateHz, int frames, Seed seed) {
        var network = new KineticIsingSimulator();
        Map<String, String> given = new LinkedHashMap<>(Map.of("trials", "1", "bins", "" + frames, "bin-ms", "" + 1000 / rateHz));
        for (String name : OF_THE_NETWORK) given.put(name, options.text(name));
        return network.simulate(Options.of(network.options(), given), seed.child("network"));
    }
}
