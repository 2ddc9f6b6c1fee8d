package org.spinspike.app.reproduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spinspike.baseline.GlmModel;
import org.spinspike.ising.EntropyFlow;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.Protocol;
import org.spinspike.ising.inverse.InferenceMethod;
import org.spinspike.ising.inverse.NetworkEstimate;
import org.spinspike.ising.inverse.Prior;
import org.spinspike.ising.inverse.Transitions;
import org.spinspike.ising.meanfield.MeanField;
import org.spinspike.math.NumericalException;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

/** A known network inferred from its own spikes by every method: what comes of it, and how far it is off, as mean squares of H and of J. */
final class InverseErrors {
    /** The four that match moments have the index of their mean field in {@link ForwardErrors#METHODS}. */
    static final List<InferenceMethod> METHODS = methods();
    /** Bins after the start that are left out: the network forgets how it began. */
    static final int LEFT_OUT = 3;
    /** What is told of the last step of a network that runs. */
    static final List<String> TRANSITION = List.of("mean m", "mean C", "mean D", "exp(sigma)");
    private static final double BIN_SECONDS = .01, ALMOST = 1e-12;

    /** [method][H, J]; NaN where a method found no network. */
    final double[][] errors = new double[METHODS.size()][2];
    /** A network a method; null where it found none. */
    final IsingNetwork[] networks = new IsingNetwork[METHODS.size()];
    final List<String> notes = new ArrayList<>();

    InverseErrors(IsingNetwork truth, int steps, int trials, Seed seed, Progress progress) {
        Transitions data = Transitions.of(spikes(truth, steps, trials, seed), false);
        for (int k = 0; k < METHODS.size(); k++) {
            InferenceMethod method = METHODS.get(k);
            progress.at("", k, METHODS.size());
            try {
                NetworkEstimate found = method.infer(data, Prior.NONE, Progress.SILENT);
                networks[k] = found.network();
                found.notes().forEach(note -> notes.add(method.word() + ": " + note));
                errors[k] = errors(networks[k], truth);
            } catch (NumericalException e) {
                notes.add(method.word() + ": " + e.getMessage());
                Arrays.fill(errors[k], Double.NaN);
            }
        }
    }

    private static List<InferenceMethod> methods() {
        List<InferenceMethod> all = new ArrayList<>();
        for (MeanField method : ForwardErrors.METHODS) all.add(InferenceMethod.named(InferenceMethod.MATCHING + method.manifold().word()));
        for (String word : new String[] {InferenceMethod.LIKELIHOOD, "nmf", "tap", "emf"}) all.add(InferenceMethod.named(word));
        return List.copyOf(all);
    }

    /** Trials from all spins up, without their beginning. */
    private static SpikeTrains spikes(IsingNetwork truth, int steps, int trials, Seed seed) {
        double[] up = new double[truth.neurons()];
        Arrays.fill(up, 1 - ALMOST);
        return GlmModel.oneLag(truth.bitCouplings(), truth.bitFields(), up).sample(Design.plain(trials, steps + 1, BIN_SECONDS), seed).selectBins(LEFT_OUT, steps + 1);
    }

    /** @return mean squares of what fields and couplings are off */
    static double[] errors(IsingNetwork found, IsingNetwork truth) { return new double[] {meanSquare(found.fields(), truth.fields()), meanSquare(found.couplings(), truth.couplings())}; }

    /** @return mean m, C and D and exp(sigma) of the last step of a run from all spins up; NaN where the method diverges or leaves what covariances can be */
    static double[] last(MeanField method, IsingNetwork network, int steps) {
        double[] means = new double[TRANSITION.size()];
        try {
            var health = method.run(Protocol.of(network, steps), (t, step) -> {
                if (t < steps) return;
                means[0] = step.moments().meanM();
                means[1] = step.moments().meanC();
                means[2] = step.moments().meanD();
                means[3] = Math.exp(EntropyFlow.stationary(network, step.moments()).total());
            });
            if (health.diverged() > 0) Arrays.fill(means, Double.NaN);
        } catch (NumericalException e) {
            Arrays.fill(means, Double.NaN);
        }
        return means;
    }

    private static double meanSquare(double[] a, double[] b) {
        double sum = 0;
        for (int e = 0; e < a.length; e++) sum += (a[e] - b[e]) * (a[e] - b[e]);
        return sum / a.length;
    }
}
