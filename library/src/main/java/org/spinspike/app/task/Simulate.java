package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spinspike.app.simulation.Simulation;
import org.spinspike.app.simulation.Simulator;
import org.spinspike.app.simulation.Simulators;
import org.spinspike.io.Npz;
import org.spinspike.io.SpikeFile;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.model.Model;
import org.spinspike.model.Options;
import org.spinspike.spikes.SpikeTrains;

/**
 * Makes a recording whose truth is known, and saves the truth beside it: {@code OUT.truth.npz}, the parameters as {@code truth/...}. Where the law is
 * a model of this program the file is a model file too, so that {@code score}, {@code sample} and {@code anomaly} work with the truth itself.
 */
public final class Simulate {
    private Simulate() {}

    /** Of a folder, the true spikes. */
    public static final String SPIKES = "spikes.npz";

    /**
     * @param kind    name of a simulator
     * @param options what the user gave of its options
     * @param target  the spike file, or where a microscope saw it a folder, made when the recording is; the truth goes {@linkplain #truthBeside beside} the spikes
     */
    public record Request(String kind, Map<String, String> options, Path target, Seed seed) {}

    /** @param truth the law, where it is a model of this program */
    public record Result(String kind, Map<String, String> options, SpikeTrains data, Optional<Model> truth, Path truthFile) {
        public Map<String, Object> json() {
            var map = new LinkedHashMap<String, Object>();
            map.put("kind", kind);
            map.put("options", options);
            map.put("trials", data.trials());
            map.put("bins", data.bins());
            map.put("neurons", data.neurons());
            map.put("bin_ms", 1e3 * data.design().binSeconds());
            map.put("spikes", data.spikes());
            map.put("truth", truthFile.toString());
            map.put("truth_family", truth.map(Model::family).orElse(null));
            return map;
        }
    }

    /** @return name.truth.npz for name.npz */
    public static Path truthBeside(Path target) {
        String name = target.getFileName().toString();
        return target.resolveSibling((name.endsWith(".npz") ? name.substring(0, name.length() - 4) : name) + ".truth.npz");
    }

    public static Result run(Request request) {
        Simulator simulator = Simulators.named(request.kind());
        Options options = Options.of(simulator.options(), request.options());
        Simulation made = simulator.simulate(options, request.seed().child("simulate").child(request.kind()));
        Path spikes = simulator.imaging() ? request.target().resolve(SPIKES) : request.target(), beside = truthBeside(spikes);
        if (simulator.imaging()) new OutputFolder(request.target()).make("");
        Npz.write(beside, truth(simulator, options, made, request.seed()));
        made.imaging().ifPresent(seen -> seen.write(request.target()));
        SpikeFile.write(spikes, made.data());
        return new Result(simulator.name(), options.values(), made.data(), made.truth(), beside);
    }

    private static NamedArrays truth(Simulator simulator, Options options, Simulation made, Seed seed) {
        var card = new LinkedHashMap<String, Object>();
        card.put("data", "the law itself of a simulated recording: " + simulator.name());
        card.put("simulation", options.values());
        card.put("seed", seed.value());
        card.put("version", Version.text());
        card.put("not_for", List.of("judging other families on data it has made without saying so"));
        var arrays = new NamedArrays();
        if (made.truth().isPresent()) {
            SpikeTrains data = made.data();
            arrays.putAll(new ModelFile(made.truth().get(), Map.of(), data.cells(), data.design(), Nulls.of(data), data.binarisation(), card).arrays());
        } else {
            arrays.put("header", Json.pretty(Map.of("format", "spinspike-truth", "version", 1, "card", card)));
        }
        return arrays.putAll("truth/", made.parameters());
    }
}
