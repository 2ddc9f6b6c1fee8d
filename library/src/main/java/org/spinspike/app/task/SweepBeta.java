package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.spinspike.io.Npz;
import org.spinspike.ising.Enumeration;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.MonteCarlo;
import org.spinspike.ising.Protocol;
import org.spinspike.ising.SpinMoments;
import org.spinspike.ising.meanfield.MeanField;
import org.spinspike.ising.meanfield.ReferenceManifold;
import org.spinspike.ising.meanfield.RunHealth;
import org.spinspike.math.Chunks;
import org.spinspike.math.NumericalException;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.spikes.SpikeTrains;

/** One kinetic Ising network at many inverse temperatures: moments of the last bin by trials, by every mean field, and over all states where there are few. */
public final class SweepBeta {
    static final int BATCHES = 10, FEWEST_TRIALS = 2 * BATCHES;
    private static final int ENUMERATED = 10;

    private SweepBeta() {}

    /**
     * @param network at beta 1
     * @param start   E s_i(0), length N
     * @param betas   ascending
     * @param target  where arrays go, or null
     */
    public record Request(IsingNetwork network, double[] start, double[] betas, int steps, int trials, Path target, Seed seed) {
        public Request {
            for (int b = 0; b < betas.length; b++)
                if (!(betas[b] >= 0) || b > 0 && betas[b] <= betas[b - 1]) throw new IllegalArgumentException("--betas must ascend from 0 or more, got " + Arrays.toString(betas));
            network.requireInputs("--betas up to " + betas[betas.length - 1], betas[betas.length - 1]);
            if (trials < FEWEST_TRIALS) throw new IllegalArgumentException("--trials must be at least " + FEWEST_TRIALS + ", " + BATCHES + " batches of two for standard errors, got " + trials);
        }

        Protocol protocol(double beta) { return new Protocol(network.scaled(beta), start, steps, null); }

        int perBatch() { return trials / BATCHES; }

        /** @return of {@link SweepBeta#simulation} of that many neurons */
        Family.Cost simulationCost(int neurons, int threads) {
            var any = Protocol.of(new IsingNetwork(new double[neurons], new double[neurons * neurons]), steps);
            return SimulateIsing.cost(new SimulateIsing.Request(any, new MonteCarlo.Plan(trials, false, true), true, false, null, seed), threads).times(betas.length);
        }
    }

    public static Family.Cost cost(Request request, Optional<Beside> beside, int threads) {
        Protocol protocol = request.protocol(request.betas[0]);
        String temperatures = request.betas.length + " inverse temperatures";
        Family.Cost sweep = new Family.Cost(0, 0, beside.map(b -> b.shuffles + " refits of each null, at each of " + temperatures).orElse(temperatures)).then(request.simulationCost(request.network.neurons(), threads));
        for (MeanField field : fields()) sweep = sweep.then(RunMeanField.cost(new RunMeanField.Request(field, protocol, true, null)).times(request.betas.length));
        return beside.isEmpty() ? sweep : sweep.then(beside.get().cost(request, threads));
    }

    /**
     * A recording whose fit is the network, and refits to its nulls.
     *
     * @param model    fitted to the recording
     * @param shuffles of each null, at least 1
     */
    public record Beside(ModelFile model, DataRequest data, int shuffles) {
        private static final int SHARE = 5, FEWEST = 1000;

        Nearness nearness(Request sweep, Progress progress, List<String> notes) {
            SpikeTrains trains = model.suited(data.load(), notes);
            DataException.requireObserved(trains, "there is nothing to learn from");
            FlowNulls.noteFew(shuffles, notes);
            Request fewer = fewer(sweep);
            return DataException.blaming(() -> Nearness.of(fewer, RefitFlow.Plan.of(model, 1, 0, fewer.trials), trains, shuffles, progress, notes));
        }

        private static Request fewer(Request sweep) {
            return new Request(sweep.network, sweep.start, sweep.betas, sweep.steps, Math.min(sweep.trials, Math.max(FEWEST, sweep.trials / SHARE)), null, sweep.seed);
        }

        private Family.Cost cost(Request sweep, int threads) {
            Request fewer = fewer(sweep);
            return Nearness.cost(fewer, RefitFlow.Plan.of(model, 1, 0, fewer.trials), model.suited(data.load(), new ArrayList<>()), shuffles, threads);
        }
    }

