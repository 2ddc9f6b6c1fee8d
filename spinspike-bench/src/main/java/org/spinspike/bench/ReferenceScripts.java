package org.spinspike.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs the NumPy scripts of {@code golden/tensor} on one thread, on a copy in a folder of its own: they write beside themselves. */
final class ReferenceScripts {
    private static final List<String> NEEDED = List.of("two_site_sweep.py", "mps_eval.py", "comparators.py", "spk8x10_train.npy",
            "unsup_spk8x10_D8.json", "unsup_spk8x10_D8_tensors.npz");

    private ReferenceScripts() {}

    /** @return CPU seconds of each repeat under "sweep", "sample" (20 000), "forecast" and "score", and NumPy's version */
    static JsonNode seconds(Path golden) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("spinspike-yardstick");
        try {
            for (String name : NEEDED) Files.copy(golden.resolve(name), folder.resolve(name));
            Path driver = folder.resolve("reference.py");
            try (InputStream script = ReferenceScripts.class.getResourceAsStream("reference.py")) {
                Files.copy(script, driver);
            }
            var builder = new ProcessBuilder("python3", driver.toString()).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("OUT", folder.toString());
            for (String library : List.of("OPENBLAS", "OMP", "MKL")) builder.environment().put(library + "_NUM_THREADS", "1");
            Process process = builder.start();
            byte[] answer = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) throw new IOException("python3 with the scripts of " + golden + " ended with exit code " + process.exitValue());
            return new ObjectMapper().readTree(answer);
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
            }
        }
    }
}
