package org.spinspike.io;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.spinspike.spikes.BinarisationRule;

/** HDF5 and NWB. {@code JAZZER_FUZZ=1} searches; else the kept inputs run as tests. */
class NwbFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void anyBytesGiveUnitsOrASeriesOrOneMessage(byte[] bytes) {
        AnyBytes.read(new NwbReader(), "x.nwb", bytes, Reading.PLAIN.binMs(10).rule(BinarisationRule.parse("threshold:0")), "", "processing/ophys", "acquisition/volts", "session/spikes");
    }
}
