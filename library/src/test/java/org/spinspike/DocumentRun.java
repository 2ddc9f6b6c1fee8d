package org.spinspike;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opentest4j.TestAbortedException;

/** Runs the blocks of one document, in order, in one folder, and keeps account of the files that what was skipped would have made. */
final class DocumentRun implements AutoCloseable {
    /** What runs: Python only where NumPy is, slow lines only in the slow tests. */
    record Scope(boolean numpy, boolean slow) {}

    private static final Pattern FILE = Pattern.compile("[\\w./-]+\\.(?:npz|npy|csv|json)");

    private final String document;
    private final Path folder;
    private final Scope scope;
    private final Set<String> missing = new TreeSet<>();
    private CommandLoop program;

    DocumentRun(String document, Path folder, Scope scope) {
        this.document = document;
        this.folder = folder;
        this.scope = scope;
    }

    void run(Document.Block block) throws Exception {
        var printed = new ArrayList<String>();
        var skipped = new ArrayList<String>();
        switch (block.language()) {
            case "sh" -> { for (Document.Command command : block.commands()) command(command, printed, skipped); }
            case "python" -> python(block, printed, skipped);
            default -> throw new IllegalArgumentException(block.language());
        }
        if (!skipped.isEmpty()) throw new TestAbortedException("skipped: " + String.join("; ", skipped));
        if (block.shown() == null) return;
        String difference = Shown.difference(block.shown(), printed);
        if (difference != null) fail(at(block.line()) + "what is shown is not what is printed: " + difference + "\nprinted:\n" + String.join("\n", printed));
    }

    private void command(Document.Command command, List<String> printed, List<String> skipped) throws IOException {
        if (skips(command.slow() && !scope.slow, "a slow line", command.line(), command.text(), skipped)) return;
        if (program == null) program = new CommandLoop(folder);
        CommandLoop.Answer answer = program.run(command.words());
        printed.addAll(answer.lines());
        if (answer.exit() != command.exit())
            fail(at(command.line()) + command.text() + "\nexit code " + answer.exit() + " instead of " + command.exit() + "\n" + String.join("\n", answer.lines()));
    }

    private void python(Document.Block block, List<String> printed, List<String> skipped) throws Exception {
        String script = String.join("\n", block.lines());
        if (skips(!scope.numpy, "python3 with NumPy is not here", block.line(), script, skipped)) return;
        Process python = new ProcessBuilder("python3", "-c", script).directory(folder.toFile()).redirectErrorStream(true).start();
        printed.addAll(new String(python.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).lines().toList());
        int exit = python.waitFor();
        if (exit != 0) fail(at(block.line()) + "Python ended with " + exit + "\n" + String.join("\n", printed));
    }

    /** What is skipped makes no files, so what names one of them is skipped, too. */
    private boolean skips(boolean because, String reason, int line, String text, List<String> skipped) {
        Set<String> files = new TreeSet<>();
        for (Matcher m = FILE.matcher(text); m.find();) if (!Files.exists(folder.resolve(m.group()))) files.add(m.group());
        String lost = files.stream().filter(missing::contains).findFirst().orElse(null);
        if (!because && lost == null) return false;
        missing.addAll(files);
        skipped.add("line " + line + " (" + (because ? reason : "needs " + lost + ", which a skipped line makes") + ")");
        return true;
    }

    private String at(int line) { return document + ":" + line + ": "; }

    @Override public void close() { if (program != null) program.close(); }
}
