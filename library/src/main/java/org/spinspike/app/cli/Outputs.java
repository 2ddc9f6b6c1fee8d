package org.spinspike.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.spinspike.io.AtomicFile;
import org.spinspike.io.Source;
import org.spinspike.io.SpikeFileException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The files a command is going to write: found writable, and apart from each other and from what it reads, before it begins. */
final class Outputs {
    /** Options that name what is written. */
    private static final Set<String> WRITTEN = Set.of("--output", "--json");

    private Outputs() {}

    /**
     * @param force whether a file that is there may be replaced; one that is read may not
     * @throws IllegalArgumentException where two results have one name, a result has the name of an input, or is there already
     * @throws SpikeFileException       where its folder cannot be written to
     */
    static void check(CommandSpec spec, List<Path> results, boolean force) {
        var seen = new HashSet<Path>();
        List<Path> inputs = inputs(spec);
        for (Path result : results) {
            if (!seen.add(result.toAbsolutePath().normalize())) throw new IllegalArgumentException(result + " is named twice: every result needs a file of its own");
            if (inputs.stream().anyMatch(input -> same(input, result))) throw new IllegalArgumentException(result + " is read by this command; write to another file");
            AtomicFile.checkWritable(result, force);
        }
    }

    /** Whatever was given and is the name of a file that is there. */
    private static List<Path> inputs(CommandSpec spec) {
        List<Path> inputs = new ArrayList<>();
        for (ArgSpec arg : spec.args()) {
            if (arg instanceof OptionSpec option && WRITTEN.contains(option.longestName())) continue;
            for (Object value : values(arg)) {
                if (value instanceof Path path) inputs.add(path);
                else if (value instanceof String text && !text.isEmpty()) inputs.add(Source.parse(text).path());
            }
        }
        return inputs.stream().filter(Files::isRegularFile).toList();
    }

    /** @return what was given: none, one or several */
    static List<?> values(ArgSpec arg) {
        Object value = arg.getValue();
        return value == null ? List.of() : value instanceof List<?> several ? several : List.of(value);
    }

    private static boolean same(Path input, Path result) {
        try {
            return Files.exists(result) && Files.isSameFile(input, result);
        } catch (IOException e) {
            throw SpikeFileException.failed(result, "read", e);
        }
    }
}
