package org.spinspike.spikes;

/**
 * Zeros and ones with the account of how they came about.
 *
 * @param trains carries the total as its {@link SpikeTrains#binarisation()}
 * @param tally  the same neuron by neuron; of a spike file, which keeps the total only, it counts the ones
 */
public record Binarised(SpikeTrains trains, Tally tally) {

    /** The given neurons, in that order. The account becomes theirs where it is known neuron by neuron; else it stays that of the whole import. */
    public Binarised selectNeurons(int[] which) {
        Binarisation all = trains.binarisation();
        boolean known = tally.total(all.rule(), all.spikes()).equals(all);
        SpikeTrains chosen = trains.selectNeurons(which);
        Tally theirs = tally.select(which);
        return new Binarised(known ? chosen.with(theirs.total(all.rule(), all.spikes())) : chosen, theirs);
    }

    /** Trials cut into windows as by {@link SpikeTrains#cut}; a one in a gap or in what is left over at the end of a trial is now outside. */
    public Binarised cut(int length, int gap) { return part(trains.cut(length, gap)); }

    /** The given trials; a one in another is now outside. */
    public Binarised select(int[] which) { return part(trains.select(which)); }

    private Binarised part(SpikeTrains part) {
        Binarisation all = trains.binarisation();
        boolean known = tally.total(all.rule(), all.spikes()).equals(all);
        long[] kept = part.ones(), lost = trains.ones(), placed = tally.placed().clone(), outside = tally.outside().clone();
        for (int i = 0; i < kept.length; i++) {
            placed[i] -= lost[i] - kept[i];
            outside[i] += lost[i] - kept[i];
        }
        Tally theirs = new Tally(tally.read(), placed, tally.clipped(), outside);
        return new Binarised(known ? part.with(theirs.total(all.rule(), all.spikes())) : part, theirs);
    }
}
