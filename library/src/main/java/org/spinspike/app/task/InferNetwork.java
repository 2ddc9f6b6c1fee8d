package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.spinspike.io.Npz;
import org.spinspike.ising.inverse.HeldOut;
import org.spinspike.ising.inverse.InferenceMethod;
import org.spinspike.ising.inverse.NetworkEstimate;
import org.spinspike.ising.inverse.Penalty;
import org.spinspike.ising.inverse.PenaltyChoice;
import org.spinspike.ising.inverse.Prior;
import org.spinspike.ising.inverse.StrengthPath;
import org.spinspike.ising.inverse.Transitions;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.math.special.ErrorFunction;
import org.spinspike.model.Family;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;
import org.spinspike.statistics.Estimate;
import org.spinspike.statistics.MultipleTests;
import org.spinspike.statistics.PairedBootstrap;

/** Which kinetic Ising network made these spikes: fields, couplings, what is known of their errors, and what they say of transitions that were kept from them. */
public final class InferNetwork {
    private static final int STRONGEST = 5;
    /** Flops a second of sums over transitions, as measured. */
    private static final double RATE = 8e9;

    private InferNetwork() {}

    /**
     * @param penalty what holds couplings back
     * @param fdr     false-discovery rate of the coupling map
     * @param target  where the network goes
     */
    public record Request(DataRequest data, InferenceMethod method, PenaltyChoice penalty, double fdr, Path target) {}

    /**
     * @param path          of strengths, where one was chosen by held-out likelihood
     * @param logLikelihood of all transitions, nats
     * @param heldOut       nats a transition that was kept from learning; NaN where none could be spared, as the next
     * @param alone         the same of neurons without couplings
     * @param gain          of the first over the second, with its interval over blocks of held-out transitions; empty where there is none
     * @param z             J / standard error, row-major [N, N]; null where the method has no errors
     * @param flagged       couplings beyond the false-discovery rate, or null
     */
    public record Result(Request request, SpikeTrains data, long transitions, Prior prior, Optional<StrengthPath> path, NetworkEstimate estimate, double logLikelihood, double heldOut, double alone, Optional<Estimate> gain, double[] z, boolean[] flagged,
                         List<String> notes) {
        private int neurons()       { return estimate.network().neurons(); }
        private long flags()        { return IntStream.range(0, flagged.length).filter(e -> flagged[e]).count(); }
        private long tested()       { return DoubleStream.of(z).filter(v -> !Double.isNaN(v)).count(); }
        private double j(int e)     { return estimate.network().couplings()[e]; }
        private String name(int i)  { return data.cells().name(i); }

        /** Those furthest beyond their error; without errors the largest. */
        private List<Integer> strongest() {
            return IntStream.range(0, neurons() * neurons()).boxed().filter(e -> z == null ? j(e) != 0 : !Double.isNaN(z[e])).sorted(Comparator.comparingDouble(e -> -Math.abs(z == null ? j(e) : z[e])))
                    .limit(STRONGEST).toList();
        }

        public Map<String, Object> json() {
            var map = new LinkedHashMap<String, Object>();
            map.put("method", request.method.word());
            map.put("ridge", prior.ridge());
            map.put("penalty", prior.penalty().word());
            map.put("strength", prior.strength());
            path.ifPresent(p -> map.put("path", IntStream.range(0, p.nats().length).mapToObj(c -> Map.of("strength", p.candidates()[c], "held_out_nats_per_transition", p.nats()[c], "couplings_not_zero", p.couplings()[c])).toList()));
            map.put("neurons", neurons());
            map.put("transitions", transitions);
            map.put("log_likelihood_nats", logLikelihood);
            map.put("held_out_nats_per_transition", heldOut);
            map.put("held_out_nats_per_transition_without_couplings", alone);
            map.put("held_out_gain_nats_per_transition", heldOut - alone);
            gain.ifPresent(g -> map.put("held_out_gain_nats_per_transition_interval_95", List.of(g.ninetyFive().low(), g.ninetyFive().high())));
            map.put("couplings_not_zero", estimate.couplings());
            map.put("false_discovery_rate", z == null ? null : request.fdr);
            map.put("couplings_tested", z == null ? null : tested());
            map.put("couplings_beyond", z == null ? null : flags());
            map.put("strongest", strongest().stream().map(this::coupling).toList());
            map.put("notes", notes);
            return map;
        }

        private Map<String, Object> coupling(int e) {
            var map = new LinkedHashMap<String, Object>();
            map.put("from", name(e % neurons()));
            map.put("to", name(e / neurons()));
            map.put("J", j(e));
            if (z != null) map.put("J_se", estimate.couplingErrors()[e]);
            if (z != null) map.put("z", z[e]);
            return map;
        }

        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add(String.format(Locale.ROOT, "%s%s: %d neurons, %d transitions, log-likelihood %.3f nats", request.method.word(), prior.words().isEmpty() ? "" : ", " + prior.words(), neurons(), transitions, logLikelihood));
            if (!Double.isNaN(heldOut)) lines.add(String.format(Locale.ROOT, "held-out likelihood      %.4f nats a transition, %.4f without couplings: couplings gain %.4f%s", heldOut, alone, heldOut - alone,
                    gain.map(g -> String.format(Locale.ROOT, " (95 %% %.4f to %.4f)", g.ninetyFive().low(), g.ninetyFive().high())).orElse("")));
            if (z != null) lines.add(String.format(Locale.ROOT, "couplings beyond chance  %d of %d, at a false-discovery rate of %s", flags(), tested(), request.fdr));
            if (prior.selects()) lines.add(String.format(Locale.ROOT, "couplings that are not 0 %d of %d", estimate.couplings(), neurons() * neurons()));
            for (int e : strongest()) lines.add(String.format(Locale.ROOT, "  %-22s J = %7.4f%s", name(e % neurons()) + " -> " + name(e / neurons()), j(e),
                    z == null ? "" : String.format(Locale.ROOT, " +- %.4f   z = %.1f", estimate.couplingErrors()[e], z[e])));
            return lines;
        }

