package org.spinspike.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.trace.TraceSteps;

/**
 * Folders of suite2p ({@link Suite2pFolder}), or a folder around a single plane of them. {@code FOLDER:F}, {@code FOLDER:Fneu} or {@code FOLDER:spks} names the trace, without it
 * {@code spks}, or {@code F} where there is none; a rule makes events of it. From {@code F} the neuropil is taken off ({@link TraceSteps#USUAL_NEUROPIL} where nothing else is said). Cells are called by the numbers of their regions. Accepted cells are read, with {@code --groups all} every region.
 */
final class Suite2pReader extends FolderReader {
    @Override public String format() { return "suite2p folder"; }

    @Override boolean knows(Path folder) { return isPlane(folder) || !planes(folder).isEmpty(); }

    private static boolean isPlane(Path folder) { return has(folder, "F.npy") && (has(folder, "iscell.npy") || has(folder, "spks.npy")); }

    /** @return ":F" of a file that holds a trace of a plane, "" of its list of cells; empty for other files */
    static Optional<String> trace(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        String name = file.getFileName().toString().replaceFirst("\\.npy$", "");
        if (!Suite2pFolder.TRACES.containsKey(name) && !name.equals("iscell") || !isPlane(folder)) return Optional.empty();
        return Optional.of(name.equals("iscell") ? "" : ":" + name);
    }

    private static List<Path> planes(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(f -> f.getFileName().toString().matches("plane\\d+|suite2p") && Files.isDirectory(f) && isPlane(f)).sorted().toList();
        } catch (IOException e) {
            throw SpikeFileException.failed(folder, "read", e);
        }
    }

    private static Path plane(Path folder) {
        if (isPlane(folder)) return folder;
        List<Path> planes = planes(folder);
        if (planes.size() > 1) throw SpikeFileException.refused(folder, "", "holds " + planes.size() + " planes; name one of them: " + String.join(", ", planes.stream().map(p -> p.getFileName().toString()).toList()));
        return inside(folder, planes.get(0).getFileName().toString());
    }

    @Override public Inventory inventory(Path folder) {
        Suite2pFolder plane = new Suite2pFolder(plane(folder));
        List<String> entries = new ArrayList<>();
        for (String trace : plane.traces()) entries.add(trace + " " + Npy.head(inside(plane(folder), trace + ".npy")) + ": " + Suite2pFolder.TRACES.get(trace));
        entries.add(has(plane(folder), "iscell.npy") ? plane.accepted().length + " of " + plane.regions() + " regions are accepted cells; --groups all reads every region" : "no iscell.npy: all " + plane.regions() + " regions are read");
        if (!plane.has(SpikeArray.NEUROPIL)) entries.add("no Fneu.npy: of F no neuropil can be taken off");
        for (String pickle : List.of("ops.npy", "stat.npy")) if (has(plane(folder), pickle)) entries.add(pickle + " is a pickle and never opened");
        return new Inventory(format(), entries);
    }

    @Override public Content read(Source source, Reading how) {
        Path folder = plane(source.path());
        Suite2pFolder plane = new Suite2pFolder(folder);
        String trace = source.key().orElse(plane.has("spks") ? "spks" : "F");
        if (how.axes().isPresent()) throw SpikeFileException.refused(folder, "", "says itself which axis is which; --axes is too much");
        if (how.ones().isPresent()) throw SpikeFileException.refused(folder, trace, "holds traces, no zeros and ones: --binarise makes events of them, --ones does not");
        if (!how.along().isEmpty()) throw SpikeFileException.refused(folder, "", "holds no series '" + how.along().get(0) + "'");
        if (!trace.equals("F") && how.traces().neuropil().isPresent()) throw SpikeFileException.refused(folder, trace, "has no neuropil in it: --neuropil is for F");
        if (how.binMs().isEmpty()) throw SpikeFileException.refused(folder, trace, "needs --bin-ms, the time from frame to frame in milliseconds (33.3 for 30 frames a second; ops.npy, which holds it, is a pickle and never opened)");
        if (how.rule().isEmpty()) throw SpikeFileException.refused(folder, trace, "holds traces (" + Suite2pFolder.TRACES.getOrDefault(trace, "unknown") + "), and a rule makes events of them: --binarise threshold:X (above X in the file's unit), "
                + "zscore:X (X robust standard deviations above the median), onset:X or peak:X (once a run above that), event:X (the whole run) or oasis:X (what a deconvolution finds)" + switch (trace) {
                    case "spks" -> "; for spks threshold:0 is every frame with activity";
                    case "F" -> "; for F --baseline 8:60 --binarise oasis:2 is a beginning";
                    default -> "";
                });
        List<String> groups = groups(how);
        int[] cells = groups.contains("all") ? IntStream.range(0, plane.regions()).toArray() : plane.accepted();
        if (!groups.contains("all") && !groups.equals(List.of("good"))) throw SpikeFileException.refused(folder, "", "knows --groups good (accepted cells) and all, not " + String.join(",", groups));
        if (cells.length == 0) throw SpikeFileException.refused(folder, "iscell.npy", "accepts none of " + plane.regions() + " regions; --groups all reads every region");
        int[] read = checked(folder, () -> how.neurons().map(n -> Arrays.copyOfRange(cells, n.within(cells.length)[0], n.within(cells.length)[1])).orElse(cells));
        var arrays = new NamedArrays().put(trace, checked(folder, () -> plane.trace(trace, read, how.bins().orElse(null), how.memory())))
                .put("neuron_names", IntStream.of(read).mapToObj(i -> "" + i).toArray(String[]::new), read.length);
        TraceSteps steps = steps(plane, trace, how.traces());
        if (steps.neuropil().orElse(0) > 0) arrays.put(SpikeArray.NEUROPIL, checked(folder, () -> plane.trace(SpikeArray.NEUROPIL, read, how.bins().orElse(null), how.memory())));
        Content content = Content.of(new SpikeArray(folder, trace, arrays, how.key(trace).axes("neurons,bins").whole().traces(steps)).binarised());
        if (!steps.equals(how.traces())) content = content.noting("of F " + TraceSteps.USUAL_NEUROPIL + " times the neuropil is taken off; --neuropil says another share, 0 for none");
        if (trace.equals("F") && how.traces().neuropil().isEmpty() && !plane.has(SpikeArray.NEUROPIL)) content = content.noting("no Fneu.npy: no neuropil was taken off");
        if (!has(folder, "iscell.npy")) return content.noting("no iscell.npy: all " + plane.regions() + " regions are read");
        return content.noting(cells.length + " of " + plane.regions() + " regions read" + (cells.length < plane.regions() ? ", the accepted cells; --groups all reads every region" : ""));
    }

    /** Of F the usual share of the neuropil is taken off where it was recorded and nothing was said. */
    private static TraceSteps steps(Suite2pFolder plane, String trace, TraceSteps asked) {
        return trace.equals("F") && asked.neuropil().isEmpty() && plane.has(SpikeArray.NEUROPIL) ? asked.neuropil(TraceSteps.USUAL_NEUROPIL) : asked;
    }

    private static <T> T checked(Path folder, java.util.function.Supplier<T> part) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            throw SpikeFileException.refused(folder, "", e.getMessage());
        }
    }
}
