package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.spinspike.io.Npz;
import org.spinspike.ising.MonteCarlo;
import org.spinspike.ising.Protocol;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.math.special.Logistic;
import org.spinspike.model.Family;
import org.spinspike.model.RatesOverTime;
import org.spinspike.spikes.SpikeTrains;

/** Entropy flow of a kinetic Ising network, bin by bin: with Gaussian inputs, from trials, and over all states where there are few. */
public final class MeasureEntropy {
    private MeasureEntropy() {}

    /**
     * @param model  a fitted model, or a file of parameters
     * @param bins   measured, where fields are constant; else all of a trial
     * @param burnIn bins run before, where fields are constant
     * @param trials side by side
     * @param data   a recording to put beside, or null
     * @param shuffles surrogates of each kind, at least 1
     * @param draws  random subsets of N/4 and of N/2 neurons; 0 for none
     * @param target where arrays go, or null
     */
    public record Request(Path model, int bins, int burnIn, int trials, DataRequest data, int shuffles, int draws, Path target, Seed seed) {
        /** Trials of a refit, of which there are many. */
        private static final int SHARE = 5, FEWEST = 1000;

        int skipped(NetworkSource source) { return source.driven() ? 0 : burnIn; }

        Protocol protocol(NetworkSource source) { return source.protocol(burnIn + bins); }

        RefitFlow.Plan refits(ModelFile model) { return RefitFlow.Plan.of(model, bins, burnIn, Math.min(trials, Math.max(FEWEST, trials / SHARE))); }
    }

    public static Family.Cost cost(Request request, int threads) {
        NetworkSource source = NetworkSource.read(request.model);
        Family.Cost once = SimulateIsing.cost(new SimulateIsing.Request(request.protocol(source), new MonteCarlo.Plan(request.trials, false, false), true, true, null, request.seed), threads);
        if (request.data == null) return once;
        ModelFile model = source.requireModel();
        Family.Cost nulls = FlowNulls.cost(model.suited(request.data.load(), new ArrayList<>()), request.refits(model), request.shuffles, request.draws);
        return new Family.Cost(0, 0, "refits to " + request.shuffles + " surrogates of each kind, halves and subsets, for the most part").then(once).then(nulls);
    }

    public static EntropyResult run(Request request, Progress progress) {
        NetworkSource source = NetworkSource.read(request.model);
        Protocol protocol = request.protocol(source);
        NetworkFlow flow = NetworkFlow.of(protocol, request.skipped(source), request.trials, request.seed.child("entropy"), progress);
        boolean stationary = !source.driven() && !flow.drifts();
        List<String> notes = new ArrayList<>();
        if (!source.driven() && !stationary)
            notes.add(String.format(Locale.ROOT, "the flow still changes within the %d bins measured: this is no steady state; --burn-in %d waits longer", request.bins, 2 * Math.max(50, request.burnIn)));
        double[] ratesOnly = source.driven() ? source.model().flatMap(m -> m.nulls().perBin()).map(MeasureEntropy::ratesOnly).orElse(null) : null;
        Optional<FlowNulls> nulls = request.data == null ? Optional.empty() : Optional.of(beside(request, source, progress, notes));
        var result = new EntropyResult(request, source, flow, stationary, ratesOnly, nulls, notes);
        if (request.target != null) Npz.write(request.target, result.arrays());
        return result;
    }

    private static FlowNulls beside(Request request, NetworkSource source, Progress progress, List<String> notes) {
        ModelFile model = source.requireModel();
        SpikeTrains data = model.suited(request.data.load(), notes);
        DataException.requireObserved(data, "there is nothing to learn from");
        FlowNulls.noteFew(request.shuffles, notes);
        if (!source.driven() && data.design().aligned())
            notes.add("fields are constant and trials share a clock: rates that follow a stimulus count as couplings, in the shuffled trials too; spinspike fit kinetic-ising --per-bin gives them fields of their own");
        return DataException.blaming(() -> FlowNulls.of(data, request.refits(model), request.shuffles, request.draws, request.seed.child("nulls"), progress, notes));
    }

    /** Of neurons that only follow their rates over time: sum_i H_i(t) (m_i(t) - m_i(t-1)), H = atanh m, exactly; one value a bin but the first. */
    static double[] ratesOnly(RatesOverTime rates) {
        double[] flow = new double[rates.clockBins() - 1];
        for (int t = 1; t < rates.clockBins(); t++)
            for (int i = 0; i < rates.neurons(); i++) {
                double now = 2 * rates.at(t, i) - 1, before = 2 * rates.at(t - 1, i) - 1;
                flow[t - 1] += Logistic.atanh(now) * (now - before);
            }
        return flow;
    }
}
