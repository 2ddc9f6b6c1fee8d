package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.ising.EntropyFlow;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.SpinMoments;
import org.spinspike.ising.inverse.KineticIsingModel;
import org.spinspike.ising.inverse.LaggedCovariance;
import org.spinspike.ising.inverse.Transitions;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Surrogates;
import org.spinspike.spikes.Units;
import org.spinspike.statistics.Quantiles;

/**
 * What stands beside the flow of a fitted network: the same fit to surrogates, and couplings and covariances from different halves of the trials. Couplings learned from few spikes have errors that
 * differ both ways, and errors of J and D are the same errors: both make flow where there is none, of the order of parameters / transitions.
 *
 * @param transitions learned from
 * @param fit         of the recording itself, with as many trials as the nulls
 * @param trialNull   of refits to trials shuffled by neuron, one each; empty where trials cannot be shuffled
 * @param timeNull    of refits to bins shuffled within trials, one each
 * @param inSample    sum J (D - D^T), J and D from the same trials
 * @param splitHalf   J from one half and D from the other, mean of both ways; NaN where there are no halves
 */
public record FlowNulls(int neurons, long transitions, RefitFlow fit, double[] trialNull, double[] timeNull, double inSample, double splitHalf, List<SubsetFlow> subsets) {

    private static final double SIGNIFICANT = .05, ERRORS = 2;
    private static final int FEWEST = 19;

    /** Says where shuffles are so few that no p-value can be small. */
    static void noteFew(int shuffles, List<String> notes) {
        if (shuffles < FEWEST) notes.add(String.format(Locale.ROOT, "with --shuffles %d no p-value is below %.3f, and nothing can be told from its nulls: %d at least", shuffles, 1. / (shuffles + 1), FEWEST));
    }

    /** Says what else goes where windows of one recording change places. */
    static void noteWindows(SpikeTrains data, List<String> notes) {
        if (!data.design().aligned()) notes.add("windows of one recording are shuffled by neuron: what neurons share slowly, over many windows, goes with their couplings");
    }

    /** @return of {@link #of} */
    static Family.Cost cost(SpikeTrains data, RefitFlow.Plan plan, int shuffles, int draws) {
        int kinds = Surrogates.obstacle(data).isEmpty() ? 2 : 1;                          // and two halves, which are one fit
        return plan.cost(data).times(2 + kinds * shuffles).then(SubsetFlow.cost(data, plan, draws));
    }

    static FlowNulls of(SpikeTrains data, RefitFlow.Plan plan, int shuffles, int draws, Seed seed, Progress progress, List<String> notes) {
        boolean clocked = plan.options().flag("per-bin");
        int sets = SubsetFlow.SHARES.length * draws, all = 2 * shuffles + sets + 1;
        KineticIsingModel model = plan.fitAloud(data, seed.child("fit"), notes);
        RefitFlow fit = RefitFlow.of(model, data, plan, seed.child("fit"));
        double[] time = new double[shuffles];
        List<Double> trial = new ArrayList<>();
        Optional<String> obstacle = Surrogates.obstacle(data);
        obstacle.ifPresent(why -> notes.add("no trial-shuffle null: " + why));
        if (obstacle.isEmpty()) noteWindows(data, notes);
        for (int s = 0; s < shuffles; s++) {
            progress.at("nulls", 2 * s + 1, all);
            Seed own = seed.child("shuffle").child(s);
            if (obstacle.isEmpty()) trial.add(RefitFlow.of(Surrogates.trialsByNeuron(data, own.child("trials")), plan, own.child("trial fit")).flow());
            time[s] = RefitFlow.of(Surrogates.binsWithinTrials(data, own.child("bins")), plan, own.child("bin fit")).flow();
        }
        double inSample = pairs(model.network(), data, clocked), split = Double.NaN;
        int[] unit = Units.of(data.design()).of();
        int[][] halves = {IntStream.range(0, unit.length).filter(k -> unit[k] % 2 == 0).toArray(), IntStream.range(0, unit.length).filter(k -> unit[k] % 2 == 1).toArray()};
        if (halves[1].length == 0) notes.add("no split halves: there is one trial; --cut makes windows of it");
        else try {
            SpikeTrains even = data.select(halves[0]), odd = data.select(halves[1]);
            split = .5 * (pairs(plan.fit(even, seed).network(), odd, clocked) + pairs(plan.fit(odd, seed).network(), even, clocked));
        } catch (IllegalArgumentException e) {
            notes.add("no split halves: " + e.getMessage());
        }
        List<SubsetFlow> subsets = draws == 0 ? List.of() : SubsetFlow.of(data, plan, draws, seed.child("subsets"), (task, done, total) -> progress.at("nulls", 2 * shuffles + 1 + done, all));
        return new FlowNulls(data.neurons(), Transitions.of(data, false).count(), fit, trial.stream().mapToDouble(x -> x).toArray(), time, inSample, split, subsets);
    }

