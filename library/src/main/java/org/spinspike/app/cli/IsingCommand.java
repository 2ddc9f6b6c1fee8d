package org.spinspike.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = IsingCommand.NAME, customSynopsis = "spinspike ising VERB [OPTIONS]", description = "Kinetic Ising networks: what can be done with them.", footer = {"",
    "Verbs:",
    "  ising simulate    means, covariances and entropy of every bin, by trials or by enumeration",
    "  ising meanfield   the same without trials, by mean fields of the Plefka family",
    "  ising infer       which network made these spikes: fields and couplings, with standard errors",
    "  ising entropy     how far a network is from running backwards as it runs forwards",
    "  ising phase       the same network hotter and colder, by trials and by every mean field",
    "  ising sk          order parameters, entropies and critical line of infinitely large random networks", "",
    "Examples:",
    "  spinspike ising simulate --parameters network.npz --steps 128 --trials 100000 -o moments.npz",
    "  spinspike ising meanfield --method pairwise-t --parameters network.npz --steps 128 -o pairs.npz",
    "  spinspike ising infer trials.npz -o network.npz",
    "  spinspike ising entropy network.npz",
    "  spinspike ising phase --parameters network.npz --betas 0.5:2:16 --steps 64 --trials 10000",
    "  spinspike ising sk --beta 2 --delta-j 0.5"})
final class IsingCommand implements Callable<Integer> {
    static final String NAME = "ising";

    @Parameters(index = "0", arity = "0..1", paramLabel = "VERB", description = "one of those below") String verb;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        throw new IllegalArgumentException((verb == null ? "missing: what to do" : "there is no verb 'ising " + verb + "'") + "; there are: " + String.join(", ", Main.verbsOf(NAME)));
    }
}
