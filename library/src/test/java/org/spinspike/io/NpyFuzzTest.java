package org.spinspike.io;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;

/** Whatever the bytes: an array or one {@link SpikeFileException}. {@code JAZZER_FUZZ=1} searches; else the kept inputs run as tests. */
class NpyFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void anyBytesGiveAnArrayOrOneMessage(byte[] bytes) throws IOException {
        for (long available : new long[] {bytes.length, -1}) {
            try {
                Npy.read(new ByteArrayInputStream(bytes), available, Path.of("fuzz.npy"), "", new MemoryLimit(1 << 22));
            } catch (SpikeFileException expected) {
                if (expected.getMessage().indexOf('\n') >= 0) throw new AssertionError("more than one line");
            }
        }
    }
}
