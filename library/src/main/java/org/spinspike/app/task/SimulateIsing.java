package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.spinspike.io.Npz;
import org.spinspike.io.NpzSlabs;
import org.spinspike.io.Source;
import org.spinspike.io.SpikeFileException;
import org.spinspike.ising.EntropyFlow;
import org.spinspike.ising.Enumeration;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.MonteCarlo;
import org.spinspike.ising.Protocol;
import org.spinspike.ising.SampledFlow;
import org.spinspike.ising.SpinMoments;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;

/** Moments of a kinetic Ising network bin after bin, by trials or by enumeration, written as they come. */
public final class SimulateIsing {
    /** Nanoseconds that a spin takes besides products, and flops a second of products, on one core as measured (docs/performance.md). */
    private static final double SINGLE_NANOSECONDS = 11, DOUBLE_NANOSECONDS = 13, FLOW_NANOSECONDS = 80, SINGLE_RATE = 92e9, DOUBLE_RATE = 49e9;
    private static final int ROUGH_TRIALS = 8000;
    private static final double FILE_BYTES_A_SECOND = 2e8;

    private SimulateIsing() {}

    /**
     * @param protocol network, start, steps, fields
     * @param plan     how many trials, how precise, which steps; null: by enumeration
     * @param last     only the last step is kept
     * @param flow     whether the flow of entropy is wanted of trials; an enumeration has it always
     */
    public record Request(Protocol protocol, MonteCarlo.Plan plan, boolean last, boolean flow, Path target, Seed seed) {
        int[] kept() { return MomentFile.kept(protocol.steps(), last); }
    }

    /** What of the last step is told at once; standard errors are NaN where nothing scatters or nothing is known, the flow where it was not asked for. */
    public record Result(Request request, double m, double c, double d, double mError, double sigma, double sigmaError, double flow, double flowError) {
        public List<String> notes() {
            if (request.plan == null || request.plan.trials() > ROUGH_TRIALS) return List.of();
            return List.of("the standard error of sigma, the scatter of blocks of 1024 trials, is " + (Double.isNaN(sigmaError) ? "unknown with one block" : "rough with few of them") + "; --trials 10000 gives ten");
        }

        public Map<String, Object> json() {
            var map = new LinkedHashMap<String, Object>();
            map.put("neurons", request.protocol.neurons());
            map.put("steps", request.protocol.steps());
            map.put("trials", request.plan == null ? null : request.plan.trials());
            map.put("method", request.plan == null ? "enumeration" : request.plan.doubles() ? "trials, double precision" : "trials, single precision");
            map.put("mean_m", m);
            map.put("mean_m_se", mError);
            map.put("mean_C", c);
            map.put("mean_D", d);
            map.put("sigma", sigma);
            map.put("sigma_se", sigmaError);
            map.put("flow", flow);
            map.put("flow_se", flowError);
            return map;
        }

        public String line() {
            String how = request.plan == null ? "enumerated" : String.format(Locale.ROOT, "%,d trials", request.plan.trials());
            return String.format(Locale.ROOT, "%d neurons, %d steps, %s; means of step %d: m %.6f%s, C %.6f, D %.6f; sum J (D - D^T) = %.6f%s nats, the entropy production if this is the steady state%s",
                    request.protocol.neurons(), request.protocol.steps(), how, request.protocol.steps(), m, error(mError), c, d, sigma, error(sigmaError),
                    Double.isNaN(flow) ? "" : String.format(Locale.ROOT, "; entropy flow %.6f%s nats", flow, error(flowError)));
        }

        private static String error(double error) { return Double.isNaN(error) ? "" : String.format(Locale.ROOT, " +- %.1e", error); }
    }

    /** @return beta H of every step as {@code source} holds H, row-major [T, N] */
    public static double[] fields(Source source, double beta, int steps, int neurons) {
        String key = source.key().orElse("H");
        NamedArray array = Npz.read(source.path(), key);
        if (!Arrays.equals(array.shape(), new int[] {steps, neurons}))
            throw new SpikeFileException(source.path(), "array '" + key + "'", "fields of " + steps + " steps x " + neurons + " neurons", "shape " + Arrays.toString(array.shape()));
        double[] h = DataException.blaming(array::doubles);
        for (int e = 0; e < h.length; e++)
            if (!Double.isFinite(h[e])) throw new SpikeFileException(source.path(), "array '" + key + "' step " + (e / neurons + 1) + ", neuron " + e % neurons, "a finite field", "" + h[e]);
        return Arrays.stream(h).map(x -> beta * x).toArray();
    }

