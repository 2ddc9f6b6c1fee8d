package org.spinspike.app.task;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.math.Count;
import org.spinspike.spikes.Binarised;
import org.spinspike.spikes.Clock;
import org.spinspike.spikes.FrameWindows;
import org.spinspike.spikes.Intervals;
import org.spinspike.spikes.Recording;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Table;
import org.spinspike.spikes.Windows;

/**
 * Trials of a recording in bins that cannot be moved. A trial begins at the frame that begins nearest to where it should, at most half a frame off; windows around events all have the same number of frames. What of a trial lies beyond the
 * recording is not observed.
 */
final class FrameTrials {
    private FrameTrials() {}

    /**
     * @param whole     one long trial, whose start in seconds is known or 0
     * @param tables    of trials and events, by name
     * @param selection terms on rows of tables
     * @param notes     what the user should know is added here
     */
    static Binarised cut(Binarised whole, Map<String, Table> tables, Selection selection, String align, String window, String trials, String condition, List<String> notes) {
        SpikeTrains data = whole.trains();
        double width = data.design().binSeconds(), start = data.design().startSeconds().map(s -> s[0]).orElse(0.);
        var watched = new Intervals(new double[] {start}, new double[] {start + data.bins() * width});
        var film = new Recording(data.cells(), new double[data.neurons()][0], Clock.NANOSECONDS, Table.empty("units", data.neurons()), tables, Map.of(), Optional.of(IntStream.range(0, data.neurons()).mapToObj(i -> watched).toList()));
        Windows all = new TrialWindows(film, width, selection, notes).of(align, window, trials, condition);
        double frame = 1e9 * width, zero = 1e9 * start;
        int[] from = IntStream.range(0, all.count()).map(k -> frame((all.start()[k] - zero) / frame)).toArray(), length = IntStream.range(0, all.count()).map(k -> frame((all.stop()[k] - all.start()[k]) / frame)).toArray();
        int[] kept = IntStream.range(0, all.count()).filter(k -> length[k] > 0 && from[k] < data.bins() && from[k] + length[k] > 0).toArray();
        if (kept.length == 0) throw new DataException("no trial is left: none has a frame of " + Describe.number(1e3 * width) + " ms between " + Describe.number(start) + " and " + Describe.number(start + data.bins() * width) + " s, where the recording is");
        if (kept.length < all.count()) notes.add(Count.of(all.count() - kept.length, "trial") + " without a frame of the recording left out");
        notes.add("trials begin with the nearest frame, at most " + Describe.number(500 * width) + " ms off");
        if (Arrays.stream(whole.tally().clipped()).sum() > 0) notes.add("clipped are those of the whole recording, in frames of no trial too: where trials are few, their own share is less");
        Windows used = all.select(kept);
        return FrameWindows.of(whole, IntStream.of(kept).map(k -> from[k]).toArray(), IntStream.of(kept).map(k -> length[k]).toArray(), used.conditions().orElse(null));
    }

    private static int frame(double place) { return (int) Math.max(Integer.MIN_VALUE / 4, Math.min(Integer.MAX_VALUE / 4, Math.rint(place))); }
}
