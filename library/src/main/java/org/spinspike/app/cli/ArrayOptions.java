package org.spinspike.app.cli;

import org.spinspike.io.Reading;
import picocli.CommandLine.Option;

/** What a user may have to say of an array that its file does not. */
final class ArrayOptions {
    @Option(names = "--axes", paramLabel = "ORDER", description = "order of the array's axes, e.g. neurons,bins; needed for 2-D arrays")
    String axes;

    @Option(names = "--bin-ms", paramLabel = "MS", description = "bin width, where the file does not say")
    Double binMs;

    @Option(names = "--binarise", paramLabel = "RULE", description = "any, median or threshold:X, where the array holds counts")
    String binarise;

    @Option(names = "--ones", paramLabel = "RULE", description = "the rule that made the zeros and ones of the file, where it does not say; median or threshold:X makes them events")
    String ones;

    Reading reading() { return Reading.of(axes, binMs, binarise, ones, null); }
}
