package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.spinspike.app.task.Hashes;

/** Types commands as a person would, in one folder: {@code @} before a name means a file in it. Holds what the last command left behind. */
final class Shell {
    private final Path folder;
    private StringWriter out = new StringWriter(), err = new StringWriter();
    private int code;

    Shell(Path folder) { this.folder = folder; }

    /** @return the exit code */
    int run(String... args) {
        out = new StringWriter();
        err = new StringWriter();
        String[] typed = Stream.of(args).map(this::typed).toArray(String[]::new);
        return code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), typed);
    }

    /** The same, words apart by spaces. */
    int type(String line) { return run(line.split(" ")); }

    /** Like {@link #type}, but a failure is an error of the test. */
    Shell must(String line) {
        if (type(line) != 0) throw new AssertionError(line + " ended with " + code + ": " + err);
        return this;
    }

    /** A failure as it should be: this exit code, nothing on stdout, and one line of complaint that holds all of {@code texts}. */
    void refused(int code, String line, String... texts) {
        assertThat(type(line)).as(line + ": " + err).isEqualTo(code);
        assertThat(complaints()).as(line).hasSize(1);
        assertThat(complaints().get(0)).startsWith("spinspike: ").contains(Stream.of(texts).map(String::strip).toList()).doesNotContain("Exception");
        assertThat(out()).as("stdout of " + line).isEmpty();
    }

    private String typed(String word) { return word.replace("@", folder + "/"); }

    int code()        { return code; }
    String out()      { return out.toString(); }
    String err()      { return err.toString(); }
    Path file(String name) { return folder.resolve(name); }

    /** @return lines on stderr that are no remarks */
    List<String> complaints() { return err().lines().filter(line -> !line.startsWith("note: ")).toList(); }

    /** @return stdout, all of it, as JSON */
    JsonNode json() { return json(out()); }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(text);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    /** @return hash of every file below the folder, by name */
    Map<String, String> bytes() { return bytes(folder); }

    static Map<String, String> bytes(Path root) {
        var all = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile).forEach(file -> all.put(root.relativize(file).toString(), Hashes.ofFile(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
