package org.spinspike.ising.meanfield;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The simpler networks a mean field is expanded around, told by which couplings stay exact: those into the bin t that is computed, and those into the bin t-1 it is computed from.
 * Couplings that do not stay are first taken out, which makes neurons independent given their fields, and then brought back as a power series cut at an order.
 *
 * <p>What is exact into t-1 shows as the covariance that the inputs J s(t-1) are given: all of C(t-1), or its diagonal alone. What is exact into t decides how a neuron answers:
 * to the mean of its inputs, to the mean and one input at a time, or to their whole distribution.
 */
public enum ReferenceManifold {
    /** Both bins independent: naive mean field at order 1, TAP at order 2. */
    BOTH_BINS("t1-t", "[t-1,t]", Kept.NONE, Kept.NONE, 2),
    /** Bin t independent, bin t-1 as it is: correlations are carried on. */
    LATER_BIN("t", "[t]", Kept.NONE, Kept.ALL, 2),
    /** Bin t-1 independent, couplings into t as they are: fields are Gaussian, their answer is not linearised. */
    EARLIER_BIN("t1", "[t-1]", Kept.ALL, Kept.NONE, 1),
    /** Bin t in pairs, one neuron of t with one of t-1, bin t-1 as it is. */
    PAIRS("pairwise-t", "2[t]", Kept.ONE_EACH, Kept.ALL, 2);

    /** Which couplings into the neurons of a bin are left as they are. */
    public enum Kept { NONE, ONE_EACH, ALL }

    private final String word, symbol;
    private final Kept intoT, intoEarlier;
    private final int highestOrder;

    ReferenceManifold(String word, String symbol, Kept intoT, Kept intoEarlier, int highestOrder) {
        this.word = word;
        this.symbol = symbol;
        this.intoT = intoT;
        this.intoEarlier = intoEarlier;
        this.highestOrder = highestOrder;
    }

    /** @return its name on the command line */
    public String word()       { return word; }

    /** @return its name in the literature: Plefka followed by this */
    public String symbol()     { return symbol; }

    /** @return couplings that stay exact into bin t */
    public Kept intoT()        { return intoT; }

    /** @return couplings that stay exact into bin t-1 */
    public Kept intoEarlier()  { return intoEarlier; }

    /** @return the highest order that is known; all from 1 on exist */
    public int highestOrder()  { return highestOrder; }

    public static Optional<ReferenceManifold> named(String word) { return Arrays.stream(values()).filter(m -> m.word.equals(word)).findFirst(); }

    public static List<String> words() { return Arrays.stream(values()).map(ReferenceManifold::word).toList(); }
}
