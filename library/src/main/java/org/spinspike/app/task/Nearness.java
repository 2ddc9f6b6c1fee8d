package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.inverse.KineticIsingModel;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.math.Shuffle;
import org.spinspike.math.special.GaussianTanh;
import org.spinspike.model.Family;
import org.spinspike.model.RatesOverTime;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Surrogates;
import org.spinspike.statistics.Quantiles;

/**
 * How far beta = 1, the network as it was fitted, lies from the peaks of C, D and sigma when fields and couplings are rescaled: |ln beta_peak|, in simulations. It says nothing by itself, as fits to
 * spikes without any couplings have their peaks somewhere, too. So it stands beside refits to trials shuffled by neuron, to random subsets of the neurons, and to simulations of a network of the same
 * rates with half the couplings. All start as the sweep does, and have as many trials as each other. Fields that go with time are replaced by their common part. A largest value at the end of the sweep,
 * or one that cannot be told from it, is no peak: it has no distance, and is not compared.
 *
 * @param trials      of each simulation
 * @param fit         of the recording, fitted anew: the peak of each of C, D, sigma
 * @param shuffled    of trials shuffled by neuron, one each
 * @param offCritical of simulations with half the couplings and the same rates, one each
 * @param subsets     of N/4 and N/2 neurons, by size
 */
public record Nearness(int trials, PhaseCurve.Peak[] fit, List<PhaseCurve.Peak[]> shuffled, List<PhaseCurve.Peak[]> offCritical, Map<Integer, PhaseCurve.Peak[]> subsets) {
    private static final PhaseCurve.Quantity[] ASKED = {PhaseCurve.Quantity.C, PhaseCurve.Quantity.D, PhaseCurve.Quantity.SIGMA};
    private static final double SIGNIFICANT = .05, WEAKER = .5;
    /** Of columns in lines. */
    private static final int[] WIDTHS = {11, 9, 29, 29, 12};

    /** @param shuffles of each null, at least 1 */
    static Nearness of(SweepBeta.Request sweep, RefitFlow.Plan plan, SpikeTrains data, int shuffles, Progress progress, List<String> notes) {
        Seed seed = sweep.seed().child("nearness");
        KineticIsingModel model = plan.fitAloud(data, seed.child("recording"), notes);
        PhaseCurve.Peak[] fit = peaks(sweep, sweep.start(), model, seed.child("recording sweep"));
        Optional<String> obstacle = Surrogates.obstacle(data);
        obstacle.ifPresent(why -> notes.add("no trial-shuffle null: " + why));
        if (obstacle.isEmpty()) FlowNulls.noteWindows(data, notes);
        KineticIsingModel weaker = weaker(model.network(), data);
        List<PhaseCurve.Peak[]> shuffled = new ArrayList<>(), off = new ArrayList<>();
        for (int s = 0; s < shuffles; s++) {
            progress.at("nulls", s, shuffles);
            Seed own = seed.child(s);
            if (obstacle.isEmpty()) shuffled.add(peaks(sweep, sweep.start(), plan.fit(Surrogates.trialsByNeuron(data, own.child("trials")), own), own.child("shuffled sweep")));
            SpikeTrains simulated = weaker.sample(data.design().withoutCovariates(), own.child("simulation")).with(data.cells());
            off.add(peaks(sweep, sweep.start(), plan.fit(simulated, own), own.child("simulated sweep")));
        }
        Map<Integer, PhaseCurve.Peak[]> subsets = new LinkedHashMap<>();
        for (int size : sizes(data.neurons())) {
            int[] which = Arrays.copyOf(Shuffle.order(data.neurons(), seed.child("subset").child(size).generator()), size);
            Arrays.sort(which);
            subsets.put(size, peaks(sweep, IntStream.of(which).mapToDouble(i -> sweep.start()[i]).toArray(), plan.fit(data.selectNeurons(which), seed), seed.child("subset sweep").child(size)));
        }
        return new Nearness(sweep.perBatch() * SweepBeta.BATCHES, fit, shuffled, off, subsets);
    }

    private static int[] sizes(int neurons) { return DoubleStream.of(.25, .5).mapToInt(share -> (int) Math.round(share * neurons)).filter(size -> size >= 2).distinct().toArray(); }

    /** @return of {@link #of} */
    static Family.Cost cost(SweepBeta.Request sweep, RefitFlow.Plan plan, SpikeTrains data, int shuffles, int threads) {
        int kinds = Surrogates.obstacle(data).isEmpty() ? 2 : 1;
        Family.Cost all = plan.fitCost(data).then(sweep.simulationCost(data.neurons(), threads)).times(1 + kinds * shuffles);
        for (int size : sizes(data.neurons())) all = all.then(plan.fitCost(data.selectNeurons(IntStream.range(0, size).toArray()))).then(sweep.simulationCost(size, threads));
        return all;
    }

    private static PhaseCurve.Peak[] peaks(SweepBeta.Request sweep, double[] start, KineticIsingModel model, Seed seed) {
        PhaseCurve curve = SweepBeta.simulation(new SweepBeta.Request(model.network(), start, sweep.betas(), sweep.steps(), sweep.trials(), null, seed), Progress.SILENT);
        return Arrays.stream(ASKED).map(q -> curve.peak(q, sweep.betas())).toArray(PhaseCurve.Peak[]::new);
    }

