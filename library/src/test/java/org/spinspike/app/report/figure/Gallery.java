package org.spinspike.app.report.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.spinspike.math.Seed;
import org.spinspike.model.Fit;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.Interval;
import org.spinspike.tensor.NeuronTree;

/** Every figure once, on made-up numbers: for tests, and for the eye ({@code main} writes them to target/figures). */
public final class Gallery {
    static final int N = 24, T = 50, R = 80;

    private Gallery() {}

    public static void main(String[] args) throws IOException {
        Path out = Path.of(args.length > 0 ? args[0] : "target/figures");
        Files.createDirectories(out);
        var page = new StringBuilder("<html><head><meta charset='utf-8'/></head><body style='font-family:sans-serif;max-width:960px;margin:20px'>");
        for (Figure f : all()) {
            Files.writeString(out.resolve(f.name() + ".svg"), f.svg());
            Files.write(out.resolve(f.name() + ".png"), f.png());
            page.append("<h3>").append(f.title()).append("</h3>").append(f.svg().replaceFirst("<\\?xml.*\\?>", "")).append("<p>").append(Plain.escape(f.caption())).append("</p>");
        }
        Files.writeString(out.resolve("index.html"), page.toString());
    }

    /** Cells with a bump each, more or less coupled to a shared fluctuation. */
    public static SpikeTrains trains(long seed, double shared, double bump) {
        Design design = Design.plain(R, T, .02);
        RandomGenerator random = new Seed(seed).generator();
        double[][] common = new double[R][T];
        for (double[] row : common) {
            double z = 0;
            for (int t = 0; t < T; t++) {
                z = .8 * z + .6 * random.nextGaussian();
                row[t] = z;
            }
        }
        return SpikeTrains.generate(design, Neurons.unnamed(N), (k, t, i) -> {
            double peak = (i * 37 % N) * (double) T / N, d = (t - peak) / 5;
            double drive = -4.2 + .06 * i + 2.6 * bump * Math.exp(-.5 * d * d) + shared * common[k][t];
            return random.nextDouble() < 1 / (1 + Math.exp(-drive));
        });
    }

