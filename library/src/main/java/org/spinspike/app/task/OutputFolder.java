package org.spinspike.app.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.spinspike.io.AtomicFile;
import org.spinspike.io.SpikeFileException;

/**
 * A folder for results, made and found writable before the work begins.
 *
 * @param path of the folder
 */
public record OutputFolder(Path path) {

    /**
     * @param force whether a folder that holds something may be written into
     * @throws IllegalArgumentException where it is a file, or is not empty and {@code force} is not given
     */
    public static OutputFolder prepare(Path path, boolean force) {
        if (Files.exists(path) && !Files.isDirectory(path)) throw new IllegalArgumentException(path + " is a file; -o must name a folder");
        try {
            if (Files.isDirectory(path) && !force) {
                try (Stream<Path> inside = Files.list(path)) {
                    if (inside.findAny().isPresent()) throw new IllegalArgumentException(path + " is not empty; --force writes into it all the same");
                }
            }
            Files.createDirectories(path);
        } catch (IOException e) {
            throw SpikeFileException.failed(path, "made", e);
        }
        AtomicFile.checkWritable(path.resolve("report.html"), true);
        return new OutputFolder(path);
    }
}
