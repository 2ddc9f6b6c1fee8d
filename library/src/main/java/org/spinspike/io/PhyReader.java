package org.spinspike.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spinspike.math.NamedArray;

/**
 * Folders of spikes sorted by Kilosort and curated in Phy: {@code spike_times.npy} in samples, {@code spike_clusters.npy} (or {@code spike_templates.npy}), the rate of samples in
 * {@code params.py}, which is read as text and never run, and properties of clusters in {@code cluster_info.tsv}, {@code cluster_KSLabel.tsv} and {@code cluster_group.tsv}. The group of a cluster is what a person said
 * ({@code group}); where nobody did, what Kilosort said ({@code KSLabel}); else "unsorted". Without any such table all clusters are read.
 */
final class PhyReader extends FolderReader {
    private static final String TIMES = "spike_times.npy";
    private static final Pattern RATE = Pattern.compile("(?m)^\\s*sample_rate\\s*=\\s*([0-9.]+(?:[eE][+-]?[0-9]+)?)\\s*\\.?\\s*(?:#.*)?$");
    private static final List<String> TABLES = List.of("cluster_info.tsv", "cluster_KSLabel.tsv", "cluster_group.tsv");       // later ones win
    private static final int LONGEST_PARAMS = 1 << 20;

    @Override public String format() { return "Phy/Kilosort folder"; }

    @Override boolean knows(Path folder) { return has(folder, TIMES) && clusterFile(folder) != null; }

    /** @return whether a file is the times or the clusters of a sorting around it */
    static boolean holds(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return file.getFileName().toString().matches("spike_(times|clusters|templates)\\.npy") && has(folder, TIMES) && clusterFile(folder) != null;
    }

    private static String clusterFile(Path folder) { return has(folder, "spike_clusters.npy") ? "spike_clusters.npy" : has(folder, "spike_templates.npy") ? "spike_templates.npy" : null; }

    @Override public Inventory inventory(Path folder) {
        List<String> entries = new ArrayList<>();
        for (String file : List.of(TIMES, clusterFile(folder))) entries.add(file + " " + Npy.head(inside(folder, file)));
        entries.add(has(folder, "params.py") ? "params.py (" + Labels.of(sampleRate(folder)) + " samples a second)" : "no params.py");
        Map<Double, Map<String, String>> clusters = properties(folder, MemoryLimit.ofHeap());
        if (!clusters.isEmpty()) entries.add("groups of " + clusters.size() + " clusters: " + counts(clusters) + "; --groups picks them, good without it");
        return new Inventory(format(), entries);
    }

    @Override public Content read(Source source, Reading how) {
        Path folder = source.path();
        if (source.key().isPresent()) throw SpikeFileException.refused(folder, "", "is a sorting without named parts; ':" + source.key().get() + "' is too much");
        if (!how.along().isEmpty()) throw SpikeFileException.refused(folder, "", "is a sorting and holds no series '" + how.along().get(0) + "'");
        double rate = sampleRate(folder);
        MemoryLimit memory = how.memory();
        double[] samples = column(inside(folder, TIMES), memory).doubles(), clusters = column(inside(folder, clusterFile(folder)), memory).doubles();
        if (samples.length != clusters.length) throw new SpikeFileException(folder, clusterFile(folder), samples.length + " spikes as in " + TIMES, "" + clusters.length);
        Map<Double, Map<String, String>> known = properties(folder, memory);
        List<String> groups = groups(how);
        boolean all = known.isEmpty() || groups.contains("all");
        int kept = 0;
        for (int n = 0; n < samples.length; n++) {
            if (!all && !groups.contains(group(known, clusters[n]))) continue;
            samples[kept] = samples[n] / rate;
            clusters[kept++] = clusters[n];
        }
        if (kept == 0) throw SpikeFileException.refused(folder, "", "has no spike in groups " + String.join(", ", groups) + "; there are: " + counts(known) + "; --groups picks others");
        UnitTable units = EventList.units(folder, "", Arrays.copyOf(clusters, kept), Arrays.copyOf(samples, kept));
        columns(units, Arrays.stream(clusters, 0, kept).distinct().sorted().toArray(), known);
        Content content = Content.of(units.recording(Map.of(), Map.of()));
        for (String file : Stream.concat(Stream.of("params.py"), TABLES.stream()).filter(f -> has(folder, f)).toList())
            if (endsWithin(inside(folder, file))) content = content.noting(file + " has no line break at its end: if it was cut short there, its last word is cut, too");
        return all ? content : content.noting("groups " + String.join(", ", groups) + ": " + units.count() + " clusters, " + kept + " of " + samples.length + " spikes of the sorting (" + counts(known) + ")");
    }

