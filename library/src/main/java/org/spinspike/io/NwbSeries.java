package org.spinspike.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.Series;

/**
 * Series of an NWB file: samples at a fixed rate or with a time each. A value is {@code data * conversion * channel_conversion + offset}, which are attributes of {@code data} and a dataset beside it. Read in
 * bins a series has one sample a bin and one column a neuron; of the regions of an imaging plane the accepted ones are read ({@link NwbRegions}).
 */
final class NwbSeries {
    /** What a series of cells is called where nobody gave it a name. */
    static final String USUAL = "RoiResponseSeries";
    /** A width of bins that was rounded, as 33.3 ms for 30 frames a second. */
    private static final double ROUNDED = .01;

    private final Path path;
    private final Hdf5 file;

    NwbSeries(Path path, Hdf5 file) {
        this.path = path;
        this.file = file;
    }

    boolean is(String group)      { return file.groups().containsKey(group) && (file.has(group + "/timestamps") || file.has(group + "/starting_time")); }
    boolean hasData(String group) { return file.has(group + "/data"); }

    /** @return whether its columns are said to be cells: regions of an imaging plane */
    boolean isOfCells(String group) { return file.has(group + "/rois") || file.text(group, "neurodata_type").filter(USUAL::equals).isPresent(); }

    /** @return whether its samples are images */
    boolean isFilm(String group) { return hasData(group) && file.shape(group + "/data").length > 2; }

    String words(String group) { return group + (hasData(group) ? " " + file.words(group + "/data") : " (no data)"); }

    // ---- as something measured beside the spikes

    /** @param name its path, or the end of it */
    Series series(String name) {
        String group = find(name);
        int[] shape = file.shape(group + "/data");
        return NpzReader.series(path, name, inUnits(group, file.read(group + "/data"), shape.length == 2 ? 1 : -1, null), NwbClock.times(path, file, group, shape.length == 0 ? 0 : shape[0]));
    }

    private String find(String name) {
        String asked = file.followed(name.replaceAll("^/+|/+$", ""));
        List<String> all = file.groups().keySet().stream().filter(g -> is(g) && hasData(g)).toList();
        if (all.contains(asked)) return asked;
        List<String> ending = all.stream().filter(g -> g.endsWith("/" + asked)).toList();
        if (ending.size() == 1) return ending.get(0);
        throw SpikeFileException.refused(path, "", "has " + (ending.isEmpty() ? "no" : "more than one") + " series '" + name + "'; there are: "
                + (all.isEmpty() ? "none" : String.join(", ", ending.isEmpty() ? all : ending)));
    }

    // ---- in bins

    Content content(String group, Reading how) {
        if (!hasData(group)) throw SpikeFileException.refused(path, group, "is a series without data");
        if (!how.along().isEmpty()) throw SpikeFileException.refused(path, group, "is read in bins; what was measured beside it is read along with spike times only");
        String place = group + "/data";
        int[] shape = file.shape(place);
        if (shape.length > 2) throw SpikeFileException.refused(path, place, "is a film of shape " + Arrays.toString(shape) + ", no traces of cells: a program such as suite2p or CaImAn finds the cells in it");
        if (shape.length == 0 || ArrayPart.size(shape) == 0) throw SpikeFileException.refused(path, place, "is empty: shape " + Arrays.toString(shape));
        List<String> notes = new ArrayList<>();
        Reading as = how.axes().isPresent() ? how : how.axes(order(group, shape, notes));
        if (as.axes().get().names().size() != shape.length || as.axes().get().of("bins") < 0) throw SpikeFileException.refused(path, place, "has " + shape.length + " axes " + Arrays.toString(shape) + ", which --axes " + as.axes().get() + " does not fit");
        NwbClock clock = NwbClock.of(path, file, group, shape[as.axes().get().of("bins")], how.binMs());
        clock.note().ifPresent(notes::add);
        var arrays = new NamedArrays().put("bin_ms", binMs(group, clock, how)).put("trial_start_s", new double[] {clock.start()}, 1);
        NamedArrays all = cells(group, place, shape, as, arrays, notes);
        ArrayWindow window = window(shape, as, all);
        Reading read = all.has("neuron_names") ? as.allNeurons() : as;
        Content content = Content.of(new SpikeArray(path, group, all, read.key(group).binMs(all.scalar("bin_ms")), window).binarised());
        for (String note : notes) content = content.noting(note);
        return content;
    }

