package org.spinspike.io;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real recordings, kept beside the repository and never in it; a test that wants one is skipped where the folder is absent. */
public final class SharedData {
    private SharedData() {}

    public static Path file(String name) {
        Path folder = Path.of(System.getProperty("spinspike.data", "../../shared/data"));
        for (Path up = Path.of("").toAbsolutePath(); up != null && !Files.isDirectory(folder); up = up.getParent()) folder = up.resolve("shared/data");
        Path file = folder.resolve(name);
        assumeTrue(Files.exists(file), () -> "skipped: no recording " + name + " in shared/data");
        return file;
    }
}
