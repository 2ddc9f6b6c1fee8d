package org.spinspike.baseline;

import java.util.Locale;
import org.spinspike.math.Require;
import org.spinspike.spikes.Design;

/** When a trial took place, as well as the recording tells: what drift goes by. */
enum RecordingTime {
    /** {@code trial_start_s}; of a window, its own start. */
    SECONDS,
    /** The number of the (source) trial, where start times are unknown. */
    TRIAL,
    /** Seconds into the one trial that all windows were cut from, where nothing else is known. */
    OFFSET;

    static RecordingTime of(Design design) {
        return design.startSeconds().isPresent() ? SECONDS : design.sources() > 1 ? TRIAL : OFFSET;
    }

    /** @return a time a trial */
    double[] read(Design design) {
        Require.that(this != SECONDS || design.startSeconds().isPresent(), "the drift was learned over the trials' start times (trial_start_s), the data have none");
        double[] start = this == SECONDS ? design.startSeconds().get() : null, out = new double[design.trials()];
        for (int k = 0; k < out.length; k++) out[k] = switch (this) {
            case SECONDS -> start[k];
            case TRIAL -> design.source(k);
            case OFFSET -> design.offset(k) * design.binSeconds();
        };
        return out;
    }

    /** @return the name in model files */
    String word() { return name().toLowerCase(Locale.ROOT); }

    static RecordingTime named(String word) { return valueOf(word.toUpperCase(Locale.ROOT)); }
}
