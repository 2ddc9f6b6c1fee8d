package org.spinspike.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spinspike.math.Count;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;

/**
 * MATLAB files of versions 5 to 7.3. {@code FILE:VARIABLE.FIELD{PLACE}} names a value ({@link MatPath}); without it the only variable is read, or the one called
 * {@code spikes}. Spike times are read as {@link MatSpikes} says; a matrix, and a cell with one matrix a trial, as arrays in bins. There with {@code --axes} axes of length 1 that MATLAB
 * added are passed over.
 */
final class MatReader implements Reader {
    private static final byte[] START = "MATLAB".getBytes(StandardCharsets.US_ASCII), OF_HDF5 = "MATLAB 7.3".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_NAMED = 12;
    private static final Set<String> SPIKES = Set.of("spikes", "spks", "spike_times", "spiketimes");

    @Override public String format() { return "MAT"; }

    @Override public boolean knows(Path path, byte[] start) { return begins(start, START); }

    private static boolean begins(byte[] start, byte[] with) { return start.length >= with.length && Arrays.equals(start, 0, with.length, with, 0, with.length); }

    @Override public Inventory inventory(Path path) {
        return using(path, MemoryLimit.ofHeap(), null, variables -> new Inventory(isHdf5(path) ? "MAT 7.3" : "MAT 5", places(variables).stream().map(MatValue.Place::toString).toList()));
    }

    @Override public Content read(Source source, Reading how) {
        Path path = source.path();
        if (isHdf5(path)) return using(path, how.memory(), null, variables -> content(path, source.key().orElseGet(() -> variable(path, variables)), variables, how));
        String key = source.key().orElseGet(() -> using(path, how.memory(), null, variables -> variable(path, variables)));
        Predicate<String> wanted = name -> key.equals(PAIR) || Stream.concat(Stream.of(key), how.along().stream()).anyMatch(part -> MatPath.parse(path, part).variable().equals(name));
        return using(path, how.memory(), wanted, variables -> content(path, key, variables, how));
    }

    private static Content content(Path path, String key, Map<String, MatValue> variables, Reading how) {
        return key.equals(PAIR) ? MatSpikes.pair(path, "", variables) : content(path, key, value(path, variables, MatPath.parse(path, key)), variables, how);
    }

    @Override public NamedArray array(Path path, String key) {
        MatPath at = MatPath.parse(path, key);
        return using(path, MemoryLimit.ofHeap(), at.variable()::equals, variables -> {
            MatValue value = value(path, variables, at);
            if (value instanceof MatValue.Cells c && c.elements().stream().allMatch(e -> e instanceof MatValue.Text))
                return NamedArray.of(c.elements().stream().map(e -> ((MatValue.Text) e).text()).toArray(String[]::new), c.elements().size());
            if (value instanceof MatValue.Numbers v && v.isVector()) return vector(v);
            throw SpikeFileException.refused(path, key, "is " + value + ", no vector and no cell of words");
        });
    }

    private static NamedArray vector(MatValue.Numbers v) {
        NamedArray data = v.data();
        return new NamedArray(new int[] {data.size()}, data.data());
    }

    // ---- variables

    private static final String PAIR = "(times and units)";                   // no name MATLAB would allow

    private static boolean isHdf5(Path path) { return begins(Readers.start(path), OF_HDF5); }

    /** @param wanted variables whose numbers are read; null for the names and shapes of all. HDF5 reads what is asked for while it is open. */
    private static <T> T using(Path path, MemoryLimit memory, Predicate<String> wanted, Function<Map<String, MatValue>, T> use) {
        if (!isHdf5(path)) return use.apply(wanted == null ? Mat5.list(path, memory) : Mat5.read(path, memory, wanted));
        try (Hdf5 file = new Hdf5(path, memory)) {
            return use.apply(new Mat73(path, file).variables());
        }
    }

