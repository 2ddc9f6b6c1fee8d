package org.spinspike.app.cli;

import java.util.concurrent.Callable;
import org.spinspike.app.task.Describe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "info", description = "What is inside a file: a recording, a spike file or a model, and what import would need.", footer = {"", "Examples:",
    "  spinspike info session.nwb", "  spinspike info matrix.npy --axes neurons,bins --bin-ms 10", "  spinspike info counts.npz:spikes_bin", "  spinspike info sorting/ --groups all", "  spinspike info model.npz --json -"})
final class InfoCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "FILE, FOLDER or FILE:KEY") String file;
    @Mixin ArrayOptions array;
    @Mixin RecordingOptions recording;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        general.checkOutput();
        Describe.Result result = Describe.run(file, recording.of(array.reading()), general.seed());
        general.answer(result.json(), () -> String.join("\n", result.lines()));
        return 0;
    }
}