    static List<Figure> all() {
        SpikeTrains data = trains(1, .8, 1), good = trains(2, .7, 1), flat = trains(3, 0, .2), weak = trains(4, 0, 1);
        var trains = List.of(new RasterFigure.Train("recording", -1, data), new RasterFigure.Train("independent --per-bin", 0, weak),
                new RasterFigure.Train("glm", 1, flat), new RasterFigure.Train("mps", 2, good));
        int[] order = IntStream.range(0, N).boxed().sorted(java.util.Comparator.comparingInt(i -> i * 37 % N)).mapToInt(Integer::intValue).toArray();
        var figures = new ArrayList<Figure>();
        figures.add(RasterFigure.neurons("raster-neurons", trains, new int[] {5, 12, 20}));
        figures.add(RasterFigure.trials("raster-trials", trains, new int[] {0, 1, 2}, new int[] {0, 1, 2}, order, "by the time of their highest rate, the earliest on top"));
        List<PsthFigure.Row> rows = new ArrayList<>();
        for (int i : new int[] {5, 12, 20})
            rows.add(new PsthFigure.Row("n" + i, psth(data, i, "data", -1), List.of(psth(weak, i, "independent --per-bin", 0), psth(flat, i, "glm", 1), psth(good, i, "mps", 2))));
        figures.add(PsthFigure.of("psth", "spike", .02, rows, "95 % intervals over trials"));
        figures.add(ScatterFigure.of("rates", "Rates", "rate (spikes / s)", "neuron", rates(data),
                List.of(new ScatterFigure.Points("independent --per-bin", 0, rates(weak), .11), new ScatterFigure.Points("glm", 1, rates(flat), .11), new ScatterFigure.Points("mps", 2, rates(good), .11)),
                "Mean rate of every neuron."));
        RandomGenerator random = new Seed(9).generator();
        double[] many = random.doubles(2211).map(u -> .3 * (u - .5) * (u - .5) * 8 - .1).toArray();
        figures.add(ScatterFigure.of("noise", "Noise correlations", "noise correlation", "pair of neurons", many,
                List.of(noisy(many, "independent --per-bin", 0, 0), noisy(many, "glm", 1, .5), noisy(many, "mps", 2, .9), noisy(many, "tensor-brain", 3, 1)), "Correlation of two neurons from trial to trial, at the same time."));
        figures.add(CountFigure.of("counts", "spike", counts(data, -1, "data"), List.of(counts(weak, 0, "independent --per-bin"), counts(flat, 1, "glm"), counts(good, 2, "mps")), ""));
        double[] bump = IntStream.range(-10, 11).mapToDouble(l -> 40 + 25 * Math.exp(-.1 * (l - 2) * (l - 2))).toArray(), even = IntStream.range(-10, 11).mapToDouble(l -> 41 - .1 * Math.abs(l)).toArray();
        var pair = new CorrelogramFigure.Pair("n5 and n12", Curve.data(bump, null, null), even, List.of(new Curve("glm", 1, bump, null, null), new Curve("mps", 2, even, null, null)));
        figures.add(CorrelogramFigure.of("cross-correlograms", "spike", .02, List.of(pair, pair, pair, pair), "trials shuffled against each other", "The strongest pairs."));
        double[] weights = IntStream.range(0, N * N).mapToDouble(e -> e / N == e % N ? Double.NaN : Math.sin(1 + (double) (e / N) * (e % N)) / (1 + Math.abs(e / N - e % N))).toArray();
        var graphs = List.of(new GraphFigure.Part("recording", -1, weights), new GraphFigure.Part("glm", 1, java.util.Arrays.stream(weights).map(w -> w / 3).toArray()), new GraphFigure.Part("independent", 0, new double[N * N]));
        figures.add(GraphFigure.of("graph-areas", "Who goes with whom", "noise correlation", graphs, Optional.of(IntStream.range(0, N).mapToObj(i -> i % 3 == 0 ? "V1" : "LM").toList()), Optional.empty(), ""));
        figures.add(GraphFigure.of("graph-positions", "Who goes with whom", "noise correlation", graphs, Optional.empty(), Optional.of(IntStream.range(0, N).mapToObj(i -> new double[] {i % 5 * 20, i / 5 * 15, 3}).toList()), ""));
        figures.add(AutocorrelogramFigure.of("autocorrelogram", "correlation", .02, decay(.3, .8, -1, "recording"), List.of(decay(.02, .5, 0, "independent --per-bin"), decay(.15, .8, 1, "glm"), decay(.28, .8, 2, "mps")),
                "Correlation of a neuron with itself, some lag later."));
        figures.add(ScoreFigure.of("scores", "spike",
                List.of(new ScoreFigure.Score("independent --per-bin", 0, -.002, -.01, .006), new ScoreFigure.Score("glm", 1, -1.2, -1.3, -1.1), new ScoreFigure.Score("mps", 2, .31, .28, .34), new ScoreFigure.Score("spiqgan", 3, Double.NaN, Double.NaN, Double.NaN)),
                List.of(new ScoreFigure.Score("independent --per-bin", 0, 2.67, 2.6, 2.74), new ScoreFigure.Score("glm", 1, 1.47, 1.4, 1.54), new ScoreFigure.Score("mps", 2, 2.98, 2.9, 3.06), new ScoreFigure.Score("spiqgan", 3, Double.NaN, Double.NaN, Double.NaN)), ""));
        figures.add(GainFigure.of("gain", "spike", "rates over time", data.cells().names(), List.of(gains("independent --per-bin", 0, 0, .01), gains("glm", 1, -.1, .2), gains("mps", 2, .1, .15)), ""));
        double[] p = new double[R * T * N];
        for (int k = 0; k < R; k++) for (int t = 0; t < T; t++) for (int i = 0; i < N; i++) p[(k * T + t) * N + i] = true_(t, i);
        double[] over = java.util.Arrays.stream(p).map(v -> Math.min(.999, 1.8 * v)).toArray();
        figures.add(CalibrationFigure.of("calibration", "spike", List.of(CalibrationFigure.Reliability.of("independent --per-bin", 0, p, weak), CalibrationFigure.Reliability.of("glm", 1, over, weak)), ""));
        double[] s1 = IntStream.range(0, T).mapToDouble(t -> 4 + 2 * Math.sin(t / 4.) + (t > 30 && t < 36 ? 8 : 0)).toArray(), s2 = IntStream.range(0, T).mapToDouble(t -> 5 + Math.cos(t / 3.)).toArray();
        boolean[] flags = new boolean[T];
        for (int t = 31; t < 36; t++) flags[t] = true;
        figures.add(AnomalyFigure.of("anomaly", "mps", 2, data, order, List.of(new AnomalyFigure.Strange(17, "trial 17", .012, s1, flags), new AnomalyFigure.Strange(44, "trial 44", .025, s2, new boolean[T]), new AnomalyFigure.Strange(3, "trial 3", .037, s2, new boolean[T])),
                java.util.stream.DoubleStream.generate(() -> 2.5).limit(T).toArray(), java.util.stream.DoubleStream.generate(() -> 7.5).limit(T).toArray(), "The three held-out trials with the smallest p-values under mps."));
        double[] start = IntStream.range(0, 240).mapToDouble(k -> 10 * k + random.nextDouble()).toArray(), rate = IntStream.range(0, 240).mapToDouble(k -> 12 - k / 80. + random.nextGaussian()).toArray();
        figures.add(DriftFigure.of("drift", "spike", start, rate, IntStream.range(0, 48).toArray(), IntStream.range(192, 240).toArray(), "The last block is 2.4 Hz below the first [1.9, 2.8], p < .001."));
        List<Fit.Step> history = IntStream.range(0, 40).mapToObj(n -> new Fit.Step(n, 40 + 30 * Math.exp(-n / 6.) - .04 * n, 41.5 + 30 * Math.exp(-n / 6.) + .004 * (n - 20) * (n - 20))).toList();
        figures.add(LearningFigure.of("learning", "trial", List.of(new LearningFigure.Run("mps", 2, history), new LearningFigure.Run("glm", 1, history.subList(0, 8)))));
        double[] a = matrix(data), b = matrix(good), c = matrix(weak);
        figures.add(HeatMapFigure.of("heatmap", "Noise correlations, all pairs", "correlation", N, List.of(new HeatMapFigure.Matrix("recording", -1, a), new HeatMapFigure.Matrix("independent --per-bin", 0, c), new HeatMapFigure.Matrix("mps", 2, b)), Double.NaN, "Neurons in the order of the file."));
        NeuronTree tree = NeuronTree.balanced(order);
        double[] edges = IntStream.range(0, tree.root()).mapToDouble(v -> v % 5 == 0 ? 0 : .01 + .2 * v / tree.root()).toArray();
        figures.add(TreeFigure.of("tree", tree, edges, data.cells().names(), Optional.of(IntStream.range(0, N).mapToObj(i -> i < 9 ? "V1" : i < 17 ? "LM" : "AL").toList()), "tensor-brain"));
        NeuronTree wide = NeuronTree.balanced(IntStream.range(0, 302).toArray());
        figures.add(TreeFigure.of("tree-302", wide, IntStream.range(0, wide.root()).mapToDouble(v -> v / 600. * v / 600).toArray(), IntStream.range(0, 302).mapToObj(i -> "n" + i).toList(), Optional.empty(), "tensor-brain"));
        double[] fall = IntStream.range(0, 10).mapToDouble(l -> .2 * Math.exp(-l / 2.)).toArray(), error = IntStream.range(0, 10).mapToDouble(l -> .02 * fall[l]).toArray();
        figures.add(LagFigure.of("lags", "V1", "LM", 10, List.of(new LagFigure.Decay("tensor-brain", 0, fall, error, 3))));
        figures.add(LagFigure.of("lags-two", "all", "all", 2.5, List.of(new LagFigure.Decay("seed-1", 0, fall, error, 3), new LagFigure.Decay("seed-2", 1, error, new double[10], Double.NaN))));
        figures.add(SpectrumFigure.of("spectrum", 10, List.of(new SpectrumFigure.Spectrum("tensor-brain", 0, new double[] {1, .7, .2, .2, -.3}, new double[] {0, 0, .5, -.5, 0}, 2.8),
                new SpectrumFigure.Spectrum("mps --tied", 1, new double[] {1, .5}, new double[] {0, 0}, 1.44))));
        double[] sizes = {38, 76, 151, 302};
        figures.add(CostFigure.of("costs", "Cost over neurons", "Made up.", "CPU seconds", List.of(new CostFigure.Growth("neurons", sizes, List.of(new Curve("epoch", 0, new double[] {.04, .08, .14, .31}, null, null))),
                new CostFigure.Growth("bins", sizes, List.of(new Curve("epoch", 0, new double[] {.05, .09, .2, .35}, null, null))))));
        return figures;
    }

