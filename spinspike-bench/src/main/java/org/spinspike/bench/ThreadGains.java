package org.spinspike.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The same work in pools of one thread and of two, turn by turn, so that what else the machine does falls on both. On a busy machine long turns are never left in
 * peace: so work reports laps of a few milliseconds, rests before each, for the system favours those who have rested, and the least of each lap over all turns is
 * added up. Where threads do not sleep, the CPU time of the busiest one tells the same in another way.
 */
final class ThreadGains implements AutoCloseable {
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 5;
    private static final long REST_NANOS = 5_000_000;

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final ForkJoinPool pool;
    private final double[] wall, busiest;
    private double[] laps;

    private ThreadGains(int threads, int turns) {
        this.pool = new ForkJoinPool(threads, pool -> {
            ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
            this.threads.add(thread);
            return thread;
        }, null, false);
        this.wall = new double[turns];
        this.busiest = new double[turns];
    }

    static void printHead() {
        System.out.printf("%-44s %12s %12s %8s %8s %8s%n", "milliseconds; gains", "one thread", "two", "least", "medians", "CPU");
    }

    /**
     * Prints a row: milliseconds in either pool and their ratio, laps at their least; ratio of the medians of whole turns; ratio of the busiest threads' CPU times.
     *
     * @param work one that does the same whenever it is asked, for either pool; it tells its argument when a lap is over
     */
    static void print(String name, int turns, Supplier<Consumer<Runnable>> work) throws InterruptedException, ExecutionException {
        try (ThreadGains one = new ThreadGains(1, turns); ThreadGains two = new ThreadGains(2, turns)) {
            Consumer<Runnable> alone = work.get(), together = work.get();
            for (int n = -WARM_UP; n < turns; n++) {
                one.turn(n, alone);
                two.turn(n, together);
            }
            double single = Arrays.stream(one.laps).sum(), pair = Arrays.stream(two.laps).sum();
            System.out.printf("%-44s %12.2f %12.2f %8.2f %8.2f %8.2f%n", name, 1e3 * single, 1e3 * pair, single / pair,
                    Cpu.median(one.wall) / Cpu.median(two.wall), Cpu.median(one.busiest) / Cpu.median(two.busiest));
        }
    }

    private void turn(int n, Consumer<Runnable> work) throws InterruptedException, ExecutionException {
        double[] before = used();
        List<Double> seconds = new ArrayList<>();
        long[] start = {rested()};
        pool.submit(() -> work.accept(() -> {
            seconds.add(1e-9 * (System.nanoTime() - start[0]));
            start[0] = rested();
        })).get();
        double[] after = used();
        if (n < 0) return;
        wall[n] = seconds.stream().mapToDouble(s -> s).sum();
        for (int i = 0; i < after.length; i++) busiest[n] = Math.max(busiest[n], after[i] - (i < before.length ? before[i] : 0));
        if (n == 0) laps = seconds.stream().mapToDouble(s -> s).toArray();
        for (int i = 0; i < laps.length; i++) laps[i] = Math.min(laps[i], seconds.get(i));
    }

    /** @return the time after a rest */
    private static long rested() {
        LockSupport.parkNanos(REST_NANOS);
        return System.nanoTime();
    }

    /** @return CPU seconds of each thread of the pool so far, in the order they were made */
    private double[] used() { return threads.stream().mapToDouble(t -> Math.max(0, CLOCK.getThreadCpuTime(t.getId())) * 1e-9).toArray(); }

    @Override public void close() { pool.shutdown(); }
}
