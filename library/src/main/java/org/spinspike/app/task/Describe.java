package org.spinspike.app.task;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spinspike.io.Content;
import org.spinspike.io.Inventory;
import org.spinspike.io.Npz;
import org.spinspike.io.Reader;
import org.spinspike.io.Readers;
import org.spinspike.io.Reading;
import org.spinspike.io.Source;
import org.spinspike.io.SpikeFileException;
import org.spinspike.math.Count;
import org.spinspike.math.Median;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Binarisation;
import org.spinspike.spikes.Intervals;
import org.spinspike.spikes.Recording;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Table;

/** What is inside a file and what {@code import} would need, on one screen. */
public final class Describe {
    private static final int MOST_ENTRIES = 14;

    private Describe() {}

    /**
     * @param lines for people
     * @param json  the same for programs
     */
    public record Result(List<String> lines, Map<String, Object> json) {}

    /**
     * @param source FILE or FILE:KEY of anything that is read: a recording, a spike file, a model
     * @param how    what is known of an array that its file does not say
     * @param seed   of the test for drift, as the other verbs have it
     */
    public static Result run(String source, Reading how, Seed seed) {
        Source file = Source.parse(source);
        Reader reader = Readers.of(file.path());
        Inventory inventory = reader.inventory(file.path());
        List<String> lines = new ArrayList<>();
        var json = new LinkedHashMap<String, Object>();
        json.put("file", file.path().toString());
        json.put("format", inventory.format());
        json.put("entries", inventory.entries());
        if (inventory.format().equals("NPZ")) file.key().ifPresent(key -> Npz.requireArray(file.path(), key));
        if (file.key().isEmpty() && isModel(file.path(), inventory)) return ConditionModels.isThat(file.path()) ? conditions(file.path(), json) : model(file.path(), json);
        lines.add(file + ": " + inventory.format());
        inventory.entries().stream().limit(MOST_ENTRIES).forEach(e -> lines.add("  " + shorten(e)));
        if (inventory.entries().size() > MOST_ENTRIES) lines.add("  ... and " + (inventory.entries().size() - MOST_ENTRIES) + " more (--json lists all)");
        boolean spikeFile = false;                                            // which needs no import
        try {
            Content content = reader.read(file, how);
            spikeFile = content.array().isPresent() && !how.saysOfArray();
            if (content.recording().isPresent() && how.saysOfArray()) throw new IllegalArgumentException("--axes, --bin-ms, --binarise and --ones are for arrays; " + file + " holds spike times");
            content.notes().forEach(note -> lines.add("note: " + note));
            content.recording().ifPresent(r -> recording(r, lines, json));
            if (content.array().isPresent() && how.axes().isEmpty() && inventory.format().startsWith("NP")) lines.add("axes: trials, bins, neurons; --axes names another order");
            content.array().ifPresent(a -> trains(a.trains(), seed, lines, json));
        } catch (SpikeFileException e) {
            String need = need(file.path(), e);
            if (need.contains("--bin-ms")) need += further(reader, file, how);
            lines.add("import would stop here: " + need);
            json.put("needs", need);
        }
        if (!spikeFile) ImportLine.of(reader, file, how).ifPresent(line -> {
            lines.add("for example: " + line.text());
            if (!line.guesses().isEmpty()) lines.add("  where " + line.guesses());
            json.put("example", line.text());
        });
        return new Result(lines, json);
    }

    private static String need(Path path, SpikeFileException e) {
        boolean named = e.getMessage().startsWith(path + ": ") || e.getMessage().startsWith(path + ", ");
        return e.getMessage().substring(named ? path.toString().length() + 2 : 0);
    }

    /** What would be asked next, once the width of a bin is given. */
    private static String further(Reader reader, Source file, Reading how) {
        try {
            reader.read(file, how.binMs(1));
            return "";
        } catch (SpikeFileException e) {
            return "; then: " + need(file.path(), e);
        }
    }

    private static boolean isModel(Path path, Inventory inventory) {
        return inventory.format().equals("NPZ") && Npz.isModel(Npz.list(path));
    }