    /** Reads the bins and cells that are wanted; the names of regions come with them. */
    private NamedArrays cells(String group, String place, int[] shape, Reading as, NamedArrays arrays, List<String> notes) {
        Axes axes = as.axes().get();
        int axis = axes.of("neurons"), columns = axis < 0 ? 1 : shape[axis];
        Optional<NwbRegions> regions = NwbRegions.of(path, file, group, columns);
        ArrayWindow window = ArrayWindow.of(shape, as);
        if (regions.isEmpty()) {
            if (as.groups().isPresent()) throw SpikeFileException.refused(path, group, "says of no region whether it is a cell; --groups is too much");
            neuropil(group, shape, as, window.part(), window.neurons(), arrays);
            return arrays.put(group, inUnits(group, file.read(place, window.part()), axis, window.neurons()));
        }
        int[] all = regions.get().chosen(as), cells = checked(group, () -> as.neurons().map(n -> Arrays.copyOfRange(all, n.within(all.length)[0], n.within(all.length)[1])).orElse(all));
        if (all.length < columns) notes.add(all.length + " of " + columns + " regions read, the accepted cells; --groups all reads every region");
        arrays.put("neuron_names", Arrays.stream(cells).mapToObj(regions.get()::name).toArray(String[]::new), cells.length);
        ArrayPart part = new ArrayWindow(shape, axes, window.bins(), axis < 0 ? null : cells).part();
        neuropil(group, shape, as, part, cells, arrays);
        return arrays.put(group, inUnits(group, file.read(place, part), axis, cells));
    }

    /** What --neuropil takes off: the only other series of that shape whose name has the word in it. */
    private void neuropil(String group, int[] shape, Reading as, ArrayPart part, int[] cells, NamedArrays arrays) {
        if (!(as.traces().neuropil().orElse(0) > 0)) return;
        List<String> beside = file.groups().keySet().stream().filter(g -> !g.equals(group) && is(g) && hasData(g) && g.toLowerCase(Locale.ROOT).contains("neuropil") && Arrays.equals(file.shape(g + "/data"), shape)).toList();
        if (beside.size() != 1) throw SpikeFileException.refused(path, group, "has " + (beside.isEmpty() ? "no series of neuropil" : "several series of neuropil (" + String.join(", ", beside) + ")") + " in its shape beside it, which --neuropil takes off");
        arrays.put(SpikeArray.NEUROPIL, inUnits(beside.get(0), file.read(beside.get(0) + "/data", part), as.axes().get().of("neurons"), cells));
    }

    /** What the array in memory is of: of a choice of regions nothing is left out any more. */
    private static ArrayWindow window(int[] shape, Reading as, NamedArrays all) {
        ArrayWindow window = ArrayWindow.of(shape, as);
        int axis = as.axes().get().of("neurons");
        if (!all.has("neuron_names") || axis < 0) return window;
        int[] held = shape.clone();
        held[axis] = all.get("neuron_names").size();
        return new ArrayWindow(held, as.axes().get(), window.bins(), null);
    }

    /** Bins are the first axis, unless the number of times or of regions says that somebody stored it the other way round. */
    private String order(String group, int[] shape, List<String> notes) {
        if (shape.length == 1) return "bins";
        int times = file.has(group + "/timestamps") ? file.shape(group + "/timestamps")[0] : -1, rois = file.has(group + "/rois") ? file.shape(group + "/rois")[0] : -1;
        boolean turned = shape[0] != shape[1] && (times >= 0 ? times == shape[1] : rois == shape[0]);
        if (turned) notes.add(group + " is stored the other way round, regions first: its " + (times >= 0 ? times + " timestamps" : rois + " regions") + " say so");
        return turned ? "neurons,bins" : "bins,neurons";
    }

    private double binMs(String group, NwbClock clock, Reading how) {
        double ms = clock.binMs();
        if (how.binMs().isEmpty()) return ms;
        double asked = how.binMs().getAsDouble();
        if (Math.abs(asked - ms) > ROUNDED * ms) throw SpikeFileException.refused(path, group, "has a sample every " + Labels.digits(ms) + " ms, --bin-ms says " + Labels.digits(asked) + "; bins of a series cannot be changed");
        return asked;
    }

    /**
     * @param axis  that of the channels, -1 where there is one only
     * @param cells which channels these are; null for all
     */
    private NamedArray inUnits(String group, NamedArray values, int axis, int[] cells) {
        String place = group + "/data";
        double factor = file.number(place, "conversion").orElse(1.), offset = file.number(place, "offset").orElse(0.);
        double[] channels = file.has(group + "/channel_conversion") ? file.doubles(group + "/channel_conversion") : null;
        if (values.isText()) throw new SpikeFileException(path, place, "numbers", "text");
        if (!Double.isFinite(factor) || !Double.isFinite(offset)) throw new SpikeFileException(path, place, "a finite conversion and offset", factor + " and " + offset);
        if (factor == 1 && offset == 0 && channels == null) return values;
        int columns = axis < 0 ? 1 : values.shape()[axis], apart = axis == 0 ? values.shape()[1] : 1;
        int[] which = cells == null ? java.util.stream.IntStream.range(0, columns).toArray() : cells;
        if (channels != null && (which.length != columns || Arrays.stream(which).anyMatch(c -> c >= channels.length))) throw new SpikeFileException(path, group + "/channel_conversion", "a factor for each of " + columns + " channels", "" + channels.length);
        double[] out = values.doubles().clone();
        for (int n = 0; n < out.length; n++) out[n] = out[n] * factor * (channels == null ? 1 : channels[which[n / apart % columns]]) + offset;
        return new NamedArray(values.shape(), out);
    }

    private <T> T checked(String place, Supplier<T> part) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            throw SpikeFileException.refused(path, place, e.getMessage());
        }
    }
}
