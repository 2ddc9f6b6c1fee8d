package org.spinspike.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.ForkJoinPool;
import org.spinspike.ising.MonteCarloWorkload;
import org.spinspike.math.linalg.Backend;

/**
 * Prints what simulated kinetic Ising networks of 64 to 1024 neurons cost with m, C and D of every step, in single and in double precision, beside the rate of matrix products in
 * the same run, and beside NumPy where python3 has it.
 *
 * <p>{@code java -cp bench.jar org.spinspike.bench.IsingScale}; docs/performance.md explains the numbers.
 */
public final class IsingScale {
    private static final int[] NEURONS = {64, 128, 256, 512, 1024};
    private static final int TRIALS = 8192, TURNS = 5, NUMPY_TRIALS = 4096;

    private IsingScale() {}

    public static void main(String[] args) throws Exception {
        System.out.println(Backend.describe() + "; Java " + Runtime.version() + "; " + Runtime.getRuntime().availableProcessors() + " processors");
        ForkJoinPool one = new ForkJoinPool(1);
        one.submit(IsingScale::oneThread).get();
        one.shutdown();
    }

    private static Void oneThread() throws Exception {
        for (boolean doubles : new boolean[] {false, true}) {
            double limit = doubles ? ProductRates.square(512) : ProductRates.squareInSingle(512);
            System.out.printf("%n%-40s %12s %12s %12s %12s%n", "products in " + (doubles ? "double" : "single") + " precision, one thread", "ms a step", "M spins/s", "GFLOP/s", "of products");
            double[] size = new double[NEURONS.length], cost = new double[NEURONS.length];
            for (int n = 0; n < NEURONS.length; n++) {
                var work = new MonteCarloWorkload(NEURONS[n], TRIALS, 1, doubles);
                size[n] = NEURONS[n];
                cost[n] = Cpu.median(Cpu.seconds(TURNS, work::run));
                System.out.printf("%-40s %12.1f %12.1f %12.1f %11.0f%%%n", NEURONS[n] + " neurons, " + TRIALS + " trials", 1e3 * cost[n], 1e-6 * work.spinUpdates() / cost[n], 1e-9 * work.flops() / cost[n],
                        100e-9 * work.flops() / cost[n] / limit);
            }
            System.out.printf("%-40s %12.2f   %s 512: %.0f GFLOP/s%n", "power", Power.of(size, cost), doubles ? "dgemm" : "sgemm", limit);
        }
        JsonNode numpy = ReferenceScripts.ising(NUMPY_TRIALS, NEURONS);
        if (numpy == null) return null;
        double[] rates = ReferenceScripts.values(numpy.get("rate")).toArray();
        System.out.printf("%n%-40s %12s %12s%n", "NumPy " + numpy.get("numpy").textValue() + ", double precision, one thread", "", "M spins/s");
        for (int n = 0; n < NEURONS.length; n++) System.out.printf("%-40s %12s %12.1f%n", NEURONS[n] + " neurons", "", 1e-6 * rates[n]);
        return null;
    }
}
