package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spinspike.math.Count;
import org.spinspike.statistics.Quantiles;

/**
 * One model trained again and again on the same trials, what it draws at random drawn anew each time: how far its score is the luck of training. This is no part of the
 * intervals, which say how far it is the luck of which trials were held out.
 *
 * @param draws whether its training draws at all; one that does not gives the same model every time and is trained once
 * @param runs  in order; the first that succeeded is the model that is judged, whatever the others score
 */
public record SeedRuns(boolean draws, List<Run> runs) {

    /**
     * @param bits    per spike over the null that counts, on the held-out trials; NaN without a likelihood, or where it failed
     * @param seconds wall time of the training
     * @param failure why there is no model; "" where there is one
     */
    public record Run(double bits, double seconds, String failure) {
        boolean failed() { return !failure.isEmpty(); }
    }

    public int failed()        { return (int) runs.stream().filter(Run::failed).count(); }
    public double median()     { return Quantiles.median(bits()); }
    public double least()      { return Quantiles.of(bits(), 0); }
    public double most()       { return Quantiles.of(bits(), 1); }
    /** @return wall time of all trainings together */
    public double seconds()    { return runs.stream().mapToDouble(Run::seconds).sum(); }

    private double[] bits() { return runs.stream().filter(run -> !run.failed()).mapToDouble(Run::bits).filter(Double::isFinite).toArray(); }

    /** @return "5 trainings: 0.101 to 0.113", with those that failed counted; empty where there was one only */
    public Optional<String> words() {
        if (runs.size() == 1) return Optional.empty();
        String range = Double.isNaN(median()) ? "" : ": " + Intervals.fixed(least(), 4) + " to " + Intervals.fixed(most(), 4);
        return Optional.of(Count.of(runs.size(), "training") + (runs.size() - failed() > 1 ? range : "") + (failed() > 0 ? ", " + failed() + " of them failed" : ""));
    }

    Map<String, Object> json() {
        var map = new LinkedHashMap<String, Object>();
        map.put("training_draws", draws);
        map.put("trained", runs.size());
        map.put("failed", failed());
        map.put("median", median());
        map.put("minimum", least());
        map.put("maximum", most());
        var each = new ArrayList<Object>();
        for (Run run : runs) each.add(run.failed() ? Map.of("failure", run.failure(), "seconds", run.seconds()) : Map.of("bits", run.bits(), "seconds", run.seconds()));
        map.put("runs", each);
        return map;
    }
}
