package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.io.Content;
import org.spinspike.io.Reading;
import org.spinspike.io.Readers;
import org.spinspike.io.Source;
import org.spinspike.io.SpikeOutput;
import org.spinspike.io.TableFile;
import org.spinspike.math.Count;
import org.spinspike.math.NamedArray;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Binarised;
import org.spinspike.spikes.BinarisationRule;
import org.spinspike.spikes.Binning;
import org.spinspike.spikes.Covariates;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.Range;
import org.spinspike.spikes.Recording;
import org.spinspike.spikes.Split;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Table;
import org.spinspike.spikes.Units;
import org.spinspike.spikes.Windows;
import org.spinspike.spikes.trace.TraceSteps;

/** Any supported recording becomes a spike file: units chosen, trials cut, binned, binarised, and every spike accounted for. */
public final class ImportRecording {
    private ImportRecording() {}

    /**
     * Values not given are null.
     *
     * @param source     FILE or FILE:KEY
     * @param binMs      width of a bin
     * @param align      TABLE.COLUMN of the events trials are aligned to; with {@code window}
     * @param window     START,STOP in seconds, around events or (without any) of the recording
     * @param trials     table of intervals that are the trials
     * @param tables     text files with a table of trials or events each
     * @param select     terms on units (quality==good, rate>0.5) and on rows of the trial table (trials.correct==1)
     * @param neurons    as every verb has it: range, names, top:N
     * @param bins       "A:B" of each trial of an array
     * @param cut        windows the trials are cut into, as every verb has it
     * @param binarise   the rule; for spike times "any" where none is given
     * @param ones       the rule that made the zeros and ones of an array, where the file does not say
     * @param condition  TABLE.COLUMN of labels; of an array in bins the name of an array of labels
     * @param covariates PATH or PATH:COLUMN of what was measured beside
     * @param axes       order of an array's axes
     * @param traces     what is done to traces before the rule
     * @param groups     of a sorting or an imaging session, as {@link Reading#groups} has it
     * @param maxMemory  bytes the file's arrays may take
     * @param drop       which neurons are left out: silent, constant, duplicate, separated by commas
     * @param holdOut    fraction of the trials for the test file; 0: none
     * @param target     spike file to write; null writes nothing
     */
    public record Request(String source, Double binMs, String align, String window, String trials, List<String> tables, String select, String neurons, String bins, String cut, String binarise, String ones, String condition,
                          List<String> covariates, String axes, TraceSteps traces, String groups, Long maxMemory, String drop, double holdOut, Path target, Seed seed) {
        /** The same at another width of bins, and nothing written. */
        Request binned(double ms) { return new Request(source, ms, align, window, trials, tables, select, neurons, bins, cut, binarise, ones, condition, covariates, axes, traces, groups, maxMemory, drop, holdOut, null, seed); }

        /** The same by another rule, and nothing written. */
        Request ruled(String rule) { return new Request(source, binMs, align, window, trials, tables, select, neurons, bins, cut, rule, ones, condition, covariates, axes, traces, groups, maxMemory, drop, holdOut, null, seed); }

        /** @return where the held-out trials go: OUT-test.npz beside OUT.npz */
        public Optional<Path> testTarget() {
            if (target == null || holdOut == 0) return Optional.empty();
            String name = target.getFileName().toString();
            int dot = name.lastIndexOf('.');
            return Optional.of(target.resolveSibling(dot > 0 ? name.substring(0, dot) + "-test" + name.substring(dot) : name + "-test"));
        }
    }

    /**
     * @param train  what the file holds: everything, or the trials to learn from
     * @param held   trials held out
     * @param report of all together
     * @param notes  what the user should know
     */
    public record Result(SpikeTrains train, Optional<SpikeTrains> held, ImportReport report, List<String> notes) {
        public Map<String, Object> json() {
            Map<String, Object> json = report.json();
            json.put("train_trials", train.trials());
            held.ifPresent(h -> json.put("test_trials", h.trials()));
            json.put("notes", notes);
            return json;
        }
    }

