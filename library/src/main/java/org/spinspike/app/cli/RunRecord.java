package org.spinspike.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spinspike.app.task.Hashes;
import org.spinspike.app.task.Json;
import org.spinspike.app.task.Version;
import org.spinspike.io.AtomicFile;
import org.spinspike.io.Readers;
import org.spinspike.io.Source;
import org.spinspike.io.SpikeFileException;
import org.spinspike.math.linalg.Backend;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * How a result came about, beside it as {@code RESULT.config.yaml}: the verb, its arguments and every option with its value, the version and the numerical library, and SHA-256 of what was
 * read and of what was written, of a folder over the names and contents of its files. The file is itself good for {@code --config}, and {@code verify} makes the result anew from it.
 *
 * @param verb      one word or two
 * @param arguments without dashes, as typed
 * @param version   of the program
 * @param library   the numerical one
 * @param folder    whether the result is a folder
 * @param inputs    SHA-256 by name as typed
 * @param outputs   SHA-256 by name, within the folder of the record
 */
record RunRecord(List<String> verb, List<String> arguments, String version, String library, boolean folder, Map<String, String> inputs, Map<String, String> outputs) {
    private static final String SUFFIX = ".config.yaml";
    /** Options that change no result: where it goes, how it is shown, on how many threads it is computed. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("--threads", "--json", "--progress", "--force", "--dry-run", "--trace", "--config", "--help",
            "--resume", "--checkpoint-every", "--output", "--page");
    private static final Pattern ARGUMENT = Pattern.compile("# argument [^:]+: (.*?)( sha256 [0-9a-f]{64})?"), FILE = Pattern.compile("# (input|output) (.*) sha256 ([0-9a-f]{64})");

    static Path beside(Path result) { return result.resolveSibling(result.getFileName() + SUFFIX); }

    static boolean isThat(Path file) { return file.getFileName().toString().endsWith(SUFFIX); }

    /**
     * Written last, when everything it tells of is there.
     *
     * @param others files beside a result that is a file, which came about with it
     */
    static void write(CommandSpec spec, Path result, Path... others) {
        OptionSpec output = spec.findOption("--output");
        boolean folder = output != null && output.getValue() instanceof Path target && Files.isDirectory(target);
        List<Path> written = folder ? files(result.toAbsolutePath().getParent()) : Stream.concat(Stream.of(result), Arrays.stream(others)).toList();
        UnaryOperator<String> hash = name -> hash(name, written);
        var text = new StringBuilder("# " + spec.qualifiedName(" ") + "\n# version: " + Version.text() + "\n# numerical library: " + Backend.describe() + "\n# result: " + (folder ? "folder" : "file") + "\n");
        for (PositionalParamSpec argument : spec.positionalParameters())
            for (Object value : Outputs.values(argument)) text.append("# argument ").append(argument.paramLabel()).append(": ").append(value).append(hash.apply(value.toString())).append('\n');
        for (OptionSpec option : spec.options()) {
            Object value = option.getValue();
            if (value == null || value instanceof Collection<?> none && none.isEmpty() || WITHOUT_EFFECT.contains(option.longestName())) continue;
            if (value instanceof Path path) value = path.toString();                                  // before the next line: a path is a sequence of names
            if (value instanceof Iterable<?> several) value = String.join(",", (Iterable<String>) () -> java.util.stream.StreamSupport
                    .stream(several.spliterator(), false).map(Object::toString).iterator());
            String read = value instanceof String name ? hash.apply(name) : "";
            if (!read.isEmpty()) text.append("# input ").append(value).append(read).append('\n');
            text.append(option.longestName().substring(2)).append(": ").append(Json.line(value)).append('\n');
        }
        for (Path file : written)
            text.append("# output ").append(name(beside(result), file)).append(" sha256 ").append(Hashes.ofFile(file)).append('\n');
        AtomicFile.write(beside(result), file -> file.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String hash(String given, List<Path> written) {
        return given.isBlank() ? "" : hash(Source.parse(given).path(), written).map(hash -> " sha256 " + hash).orElse("");
    }

    /**
     * @param written results, which do not count where they lie in a folder that was read
     * @return of a file, or of the files of a folder that is a recording, without records; nothing where there is neither
     */
    static Optional<String> hash(Path input, List<Path> written) {
        if (Files.isRegularFile(input)) return Optional.of(Hashes.ofFile(input));
        if (!Readers.isFolder(input)) return Optional.empty();
        Set<Path> results = written.stream().map(RunRecord::plain).collect(Collectors.toSet());
        return Optional.of(Hashes.ofFolder(input, file -> isThat(file) || results.contains(plain(file))));
    }

    private static Path plain(Path file) { return file.toAbsolutePath().normalize(); }

    /** @return the record of a result that lists a file beside it, such as the trials that were held out; nothing where there is none */
    static Optional<Path> listing(Path file) {
        String name = file.getFileName().toString();
        Path folder = file.toAbsolutePath().getParent();
        try (Stream<Path> beside = Files.list(folder)) {
            return beside.filter(RunRecord::isThat).filter(Files::isRegularFile).sorted().filter(record -> lines(record).stream().map(FILE::matcher)
                    .anyMatch(line -> line.matches() && line.group(1).equals("output") && line.group(2).equals(name))).findFirst();
        } catch (IOException e) {
            throw SpikeFileException.failed(folder, "read", e);
        }
    }

    private static List<String> lines(Path record) {
        try {
            return Files.readAllLines(record);
        } catch (IOException e) {
            throw SpikeFileException.failed(record, "read", e);
        }
    }

    /** @return the files of the folder and of those in it, by name; no records */
    static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).filter(file -> !isThat(file)).sorted().toList();
        } catch (IOException e) {
            throw SpikeFileException.failed(folder, "read", e);
        } catch (UncheckedIOException e) {
            throw SpikeFileException.failed(folder, "read", e.getCause());
        }
    }

    private static String name(Path record, Path file) {
        return record.toAbsolutePath().getParent().relativize(file.toAbsolutePath()).toString().replace('\\', '/');
    }

    /** @throws SpikeFileException where the file is no record, or one of an earlier version that does not say what was written */
    static RunRecord read(Path record) {
        List<String> lines = lines(record), verb, arguments = new ArrayList<>();
        Map<String, String> inputs = new LinkedHashMap<>(), outputs = new LinkedHashMap<>();
        if (lines.isEmpty() || !lines.get(0).startsWith("# spinspike ")) throw SpikeFileException.refused(record, "", "is no record of a result: its first line is not '# spinspike VERB'");
        verb = List.of(lines.get(0).substring("# spinspike ".length()).split(" "));
        for (String line : lines) {
            Matcher argument = ARGUMENT.matcher(line), file = FILE.matcher(line);
            if (argument.matches()) {
                arguments.add(argument.group(1));
                if (argument.group(2) != null) inputs.put(argument.group(1), argument.group(2).substring(" sha256 ".length()));
            } else if (file.matches()) (file.group(1).equals("input") ? inputs : outputs).put(file.group(2), file.group(3));
        }
        if (outputs.isEmpty()) throw SpikeFileException.refused(record, "", "does not say what was written: it is of a version before 'verify'; make the result anew");
        return new RunRecord(verb, arguments, after(lines, "# version: "), after(lines, "# numerical library: "), after(lines, "# result: ").equals("folder"), inputs, outputs);
    }

    private static String after(List<String> lines, String head) {
        return lines.stream().filter(line -> line.startsWith(head)).map(line -> line.substring(head.length())).findFirst().orElse("unknown");
    }
}
