package org.spinspike.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.spinspike.spikes.Range;

/** What the fuzz tests promise of every reader: whatever the bytes, an inventory and a content, or one {@link SpikeFileException} of one line, of the whole and of a window; nothing else is thrown. */
final class AnyBytes {
    /** What a file of a few kilobytes may claim. */
    static final long MEMORY = 1 << 22;

    private AnyBytes() {}

    /** @param keys parts of the file that are asked for by name; "" for none */
    static void read(Reader reader, String name, byte[] bytes, Reading how, String... keys) {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "any-bytes-" + ProcessHandle.current().pid() + "-" + name);
        try {
            Files.write(file, bytes);
            file.toFile().deleteOnExit();
            oneLine(() -> reader.inventory(file));
            for (String key : keys) {
                Source source = new Source(file, key.isEmpty() ? Optional.empty() : Optional.of(key));
                oneLine(() -> reader.read(source, how.most(MEMORY)));
                oneLine(() -> reader.read(source, how.most(MEMORY).bins(new Range("--bins", "1:2")).neurons(new Range("--neurons", "0:1"))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void oneLine(Runnable reading) {
        try {
            reading.run();
        } catch (SpikeFileException expected) {
            if (expected.getMessage().indexOf('\n') >= 0) throw new AssertionError("more than one line", expected);
        }
    }
}
