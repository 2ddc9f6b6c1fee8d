package org.spinspike.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.DoubleStream;
import org.spinspike.app.report.figure.CostFigure;
import org.spinspike.app.report.figure.Curve;
import org.spinspike.math.linalg.Backend;
import org.spinspike.tensor.TreeWorkload;

/**
 * Prints what trees over hundreds of neurons cost: gradients, forecasts, samples and completions at 302 neurons x 30 bins x 200 trials, chi 8, bond 16, beside NumPy where
 * python3 has it; and how the cost grows with neurons and bins.
 *
 * <p>{@code java -cp bench.jar org.spinspike.bench.TreeScale [FIGURE.svg]}; docs/performance.md explains the numbers.
 */
public final class TreeScale {
    private static final int TRIALS = 200, BINS = 30, NEURONS = 302, CHI = 8, BOND = 16, SAMPLES = 1000, TURNS = 5;

    private TreeScale() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 1) {
            System.err.println("usage: java -cp bench.jar org.spinspike.bench.TreeScale [FIGURE.svg]");
            System.exit(2);
        }
        System.out.println(Backend.describe() + "; Java " + Runtime.version() + "; " + Runtime.getRuntime().availableProcessors() + " processors");
        TreeWorkload work = TreeWorkload.independent(TRIALS, BINS, NEURONS, CHI, BOND);
        allThreads(work);
        ForkJoinPool single = new ForkJoinPool(1);
        single.submit(() -> oneThread(work, args.length == 1 ? Path.of(args[0]) : null)).get();
        single.shutdown();
    }

    /** Seconds of wall time on all threads, the least of a few turns. */
    private static void allThreads(TreeWorkload work) {
        System.out.printf("%n%-52s %10s%n", NEURONS + " neurons x " + BINS + " bins x " + TRIALS + " trials; all threads", "seconds");
        wall("epoch of the tree", work::gradient);
        wall("epoch of the chain it begins as", work::chainGradient);
        wall("ln p of every trial", work::score);
        wall("forecast of every bin and neuron", work::forecast);
        wall("sampling " + SAMPLES + " trials", () -> work.sample(SAMPLES));
        wall("one neuron of five hidden: ln p", work::maskedScore);
        wall("one neuron of five hidden: imputation", work::impute);
        wall("one neuron of five hidden: epoch of the tree", work::maskedGradient);
    }

    private static void wall(String name, Runnable work) {
        double least = Double.POSITIVE_INFINITY;
        for (int n = 0; n < TURNS; n++) {
            long start = System.nanoTime();
            work.run();
            least = Math.min(least, 1e-9 * (System.nanoTime() - start));
        }
        System.out.printf("%-52s %10.3f%n", name, least);
    }

    private static Void oneThread(TreeWorkload work, Path figure) throws Exception {
        JsonNode before = ReferenceScripts.tree(TRIALS, BINS, NEURONS, CHI, BOND);
        double[] epoch = Cpu.seconds(7, work::gradient);
        double own = Cpu.median(epoch);
        System.out.printf("%n%-52s %10s%n", "the same, CPU time on one thread, medians", "seconds");
        System.out.printf("%-52s %10.3f%n", "epoch of the tree", own);
        if (before != null) {
            JsonNode after = ReferenceScripts.tree(TRIALS, BINS, NEURONS, CHI, BOND);
            double theirs = Cpu.median(DoubleStream.concat(ReferenceScripts.values(before.get("epoch")), ReferenceScripts.values(after.get("epoch"))).toArray());
            System.out.printf("%-52s %10.3f   ratio %.1f%n", "in NumPy " + before.get("numpy").textValue(), theirs, theirs / own);
        }
        System.out.printf("%-52s %10.1f   of %.0f (dgemm 64)%n", "GFLOP/s of the epoch (" + Math.round(1e-6 * work.flops()) + " Mflop)", 1e-9 * work.flops() / own, ProductRates.square(64));

        int[] neurons = {38, 76, 151, 302, 604}, bins = {8, 15, 30, 60, 120};
        var growths = List.of(growth("neurons", neurons, n -> TreeWorkload.independent(TRIALS, BINS, n, CHI, BOND)),
                growth("bins of a trial", bins, t -> TreeWorkload.independent(TRIALS, t, NEURONS, CHI, BOND)));
        if (figure != null) Files.writeString(figure, CostFigure.of("tree-scale", "Cost over neurons and bins", "CPU time on one thread of an epoch of exact gradients, of forecasts of every bin and neuron, and of "
                + "drawing as many trials: " + TRIALS + " trials, chi " + CHI + ", bond " + BOND + "; " + BINS + " bins on the left, " + NEURONS + " neurons on the right. Dashed: lines through the origin.",
                "CPU seconds", growths).svg());
        return null;
    }

    private interface Made { TreeWorkload of(int size); }

    private static CostFigure.Growth growth(String axis, int[] sizes, Made made) {
        System.out.printf("%n%-52s %10s %10s %10s%n", axis + "; CPU seconds, one thread", "epoch", "forecasts", "samples");
        double[] size = new double[sizes.length];
        double[][] cost = new double[3][sizes.length];
        for (int n = 0; n < sizes.length; n++) {
            TreeWorkload work = made.of(sizes[n]);
            size[n] = sizes[n];
            cost[0][n] = Cpu.median(Cpu.seconds(3, work::gradient));
            cost[1][n] = Cpu.median(Cpu.seconds(3, work::forecast));
            cost[2][n] = Cpu.median(Cpu.seconds(3, () -> work.sample(TRIALS)));
            System.out.printf("%-52d %10.3f %10.3f %10.3f%n", sizes[n], cost[0][n], cost[1][n], cost[2][n]);
        }
        System.out.printf("%-52s %10.2f %10.2f %10.2f%n", "power", Power.of(size, cost[0]), Power.of(size, cost[1]), Power.of(size, cost[2]));
        List<Curve> curves = new ArrayList<>();
        String[] labels = {"epoch of gradients", "forecasts", "samples"};
        for (int c = 0; c < labels.length; c++) curves.add(new Curve(labels[c], c, cost[c], null, null));
        return new CostFigure.Growth(axis, size, curves);
    }
}
