package org.spinspike.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.spinspike.app.task.DataException;
import org.spinspike.app.task.Hashes;
import org.spinspike.app.task.SameNumbers;
import org.spinspike.app.task.Version;
import org.spinspike.io.Source;
import org.spinspike.io.SpikeFileException;
import org.spinspike.math.Count;
import org.spinspike.math.linalg.Backend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "verify", description = "Make a result anew from its record and compare: are the inputs and the result what they were, and do the same numbers come out?", footer = {"",
    "Every result has a record beside it, RESULT.config.yaml: verb, options, version, and SHA-256 of what was read and written.",
    "The result itself is left as it is. Pages and figures are drawn from the numbers and are not compared.", "",
    "Examples:", "  spinspike verify report                     (a folder of compare, demo, reproduce, information or circuit)",
    "  spinspike verify model.npz", "  spinspike verify model.npz --quick          (hashes only, nothing is computed)"})
final class VerifyCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RESULT", description = "a folder or file that has a record, or the record") Path result;
    @Option(names = "--quick", description = "look at the hashes only") boolean quick;
    @Mixin GeneralOptions general;

    /** @param verdict "same bytes", "same numbers", "numbers differ by 3e-7 at ...", "changed since it was made" */
    private record Told(String file, String verdict, double difference) {}

    @Override public Integer call() {
        general.checkOutput();
        Path record = record();
        RunRecord run = RunRecord.read(record);
        Path home = record.toAbsolutePath().getParent();
        inputs(run, home);
        List<Told> told = new ArrayList<>(changed(run, home));
        boolean changed = !told.isEmpty();
        if (!run.version().equals(Version.text())) general.note("the result was made by version " + run.version() + ", this is " + Version.text() + ": numbers may differ (see CHANGELOG.md)");
        if (!run.library().equals(Backend.describe())) general.note("the result was computed with " + run.library() + ", here it is " + Backend.describe());
        if (general.dryRun || quick) return answer(run, told, changed, true);
        told.addAll(again(run, record, home));
        return answer(run, told, changed, false);
    }

    private Path record() {
        if (!Files.exists(result)) throw SpikeFileException.refused(result, "", "is not there");
        if (Files.isRegularFile(result) && RunRecord.isThat(result)) return result;
        if (Files.isRegularFile(result)) {
            if (Files.exists(RunRecord.beside(result))) return RunRecord.beside(result);
            return RunRecord.listing(result).orElseThrow(() -> SpikeFileException.refused(result, "", "has no record beside it: " + RunRecord.beside(result).getFileName() + " is missing"));
        }
        try (Stream<Path> inside = Files.list(result)) {
            List<Path> records = inside.filter(RunRecord::isThat).sorted().toList();
            if (records.isEmpty()) throw SpikeFileException.refused(result, "", "holds no record of a result, NAME.config.yaml");
            if (records.size() > 1) throw SpikeFileException.refused(result, "", "holds " + records.size() + " records; name the one to verify: " + String.join(", ", records.stream().map(p -> p.getFileName().toString()).toList()));
            return records.get(0);
        } catch (IOException e) {
            throw SpikeFileException.failed(result, "read", e);
        }
    }

    private static void inputs(RunRecord run, Path home) {
        List<Path> written = run.outputs().keySet().stream().map(home::resolve).toList();
        run.inputs().forEach((name, hash) -> {
            Path file = Source.parse(name).path();
            String now = RunRecord.hash(file, written).orElseThrow(() -> new DataException(name + " was read for this result and is not there" + (file.isAbsolute() ? "" : ": verify where the command was given, or put it there")));
            if (!now.equals(hash)) throw new DataException(name + " has changed since the result was made: its SHA-256 is " + now + ", it was " + hash);
        });
    }

    /** Files of the result that are no longer what was written, or gone. */
    private static List<Told> changed(RunRecord run, Path home) {
        List<Told> told = new ArrayList<>();
        run.outputs().forEach((name, hash) -> {
            Path file = home.resolve(name);
            if (!Files.isRegularFile(file)) told.add(new Told(name, "is gone", Double.POSITIVE_INFINITY));
            else if (!Hashes.ofFile(file).equals(hash)) told.add(new Told(name, "has changed since it was made", Double.POSITIVE_INFINITY));
        });
        return told;
    }

    private List<Told> again(RunRecord run, Path record, Path home) {
        Path scratch = null;
        try {
            scratch = Files.createTempDirectory("spinspike-verify");
            Path target = run.folder() ? scratch.resolve("again") : scratch.resolve(run.outputs().keySet().iterator().next());
            List<String> words = new ArrayList<>(run.verb());
            words.addAll(run.arguments());
            words.addAll(List.of("--config", record.toString(), "-o", target.toString(), "--threads", "" + general.threads(), "--progress", general.progress.name().toLowerCase(Locale.ROOT)));
            var complaints = new StringWriter();
            int code = Main.run(new PrintWriter(new StringWriter()), new PrintWriter(complaints), words.toArray(String[]::new));
            if (code != 0) throw new DataException("the command ended with exit code " + code + " when it was given again: " + complaints.toString().strip().lines().reduce((a, b) -> b).orElse(""));
            List<Told> told = new ArrayList<>();
            for (String name : run.outputs().keySet()) {
                if (!SameNumbers.comparable(name) || !Files.isRegularFile(home.resolve(name))) continue;
                Path fresh = run.folder() ? target.resolve(name) : scratch.resolve(name);
                if (!Files.exists(fresh)) told.add(new Told(name, "was not made again", Double.POSITIVE_INFINITY));
                else told.add(told(name, SameNumbers.of(home.resolve(name), fresh)));
            }
            return told;
        } catch (IOException e) {
            throw SpikeFileException.failed(scratch == null ? Path.of(System.getProperty("java.io.tmpdir")) : scratch, "written", e);
        } finally {
            if (scratch != null) delete(scratch);
        }
    }

    private static Told told(String name, SameNumbers same) {
        if (same.bytes()) return new Told(name, "same bytes", 0);
        if (same.difference() == 0) return new Told(name, "same numbers", 0);
        if (Double.isInfinite(same.difference())) return new Told(name, "differs: only one of the two has " + same.where(), same.difference());
        return new Told(name, String.format(Locale.ROOT, "differs by %.2g (relative) at %s", same.difference(), same.where()), same.difference());
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        } catch (IOException e) {
            throw SpikeFileException.failed(folder, "deleted", e);
        }
    }

    private int answer(RunRecord run, List<Told> told, boolean changed, boolean hashesOnly) {
        double worst = told.stream().mapToDouble(Told::difference).max().orElse(0);
        boolean holds = worst <= SameNumbers.ROUNDING;
        String command = "spinspike " + String.join(" ", run.verb()), inputs = Count.of(run.inputs().size(), "input") + " as before";
        String verdict = hashesOnly ? changed ? "not verified: the result has changed since it was made" : "unchanged: " + inputs + ", " + Count.of(run.outputs().size(), "file") + " as written; nothing was computed anew"
                : holds ? "verified: " + command + " gives the same again (" + inputs + ", " + Count.of(told.size(), "file") + " compared)" : "not verified: " + command + " gives something else";
        var json = new LinkedHashMap<String, Object>();
        json.put("verified", holds);
        json.put("computed", !hashesOnly);
        json.put("command", command);
        json.put("made_by_version", run.version());
        json.put("version", Version.text());
        json.put("largest_relative_difference", worst);
        json.put("files", told.stream().map(t -> Map.of("file", t.file, "verdict", t.verdict)).toList());
        List<String> lines = new ArrayList<>(List.of(verdict));
        for (Told t : told) lines.add("  " + t.file + ": " + t.verdict);
        general.answer(json, () -> String.join("\n", lines));
        return holds ? 0 : Failures.NUMERIC;
    }
}