    private static boolean endsWithin(Path file) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() == 0 || channel.position(channel.size() - 1).read(last) < 1 || last.get(0) != '\n';
        } catch (IOException e) {
            throw SpikeFileException.failed(file, "read", e);
        }
    }

    /** Of a Python file only the line {@code sample_rate = NUMBER} is looked at. */
    private static double sampleRate(Path folder) {
        Path params = inside(folder, "params.py");
        if (!Files.isRegularFile(params)) throw SpikeFileException.refused(folder, "", "has no params.py, so the rate of samples is not known; a text file of that name with the line 'sample_rate = 30000' says it");
        try {
            if (Files.size(params) > LONGEST_PARAMS) throw new SpikeFileException(params, "", "at most " + MemoryLimit.size(LONGEST_PARAMS), MemoryLimit.size(Files.size(params)));
            Matcher line = RATE.matcher(new String(Files.readAllBytes(params), java.nio.charset.StandardCharsets.UTF_8));
            double rate = line.find() && CsvLines.isNumber(line.group(1)) && line.group(1).matches("[\\d.].*") ? Double.parseDouble(line.group(1)) : 0;
            if (!(rate > 0 && rate < 1e9)) throw new SpikeFileException(params, "", "a line 'sample_rate = NUMBER' above 0", "none");
            return rate;
        } catch (IOException e) {
            throw SpikeFileException.failed(params, "read", e);
        }
    }

    /** @return what is known of each cluster, by its number */
    private static Map<Double, Map<String, String>> properties(Path folder, MemoryLimit memory) {
        Map<Double, Map<String, String>> clusters = new TreeMap<>();
        for (String file : TABLES) {
            TabTable table = table(folder, file, memory).orElse(null);
            if (table == null) continue;
            int id = CsvReader.column(table.names(), CsvReader.UNIT);
            if (id < 0) throw new SpikeFileException(folder, file, "a column cluster_id", String.join(", ", table.names()));
            for (List<String> row : table.rows()) {
                if (!CsvLines.isNumber(row.get(id))) throw new SpikeFileException(folder, file, "numbers of clusters", "'" + row.get(id) + "'");
                Map<String, String> one = clusters.computeIfAbsent(CsvLines.value(row.get(id)), c -> new LinkedHashMap<>());
                for (int c = 0; c < row.size(); c++) if (c != id && !row.get(c).isBlank()) one.put(table.names().get(c), row.get(c));
            }
        }
        return clusters;
    }

    private static String group(Map<Double, Map<String, String>> known, double cluster) {
        Map<String, String> one = known.getOrDefault(cluster, Map.of());
        return one.getOrDefault("group", one.getOrDefault("KSLabel", "unsorted"));
    }

    private static String counts(Map<Double, Map<String, String>> known) {
        return known.keySet().stream().collect(Collectors.groupingBy(c -> group(known, c), TreeMap::new, Collectors.counting())).entrySet().stream()
                .map(g -> g.getKey() + " (" + g.getValue() + ")").collect(Collectors.joining(", "));
    }

    /** Every column that all read clusters have; as numbers where all are. */
    private static void columns(UnitTable units, double[] clusters, Map<Double, Map<String, String>> known) {
        int n = clusters.length;
        List<String> names = known.values().stream().flatMap(one -> one.keySet().stream()).distinct().filter(name -> !name.equals("group") && !name.equals("id")).toList();
        if (!known.isEmpty()) units.property("group", NamedArray.of(Arrays.stream(clusters).mapToObj(c -> group(known, c)).toArray(String[]::new), n));
        for (String name : names) {
            List<String> cells = Arrays.stream(clusters).mapToObj(c -> known.getOrDefault(c, Map.of()).get(name)).toList();
            if (cells.stream().anyMatch(java.util.Objects::isNull)) continue;
            units.property(name, cells.stream().allMatch(CsvLines::isNumber) ? NamedArray.of(cells.stream().mapToDouble(CsvLines::value).toArray(), n)
                    : NamedArray.of(cells.toArray(String[]::new), n));
        }
    }
}
