package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.spinspike.io.NpzSlabs;
import org.spinspike.ising.EntropyFlow;
import org.spinspike.ising.Protocol;
import org.spinspike.ising.SpinMoments;
import org.spinspike.ising.meanfield.MeanField;
import org.spinspike.ising.meanfield.RunHealth;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.NumericalException;
import org.spinspike.math.Progress;
import org.spinspike.model.Family;

/** Moments of a kinetic Ising network by a mean field, bin after bin, written as they come, with what the method found wrong with them. */
public final class RunMeanField {
    /** Flops a second of products on one core as measured, and bytes of a file (docs/performance.md). */
    private static final double RATE = 50e9, FILE_BYTES_A_SECOND = 2e8;

    private RunMeanField() {}

    /** @param last only the last step is kept */
    public record Request(MeanField method, Protocol protocol, boolean last, Path target) {
        int[] kept() { return MomentFile.kept(protocol.steps(), last); }
    }

    /** Means over neurons, and pairs of them, of the last step. @param sigma sum_ij J_ij (D_ij - D_ji) */
    public record Result(Request request, double m, double c, double d, double sigma, RunHealth health) {
        public Map<String, Object> json() {
            var map = new LinkedHashMap<String, Object>();
            map.put("method", request.method.toString());
            map.put("neurons", request.protocol.neurons());
            map.put("steps", request.protocol.steps());
            map.put("mean_m", m);
            map.put("mean_C", c);
            map.put("mean_D", d);
            map.put("sigma", sigma);
            map.put("health", health.json());
            map.put("warnings", health.warnings());
            return map;
        }

        public String line() {
            return String.format(Locale.ROOT, "%d neurons, %d steps, %s; means of step %d: m %.6f, C %.6f, D %.6f; sum J (D - D^T) = %.6f nats, %s%n%s",
                    request.protocol.neurons(), request.protocol.steps(), request.method, request.protocol.steps(), m, c, d, sigma,
                    health.diverged() == 0 ? "the entropy production if this is the steady state" : "all of them void: the series diverged at step " + health.diverged(), health.line());
        }
    }

    public static Family.Cost cost(Request request) {
        int n = request.protocol.neurons(), steps = request.protocol.steps();
        double products = switch (request.method.manifold()) {
            case BOTH_BINS -> .6 * request.method.order();
            case LATER_BIN, EARLIER_BIN -> 3.2;
            case PAIRS -> request.method.order() == 1 ? .8 : 9;
        };
        double flops = 2. * n * n * n * products * steps, written = 16. * n * n * request.kept().length;
        return new Family.Cost(8L * 9 * n * n, flops, flops / (flops / RATE + written / FILE_BYTES_A_SECOND), String.format(Locale.ROOT, "%d steps, and a file of %.1f MB", steps, 1e-6 * written));
    }

    /** @throws NumericalException where a number ceases to be finite; nothing is written then */
    public static Result run(Request request, Progress progress) {
        Protocol protocol = request.protocol;
        int[] kept = request.kept();
        NpzSlabs.Shapes shapes = MomentFile.shapes(kept.length, protocol.neurons()).add("largest_covariance", kept.length).add("positive", kept.length);
        var last = new SpinMoments[1];
        var health = new RunHealth[1];
        MomentFile.write(request.target, protocol.network(), kept, new NamedArrays(), shapes, file -> health[0] = request.method.run(protocol, (t, step) -> {
            progress.at("mean field", t, protocol.steps());
            last[0] = step.moments();
            if (t < kept[0]) return;
            file.add(step.moments());
            file.add("largest_covariance", step.health().largestCovariance());
            file.add("positive", step.health().positive() ? 1 : 0);
        }));
        return new Result(request, last[0].meanM(), last[0].meanC(), last[0].meanD(), EntropyFlow.stationary(protocol.network(), last[0]).total(), health[0]);
    }
}
