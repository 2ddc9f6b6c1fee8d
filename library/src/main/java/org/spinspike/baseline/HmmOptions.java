package org.spinspike.baseline;

import java.util.List;
import org.spinspike.math.Require;
import org.spinspike.model.Option;
import org.spinspike.model.Options;

/**
 * Choices of {@link HmmFamily}.
 *
 * @param states number of hidden states; 0 lets the validation trials choose among {@link #CANDIDATES}, of which two in a row that bring nothing end the search
 * @param starts times training begins anew for each number of states
 */
record HmmOptions(int states, int starts) {
    static final int MOST = 1000;
    static final List<Integer> CANDIDATES = List.of(2, 3, 4, 6, 8, 12, 16);

    static final List<Option> OFFERED = List.of(
            Option.whole("states", 0, "hidden states; 0: 2, 3, 4, 6, 8, 12 or 16, tried until two in a row bring the validation trials nothing"),
            Option.whole("starts", 2, "times training begins anew for each number of states"));

    HmmOptions {
        Require.inRange("states", states, 0, MOST);
        Require.inRange("starts", starts, 1, 1000);
    }

    static HmmOptions of(Options options) { return new HmmOptions(options.whole("states"), options.whole("starts")); }
}
