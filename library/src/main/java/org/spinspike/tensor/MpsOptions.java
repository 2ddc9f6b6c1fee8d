package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.spinspike.math.Require;
import org.spinspike.math.optim.Retraction;
import org.spinspike.model.Option;
import org.spinspike.model.Options;

/**
 * How an {@code mps} is trained. A tied one ({@link TiedTrainer}) looks at the bond and at {@code descent} only.
 *
 * @param bond         largest bond dimension D; 1 is the product law
 * @param fixedBond    whether D is allowed from the beginning; otherwise it grows while that pays
 * @param cutoff       singular values below this share of the largest are dropped, 0..1; large values keep the bonds small
 * @param step         eta of a gradient step
 * @param descentSteps gradient steps at each bond
 * @param sweeps       full sweeps at most, a half-sweep left and one right each, where the training names no limit of its own; decides nothing else
 * @param batch        trials in a mini-batch, 0 for all at once
 * @param patience     half-sweeps without a better validation score before training stops
 * @param noise        standard deviation of the entries that disturb the product start
 * @param tied         whether one set of cores serves all bins
 * @param complex      whether a tied one has complex entries
 * @param descent      how a tied one is trained
 */
public record MpsOptions(int bond, boolean fixedBond, double cutoff, double step, int descentSteps, int sweeps, int batch, int patience, double noise,
                         boolean tied, boolean complex, DescentOptions descent) {
    public static final MpsOptions DEFAULT = new MpsOptions(16, false, .001, .01, 10, 12, 0, 4, .01, false, false, DescentOptions.DEFAULT);

    static final int MOST_BOND = 4096;

    private static final Set<String> TIED = Set.of("tied", "complex", "bond", "patience", "step", "batch", "starts", "optimiser", "retraction", "smoothing", "entropy-penalty", "grow");

    /** A chain that is not tied. */
    MpsOptions(int bond, boolean fixedBond, double cutoff, double step, int descentSteps, int sweeps, int batch, int patience, double noise) {
        this(bond, fixedBond, cutoff, step, descentSteps, sweeps, batch, patience, noise, false, false, DescentOptions.DEFAULT);
    }

    public MpsOptions {
        Require.inRange("bond", bond, 1, MOST_BOND);
        Require.between("cutoff", cutoff, 0, 1);
        Require.positive("step", step);
        Require.atLeast("descent-steps", descentSteps, 1);
        Require.inRange("sweeps", sweeps, 1, 1_000_000);
        Require.atLeast("batch", batch, 0);
        Require.atLeast("patience", patience, 1);
        Require.notNegative("noise", noise);
        Require.that(!complex || !descent.grow(), "--complex and --grow do not go together: bonds of complex entries are not widened");
        Require.that(!complex || descent.optimiser() == DescentOptions.Optimiser.LBFGS || descent.retraction() != Retraction.QR,
                "--complex with --optimiser adam needs --retraction polar or cayley: qr does not keep complex entries");
    }

    /** @return most steps of a training that names no limit of its own */
    int halfSweeps() { return 2 * sweeps; }

    static List<Option> offered() {
        MpsOptions d = DEFAULT;
        var all = new ArrayList<>(List.of(
                Option.whole("bond", d.bond, "largest bond dimension; 1 is the product law"),
                Option.flag("fixed-bond", "allow the largest bond dimension from the beginning instead of growing towards it"),
                Option.real("cutoff", d.cutoff, "singular values below this share of the largest are dropped"),
                Option.real("step", d.step, "length of a gradient step"),
                Option.whole("descent-steps", d.descentSteps, "gradient steps at each bond"),
                Option.whole("sweeps", d.sweeps, "full sweeps at most (two half-sweeps each); --iterations, where given, takes its place"),
                Option.whole("batch", d.batch, "trials in a mini-batch, 0 for all"),
                Option.whole("patience", d.patience, "half-sweeps without a better validation score before training stops"),
                Option.real("noise", d.noise, "standard deviation of the disturbance of the product start"),
                Option.flag("tied", "one set of cores for all bins, for trials of any length; of the options above bond, patience (times six) and, with adam, step and batch apply")));
        all.add(Option.flag("complex", "tied: complex entries; the like of a real chain of twice the bond with half of its numbers"));
        all.addAll(DescentOptions.offered("tied: "));
        return all;
    }

    static MpsOptions of(Options options) {
        if (options.flag("tied")) {
            for (Option option : offered())
                Require.that(TIED.contains(option.name()) || options.values().get(option.name()).equals(option.defaultValue()),
                        "--" + option.name() + " has no effect on a tied chain; leave it or --tied out");
        } else {
            Require.that(!options.flag("complex"), "--complex needs --tied; a chain that is not tied is trained with real entries");
            for (Option option : DescentOptions.offered(""))
                Require.that(options.text(option.name()).equals(option.defaultValue()), "--" + option.name() + " needs --tied; a chain that is not tied is trained in sweeps");
        }
        return new MpsOptions(options.whole("bond"), options.flag("fixed-bond"), options.real("cutoff"), options.real("step"), options.whole("descent-steps"),
                options.whole("sweeps"), options.whole("batch"), options.whole("patience"), options.real("noise"), options.flag("tied"), options.flag("complex"),
                options.flag("tied") ? DescentOptions.of(options, offered()) : DescentOptions.DEFAULT);
    }
}