    public static Result run(Request request) {
        if (request.holdOut() != 0) Require.that(request.holdOut() > 0 && request.holdOut() < 1, "--hold-out must lie between 0 and 1, got " + request.holdOut());
        if (request.binMs() != null) Require.positive("--bin-ms", request.binMs());
        Selection selection = Selection.parse(request.select());
        List<String> notes = new ArrayList<>();
        List<Column> along = request.covariates().stream().map(Column::parse).toList();
        Source source = Source.parse(request.source());
        Content content = Readers.read(source, reading(request, along));
        notes.addAll(content.notes());
        Binarised all = content.recording().isPresent() ? bin(request, with(content.recording().get(), request), selection, notes) : fromArray(request, source, content, selection, notes);
        all = withCovariates(all, along);
        notes.addAll(ImportDoubts.of(request, all.trains()));
        if (all.trains().spikes() == 0 && content.array().isPresent() && all.tally().total("any", true).read() == 0)
            throw new DataException("not one " + all.trains().binarisation().word() + " is left: no observed value of " + source + " is one by rule " + all.trains().binarisation().rule());
        if (all.trains().spikes() == 0) throw new DataException("not one " + all.trains().binarisation().word() + " is left: " + all.tally().total("any", true).read() + " spikes read, all outside of the trials"
                + content.recording().map(r -> String.format(java.util.Locale.ROOT, "; spikes from %.3f to %.3f s, %s", r.span().start()[0], r.span().stop()[0], "--window is in seconds")).orElse(""));
        return finish(request, content.array().isPresent() && readsNeurons(request) ? null : request.neurons(), all, notes);
    }

    /** @return whether the recording holds spike times, whose bins can be chosen; it is read for that */
    static boolean holdsTimes(Request request) { return Readers.read(Source.parse(request.source()), reading(request, List.of())).recording().isPresent(); }

    private static Reading reading(Request request, List<Column> along) {
        Reading array = Reading.of(request.axes(), request.binMs(), request.binarise(), request.ones(), request.bins()).along(along.stream().map(Column::path).distinct().toList()).traces(request.traces());
        Reading chosen = request.groups() == null ? array : array.groups(request.groups());
        if (readsNeurons(request)) chosen = chosen.neurons(new Range("--neurons", request.neurons()));
        return request.maxMemory() == null ? chosen : chosen.most(request.maxMemory());
    }

    /** A range of neurons of an array is taken while it is read; a selection goes before it, and names and activity are known afterwards. */
    private static boolean readsNeurons(Request request) { return request.neurons() != null && Range.looksLike(request.neurons()) && request.select() == null; }

    private static Binarised bin(Request request, Recording recording, Selection given, List<String> notes) {
        if (request.binMs() == null) throw new IllegalArgumentException(request.source() + " holds spike times: --bin-ms gives the width of a bin in milliseconds");
        if (request.axes() != null) throw new IllegalArgumentException("--axes is for arrays; " + request.source() + " holds spike times");
        if (request.bins() != null) throw new IllegalArgumentException("--bins is for arrays; " + request.source() + " holds spike times, of which --window START,STOP takes a part");
        if (request.ones() != null) throw new IllegalArgumentException("--ones is for arrays of zeros and ones; " + request.source() + " holds spike times");
        if (!request.traces().none()) throw new IllegalArgumentException(request.traces().options() + " is for traces; " + request.source() + " holds spike times");
        if (recording.spikes() == 0) throw new DataException(request.source() + " holds " + recording.units() + " units and not one spike");
        var names = new TableNames(recording.tables());
        Selection selection = given.shortened(names), units = selection.without(recording.tables().keySet());
        String align = names.shortened(request.align()), trials = names.shortened(request.trials()), used = align != null ? align : (trials == null && recording.ownTrials().isPresent() ? Recording.OWN : trials) + ".";
        for (String table : recording.tables().keySet())
            if (!selection.of(table).isEmpty() && !used.startsWith(table + ".")) throw new IllegalArgumentException("--select " + table + "." + selection.of(table) + " chooses trials; it needs --trials " + table + " or --align " + table + ".COLUMN");
        Recording chosen = units.isEmpty() ? recording : recording.select(units.rows(unitTable(recording), "unit"));
        Windows windows = new TrialWindows(chosen, request.binMs() / 1000, selection, notes).of(align, request.window(), trials, names.shortened(request.condition()));
        if (request.neurons() == null && request.cut() == null) fits(windows, chosen.clock().binTicks(request.binMs() / 1000), chosen.units());
        BinarisationRule rule = request.binarise() == null ? BinarisationRule.ANY : BinarisationRule.parse(request.binarise());
        Binning.Result result = Binning.bin(chosen, request.binMs() / 1000, windows, rule);
        if (result.partialTrials() > 0) notes.add(String.format(java.util.Locale.ROOT, "%d trial%s end%s in a part of a bin, which is left out (%.6g s in all)",
                result.partialTrials(), result.partialTrials() == 1 ? "" : "s", result.partialTrials() == 1 ? "s" : "", result.partialSeconds()));
        unequal(result.binarised().trains().design(), notes);
        if (result.tooShort() > 0) notes.add(result.tooShort() + " trials are shorter than a bin and left out");
        return result.binarised();
    }

