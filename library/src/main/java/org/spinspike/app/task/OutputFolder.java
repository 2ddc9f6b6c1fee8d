package org.spinspike.app.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.spinspike.io.AtomicFile;
import org.spinspike.io.SpikeFileException;

/**
 * A folder for results, found writable before the work begins and made when there is something to put into it.
 *
 * @param path of the folder
 */
public record OutputFolder(Path path) {

    /**
     * @param force whether a folder that holds something may be written into
     * @throws IllegalArgumentException where it is a file, or is not empty and {@code force} is not given
     * @throws SpikeFileException       where it cannot be made or written into
     */
    public static OutputFolder prepare(Path path, boolean force) {
        if (Files.exists(path) && !Files.isDirectory(path)) throw new IllegalArgumentException(path + " is a file; -o must name a folder");
        try {
            if (Files.isDirectory(path) && !force) {
                try (Stream<Path> inside = Files.list(path)) {
                    if (inside.findAny().isPresent()) throw new IllegalArgumentException(path + " is not empty; --force writes into it all the same");
                }
            }
        } catch (IOException e) {
            throw SpikeFileException.failed(path, "read", e);
        }
        Path there = path.toAbsolutePath();
        while (!Files.exists(there)) there = there.getParent();
        AtomicFile.checkWritable(there.resolve(path.getFileName() + ".trial"), true);
        return new OutputFolder(path);
    }

    /** Makes the folder {@code name} in it, and itself; "" for itself alone. */
    public Path make(String name) {
        Path folder = path.resolve(name);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw SpikeFileException.failed(folder, "made", e);
        }
    }

    /** Writes each fitted model, named after its label, into {@code models/}: they can be sampled, scored and applied like those of {@code fit}. */
    public void writeModels(CompareResult result) {
        Path models = make("models");
        for (CompareResult.Entry entry : result.models()) entry.file().write(models.resolve(fileName(entry.label())));
    }

    /** @return "glm-per-bin.npz" for "glm --per-bin" */
    public static String fileName(String label) { return label.replace("--", "").replaceAll("[^A-Za-z0-9.]+", "-") + ".npz"; }
}
