package org.spinspike.app.cli;

import org.spinspike.app.task.DataRequest;
import picocli.CommandLine.Option;

/** The options of every verb that reads data. */
final class DataOptions {
    @Option(names = "--bins", paramLabel = "A:B", description = "bins A to B-1 of each trial; a rule sees no others")
    String bins;

    @Option(names = "--neurons", paramLabel = "A:B|NAMES|top:N", description = "a range, names separated by commas, or the N most active: of all trials, in compare of those learned from")
    String neurons;

    @Option(names = "--cut", paramLabel = "L[:GAP]", description = "cut trials into windows of L bins")
    String cut;

    @Option(names = "--axes", paramLabel = "ORDER", description = "order of the array's axes, e.g. neurons,bins; needed for 2-D arrays")
    String axes;

    @Option(names = "--bin-ms", paramLabel = "MS", description = "bin width, where the file does not say")
    Double binMs;

    @Option(names = "--binarise", paramLabel = "RULE", description = "any, median or threshold:X, where the array holds counts")
    String binarise;

    @Option(names = "--ones", paramLabel = "RULE", description = "the rule that made the zeros and ones of the file, where it does not say; median or threshold:X makes them events")
    String ones;

    DataRequest request(String source) { return new DataRequest(source, axes, binMs, binarise, ones, bins, neurons, cut); }
}
