package org.spinspike.app.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import org.spinspike.app.task.DataRequest;
import org.spinspike.spikes.SpikeTrains;

/** {@code --dry-run} of the verbs whose work is small beside reading: the input is read and checked, and nothing is written. */
final class DryRun {
    private DryRun() {}

    static int reading(GeneralOptions general, String verb, DataRequest... inputs) { return reading(general, verb, 0, inputs); }

    /** @param bytes memory needed whatever is read */
    static int reading(GeneralOptions general, String verb, long bytes, DataRequest... inputs) {
        var json = new LinkedHashMap<String, Object>();
        var text = new StringBuilder();
        double megabytes = 1e-6 * bytes;
        for (DataRequest input : inputs) {
            if (input == null) continue;
            SpikeTrains data = input.load();
            megabytes += 8e-6 * data.trials() * data.bins() * (data.neurons() + 16.0);
            json.put(input.words(), data.toString());
            text.append(input.words()).append(": ").append(data).append('\n');
        }
        json.put("memory_bytes", (long) (1e6 * megabytes));
        double needed = megabytes;
        general.answer(json, () -> text + String.format(Locale.ROOT, "%s would take about %.1f MB beyond the data, and seconds; nothing was written", verb, needed));
        return 0;
    }
}
