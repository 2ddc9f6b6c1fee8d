package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.spinspike.app.task.InferNetwork;
import org.spinspike.ising.inverse.InferenceMethod;
import org.spinspike.ising.inverse.PenaltyChoice;
import org.spinspike.spikes.SpikeTrains;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = IsingInferCommand.NAME, description = "Which kinetic Ising network made these spikes: fields and couplings, with standard errors.", footer = {"",
    "Methods (docs/background/kinetic-ising.md):",
    "  ml               greatest likelihood, with standard errors and couplings beyond chance; the best where there are enough bins",
    "  nmf, tap, emf    closed forms of mean fields; emf comes near ml where couplings are many and weak, and is where plefka:t1 ends: the two agree",
    "  plefka:t1-t, plefka:t, plefka:t1, plefka:pairwise-t    the network whose mean field has the measured moments (:ORDER behind it)",
    "OUT.npz holds H [N], J [N, N] (row i = input to i, spins -1 and +1), the same in 0/1 variables as theta and theta_couplings, and with ml H_se, J_se, z and beyond_chance [N, N].",
    "Every fifth tenth of the transitions is kept from a second learning, which is judged by them beside neurons without couplings.", "",
    "Examples:",
    "  spinspike ising infer trials.npz -o network.npz",
    "  spinspike ising infer trials.npz --ridge auto --neurons top:50 -o network.npz --json -",
    "  spinspike ising infer trials.npz --penalty l1 -o sparse.npz",
    "  spinspike ising infer trials.npz --method plefka:pairwise-t -o pairs.npz"})
final class IsingInferCommand implements Callable<Integer> {
    static final String NAME = "ising infer";
    private static final String NO_RIDGE = "0";

    @Parameters(index = "0", paramLabel = "DATA", description = "spike file, FILE or FILE:KEY") String data;
    @Option(names = "--method", paramLabel = "M", defaultValue = InferenceMethod.LIKELIHOOD, description = "one of those below (default: ${DEFAULT-VALUE})") String method;
    @Option(names = "--ridge", paramLabel = "R|auto", defaultValue = NO_RIDGE, description = "penalty R/2 sum J^2 on the couplings of a neuron, or chosen by held-out likelihood (default: ${DEFAULT-VALUE}; 'fit kinetic-ising' has 16)") String ridge;
    @Option(names = "--penalty", paramLabel = "P", defaultValue = "ridge", description = "what holds couplings back: ridge, l1 (V sum |J|: many become 0) or group (own past and areas, each 0 as a whole; default: ${DEFAULT-VALUE})") String penalty;
    @Option(names = "--strength", paramLabel = "V|auto", defaultValue = "", description = "strength of the penalty, or chosen by held-out likelihood (default: auto for l1 and group, --ridge for ridge)") String strength;
    @Option(names = "--fdr", paramLabel = "Q", defaultValue = "0.05", description = "false-discovery rate of couplings beyond chance (default: ${DEFAULT-VALUE})") double fdr;
    @Option(names = {"-o", "--output"}, required = true, paramLabel = "OUT.npz", description = "the network") Path target;
    @Mixin DataOptions dataOptions;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        InferenceMethod chosen = InferenceMethod.named(method);
        PenaltyChoice held = PenaltyChoice.of(penalty, strength, ridge, NO_RIDGE);
        if (held.penalty().selects() && !chosen.isLikelihood()) throw new IllegalArgumentException("--penalty " + penalty + " is for --method ml: " + method + " has no likelihood");
        if (held.chosenByLikelihood() && !chosen.isLikelihood()) throw new IllegalArgumentException("--ridge auto is for --method ml; give " + method + " a number");
        if (held.strength().orElse(1) > 0 && !chosen.takesRidge()) throw new IllegalArgumentException("--ridge is for ml, nmf, tap and emf: " + method + " matches moments as they are");
        if (!(fdr > 0 && fdr < 1)) throw new IllegalArgumentException("--fdr must lie between 0 and 1, got " + fdr);
        var request = new InferNetwork.Request(dataOptions.request(data), chosen, held, fdr, target);
        general.checkOutput(target);
        if (general.dryRun) {
            SpikeTrains trains = request.data().load();
            return Estimates.answer(general, NAME, InferNetwork.cost(request, trains), Estimates.Beside.MODEL, (long) trains.trials() * trains.bins() * trains.neurons());
        }
        InferNetwork.Result result = InferNetwork.run(request, general.progress());
        return general.finish(result.notes(), target, result.json(), () -> GeneralOptions.told(result.lines(), target));
    }
}
