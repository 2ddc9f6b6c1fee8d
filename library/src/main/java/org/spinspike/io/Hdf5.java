package org.spinspike.io;

import io.jhdf.HdfFile;
import io.jhdf.Superblock;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jhdf.links.ExternalLink;
import java.io.IOException;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.spinspike.math.NamedArray;

/**
 * An HDF5 file seen as a tree of groups and datasets by path. Sizes are checked before data are read, soft links are followed only where they
 * are asked for, links out of the file never; whatever the library below throws becomes one {@link SpikeFileException}.
 */
final class Hdf5 implements AutoCloseable {
    private static final int DEEPEST = 32, MOST_NODES = 100_000, BYTES_A_TEXT = 120;
    private static final String HINT = "; 'h5repack OLD NEW' of the HDF5 tools (with -f GZIP=4 for a filter, -k 2 for a newer format) may help";

    private final Path path;
    private final HdfFile file;
    private final MemoryLimit memory;
    private final Map<String, Dataset> datasets = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, String> external = new LinkedHashMap<>();
    private final Map<String, List<String>> children = new HashMap<>();
    private final Map<Long, String> addresses = new HashMap<>();

    Hdf5(Path path) { this(path, MemoryLimit.ofHeap()); }

    Hdf5(Path path, MemoryLimit memory) {
        this.path = path;
        this.memory = memory;
        this.file = guarded(path, "", () -> open(path));
        try {
            guarded(path, "", () -> {
                requireWhole();
                walk(file, "", 0, new HashSet<>());
                return null;
            });
        } catch (SpikeFileException e) {
            close();
            throw e;
        }
    }

    /** Mapped where it can be: a length that is forged then leads beyond the end of the map, and not to memory of that length. */
    private static HdfFile open(Path path) {
        try (FileChannel channel = FileChannel.open(path)) {
            return channel.size() > Integer.MAX_VALUE ? new HdfFile(path) : HdfFile.fromByteBuffer(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        } catch (IOException e) {
            throw SpikeFileException.failed(path, "read", e);
        }
    }

    private void requireWhole() {
        Superblock head = file.getHdfBackingStorage().getSuperblock();
        if (head.getEndOfFileAddress() > file.size()) throw SpikeFileException.refused(path, "", "is cut short: it says it ends at byte " + head.getEndOfFileAddress() + ", and has " + file.size());
    }

    private void walk(Group group, String at, int depth, Set<Long> seen) {
        if (depth > DEEPEST) throw SpikeFileException.refused(path, at, "groups lie deeper than " + DEEPEST + " levels");
        if (!seen.add(group.getAddress())) return;                            // a group linked twice, or a circle
        groups.put(at, group);
        for (Map.Entry<String, Node> child : group.getChildren().entrySet()) {
            String place = at.isEmpty() ? child.getKey() : at + "/" + child.getKey();
            Node node = child.getValue();
            if (groups.size() + datasets.size() > MOST_NODES) throw SpikeFileException.refused(path, "", "has more than " + MOST_NODES + " groups and datasets");
            if (node instanceof Dataset || node instanceof Group && !(node instanceof Link)) children.computeIfAbsent(at, g -> new ArrayList<>()).add(child.getKey());
            if (node instanceof ExternalLink link) external.put(place, link.getTargetPath());
            else if (node instanceof Link) continue;
            else if (node instanceof Dataset dataset) datasets.put(place, dataset);
            else if (node instanceof Group inner) walk(inner, place, depth + 1, seen);
        }
    }

    Map<String, Group> groups()      { return groups; }
    Map<String, Dataset> datasets()  { return datasets; }

    boolean has(String place) { return datasets.containsKey(place) || external.containsKey(place); }

    /** @return names of the datasets directly within a group */
    Set<String> within(String group) {
        Set<String> names = new java.util.LinkedHashSet<>();
        String prefix = group.isEmpty() ? "" : group + "/";
        for (String place : datasets.keySet())
            if (place.startsWith(prefix) && place.indexOf('/', prefix.length()) < 0) names.add(place.substring(prefix.length()));
        return names;
    }

    /** @return names of the groups and datasets directly within a group, in the file's order */
    List<String> children(String group) { return children.getOrDefault(group, List.of()); }

    boolean isReferences(String place) { return guarded(path, place, () -> dataset(place).getDataType().getClass().getSimpleName().equals("Reference")); }

    /** @return addresses of what a dataset of references refers to, in the file's order */
    long[] references(String place) {
        int[] shape = shape(place);
        return guarded(path, place, () -> {
            Dataset dataset = dataset(place);
            memory.take(path, place, Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a > Integer.MAX_VALUE ? a : a * b), 24);
            Object data = dataset.isScalar() ? dataset.getData() : dataset.getDataFlat();
            return data instanceof long[] addresses ? addresses : new long[] {((Number) data).longValue()};
        });
    }

    /** @return the path of the group or dataset at an address */
    Optional<String> at(long address) {
        if (addresses.isEmpty()) {
            groups.forEach((place, group) -> addresses.put(group.getAddress(), place));
            datasets.forEach((place, dataset) -> addresses.put(dataset.getAddress(), place));
        }
        return Optional.ofNullable(addresses.get(address));
    }

    /** @return an attribute as text, where it is one */
    Optional<String> text(String place, String attribute) {
        return guarded(path, place, () -> {
            Node node = groups.containsKey(place) ? groups.get(place) : datasets.get(place);
            Attribute found = node == null ? null : node.getAttributes().get(attribute);
            if (found == null || found.getSize() != 1) return Optional.empty();
            Object value = found.getData();
            return value instanceof String text ? Optional.of(text) : value instanceof String[] texts ? Optional.of(texts[0]) : Optional.empty();
        });
    }

