package org.spinspike.tensor;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.spinspike.io.Npy;
import org.spinspike.io.Npz;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

/**
 * A recording, a chain to start from and a trained chain: what the kernels are timed on. It lies in the package of the kernels, as a test would.
 *
 * @param start  where sweeps begin, left-canonical
 * @param cutoff of the sweeps
 * @param step   length of a gradient step
 */
public record MpsWorkload(SpikeTrains data, Mps start, MpsModel model, int bond, double cutoff, double step) {
    private static final int DESCENT_STEPS = 10;

    /** The recording of 2000 trials, 10 bins and 8 neurons in the folder of reference values, with the chains of the published program for bond dimension 8. */
    public static MpsWorkload golden(Path folder) {
        int bins = 10, neurons = 8, sites = bins * neurons;
        NamedArray array = Npy.read(folder.resolve("spk8x10_train.npy"));
        byte[] flat = (byte[]) array.data();
        SpikeTrains data = SpikeTrains.generate(flat.length / sites, bins, neurons, (k, t, i) -> flat[k * sites + t * neurons + i] == 1);
        NamedArrays chains = Npz.read(folder.resolve("unsup_spk8x10_D8_tensors.npz"));
        return new MpsWorkload(data, chain(chains, "init_", sites).leftCanonical().mps(), MpsModel.of(chain(chains, "final_", sites), neurons, bins), 8, 1e-3, .02);
    }

    private static Mps chain(NamedArrays chains, String prefix, int sites) {
        var cores = new NamedArrays();
        for (int l = 0; l < sites; l++) cores.put("core_" + l, chains.get(prefix + l));
        return Mps.restore(cores);
    }

    /** Trials drawn from one random chain, to be learned from another; no bond is ever cut. */
    public static MpsWorkload synthetic(int trials, int bins, int neurons, int bond) {
        MpsModel model = MpsModel.of(random(bins * neurons, bond, 1), neurons, bins);
        SpikeTrains data = model.sample(Design.plain(trials, bins, .01), new Seed(1));
        return new MpsWorkload(data, random(bins * neurons, bond, 2).leftCanonical().mps(), model, bond, 0, .02);
    }

    private static Mps random(int sites, int bond, long seed) {
        var random = new SplittableRandom(seed);
        int[] bonds = new int[sites + 1];
        for (int l = 0; l <= sites; l++) bonds[l] = Math.min(1 << Math.min(20, Math.min(l, sites - l)), bond);
        double[][] cores = new double[sites][];
        for (int l = 0; l < sites; l++) cores[l] = random.doubles(2L * bonds[l] * bonds[l + 1], -1, 1).toArray();
        return new Mps(bonds, cores);
    }

    /** Half-sweeps one after another, to the left first. */
    public final class Sweeps {
        private final TwoSiteSweep sweep;
        private boolean rightwards;

        Sweeps() {
            byte[][] bits = new byte[data.bins() * data.neurons()][data.trials()];
            for (int k = 0; k < data.trials(); k++) {
                byte[] trial = data.flat(k);
                for (int l = 0; l < trial.length; l++) bits[l][k] = trial[l];
            }
            var options = new MpsOptions(bond, true, cutoff, step, DESCENT_STEPS, 1, 0, 1, 0);
            sweep = new TwoSiteSweep(start, TrainingBits.of(bits, 0), options, new Workers());
        }

        /** @return mean -ln p of the trials after this half-sweep */
        public double half() { return half(() -> {}); }

        /** @param bondDone told after every bond */
        public double half(Runnable bondDone) {
            double nats = sweep.run(rightwards, bond, visited -> bondDone.run());
            rightwards = !rightwards;
            return nats;
        }

        /** @return floating-point operations of products with trials in a half-sweep over the bonds as they now are; decompositions are not counted */
        public double flops() {
            int[] d = sweep.chain().bonds();
            double sum = 0;
            for (int l = 1; l < d.length - 2; l++) sum += data.trials() * (4.0 * DESCENT_STEPS * d[l] * d[l + 2 < d.length ? l + 2 : l + 1] + 4.0 * d[l] * d[l + 1]);
            return sum;
        }
    }

    public Sweeps sweeps()                { return new Sweeps(); }
    public SpikeTrains sample(int trials) { return model.sample(Design.plain(trials, data.bins(), .01), new Seed(5)); }
    public double[] forecast()            { return model.forecast(data, 1, new Seed(1)).p(); }
    public double[] score()               { return model.logProbability(data); }

    @Override public String toString() {
        return data.trials() + " trials, " + data.bins() + " bins, " + data.neurons() + " neurons, bonds of the trained chain "
                + Arrays.stream(model.chain().bonds()).max().getAsInt();
    }
}
