package org.spinspike.app.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.spinspike.app.task.Json;
import org.spinspike.app.task.Version;
import org.spinspike.io.AtomicFile;
import org.spinspike.io.Source;
import org.spinspike.math.linalg.Backend;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The resolved configuration beside a result: every option with its value, the inputs, the version and the numerical library. */
final class RunRecord {
    /** Options that change no result: where it goes, how it is shown, on how many threads it is computed. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("--threads", "--json", "--progress", "--force", "--dry-run", "--trace", "--config", "--help",
            "--resume", "--checkpoint-every", "--output");

    private RunRecord() {}

    static void write(CommandSpec spec, Path result) {
        var text = new StringBuilder("# " + spec.qualifiedName(" ") + "\n# version: " + Version.text() + "\n# numerical library: " + Backend.describe() + "\n");
        for (PositionalParamSpec argument : spec.positionalParameters()) {
            for (Object value : Outputs.values(argument)) text.append("# argument ").append(argument.paramLabel()).append(": ").append(value).append(hash(value)).append('\n');
        }
        for (OptionSpec option : spec.options()) {
            Object value = option.getValue();
            if (value == null || WITHOUT_EFFECT.contains(option.longestName())) continue;
            if (value instanceof Iterable<?> several) value = String.join(",", (Iterable<String>) () -> java.util.stream.StreamSupport
                    .stream(several.spliterator(), false).map(Object::toString).iterator());
            if (value instanceof Path path) value = path.toString();
            text.append(option.longestName().substring(2)).append(": ").append(Json.line(value)).append('\n');
        }
        AtomicFile.write(beside(result), file -> file.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    static Path beside(Path result) { return result.resolveSibling(result.getFileName() + ".config.yaml"); }

    private static String hash(Object given) {
        Path file = Source.parse(given.toString()).path();
        return Files.isRegularFile(file) ? " sha256 " + org.spinspike.app.task.Hashes.ofFile(file) : "";
    }
}