    /** Which variable holds the spikes, where nobody says it. */
    private static String variable(Path path, Map<String, MatValue> variables) {
        if (variables.isEmpty()) throw SpikeFileException.refused(path, "", "holds no variable");
        if (variables.size() == 1) return variables.keySet().iterator().next();
        if (MatSpikes.isPair(variables)) return PAIR;
        String spikes = MatSpikes.find(variables, SPIKES);
        if (spikes != null) return spikes;
        List<MatValue.Place> places = places(variables), named = places.stream().filter(p -> isSpikes(p.path().substring(p.path().lastIndexOf('.') + 1))).toList();
        if (named.size() == 1) return named.get(0).path();
        throw SpikeFileException.refused(path, "", "holds " + (named.isEmpty() ? "several variables, none of them called spikes; if one of them holds spikes or spike times" : "more than one value called spikes")
                + ", FILE:VARIABLE picks " + (named.isEmpty() ? "it: " : "one: ") + words(named.isEmpty() ? places : named));
    }

    private static List<MatValue.Place> places(Map<String, MatValue> variables) { return MatValue.places(variables, MatReader::isSpikes); }

    private static boolean isSpikes(String name) { return SPIKES.contains(name.toLowerCase(Locale.ROOT)); }

    private static String words(List<MatValue.Place> places) { return Count.first(MOST_NAMED, places.stream().map(MatValue.Place::toString).toList()); }

    private static MatValue value(Path path, Map<String, MatValue> variables, MatPath at) {
        MatValue root = variables.get(at.variable());
        if (root == null) {
            throw SpikeFileException.refused(path, "", "has no variable '" + at.variable() + "'; there are: " + using(path, MemoryLimit.ofHeap(), null, all -> words(places(all))));
        }
        return at.of(path, root);
    }

    // ---- layouts

    private static Content content(Path path, String key, MatValue value, Map<String, MatValue> variables, Reading how) {
        if (value instanceof MatValue.Structs s && s.count() == 1) {
            Map<String, MatValue> fields = new LinkedHashMap<>();
            s.fields().forEach((field, values) -> fields.put(field, values.get(0)));
            if (MatSpikes.isPair(fields)) return times(path, key, how, () -> MatSpikes.pair(path, key, fields));
        }
        if (value instanceof MatValue.Cells c && isTrials(c) && (how.axes().isPresent() || c.elements().stream().noneMatch(e -> ((MatValue.Numbers) e).isVector()))) return trials(path, key, c, variables, how);
        if (!(value instanceof MatValue.Numbers v)) {
            if (value instanceof MatValue.Cells || value instanceof MatValue.Structs) return times(path, key, how, () -> MatSpikes.units(path, key, value));
            throw SpikeFileException.refused(path, key, "is " + value + ", neither numbers nor spike times");
        }
        int unit = how.axes().isPresent() ? -1 : MatSpikes.unitColumn(v);
        if (unit >= 0) return times(path, key, how, () -> MatSpikes.list(path, key, v, unit));
        if (v.isVector() && how.axes().isEmpty()) return times(path, key, how, () -> MatSpikes.units(path, key, v));
        return matrix(path, key, v, variables, how);
    }

    private static Content times(Path path, String key, Reading how, java.util.function.Supplier<Content> content) {
        if (!how.along().isEmpty()) throw SpikeFileException.refused(path, key, "holds spike times; what was measured beside them is read from NWB and NPZ files, not from MAT files");
        return content.get();
    }

    /** Of a matrix of numbers the window that is asked for is read, and no more where the file lets it. */
    private static Content matrix(Path path, String key, MatValue.Numbers v, Map<String, MatValue> variables, Reading how) {
        int[] axes = axes(v.shape(), how), shape = Arrays.stream(axes).map(a -> v.shape()[a]).toArray();
        SpikeArray.axes(path, key, shape, how);
        ArrayWindow window = ArrayWindow.of(shape, how);
        ArrayPart part = window.part();
        int[][] places = new int[v.shape().length][];
        for (int a = 0; part != null && a < axes.length; a++) places[axes[a]] = part.places()[a];
        NamedArray values = part == null ? new NamedArray(shape, v.data().data()) : new NamedArray(part.shape(shape), v.part().apply(new ArrayPart(places)).data());
        return array(path, key, values, window, variables, how, new NamedArrays());
    }

    /** Axes of length 1 are MATLAB's: they go where --axes has no name for them. */
    private static int[] axes(int[] shape, Reading how) {
        List<Integer> axes = java.util.stream.IntStream.range(0, shape.length).boxed().collect(Collectors.toList());
        while (how.axes().isPresent() && axes.size() > how.axes().get().names().size()) {
            var one = axes.stream().filter(a -> shape[a] == 1).findFirst();
            if (one.isEmpty()) break;
            axes.remove(one.get());
        }
        return axes.stream().mapToInt(Integer::intValue).toArray();
    }

