package org.spinspike.app.cli;

import org.spinspike.spikes.trace.TraceSteps;
import picocli.CommandLine.Option;

/** What is done to fluorescence before a rule makes events of it. */
final class TraceOptions {
    @Option(names = "--neuropil", paramLabel = "A", description = "of traces: F - A Fneu before the rule; F of a suite2p folder takes 0.7 by itself, 0 leaves it in")
    Double neuropil;

    @Option(names = "--baseline", paramLabel = "P:S", description = "of traces: take off the running percentile P over S seconds, as in 8:60")
    String baseline;

    @Option(names = "--dff", paramLabel = "P:S", description = "of traces: the same, and divide by it")
    String dff;

    @Option(names = "--tau", paramLabel = "S", description = "for oasis:X: seconds in which calcium falls to 1/e (default: by autocorrelation, neuron by neuron)")
    Double tau;

    @Option(names = "--lambda", paramLabel = "L", description = "for oasis:X: penalty in standard deviations of the noise (default: so that what is left is the noise)")
    Double lambda;

    TraceSteps steps() { return TraceSteps.of(neuropil, baseline, dff, tau, lambda); }
}