    private static void unequal(Design d, List<String> notes) {
        if (!d.ragged()) return;
        int[] bins = IntStream.range(0, d.trials()).map(d::bins).sorted().toArray();
        notes.add("trials are of unequal length: " + bins[0] + " to " + bins[bins.length - 1] + " bins, median " + bins[bins.length / 2] + " (--align TABLE.COLUMN --window START,STOP makes them equal)");
    }

    /** A spike file is one array, trials padded to the longest, and an array has so many entries at most. */
    private static void fits(Windows windows, long width, int units) {
        long bins = IntStream.range(0, windows.count()).mapToLong(k -> (windows.stop()[k] - windows.start()[k]) / width).max().orElse(0);
        Require.that((double) windows.count() * bins * units <= Integer.MAX_VALUE, Count.of(windows.count(), "trial") + " x " + bins + " bins x " + units + " units are more than the " + Integer.MAX_VALUE
                + " entries a spike file may have: is --bin-ms in milliseconds? A wider bin, shorter windows or fewer units help");
    }

    /** Properties of the units, and three that every recording has: rate in Hz, name, and the area where it is known. */
    private static Table unitTable(Recording recording) {
        Map<String, NamedArray> columns = new LinkedHashMap<>(recording.properties().columns());
        int n = recording.units();
        columns.put("rate", NamedArray.of(IntStream.range(0, n).mapToDouble(recording::rateHz).toArray(), n));
        names(columns, recording.cells());
        return new Table("units", n, columns);
    }

    private static void names(Map<String, NamedArray> columns, Neurons cells) {
        columns.put("name", NamedArray.of(cells.names().toArray(String[]::new), cells.count()));
        cells.areas().ifPresent(areas -> columns.put("area", NamedArray.of(areas.toArray(String[]::new), cells.count())));
    }

    /** The recording with the tables of other files. */
    private static Recording with(Recording recording, Request request) {
        if (request.tables().isEmpty()) return recording;
        return new Recording(recording.cells(), recording.times(), recording.clock(), recording.properties(), joined(recording.tables(), request), recording.series(), recording.observed());
    }

    private static Map<String, Table> joined(Map<String, Table> own, Request request) {
        Map<String, Table> all = new LinkedHashMap<>(own);
        for (String file : request.tables()) {
            Table table = TableFile.read(Path.of(file));
            if (all.put(table.name(), table) != null) throw new IllegalArgumentException("--table " + file + ": there is a table '" + table.name() + "' already; give the file another name");
        }
        return all;
    }

