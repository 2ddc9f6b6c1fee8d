package org.spinspike.tensor;

import java.util.List;
import org.spinspike.math.Require;
import org.spinspike.model.Option;
import org.spinspike.model.Options;

/**
 * How an {@code mps} is trained.
 *
 * @param bond         largest bond dimension D; 1 is the product law
 * @param cutoff       singular values below this share of the largest are dropped, 0..1; large values keep the bonds small, which is what generalises on
 *                     noisy recordings
 * @param step         eta of a gradient step
 * @param descentSteps gradient steps at each bond
 * @param sweeps       full sweeps at most, a half-sweep left and one right each
 * @param batch        trials in a mini-batch, 0 for all at once
 * @param patience     half-sweeps without a better validation score before training stops
 * @param noise        standard deviation of the entries that disturb the product start
 */
public record MpsOptions(int bond, double cutoff, double step, int descentSteps, int sweeps, int batch, int patience, double noise) {
    public static final MpsOptions DEFAULT = new MpsOptions(8, .05, .02, 10, 6, 0, 4, .01);

    public MpsOptions {
        Require.inRange("bond", bond, 1, 4096);
        Require.between("cutoff", cutoff, 0, 1);
        Require.positive("step", step);
        Require.atLeast("descent-steps", descentSteps, 1);
        Require.atLeast("sweeps", sweeps, 1);
        Require.atLeast("batch", batch, 0);
        Require.atLeast("patience", patience, 1);
        Require.notNegative("noise", noise);
    }

    static List<Option> offered() {
        MpsOptions d = DEFAULT;
        return List.of(
                Option.whole("bond", d.bond, "largest bond dimension; 1 is the product law"),
                Option.real("cutoff", d.cutoff, "singular values below this share of the largest are dropped"),
                Option.real("step", d.step, "length of a gradient step"),
                Option.whole("descent-steps", d.descentSteps, "gradient steps at each bond"),
                Option.whole("sweeps", d.sweeps, "full sweeps at most (two half-sweeps each)"),
                Option.whole("batch", d.batch, "trials in a mini-batch, 0 for all"),
                Option.whole("patience", d.patience, "half-sweeps without a better validation score before training stops"),
                Option.real("noise", d.noise, "standard deviation of the disturbance of the product start"));
    }

    static MpsOptions of(Options options) {
        return new MpsOptions(options.whole("bond"), options.real("cutoff"), options.real("step"), options.whole("descent-steps"),
                options.whole("sweeps"), options.whole("batch"), options.whole("patience"), options.real("noise"));
    }
}
