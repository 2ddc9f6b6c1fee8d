package org.spinspike.app.cli;

import java.io.PrintWriter;

/** Ctrl-C and SIGTERM end a run that has nothing to keep: at once, with the system's own exit code (130, 143), and with a word of what became of it. */
final class SayOnSignal implements AutoCloseable {
    private final Thread hook;

    SayOnSignal(PrintWriter err, String words) {
        hook = new Thread(() -> {
            err.println("spinspike: " + words);
            err.flush();
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            Thread.onSpinWait();                          // the signal came, and the hook says so
        }
    }
}
