package org.spinspike.io;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.spinspike.spikes.BinarisationRule;

/** NPZ files of counts and of spike times. {@code JAZZER_FUZZ=1} searches; else the kept inputs run as tests. */
class NpzFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void anyBytesGiveTrainsOrTimesOrOneMessage(byte[] bytes) {
        AnyBytes.read(new NpzReader(), "x.npz", bytes, Reading.PLAIN.binMs(10).rule(BinarisationRule.ANY), "", "counts");
    }
}
