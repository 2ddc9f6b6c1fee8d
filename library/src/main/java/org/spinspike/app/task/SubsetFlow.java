package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.math.Shuffle;
import org.spinspike.model.Family;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Surrogates;

/**
 * The flow of random subsets of the neurons: what was not recorded biases couplings and flow, and a curve that still moves at N says so.
 *
 * @param neurons  of each subset
 * @param fits     of the subsets, one a draw
 * @param shuffled of the same subsets, trials shuffled by neuron; empty where they cannot be
 */
public record SubsetFlow(int neurons, List<RefitFlow> fits, List<RefitFlow> shuffled) {
    /** N/4, N/2, N. */
    static final double[] SHARES = {.25, .5, 1};

    /** All neurons are drawn once: there is but one such subset. */
    static List<SubsetFlow> of(SpikeTrains data, RefitFlow.Plan plan, int draws, Seed seed, Progress progress) {
        List<SubsetFlow> subsets = new ArrayList<>();
        boolean shuffles = Surrogates.obstacle(data).isEmpty();
        for (double share : SHARES) {
            int size = (int) Math.round(share * data.neurons());
            if (size < 2) continue;
            List<RefitFlow> fits = new ArrayList<>(), shuffled = new ArrayList<>();
            for (int draw = 0; draw < (share == 1 ? 1 : draws); draw++) {
                progress.at("subsets", subsets.size() * draws + draw, SHARES.length * draws);
                Seed own = seed.child(size).child(draw);
                int[] which = Arrays.copyOf(Shuffle.order(data.neurons(), own.child("neurons").generator()), size);
                Arrays.sort(which);
                SpikeTrains some = data.selectNeurons(which);
                fits.add(RefitFlow.of(some, plan, own.child("fit")));
                if (shuffles) shuffled.add(RefitFlow.of(Surrogates.trialsByNeuron(some, own.child("trials")), plan, own.child("trial fit")));
            }
            subsets.add(new SubsetFlow(size, fits, shuffled));
        }
        return subsets;
    }

    /** @return of {@link #of} */
    static Family.Cost cost(SpikeTrains data, RefitFlow.Plan plan, int draws) {
        Family.Cost all = new Family.Cost(0, 0, "");
        for (double share : draws == 0 ? new double[0] : SHARES) {
            int size = (int) Math.round(share * data.neurons());
            if (size >= 2) all = all.then(plan.cost(data.selectNeurons(IntStream.range(0, size).toArray())).times((share == 1 ? 1 : draws) * (Surrogates.obstacle(data).isEmpty() ? 2 : 1)));
        }
        return all;
    }

    Map<String, Object> json() {
        var map = new LinkedHashMap<String, Object>();
        map.put("neurons", neurons);
        map.put("draws", fits.size());
        map.put("flow", all(fits, RefitFlow::flow));
        map.put("per_spike", all(fits, RefitFlow::perSpike));
        map.put("asymmetry", all(fits, RefitFlow::asymmetry));
        map.put("flow_trials_shuffled", all(shuffled, RefitFlow::flow));
        map.put("per_spike_trials_shuffled", all(shuffled, RefitFlow::perSpike));
        map.put("asymmetry_trials_shuffled", all(shuffled, RefitFlow::asymmetry));
        return map;
    }

    /** Flow a spike, and asymmetry of couplings. */
    String words() {
        boolean alone = shuffled.isEmpty();
        return perSpike(fits) + (alone ? "" : " (trials shuffled " + perSpike(shuffled) + ")") + ", coupling asymmetry " + Describe.fixed(mean(fits, RefitFlow::asymmetry), 3)
                + (alone ? "" : " (trials shuffled " + Describe.fixed(mean(shuffled, RefitFlow::asymmetry), 3) + ")");
    }

    private static String perSpike(List<RefitFlow> fits) { return Describe.fixed(mean(fits, RefitFlow::perSpike), 4) + " +- " + Describe.fixed(error(fits), 4); }

    /** Of the mean a spike, of sampling alone. */
    private static double error(List<RefitFlow> fits) {
        double[] squares = fits.stream().filter(fit -> fit.spikes() > 0).mapToDouble(fit -> Math.pow(fit.error() / fit.spikes(), 2)).toArray();
        return squares.length == 0 ? Double.NaN : Math.sqrt(Arrays.stream(squares).sum()) / squares.length;
    }

    private static double[] all(List<RefitFlow> fits, ToDoubleFunction<RefitFlow> value) { return fits.stream().mapToDouble(value).toArray(); }

    private static double mean(List<RefitFlow> fits, ToDoubleFunction<RefitFlow> value) { return fits.stream().mapToDouble(value).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN); }
}
