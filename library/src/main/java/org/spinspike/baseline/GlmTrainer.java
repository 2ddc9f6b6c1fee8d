package org.spinspike.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spinspike.math.Chunks;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.optim.LogisticProblem;
import org.spinspike.math.optim.LogisticRegression.Result;
import org.spinspike.math.optim.LogisticRegression;
import org.spinspike.math.special.Logistic;
import org.spinspike.model.ConstantNeurons;
import org.spinspike.model.Fit;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Training;
import org.spinspike.model.autoregression.FirstBinRates;
import org.spinspike.model.autoregression.PastRows;
import org.spinspike.model.autoregression.Terms;
import org.spinspike.model.autoregression.Weights;
import org.spinspike.spikes.SpikeTrains;

/**
 * One penalised logistic regression a neuron, neurons in parallel; a second one without same-bin terms for the forecast, which the first starts from.
 * A step is a group of neurons; the checkpoint is offered after each. The constant is not penalised.
 *
 * <p>With rates over time their logit is a fixed part of the input: the table is that of {@link RatesOverTime}, so with nothing else the model is
 * the table, and the bias says by how much it is off. A neuron that never or always fired keeps its smoothed rate and takes no weights.
 */
final class GlmTrainer {
    /** Neurons fitted between two offers of the checkpoint. */
    static final int NEURONS_PER_STEP = 8;

    private final Training training;
    private final SpikeTrains data;
    private final GlmOptions options;
    private final Terms terms;
    private final List<String> notes = new ArrayList<>();
    private final RatesOverTime overTime;                 // null where the stimulus is not known
    private final double[] meanRates;
    private final PastRows rows;
    private final int n;

    private final double[] joint, forecast;               // [terms.rows(), N]
    private final double[] sameBin;                       // [N acting, N target], null where not wanted
    private final int[] unconverged;                      // 1 where a regression of the neuron hit the step limit
    private int done;

    GlmTrainer(Training training) {
        this.training = training;
        this.data = training.data();
        this.n = data.neurons();
        Require.atLeast("trials to learn from", data.trials(), 1);
        GlmOptions asked = GlmOptions.of(training.options());
        boolean past = asked.lags() > 0 || asked.runningSum() || asked.firstBin();
        if (past && data.bins() == 1) notes.add("trials have one bin: no lags, no running sum, neurons act within the bin only");
        this.options = past && data.bins() == 1 ? asked.withoutPast() : asked;
        this.terms = new Terms(n, options.lags(), options.runningSum(), options.firstBin(), covariates());
        Require.that(!options.perBin() || data.design().aligned(), RatesOverTime.noClock(data.design()));
        this.overTime = options.perBin() ? RatesOverTime.perBin(data) : null;
        this.meanRates = RatesOverTime.constant(data).p();
        this.rows = new PastRows(data, terms, meanRates);
        Require.that(rows.count() > 0, "no bin of the training trials has a past that was wholly observed: nothing to learn from");
        if (rows.dropped() > 0) notes.add(rows.dropped() + " bins have unobserved entries in their past and were not learned from; in the likelihood rates stand for such entries");
        ConstantNeurons.note(data, "their rates are (k + 1/2) / (M + 1)").ifPresent(notes::add);
        this.joint = new double[terms.rows() * n];
        this.forecast = new double[terms.rows() * n];
        this.sameBin = options.sameBin() ? new double[n * n] : null;
        this.unconverged = new int[n];
        for (int i = 0; i < n; i++) joint[terms.constantRow() * n + i] = forecast[terms.constantRow() * n + i] = constantAlone(i);
    }

    private List<String> covariates() {
        if (data.design().covariates().isEmpty()) {
            Require.that(!options.covariates(), "--covariates needs covariates, the data have none");
            return List.of();
        }
        List<String> names = data.design().covariates().get().names();
        if (options.covariates()) return names;
        notes.add("covariates are not used (--covariates uses " + String.join(", ", names) + ")");
        return List.of();
    }

    /** The constant of a neuron of which nothing else is known: its rate, or nothing beside its rates over time. */
    private double constantAlone(int i) { return overTime != null ? 0 : Logistic.logit(meanRates[i]); }

