package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.spinspike.app.task.RunMeanField;
import org.spinspike.ising.meanfield.MeanField;
import org.spinspike.ising.meanfield.ReferenceManifold;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = IsingMeanFieldCommand.NAME, description = "The same moments without trials: mean fields of the Plefka family, in milliseconds a step.", footer = {"",
    "Methods, by the couplings that stay exact into a bin t and the bin before it (docs/background/mean-fields.md):",
    "  t1-t         [t-1,t]   none: naive mean field (order 1), TAP (order 2)",
    "  t            [t]       those into t-1: correlations are carried on (orders 1 and 2)",
    "  t1           [t-1]     those into t: Gaussian fields (order 1)",
    "  pairwise-t   2[t]      one into each neuron of t at a time, and those into t-1 (orders 1 and 2)",
    "None is best everywhere: run several, and read what is said of positivity and divergence.", "",
    "OUT.npz holds m [T, N], C [T, N, N], D [T, N, N] (row = later bin), sigma [T] = sum J (D - D^T), largest_covariance [T], positive [T] (1: C is positive semidefinite), step [T], H, J.", "",
    "Examples:",
    "  spinspike ising meanfield --method pairwise-t --parameters network.npz --steps 128 -o pairs.npz",
    "  spinspike ising meanfield --method t1-t --order 1 --parameters network.npz --beta 1.3 --steps 128 --last -o naive.npz",
    "  spinspike ising meanfield --method t --parameters network.npz --steps 50 --initial 0.2 --fields drive.npz:H -o driven.npz"})
final class IsingMeanFieldCommand implements Callable<Integer> {
    static final String NAME = "ising meanfield";

    @Option(names = "--method", required = true, paramLabel = "M", description = "t1-t, t, t1 or pairwise-t") String method;
    @Option(names = "--order", paramLabel = "1|2", description = "of the series (default: the highest there is)") Integer order;
    @Option(names = {"-o", "--output"}, required = true, paramLabel = "OUT.npz", description = "moments of every step") Path target;
    @Option(names = "--last", description = "keep the last step only") boolean last;
    @Mixin ProtocolOptions run;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        ReferenceManifold manifold = ReferenceManifold.named(method)
                .orElseThrow(() -> new IllegalArgumentException("--method must be one of " + String.join(", ", ReferenceManifold.words()) + ", got '" + method + "'"));
        var field = new MeanField(manifold, order == null ? manifold.highestOrder() : order);
        run.check();
        general.checkOutput(target);
        var request = new RunMeanField.Request(field, run.protocol(), last, target);
        if (general.dryRun) return Estimates.answer(general, NAME, RunMeanField.cost(request), Estimates.Beside.MODEL, 0);
        RunMeanField.Result result = RunMeanField.run(request, general.progress());
        return general.finish(result.health().warnings(), target, result.json(), () -> result.line() + "\nwritten to " + target);
    }
}
