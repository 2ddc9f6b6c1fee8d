package org.spinspike.app.task;

import java.util.stream.IntStream;
import org.spinspike.spikes.Design;

/** Windows that went through other hands and came back without the place they were cut from: all of them seem to begin at the trial's start. */
final class LostClock {
    static final String WHY = "the recording does not say where in the trial its windows begin (offset)";

    private LostClock() {}

    /**
     * Trials that truly are the first bins of those learned from look the same; no rate is better than one of another time.
     *
     * @return whether the model learned from windows at several places of longer trials, and the recording is shorter than those and tells no places
     */
    static boolean of(Design training, Design data) {
        return moved(training) && !moved(data) && data.clockBins() < training.clockBins();
    }

    private static boolean moved(Design design) { return IntStream.range(0, design.trials()).anyMatch(k -> design.offset(k) != 0); }
}