    private static double pairs(IsingNetwork network, SpikeTrains data, boolean clocked) {
        int n = network.neurons();
        return EntropyFlow.stationary(network, new SpinMoments(new double[n], new double[n * n], LaggedCovariance.of(Transitions.of(data, clocked)))).total();
    }

    Map<String, Object> json() {
        var map = new LinkedHashMap<String, Object>();
        map.put("transitions", transitions);
        map.put("fit", fit.flow());
        map.put("fit_se", fit.error());
        map.put("coupling_asymmetry", fit.asymmetry());
        map.put("trial_shuffle", nullJson(trialNull));
        map.put("time_shuffle", nullJson(timeNull));
        map.put("minus_trial_shuffle", trialNull.length == 0 ? null : fit.flow() - mean(trialNull));
        map.put("pairs_in_sample", inSample);
        map.put("pairs_split_half", splitHalf);
        map.put("pairs_bias", inSample - splitHalf);
        map.put("parameters_per_transition", perTransition());
        map.put("subsets", subsets.stream().map(SubsetFlow::json).toList());
        map.put("verdict", sentence());
        return map;
    }

    private Map<String, Object> nullJson(double[] values) {
        if (values.length == 0) return null;
        var map = new LinkedHashMap<String, Object>();
        map.put("mean", mean(values));
        map.put("interval_95", List.of(Quantiles.of(values, .025), Quantiles.of(values, .975)));
        map.put("p_value", p(values));
        map.put("values", values);
        return map;
    }

    private double perTransition() { return (double) neurons * (neurons + 1) / transitions; }

    /** What the rows are. */
    public String heading() { return String.format(Locale.ROOT, "beside the recording, refits with %d transitions and %.3g parameters a transition:", transitions, perTransition()); }

    /** Each with its numbers, in words. */
    public Map<String, String> rows() {
        var rows = new LinkedHashMap<String, String>();
        rows.put("the recording, refit", String.format(Locale.ROOT, "%.4f +- %.4f", fit.flow(), fit.error()));
        if (trialNull.length > 0) rows.put("trials shuffled", words(trialNull));
        if (timeNull.length > 0) rows.put("bins shuffled", words(timeNull));
        rows.put("sum J (D - D^T)", String.format(Locale.ROOT, "%.4f, %s; no errors", inSample, Double.isNaN(splitHalf) ? "J and D from the same trials, which makes it too large"
                : String.format(Locale.ROOT, "%.4f with J and D from different halves of the trials: %.4f of it is bias", splitHalf, inSample - splitHalf)));
        for (SubsetFlow subset : subsets) rows.put(String.format("%4d neurons", subset.neurons()), "per spike " + subset.words());
        return rows;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(heading()));
        rows().forEach((name, words) -> lines.add(String.format("  %-22s %s", name, words)));
        lines.add(sentence());
        return lines;
    }

    private String words(double[] values) { return String.format(Locale.ROOT, "%.4f [%.4f, %.4f], p = %.3f", mean(values), Quantiles.of(values, .025), Quantiles.of(values, .975), p(values)); }

    public String sentence() {
        if (trialNull.length == 0) return "There is no trial-shuffle null: what neurons without couplings would give is not known. " + against(timeNull, "bins in random order", "");
        return against(trialNull, "trials shuffled by neuron", ": as much of it goes with couplings");
    }

    /** Above a null is what its refits hardly reach, and what is more than the noise of the trials that the flow is sampled by. */
    private String against(double[] values, String name, String meaning) {
        double above = fit.flow() - mean(values);
        String of = "The flow of the recorded subset at this bin width ", p = String.format(Locale.ROOT, "(p = %.3f)", p(values));
        if (p(values) > SIGNIFICANT) return of + "cannot be told from that of " + name + " " + p + ".";
        if (above < ERRORS * fit.error())
            return String.format(Locale.ROOT, "%sis %.4f +- %.4f nats a bin above that of %s %s, which is within two errors of sampling; more --trials tell more.", of, above, fit.error(), name, p);
        return String.format(Locale.ROOT, "%sis %.4f +- %.4f nats a bin above that of %s %s%s.", of, above, fit.error(), name, p, meaning);
    }

    /** @return share of surrogates with as large a flow, the recording counted among them */
    private double p(double[] values) { return (1. + Arrays.stream(values).filter(v -> v >= fit.flow()).count()) / (values.length + 1); }

    private static double mean(double[] x) { return Arrays.stream(x).average().orElse(Double.NaN); }
}
