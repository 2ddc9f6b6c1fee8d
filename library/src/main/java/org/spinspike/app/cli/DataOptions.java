package org.spinspike.app.cli;

import org.spinspike.app.task.DataRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every verb that reads data. */
final class DataOptions {
    @Option(names = "--bins", paramLabel = "A:B", description = "bins A to B-1 of each trial; a rule sees no others")
    String bins;

    @Option(names = "--neurons", paramLabel = "A:B|NAMES|top:N", description = "a range, names separated by commas, or the N most active: of all trials, in compare of those learned from")
    String neurons;

    @Option(names = "--cut", paramLabel = "L[:GAP]", description = "cut trials into windows of L bins")
    String cut;

    @Mixin ArrayOptions array;

    DataRequest request(String source) { return new DataRequest(source, array.axes, array.binMs, array.binarise, array.ones, bins, neurons, cut); }
}