    private static Binarised fromArray(Request request, Source source, Content content, Selection given, List<String> notes) {
        Map<String, Table> tables = joined(content.tables(), request);
        var names = new TableNames(tables);
        Selection terms = given.shortened(names), selection = terms.without(tables.keySet());
        boolean cut = request.align() != null || request.window() != null || request.trials() != null;
        if (!cut && terms.terms().size() > selection.terms().size()) throw new IllegalArgumentException("--select of rows of a table chooses trials; it needs --trials TABLE or --align TABLE.COLUMN");
        Binarised array = content.array().get();
        if (cut && array.trains().trials() > 1)
            throw new IllegalArgumentException("--align, --window and --trials cut a recording of one trial; " + request.source() + " is in " + array.trains().trials() + " trials already: --bins and --cut take parts of them");
        Binarised labelled = cut ? FrameTrials.cut(array, tables, terms, names.shortened(request.align()), request.window(), names.shortened(request.trials()), names.shortened(request.condition()), notes)
                : request.condition() == null ? array : new Binarised(array.trains().with(labelled(array.trains().design(), labels(source, request.condition(), array.trains().trials()))), array.tally());
        if (selection.isEmpty()) return labelled;
        SpikeTrains trains = labelled.trains();
        Map<String, NamedArray> columns = new LinkedHashMap<>();
        double seconds = trains.design().seconds();
        columns.put("rate", NamedArray.of(IntStream.range(0, trains.neurons()).mapToDouble(i -> labelled.tally().placed()[i] / seconds).toArray(), trains.neurons()));
        names(columns, trains.cells());
        return labelled.selectNeurons(selection.rows(new Table("neurons", trains.neurons(), columns), "neuron"));
    }

    private static List<String> labels(Source source, String name, int trials) {
        NamedArray labels = Readers.array(source, name);
        if (labels.rank() != 1 || labels.size() != trials) throw new DataException("--condition " + name + ": an array of " + trials + " labels, one a trial, was expected, got " + labels);
        return Arrays.asList(new Table(name, trials, Map.of(name, labels)).labels(name));
    }

    private static Design labelled(Design d, List<String> conditions) {
        return new Design(IntStream.range(0, d.trials()).map(d::bins).toArray(), d.binSeconds(), IntStream.range(0, d.trials()).map(d::source).toArray(),
                IntStream.range(0, d.trials()).map(d::offset).toArray(), conditions, d.startSeconds().orElse(null), d.covariates().orElse(null));
    }

    /** Of a series with several columns those that were asked for. */
    private static Binarised withCovariates(Binarised data, List<Column> along) {
        Design d = data.trains().design();
        if (along.isEmpty() || d.covariates().isEmpty()) return data;
        Covariates have = d.covariates().get();
        int[] kept = IntStream.range(0, have.count()).filter(c -> along.stream().noneMatch(a -> a.isOf(have.names().get(c))) || along.stream().anyMatch(a -> a.wants(have.names().get(c)))).toArray();
        for (Column column : along) {
            if (have.names().stream().noneMatch(column::wants)) throw new DataException("--covariate " + column + ": there is no such column; " + column.path() + " has: "
                    + String.join(", ", have.names().stream().filter(column::isOf).map(n -> n.substring(Math.min(n.length(), column.path().length() + 1))).toList()));
        }
        float[] values = new float[have.trials() * have.bins() * kept.length];
        for (int row = 0; row < have.trials() * have.bins(); row++)
            for (int c = 0; c < kept.length; c++) values[row * kept.length + c] = have.values()[row * have.count() + kept[c]];
        var covariates = new Covariates(IntStream.of(kept).mapToObj(have.names()::get).toList(), have.trials(), have.bins(), values);
        Design with = new Design(IntStream.range(0, d.trials()).map(d::bins).toArray(), d.binSeconds(), IntStream.range(0, d.trials()).map(d::source).toArray(),
                IntStream.range(0, d.trials()).map(d::offset).toArray(), d.conditions().orElse(null), d.startSeconds().orElse(null), covariates);
        return new Binarised(data.trains().with(with), data.tally());
    }

