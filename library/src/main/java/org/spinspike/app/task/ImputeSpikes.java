package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spinspike.app.Families;
import org.spinspike.io.DesignArrays;
import org.spinspike.io.Npz;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.model.Conditionals;
import org.spinspike.model.SimulatedConditionals;
import org.spinspike.model.SimulatedConditionals.Imputed;
import org.spinspike.spikes.SpikeTrains;

/** The probability of a spike wherever nobody looked, given everything that was seen. */
public final class ImputeSpikes {
    private ImputeSpikes() {}

    /** @param draws of each unobserved entry, where a family cannot sum over them */
    public record Request(Path model, DataRequest data, int draws, Path target, Seed seed) {}

    /** @param draws made of each unobserved entry; 0 where p is exact */
    public record Result(int trials, long unobserved, double meanProbability, int draws, double largestError, List<String> notes) {
        public boolean exact() { return draws == 0; }

        public Map<String, Object> json() {
            var map = new LinkedHashMap<String, Object>();
            map.put("trials", trials);
            map.put("unobserved", unobserved);
            map.put("mean_probability", meanProbability);
            map.put("exact", exact());
            if (!exact()) map.put("draws", draws);
            if (!exact()) map.put("largest_standard_error", largestError);
            map.put("notes", notes);
            return map;
        }
    }

    public static Result run(Request request) {
        ModelFile file = ModelFile.read(request.model());
        if (!(file.model() instanceof Conditionals) && !(file.model() instanceof SimulatedConditionals)) throw new DataException(file.model().family() + " cannot impute" + Families.lacking(file.model().family(), "conditionals"));
        var notes = new ArrayList<String>();
        SpikeTrains data = file.suited(request.data().load(), notes);
        if (data.fullyObserved()) throw new DataException("everything was observed: there is nothing to impute (the array 'observed' of the file says what was not)");
        DataException.requireObserved(data, "there is nothing to impute from");
        Imputed imputed = DataException.blaming(() -> file.model() instanceof Conditionals exact ? new Imputed(exact.impute(data), null, 0)
                : ((SimulatedConditionals) file.model()).impute(data, request.draws(), request.seed().child("impute")));
        double[] p = imputed.p();
        int bins = data.bins(), n = data.neurons();
        long unobserved = 0;
        double sum = 0, error = 0;
        byte[] observed = new byte[p.length];
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++)
                for (int i = 0; i < n; i++) {
                    int at = (k * bins + t) * n + i;
                    if (data.observed(k, t, i)) {
                        observed[at] = 1;
                        continue;
                    }
                    unobserved++;
                    sum += p[at];
                    if (imputed.draws() > 0) error = Math.max(error, imputed.standardError()[at]);
                }
        var arrays = new NamedArrays().put("p", p, data.trials(), bins, n);
        if (imputed.draws() > 0) arrays.put("p_se", imputed.standardError(), data.trials(), bins, n).put("draws", (long) imputed.draws());
        Npz.write(request.target(), arrays.put("observed", observed, data.trials(), bins, n).putAll(DesignArrays.of(data.design(), data.cells())));
        if (data.design().ragged()) notes.add("p is NaN past the end of shorter trials");
        return new Result(data.trials(), unobserved, sum / unobserved, imputed.draws(), error, notes);
    }
}
