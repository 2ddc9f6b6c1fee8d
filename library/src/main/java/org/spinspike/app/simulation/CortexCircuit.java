package org.spinspike.app.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.math.special.Logistic;
import org.spinspike.spikes.Neurons;

/**
 * Who the neurons of {@link CortexSimulator} are, and who acts on whom. All numbers are inputs to a logistic function unless a unit is given.
 *
 * <p>Two fifths of the neurons are in V1, one third in LM, the rest in AL. A fifth of each area is inhibitory: fast, little tuned, acting within its area only.
 */
final class CortexCircuit {
    private static final String[] AREAS = {"V1", "LM", "AL"};
    private static final double[] SHARES = {.4, 1 / 3.};                        // the rest in the last area
    private static final double INHIBITORY_SHARE = .2;
    /** Place of each area on the cortical surface and spread of its neurons, micrometres. */
    private static final double[][] CENTRES_UM = {{0, 0}, {-1100, 250}, {-950, 1000}};
    private static final double SPREAD_UM = 140;
    /** Time from stimulus onset to the first extra spikes, milliseconds. */
    private static final double[] LATENCY_MS = {45, 60, 72};
    private static final double[] DRIVE = {2.8, 2.1, 1.8};
    /** Probability that an excitatory neuron of the area of the column acts on one of the area of the row, and how strongly on average. */
    private static final double[][] CONNECTED = {{.15, .04, .02}, {.30, .15, .05}, {.12, .30, .15}};
    private static final double[][] STRENGTH = {{.5, .4, .3}, {1.2, .5, .4}, {.7, 1.2, .5}};
    private static final double INHIBITORY_CONNECTED = .35, INHIBITORY_STRENGTH = -.9;
    /** In populations larger than this couplings are weaker in proportion: what a neuron gets from all others together stays the same, and no seizure begins. */
    private static final double FULLY_COUPLED = 30;

    final int n;
    final int[] area;
    final boolean[] inhibitory;
    final double[] base, drift, stateGain, drive, preferredDeg, sharpness, latencyMs, refractory;
    final double[] couplings;                             // [N, N], row i = input to i
    final double[][] positionsUm;

    CortexCircuit(int n, double binSeconds, Seed seed) {
        this.n = n;
        this.area = new int[n];
        this.inhibitory = new boolean[n];
        this.base = new double[n];
        this.drift = new double[n];
        this.stateGain = new double[n];
        this.drive = new double[n];
        this.preferredDeg = new double[n];
        this.sharpness = new double[n];
        this.latencyMs = new double[n];
        this.refractory = new double[n];
        this.couplings = new double[n * n];
        this.positionsUm = new double[n][];
        RandomGenerator random = seed.generator();
        for (int i = 0; i < n; i++) cell(i, binSeconds, random);
        for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) if (i != j) couplings[i * n + j] = coupling(i, j, random);
        balance(binSeconds);
    }

    /** Takes from each base what the others send at rest, so that the rate drawn for a neuron is about the one it has. */
    private void balance(double binSeconds) {
        double[] rest = new double[n];
        double bins = 1 / -Math.expm1(-1000 * binSeconds / CortexSimulator.COUPLING_MS);                 // a spike's trace, summed over bins
        for (int j = 0; j < n; j++) rest[j] = Logistic.sigmoid(base[j]);
        for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) base[i] -= couplings[i * n + j] * rest[j] * bins;
    }

    private void cell(int i, double binSeconds, RandomGenerator random) {
        double place = (i + .5) / n;
        area[i] = place < SHARES[0] ? 0 : place < SHARES[0] + SHARES[1] ? 1 : 2;
        inhibitory[i] = random.nextDouble() < INHIBITORY_SHARE;
        double rateHz = inhibitory[i] ? 12 * Math.exp(.35 * random.nextGaussian()) : 4.5 * Math.exp(.6 * random.nextGaussian());
        base[i] = Logistic.logit(Math.min(.5, -Math.expm1(-rateHz * binSeconds)));
        drift[i] = .2 * random.nextGaussian();
        stateGain[i] = 1.8 + .5 * random.nextGaussian();
        drive[i] = Math.max(.2, DRIVE[area[i]] + .5 * random.nextGaussian()) * (inhibitory[i] ? .6 : 1);
        preferredDeg[i] = 180 * random.nextDouble();
        sharpness[i] = inhibitory[i] ? .4 : 1 + random.nextDouble();
        latencyMs[i] = LATENCY_MS[area[i]] + 6 * random.nextGaussian();
        refractory[i] = inhibitory[i] ? -1.5 : -4;
        positionsUm[i] = new double[] {CENTRES_UM[area[i]][0] + SPREAD_UM * random.nextGaussian(), CENTRES_UM[area[i]][1] + SPREAD_UM * random.nextGaussian(),
                150 + 550 * random.nextDouble()};
    }

    private double coupling(int i, int j, RandomGenerator random) {
        double chance = random.nextDouble(), size = Math.exp(.4 * random.nextGaussian()) * Math.min(1, FULLY_COUPLED / n);
        if (inhibitory[j]) return area[i] == area[j] && chance < INHIBITORY_CONNECTED ? INHIBITORY_STRENGTH * size : 0;
        return chance < CONNECTED[area[i]][area[j]] ? STRENGTH[area[i]][area[j]] * size : 0;
    }

    /** @return 0..1: how well the orientation of the stimulus suits neuron i */
    double tuning(int i, double orientationDeg) {
        return Math.exp(sharpness[i] * (Math.cos(2 * Math.toRadians(orientationDeg - preferredDeg[i])) - 1));
    }

    Neurons cells() {
        List<String> names = new ArrayList<>(), areas = new ArrayList<>();
        int[] count = new int[AREAS.length];
        for (int i = 0; i < n; i++) {
            areas.add(AREAS[area[i]]);
            names.add(String.format(Locale.ROOT, "%s-%02d", AREAS[area[i]], ++count[area[i]]));
        }
        return new Neurons(names, Optional.of(areas), Optional.of(List.of(positionsUm)));
    }

    NamedArrays arrays() {
        int[] kind = new int[n];
        for (int i = 0; i < n; i++) kind[i] = inhibitory[i] ? 1 : 0;
        return new NamedArrays().put("couplings", couplings, n, n).put("base", base, n).put("drift", drift, n).put("state_gain", stateGain, n)
                .put("drive", drive, n).put("preferred_deg", preferredDeg, n).put("sharpness", sharpness, n).put("latency_ms", latencyMs, n)
                .put("refractory", refractory, n).put("inhibitory", kind, n);
    }
}
