package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.spinspike.app.reproduction.Reproduced;
import org.spinspike.app.reproduction.Reproduction;
import org.spinspike.app.reproduction.Reproductions;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.model.Options;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "reproduce", customSynopsis = "spinspike reproduce (NAME -o DIR | --list) [OPTIONS]",
        description = "Make a figure or table of a source paper anew: data, models, figure, and the numbers behind it.", footer = {"",
    "Writes page.html (opens in any browser, without a network), numbers.json, figures/ (SVG and PNG), data/ and models/.",
    "Options of a figure: spinspike reproduce NAME --help", "",
    "Examples:",
    "  spinspike reproduce --list",
    "  spinspike reproduce tensor-brain-two-neurons -o two",
    "  spinspike reproduce tensor-brain-known-truth -o truth"})
final class ReproduceCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "what to make anew; --list names all") String name;
    @Option(names = {"-o", "--output"}, paramLabel = "DIR", description = "folder for what is made") Path target;
    @Option(names = "--list", description = "name what can be made, a line each") boolean list;
    @Mixin GeneralOptions general;

    /** The examples of the help where it is asked for one of them. */
    static String[] footer(Reproduction one) {
        String example = "  spinspike reproduce " + one.name() + " -o made";
        return new String[] {"", one.name() + ": " + one.summary() + ".", "", "Examples:", example, example + " --seed 2       (another draw)"};
    }

    @Override public Integer call() {
        if (list) return list();
        if (name == null) throw new IllegalArgumentException("missing: the NAME of what is to be made (spinspike reproduce --list names all)");
        Reproduction chosen = Reproductions.named(name);
        if (target == null) throw new IllegalArgumentException("missing option: -o DIR, the folder for what is made");
        Options options = Options.of(chosen.options(), FamilyOptions.given(general.spec, chosen.options()));
        OutputFolder folder = general.folder(target);
        var cost = chosen.cost(options, general.seed());
        if (general.dryRun) return Estimates.answer(general, "reproduce " + name, cost, Estimates.Beside.REPORT, 0);
        Reproduced made;
        try (var signals = new SayOnSignal(general.spec.commandLine().getErr(), "stopped; nothing was written")) {
            made = chosen.run(options, general.seed(), general.progress());
        }
        made.write(folder);
        general.record(folder.path().resolve(Reproduced.NUMBERS));
        general.answer(made.numbers(), () -> GeneralOptions.told(made.lines(), folder.path().resolve(Reproduced.PAGE)));
        return 0;
    }

    private int list() {
        if (name != null) throw new IllegalArgumentException("--list names everything; leave it or '" + name + "' out");
        int width = Reproductions.ALL.stream().mapToInt(r -> r.name().length()).max().orElse(0);
        var names = new LinkedHashMap<String, String>();
        var text = new StringBuilder();
        for (Reproduction r : Reproductions.ALL) {
            names.put(r.name(), r.summary());
            text.append(String.format("%-" + width + "s  %s%n", r.name(), r.summary()));
        }
        general.answer(Map.of("reproductions", names), text::toString);
        return 0;
    }
}
