package org.spinspike.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.app.report.figure.CorrelogramFigure;
import org.spinspike.app.report.figure.Curve;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.report.figure.GraphFigure;
import org.spinspike.app.report.figure.RasterFigure.Train;
import org.spinspike.app.task.CompareResult;
import org.spinspike.app.task.CompareResult.Entry;
import org.spinspike.baseline.GlmModel;
import org.spinspike.ising.inverse.KineticIsingModel;
import org.spinspike.model.Model;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.CrossCorrelograms;
import org.spinspike.statistics.CrossCorrelograms.Peak;
import org.spinspike.statistics.Masks;
import org.spinspike.statistics.Summary;

/** Which neurons go together: in the recording, in samples of the models, and in the couplings of those models that have some. */
final class PairFigures {
    private static final int PAIRS = 6;
    /** Coincidences, found or expected, below which a peak is the luck of one spike. */
    private static final int ENOUGH = 5;

    private final CompareResult result;
    private final SpikeTrains test;
    private final List<Train> samples;
    private final int[] colours;

    PairFigures(CompareResult result, List<Train> samples, int[] colours) {
        this.result = result;
        this.test = result.test();
        this.samples = samples;
        this.colours = colours;
    }

    /** Of the strongest pairs of the held-out trials; empty where something was not observed, or there are too few neurons, bins or coincidences. */
    Optional<Figure> correlograms() {
        int lags = Math.min(CrossCorrelograms.LAGS, test.bins() - 1);
        if (!test.fullyObserved() || test.neurons() < 2 || lags < 1) return Optional.empty();
        CrossCorrelograms all = lags == CrossCorrelograms.LAGS ? CrossCorrelograms.ofMostActive(test) : CrossCorrelograms.of(test, IntStream.range(0, test.neurons()).limit(CrossCorrelograms.MOST).toArray(), lags);
        List<CorrelogramFigure.Pair> pairs = all.strongest(all.pairs()).stream().filter(peak -> Math.max(peak.count(), peak.expected()) >= ENOUGH).limit(PAIRS).map(peak -> pair(peak, lags)).toList();
        if (pairs.isEmpty()) return Optional.empty();
        return Optional.of(CorrelogramFigure.of("cross-correlograms", result.test().binarisation().word(), test.design().binSeconds(), pairs, all.shuffled() ? "trials shuffled against each other" : "constant rates",
                "The pairs are those whose correlogram is farthest from the grey line, of the " + all.neurons().length + " most active neurons, in the recording, with " + ENOUGH + " coincidences at least; a model that has learned them follows the black line."));
    }

    private CorrelogramFigure.Pair pair(Peak peak, int lags) {
        int[] both = {peak.first(), peak.second()};
        CrossCorrelograms own = CrossCorrelograms.of(test, both, lags);
        List<Curve> models = samples.stream().map(s -> new Curve(s.label(), s.model(), counts(CrossCorrelograms.of(s.spikes(), both, lags)), null, null)).toList();
        return new CorrelogramFigure.Pair(test.cells().name(peak.first()) + " and " + test.cells().name(peak.second()), Curve.data(counts(own), null, null), own.expected(), models);
    }

    private static double[] counts(CrossCorrelograms of) { return java.util.Arrays.stream(of.counts()).asDoubleStream().toArray(); }

    /** At the neurons' positions or areas; empty where neither is known, or there are fewer than three neurons. */
    List<Figure> graphs() {
        Neurons cells = test.cells();
        if (cells.count() < 3 || cells.areas().isEmpty() && cells.positions().isEmpty()) return List.of();
        var figures = new ArrayList<Figure>();
        boolean noise = result.aligned();
        var parts = new ArrayList<GraphFigure.Part>(List.of(new GraphFigure.Part("recording", -1, matrix(test, noise))));
        samples.forEach(s -> parts.add(new GraphFigure.Part(s.label(), s.model(), matrix(Masks.of(test, s.spikes()), noise))));
        figures.add(GraphFigure.of("correlation-graph", "Who goes with whom", noise ? "noise correlation" : "correlation", parts, cells.areas(), cells.positions(), "Of the held-out trials and of one sample of each model."));
        List<GraphFigure.Part> coupled = IntStream.range(0, result.models().size()).mapToObj(this::couplings).flatMap(Optional::stream).toList();
        if (!coupled.isEmpty()) figures.add(GraphFigure.of("coupling-graph", "Couplings the models have learned", "coupling", coupled, cells.areas(), cells.positions(),
                "The stronger of both directions and of all lags, as the model has it: for logits of 0 and 1. Unrecorded neurons and common input look like couplings."));
        return figures;
    }

    private static double[] matrix(SpikeTrains trains, boolean noise) {
        Summary summary = Summary.of(trains);
        return noise ? summary.noiseCorrelation() : summary.correlation();
    }

    private Optional<GraphFigure.Part> couplings(int m) {
        Entry entry = result.models().get(m);
        Model model = entry.file().model();
        double[] lags = model instanceof GlmModel glm ? glm.couplings() : model instanceof KineticIsingModel ising ? ising.network().bitCouplings() : new double[0];
        int n = test.neurons();
        if (lags.length == 0) return Optional.empty();
        double[] strongest = new double[n * n];
        for (int c = 0; c < lags.length; c++) {
            int i = c / n % n, j = c % n;
            for (int e : new int[] {i * n + j, j * n + i}) if (Math.abs(lags[c]) > Math.abs(strongest[e])) strongest[e] = lags[c];
        }
        return Optional.of(new GraphFigure.Part(entry.label(), colours[m], strongest));
    }
}
