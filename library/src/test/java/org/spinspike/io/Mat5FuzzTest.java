package org.spinspike.io;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.spinspike.spikes.BinarisationRule;

/** MAT files of version 5. {@code JAZZER_FUZZ=1} searches; else the kept inputs run as tests. */
class Mat5FuzzTest {
    @FuzzTest(maxDuration = "5m")
    void anyBytesGiveAValueOrOneMessage(byte[] bytes) {
        AnyBytes.read(new MatReader(), "x.mat", bytes, Reading.PLAIN.binMs(10).rule(BinarisationRule.ANY).axes("neurons,bins"), "", "counts", "session.probe");
    }
}
