package org.spinspike.ising.inverse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.math.Chunks;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Progress;
import org.spinspike.math.Require;
import org.spinspike.math.optim.FeatureRows;
import org.spinspike.math.optim.LogisticProblem;
import org.spinspike.math.optim.LogisticRegression;
import org.spinspike.math.optim.SharedGram;
import org.spinspike.math.optim.SparseLogistic;
import org.spinspike.math.special.Logistic;

/**
 * The network of greatest likelihood, or of greatest posterior under a {@link Prior}: neurons are independent given the bin before, so that each is one concave problem,
 *
 * <pre>l_i = sum_t s_i(t) h_i(t) - ln 2 cosh h_i(t),   h_i(t) = H_i + sum_j J_ij s_j(t-1)</pre>
 *
 * which in 0/1 variables x = (s + 1) / 2 is the logistic regression theta that {@link LogisticRegression} solves: J_ij = theta_ij / 4, H_i = theta_i / 2 + sum_j theta_ij / 4.
 * Standard errors are those of the linear map, from the inverse Hessian (Fisher matrix plus prior) at the end: se(J_ij) = se(theta_ij) / 4, var(H_i) = v' Cov v with v = (1/4, ..., 1/2).
 *
 * <p>Where there are many inputs {@link SharedGram} goes first, and Newton's method starts from where it ends: one pass, which the errors need anyhow. Without errors what
 * SharedGram solved stands. A {@link Penalty} that makes couplings 0 is a matter of {@link SparseLogistic}, from the field of the rate or from where a stronger one ended, and has no standard errors.
 *
 * <p>Neurons without a maximum. One that never or always fired has no couplings, and the field of the rate (k + 1/2) / (M + 1), which is the mode under Jeffreys' prior (Firth). Where an input tells
 * a neuron's spikes or silence without exception, or inputs repeat each other ({@link Separation}), the couplings from those inputs have a normal prior of standard deviation 1, the others none; where
 * that gives no maximum either, all couplings of the neuron have it. Inputs that never change cannot be told from the field: their couplings are 0, and the field holds what they do. All is said in the notes.
 */
public final class MaximumLikelihood {
    /** Neurons fitted at once. */
    public static final int GROUP = 64;
    private static final int SHARED_FROM = 24;            // columns
    /** In logits: e^20 is more than any recording can tell, and so is an error of 100. */
    private static final double ENDLESS = 20, UNKNOWN = 100;

    private enum Fate { FITTED, CONSTANT, TOLD, UNCONVERGED, TOLD_BY_MANY }

    private final Transitions data;
    private final boolean errors;
    private final int newtonSteps;
    private final Prior prior;
    private final int n;
    private final int[] inputs;
    private final FeatureRows features;
    private final double[] ridge;
    private final Separation separation;                  // null where a prior holds all couplings
    private final double[][] theta;                       // [N, inputs + clock bins + 1]
    private final double[] fieldErrors, couplingErrors;
    private final int[] fates;
    private double[][] warm;                              // where to begin, [N, inputs + clock bins + 1], or null
    private int done;

    /**
     * @param errors      whether standard errors are wanted
     * @param newtonSteps most steps of Newton's method; 0 leaves it to {@link LogisticRegression}
     * @throws IllegalArgumentException where there are fewer transitions than parameters of a neuron, and no ridge
     */
    public MaximumLikelihood(Transitions data, Prior prior, boolean errors, int newtonSteps) {
        this.data = data;
        this.newtonSteps = newtonSteps == 0 ? LogisticRegression.STEPS : newtonSteps;
        this.prior = prior;
        this.errors = errors && !prior.selects();
        this.n = data.neurons();
        this.inputs = data.varyingInputs();
        Require.that(prior.strength() > 0 || data.count() > inputs.length, inputs.length + 1 + " parameters a neuron cannot be told from " + data.count() + " transitions without a prior: choose --ridge above 0, --penalty l1, or fewer neurons");
        this.ridge = prior.ofBits(inputs.length, data.clockBins());
        this.features = data.features(inputs);
        this.separation = prior.strength() > 0 ? null : new Separation(data, inputs);
        this.theta = new double[n][];
        this.fieldErrors = new double[n];
        this.couplingErrors = new double[n * n];
        this.fates = new int[n];
        Arrays.fill(fieldErrors, Double.NaN);
        Arrays.fill(couplingErrors, Double.NaN);
    }

    public static NetworkEstimate of(Transitions data, Prior prior, Progress progress) {
        var all = new MaximumLikelihood(data, prior, true, 0);
        while (!all.finished()) {
            progress.at("maximum likelihood", all.done(), data.neurons());
            all.step();
        }
        progress.at("maximum likelihood", all.done(), data.neurons());
        return all.estimate();
    }

    /** @return neurons fitted so far */
    public int done()         { return done; }
    public boolean finished() { return done == n; }

