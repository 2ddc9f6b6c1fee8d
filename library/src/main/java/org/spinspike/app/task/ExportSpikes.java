package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spinspike.io.SpikeOutput;
import org.spinspike.math.Require;
import org.spinspike.spikes.SpikeTrains;

/** Spike trains for other programs: text, JSON, or an NPZ of the part that was asked for. */
public final class ExportSpikes {
    private ExportSpikes() {}

    /**
     * @param target its name says the format
     * @param layout of a CSV file; null: wide
     */
    public record Request(DataRequest data, Path target, SpikeOutput.Layout layout) {}

    public record Result(SpikeTrains data, List<String> notes) {
        public Map<String, Object> json() {
            var map = new LinkedHashMap<String, Object>();
            map.put("trials", data.trials());
            map.put("bins", data.bins());
            map.put("neurons", data.neurons());
            map.put("ones", data.spikes());
            map.put("notes", notes);
            return map;
        }
    }

    public static Result run(Request request) {
        Require.that(request.layout() == null || SpikeOutput.isCsv(request.target()), "--layout is for CSV files; " + request.target() + " is none");
        SpikeTrains data = request.data().load();
        SpikeOutput.Layout layout = request.layout() == null ? SpikeOutput.Layout.WIDE : request.layout();
        DataException.blaming(() -> {
            SpikeOutput.write(request.target(), data, layout);
            return null;
        });
        return new Result(data, notes(request.target(), data, layout));
    }

    /** @return what the format of the file leaves out */
    static List<String> notes(Path target, SpikeTrains data, SpikeOutput.Layout layout) { return SpikeOutput.isCsv(target) ? List.of(SpikeOutput.lost(data, layout)) : List.of(); }
}
