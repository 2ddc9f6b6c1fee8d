package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.spinspike.io.DesignArrays;
import org.spinspike.io.Npz;
import org.spinspike.math.Count;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Rows;
import org.spinspike.math.Seed;
import org.spinspike.math.special.Logistic;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;
import org.spinspike.statistics.Decoding;
import org.spinspike.statistics.Estimate;
import org.spinspike.statistics.PairedBootstrap;

/**
 * Which condition a trial belongs to, by Bayes from one model a condition:
 *
 * <pre>p(c | S) = prior(c) p(S | c) / sum_d prior(d) p(S | d)</pre>
 *
 * and the same from the first bins only, bin by bin. Beside it, from the same training trials and with the same prior: naive Bayes on constant rates, on
 * rates over time, and logistic regression on counts (which has a prior of its own, that of the training trials).
 */
public final class DecodeTrials {
    private DecodeTrials() {}

    /** What is believed of a condition before the trial is seen. */
    public enum Prior { TRAINING, UNIFORM }

    /** @param target where {@code p}, {@code p_running} and {@code condition} go */
    public record Request(Path models, DataRequest data, Prior prior, Path target, Seed seed) {}

    public static DecodeResult run(Request request) {
        ConditionModels file = ConditionModels.read(request.models());
        var notes = new ArrayList<String>();
        SpikeTrains data = request.data().load();
        for (int c = 0; c < file.conditions().size(); c++) file.models().get(c).suited(data, c == 0 ? notes : new ArrayList<>());
        DataException.requireObserved(data, "there is nothing to decode");
        ModelFile.noteTraining(file.card(), request.data(), data, "these are the trials the models were trained on", "held-out trials say how good they are (import --hold-out)", notes);
        double[] prior = request.prior() == Prior.UNIFORM ? uniform(file.conditions().size()) : file.shares();
        double[] running = running(data, prior, c -> DataException.blaming(() -> file.model(c).logProbabilityByBin(data)));
        double[] posterior = last(data, running, prior.length);
        Npz.write(request.target(), arrays(data, file, prior, posterior, running));
        Optional<DecodeResult.Judged> judged = judge(request, file, data, prior, posterior, running, notes);
        return new DecodeResult(file.models().get(0).model().family(), file.conditions(), data.trials(), data.bins(), prior, data.design().binSeconds(), judged, Provenance.of(request.data().words(), request.data().file(), data, request.seed()), notes);
    }

    /** @return ln p(condition | bins 0..t), row-major [trials, bins, conditions]; past the end of a trial as at its end */
    private static double[] running(SpikeTrains data, double[] prior, IntFunction<double[]> logProbabilityByBin) {
        int conditions = prior.length, bins = data.bins();
        double[] running = new double[data.trials() * bins * conditions];
        for (int c = 0; c < conditions; c++) {
            double[] byBin = logProbabilityByBin.apply(c);
            for (int k = 0; k < data.trials(); k++) {
                double sum = Math.log(prior[c]);
                for (int t = 0; t < bins; t++) {
                    if (t < data.bins(k)) sum += byBin[k * bins + t];
                    running[(k * bins + t) * conditions + c] = sum;
                }
            }
        }
        for (int row = 0; row < running.length; row += conditions) normalise(running, row, conditions, prior);
        return running;
    }

    /** Subtracts the logarithm of the sum; where no condition thinks the trial possible, what was believed before stays. */
    private static void normalise(double[] logs, int from, int count, double[] prior) {
        double sum = Logistic.logSum(logs, from, count);
        for (int c = 0; c < count; c++) logs[from + c] = sum == Double.NEGATIVE_INFINITY ? Math.log(prior[c]) : logs[from + c] - sum;
    }

    private static double[] last(SpikeTrains data, double[] running, int conditions) {
        double[] out = new double[data.trials() * conditions];
        for (int k = 0; k < data.trials(); k++) System.arraycopy(running, ((k + 1) * data.bins() - 1) * conditions, out, k * conditions, conditions);
        return out;
    }

