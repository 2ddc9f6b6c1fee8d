package org.spinspike.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

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
            return run(folder, "reference.py", List.of());
        } finally {
            delete(folder);
        }
    }

    /** @return CPU seconds of each repeat of an epoch of the tree under "epoch", and NumPy's version; null where there is no python3 with NumPy */
    static JsonNode tree(int trials, int bins, int neurons, int chi, int bond) throws IOException, InterruptedException { return alone("tree.py", trials, bins, neurons, chi, bond, 4); }

    /** @return spin updates a CPU second of each size under "rate", and NumPy's version; null where there is no python3 with NumPy */
    static JsonNode ising(int trials, int... neurons) throws IOException, InterruptedException {
        return alone("ising.py", IntStream.concat(IntStream.of(trials), IntStream.of(neurons)).toArray());
    }

    private static JsonNode alone(String script, int... arguments) throws IOException, InterruptedException {
        if (!numpy()) return null;
        Path folder = Files.createTempDirectory("spinspike-yardstick");
        try {
            return run(folder, script, IntStream.of(arguments).mapToObj(Integer::toString).toList());
        } finally {
            delete(folder);
        }
    }

    static DoubleStream values(JsonNode array) { return StreamSupport.stream(array.spliterator(), false).mapToDouble(JsonNode::doubleValue); }

    private static boolean numpy() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import numpy").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException noPython) {
            return false;
        }
    }

    private static JsonNode run(Path folder, String name, List<String> arguments) throws IOException, InterruptedException {
        Path driver = folder.resolve(name);
        try (InputStream script = ReferenceScripts.class.getResourceAsStream(name)) {
            Files.copy(script, driver);
        }
        var command = new ArrayList<>(List.of("python3", driver.toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("OUT", folder.toString());
        for (String library : List.of("OPENBLAS", "OMP", "MKL")) builder.environment().put(library + "_NUM_THREADS", "1");
        Process process = builder.start();
        byte[] answer = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) throw new IOException("python3 with " + name + " ended with exit code " + process.exitValue());
        return new ObjectMapper().readTree(answer);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
