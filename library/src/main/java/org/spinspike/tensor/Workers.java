package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Runs many short regions of work over chunks, one after another, on the caller and on colleagues from its pool. Which of them does a chunk never changes
 * a result: chunks write to places of their own.
 *
 * <p>A gradient step is over in less time than a sleeping thread needs to wake up. So colleagues do not sleep between regions: they look out for the next one for
 * {@link #PATIENCE} turns and go back to their pool only then. Nothing ever waits for a colleague to come: whoever is there takes the next chunk, at worst the
 * caller all of them.
 */
final class Workers {
    /** Flops of a region below which one thread does it; docs/performance.md has the measurement. */
    static final double LEAST_FLOPS = 5e5;

    /** Turns a colleague looks out for work, half a millisecond to one: longer than the decompositions between two bonds, far shorter than anybody would notice. */
    private static final int PATIENCE = 1 << 14;

    /** Turns the caller waits for chunks others have begun before it lets other threads have its processor. */
    private static final int COURTESY = 1 << 10;

    private final double leastFlops;
    private final List<Colleague> called = new ArrayList<>();                      // touched by the caller alone
    private volatile Region latest = new Region(0, c -> {});

    Workers() { this(LEAST_FLOPS); }

    /** @param leastFlops work of a region below which one thread does it */
    Workers(double leastFlops) { this.leastFlops = leastFlops; }

    void chunks(int count, double flops, IntConsumer work) {
        int wanted = flops < leastFlops ? 0 : Math.min(count, threads()) - 1;
        if (wanted <= 0) {
            for (int c = 0; c < count; c++) work.accept(c);
            return;
        }
        var region = new Region(count, work);
        latest = region;
        callForHelp(wanted);
        region.work();
        region.await();
    }

    /**
     * Sees to it that so many colleagues are there or called. One that was called and has not come is called anew: the pool may have been about to send its
     * last thread to sleep when it was called, and a call into a queue that is not empty wakes nobody (JDK 17).
     */
    private void callForHelp(int wanted) {
        called.removeIf(colleague -> colleague.gone);
        for (Colleague colleague : called) if (!colleague.come && colleague.tryUnfork()) colleague.fork();
        while (called.size() < wanted) {
            var colleague = new Colleague();
            called.add(colleague);
            colleague.fork();
        }
    }

    /** @return threads of the pool the caller runs in; outside of any, those of the common pool and the caller */
    private static int threads() {
        ForkJoinPool pool = ForkJoinTask.getPool();
        return pool == null ? ForkJoinPool.getCommonPoolParallelism() + 1 : pool.getParallelism();
    }

    private final class Colleague extends RecursiveAction {
        private static final long serialVersionUID = 1;
        private volatile boolean come, gone;

        @Override protected void compute() {
            come = true;
            Region done = null;
            for (int idle = 0; idle < PATIENCE; idle++) {
                Region region = latest;
                if (region == done) {
                    Thread.onSpinWait();
                    continue;
                }
                region.work();
                done = region;
                idle = 0;
            }
            gone = true;
        }
    }

    private static final class Region {
        private final int count;
        private final IntConsumer work;
        private final AtomicInteger next = new AtomicInteger(), finished = new AtomicInteger();
        private volatile Throwable failure;

        Region(int count, IntConsumer work) {
            this.count = count;
            this.work = work;
        }

        void work() {
            for (int c = next.getAndIncrement(); c < count; c = next.getAndIncrement()) {
                try {
                    work.accept(c);
                } catch (RuntimeException | Error e) {           // the caller's to throw, whoever met it
                    failure = e;
                }
                finished.incrementAndGet();
            }
        }

        void await() {
            for (int turn = 0; finished.get() < count; turn++) {
                if (turn < COURTESY) Thread.onSpinWait();
                else Thread.yield();
            }
            if (failure instanceof Error e) throw e;
            if (failure instanceof RuntimeException e) throw e;
        }
    }
}