        private void write() {
            int n = neurons();
            NamedArrays arrays = estimate.network().arrays().put("theta", estimate.network().bitFields(), n).put("theta_couplings", estimate.network().bitCouplings(), n, n);
            if (z != null) {
                byte[] flags = new byte[flagged.length];
                for (int e = 0; e < flags.length; e++) flags[e] = (byte) (flagged[e] ? 1 : 0);
                arrays.put("H_se", estimate.fieldErrors(), n).put("J_se", estimate.couplingErrors(), n, n).put("z", z, n, n).put("beyond_chance", flags, n, n).put("false_discovery_rate", request.fdr);
            }
            arrays.put("method", request.method.word()).put("ridge", prior.ridge()).put("penalty", prior.penalty().word()).put("strength", prior.strength()).put("transitions", transitions).put("log_likelihood_nats", logLikelihood)
                    .put("held_out_nats_per_transition", heldOut).put("held_out_nats_per_transition_without_couplings", alone)
                    .put("neuron_names", IntStream.range(0, n).mapToObj(this::name).toArray(String[]::new), n).put("bin_ms", 1000 * data.design().binSeconds());
            path.ifPresent(p -> arrays.put("path_strength", p.candidates(), p.nats().length).put("path_held_out_nats_per_transition", p.nats(), p.nats().length).put("path_couplings", p.couplings(), p.nats().length));
            Npz.write(request.target, arrays);
        }
    }

    public static Family.Cost cost(Request request, SpikeTrains data) {
        double n = data.neurons(), rows = 0;
        for (int k = 0; k < data.trials(); k++) rows += Math.max(0, data.bins(k) - 1);
        double once = request.method.isLikelihood() ? rows * n * (120 * n + 3000 + n * n) : 6 * rows * n * n;
        return new Family.Cost((long) (rows * (n + 32) + 24 * 8 * n * n), (1.8 + (request.penalty.chosenByLikelihood() ? StrengthPath.MOST / 2. : 0)) * once, RATE, "learned twice: from all transitions, and from four fifths to be judged by the rest");
    }

    public static Result run(Request request, Progress progress) {
        SpikeTrains data = request.data.load();
        DataException.requireObserved(data, "there is nothing to learn from");
        return DataException.blaming(() -> run(request, data, progress));
    }

    private static Result run(Request request, SpikeTrains data, Progress progress) {
        List<String> notes = new ArrayList<>();
        Transitions transitions = Transitions.of(data, false);
        Penalty penalty = request.penalty.penalty();
        Optional<StrengthPath> path = request.penalty.chosenByLikelihood() ? Optional.of(StrengthPath.of(penalty, transitions, Optional.empty(), 0, progress)) : Optional.empty();
        path.ifPresent(chosen -> notes.addAll(chosen.lines()));
        Prior prior = new Prior(penalty, request.penalty.strength().orElseGet(() -> path.orElseThrow().strength()), 0);
        NetworkEstimate estimate = request.method.infer(transitions, prior, progress);
        notes.addAll(estimate.notes());
        HeldOutNats held = heldOut(request, transitions, prior, progress, notes);
        if (path.isPresent() && held.gain.isPresent()) notes.add("the strength was chosen by the same held-out transitions, of whose likelihood it makes the most: what is held out is somewhat overstated");
        double[] z = z(estimate);
        boolean[] flagged = z == null ? null : MultipleTests.benjaminiHochberg(DoubleStream.of(z).map(v -> ErrorFunction.complement(Math.abs(v) / Math.sqrt(2))).toArray(), request.fdr);
        if (prior.selects()) notes.add("no standard errors: a penalty that selects couplings (" + penalty.word() + ") leaves none that hold; those not 0 were found likely to matter, not tested, and all are drawn towards 0");
        if (z != null && prior.ridge() > 0) notes.add("with a ridge, errors are those of the posterior, and couplings are drawn towards 0: what is beyond chance is understated");
        var result = new Result(request, data, transitions.count(), prior, path, estimate, Arrays.stream(transitions.logLikelihood(estimate.network(), null)).sum(), held.with, held.alone, held.gain, z, flagged, notes);
        result.write();
        return result;
    }

    private static double[] z(NetworkEstimate estimate) {
        if (estimate.couplingErrors() == null) return null;
        double[] z = estimate.network().couplings().clone();
        for (int e = 0; e < z.length; e++) z[e] /= estimate.couplingErrors()[e];
        return z;
    }

    /** Nats a transition of the network learned from the others, and of their rates alone. */
    private record HeldOutNats(double with, double alone, Optional<Estimate> gain) {}

    private static HeldOutNats heldOut(Request request, Transitions all, Prior prior, Progress progress, List<String> notes) {
        Optional<String> obstacle = HeldOut.obstacle(all);
        if (obstacle.isEmpty()) {
            Transitions learned = all.part(HeldOut.learned(all)), judged = all.part(HeldOut.judged(all));
            try {
                NetworkEstimate estimate = request.method.infer(learned, prior, progress);
                double[] with = judged.logLikelihoodByTransition(estimate.network()), alone = judged.logLikelihoodByTransition(NetworkEstimate.withoutCouplings(learned).network());
                return new HeldOutNats(Arrays.stream(with).average().orElseThrow(), Arrays.stream(alone).average().orElseThrow(), gain(with, alone));
            } catch (IllegalArgumentException e) {
                obstacle = Optional.of(e.getMessage());
            }
        }
        notes.add("no held-out likelihood: " + obstacle.get());
        return new HeldOutNats(Double.NaN, Double.NaN, Optional.empty());
    }

    /** Blocks of neighbouring transitions, in the order of trials and bins, are drawn as a whole: what follows each other is alike. */
    private static Optional<Estimate> gain(double[] with, double[] alone) {
        int rows = with.length;
        if (rows < Units.BLOCKS) return Optional.empty();
        return Optional.of(PairedBootstrap.of(Units.blocks(rows, Units.BLOCKS), new Seed(1)).difference(with, alone));
    }
}
