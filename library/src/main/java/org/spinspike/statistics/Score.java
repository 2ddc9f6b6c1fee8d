package org.spinspike.statistics;

/**
 * Distance between the test set and samples, before it is compared with the floor.
 *
 * @param statistic name of the {@link Statistic}
 * @param unit      unit of the distance
 * @param meaning   the statistic in words
 * @param value     median over the sample sets
 * @param interval  bootstrap over the units of the test set
 * @param sets      one distance a sample set. Not copied.
 * @param leftOut   values undefined on either side, median over the sample sets
 */
public record Score(String statistic, String unit, String meaning, double value, Interval interval, double[] sets, int leftOut) {}
