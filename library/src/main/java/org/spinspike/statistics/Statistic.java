package org.spinspike.statistics;

/** One thing to compare two recordings by: values of each, and a distance between them. The list is {@link StandardStatistics}. */
public interface Statistic {
    /** @return a short key, stable in files: "rate", "noise-correlation" */
    String name();

    /** @return unit of the distance: "Hz", "nats", "" where it has none */
    String unit();

    /** @return what the distance measures, in a few words for the reader of a report */
    String meaning();

    /** @return the values compared, NaN where undefined; of equal length for recordings of equally many neurons */
    double[] values(Summary summary);

    /** @return 0 where the values agree, never negative; NaN where nothing is defined on both sides */
    default double distance(double[] data, double[] model) { return Distances.rmse(data, model); }

    /** Distance of two recordings, the second standing in the model's place. */
    default double between(Summary data, Summary model) { return distance(values(data), values(model)); }
}