    /** Fits the next {@link #GROUP} neurons. */
    public void step() {
        int[] targets = IntStream.range(done, Math.min(n, done + GROUP)).toArray(), live = IntStream.of(targets).filter(i -> !data.constant(i)).toArray();
        for (int i : targets) if (data.constant(i)) constant(i);
        done += targets.length;
        List<LogisticProblem> problems = IntStream.of(live).mapToObj(i -> data.problem(i, features, ridge)).toList();
        if (prior.selects()) {
            Chunks.forEach(live.length, 1, (chunk, a, end) -> select(live[a], problems.get(a)));
            return;
        }
        SharedGram.Result near = ridge.length < SHARED_FROM ? null : SharedGram.fit(problems, errors ? SharedGram.BEFORE_NEWTON : SharedGram.TO_THE_END, SharedGram.PASSES);
        Chunks.forEach(live.length, 1, (chunk, a, end) -> {
            double[] start = near == null ? new double[ridge.length] : near.coefficients()[a];
            int[] held = separation == null ? new int[0] : separation.columns(live[a]);
            if (held.length > 0) held(live[a], held);
            else if (!errors && near != null && near.converged()[a] && !beyond(start)) theta[live[a]] = start;
            else newton(live[a], problems.get(a), start);
        });
    }

    private void select(int i, LogisticProblem problem) {
        SparseLogistic.Result result = SparseLogistic.fit(problem, Penalty.times(prior.strength(), groups(i)), start(i), newtonSteps);
        if (!result.converged()) fates[i] = Fate.UNCONVERGED.ordinal();
        theta[i] = result.coefficients();
    }

    private SparseLogistic.Groups groups(int i) { return prior.penalty().groups(i, inputs, data.areas()); }

    private double[] start(int i) { return warm != null ? warm[i] : alone(i); }

    /** The field of the rate (k + 1/2) / (M + 1), and no couplings. */
    private double[] alone(int i) {
        double[] theta = new double[ridge.length];
        long[] tally = data.tally(i);
        theta[ridge.length - 1] = Logistic.logit((tally[0] + .5) / (tally[1] + 1));
        return theta;
    }

    /** @return the least strength at which every coupling is 0, by the gradients there; 0 where nothing can act */
    double strongest() {
        double[] strengths = new double[n];
        Chunks.forEach(n, 1, (chunk, i, end) -> { if (!data.constant(i)) strengths[i] = SparseLogistic.strongest(data.problem(i, features, ridge), groups(i), start(i)); });
        return Arrays.stream(strengths).max().orElse(0);
    }

    /** Begins where another fit of the same transitions ended, which was under another strength. */
    MaximumLikelihood from(MaximumLikelihood other) {
        warm = other.theta;
        return this;
    }

    private void constant(int i) {
        theta[i] = alone(i);
        fates[i] = Fate.CONSTANT.ordinal();
    }

    private void newton(int i, LogisticProblem problem, double[] start) {
        LogisticRegression.Result result = LogisticRegression.fit(problem, start, newtonSteps);
        boolean cutShort = !result.converged() && newtonSteps < LogisticRegression.STEPS;             // by whoever asked for fewer: where it was going is not known
        if (prior.ridge() == 0 && !cutShort && endless(result)) allHeld(i);
        else take(i, result, Fate.FITTED);
    }

    /** With a prior on the couplings from some inputs; on all where that is not enough. */
    private void held(int i, int[] columns) {
        double[] some = ridge.clone(), all = heldRidge();
        for (int a : columns) some[a] = all[a];
        LogisticRegression.Result result = LogisticRegression.fit(data.problem(i, features, some));
        if (endless(result)) allHeld(i);
        else take(i, result, Fate.TOLD);
    }

    private void allHeld(int i) { take(i, LogisticRegression.fit(data.problem(i, features, heldRidge())), Fate.TOLD_BY_MANY); }

    private double[] heldRidge() { return new Prior(Prior.WHERE_SEPARABLE, prior.fieldRidge()).ofBits(inputs.length, data.clockBins()); }

    private void take(int i, LogisticRegression.Result result, Fate fate) {
        fates[i] = (result.converged() ? fate : Fate.UNCONVERGED).ordinal();
        theta[i] = result.coefficients();
        if (errors && result.covariance() != null) errors(i, result.covariance());
    }

    private static boolean endless(LogisticRegression.Result result) {
        if (!result.converged() || result.covariance() == null) return true;
        return beyond(result.coefficients()) || Arrays.stream(result.standardErrors()).anyMatch(error -> error > UNKNOWN);
    }

    private static boolean beyond(double[] theta) { return Arrays.stream(theta).anyMatch(x -> Math.abs(x) > ENDLESS); }

