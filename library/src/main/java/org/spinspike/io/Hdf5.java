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
 * are asked for, links out of the file never; whatever the library below throws becomes one {@link SpikeFileException}. That holds for a heap that is full, too: the library
 * allocates what a file declares.
 */
final class Hdf5 implements AutoCloseable {
    private static final int DEEPEST = 32, MOST_NODES = 100_000, MOST_LINKS = 16;

    private final Path path;
    private final HdfFile file;
    private final MemoryLimit memory;
    private final Map<String, Dataset> datasets = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, String> external = new LinkedHashMap<>(), soft = new LinkedHashMap<>();
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
            else if (node instanceof Link link) soft.put(place, target(at, link.getTargetPath()));
            else if (node instanceof Dataset dataset) datasets.put(place, dataset);
            else if (node instanceof Group inner) walk(inner, place, depth + 1, seen);
        }
    }

    /** @param at the group a soft link stands in, from which a path without a slash before it counts */
    private static String target(String at, String link) { return (link.startsWith("/") || at.isEmpty() ? link : at + "/" + link).replaceAll("/\\.(?=/|$)", "").replaceAll("/+", "/").replaceAll("^/|/$", ""); }

    /** @return where a path leads once the soft links on it are followed: to a dataset, a group, or the link out of the file it goes through; the path itself where it leads nowhere */
    String followed(String place) {
        String at = place;
        for (int n = 0; n < MOST_LINKS; n++) {
            if (datasets.containsKey(at) || groups.containsKey(at)) return at;
            String front = at;
            while (!soft.containsKey(front) && !external.containsKey(front) && front.contains("/")) front = front.substring(0, front.lastIndexOf('/'));
            if (external.containsKey(front)) return front;
            if (!soft.containsKey(front)) return place;
            at = soft.get(front) + at.substring(front.length());
        }
        return place;
    }

    /** @return links out of the file by their places, and where they point; they are never followed */
    Map<String, String> external()   { return external; }
    Map<String, Group> groups()      { return groups; }
    Map<String, Dataset> datasets()  { return datasets; }

    /** @return whether a dataset can be read there, or would have to be read from another file */
    boolean has(String place) {
        String at = followed(place);
        return datasets.containsKey(at) || external.containsKey(at);
    }

    /** @return names of the datasets directly within a group */
    Set<String> within(String group) {
        Set<String> names = new java.util.LinkedHashSet<>();
        String prefix = group.isEmpty() ? "" : group + "/";
        for (String place : datasets.keySet())
            if (place.startsWith(prefix) && place.indexOf('/', prefix.length()) < 0) names.add(place.substring(prefix.length()));
        for (String place : soft.keySet())
            if (place.startsWith(prefix) && place.indexOf('/', prefix.length()) < 0 && datasets.containsKey(followed(place))) names.add(place.substring(prefix.length()));
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
            Object value = attribute(place, attribute);
            return value instanceof String text ? Optional.of(text) : Optional.empty();
        });
    }

    /** @return an attribute as a number, where it is one */
    Optional<Double> number(String place, String attribute) {
        return guarded(path, place, () -> attribute(place, attribute) instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty());
    }

    /** @return the path of what an attribute refers to */
    Optional<String> reference(String place, String attribute) {
        return guarded(path, place, () -> attribute(place, attribute) instanceof Long address ? at(address) : Optional.empty());
    }

    /** @return the one value of an attribute, null where there is none or more */
    private Object attribute(String place, String name) {
        String at = followed(place);
        Node node = groups.containsKey(at) ? groups.get(at) : datasets.get(at);
        Attribute found = node == null ? null : node.getAttributes().get(name);
        Object value = found == null || found.getSize() != 1 ? null : found.getData();
        while (value != null && value.getClass().isArray() && Array.getLength(value) == 1) value = Array.get(value, 0);
        return value;
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

    boolean isNumber(String place) { return isNumberOrText(place) && guarded(path, place, () -> dataset(place).getJavaType() != String.class || dataset(place).getDataType() instanceof io.jhdf.object.datatype.EnumDataType); }

    boolean isNumberOrText(String place) {
        return guarded(path, place, () -> {
            Class<?> type = dataset(place).isCompound() ? Map.class : dataset(place).getJavaType();
            return !dataset(place).getDataType().getClass().getSimpleName().equals("Reference") && (type == String.class || type.isPrimitive() || Number.class.isAssignableFrom(type));
        });
    }

    NamedArray read(String place) { return read(place, null); }

    /** @param part which is read, and nothing else; null for the whole */
    NamedArray read(String place, ArrayPart part) {
        int[] shape = shape(place);
        return guarded(path, place, () -> {
            Dataset dataset = dataset(place);
            if (!isNumberOrText(place)) throw SpikeFileException.refused(path, place, "holds " + (dataset.isCompound() ? "records" : "values that are neither numbers nor text") + ", which are not read");
            return new Hdf5Data(path, place, file, dataset, shape, memory).read(part);
        });
    }

    /** @return whole numbers of 32 bits */
    int[] ints(String place) {
        NamedArray array = read(place);
        try {
            return array.ints();
        } catch (IllegalArgumentException e) {
            throw SpikeFileException.refused(path, place, e.getMessage());
        }
    }

    /** @return numbers */
    double[] doubles(String place) {
        NamedArray array = read(place);
        if (array.isText()) throw new SpikeFileException(path, place, "numbers", "text");
        return array.doubles();
    }

    /** @return the dataset at a path; a link to another file is refused */
    private Dataset dataset(String place) {
        String at = followed(place);
        if (external.containsKey(at)) throw SpikeFileException.refused(path, place, "is a link to another file (" + external.get(at) + "), and links out of a file are not followed");
        Dataset dataset = datasets.get(at);
        if (dataset == null && soft.containsKey(place)) throw SpikeFileException.refused(path, place, "is a link to '" + soft.get(place) + "', where nothing is");
        if (dataset == null) throw SpikeFileException.refused(path, "", "has no dataset '" + place + "'");
        return dataset;
    }

    private static <T> T guarded(Path path, String place, Supplier<T> use) {
        try {
            return use.get();
        } catch (SpikeFileException e) {
            throw e;
        } catch (io.jhdf.exceptions.UnsupportedHdfException | io.jhdf.exceptions.HdfFilterException e) {
            throw SpikeFileException.refused(path, place, "uses a feature of HDF5 that is not read (" + e.getMessage() + "); " + repack(path));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            Throwable root = e;
            while (root.getCause() != null && root.getCause() != root) root = root.getCause();
            if (root instanceof io.jhdf.exceptions.UnsupportedHdfException) throw SpikeFileException.refused(path, place, "uses a feature of HDF5 that is not read (" + root.getMessage() + "); " + repack(path));
            String said = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
            throw SpikeFileException.refused(path, place, "cannot be read as HDF5: damaged, cut short, or of a newer kind (" + said + "); if it is whole, " + repack(path));
        }
    }

    /** The line that rewrites a file without foreign filters and in the format of HDF5 1.10. */
    private static String repack(Path path) {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return "'h5repack -f GZIP=4 -k 2 " + name + " " + (dot > 0 ? name.substring(0, dot) + "-plain" + name.substring(dot) : name + "-plain") + "' (HDF5 tools) makes a copy that may be read";
    }

    @Override public void close() {
        guarded(path, "", () -> {
            file.close();
            return null;
        });
    }
}
