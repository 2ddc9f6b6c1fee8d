package org.spinspike.model;

import java.util.BitSet;
import org.spinspike.math.Require;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/**
 * Some entries of a trial: these neurons in those bins. Two of them are what information is shared by.
 *
 * @param neurons of the trial
 * @param sites   entry of neuron i in bin t at t * neurons + i. Not to be modified.
 */
public record Entries(int neurons, BitSet sites) {

    /** @param group neurons; @param from first bin; @param to bin after the last; none where they are equal */
    public static Entries of(int neurons, int[] group, int from, int to) {
        Require.atLeast("first bin", from, 0);
        var sites = new BitSet(Math.multiplyExact(to, neurons));
        for (int i : group) Require.inRange("neuron", i, 0, neurons - 1);
        for (int t = from; t < to; t++) for (int i : group) sites.set(t * neurons + i);
        return new Entries(neurons, sites);
    }

    public Entries and(Entries other) {
        Require.length("neurons", other.neurons, neurons);
        var both = (BitSet) sites.clone();
        both.or(other.sites);
        return new Entries(neurons, both);
    }

    public boolean overlaps(Entries other) { return sites.intersects(other.sites); }
    public boolean none()                  { return sites.isEmpty(); }
    public int count()                     { return sites.cardinality(); }
    /** @return bins up to the last entry */
    public int bins()                      { return (sites.length() + neurons - 1) / neurons; }

    /** The trials as far as these entries go, everything else hidden. */
    SpikeTrains seenOf(SpikeTrains data) { return filled(data.trials(), data.design().binSeconds(), (n, l) -> data.fires(n, l / neurons, l % neurons)); }

    /** The same, each trial with the entries of {@code other} taken from the next one. */
    SpikeTrains seenOf(SpikeTrains data, Entries other) {
        return filled(data.trials(), data.design().binSeconds(), (n, l) -> data.fires(other.sites.get(l) ? (n + 1) % data.trials() : n, l / neurons, l % neurons));
    }

    /** Every word of these entries, everything else hidden: word w in trial w, the first entry its most significant bit. */
    SpikeTrains words(double binSeconds) {
        int count = count();
        int[] place = new int[sites.length()];
        for (int l = sites.nextSetBit(0), e = 0; l >= 0; l = sites.nextSetBit(l + 1)) place[l] = count - 1 - e++;
        return filled(1 << count, binSeconds, (w, l) -> (w >> place[l] & 1) == 1);
    }

    /** Bins before the first entry are hidden whole: late bins cost hardly more than early ones. */
    private SpikeTrains filled(int trials, double binSeconds, Bit bit) {
        int bins = bins(), first = sites.isEmpty() ? bins : sites.nextSetBit(0) / neurons;
        var builder = new SpikeTrains.Builder(Design.plain(trials, bins, binSeconds), Neurons.unnamed(neurons));
        for (int n = 0; n < trials; n++) {
            builder.unobservedBins(n, 0, first);
            for (int l = first * neurons; l < bins * neurons; l++) {
                if (!sites.get(l)) builder.unobserved(n, l / neurons, l % neurons);
                else if (bit.of(n, l)) builder.set(n, l / neurons, l % neurons);
            }
        }
        return builder.build();
    }

    /** @return for each of these entries, in order, whether it is one of the others: as bits of a word, the first the most significant */
    int within(Entries others) { return sites.stream().map(l -> others.sites.get(l) ? 1 : 0).reduce(0, (word, bit) -> 2 * word + bit); }

    @Override public String toString() { return count() + " entries of " + bins() + " bins x " + neurons + " neurons"; }

    @FunctionalInterface private interface Bit { boolean of(int trial, int site); }
}