    public static PhaseResult run(Request request, Optional<Beside> beside, Progress progress) {
        List<PhaseCurve> curves = new ArrayList<>();
        curves.add(simulation(request, progress));
        if (request.network.neurons() <= ENUMERATED) curves.add(exact(request));
        List<String> notes = new ArrayList<>();
        for (MeanField field : fields()) {
            progress.at("mean fields", curves.size(), fields().size() + 1);
            curves.add(meanField(field, request, notes));
        }
        var result = new PhaseResult(request, curves, beside.map(b -> b.nearness(request, progress, notes)), notes);
        if (request.target != null) Npz.write(request.target, result.arrays());
        return result;
    }

    /** Every manifold at every order. */
    private static List<MeanField> fields() {
        List<MeanField> fields = new ArrayList<>();
        for (ReferenceManifold manifold : ReferenceManifold.values()) for (int order = 1; order <= manifold.highestOrder(); order++) fields.add(new MeanField(manifold, order));
        return fields;
    }

    /** Batches of trials, whose scatter gives the standard errors. */
    static PhaseCurve simulation(Request request, Progress progress) {
        List<PhasePoint> means = new ArrayList<>(), errors = new ArrayList<>();
        for (int b = 0; b < request.betas.length; b++) {
            progress.at("simulate", b, request.betas.length);
            Protocol protocol = request.protocol(request.betas[b]);
            Seed ofBeta = request.seed.child("phase").child(b);
            PhasePoint[] batches = new PhasePoint[BATCHES];
            Chunks.forEach(BATCHES, 1, (chunk, batch, end) -> MonteCarlo.run(protocol, new MonteCarlo.Plan(request.perBatch(), false, true), ofBeta.child(batch), Progress.SILENT,
                    step -> batches[batch] = PhasePoint.of(protocol.network(), step.moments(), request.perBatch() / (request.perBatch() - 1.))));
            PhasePoint mean = each(q -> Arrays.stream(batches).mapToDouble(q).average().orElseThrow());
            means.add(mean);
            errors.add(each(q -> Math.sqrt(Arrays.stream(batches).mapToDouble(p -> Math.pow(q.applyAsDouble(p) - q.applyAsDouble(mean), 2)).sum() / (BATCHES - 1.) / BATCHES)));
        }
        progress.at("simulate", request.betas.length, request.betas.length);
        return new PhaseCurve("simulation", means, errors, null);
    }

    private static PhasePoint each(ToDoubleFunction<ToDoubleFunction<PhasePoint>> of) {
        return new PhasePoint(of.applyAsDouble(PhasePoint::m), of.applyAsDouble(PhasePoint::c), of.applyAsDouble(PhasePoint::d), of.applyAsDouble(PhasePoint::sigma));
    }

    private static PhaseCurve exact(Request request) {
        List<PhasePoint> points = new ArrayList<>();
        for (double beta : request.betas) {
            Protocol protocol = request.protocol(beta);
            var last = new SpinMoments[1];
            Enumeration.run(protocol, step -> last[0] = step.moments());
            points.add(PhasePoint.of(protocol.network(), last[0]));
        }
        return new PhaseCurve("exact", points, null, null);
    }

    private static PhaseCurve meanField(MeanField field, Request request, List<String> notes) {
        PhasePoint[] points = new PhasePoint[request.betas.length];
        int[] trouble = new int[points.length];
        double first = Double.NaN, last = Double.NaN;
        for (int b = 0; b < points.length; b++) {
            Protocol protocol = request.protocol(request.betas[b]);
            var now = new SpinMoments[1];
            var reached = new int[1];
            try {
                RunHealth health = field.run(protocol, (t, step) -> {
                    now[0] = step.moments();
                    reached[0] = t;
                });
                points[b] = PhasePoint.of(protocol.network(), now[0]);
                trouble[b] = earliest(health.notPositive(), health.diverged(), health.severalRoots());
            } catch (NumericalException e) {             // numbers are lost at this beta, and the curve says so
                points[b] = PhasePoint.UNDEFINED;
                trouble[b] = reached[0] + 1;
            }
            if (trouble[b] > 0 && Double.isNaN(first)) first = request.betas[b];
            if (trouble[b] > 0) last = request.betas[b];
        }
        int earliest = earliest(trouble);
        if (earliest > 0) notes.add(field.name() + ", " + field + ": covariances that no network has, at beta " + Describe.number(first) + (first == last ? "" : " to " + Describe.number(last)) + ", from step " + earliest + " on at the earliest");
        return new PhaseCurve(field.name(), List.of(points), null, trouble);
    }

    /** @return the smallest of those that are not 0; 0 where all are */
    private static int earliest(int... steps) { return Arrays.stream(steps).filter(t -> t > 0).min().orElse(0); }
}