    private void errors(int i, double[] covariance) {
        int columns = ridge.length, last = columns - 1, count = inputs.length;
        double variance = covariance[last * columns + last] / 4;
        for (int a = 0; a < count; a++) {
            couplingErrors[i * n + inputs[a]] = Math.sqrt(covariance[a * columns + a]) / 4;
            variance += covariance[a * columns + last] / 4;
            for (int b = 0; b < count; b++) variance += covariance[a * columns + b] / 16;
        }
        fieldErrors[i] = Math.sqrt(variance);
    }

    /** What there is so far; neurons still to be fitted have neither field nor couplings. */
    public NetworkEstimate estimate() {
        int clockBins = data.clockBins(), last = ridge.length - 1;
        double[] constants = new double[n], couplings = new double[n * n], overTime = clockBins == 0 ? null : new double[clockBins * n];
        for (int i = 0; i < done; i++) {
            constants[i] = theta[i][last];
            for (int a = 0; a < inputs.length; a++) couplings[i * n + inputs[a]] = theta[i][a];
        }
        IsingNetwork network = IsingNetwork.ofBits(constants, couplings);
        for (int t = 0; t < clockBins; t++) for (int i = 0; i < n; i++) overTime[t * n + i] = network.fields()[i] + (i < done ? theta[i][inputs.length + t] / 2 : 0);
        return new NetworkEstimate(network, overTime, errors ? fieldErrors : null, errors ? couplingErrors : null, notes());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (data.dropped() > 0) notes.add(data.dropped() + " bins come after one that was observed in part only and were not learned from");
        said(notes, Fate.CONSTANT, "never or always fired: their fields are those of the rate (k + 1/2) / (M + 1), nothing acts on them");
        int still = n - inputs.length;
        if (still > 0) notes.add(Naming.some(data, IntStream.range(0, n).filter(j -> Arrays.binarySearch(inputs, j) < 0).toArray())
                + " never changed as input: what they do cannot be told from the field, which holds both, and their couplings to others are 0");
        if (separation != null) separated(notes);
        said(notes, Fate.UNCONVERGED, "reached the limit of Newton steps");
        return notes;
    }

    private void separated(List<String> notes) {
        int[] told = IntStream.of(those(Fate.TOLD)).filter(i -> separation.telling(i).length > 0).toArray();
        if (told.length > 0) notes.add(Naming.some(data, told) + " have no greatest likelihood: all spikes or all silences of an input come before the same, or all the same come after it: " + separation.tellers(told)
                + "; their couplings from such inputs have a normal prior of standard deviation 1, the others none; --ridge gives all one");
        if (!separation.repeated().isEmpty()) notes.add("some inputs repeat each other, the same or the opposite in every bin: " + separation.repeated()
                + "; what they do cannot be told apart, and couplings from them have a normal prior of standard deviation 1; leave out all but one");
        String tellers = separation.tellers(those(Fate.TOLD_BY_MANY));
        said(notes, Fate.TOLD_BY_MANY, "have no greatest likelihood, several inputs together tell what they do or cannot be told apart" + (tellers.isEmpty() ? "" : ", beside those that do alone: " + tellers)
                + ": all their couplings have a normal prior of standard deviation 1; --ridge gives all one");
    }

    private int[] those(Fate fate) { return IntStream.range(0, done).filter(i -> fates[i] == fate.ordinal()).toArray(); }

    private void said(List<String> notes, Fate fate, String so) {
        int[] those = those(fate);
        if (those.length > 0) notes.add(Naming.some(data, those) + " " + so);
    }

    /** @return whether every neuron so far converged */
    public boolean converged() { return IntStream.range(0, done).noneMatch(i -> fates[i] == Fate.UNCONVERGED.ordinal()); }

    /** All that {@link #resume} needs. */
    public NamedArrays state() {
        int columns = ridge.length;
        double[] flat = new double[n * columns];
        for (int i = 0; i < done; i++) System.arraycopy(theta[i], 0, flat, i * columns, columns);
        return new NamedArrays().put("done", (long) done).put("theta", flat, n, columns).put("fates", fates.clone(), n);
    }

    /** Goes on behind what a state holds; from the first group in which a neuron met the limit of steps, which may be higher now. */
    public void resume(NamedArrays state) {
        int columns = ridge.length;
        double[] flat = state.doubles("theta");
        Require.that(flat.length == n * columns, "the checkpoint belongs to other data or other options");
        done = (int) state.scalar("done");
        for (int i = 0; i < done; i++) theta[i] = Arrays.copyOfRange(flat, i * columns, (i + 1) * columns);
        System.arraycopy(state.ints("fates"), 0, fates, 0, n);
        for (int i = 0; i < done; i++) if (fates[i] == Fate.UNCONVERGED.ordinal()) done = i / GROUP * GROUP;
        Arrays.fill(fates, done, n, Fate.FITTED.ordinal());
    }
}
