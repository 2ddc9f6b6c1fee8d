package org.spinspike.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.spinspike.math.linalg.Backend;
import org.spinspike.tensor.GradientRegion;
import org.spinspike.tensor.MpsWorkload;

/**
 * Prints CPU seconds of the kernels of matrix product states beside those of the NumPy scripts that made the reference values, one thread each, in one run on
 * one machine; what matrix products reach here; and what a second thread gains.
 *
 * <p>{@code java -jar spinspike-bench/target/bench.jar [--golden FOLDER]}; docs/performance.md explains the numbers.
 */
public final class Yardstick {
    private static final int SAMPLES = 20_000, STEPS = 20, TURNS = 300;

    private Yardstick() {}

    public static void main(String[] args) throws Exception {
        if (args.length != 0 && !(args.length == 2 && args[0].equals("--golden"))) {
            System.err.println("usage: java -jar bench.jar [--golden FOLDER]");
            System.exit(2);
        }
        Path golden = args.length == 2 ? Path.of(args[1]) : null;
        if (golden != null && !Files.exists(golden.resolve("two_site_sweep.py"))) {
            System.err.println("no reference scripts in " + golden + ": --golden must be the folder of two_site_sweep.py");
            System.exit(2);
        }
        System.out.println(Backend.describe() + "; Java " + Runtime.version() + "; " + Runtime.getRuntime().availableProcessors() + " processors");
        ForkJoinPool single = new ForkJoinPool(1);
        single.submit(() -> oneThread(golden)).get();
        single.shutdown();
        twoThreads();
    }

    private static Void oneThread(Path golden) throws Exception {
        MpsWorkload work = golden != null ? MpsWorkload.golden(golden) : MpsWorkload.synthetic(2000, 10, 8, 8);
        if (golden == null) System.out.println("no --golden FOLDER: our numbers alone, on synthetic trials of the same size");
        JsonNode before = golden != null ? ReferenceScripts.seconds(golden) : null;
        MpsWorkload.Sweeps sweeps = work.sweeps();
        sweeps.half();                                                            // two that grow the bonds
        sweeps.half();
        double[] sweep = Cpu.seconds(7, sweeps::half), sample = Cpu.seconds(7, () -> work.sample(SAMPLES));
        double[] forecast = Cpu.seconds(7, work::forecast), score = Cpu.seconds(7, work::score);
        JsonNode after = golden != null ? ReferenceScripts.seconds(golden) : null;

        System.out.println();
        System.out.println(work + "; medians of CPU time, one thread" + (golden == null ? "" : "; NumPy " + before.get("numpy").textValue()));
        System.out.printf("%-44s %12s %12s %8s%n", "", "NumPy", "SpinSpike", "ratio");
        row("two-site half-sweep, ms", 1e3, "sweep", sweep, before, after);
        row("sampling, microseconds a trial", 1e6 / SAMPLES, "sample", sample, before, after);
        row("forecast of every bin from its past, ms", 1e3, "forecast", forecast, before, after);
        row("ln p of every trial, ms", 1e3, "score", score, before, after);

        System.out.println();
        System.out.println("products, GFLOP/s");
        for (int n = 32; n <= 256; n *= 2) System.out.printf("%-44s %12.1f%n", n + " x " + n, ProductRates.square(n));
        System.out.printf("%-44s %12.1f%n", "8 x 8 from sums over 512 trials", ProductRates.overTrials(8, 512));
        double rate = 1e-9 * sweeps.flops() / Cpu.median(sweep);
        System.out.printf("%-44s %12.1f%n", "half-sweep (" + Math.round(1e-6 * sweeps.flops()) + " Mflop)", rate);
        return null;
    }

    private static void row(String name, double unit, String key, double[] ours, JsonNode before, JsonNode after) {
        double own = unit * Cpu.median(ours);
        if (before == null) {
            System.out.printf("%-44s %12s %12.2f %8s%n", name, "", own, "");
            return;
        }
        double theirs = unit * Cpu.median(DoubleStream.concat(ReferenceScripts.values(before.get(key)), ReferenceScripts.values(after.get(key))).toArray());
        System.out.printf("%-44s %12.2f %12.2f %8.1f%n", name, theirs, own, theirs / own);
    }

    private static void twoThreads() throws Exception {
        System.out.println();
        ThreadGains.printHead();
        MpsWorkload large = MpsWorkload.synthetic(8000, 3, 8, 16), small = MpsWorkload.synthetic(1024, 3, 8, 16);
        ThreadGains.print("sweep there and back, bond 16, 8000 trials", 40, () -> sweep(large.sweeps()));
        ThreadGains.print("sampling 1024 trials, bond 16", TURNS, () -> once(() -> small.sample(1024)));
        ThreadGains.print("forecast of 1024 trials, bond 16", TURNS, () -> once(small::forecast));
        for (int[] size : new int[][] {{2048, 2}, {2048, 4}, {2048, 6}, {2048, 8}, {2048, 12}, {2048, 16}, {4096, 16}, {8192, 16}}) {
            var region = new GradientRegion(size[0], size[1]);
            ThreadGains.print(STEPS + " gradient steps of " + Math.round(1e-3 * region.flops()) + " kflop", TURNS, () -> once(() -> {
                for (int n = 0; n < STEPS; n++) region.step();
            }));
        }
    }

    private static Consumer<Runnable> sweep(MpsWorkload.Sweeps sweeps) {
        return lap -> {
            sweeps.half(lap);
            sweeps.half(lap);
        };
    }

    private static Consumer<Runnable> once(Runnable work) {
        return lap -> {
            work.run();
            lap.run();
        };
    }
}
