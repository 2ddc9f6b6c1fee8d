package org.spinspike.statistics;

/**
 * What one statistic says of one model.
 *
 * @param statistic   name of the {@link Statistic}
 * @param unit        unit of all values but {@code scaled}
 * @param meaning     the statistic in words
 * @param value       distance between test set and an equally large sample: median over the sample sets; NaN where it is undefined
 * @param low         lower end of the interval of {@code value}
 * @param high        upper end
 * @param floorMedian the distance two parts of the data have at this size: median
 * @param floor95     its 95 % quantile
 * @param independent the distance of independent neurons
 * @param scaled      (value - floorMedian) / (independent - floorMedian): 0 is as good as data, 1 as bad as independent neurons; NaN where the
 *                    independent model is no farther than the floor
 * @param separates   false where the floor exceeds half the distance to the independent model, or that distance is 0: this statistic then cannot
 *                    separate models here, unless one lies {@link #clearlyBeyondFloor}
 * @param leftOut     values (neurons, pairs) undefined in the test set or in the sample and left out, median over the sample sets
 */
public record Judgement(String statistic, String unit, String meaning, double value, double low, double high, double floorMedian, double floor95,
                        double independent, double scaled, boolean separates, int leftOut) {
    /** What a report prints where {@link #separates} is false and the model is not clearly beyond the floor. */
    public static final String CANNOT_SEPARATE = "this metric cannot separate models here";

    /** @return whether the model is as close as 95 % of the draws from the data themselves */
    public boolean withinFloor() { return value <= floor95; }

    /** @return whether the model misses this statistic for sure, however independent neurons do: the whole interval lies above the floor's 95 % quantile */
    public boolean clearlyBeyondFloor() { return value > floor95 && low > floor95; }

    /** @return whether the whole interval lies above the distance of independent neurons */
    public boolean worseThanIndependent() { return low > independent; }

    /** @return whether anything can be said of the model by this statistic */
    public boolean tells() { return separates || clearlyBeyondFloor(); }

    /**
     * How bad a miss is, comparable between statistics that separate models and those that do not.
     *
     * <pre>(value - floorMedian) / max(independent - floorMedian, floorMedian)</pre>
     *
     * @return {@link #scaled} where the statistic separates models, else by how many floors the value exceeds the floor; NaN where undefined
     */
    public double severity() { return (value - floorMedian) / Math.max(independent - floorMedian, floorMedian); }

    static Judgement of(Score score, Floor floor, double independent) {
        double span = independent - floor.median();
        return new Judgement(score.statistic(), score.unit(), score.meaning(), score.value(), score.interval().low(), score.interval().high(),
                floor.median(), floor.q95(), independent, span > 0 ? (score.value() - floor.median()) / span : Double.NaN,
                independent > 0 && floor.median() <= independent / 2, score.leftOut());
    }
}
