package org.spinspike.app.task;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.spinspike.spikes.Intervals;
import org.spinspike.spikes.Recording;
import org.spinspike.spikes.Table;
import org.spinspike.spikes.Windows;

/**
 * Which stretches of a recording become trials: around events, between the start and stop of a table's rows, one window, or everything.
 *
 * <p>A recording with trials of its own is cut at those, and a window then counts by the clock of each. They are as long as the longest, and end with the end of a bin: none is lost, and no spike.
 */
final class TrialWindows {
    /** Windows longer than so many distances between events are doubted. */
    private static final double OVERLAPS = 20;
    private final Recording recording;
    private final Selection selection;
    private final List<String> notes;
    private final double binSeconds;

    TrialWindows(Recording recording, double binSeconds, Selection selection, List<String> notes) {
        this.recording = recording;
        this.binSeconds = binSeconds;
        this.selection = selection;
        this.notes = notes;
    }

    /**
     * @param align     TABLE.COLUMN of events, or null
     * @param window    START,STOP in seconds, relative to events where there are any, or null
     * @param trials    table of intervals, or null
     * @param condition TABLE.COLUMN of labels, or null
     */
    Windows of(String align, String window, String trials, String condition) {
        double[] span = window == null ? null : seconds(window);
        if (align != null && span == null) throw new IllegalArgumentException("--align needs --window START,STOP (seconds around each event)");
        if (align != null && trials != null && !align.startsWith(trials + ".")) throw new IllegalArgumentException("--align " + align + " and --trials " + trials + " name different tables; one of them is enough");
        boolean own = align == null && recording.ownTrials().isPresent() && (trials == null || trials.equals(Recording.OWN));
        if (own && span != null) return of(Recording.OWN + "." + Recording.ZERO, window, null, condition);
        if (own) trials = Recording.OWN;
        if (align == null && trials == null) return single(span, condition);
        String name = align == null ? trials : tableOf(align);
        Table table = table(name);
        int[] rows = selection.of(name).rows(table, "row of '" + name + "'");
        if (rows.length < table.rows()) notes.add("--select leaves out " + (table.rows() - rows.length) + " of " + table.rows() + " rows of '" + name + "'");
        Windows windows;
        if (span != null) {
            String column = align == null ? "start_time" : align.substring(name.length() + 1);
            double[] events = numbers(table, column);
            rows = kept(rows, row -> Double.isFinite(events[row]), "have no time in '" + column + "'");
            double[] at = Arrays.stream(rows).mapToDouble(r -> events[r]).toArray();
            windows = Windows.around(at, span[0], span[1], recording.clock());
            doubt(at, span[1] - span[0]);
        } else {
            double[] start = numbers(table, "start_time"), stop = numbers(table, "stop_time");
            rows = kept(rows, row -> start[row] < stop[row] && Double.isFinite(start[row]) && Double.isFinite(stop[row]), "do not end after they begin; --align " + name + ".start_time --window START,STOP takes a stretch of each");
            windows = Windows.between(Arrays.stream(rows).mapToDouble(r -> start[r]).toArray(), Arrays.stream(rows).mapToDouble(r -> stop[r]).toArray(), recording.clock());
            if (own) windows = inWholeBins(windows, table);
        }
        int overlapping = windows.overlapping();
        if (overlapping > 0) notes.add(overlapping + " of " + windows.count() + " trials overlap in time; spikes in the overlap are counted in each of them (a shorter --window keeps trials apart)");
        if (recording.ownTrials().isEmpty()) beyond(windows);
        return condition == null ? windows : windows.labelled(labels(condition, name, rows, windows));
    }

    /** The file's own trials, which end with the last spike of any, up to the end of the bin it is in. */
    private Windows inWholeBins(Windows windows, Table table) {
        long width = recording.clock().binTicks(binSeconds);
        long[] stop = IntStream.range(0, windows.count()).mapToLong(k -> windows.start()[k] + (windows.stop()[k] - windows.start()[k] + width - 1) / width * width).toArray();
        double[] start = numbers(table, "start_time"), end = numbers(table, "stop_time"), zero = numbers(table, Recording.ZERO);
        double seconds = recording.clock().seconds(stop[0] - windows.start()[0]);
        if (start.length > 1 && seconds > start[1] - start[0])
            throw new IllegalArgumentException("--bin-ms " + Describe.number(1e3 * binSeconds) + " is wider than a trial of the file, which ends with the last spike of any, after " + Describe.number(end[0] - start[0]) + " s: is the width in milliseconds?");
        notes.add("trials are those the file names, each from " + Describe.number(start[0] - zero[0]) + " to " + Describe.number(start[0] - zero[0] + seconds) + " s of its own clock: the file does not say when they end, so all end with the last spike of any;"
                + " --window START,STOP says it. A trial without a spike is not in the file");
        return new Windows(windows.start(), stop, windows.conditions());
    }

