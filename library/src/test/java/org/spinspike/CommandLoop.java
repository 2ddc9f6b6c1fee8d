package org.spinspike;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.spinspike.app.cli.Main;

/**
 * The program in a process of its own that runs one command after the other: file names resolve in the folder it was started in, which a
 * running Java cannot change, and the virtual machine starts once a document and not once a line.
 *
 * <p>A line read is a command, its words kept apart by {@link #BETWEEN}; what it prints, errors included, ends with a line of {@link #END} and the exit code.
 */
final class CommandLoop implements AutoCloseable {
    private static final String BETWEEN = "\u001f", END = "\u0004";

    record Answer(int exit, List<String> lines) {}

    private final Process process;
    private final BufferedReader answers;

    CommandLoop(Path folder) throws IOException {
        process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1500m", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8",
                "-cp", System.getProperty("java.class.path"), CommandLoop.class.getName()).directory(folder.toFile()).redirectErrorStream(true).start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    Answer run(List<String> words) throws IOException {
        process.getOutputStream().write((String.join(BETWEEN, words) + "\n").getBytes(UTF_8));
        process.getOutputStream().flush();
        var lines = new ArrayList<String>();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(END)) return new Answer(Integer.parseInt(line.substring(END.length())), lines);
            lines.add(line);
        }
        throw new IOException("the program ended in the middle of " + words + ":\n" + String.join("\n", lines));
    }

    @Override public void close() { process.destroy(); }

    public static void main(String[] none) throws IOException {
        var commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        var out = new PrintWriter(System.out, true, UTF_8);
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            int exit = Main.run(out, out, line.split(BETWEEN));
            out.println(END + exit);
        }
    }
}