    /** @return an attribute as a number, where it is one */
    Optional<Double> number(String place, String attribute) {
        return guarded(path, place, () -> {
            Attribute found = datasets.containsKey(place) ? datasets.get(place).getAttributes().get(attribute) : null;
            return found != null && found.getSize() == 1 && found.getData() instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
        });
    }

    /** @return the lengths of the axes, empty for a scalar */
    int[] shape(String place) {
        return guarded(path, place, () -> {
            long[] axes = dataset(place).getDimensionsAsLong();
            for (long axis : axes) if (axis < 0 || axis > Integer.MAX_VALUE) throw new SpikeFileException(path, place, "axes shorter than 2^31", Arrays.toString(axes));
            return Arrays.stream(axes).mapToInt(axis -> (int) axis).toArray();
        });
    }

    /** @return "double[3, 4]", for people */
    String words(String place) {
        return guarded(path, place, () -> (dataset(place).isCompound() ? "records" : dataset(place).getJavaType().getSimpleName().toLowerCase(java.util.Locale.ROOT)) + Arrays.toString(shape(place)));
    }

    boolean isNumberOrText(String place) {
        return guarded(path, place, () -> {
            Class<?> type = dataset(place).isCompound() ? Map.class : dataset(place).getJavaType();
            return !dataset(place).getDataType().getClass().getSimpleName().equals("Reference") && (type == String.class || type.isPrimitive() || Number.class.isAssignableFrom(type));
        });
    }

    NamedArray read(String place) {
        int[] shape = shape(place);
        return guarded(path, place, () -> {
            Dataset dataset = dataset(place);
            if (!isNumberOrText(place)) throw SpikeFileException.refused(path, place, "holds " + (dataset.isCompound() ? "records" : "values that are neither numbers nor text") + ", which are not read");
            long size = 1;
            try {
                for (int axis : shape) size = Math.multiplyExact(size, axis);
            } catch (ArithmeticException e) {
                size = Long.MAX_VALUE;
            }
            if (size > Integer.MAX_VALUE - 8) throw SpikeFileException.refused(path, place, "has shape " + Arrays.toString(shape) + ", more elements than an array can hold (2^31)");
            boolean text = dataset.getJavaType() == String.class;
            memory.take(path, place, size, text ? BYTES_A_TEXT : 16);             // the library's own copy, and ours
            if (size == 0) return text ? NamedArray.of(new String[0], shape) : NamedArray.of(new double[0], shape);
            return new NamedArray(shape, flat(dataset.isScalar() ? dataset.getData() : dataset.getDataFlat(), place));
        });
    }

    private Object flat(Object data, String place) {
        if (data instanceof String[] words && datasets.get(place).getDataType() instanceof io.jhdf.object.datatype.EnumDataType) return truths(words);
        if (data instanceof double[] || data instanceof float[] || data instanceof long[] || data instanceof int[] || data instanceof String[]) return data;
        if (data instanceof String one) return new String[] {one};
        if (data instanceof Number one) return new double[] {one.doubleValue()};
        if (data instanceof short[] || data instanceof byte[]) {
            int[] out = new int[Array.getLength(data)];
            for (int n = 0; n < out.length; n++) out[n] = ((Number) Array.get(data, n)).intValue();
            return out;
        }
        if (data instanceof BigInteger[] big) {
            long[] out = new long[big.length];
            for (int n = 0; n < out.length; n++) {
                if (big[n].bitLength() > 63) throw new SpikeFileException(path, place + " element " + n, "an integer below 2^63", big[n].toString());
                out[n] = big[n].longValue();
            }
            return out;
        }
        throw SpikeFileException.refused(path, place, "holds values of a kind that is not read (" + data.getClass().getSimpleName() + ")");
    }

    /** Booleans are enumerations of FALSE and TRUE here; other enumerations stay words. */
    private static Object truths(String[] words) {
        if (!Set.of("FALSE", "TRUE").containsAll(Arrays.asList(words))) return words;
        int[] out = new int[words.length];
        for (int n = 0; n < out.length; n++) out[n] = words[n].equals("TRUE") ? 1 : 0;
        return out;
    }

    /** @return the dataset at a path; a link to another file is refused */
    private Dataset dataset(String place) {
        if (external.containsKey(place)) throw SpikeFileException.refused(path, place, "is a link to another file (" + external.get(place) + "), and links out of a file are not followed");
        Dataset dataset = datasets.get(place);
        if (dataset == null) throw SpikeFileException.refused(path, "", "has no dataset '" + place + "'");
        return dataset;
    }

    private static <T> T guarded(Path path, String place, Supplier<T> use) {
        try {
            return use.get();
        } catch (SpikeFileException e) {
            throw e;
        } catch (io.jhdf.exceptions.UnsupportedHdfException | io.jhdf.exceptions.HdfFilterException e) {
            throw SpikeFileException.refused(path, place, "uses a feature of HDF5 that is not read (" + e.getMessage() + ")" + HINT);
        } catch (RuntimeException | StackOverflowError e) {
            Throwable root = e;
            while (root.getCause() != null && root.getCause() != root) root = root.getCause();
            String said = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
            throw SpikeFileException.refused(path, place, "cannot be read as HDF5: damaged, cut short, or of a newer kind (" + said + ")" + HINT);
        }
    }

    @Override public void close() {
        guarded(path, "", () -> {
            file.close();
            return null;
        });
    }
}
