package org.spinspike.app.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.spinspike.statistics.Estimate;
import org.spinspike.statistics.Judgement;

/** How a number with its interval is written. */
public final class Intervals {
    private Intervals() {}

    public static Map<String, Object> json(Estimate estimate) {
        var map = new LinkedHashMap<String, Object>();
        map.put("value", estimate.value());
        map.put("low", estimate.ninetyFive().low());
        map.put("high", estimate.ninetyFive().high());
        return map;
    }

    public static Map<String, Object> json(Judgement j) {
        var map = new LinkedHashMap<String, Object>();
        map.put("statistic", j.statistic());
        map.put("meaning", j.meaning());
        map.put("unit", j.unit());
        map.put("value", j.value());
        map.put("low", j.low());
        map.put("high", j.high());
        map.put("floor_median", j.floorMedian());
        map.put("floor_95", j.floor95());
        map.put("within_floor", j.withinFloor());
        map.put("independent", j.independent());
        map.put("scaled", j.scaled());
        map.put("separates", j.separates());
        map.put("clearly_beyond_floor", j.clearlyBeyondFloor());
        map.put("left_out", j.leftOut());
        return map;
    }

    /** @return "0.3100 [0.2800, 0.3400]"; without the brackets where there are too few trials for an interval */
    public static String text(Estimate estimate) { return text(estimate, 4); }

    public static String text(Estimate estimate, int decimals) {
        String value = fixed(estimate.value(), decimals);
        return Double.isNaN(estimate.ninetyFive().low()) ? value : value + " [" + fixed(estimate.ninetyFive().low(), decimals) + ", " + fixed(estimate.ninetyFive().high(), decimals) + "]";
    }

    /** @return both ends, for JSON */
    public static List<Double> ninetyFive(Estimate estimate) { return List.of(estimate.ninetyFive().low(), estimate.ninetyFive().high()); }

    /** @return "10 times the floor": the distance over the median of the floor */
    public static String timesFloor(Judgement j) {
        double times = j.value() / j.floorMedian();
        return String.format(Locale.ROOT, times < 9.95 ? "%.1f" : "%.0f", times) + " times the floor";
    }

    /** What rounds to nothing has no sign. */
    static String fixed(double value, int decimals) { return String.format(Locale.ROOT, "%." + decimals + "f", value).replaceFirst("^-(0\\.0*)$", "$1"); }
}
