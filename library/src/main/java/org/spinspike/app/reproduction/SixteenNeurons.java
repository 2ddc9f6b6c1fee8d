package org.spinspike.app.reproduction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.spinspike.app.report.Page;
import org.spinspike.app.report.figure.HeatMapFigure;
import org.spinspike.app.report.figure.RasterFigure;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Samples;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.Summary;

/** Sixteen neurons: trials of the recording beside trials drawn from the models, the correlations of both, and who says most about trials nobody has seen. */
final class SixteenNeurons extends OnTrials {
    private static final int NEURONS = 16;
    private static final int[] SHOWN = {0, 1, 2};

    SixteenNeurons() { super(NEURONS, 400, "independent --per-bin,glm --per-bin,hmm,tensor-brain --chi 8 --bond 8"); }

    @Override public String name()    { return "tensor-brain-16-neurons"; }
    @Override public String summary() { return "16 neurons: samples beside the recording, their correlations, held-out scores"; }

    @Override Reproduced look(Contest contest, Seed seed, Progress progress) {
        SpikeTrains test = contest.set().test();
        List<RasterFigure.Train> trains = new ArrayList<>(List.of(new RasterFigure.Train("recording", -1, test)));
        List<HeatMapFigure.Matrix> matrices = new ArrayList<>(List.of(new HeatMapFigure.Matrix("recording", -1, correlations(test))));
        var correlations = new LinkedHashMap<String, Object>();
        for (Contest.Entry e : contest.entries()) {
            if (!(e.model() instanceof Samples model)) continue;
            SpikeTrains sample = model.sample(test.design(), seed.child("samples"));
            trains.add(new RasterFigure.Train(e.label(), e.colour(), sample));
            double[] own = correlations(sample);
            matrices.add(new HeatMapFigure.Matrix(e.label(), e.colour(), own));
            correlations.put(e.label(), rootMeanSquare(matrices.get(0).values(), own));
        }
        long[] ones = test.ones();
        int[] order = IntStream.range(0, NEURONS).boxed().sorted(Comparator.comparingLong((Integer i) -> -ones[i]).thenComparingInt(i -> i)).mapToInt(Integer::intValue).toArray();
        Page page = new Page("Sixteen neurons", "SpinSpike reproduction").facts(contest.facts()).answer(contest.answer())
                .section("raster", "Does it look right?").figure(RasterFigure.trials("raster", trains, SHOWN, SHOWN, order, "by rate, the most active on top"))
                .section("correlations", "Who goes with whom?").figure(HeatMapFigure.of("correlations", "Noise correlations of all pairs", "noise correlation", NEURONS, matrices, Double.NaN,
                        "Correlation of every pair from trial to trial, rates over time taken away: held-out trials of the recording, and as many drawn from each model."))
                .section("scores", contest.question()).figure(contest.scores()).table(contest.table());
        Map<String, Object> numbers = contest.json(seed);
        numbers.put("noise_correlation_rmse", correlations);
        return new Reproduced(page, numbers, contest.lines(), contest.files(""));
    }

    private static double[] correlations(SpikeTrains data) {
        double[] all = Summary.of(data).noiseCorrelation().clone();
        for (int i = 0; i < NEURONS; i++) all[i * NEURONS + i] = Double.NaN;
        return all;
    }

    private static double rootMeanSquare(double[] a, double[] b) {
        return Math.sqrt(IntStream.range(0, a.length).mapToDouble(n -> (a[n] - b[n]) * (a[n] - b[n])).filter(Double::isFinite).average().orElse(Double.NaN));
    }
}
