package org.spinspike.statistics;

/**
 * How far two parts of the same recording are apart at the sizes of a comparison: the distance a perfect model has, too. A distribution.
 *
 * @param statistic name of the {@link Statistic}
 * @param unit      unit of the distance
 * @param draws     one distance a draw, in the order drawn. Not copied.
 * @param median    of the draws
 * @param q95       their 95 % quantile
 */
public record Floor(String statistic, String unit, double[] draws, double median, double q95) {
    static Floor of(Statistic statistic, double[] draws) {
        return new Floor(statistic.name(), statistic.unit(), draws, Quantiles.median(draws), Quantiles.of(draws, .95));
    }
}
