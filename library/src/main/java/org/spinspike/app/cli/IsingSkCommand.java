package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.spinspike.app.task.SolveSk;
import org.spinspike.app.task.ValueList;
import org.spinspike.math.Require;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = IsingSkCommand.NAME, description = "Asymmetric SK model, exactly for infinitely many neurons: magnetisation m, self-overlap q, entropies a neuron and bin in nats.", footer = {"",
    "Couplings are normal with mean J0 / N and standard deviation DeltaJ / sqrt(N), J_ij independent of J_ji; fields are uniform in -DeltaH..DeltaH; spins are -1 and +1.",
    "--neurons puts simulated networks of that size beside it, drawn anew for every trial.", "",
    "Examples:",
    "  spinspike ising sk --beta 2 --delta-j 0.5",
    "  spinspike ising sk --critical --delta-j 0.5 --h0 0.5",
    "  spinspike ising sk --beta 0:4:41 --delta-j 0.5 --critical -o curve.csv",
    "  spinspike ising sk --beta 1,1.5,2 --delta-j 0.5 --neurons 128 --trials 2000"})
final class IsingSkCommand implements Callable<Integer> {
    static final String NAME = "ising sk";

    @Option(names = "--beta", paramLabel = "B|LIST|FROM:TO:N[:log]", description = "inverse temperature, one or many") String betas;
    @Option(names = "--j0", paramLabel = "A", defaultValue = "1", description = "mean of the couplings times N (default: ${DEFAULT-VALUE})") double j0;
    @Option(names = "--delta-j", required = true, paramLabel = "S", description = "standard deviation of the couplings times sqrt(N)") double deltaJ;
    @Option(names = "--h0", paramLabel = "W", defaultValue = "0", description = "fields are uniform in -W..W (default: ${DEFAULT-VALUE})") double deltaH;
    @Option(names = "--critical", description = "the inverse temperature at which order begins") boolean critical;
    @Option(names = "--neurons", paramLabel = "N", description = "simulate networks of N neurons as well") Integer neurons;
    @Option(names = "--trials", paramLabel = "R", defaultValue = "1000", description = "networks to simulate for each beta (default: ${DEFAULT-VALUE})") int trials;
    @Option(names = "--steps", paramLabel = "T", defaultValue = "128", description = "steps of each, from all spins up (default: ${DEFAULT-VALUE})") int steps;
    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "the curve as .npz, .csv or .json") Path target;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        if (betas == null && !critical) throw new IllegalArgumentException("missing option: --beta, or --critical");
        if (betas == null && target != null) throw new IllegalArgumentException("-o " + target + " is for a curve, which needs --beta");
        if (betas == null && neurons != null) throw new IllegalArgumentException("--neurons needs --beta");
        if (neurons != null) Require.atLeast("--neurons", neurons, 1);
        var request = new SolveSk.Request(betas == null ? new double[0] : ValueList.of("--beta", betas), j0, deltaJ, deltaH, critical, neurons == null ? 0 : neurons, trials, steps, general.seed());
        if (target != null) SolveSk.ending(target);
        general.checkOutput(target);
        if (general.dryRun) return Estimates.answer(general, NAME, SolveSk.cost(request, general.threads()), Estimates.Beside.MODEL, 0);
        SolveSk.Result result = SolveSk.run(request, general.progress());
        if (target != null) result.write(target);
        return general.finish(result.notes(), target, result.json(), () -> GeneralOptions.told(result.lines(), target));
    }
}
