package org.spinspike.app.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spinspike.app.task.Json;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.io.AtomicFile;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options every verb has, and what follows from them. */
final class GeneralOptions {
    @Spec(Target.MIXEE) CommandSpec spec;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "same seed, same result (default: ${DEFAULT-VALUE})")
    long seed;

    @Option(names = "--threads", paramLabel = "N", description = "default: all cores; results do not depend on it")
    Integer threads;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result as JSON; - means stdout, and nothing else is printed there")
    String json;

    @Option(names = "--progress", paramLabel = "on|off|auto", defaultValue = "auto", description = "progress bar on stderr (default: when it is a terminal)")
    ProgressChoice progress;

    @Option(names = "--force", description = "overwrite what is there")
    boolean force;

    @Option(names = "--dry-run", description = "say what would be done and what it would cost, and stop")
    boolean dryRun;

    @Option(names = "--trace", description = "show the stack trace of an error")
    boolean trace;

    @Option(names = "--config", paramLabel = "FILE.yaml", description = "options by name, one a line; the command line wins")
    Path config;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this help")
    boolean help;

    enum ProgressChoice { ON, OFF, AUTO }

    Seed seed() { return new Seed(seed); }

    Progress progress() {
        boolean show = progress == ProgressChoice.ON || progress == ProgressChoice.AUTO && Boolean.getBoolean("spinspike.terminal");
        return show ? new Bars() : Progress.SILENT;
    }

    /** Stops now where the result could not be written in the end, or would be written over something that is read, or over another result. */
    void checkOutput(Path... targets) {
        Path text = json == null || json.equals("-") ? null : path("--json", json);
        List<Path> results = Stream.concat(Arrays.stream(targets), Stream.of(text)).filter(Objects::nonNull).toList();
        Outputs.check(spec, results, force);
        for (Path target : targets) if (target != null) AtomicFile.checkWritable(RunRecord.beside(target), true);
    }

    /** The same of a folder, which holds files of names of its own. */
    OutputFolder folder(Path target) {
        checkOutput();
        if (json != null && !json.equals("-") && path("--json", json).toAbsolutePath().normalize().startsWith(target.toAbsolutePath().normalize()))
            throw new IllegalArgumentException("--json " + json + " lies in the folder of the results, " + target + "; it needs a place of its own");
        return OutputFolder.prepare(target, force);
    }

    private static Path path(String option, String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(option + " " + name + ": is no file name: " + e.getReason());
        }
    }

    /** Prints {@code lines} for people, and the result as JSON where asked for. */
    void answer(Map<String, Object> result, Supplier<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        if (json == null) out.println(lines.get().stripTrailing());
        else if (json.equals("-")) out.println(Json.pretty(result));
        else {
            AtomicFile.write(Path.of(json), file -> file.write((Json.pretty(result) + "\n").getBytes(StandardCharsets.UTF_8)));
            out.println(lines.get().stripTrailing());
        }
        out.flush();
    }

    /**
     * What a verb does when it has its result: remarks, the resolved configuration beside the file it wrote, the answer.
     *
     * @param target the file, or null where nothing was written
     * @param others files beside it that came about with it
     * @return exit code 0
     */
    int finish(List<String> notes, Path target, Map<String, Object> result, Supplier<String> lines, Path... others) {
        notes.forEach(this::note);
        if (target != null) record(target, others);
        answer(result, lines);
        return 0;
    }

    /** The lines of a result and the files it was written to, those that are not null. */
    static String told(List<String> lines, Path... written) {
        return Stream.concat(lines.stream(), Stream.of(written).filter(Objects::nonNull).map(path -> "written to " + path)).collect(Collectors.joining("\n"));
    }

    /** How many threads the run has: as asked for, else one a core. */
    int threads() { return threads == null ? Runtime.getRuntime().availableProcessors() : threads; }

    /** A remark for the user, not part of the result. */
    void note(String text) { spec.commandLine().getErr().println("note: " + text); }

    /** Writes the resolved configuration beside a result: {@code RESULT.config.yaml}, itself good for {@code --config}. */
    void record(Path result, Path... others) { RunRecord.write(spec, result, others); }
}
