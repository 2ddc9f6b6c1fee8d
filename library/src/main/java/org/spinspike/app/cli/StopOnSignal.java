package org.spinspike.app.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes Ctrl-C and SIGTERM end a run after the current step, with a checkpoint and exit code 75, instead of at once.
 * The JVM runs the hook on a signal; the hook waits for the work to finish and then ends the process with the work's own exit code.
 */
final class StopOnSignal implements AutoCloseable {
    /** What a shell says of a process ended by SIGTERM: the work failed in its last step, and there is no promise of a checkpoint. */
    private static final int KILLED = 128 + 15;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile int code = KILLED;
    private final Thread hook;

    StopOnSignal(AtomicBoolean stop) {
        hook = new Thread(() -> {
            stop.set(true);
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(code);
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void finished(int code) { this.code = code; }

    @Override public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The signal came: the hook ends the process.
            Thread.onSpinWait();
        }
    }
}
