package org.spinspike.tensor;

import java.util.Locale;
import java.util.Optional;
import org.spinspike.spikes.SpikeTrains;

/** How large a bond can be before there is nothing left for it to tell apart. What a family takes by itself is never refused. */
final class LargestBond {
    /** Words beyond which it is the trials that are too few, not the sites. */
    private static final int MOST_SITES = 40;
    private static final String STATES = "%d states apart at most";

    private LargestBond() {}

    /** A chain of its own cores: a cut has at most 2^sites words on its shorter side, and what was learned from M trials has M of them at most. */
    static Optional<String> ofChain(SpikeTrains data, int bond) {
        long sites = (long) data.bins() * data.neurons();
        return refused("bond", bond, MpsOptions.DEFAULT.bond(), MpsOptions.MOST_BOND, Math.min(words(sites / 2), data.trials()), data.trials() + " trials of " + sites + " entries tell", STATES);
    }

    /**
     * Between bins that share their cores. Two things are counted, and the smaller one holds:
     *
     * <pre>
     * numbers:  a share of D^2 for every core that is free after its isometry (D (D + 1) / 2) and a turn of its bond (D (D - 1) / 2): as many as entries were observed
     * pasts:    sum over bins t of min(M_t, 2^(t N + i), 2^((T - t) N - i)) at the neuron i where it is largest, with M_t trials that reach bin t:
     *           what the cuts of a chain of its own cores need, side by side
     * </pre>
     *
     * Beyond the first, numbers are left that no entry determines; beyond the second the chain could already tell every trial from every other one.
     *
     * @param numbersOfOne free numbers of a bin's cores at D = 1: N D^2 in a chain, twice that with complex entries, (code - 1) D^2 in a core with a code
     * @param standard     largest bond that the family takes by itself
     * @param most         largest bond there is
     */
    static Optional<String> betweenBins(SpikeTrains data, int bond, long numbersOfOne, int standard, int most) {
        long entries = data.observations(), numbers = (long) Math.sqrt((double) entries / numbersOfOne), pasts = pasts(data);
        return numbers <= pasts ? refused("bond", bond, standard, most, numbers, entries + " observed entries determine the " + numbersOfOne + " D^2 numbers of a bond D", "of %d at most")
                : refused("bond", bond, standard, most, pasts, data.trials() + " trials of " + data.bins() + " bins tell", "%d pasts apart at most");
    }

    private static long pasts(SpikeTrains data) {
        long most = 0, n = data.neurons();
        for (long i = 0; i < n; i++) {
            long pasts = 0;
            for (int t = 0; t < data.bins(); t++) pasts += Math.min(data.design().reaching(t).length, Math.min(words(t * n + i), words((data.bins() - t) * n - i)));
            most = Math.max(most, pasts);
        }
        return most;
    }

    /** Above a group of neurons: at most 2^neurons words of them, and as many as there are bins. */
    static Optional<String> ofTree(SpikeTrains data, int chi, int standard, int most) {
        return refused("chi", chi, standard, most, Math.min(words(data.neurons()), bins(data)), bins(data) + " bins of " + data.neurons() + " neurons tell", STATES);
    }

    private static long bins(SpikeTrains data) {
        long bins = 0;
        for (int k = 0; k < data.trials(); k++) bins += data.bins(k);
        return bins;
    }

    private static long words(long sites) { return 1L << Math.min(sites, MOST_SITES); }

    private static Optional<String> refused(String option, int wanted, int standard, int most, long held, String data, String limit) {
        long allowed = Math.max(standard, held);
        return wanted <= allowed ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "--%s %d is more than these data can hold: %s " + limit + "; choose --%s %d or less", option, wanted, data, held, option, Math.min(most, allowed)));
    }
}
