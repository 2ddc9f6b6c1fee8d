package org.spinspike.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.spinspike.app.task.Json;
import org.spinspike.io.SpikeFile;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;

/** Runs commands in process and keeps what they print. */
final class Shell {
    final Path folder;
    String out = "", err = "";

    Shell(Path folder) { this.folder = folder; }

    /** @param line words separated by blanks; {@code @} in front of a name puts it into the folder */
    int run(String line, String... more) {
        String[] words = java.util.stream.Stream.concat(java.util.Arrays.stream(line.split(" ")).filter(w -> !w.isEmpty()), java.util.Arrays.stream(more))
                .map(w -> w.startsWith("@") ? folder.resolve(w.substring(1)).toString() : w).toArray(String[]::new);
        var stdout = new StringWriter();
        var stderr = new StringWriter();
        int code = Main.run(new PrintWriter(stdout), new PrintWriter(stderr), words);
        out = stdout.toString();
        err = stderr.toString();
        return code;
    }

    Map<String, Object> json(String line, String... more) {
        int code = run(line + " --json -", more);
        if (code != 0) throw new AssertionError("exit " + code + ": " + err);
        return Json.parse(out);
    }

    Path file(String name) { return folder.resolve(name); }

    /** A small recording: neuron i fires with probability (i+1)/10 after itself was silent, else .5. */
    Path recording(String name, int trials, int bins, int neurons) {
        boolean[] last = new boolean[neurons];
        var random = new Seed(7).generator();
        SpikeFile.write(file(name), SpikeTrains.generate(trials, bins, neurons, (k, t, i) -> last[i] = random.nextDouble() < (t > 0 && last[i] ? .5 : (i + 1) / 10.0)));
        return file(name);
    }
}
