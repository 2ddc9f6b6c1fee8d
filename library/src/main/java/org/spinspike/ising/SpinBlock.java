package org.spinspike.ising;

import java.util.random.RandomGenerator;

/** Moves a block of trials on by one bin: one matrix product for the fields, two for the moments. Not for two threads at a time. */
interface SpinBlock {
    /** Trials of a block. Fixed: sums of products are rounded block by block. */
    int TRIALS = 1024;

    /**
     * @param field  H of this step, length N. Not modified.
     * @param spins  the trials' spins, overwritten by the next ones. Modified.
     * @param first  first trial of the block
     * @param trials of the block, at most {@link #TRIALS}
     * @param random ceil(N / 2) numbers a trial
     * @param sums   takes what the moments of the step need, or null where they are not wanted. Modified.
     */
    void step(double[] field, PackedSpins spins, int first, int trials, RandomGenerator random, MomentSums sums);
}
