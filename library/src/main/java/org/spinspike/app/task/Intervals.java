package org.spinspike.app.task;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.spinspike.statistics.Estimate;

/** How a number with its 95 % interval is written. */
public final class Intervals {
    private Intervals() {}

    public static Map<String, Object> json(Estimate estimate) {
        var map = new LinkedHashMap<String, Object>();
        map.put("value", estimate.value());
        map.put("low", estimate.ninetyFive().low());
        map.put("high", estimate.ninetyFive().high());
        return map;
    }

    /** @return "0.3100 [0.2800, 0.3400]"; without the brackets where there are too few trials for an interval */
    public static String text(Estimate estimate) {
        if (Double.isNaN(estimate.ninetyFive().low())) return String.format(Locale.ROOT, "%.4f", estimate.value());
        return String.format(Locale.ROOT, "%.4f [%.4f, %.4f]", estimate.value(), estimate.ninetyFive().low(), estimate.ninetyFive().high());
    }
}
