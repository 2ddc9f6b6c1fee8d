package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.spinspike.app.task.ExportSpikes;
import org.spinspike.io.SpikeOutput;
import org.spinspike.spikes.SpikeTrains;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export", description = "Write spikes or samples for other programs: CSV, plain JSON, or an NPZ of a part.", footer = {"",
    "The name says the format: .csv, .json or .npz. import and sample write CSV and JSON as well where -o ends so.", "", "Examples:",
    "  spinspike export trials.npz -o trials.csv",
    "  spinspike export synthetic.npz -o spikes.csv --layout long",
    "  spinspike export trials.npz -o part.json --bins 0:20 --neurons top:10"})
final class ExportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DATA", description = "spike file, FILE or FILE:KEY") String data;
    @Option(names = {"-o", "--output"}, required = true, paramLabel = "OUT", description = "OUT.csv, OUT.json or OUT.npz") Path target;
    @Option(names = "--layout", paramLabel = "wide|long", description = "of a CSV file: a bin a line and a column a neuron (default), or a spike a line") SpikeOutput.Layout layout;
    @Mixin DataOptions dataOptions;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        general.checkOutput(target);
        SpikeOutput.checkName(target);
        var request = new ExportSpikes.Request(dataOptions.request(data), target, layout);
        if (general.dryRun) return DryRun.reading(general, "export", request.data());
        ExportSpikes.Result result = ExportSpikes.run(request);
        SpikeTrains trains = result.data();
        return general.finish(result.notes(), target, result.json(), () -> String.format(Locale.ROOT, "%s, %d %ss, written to %s", trains, trains.spikes(), trains.binarisation().word(), target));
    }
}
