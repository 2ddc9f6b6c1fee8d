package org.spinspike.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The regions of an imaging plane that the columns of a series are of: their numbers, and which of them somebody or some program accepted as cells. {@code rois} of the series are rows of a table, to which
 * its attribute {@code table} refers; where it does not, the only table of regions in the file is meant.
 */
final class NwbRegions {
    private static final Set<String> ACCEPTED = Set.of("accepted", "iscell", "is_cell"), MASKS = Set.of("image_mask", "pixel_mask", "voxel_mask");

    private final Path path;
    private final String group;
    private final String[] names;
    private final boolean[] accepted;                    // null where nobody says

    private NwbRegions(Path path, String group, String[] names, boolean[] accepted) {
        this.path = path;
        this.group = group;
        this.names = names;
        this.accepted = accepted;
    }

    /** @return none where the series is not said to be of regions */
    static Optional<NwbRegions> of(Path path, Hdf5 file, String group, int columns) {
        String rois = group + "/rois";
        if (!file.has(rois)) return Optional.empty();
        int[] rows = file.ints(rois);
        if (rows.length != columns) throw new SpikeFileException(path, rois, "a region for each of " + columns + " columns", "" + rows.length);
        Optional<String> table = file.reference(rois, "table").or(() -> only(file));
        String[] names = Arrays.stream(rows).mapToObj(row -> "" + row).toArray(String[]::new);
        boolean[] accepted = null;
        if (table.isPresent()) {
            names = numbers(path, file, table.get(), rois, rows).orElse(names);
            Optional<String> column = file.within(table.get()).stream().filter(c -> ACCEPTED.contains(c.toLowerCase(Locale.ROOT))).findFirst();
            if (column.isPresent()) accepted = flags(path, file, table.get() + "/" + column.get(), rois, rows);
        }
        if (new HashSet<>(List.of(names)).size() < names.length) names = IntStream.range(0, rows.length).mapToObj(i -> "" + i).toArray(String[]::new);
        return Optional.of(new NwbRegions(path, group, names, accepted));
    }

    private static Optional<String> only(Hdf5 file) {
        List<String> tables = file.groups().keySet().stream().filter(g -> file.has(g + "/id") && file.within(g).stream().anyMatch(c -> MASKS.contains(c) || ACCEPTED.contains(c.toLowerCase(Locale.ROOT)))).toList();
        return tables.size() == 1 ? Optional.of(tables.get(0)) : Optional.empty();
    }

    private static Optional<String[]> numbers(Path path, Hdf5 file, String table, String rois, int[] rows) {
        if (!file.has(table + "/id")) return Optional.empty();
        String[] ids = Labels.of(file.read(table + "/id"));
        return Optional.of(Arrays.stream(rows).mapToObj(row -> ids[row(path, rois, row, table, ids.length)]).toArray(String[]::new));
    }

    /** A flag a row, or a row of suite2p's: flag and probability. */
    private static boolean[] flags(Path path, Hdf5 file, String place, String rois, int[] rows) {
        int[] shape = file.shape(place);
        double[] flags = file.doubles(place);
        if (shape.length < 1 || shape.length > 2 || shape.length == 2 && shape[1] < 1) throw new SpikeFileException(path, place, "a flag for each region", "shape " + Arrays.toString(shape));
        boolean[] accepted = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) accepted[i] = flags[row(path, rois, rows[i], place, shape[0]) * (shape.length == 2 ? shape[1] : 1)] != 0;
        return accepted;
    }

    private static int row(Path path, String rois, int row, String table, int count) {
        if (row < 0 || row >= count) throw new SpikeFileException(path, rois, "rows of " + table + " below " + count, "" + row);
        return row;
    }

    String name(int column) { return names[column]; }

    /** @return the columns that are read: the accepted ones, with {@code --groups all} every one */
    int[] chosen(Reading how) {
        String groups = how.groups().orElse("good");
        if (!groups.equals("all") && !groups.equals("good")) throw SpikeFileException.refused(path, group, "knows --groups good (accepted cells) and all, not " + groups);
        if (groups.equals("all") || accepted == null) return IntStream.range(0, names.length).toArray();
        int[] chosen = IntStream.range(0, names.length).filter(i -> accepted[i]).toArray();
        if (chosen.length == 0) throw SpikeFileException.refused(path, group, "has " + names.length + " regions, none of them accepted as a cell; --groups all reads every region");
        return chosen;
    }
}
