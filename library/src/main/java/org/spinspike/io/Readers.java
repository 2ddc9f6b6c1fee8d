package org.spinspike.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.spinspike.math.NamedArray;

/** The one list of formats SpinSpike reads, in the order they are tried. Files are told apart by their first bytes, not by their names. */
public final class Readers {
    static final int START = 4096;
    public static final List<Reader> ALL = List.of(new NpzReader(), new NpyReader(), new MatReader(), new NwbReader(), new CsvReader());

    /** Recordings that are a folder of files, told apart by the files in it. */
    private static final List<FolderReader> FOLDERS = List.of(new PhyReader(), new Suite2pReader());

    private Readers() {}

    /** Formats are told apart by a first look and then read from the start, or from the end: a pipe cannot be. What is not there at all is left to whoever opens it. */
    static void requireFile(Path path) {
        if (Files.isDirectory(path)) throw new SpikeFileException(path, "", "a file", "a folder");
        if (Files.exists(path) && !Files.isRegularFile(path)) throw new SpikeFileException(path, "", "a file", "a device or a pipe; save it as a file first");
    }

    static byte[] start(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(START);
        } catch (IOException e) {
            throw SpikeFileException.failed(path, "read", e);
        }
    }

    /** @return whether this is a folder of files that together are a recording */
    public static boolean isFolder(Path path) { return Files.isDirectory(path) && FOLDERS.stream().anyMatch(r -> r.knows(path)); }

    public static Reader of(Path path) {
        if (Files.isDirectory(path)) return FOLDERS.stream().filter(r -> r.knows(path)).findFirst().map(r -> (Reader) r).orElseThrow(() -> SpikeFileException.refused(path, "",
                "expected a file, found a folder that is no recording: a sorting of Phy or Kilosort has spike_times.npy and spike_clusters.npy, a plane of suite2p F.npy, iscell.npy and spks.npy"));
        requireFile(path);
        byte[] start = start(path);
        if (start.length == 0) throw SpikeFileException.refused(path, "", "is empty");
        return ALL.stream().filter(r -> r.knows(path, start)).findFirst().orElseThrow(() -> SpikeFileException.refused(path, "",
                "is in no format that is read: " + ALL.stream().map(Reader::format).collect(Collectors.joining(", "))));
    }

    /** @return one array of a file by its name */
    public static NamedArray array(Source source, String key) { return of(source.path()).array(source.path(), key); }

    public static Content read(Source source, Reading how) { return of(source.path()).read(source, how); }
}
