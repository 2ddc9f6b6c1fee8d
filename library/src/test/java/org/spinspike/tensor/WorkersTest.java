package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void everyChunkOfEveryRegionIsDoneOnceBeforeItReturns(int threads) throws Exception {
        int regions = 3000, count = 5;
        on(threads, () -> {
            var workers = new Workers(0);
            for (int n = 0; n < regions; n++) {
                var done = new AtomicIntegerArray(count);
                workers.chunks(count, 1, done::incrementAndGet);
                for (int c = 0; c < count; c++) assertThat(done.get(c)).as("region %d, chunk %d", n, c).isEqualTo(1);
            }
        });
    }

    @Test void theSecondThreadOfAPoolTakesPart() throws Exception {
        on(2, () -> {
            var both = new CountDownLatch(2);                                     // open only if two chunks are under way at once
            var workers = new Workers(0);
            IntConsumer meet = c -> {
                both.countDown();
                assertThat(await(both)).as("a second thread came").isTrue();
            };
            workers.chunks(2, 1, meet);
        });
    }

    @Test void tooLittleWorkStaysWithTheCaller() throws Exception {
        on(3, () -> {
            Set<Thread> seen = ConcurrentHashMap.newKeySet();
            var workers = new Workers();
            for (int n = 0; n < 200; n++) workers.chunks(8, Workers.LEAST_FLOPS - 1, c -> seen.add(Thread.currentThread()));
            assertThat(seen).containsExactly(Thread.currentThread());
        });
    }

    @Test void aFailureReachesTheCallerAndTheNextRegionStillRuns() throws Exception {
        on(2, () -> {
            var workers = new Workers(0);
            assertThatIllegalStateException().isThrownBy(() -> workers.chunks(6, 1, c -> {
                if (c == 4) throw new IllegalStateException("chunk 4");
            })).withMessage("chunk 4");
            var done = new AtomicIntegerArray(6);
            workers.chunks(6, 1, done::incrementAndGet);
            for (int c = 0; c < 6; c++) assertThat(done.get(c)).isEqualTo(1);
        });
    }

    private static void on(int threads, Runnable work) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            pool.submit(work).get();
        } finally {
            pool.shutdown();
            assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).as("helpers went home").isTrue();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
