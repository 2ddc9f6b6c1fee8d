package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.spinspike.baseline.CountRegression;
import org.spinspike.math.Count;
import org.spinspike.math.Progress;
import org.spinspike.model.Likelihood;
import org.spinspike.spikes.SpikeTrains;

/** Trains one model a condition, and beside them the regression on counts that a decoder is measured by, all from the same trials. */
public final class FitConditions {
    private FitConditions() {}

    /**
     * @param spec family and options, the same for every condition
     * @param fit  what {@link FitModel} needs; its recording holds all conditions
     */
    public record Request(ModelSpec spec, FitModel.Request fit) {}

    /** @param fits by condition */
    public record Result(ConditionModels file, List<FitModel.Result> fits, List<String> notes) {
        public Map<String, Object> json() {
            var map = new LinkedHashMap<String, Object>();
            map.put("family", file.models().get(0).model().family());
            map.put("conditions", file.conditions());
            map.put("models", fits.stream().map(FitModel.Result::json).toList());
            map.put("notes", notes);
            return map;
        }
    }

    public static Result run(Request request, Progress progress) {
        SpikeTrains data = request.fit().data().load();
        List<String> labels = data.design().conditions().orElseThrow(() -> new DataException(request.fit().data().words()
                + " does not say which condition a trial belongs to: it needs an array 'condition' [trials] (import writes it with --condition TABLE.COLUMN)"));
        List<String> conditions = labels.stream().distinct().sorted().toList();
        if (conditions.size() < 2) throw new DataException("all trials are of one condition, '" + conditions.get(0) + "': there is nothing to tell apart");
        for (String condition : conditions) {
            int trials = Collections.frequency(labels, condition);
            if (trials < 2) throw new DataException("condition '" + condition + "' has " + Count.of(trials, "trial") + ", at least 2 are needed: leave it out");
        }
        var fits = new ArrayList<FitModel.Result>();
        var notes = new ArrayList<String>();
        for (String condition : conditions) {
            int[] own = IntStream.range(0, data.trials()).filter(k -> labels.get(k).equals(condition)).toArray();
            FitModel.Result fit = FitModel.train(request.spec(), data.select(own), request.fit().data().words() + ", condition " + condition, request.fit().validation(),
                    request.fit().iterations(), request.fit().seed().child(condition), (task, done, total) -> progress.at(task + ", " + condition, done, total));
            if (!(fit.file().model() instanceof Likelihood)) throw new DataException(fit.file().model().family() + " has no likelihood: it cannot decode");
            fit.fit().notes().forEach(note -> notes.add(condition + ": " + note));
            fits.add(fit);
        }
        int[] truth = labels.stream().mapToInt(conditions::indexOf).toArray();
        CountRegression counts = CountRegression.fit(data, truth, conditions.size(), request.fit().seed().child("counts"));
        var card = new LinkedHashMap<String, Object>();
        card.put("data", request.fit().data().words());
        card.put(ModelFile.DATA_HASH, Hashes.ofSpikes(data));
        card.putAll(TrainingFile.entries(request.fit().data()));
        card.put("seed", request.fit().seed().value());
        card.put("version", Version.text());
        var file = new ConditionModels(conditions, fits.stream().map(FitModel.Result::file).toList(), counts, card);
        file.write(request.fit().target());
        return new Result(file, fits, notes);
    }

    /** @return the result in lines for people */
    public static List<String> lines(Result result) {
        var lines = new ArrayList<String>();
        ConditionModels file = result.file();
        for (int c = 0; c < file.conditions().size(); c++) {
            FitModel.Result fit = result.fits().get(c);
            lines.add(String.format(Locale.ROOT, "%s: %d trials, %d parameters, %s", file.conditions().get(c), fit.trials(), fit.file().model().parameters(), fit.fit().ending()));
        }
        return lines;
    }
}
