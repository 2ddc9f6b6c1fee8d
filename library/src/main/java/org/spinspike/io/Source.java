package org.spinspike.io;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A data argument: {@code FILE}, or {@code FILE:KEY} where KEY names an array, a dataset or a table in it.
 *
 * @param path the file, or the folder that is a recording
 * @param key  what in it, where said
 */
public record Source(Path path, Optional<String> key) {

    public static Source of(Path path) { return new Source(path, Optional.empty()); }

    /** The longest front part that is a file, or a folder, wins, so names with a colon (and drive letters) work; if none is, the part before the last colon is meant. */
    public static Source parse(String text) {
        try {
            if (!Files.exists(Path.of(text)))
                for (int colon = text.lastIndexOf(':'); colon > 0; colon = text.lastIndexOf(':', colon - 1)) {
                    Path front = Path.of(text.substring(0, colon));
                    if (Files.isRegularFile(front) || Files.isDirectory(front)) return new Source(front, Optional.of(text.substring(colon + 1)));
                }
            return of(Path.of(text));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + text + "' is no file name: " + e.getReason());
        }
    }

    @Override public String toString() { return path + key.map(k -> ":" + k).orElse(""); }
}