    private static NamedArrays arrays(SpikeTrains data, ConditionModels file, double[] prior, double[] posterior, double[] running) {
        int conditions = prior.length;
        return new NamedArrays().put("p", exp(posterior), data.trials(), conditions).put("p_running", exp(running), data.trials(), data.bins(), conditions)
                .put("conditions", file.conditions().toArray(String[]::new), conditions).put("prior", prior, conditions)
                .put("decoded", Arrays.stream(Decoding.guesses(posterior, conditions)).mapToObj(file.conditions()::get).toArray(String[]::new), data.trials())
                .putAll(DesignArrays.of(data.design(), data.cells()));
    }

    private static Optional<DecodeResult.Judged> judge(Request request, ConditionModels file, SpikeTrains data, double[] prior, double[] posterior, double[] running, List<String> notes) {
        Optional<List<String>> labels = data.design().conditions();
        if (labels.isEmpty()) notes.add("the recording does not say which condition a trial belongs to: decoded, not judged");
        int[] truth = labels.map(l -> l.stream().mapToInt(file.conditions()::indexOf).toArray()).orElse(new int[0]);
        int[] known = IntStream.range(0, truth.length).filter(k -> truth[k] >= 0).toArray();
        if (known.length < truth.length) notes.add(Count.of(truth.length - known.length, "trial") + " of conditions no model was made for: decoded, not judged");
        if (known.length < 2) return Optional.empty();
        SpikeTrains judged = data.select(known);
        int[] of = IntStream.of(known).map(k -> truth[k]).toArray();
        Units units = Units.of(judged.design());
        if (units.count() < 2) {
            notes.add("one " + judged.design().word() + ": decoded, not judged");
            return Optional.empty();
        }
        Seed seed = request.seed().child("decode");
        Decoding model = Decoding.of(Rows.of(posterior, prior.length, known), prior, of, units, seed);
        double[] byBin = new double[data.bins()];
        for (int t = 0; t < byBin.length; t++) {
            int bin = t;
            int[] guess = Decoding.guesses(Rows.of(running, prior.length, IntStream.of(known).map(k -> k * data.bins() + bin).toArray()), prior.length);
            byBin[t] = IntStream.range(0, of.length).filter(k -> guess[k] == of[k]).count() / (double) of.length;
        }
        var paired = PairedBootstrap.of(units, seed);
        var rivals = new ArrayList<DecodeResult.Rival>();
        rivals(file, judged, prior).forEach((name, logs) -> {
            Decoding rival = Decoding.of(logs, prior, of, units, seed);
            Estimate ahead = paired.difference(model.bitsPerTrial(), rival.bitsPerTrial());
            rivals.add(new DecodeResult.Rival(name, rival, ahead));
        });
        return Optional.of(new DecodeResult.Judged(model, byBin, rivals));
    }

    private static LinkedHashMap<String, double[]> rivals(ConditionModels file, SpikeTrains data, double[] prior) {
        var rivals = new LinkedHashMap<String, double[]>();
        rivals.put("naive Bayes on rates", last(data, running(data, prior, c -> file.models().get(c).nulls().constant().logProbabilityByBin(data)), prior.length));
        boolean clock = file.models().stream().allMatch(m -> m.nulls().perBin().filter(rates -> rates.covers(data.design())).isPresent() && !LostClock.of(m.design(), data.design()));
        if (clock) rivals.put("naive Bayes on rates over time", last(data, running(data, prior, c -> file.models().get(c).nulls().perBin().orElseThrow().logProbabilityByBin(data)), prior.length));
        rivals.put("logistic regression on counts", file.counts().logProbabilities(data));
        return rivals;
    }

    private static double[] uniform(int conditions) {
        double[] prior = new double[conditions];
        Arrays.fill(prior, 1.0 / conditions);
        return prior;
    }

    private static double[] exp(double[] logs) { return Arrays.stream(logs).map(Math::exp).toArray(); }
}