    private static Result model(Path path, Map<String, Object> json) {
        ModelFile file = ModelFile.read(path);
        json.put("format", "model");
        json.put("family", file.model().family());
        json.put("parameters", file.model().parameters());
        json.put("neurons", file.cells().count());
        json.put("options", file.options());
        json.put("card", file.card());
        List<String> lines = new ArrayList<>(List.of(path.toString()));
        lines.addAll(file.cardLines());
        return new Result(lines, json);
    }

    private static Result conditions(Path path, Map<String, Object> json) {
        ConditionModels file = ConditionModels.read(path);
        json.put("format", "models by condition");
        json.put("conditions", file.conditions());
        json.put("family", file.models().get(0).model().family());
        json.put("card", file.card());
        List<String> lines = new ArrayList<>(List.of(path.toString()));
        lines.addAll(file.lines());
        return new Result(lines, json);
    }

    private static void recording(Recording r, List<String> lines, Map<String, Object> json) {
        json.put("units", r.units());
        json.put("spikes", r.spikes());
        if (r.spikes() > 0 || r.observed().isPresent()) {
            Intervals span = r.span();
            double[] rates = IntStream.range(0, r.units()).mapToDouble(r::rateHz).sorted().toArray();
            if (r.ownTrials().isPresent()) lines.add(String.format(Locale.ROOT, "%d units, %d spikes in %d trials of %.3f s, each with a clock of its own, rates %s", r.units(), r.spikes(), r.ownTrials().get().rows(),
                    r.ownTrials().get().numbers("stop_time")[0] - r.ownTrials().get().numbers("start_time")[0], rates(rates, "Hz")));
            else lines.add(String.format(Locale.ROOT, "%d units, %d spikes from %.3f to %.3f s (%.1f s%s), rates %s", r.units(), r.spikes(), span.start()[0], span.stop()[0],
                    span.stop()[0] - span.start()[0], r.observed().isPresent() ? ", with observation intervals" : "", rates(rates, "Hz")));
            json.put("start_s", span.start()[0]);
            json.put("stop_s", span.stop()[0]);
            json.put("rate_hz", rates);
        } else {
            lines.add(r.units() + " units and not one spike");
        }
        areas(r.cells().areas().orElse(List.of()), lines, json);
        if (!r.properties().columns().isEmpty()) lines.add("unit columns for --select: " + String.join(", ", r.properties().columns().keySet()) + ", rate, name" + (r.cells().areas().isPresent() ? ", area" : ""));
        if (lines.stream().noneMatch(l -> l.startsWith("  table "))) for (Table table : r.tables().values()) lines.add("table " + shorten(table.toString()));
        json.put("tables", r.tables().values().stream().collect(Collectors.toMap(Table::name, t -> List.copyOf(t.columns().keySet()), (a, b) -> a, LinkedHashMap::new)));
        String trials = r.ownTrials().isPresent() ? "; trials are those the file names, and end with the last spike of any unless --window START,STOP says it" : r.tables().entrySet().stream().filter(t -> t.getValue().columns().containsKey("stop_time")).map(t -> " and --trials " + t.getKey() + " or --align " + t.getKey()
                + ".COLUMN --window START,STOP (without them the whole recording is one trial)").findFirst().orElse("");
        lines.add("import needs: --bin-ms" + trials);
        json.put("needs", "--bin-ms" + trials);
    }