    /** @param neurons that are still to be chosen; null for those there are */
    private static Result finish(Request request, String neurons, Binarised read, List<String> notes) {
        var wanted = new DataRequest(request.source(), null, null, null, null, null, neurons, request.cut());
        Binarised data = request.cut() == null && request.holdOut() != 0 && read.trains().trials() == 1 ? blocks(read, notes) : wanted.windows(read);
        SpikeTrains everyone = data.trains();
        Optional<Split> split = request.holdOut() == 0 ? Optional.empty() : Optional.of(DataException.blaming(() -> everyone.design().sources() == 1
                && request.cut() == null ? Split.byBlocks(everyone, request.holdOut(), everyone.trials(), 0) : Split.byTrial(everyone, request.holdOut(), request.seed())));
        if (split.isPresent()) notes.addAll(ImportDoubts.held(request, everyone.design(), split.get()));
        data = wanted.chooseNeurons(data, split.isPresent() ? everyone.select(split.get().train()) : everyone);         // the most active are those of the trials learned from
        if (request.drop() != null) data = OddNeurons.parse(request.drop()).without(data, split.isPresent() ? data.trains().select(split.get().train()) : data.trains(), notes);
        SpikeTrains trains = data.trains();
        Binarised written = split.isPresent() ? data.select(IntStream.concat(IntStream.of(split.get().train()), IntStream.of(split.get().held())).sorted().toArray()) : data;
        int between = trains.trials() - written.trains().trials();
        if (between > 0) notes.add(between + " windows beside the held-out ones are in neither file; their " + (trains.spikes() - written.trains().spikes()) + " " + trains.binarisation().word() + "s count as outside");
        ImportReport report = ImportReport.of(written.trains(), written.tally());
        notes.addAll(report.notes());
        SpikeTrains train = split.isPresent() ? trains.select(split.get().train()).with(written.trains().binarisation()) : trains;
        Optional<SpikeTrains> held = split.map(s -> trains.select(s.held()).with(written.trains().binarisation()));
        split.ifPresent(s -> notes.add("held out: " + s.rule()));
        if (request.target() != null) {
            DataException.blaming(() -> {
                SpikeOutput.write(request.target(), train);
                request.testTarget().ifPresent(test -> SpikeOutput.write(test, held.orElseThrow()));
                return null;
            });
            notes.addAll(ExportSpikes.notes(request.target(), train, SpikeOutput.Layout.WIDE));
        }
        return new Result(train, held, report, notes);
    }

    /** One long trial in consecutive blocks with a second (at least a bin) between them: what is held out of it then lies at several times. */
    private static Binarised blocks(Binarised read, List<String> notes) {
        SpikeTrains one = read.trains();
        int gap = (int) Math.max(1, Math.min(one.bins(), Math.ceil(1 / one.design().binSeconds()))), length = (one.bins() - gap * (Units.BLOCKS - 1)) / Units.BLOCKS;
        if (length < gap) {
            gap = 1;
            length = (one.bins() - gap * (Units.BLOCKS - 1)) / Units.BLOCKS;
        }
        if (length < 1) throw new DataException("--hold-out: one trial of " + one.bins() + " bins is too short for " + Units.BLOCKS + " blocks");
        Binarised blocks = read.cut(length, gap);
        notes.add("one trial: cut into " + blocks.trains().trials() + " blocks of " + Count.of(length, "bin") + " with " + Count.of(gap, "bin") + " between them, whole blocks are held out");
        return blocks;
    }

    /** PATH or PATH:COLUMN. */
    private record Column(String path, Optional<String> column) {
        static Column parse(String text) {
            int colon = text.lastIndexOf(':');
            return colon <= 0 ? new Column(text, Optional.empty()) : new Column(text.substring(0, colon), Optional.of(text.substring(colon + 1)));
        }

        boolean isOf(String covariate) { return covariate.equals(path) || covariate.startsWith(path + "."); }

        boolean wants(String covariate) { return column.isEmpty() ? isOf(covariate) : covariate.equals(path + "." + column.get()); }

        @Override public String toString() { return path + column.map(c -> ":" + c).orElse(""); }
    }
}