    /** Windows many times as long as events are apart look like milliseconds. */
    private void doubt(double[] events, double seconds) {
        double[] sorted = Arrays.stream(events).sorted().distinct().toArray(), apart = IntStream.range(1, sorted.length).mapToDouble(n -> sorted[n] - sorted[n - 1]).sorted().toArray();
        if (apart.length == 0 || seconds <= OVERLAPS * apart[apart.length / 2]) return;
        notes.add("a window of " + Describe.number(seconds) + " s is " + Math.round(seconds / apart[apart.length / 2]) + " times as long as events are apart (median " + Describe.number(apart[apart.length / 2]) + " s): is --window in seconds?");
    }

    private Windows single(double[] span, String condition) {
        if (condition != null) throw new IllegalArgumentException("--condition needs trials: --trials TABLE, or --align TABLE.COLUMN with --window START,STOP");
        if (span == null) {
            if (!recording.tables().isEmpty()) notes.add("no --trials or --align: the whole recording is one trial; tables in the file: " + String.join(", ", recording.tables().keySet()));
            return DataException.blaming(() -> Windows.whole(recording));
        }
        Windows one = Windows.between(new double[] {span[0]}, new double[] {span[1]}, recording.clock());
        beyond(one);
        return one;
    }

    /** Time in which nothing is known to have been recorded looks silent; whoever cuts there should know. */
    private void beyond(Windows windows) {
        Intervals span = DataException.blaming(recording::span);
        long first = recording.clock().ticks(span.start()[0]), last = recording.clock().ticks(span.stop()[0]);
        long outside = IntStream.range(0, windows.count()).filter(k -> windows.start()[k] < first || windows.stop()[k] > last).count();
        if (outside > 0) notes.add(String.format(java.util.Locale.ROOT, "%d of %d trials reach beyond the recording (%s from %.3f to %.3f s): %s", outside, windows.count(),
                recording.observed().isPresent() ? "observed" : "spikes", span.start()[0], span.stop()[0],
                recording.observed().isPresent() ? "bins out there are not observed" : "the file does not say when units were observed, so bins out there are silent"));
    }

    private int[] kept(int[] rows, java.util.function.IntPredicate good, String fault) {
        int[] kept = Arrays.stream(rows).filter(good).toArray();
        if (kept.length == 0) throw new DataException("no trial is left: all " + rows.length + " rows " + fault);
        if (kept.length < rows.length) notes.add((rows.length - kept.length) + " of " + rows.length + " rows are left out: they " + fault);
        return kept;
    }

    /** Labels of the same rows, or of the interval of another table in which the trial begins. */
    private List<String> labels(String condition, String table, int[] rows, Windows windows) {
        String from = tableOf(condition), column = condition.substring(from.length() + 1);
        String[] labels = DataException.blaming(() -> table(from).labels(column));
        if (from.equals(table)) return Arrays.stream(rows).mapToObj(r -> labels[r]).toList();
        double[] start = numbers(table(from), "start_time"), stop = numbers(table(from), "stop_time");
        String[] out = new String[windows.count()];
        int unlabelled = 0;
        for (int k = 0; k < out.length; k++) {
            double begins = recording.clock().seconds(windows.start()[k]);
            int row = IntStream.range(0, start.length).filter(r -> begins >= start[r] && begins < stop[r]).findFirst().orElse(-1);
            out[k] = row < 0 ? "none" : labels[row];
            if (row < 0) unlabelled++;
        }
        if (unlabelled > 0) notes.add(unlabelled + " of " + out.length + " trials begin in no row of '" + from + "'; their condition is 'none'");
        return List.of(out);
    }

    private Table table(String name) { return DataException.blaming(() -> recording.table(name)); }

    private static double[] numbers(Table table, String column) { return DataException.blaming(() -> table.numbers(column)); }

    /** The table of TABLE.COLUMN; names of tables may hold points, so the longest that is there wins. */
    private String tableOf(String path) {
        for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) if (recording.tables().containsKey(path.substring(0, dot))) return path.substring(0, dot);
        int dot = path.indexOf('.');
        if (dot <= 0 || dot == path.length() - 1) throw new IllegalArgumentException("TABLE.COLUMN was expected, got '" + path + "'; tables in the file: "
                + (recording.tables().isEmpty() ? "none" : recording.tables().values().stream().map(Table::toString).collect(java.util.stream.Collectors.joining("; "))));
        return path.substring(0, dot);
    }

    private static double[] seconds(String window) {
        String[] parts = window.split(",", -1);
        try {
            double[] span = {Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[parts.length - 1].strip())};
            if (parts.length != 2 || !Double.isFinite(span[0]) || !Double.isFinite(span[1])) throw new NumberFormatException();
            if (span[0] >= span[1]) throw new IllegalArgumentException("--window " + window + " is empty: START must come before STOP");
            return span;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--window must be START,STOP in seconds, as in -0.5,1, got '" + window + "'");
        }
    }
}
