package org.spinspike.app.simulation;

import java.util.ArrayList;
import java.util.List;
import org.spinspike.math.Require;
import org.spinspike.model.Option;
import org.spinspike.model.Options;
import org.spinspike.spikes.Design;

/**
 * How large a made-up recording is.
 *
 * @param trials     number of trials
 * @param bins       bins of each
 * @param neurons    number of neurons
 * @param binSeconds width of a bin, seconds
 */
record RecordingShape(int trials, int bins, int neurons, double binSeconds) {

    RecordingShape {
        Require.inRange("trials", trials, 1, 100_000_000);
        Require.inRange("bins", bins, 1, 100_000_000);
        Require.inRange("neurons", neurons, 1, 100_000);
        Require.positive("bin-ms", 1000 * binSeconds);
        double entries = (double) trials * bins * neurons;
        Require.that(entries < 64e9, "trials x bins x neurons must stay below 64e9 entries, got " + entries);
    }

    /** The four sizes with these defaults, and then {@code more}. */
    static List<Option> offered(int trials, int bins, int neurons, double binMs, Option... more) {
        List<Option> all = new ArrayList<>(List.of(
                Option.whole("trials", trials, "number of trials"),
                Option.whole("bins", bins, "bins of a trial"),
                Option.whole("neurons", neurons, "number of neurons"),
                Option.real("bin-ms", binMs, "width of a bin, ms")));
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    static RecordingShape of(Options options) {
        return new RecordingShape(options.whole("trials"), options.whole("bins"), options.whole("neurons"), options.real("bin-ms") / 1000);
    }

    Design plain() { return Design.plain(trials, bins, binSeconds); }
}
