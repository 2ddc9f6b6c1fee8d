package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BarsTest {
    @Test void aLongNameLosesItsMiddleAndLeavesRoomForBarAndTimes() {
        assertThat(Bars.shortened("fit hmm")).isEqualTo("fit hmm");
        assertThat(Bars.shortened("fit tensor-brain --per-bin --lags 1 --chi 4 --bond 4")).isEqualTo("fit tensor-brain... --bond 4").hasSizeLessThanOrEqualTo(28);
    }
}
