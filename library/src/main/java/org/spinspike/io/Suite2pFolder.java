package org.spinspike.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.spinspike.math.NamedArray;
import org.spinspike.spikes.Range;

/**
 * One plane of suite2p's output: traces {@code F}, {@code Fneu} and {@code spks} [regions, frames], and {@code iscell} [regions, 2], which regions are cells and how sure the
 * classifier was. Settings and statistics ({@code ops.npy}, {@code stat.npy}) are pickles and never opened. Of a trace only the regions and frames asked for are read.
 */
final class Suite2pFolder {
    /** Traces by name, with what they are. */
    static final Map<String, String> TRACES = Map.of("F", "fluorescence of a region", "Fneu", "fluorescence of the neuropil around it", "spks", "deconvolved activity");

    private final Path folder;
    private final int regions, frames;

    Suite2pFolder(Path folder) {
        this.folder = folder;
        int[] shape = Npy.head(FolderReader.inside(folder, "F.npy")).shape();
        if (shape.length != 2) throw new SpikeFileException(folder, "F.npy", "shape [regions, frames]", Arrays.toString(shape));
        this.regions = shape[0];
        this.frames = shape[1];
        if (regions == 0 || frames == 0) throw SpikeFileException.refused(folder, "F.npy", "is empty: shape " + Arrays.toString(shape));
    }

    int regions() { return regions; }
    int frames()  { return frames; }

    boolean has(String trace) { return FolderReader.has(folder, trace + ".npy"); }

    /** @return regions that are cells by iscell.npy, ascending; all of them where there is no such file */
    int[] accepted() {
        if (!FolderReader.has(folder, "iscell.npy")) return IntStream.range(0, regions).toArray();
        NamedArray array = Npy.read(FolderReader.inside(folder, "iscell.npy"));
        int[] shape = array.shape();
        int columns = shape.length == 2 ? shape[1] : 1;
        if (array.isText() || shape.length < 1 || shape.length > 2 || shape[0] != regions || columns < 1) throw new SpikeFileException(folder, "iscell.npy", "a row for each of " + regions + " regions", array.toString());
        double[] flags = array.doubles();
        return IntStream.range(0, regions).filter(i -> flags[i * columns] != 0).toArray();
    }

    /**
     * @param trace  F, Fneu or spks
     * @param cells  regions, ascending
     * @param frames which of them; null for all
     * @return float32 or float64 [cells, frames]
     */
    NamedArray trace(String trace, int[] cells, Range frames, MemoryLimit memory) {
        if (!TRACES.containsKey(trace)) throw SpikeFileException.refused(folder, "", "has no trace '" + trace + "'; there are: " + String.join(", ", traces()));
        Path file = FolderReader.inside(folder, trace + ".npy");
        int[] shape = Npy.head(file).shape();
        if (!Arrays.equals(shape, new int[] {regions, this.frames})) throw new SpikeFileException(folder, trace + ".npy", "shape [" + regions + ", " + this.frames + "] as F.npy", Arrays.toString(shape));
        int[] part = frames == null ? new int[] {0, this.frames} : frames.within(this.frames);
        return Npy.read(file, new ArrayPart(cells, IntStream.range(part[0], part[1]).toArray()), memory);
    }

    List<String> traces() { return TRACES.keySet().stream().filter(this::has).sorted().toList(); }
}
