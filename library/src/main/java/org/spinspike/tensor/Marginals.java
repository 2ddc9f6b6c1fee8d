package org.spinspike.tensor;

/**
 * Exact one- and two-site marginals, p(s_l = 1) and p(s_l = 1, s_m = 1), by pushing the density matrix of the left part through the chain.
 * Cost L^2 D^3 for all pairs.
 *
 * @param one   p(s_l = 1), length L
 * @param pairs row-major [L, L], p(s_l = 1, s_m = 1); the diagonal repeats {@code one}
 */
public record Marginals(double[] one, double[] pairs) {

    public static Marginals of(Mps chain) {
        Mps mps = chain.rightCanonical().mps();
        int sites = mps.sites(), d = mps.largestBond();
        double[] one = new double[sites], pairs = new double[sites * sites], work = new double[2 * d * d];
        double[] left = {1}, spike = new double[d * d], next = new double[d * d], ones = new double[d * d];
        for (int l = 0; l < sites; l++) {
            double[] core = mps.entries(l);
            int dl = mps.bond(l), dr = mps.bond(l + 1);
            Densities.push(core, dl, dr, (byte) 1, left, spike, work);
            one[l] = pairs[l * sites + l] = Densities.trace(spike, dr);          // what lies to the right sums to the identity
            for (int m = l + 1; m < sites; m++) {
                int ml = mps.bond(m), mr = mps.bond(m + 1);
                Densities.push(mps.entries(m), ml, mr, (byte) 1, spike, ones, work);
                pairs[l * sites + m] = pairs[m * sites + l] = Densities.trace(ones, mr);
                Densities.push(mps.entries(m), ml, mr, Densities.HIDDEN, spike, next, work);
                double[] swap = spike;
                spike = next;
                next = swap;
            }
            double[] onwards = new double[d * d];
            Densities.push(core, dl, dr, Densities.HIDDEN, left, onwards, work);
            left = onwards;
        }
        return new Marginals(one, pairs);
    }
}
