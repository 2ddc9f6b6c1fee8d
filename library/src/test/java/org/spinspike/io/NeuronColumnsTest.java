package org.spinspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.spinspike.spikes.BinarisationRule;
import org.spinspike.spikes.Design;

class NeuronColumnsTest {
    /** Trials of 3 and 2 bins, 19 neurons: two whole groups and a part. */
    private static final Design DESIGN = new Design(new int[] {3, 2}, .01, null, null, null, null, null);
    private static final int NEURONS = 19;

    private static double value(int k, int t, int i) { return 100 * k + 10 * t + i + .5; }

    @Test void everyEntryIsThatOfTheSourceInAnyOrder() {
        var columns = new NeuronColumns(DESIGN, NEURONS, NeuronColumnsTest::value, (k, t, i) -> true);
        for (int i : new int[] {0, 7, 8, 18, 3, 16, 15, 0})
            for (int k = 0; k < 2; k++) for (int t = 0; t < DESIGN.bins(k); t++) assertEquals(value(k, t, i), columns.at(k, t, i));
    }

    @Test void whatNobodyObservedIsNotAskedFor() {
        BinarisationRule.Values source = (k, t, i) -> {
            if (k == 1 && i == 4) throw new AssertionError("asked for an entry nobody observed");
            return value(k, t, i);
        };
        var columns = new NeuronColumns(DESIGN, NEURONS, source, (k, t, i) -> !(k == 1 && i == 4));
        assertEquals(value(1, 1, 5), columns.at(1, 1, 5));
        assertEquals(value(0, 2, 4), columns.at(0, 2, 4));
    }
}
