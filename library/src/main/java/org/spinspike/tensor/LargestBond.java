package org.spinspike.tensor;

import java.util.Locale;
import java.util.Optional;
import org.spinspike.spikes.SpikeTrains;

/** How large a bond can be before there is nothing left for it to tell apart. What a family takes by itself is never refused. */
final class LargestBond {
    /** Words beyond which it is the trials that are too few, not the sites. */
    private static final int MOST_SITES = 40;

    private LargestBond() {}

    /** A chain of its own cores: a cut has at most 2^sites words on its shorter side, and what was learned from M trials has M of them at most. */
    static Optional<String> ofChain(SpikeTrains data, int bond) {
        long sites = (long) data.bins() * data.neurons();
        return refused("bond", bond, MpsOptions.DEFAULT.bond(), Math.min(words(sites / 2), data.trials()), data.trials() + " trials of " + sites + " entries");
    }

    /** Between bins that share their cores: at most as many pasts as there are bins. */
    static Optional<String> betweenBins(SpikeTrains data, int bond, int standard) {
        long bins = bins(data);
        return refused("bond", bond, standard, bins, bins + " bins");
    }

    /** Above a group of neurons: at most 2^neurons words of them, and as many as there are bins. */
    static Optional<String> ofTree(SpikeTrains data, int chi, int standard) {
        return refused("chi", chi, standard, Math.min(words(data.neurons()), bins(data)), bins(data) + " bins of " + data.neurons() + " neurons");
    }

    private static long bins(SpikeTrains data) {
        long bins = 0;
        for (int k = 0; k < data.trials(); k++) bins += data.bins(k);
        return bins;
    }

    private static long words(long sites) { return 1L << Math.min(sites, MOST_SITES); }

    private static Optional<String> refused(String option, int wanted, int standard, long most, String data) {
        long allowed = Math.max(standard, most);
        return wanted <= allowed ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "--%s %d is more than these data can hold: %s tell %d states apart at most; choose --%s %d or less", option, wanted, data, most, option, allowed));
    }
}