    Fit train() {
        training.checkpoint().resumed().ifPresent(this::resume);
        Chunks.forEach(done, 1, (chunk, i, end) -> { if (unconverged[i] != 0) again(i); });
        Fit.Stop stop = Fit.Stop.CONVERGED;
        training.progress().at("fit " + GlmFamily.NAME, done, n);
        while (done < n) {
            int from = done, to = Math.min(n, done + NEURONS_PER_STEP);
            Chunks.forEach(to - from, 1, (chunk, a, b) -> fit(from + chunk));
            done = to;
            training.progress().at("fit " + GlmFamily.NAME, done, n);
            boolean goOn = training.checkpoint().offer(Chunks.count(done, NEURONS_PER_STEP), this::state);
            if (goOn || done == n) continue;
            stop = Fit.Stop.INTERRUPTED;
            notes.add("stopped after " + done + " of " + n + " neurons; the others keep their mean rates");
            break;
        }
        int hard = Arrays.stream(unconverged).sum();
        if (hard > 0) notes.add(hard + " of " + n + " neurons reached the limit of Newton steps");
        if (hard > 0 && stop == Fit.Stop.CONVERGED) stop = Fit.Stop.STEP_LIMIT;
        GlmModel model = model();
        var step = new Fit.Step(Chunks.count(done, NEURONS_PER_STEP), model.meanNats(data), training.validation().map(v -> model.meanNats(v)).orElse(Double.NaN));
        return new Fit(model, List.of(step), stop, notes);
    }

    /** What met the limit of Newton steps before a resume may have more of them now. */
    private void again(int i) {
        unconverged[i] = 0;
        fit(i);
    }

    private void fit(int i) {
        boolean[] outcome = rows.outcome(i);
        double[] seen = rows.weight(i, false), offset = offset(i);
        if (PastRows.constant(outcome, seen)) return;
        int lags = terms.runningSumRow();
        Result alone = regress(i, lags, outcome, offset, seen, null);
        write(alone.coefficients(), i, 0, forecast);
        if (!options.sameBin() || i == 0) {
            write(alone.coefficients(), i, 0, joint);
            return;
        }
        double[] seenBefore = rows.weight(i, true);
        if (PastRows.constant(outcome, seenBefore)) {                             // never seen together with the neurons before it
            write(alone.coefficients(), i, 0, joint);
            return;
        }
        double[] start = new double[terms.rows() + i];
        for (int a = 0; a < terms.rows(); a++) start[a < lags ? a : a + i] = alone.coefficients()[a];
        Result full = regress(i, lags + i, outcome, offset, seenBefore, start);
        write(full.coefficients(), i, i, joint);
        for (int j = 0; j < i; j++) sameBin[j * n + i] = full.coefficients()[lags + j];
    }

    private Result regress(int i, int binary, boolean[] outcome, double[] offset, double[] weight, double[] start) {
        double[] ridge = LogisticProblem.ridge(binary + terms.dense(), options.ridge(), 0);
        var problem = new LogisticProblem(rows.features(), binary, outcome, offset, weight, ridge);
        Result result = LogisticRegression.fit(problem, start != null ? start : startOf(i, problem.columns()), steps());
        if (!result.converged()) unconverged[i] = 1;
        return result;
    }

    private double[] startOf(int i, int columns) {
        double[] start = new double[columns];
        start[columns - 1] = constantAlone(i);
        return start;
    }

    private int steps() { return training.iterations() > 0 ? training.iterations() : LogisticRegression.STEPS; }

    /** Puts the coefficients of neuron i, but for {@code within} same-bin ones behind the lags, into its column. */
    private void write(double[] coefficients, int i, int within, double[] into) {
        double[] column = new double[terms.rows()];
        for (int a = 0; a < column.length; a++) column[a] = coefficients[a < terms.runningSumRow() ? a : a + within];
        rows.natural(column);
        for (int a = 0; a < column.length; a++) into[a * n + i] = column[a];
    }

    private double[] offset(int i) {
        if (overTime == null) return null;
        double[] offset = new double[rows.count()];
        for (int r = 0; r < offset.length; r++) offset[r] = Logistic.logit(overTime.at(data.design().clock(rows.trial(r), rows.bin(r)), i));
        return offset;
    }

    private GlmModel model() {
        Weights alone = new Weights(terms, forecast.clone(), null);
        Weights weights = sameBin == null ? alone : new Weights(terms, joint.clone(), sameBin.clone());
        return new GlmModel(weights, alone, FirstBinRates.of(data), overTime, meanRates, options.simulations());
    }

    private NamedArrays state() {
        var state = new NamedArrays().put("done", (long) done).put("joint", joint.clone(), terms.rows(), n).put("forecast", forecast.clone(), terms.rows(), n)
                .put("unconverged", unconverged.clone(), n);
        return sameBin == null ? state : state.put("same_bin", sameBin.clone(), n, n);
    }

    private void resume(NamedArrays state) {
        Require.that(state.get("joint").size() == joint.length && state.has("same_bin") == (sameBin != null),
                "the checkpoint belongs to other data or other options");
        done = state.get("done").ints()[0];
        System.arraycopy(state.get("joint").doubles(), 0, joint, 0, joint.length);
        System.arraycopy(state.get("forecast").doubles(), 0, forecast, 0, forecast.length);
        System.arraycopy(state.get("unconverged").ints(), 0, unconverged, 0, n);
        if (sameBin != null) System.arraycopy(state.get("same_bin").doubles(), 0, sameBin, 0, sameBin.length);
    }
}
