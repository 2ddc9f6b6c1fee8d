package org.spinspike.statistics;

/**
 * Values of a recording with intervals.
 *
 * @param name    a short key, stable in files: "rate", "mean-noise-correlation"
 * @param unit    unit of the values, "" where they have none
 * @param meaning the values in words
 * @param values  one number, or one a neuron, a lag, a count; NaN where undefined. Not copied.
 * @param low     lower ends, NaN where there are too few units to resample
 * @param high    upper ends
 */
public record Band(String name, String unit, String meaning, double[] values, double[] low, double[] high) {
    public boolean single() { return values.length == 1; }
}
