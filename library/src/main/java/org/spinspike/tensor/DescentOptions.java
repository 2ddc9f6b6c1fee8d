package org.spinspike.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.spinspike.math.Require;
import org.spinspike.math.optim.Retraction;
import org.spinspike.model.Option;
import org.spinspike.model.Options;

/**
 * How the tensors of a tied network are trained together ({@link Descents}).
 *
 * @param starts     times training begins anew
 * @param patience   times six steps without a better validation score end a descent
 * @param optimiser  what moves the tensors
 * @param step       length of a first move of Adam, radians a row of a tensor turns
 * @param batch      trials in a mini-batch of Adam, 0 for all
 * @param retraction how Adam comes back to the isometries
 * @param smoothing  share of the training bits that are replaced by coins, see {@link FlippedBits}
 * @param entropy    what the entropy of the bonds between bins costs, see {@link EntropyPenalty}
 * @param grow       whether bonds and legs begin small and are widened, see {@link Growth}
 */
record DescentOptions(int starts, int patience, Optimiser optimiser, double step, int batch, Retraction retraction, double smoothing, double entropy, boolean grow) {
    enum Optimiser { LBFGS, ADAM }

    static final DescentOptions DEFAULT = new DescentOptions(3, 4, Optimiser.LBFGS, .01, 0, Retraction.QR, 0, 0, false);

    /** Names that mean something to Adam alone. */
    private static final List<String> ADAM = List.of("step", "batch", "retraction");

    DescentOptions {
        Require.inRange("starts", starts, 1, 1000);
        Require.atLeast("patience", patience, 1);
        Require.positive("step", step);
        Require.atLeast("batch", batch, 0);
        Require.between("smoothing", smoothing, 0, 1);
        Require.notNegative("entropy-penalty", entropy);
    }

    /** @return how often every training trial is learned from */
    int copies() { return smoothing > 0 ? FlippedBits.COPIES : 1; }

    DescentOptions withStarts(int starts) { return new DescentOptions(starts, patience, optimiser, step, batch, retraction, smoothing, entropy, grow); }

    /** What a family offers that has no options of these names for something else as well. */
    static List<Option> ofSteps() {
        return List.of(
                Option.real("step", DEFAULT.step, "adam: radians by which a row of a tensor turns in a first move; halved where nothing gets better"),
                Option.whole("batch", DEFAULT.batch, "adam: trials in a mini-batch, 0 for all"));
    }

    /** @param when the words before the help of each: "tied: " */
    static List<Option> offered(String when) {
        return List.of(
                Option.whole("starts", DEFAULT.starts, when + "times training begins anew; the best by validation is kept"),
                Option.text("optimiser", "lbfgs", when + "lbfgs, or adam (Riemannian), which can take mini-batches"),
                Option.text("retraction", "qr", when + "how adam's steps come back to the isometries: qr, polar or cayley"),
                Option.real("smoothing", DEFAULT.smoothing, when + "share of the training bits replaced by fair coins, in four copies of every trial"),
                Option.real("entropy-penalty", DEFAULT.entropy, when + "nats a trial that a nat of Renyi-2 entropy of the bond between bins costs"),
                Option.flag("grow", when + "begin with small bonds and legs and double them as long as validation gains"));
    }

    /** @param offered by the family, for what is left at its default */
    static DescentOptions of(Options options, List<Option> offered) {
        Optimiser optimiser = named("optimiser", options.text("optimiser"), Optimiser.values());
        for (Option option : offered)
            Require.that(optimiser == Optimiser.ADAM || !ADAM.contains(option.name()) || options.text(option.name()).equals(option.defaultValue()),
                    "--" + option.name() + " needs --optimiser adam: the line search of lbfgs sets its own steps over all trials");
        return new DescentOptions(options.whole("starts"), options.whole("patience"), optimiser, options.real("step"), options.whole("batch"),
                named("retraction", options.text("retraction"), Retraction.values()), options.real("smoothing"), options.real("entropy-penalty"),
                options.flag("grow"));
    }

    /** @return the value of that name, in lower case on the command line */
    static <E extends Enum<E>> E named(String option, String text, E[] values) {
        for (E value : values) if (lower(value).equals(text)) return value;
        throw new IllegalArgumentException("--" + option + " must be " + Arrays.stream(values).map(DescentOptions::lower).collect(Collectors.joining(", ")) + "; got '" + text + "'");
    }

    private static String lower(Enum<?> value) { return value.name().toLowerCase(Locale.ROOT); }
}
