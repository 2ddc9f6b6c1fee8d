package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.spinspike.app.task.Demo;
import org.spinspike.app.task.OutputFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "demo", description = "The whole thing on a simulated recording of visual cortex: five models fitted, judged and reported, in under two minutes.",
        footer = {"", "Examples:", "  spinspike demo", "  spinspike demo -o somewhere --seed 2"})
final class DemoCommand implements Callable<Integer> {
    @Option(names = {"-o", "--output"}, paramLabel = "DIR", defaultValue = "spinspike-demo", description = "folder for recording, models and report (default: ${DEFAULT-VALUE})") Path target;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        OutputFolder folder = general.folder(target);
        if (general.dryRun) {
            general.answer(new LinkedHashMap<>(Map.of("folder", target.toString())), () -> "demo would write a recording, models and a report to " + target + " and take about half a minute and half a GB");
            return 0;
        }
        Demo.Result result = Demo.run(folder, general.seed(), general.progress());
        CompareCommand.answer(general, result.comparison(), folder);
        return 0;
    }
}
