package org.spinspike.io;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.spinspike.spikes.BinarisationRule;

/** Text tables, long and wide. {@code JAZZER_FUZZ=1} searches; else the kept inputs run as tests. */
class CsvFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void anyBytesGiveATableOrOneMessage(byte[] bytes) {
        AnyBytes.read(new CsvReader(), "x.csv", bytes, Reading.PLAIN.binMs(10).rule(BinarisationRule.ANY), "");
    }
}