    /** Half the couplings, and fields under which Gaussian inputs give the rates of the recording. */
    static KineticIsingModel weaker(IsingNetwork network, SpikeTrains data) {
        RatesOverTime rates = RatesOverTime.constant(data);
        int n = network.neurons();
        double[] j = Arrays.stream(network.couplings()).map(x -> WEAKER * x).toArray(), m = Arrays.stream(rates.p()).map(p -> 2 * p - 1).toArray(), h = new double[n];
        for (int i = 0; i < n; i++) {
            double variance = 0, mean = 0;
            for (int l = 0; l < n; l++) {
                variance += j[i * n + l] * j[i * n + l] * (1 - m[l] * m[l]);
                mean += j[i * n + l] * m[l];
            }
            h[i] = GaussianTanh.inverse(m[i], Math.sqrt(variance)) - mean;
        }
        return new KineticIsingModel(new IsingNetwork(h, j), null, rates, rates.p(), 2);
    }

    Map<String, Object> json() {
        var map = new LinkedHashMap<String, Object>();
        for (int q = 0; q < ASKED.length; q++) {
            int at = q;
            var one = new LinkedHashMap<String, Object>();
            one.put("peak", fit[q].json());
            one.put("distance", distance(fit[q]));
            one.put("distance_trials_shuffled", shuffled.stream().map(p -> distance(p[at])).toList());
            one.put("distance_off_critical_simulation", offCritical.stream().map(p -> distance(p[at])).toList());
            var sizes = new LinkedHashMap<String, Object>();
            subsets.forEach((size, peaks) -> sizes.put("" + size, distance(peaks[at])));
            one.put("distance_subsets", sizes);
            one.put("p_trials_shuffled", p(shuffled, q));
            one.put("p_off_critical_simulation", p(offCritical, q));
            one.put("verdict", verdict(q));
            map.put(ASKED[q].key, one);
        }
        return map;
    }

    /** @return null where there is no peak within the sweep */
    private static Double distance(PhaseCurve.Peak peak) { return peak.edge() ? null : Double.valueOf(Math.abs(Math.log(peak.beta()))); }

    private static double[] distances(List<PhaseCurve.Peak[]> of, int q) { return of.stream().map(peaks -> distance(peaks[q])).filter(Objects::nonNull).mapToDouble(d -> d).toArray(); }

    /** @return share of a null's peaks that lie as near, the recording counted with it; null where the fit or all of the null have none */
    private Double p(List<PhaseCurve.Peak[]> beside, int q) {
        Double own = distance(fit[q]);
        double[] others = distances(beside, q);
        return own == null || others.length == 0 ? null : Double.valueOf((1. + Arrays.stream(others).filter(d -> d <= own).count()) / (others.length + 1));
    }

    /** No other words are allowed: a network is nearer than its nulls, or it is not known to be. */
    String verdict(int q) { return significant(p(shuffled, q)) && significant(p(offCritical, q)) ? "closer than the shuffled fit" : "not distinguishable"; }

    private static boolean significant(Double p) { return p != null && p <= SIGNIFICANT; }

    /** @return of all three, in a sentence */
    public String sentence() {
        return "Nearness to the peak, of the recorded subset at this bin width: " + String.join("; ", IntStream.range(0, ASKED.length).mapToObj(q -> ASKED[q].key + " " + verdict(q)).toList()) + ".";
    }

    /** Over the columns of {@link #rows}. */
    public List<String> heads() {
        List<String> heads = new ArrayList<>(List.of("|ln beta|", "refit", "trials shuffled", "half the couplings"));
        subsets.keySet().forEach(size -> heads.add(size + " neurons"));
        heads.add("verdict");
        return heads;
    }

    /** A row for each of C, D and sigma. */
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (int q = 0; q < ASKED.length; q++) {
            List<String> row = new ArrayList<>(List.of(ASKED[q].key, shown(distance(fit[q])), beside(shuffled, q), beside(offCritical, q)));
            for (PhaseCurve.Peak[] subset : subsets.values()) row.add(shown(distance(subset[q])));
            row.add(verdict(q));
            rows.add(row);
        }
        return rows;
    }

    /** What the numbers in {@link #rows} are. */
    public String legend() {
        return String.format(Locale.ROOT, "Distance |ln beta| of the peak, by simulation with %,d trials: of the row refit (the recording fitted anew), of refits to trials shuffled by neuron, to simulations of the same rates with half the"
                + " couplings, and to subsets of the neurons. Of nulls: median, p (as near as the fit), and how many have a peak. \"no peak\": none within the sweep that can be told from its ends; it is not compared.", trials);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(legend()));
        List<List<String>> all = new ArrayList<>(List.of(heads()));
        all.addAll(rows());
        for (List<String> row : all) lines.add(String.join("", IntStream.range(0, row.size()).mapToObj(c -> String.format(c == row.size() - 1 ? "%s" : "%-" + WIDTHS[Math.min(c, WIDTHS.length - 1)] + "s", row.get(c))).toList()));
        return lines;
    }

    private static String shown(Double distance) { return distance == null ? "no peak" : String.format(Locale.ROOT, "%.3f", distance); }

    private String beside(List<PhaseCurve.Peak[]> of, int q) {
        double[] distances = distances(of, q);
        if (of.isEmpty()) return "none";
        if (distances.length == 0) return "no peak (0 of " + of.size() + ")";
        Double p = p(of, q);
        return String.format(Locale.ROOT, "%.3f (%s%d of %d)", Quantiles.median(distances), p == null ? "" : String.format(Locale.ROOT, "p = %.3f, ", p), distances.length, of.size());
    }
}
