package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.spinspike.app.simulation.Simulator;
import org.spinspike.app.simulation.Simulators;
import org.spinspike.app.task.Simulate;
import org.spinspike.model.Options;
import org.spinspike.spikes.SpikeTrains;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "simulate", description = "Make a recording whose truth is known.", footer = {"",
    "Kinds: independent, kinetic-ising, packets, cortex, bars-and-stripes. Options of a kind: spinspike simulate KIND --help", "",
    "The truth goes beside the recording: OUT.truth.npz, for independent and kinetic-ising a model file like any other.", "",
    "Examples:",
    "  spinspike simulate cortex -o cortex.npz --trials 200",
    "  spinspike simulate kinetic-ising -o network.npz --neurons 10 --coupling 1",
    "  spinspike simulate kinetic-ising -o mine.npz --parameters mine-h-and-j.npz --trials 500",
    "  spinspike score network.truth.npz another.npz          (what the truth itself scores)"})
final class SimulateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "KIND", description = "what to simulate") String kind;
    @Option(names = {"-o", "--output"}, required = true, paramLabel = "OUT.npz", description = "the spike file") Path target;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        Simulator simulator = Simulators.named(kind);
        var request = new Simulate.Request(kind, FamilyOptions.given(general.spec, simulator.options()), target, general.seed());
        general.checkOutput(target, Simulate.truthBeside(target));
        if (general.dryRun) return dryRun(simulator, Options.of(simulator.options(), request.options()));
        Simulate.Result result = Simulate.run(request);
        general.record(target);
        SpikeTrains data = result.data();
        general.answer(result.json(), () -> String.format(Locale.ROOT, "%s: %s, %d %ss, written to %s%nthe truth%s: %s", result.kind(), data, data.spikes(), data.binarisation().word(), target,
                result.truth().map(t -> " (a " + t.family() + " model)").orElse(""), result.truthFile()));
        return 0;
    }

    private int dryRun(Simulator simulator, Options options) {
        var json = new LinkedHashMap<String, Object>();
        json.put("kind", simulator.name());
        json.put("options", options.values());
        general.answer(json, () -> "would simulate " + simulator.name() + " with " + options.values() + "; nothing was written");
        return 0;
    }
}
