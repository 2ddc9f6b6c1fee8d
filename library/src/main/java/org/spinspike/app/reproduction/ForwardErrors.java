package org.spinspike.app.reproduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.MonteCarlo;
import org.spinspike.ising.Protocol;
import org.spinspike.ising.SpinMoments;
import org.spinspike.ising.meanfield.MeanField;
import org.spinspike.ising.meanfield.ReferenceManifold;
import org.spinspike.ising.meanfield.RunHealth;
import org.spinspike.math.NumericalException;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;

/**
 * Mean fields beside two independent simulations A and B of the same network.
 *
 * <pre>error = mean over entries and steps of (p - A) (p - B)</pre>
 *
 * The noise of the simulations is independent, so what is left in the mean is the error of p alone, however few the trials; it scatters about it, and may be negative where that is smaller than the scatter.
 */
final class ForwardErrors {
    static final List<MeanField> METHODS = Arrays.stream(ReferenceManifold.values()).map(m -> new MeanField(m, m.highestOrder())).toList();

    /** Means over neurons or pairs of one step, of the simulation and of every method. */
    record Trajectory(double[] m, double[] c, double[] d) {
        double[] of(char moment) { return moment == 'm' ? m : moment == 'C' ? c : d; }
    }

    /** [method][step] */
    final List<Trajectory> trajectories = new ArrayList<>();
    final Trajectory simulated;
    /** [method][m, C, D] */
    final double[][] errors = new double[METHODS.size()][3];
    /** What each method found on its way. */
    final RunHealth[] health = METHODS.stream().map(RunHealth::new).toArray(RunHealth[]::new);

    private final String[] ended = new String[METHODS.size()];
    private final SpinMoments[] now = new SpinMoments[METHODS.size()];

    /** @param trials of the two simulations together */
    ForwardErrors(IsingNetwork network, int steps, int trials, Seed seed, Progress progress) {
        Protocol protocol = Protocol.of(network, steps);
        float[][] c = new float[steps][], d = new float[steps][];
        double[][] m = new double[steps][];
        simulated = empty(steps);
        for (int k = 0; k < now.length; k++) {
            trajectories.add(empty(steps));
            now[k] = SpinMoments.independent(protocol.start());
        }
        var plan = new MonteCarlo.Plan(trials / 2, false, false);
        MonteCarlo.run(protocol, plan, seed.child("A"), Progress.SILENT, step -> {
            int t = step.step() - 1;
            m[t] = step.moments().m();
            c[t] = single(step.moments().c());
            d[t] = single(step.moments().d());
            progress.at("", t, 2L * steps);
        });
        MonteCarlo.run(protocol, plan, seed.child("B"), Progress.SILENT, step -> {
            int t = step.step() - 1;
            SpinMoments b = step.moments();
            keep(simulated, t, .5 * (mean(m[t]) + b.meanM()), .5 * (mean(c[t]) + b.meanC()), .5 * (mean(d[t]) + b.meanD()));
            for (int k = 0; k < now.length; k++) advance(k, t, network, m[t], c[t], d[t], b);
            progress.at("", steps + t, 2L * steps);
        });
        for (double[] error : errors) for (int q = 0; q < 3; q++) error[q] /= steps;
    }

    /** @return first step at which a covariance exceeds 1, or C is not positive semidefinite; 0 is never */
    int lost(int k) {
        int[] steps = {health[k].notPositive(), health[k].diverged()};
        return Arrays.stream(steps).filter(t -> t > 0).min().orElse(0);
    }

    /** @return whether numbers ceased to be finite: from there on they are NaN, and so are the errors */
    boolean ended(int k) { return ended[k] != null; }

    /** @return what went wrong and at which step, a sentence each */
    List<String> warnings(int k) {
        List<String> all = new ArrayList<>(health[k].warnings());
        if (ended(k)) all.add(ended[k]);
        return all;
    }

    private void advance(int k, int t, IsingNetwork network, double[] m, float[] c, float[] d, SpinMoments b) {
        if (ended(k)) {
            keep(trajectories.get(k), t, Double.NaN, Double.NaN, Double.NaN);
            return;
        }
        MeanField.Step step = METHODS.get(k).step(now[k], network.fields(), network.couplings());
        SpinMoments p = now[k] = step.moments();
        try {
            health[k].add(t + 1, step.health());
        } catch (NumericalException e) {
            ended[k] = e.getMessage();
        }
        keep(trajectories.get(k), t, p.meanM(), p.meanC(), p.meanD());
        double sum = 0;
        for (int i = 0; i < m.length; i++) sum += (p.m()[i] - m[i]) * (p.m()[i] - b.m()[i]);
        errors[k][0] += sum / m.length;
        errors[k][1] += cross(p.c(), c, b.c());
        errors[k][2] += cross(p.d(), d, b.d());
    }

    private static double cross(double[] p, float[] a, double[] b) {
        double sum = 0;
        for (int e = 0; e < p.length; e++) sum += (p[e] - a[e]) * (p[e] - b[e]);
        return sum / p.length;
    }

    private static Trajectory empty(int steps) { return new Trajectory(new double[steps], new double[steps], new double[steps]); }

    private static void keep(Trajectory into, int t, double m, double c, double d) {
        into.m[t] = m;
        into.c[t] = c;
        into.d[t] = d;
    }

    private static double mean(double[] x) { return Arrays.stream(x).sum() / x.length; }

    private static double mean(float[] x) {
        double sum = 0;
        for (float v : x) sum += v;
        return sum / x.length;
    }

    private static float[] single(double[] x) {
        float[] out = new float[x.length];
        for (int e = 0; e < x.length; e++) out[e] = (float) x[e];
        return out;
    }
}