    public static Family.Cost cost(Request request, int threads) {
        int n = request.protocol.neurons(), steps = request.protocol.steps();
        double written = 16.0 * n * n * request.kept().length / FILE_BYTES_A_SECOND;
        if (request.plan == null) {
            double flops = (double) steps * Math.pow(4, n) * 2 + (request.protocol.driven() ? steps : 1) * Math.pow(2, 1.5 * n);
            return cost(32L << 3 * n / 2, flops, flops / DOUBLE_RATE + steps * Math.pow(2, n) * n * 1e-7 + written, "enumeration of 2^" + n + " states");
        }
        MonteCarlo.Plan plan = request.plan;
        double flops = MonteCarlo.flops(n, steps, plan), spins = (double) n * steps * plan.trials();
        double flow = request.flow ? flowCost(n, steps, plan.trials()).seconds() : 0;
        double seconds = flow + 1e-9 * spins * (plan.doubles() ? DOUBLE_NANOSECONDS : SINGLE_NANOSECONDS) + flops / (plan.doubles() ? DOUBLE_RATE : SINGLE_RATE) + written;
        return cost(MonteCarlo.bytes(n, plan, threads), flops, seconds, String.format(Locale.ROOT, "%.2g spin updates, and a file of %.1f MB", spins, 16e-6 * n * n * request.kept().length));
    }

    /** Of {@link SampledFlow}. */
    static Family.Cost flowCost(int neurons, int steps, int trials) {
        double spins = (double) neurons * steps * trials, flops = 2 * neurons * spins;
        return cost(0, flops, 1e-9 * spins * FLOW_NANOSECONDS + flops / DOUBLE_RATE, "");
    }

    private static Family.Cost cost(long bytes, double flops, double seconds, String note) { return new Family.Cost(bytes, flops, flops / seconds, note); }

    public static Result run(Request request, Progress progress) {
        Protocol protocol = request.protocol;
        IsingNetwork network = protocol.network();
        int n = protocol.neurons();
        int[] kept = request.kept();
        NpzSlabs.Shapes shapes = MomentFile.shapes(kept.length, n);
        var last = new Result[1];
        if (request.plan == null) {
            shapes.add("flow", kept.length).add("flow_by_neuron", kept.length, n).add("forward_entropy", kept.length).add("reverse_entropy", kept.length);
            MomentFile.write(request.target, network, kept, new NamedArrays(), shapes, file -> Enumeration.run(protocol, step -> {
                progress.at("enumerate", step.step(), protocol.steps());
                if (step.step() < kept[0]) return;
                file.add(step.moments());
                file.add("flow", step.flow());
                file.add("flow_by_neuron", IntStream.range(0, n).mapToDouble(i -> step.reverse()[i] - step.forward()[i]).toArray());
                file.add("forward_entropy", step.forwardEntropy());
                file.add("reverse_entropy", step.reverseEntropy());
                last[0] = result(request, step.moments(), Double.NaN, EntropyFlow.stationary(network, step.moments()).total(), Double.NaN, step.flow(), Double.NaN);
            }));
            return last[0];
        }
        shapes.add("m_se", kept.length, n).add("sigma_se", kept.length);
        var beside = new NamedArrays().put("trials", (long) request.plan.trials());
        SampledFlow flow = request.flow ? SampledFlow.of(protocol, request.plan.trials(), request.seed.child("flow"), progress) : null;
        if (flow != null) put(beside, flow, kept, n);
        int end = protocol.steps() - 1;
        MomentFile.write(request.target, network, kept, beside, shapes, file -> MonteCarlo.run(protocol, request.plan, request.seed, progress, step -> {
            file.add(step.moments());
            file.add("m_se", step.meanErrors());
            file.add("sigma_se", step.sigmaError());
            last[0] = result(request, step.moments(), meanError(step, request.plan.trials()), step.sigma(), step.sigmaError(),
                    flow == null ? Double.NaN : flow.flow()[end], flow == null ? Double.NaN : flow.flowError()[end]);
        }));
        return last[0];
    }

    private static void put(NamedArrays arrays, SampledFlow flow, int[] kept, int neurons) {
        int from = kept[0] - 1, to = from + kept.length;
        arrays.put("flow", Arrays.copyOfRange(flow.flow(), from, to), kept.length).put("flow_se", Arrays.copyOfRange(flow.flowError(), from, to), kept.length);
        arrays.put("flow_by_neuron", Arrays.copyOfRange(flow.byNeuron(), from * neurons, to * neurons), kept.length, neurons);
        arrays.put("forward_entropy", Arrays.copyOfRange(flow.forward(), from, to), kept.length).put("reverse_entropy", Arrays.copyOfRange(flow.reverse(), from, to), kept.length);
    }

    /** Of the mean over neurons: sum_i tanh h_i scatters over trials by the covariances of C, but for the diagonal. */
    private static double meanError(MonteCarlo.Step step, int trials) {
        int n = step.moments().neurons();
        double variance = 0;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) if (k != i) variance += step.moments().c()[i * n + k] / trials;
            variance += step.meanErrors()[i] * step.meanErrors()[i];
        }
        return Math.sqrt(Math.max(0, variance)) / n;
    }

    private static Result result(Request request, SpinMoments moments, double mError, double sigma, double sigmaError, double flow, double flowError) {
        return new Result(request, moments.meanM(), moments.meanC(), moments.meanD(), mError, sigma, sigmaError, flow, flowError);
    }
}