    private static double true_(int t, int i) {
        double d = (t - (i * 37 % N) * (double) T / N) / 5;
        return 1 / (1 + Math.exp(4.2 - .06 * i - 2.6 * Math.exp(-.5 * d * d)));
    }

    private static double[] matrix(SpikeTrains s) {
        double[] m = new double[N * N], mean = new double[N];
        for (int i = 0; i < N; i++) mean[i] = rates(s)[i] * .02;
        for (int i = 0; i < N; i++) for (int j = 0; j < N; j++) {
            double sum = 0;
            for (int k = 0; k < R; k++) for (int t = 0; t < T; t++) sum += ((s.fires(k, t, i) ? 1 : 0) - mean[i]) * ((s.fires(k, t, j) ? 1 : 0) - mean[j]);
            m[i * N + j] = i == j ? Double.NaN : sum / R / T / Math.sqrt(mean[i] * mean[j]);
        }
        return m;
    }

    private static GainFigure.Gains gains(String label, int model, double mean, double sd) {
        RandomGenerator random = new Seed(model).generator();
        double[] g = random.doubles(N).map(u -> mean + sd * 3 * (u - .5)).toArray();
        g[3] = Double.NaN;
        return new GainFigure.Gains(label, model, g, java.util.Arrays.stream(g).map(v -> v - .05).toArray(), java.util.Arrays.stream(g).map(v -> v + .05).toArray());
    }

