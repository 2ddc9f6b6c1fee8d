package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.spinspike.app.simulation.Simulator;
import org.spinspike.app.simulation.Simulators;
import org.spinspike.app.task.Describe;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.app.task.Simulate;
import org.spinspike.model.Options;
import org.spinspike.spikes.SpikeTrains;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "simulate", description = "Make a recording whose truth is known.", footer = {"",
    "Kinds: independent, kinetic-ising, packets, cortex, bars-and-stripes, coupled-pairs, calcium. Options of a kind: spinspike simulate KIND --help", "",
    "The truth goes beside the recording: OUT.truth.npz, for independent and kinetic-ising a model file like any other.",
    "calcium makes a folder: F.npy, Fneu.npy and iscell.npy as of suite2p, the true spikes in spikes.npz, their law in spikes.truth.npz.", "",
    "Examples:",
    "  spinspike simulate cortex -o cortex.npz --trials 200",
    "  spinspike simulate kinetic-ising -o network.npz --neurons 10 --coupling 1",
    "  spinspike simulate kinetic-ising -o mine.npz --parameters mine-h-and-j.npz --trials 500",
    "  spinspike simulate calcium -o imaged --snr 3 --tau 1.2",
    "  spinspike score network.truth.npz another.npz          (what the truth itself scores)"})
final class SimulateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "KIND", description = "what to simulate") String kind;
    @Option(names = {"-o", "--output"}, required = true, paramLabel = "OUT.npz", description = "the spike file; of calcium a folder") Path target;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        Simulator simulator = Simulators.named(kind);
        var request = new Simulate.Request(kind, FamilyOptions.given(general.spec, simulator.options()), target, general.seed());
        if (simulator.imaging() && !general.dryRun) return folder(general.folder(target), request);
        if (!simulator.imaging()) general.checkOutput(target, Simulate.truthBeside(target));
        if (general.dryRun) return dryRun(simulator, Options.of(simulator.options(), request.options()));
        Simulate.Result result = Simulate.run(request);
        general.record(target, result.truthFile());
        general.answer(result.json(), () -> lines(result, target.toString()));
        return 0;
    }

    private int folder(OutputFolder folder, Simulate.Request request) {
        Simulate.Result result = Simulate.run(request);
        general.record(folder.path().resolve(Simulate.SPIKES));
        general.answer(result.json(), () -> lines(result, folder.path().resolve(Simulate.SPIKES).toString()) + String.format(Locale.ROOT, "%nthe light: %s, frames of %s ms; 'import %s:F --bin-ms %s' makes events of it",
                folder.path(), Describe.number(1e3 * result.data().design().binSeconds()), folder.path(), Describe.exact(1e3 * result.data().design().binSeconds())));
        return 0;
    }

    private static String lines(Simulate.Result result, String spikes) {
        SpikeTrains data = result.data();
        return String.format(Locale.ROOT, "%s: %s, %d %ss, written to %s%nthe truth%s: %s", result.kind(), data, data.spikes(), data.binarisation().word(), spikes,
                result.truth().map(t -> " (a " + t.family() + " model)").orElse(""), result.truthFile());
    }

    private int dryRun(Simulator simulator, Options options) {
        var json = new LinkedHashMap<String, Object>();
        json.put("kind", simulator.name());
        json.put("options", options.values());
        general.answer(json, () -> "would simulate " + simulator.name() + " with " + options.values() + "; nothing was written");
        return 0;
    }
}
