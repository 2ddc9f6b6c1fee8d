package org.spinspike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what the documents say: the lines that begin with {@code ./spinspike} in their blocks marked {@code sh} and their blocks of Python,
 * in order, in one empty folder a document; {@code # exit 3} behind a line is the exit code it must end with, {@code # slow} leaves it to the slow tests.
 */
class DocsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    /** Part of a document's name, for whoever works on that one: -Dspinspike.docs=how-to/information. */
    private static final String ONE = System.getProperty("spinspike.docs", "");

    @TempDir Path temp;
    private final List<DocumentRun> runs = new ArrayList<>();

    @AfterEach void endPrograms() { runs.forEach(DocumentRun::close); }

    @TestFactory Stream<DynamicNode> documentsHold() throws Exception { return documents(false).stream(); }

    @Tag("slow") @TestFactory Stream<DynamicNode> documentsHoldWithTheirSlowLines() throws Exception { return documents(true).stream(); }

    private List<DynamicNode> documents(boolean slow) throws Exception {
        var scope = new DocumentRun.Scope(numpy(), slow);
        var nodes = new ArrayList<DynamicNode>();
        for (Path file : executable()) {
            String name = ROOT.relativize(file).toString();
            if (!name.contains(ONE)) continue;
            Document document = Document.parse(name, Files.readAllLines(file));
            if (slow && document.blocks().stream().noneMatch(b -> b.commands().stream().anyMatch(Document.Command::slow))) continue;
            Path folder = Files.createDirectories(temp.resolve(name.replaceAll("\\W", "-")));
            DocumentRun run = new DocumentRun(name, folder, scope);
            runs.add(run);
            nodes.add(dynamicContainer(name, document.blocks().stream().filter(b -> b.language().equals("sh") || b.language().equals("python"))
                    .map(b -> dynamicTest(name + ":" + b.line(), () -> run.run(b)))));
        }
        return nodes;
    }

    @Test void linksLeadToFiles() throws IOException {
        Pattern link = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");
        var broken = new TreeSet<String>();
        for (Path file : markdown())
            for (Matcher m = link.matcher(Files.readString(file)); m.find();)
                if (!m.group(1).matches("[a-z]+:.*") && !Files.exists(file.resolveSibling(m.group(1)))) broken.add(ROOT.relativize(file) + ": " + m.group(1));
        assertThat(broken).isEmpty();
    }

    @Test void theCitationIsWellFormed() throws IOException {
        JsonNode citation = new YAMLMapper().readTree(ROOT.resolve("CITATION.cff").toFile());
        for (String key : List.of("cff-version", "message", "title", "version", "license")) assertThat(citation.path(key).asText()).as(key).isNotBlank();
        assertThat(citation.path("authors")).isNotEmpty();
        assertThat(citation.path("references").size()).isGreaterThanOrEqualTo(7);
        for (JsonNode reference : citation.path("references")) {
            assertThat(reference.path("title").asText()).isNotBlank();
            assertThat(reference.path("authors")).as(reference.path("title").asText()).isNotEmpty();
            assertThat(reference.path("doi").asText() + reference.path("url").asText()).as(reference.path("title").asText()).isNotBlank();
        }
        String literature = Files.readString(ROOT.resolve("docs/literature.bib"));
        for (JsonNode reference : citation.path("references"))
            if (reference.has("doi")) assertThat(literature.contains(reference.path("doi").asText())).as("docs/literature.bib has " + reference.path("doi").asText()).isTrue();
    }

    // ---- where the documents are

    private static List<Path> executable() throws IOException {
        var files = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        for (String folder : List.of("docs/tutorials", "docs/how-to"))
            try (Stream<Path> found = Files.list(ROOT.resolve(folder))) {
                found.filter(f -> f.toString().endsWith(".md")).sorted().forEach(files::add);
            }
        return files;
    }

    private static List<Path> markdown() throws IOException {
        try (Stream<Path> top = Files.list(ROOT); Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs).filter(f -> f.toString().endsWith(".md")).sorted().toList();
        }
    }

    private static boolean numpy() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import numpy").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }
}