    private static Curve decay(double a, double r, int model, String label) {
        double[] y = IntStream.range(0, 20).mapToDouble(n -> a * Math.pow(r, n)).toArray();
        return new Curve(label, model, y, java.util.Arrays.stream(y).map(v -> v - .015).toArray(), java.util.Arrays.stream(y).map(v -> v + .015).toArray());
    }

    private static ScatterFigure.Points noisy(double[] x, String label, int model, double slope) {
        RandomGenerator random = new Seed(model + 70).generator();
        return new ScatterFigure.Points(label, model, java.util.Arrays.stream(x).map(v -> slope * v + .03 * random.nextGaussian()).toArray(), .02);
    }

    static double[] rates(SpikeTrains s) {
        double[] out = new double[s.neurons()];
        for (int k = 0; k < s.trials(); k++) for (int t = 0; t < s.bins(k); t++) for (int i = 0; i < out.length; i++) if (s.fires(k, t, i)) out[i]++;
        for (int i = 0; i < out.length; i++) out[i] /= s.design().seconds();
        return out;
    }

    private static Curve psth(SpikeTrains s, int i, String label, int model) {
        double[] y = new double[s.bins()], low = y.clone(), high = y.clone();
        for (int t = 0; t < y.length; t++) {
            long hits = 0;
            for (int k = 0; k < s.trials(); k++) if (s.fires(k, t, i)) hits++;
            Interval w = Interval.wilson(hits, s.trials());
            y[t] = hits / .02 / s.trials();
            low[t] = w.low() / .02;
            high[t] = w.high() / .02;
        }
        return new Curve(label, model, y, low, high);
    }

    private static Curve counts(SpikeTrains s, int model, String label) {
        double[] y = new double[s.neurons() + 1], low = y.clone(), high = y.clone();
        for (int k = 0; k < s.trials(); k++) for (int t = 0; t < s.bins(k); t++) y[s.population(k, t)]++;
        for (int n = 0; n < y.length; n++) {
            Interval w = Interval.wilson((long) y[n], (long) s.trials() * s.bins());
            y[n] /= s.trials() * s.bins();
            low[n] = w.low();
            high[n] = w.high();
        }
        return new Curve(label, model, y, low, high);
    }
}
