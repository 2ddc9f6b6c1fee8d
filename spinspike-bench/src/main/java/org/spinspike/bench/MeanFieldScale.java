package org.spinspike.bench;

import java.util.concurrent.ForkJoinPool;
import org.spinspike.ising.MeanFieldWorkload;
import org.spinspike.ising.meanfield.MeanField;
import org.spinspike.ising.meanfield.ReferenceManifold;
import org.spinspike.math.linalg.Backend;

/**
 * Prints what a step of every mean field costs for 64 to 1024 neurons, with m, C, D and what it finds wrong with them, in milliseconds and in products of two matrices of that size timed in the same run.
 *
 * <p>{@code java -cp bench.jar org.spinspike.bench.MeanFieldScale}; docs/performance.md explains the numbers.
 */
public final class MeanFieldScale {
    private static final int[] NEURONS = {64, 128, 256, 512, 1024};
    private static final int TURNS = 5;

    private MeanFieldScale() {}

    public static void main(String[] args) throws Exception {
        System.out.println(Backend.describe() + "; Java " + Runtime.version() + "; " + Runtime.getRuntime().availableProcessors() + " processors");
        ForkJoinPool one = new ForkJoinPool(1);
        one.submit(MeanFieldScale::oneThread).get();
        one.shutdown();
    }

    private static void oneThread() {
        double[] size = new double[NEURONS.length], product = new double[NEURONS.length], cost = new double[NEURONS.length];
        System.out.printf("%-24s", "ms, one thread");
        for (int n = 0; n < NEURONS.length; n++) {
            size[n] = NEURONS[n];
            product[n] = 2e-9 * Math.pow(size[n], 3) / ProductRates.square(NEURONS[n]);
            System.out.printf("%18d", NEURONS[n]);
        }
        System.out.printf("%8s%n%-24s", "power", "a product");
        for (double seconds : product) System.out.printf("%9.3f         ", 1e3 * seconds);
        System.out.printf("%8.2f%n", Power.of(size, product));
        for (ReferenceManifold manifold : ReferenceManifold.values()) for (int order = 1; order <= manifold.highestOrder(); order++) {
            var method = new MeanField(manifold, order);
            System.out.printf("%-24s", method);
            for (int n = 0; n < NEURONS.length; n++) {
                cost[n] = Cpu.median(Cpu.seconds(TURNS, new MeanFieldWorkload(NEURONS[n], method)::run));
                System.out.printf("%9.3f =%6.2f ", 1e3 * cost[n], cost[n] / product[n]);
            }
            System.out.printf("%8.2f%n", Power.of(size, cost));
        }
    }
}
