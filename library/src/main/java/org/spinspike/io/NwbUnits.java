package org.spinspike.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.spikes.Recording;
import org.spinspike.spikes.Series;

/** A table of units: their spike times, when each was observed, columns of one value a unit, and where the first electrode of each stands. */
final class NwbUnits {
    private static final String ELECTRODES = "general/extracellular_ephys/electrodes";

    private final Path path;
    private final Hdf5 file;
    private final String group;

    NwbUnits(Path path, Hdf5 file, String group) {
        this.path = path;
        this.file = file;
        this.group = group;
    }

    static boolean is(Hdf5 file, String group) { return file.has(group + "/spike_times") && file.has(group + "/spike_times_index"); }

    Recording recording(Reading how) {
        UnitTable units = new UnitTable(path, group + "/", file.read(group + "/spike_times"), file.read(group + "/spike_times_index"));
        for (String column : file.within(group)) {
            String place = group + "/" + column;
            boolean ragged = column.endsWith("_index") || file.has(place + "_index") || column.startsWith("spike_times") || column.startsWith("obs_intervals");
            if (!ragged && Arrays.equals(file.shape(place), new int[] {units.count()}) && file.isNumberOrText(place)) units.property(column, file.read(place));
        }
        if (file.has(group + "/obs_intervals")) {
            String index = group + "/obs_intervals_index";
            units.observed(file.read(group + "/obs_intervals"), file.has(index) ? Optional.of(file.read(index)) : Optional.empty());
        }
        electrodes(units);
        NwbSeries all = new NwbSeries(path, file);
        Map<String, Series> series = new LinkedHashMap<>();
        for (String name : how.along()) series.put(name, all.series(name));
        return units.recording(NwbTables.all(file), series);
    }

    /** Where a unit was recorded is where its first electrode stands. */
    private void electrodes(UnitTable units) {
        String region = group + "/electrodes", table = ELECTRODES;
        if (!file.has(region) || !file.has(table + "/location")) return;
        int[] rows = file.ints(region);
        int[] ends = file.has(region + "_index") ? Ragged.ends(Arrays.stream(file.ints(region + "_index")).asLongStream().toArray(), rows.length, path, region + "_index")
                : IntStream.rangeClosed(1, rows.length).toArray();
        String[] locations = Labels.of(file.read(table + "/location"));
        double[][] xyz = positions(table, locations.length);
        List<String> areas = new ArrayList<>();
        List<double[]> positions = new ArrayList<>();
        for (int i = 0; i < units.count(); i++) {
            int from = i == 0 ? 0 : i <= ends.length ? ends[i - 1] : rows.length;
            boolean has = i < ends.length && from < ends[i];
            if (has && (rows[from] < 0 || rows[from] >= locations.length)) throw new SpikeFileException(path, region, "rows of " + table + " below " + locations.length, "" + rows[from]);
            areas.add(has ? region(locations[rows[from]]) : "");
            if (has && xyz != null && Arrays.stream(xyz[rows[from]]).allMatch(Double::isFinite)) positions.add(xyz[rows[from]]);
        }
        if (areas.stream().anyMatch(a -> !a.isBlank())) units.areas(areas);
        if (positions.size() == units.count()) units.positions(positions);
    }

    /** Some labs write "brain_region: ALM; hemisphere: left; ..." where others write "ALM". */
    private static String region(String location) {
        for (String part : location.split(";")) if (part.strip().startsWith("brain_region:")) return part.substring(part.indexOf(':') + 1).strip();
        return location;
    }

    private double[][] positions(String table, int rows) {
        if (!file.has(table + "/x") || !file.has(table + "/y") || !file.has(table + "/z")) return null;
        double[][] columns = {file.doubles(table + "/x"), file.doubles(table + "/y"), file.doubles(table + "/z")};
        for (double[] column : columns) if (column.length != rows) return null;
        double[][] xyz = new double[rows][3];
        for (int row = 0; row < rows; row++) for (int c = 0; c < 3; c++) xyz[row][c] = columns[c][row];
        return xyz;
    }
}