    private static boolean isTrials(MatValue.Cells c) { return !c.elements().isEmpty() && c.elements().stream().allMatch(e -> e instanceof MatValue.Numbers v && !v.isEmpty()); }

    /** A cell with one matrix a trial, bins and neurons in the order of --axes: padded to the longest, with lengths beside. */
    private static Content trials(Path path, String key, MatValue.Cells cells, Map<String, MatValue> variables, Reading how) {
        List<String> order = how.axes().map(Axes::names).orElse(List.of());
        if (order.size() != 2 || order.contains("trials")) throw SpikeFileException.refused(path, key, "is " + cells + ", one matrix a trial: say which axis is which with --axes bins,neurons or --axes neurons,bins");
        int bin = order.indexOf("bins"), trials = cells.elements().size();
        int[] lengths = cells.elements().stream().mapToInt(e -> e.shape()[bin]).toArray();
        int bins = Arrays.stream(lengths).max().orElseThrow(), neurons = cells.elements().get(0).shape()[1 - bin];
        long size = ArrayPart.size(new int[] {trials, bins, neurons});
        if (size > Integer.MAX_VALUE - 8) throw SpikeFileException.refused(path, key, "is " + trials + " trials of up to " + bins + " bins, more elements than an array can hold (2^31)");
        how.memory().take(path, key, size, Double.BYTES);
        double[] all = new double[(int) size];
        for (int k = 0; k < trials; k++) {
            MatValue.Numbers trial = (MatValue.Numbers) cells.elements().get(k);
            if (trial.shape().length != 2 || trial.shape()[1 - bin] != neurons) throw new SpikeFileException(path, key + "{" + (k + 1) + "}", neurons + " neurons as in the first trial", trial.toString());
            double[] values = trial.doubles();
            int byBin = bin == 0 ? neurons : 1, byNeuron = bin == 0 ? 1 : lengths[k];
            for (int t = 0; t < lengths[k]; t++) for (int i = 0; i < neurons; i++) all[(k * bins + t) * neurons + i] = values[t * byBin + i * byNeuron];
        }
        var beside = new NamedArrays();
        if (Arrays.stream(lengths).distinct().count() > 1) beside.put("lengths", lengths, trials);
        return array(path, key, NamedArray.of(all, trials, bins, neurons), ArrayWindow.whole(new int[] {trials, bins, neurons}), variables, how.axes("trials,bins,neurons"), beside);
    }

    private static Content array(Path path, String key, NamedArray values, ArrayWindow window, Map<String, MatValue> variables, Reading how, NamedArrays beside) {
        beside.put(key, values);
        int[] shape = window.shape();
        int bins = how.axes().map(a -> a.names().size() == shape.length ? a.lengths(shape)[1] : 0).orElse(shape.length == 3 ? shape[1] : 0);
        for (String name : how.along()) {
            if (!(value(path, variables, MatPath.parse(path, name)) instanceof MatValue.Numbers series)) throw SpikeFileException.refused(path, name, "holds no numbers");
            beside.put(name, byBins(series.data(), bins));
        }
        return Content.of(new SpikeArray(path, key, beside, how.key(key), window).binarised());
    }

    /** MATLAB people keep one column a moment, [K, bins]: turned to [bins, K], and to [bins] where K is 1. */
    private static NamedArray byBins(NamedArray array, int bins) {
        int[] shape = array.shape();
        if (shape.length != 2 || bins == 0 || shape[0] != bins && shape[1] != bins) return array;
        int count = shape[0] == bins ? shape[1] : shape[0];
        if (shape[0] == bins) return new NamedArray(count == 1 ? new int[] {bins} : shape, array.data());
        double[] values = array.doubles(), turned = new double[values.length];
        for (int c = 0; c < count; c++) for (int t = 0; t < bins; t++) turned[t * count + c] = values[c * bins + t];
        return NamedArray.of(turned, count == 1 ? new int[] {bins} : new int[] {bins, count});
    }
}
