package org.spinspike.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.spinspike.math.NamedArray;

/** A recording that is a folder of files. Only files directly in it are opened, each by its fixed name; a link that leads out of the folder is refused. */
abstract class FolderReader implements Reader {
    @Override public boolean knows(Path path, byte[] start) { return Files.isDirectory(path) && knows(path); }

    abstract boolean knows(Path folder);

    static boolean has(Path folder, String file) { return Files.isRegularFile(folder.resolve(file)); }

    /**
     * @param name of a file of the folder, or of a folder in it
     * @throws SpikeFileException where it is a link that leads out of the folder
     */
    static Path inside(Path folder, String name) {
        Path file = folder.resolve(name);
        try {
            if (Files.exists(file) && !file.toRealPath().startsWith(folder.toRealPath())) throw SpikeFileException.refused(folder, name, "is a link that leads out of the folder, and nothing outside of it is opened: copy it there in its place");
            return file;
        } catch (IOException e) {
            throw SpikeFileException.failed(file, "read", e);
        }
    }

    /** @return one number a row: shape [rows], or [rows, 1] as MATLAB leaves it */
    static NamedArray column(Path file, MemoryLimit memory) {
        NamedArray array = Npy.read(file, memory);
        int[] shape = array.shape();
        if (array.isText() || shape.length != 1 && !(shape.length == 2 && shape[1] == 1)) throw new SpikeFileException(file, "", "one number a row", array.toString());
        return new NamedArray(new int[] {shape[0]}, array.data());
    }

    /** @return the words after {@code --groups}, which without it are "good" */
    static List<String> groups(Reading how) { return List.of(how.groups().orElse("good").split(",", -1)); }

    /** @return the lines of a table of tabs under their names, or none where there is no such file */
    static Optional<TabTable> table(Path folder, String file, MemoryLimit memory) { return has(folder, file) ? Optional.of(TabTable.read(inside(folder, file), memory)) : Optional.empty(); }
}