    private static void trains(SpikeTrains data, Seed seed, List<String> lines, Map<String, Object> json) {
        Binarisation b = data.binarisation();
        double ms = 1e3 * data.design().binSeconds();
        ImportReport odd = ImportReport.of(data, null);
        double[] rates = ratesHz(data);
        lines.add(String.format(Locale.ROOT, "%s%s, bins of %s ms%s", data, data.design().ragged() ? " (trials of unequal length)" : "", number(ms), data.fullyObserved() ? "" : ", not everything observed"));
        lines.add(String.format(Locale.ROOT, "%d %ss, rates %s", data.spikes(), b.word(), rates(rates, b.spikes() ? "Hz" : "events/s")));
        lines.add(String.format(Locale.ROOT, "rule %s%s: read %d = placed %d + clipped %d + outside %d (%s)", b.rule(), b.placed() == data.spikes() ? "" : ", the whole import", b.read(), b.placed(), b.clipped(), b.outside(),
                b.counted() ? String.format(Locale.ROOT, "%.2f %% clipped", 100 * b.clippedShare()) : "what was clipped before is unknown"));
        lines.addAll(odd.slips());
        data.design().conditions().ifPresent(c -> lines.add("conditions: " + counts(c)));
        areas(data.cells().areas().orElse(List.of()), lines, json);
        data.design().covariates().ifPresent(c -> lines.add("covariates: " + String.join(", ", c.names())));
        if (!odd.silent().isEmpty()) lines.add("silent: " + names(odd.silent()));
        if (!odd.constant().isEmpty()) lines.add("active in every bin: " + names(odd.constant()));
        odd.duplicates().stream().limit(ImportReport.MOST_GROUPS).forEach(group -> lines.add("the same train: " + names(group)));
        odd.moreDuplicates().ifPresent(lines::add);
        if (data.trials() > 1) lines.add(DriftLine.of(data, seed).text());
        json.putAll(account(data));
        json.put("spikes", data.spikes());
        json.put("rate_hz", rates);
        json.put("silent", odd.silent());
        json.put("constant", odd.constant());
        json.put("duplicates", odd.duplicates());
    }

    /** @return the shape, and where every spike of the source went */
    static Map<String, Object> account(SpikeTrains data) {
        Binarisation b = data.binarisation();
        var json = new LinkedHashMap<String, Object>();
        json.put("trials", data.trials());
        json.put("bins", data.bins());
        json.put("neurons", data.neurons());
        json.put("bin_ms", 1e3 * data.design().binSeconds());
        json.put("rule", b.rule());
        json.put("ones", b.spikes() ? "spikes" : "events");
        json.put("read", b.read());
        json.put("placed", b.placed());
        json.put("clipped", b.clipped());
        json.put("outside", b.outside());
        json.put("clipped_share", b.clippedShare());
        return json;
    }

    private static double[] ratesHz(SpikeTrains data) {
        long[] ones = new long[data.neurons()], seen = new long[data.neurons()];
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++)
                for (int i = 0; i < ones.length; i++) {
                    if (data.observed(k, t, i)) seen[i]++;
                    if (data.fires(k, t, i)) ones[i]++;
                }
        return IntStream.range(0, ones.length).mapToDouble(i -> seen[i] == 0 ? 0 : ones[i] / (seen[i] * data.design().binSeconds())).sorted().toArray();
    }

    private static String rates(double[] sorted, String unit) {
        return String.format(Locale.ROOT, "%.3g to %.3g %s, median %.3g", sorted[0], sorted[sorted.length - 1], unit, Median.ofSorted(sorted));
    }

    private static void areas(List<String> areas, List<String> lines, Map<String, Object> json) {
        if (areas.isEmpty()) return;
        lines.add("areas: " + counts(areas));
        json.put("areas", areas);
    }

    private static String counts(List<String> labels) {
        var counts = labels.stream().collect(Collectors.groupingBy(l -> l, LinkedHashMap::new, Collectors.counting()));
        return Count.first(10, counts.entrySet().stream().map(e -> e.getKey() + " (" + e.getValue() + ")").toList());
    }

    private static String names(List<String> names) { return names.stream().limit(10).collect(Collectors.joining(", ")) + (names.size() > 10 ? ", ... (" + names.size() + ")" : ""); }

    /** @return six digits at most, no zeros behind */
    public static String number(double value) { return !Double.isFinite(value) ? "" + value : new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros().toPlainString(); }

    /** @return as many digits as make it the same number again, no zeros behind */
    public static String exact(double value) { return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString(); }

    /** @return with that many digits behind the point; "undefined" for NaN */
    static String fixed(double value, int digits) { return Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, "%." + digits + "f", value); }

    private static String shorten(String text) { return text.length() > 400 ? text.substring(0, 397) + "..." : text; }
}
