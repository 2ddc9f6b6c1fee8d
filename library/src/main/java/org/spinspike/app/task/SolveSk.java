package org.spinspike.app.task;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.spinspike.io.AtomicFile;
import org.spinspike.io.CsvFile;
import org.spinspike.io.Npz;
import org.spinspike.ising.sk.CriticalLine;
import org.spinspike.ising.sk.FiniteSize;
import org.spinspike.ising.sk.OrderParameters;
import org.spinspike.ising.sk.SkEnsemble;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;

/** Order parameters, entropies and critical line of the asymmetric SK model, with networks of finite size beside them where asked for. */
public final class SolveSk {
    /** What one core does a second, as measured: additions of couplings to inputs, and terms of integrals. */
    private static final double TERMS = 5e7;
    public static final double ADDITIONS = 3e9;
    private static final int TERMS_A_POINT = 400_000;

    private SolveSk() {}

    /**
     * @param betas    none where only the critical line is asked for
     * @param critical whether beta_c is asked for
     * @param neurons  of networks to simulate, 0 for none
     */
    public record Request(double[] betas, double j0, double deltaJ, double deltaH, boolean critical, int neurons, int trials, int steps, Seed seed) {
        SkEnsemble ensemble(double beta) { return new SkEnsemble(beta, j0, deltaJ, deltaH); }

        /** Every value is looked at before the first is computed. */
        public Request {
            for (double beta : betas) new SkEnsemble(beta, j0, deltaJ, deltaH);
            new SkEnsemble(0, j0, deltaJ, deltaH);
            if (neurons > 0) FiniteSize.check(neurons, steps, trials);
        }
    }

    /** @param threads each with a network of its own */
    public static Family.Cost cost(Request request, int threads) {
        double simulated = request.neurons == 0 ? 0 : cost(request.betas.length, request.neurons, request.trials, request.steps);
        double terms = (double) TERMS_A_POINT * request.betas.length * (request.deltaH > 0 ? 32 : 1);
        return new Family.Cost(4L * request.neurons * request.neurons * threads, simulated + terms * ADDITIONS / TERMS, ADDITIONS, request.neurons == 0 ? "integrals" : "simulations, up to half the neurons turning over in a step");
    }

    /** @return additions that simulations take: at most half the neurons turn over in a step */
    public static double cost(int points, int neurons, int trials, int steps) { return (double) points * trials * neurons * neurons * (2 + .5 * steps); }

    /** @return what the columns of a table hold, a value a beta */
    public record Result(Request request, List<OrderParameters> points, List<FiniteSize> simulated, double criticalBeta, double lastDisorder) {
        public Map<String, double[]> columns() {
            var columns = new LinkedHashMap<String, double[]>();
            columns.put("beta", request.betas);
            columns.put("m", of(points, OrderParameters::m));
            columns.put("q", of(points, OrderParameters::q));
            columns.put("entropy_production", of(points, OrderParameters::entropyProduction));
            columns.put("forward_entropy", of(points, OrderParameters::forwardEntropy));
            columns.put("reverse_entropy", of(points, OrderParameters::reverseEntropy));
            if (simulated.isEmpty()) return columns;
            columns.put("simulated_m", of(simulated, FiniteSize::m));
            columns.put("simulated_m_se", of(simulated, FiniteSize::mError));
            columns.put("simulated_q", of(simulated, FiniteSize::q));
            columns.put("simulated_q_se", of(simulated, FiniteSize::qError));
            columns.put("simulated_entropy_production", of(simulated, FiniteSize::entropyProduction));
            columns.put("simulated_entropy_production_se", of(simulated, FiniteSize::entropyProductionError));
            return columns;
        }

        private static <T> double[] of(List<T> points, ToDoubleFunction<T> value) { return points.stream().mapToDouble(value).toArray(); }

        /** Single numbers for a single beta, arrays for several. */
        public Map<String, Object> json() {
            var map = new LinkedHashMap<String, Object>();
            map.put("j0", request.j0);
            map.put("delta_j", request.deltaJ);
            map.put("h0", request.deltaH);
            if (request.neurons > 0) {
                map.put("neurons", request.neurons);
                map.put("trials", request.trials);
                map.put("steps", request.steps);
            }
            if (request.betas.length > 0) columns().forEach((name, column) -> map.put(name, column.length == 1 ? (Object) column[0] : column));
            if (request.critical) {
                map.put("beta_c", criticalBeta);
                map.put("delta_j_at_zero_temperature", lastDisorder);
            }
            return map;
        }

        /** Says where simulated networks turn over: the order of an infinite one stays on its side. */
        public List<String> notes() {
            List<String> turned = new ArrayList<>();
            for (int b = 0; b < simulated.size(); b++)
                if (points.get(b).m() > 0 && simulated.get(b).below() > 0) turned.add(String.format(Locale.ROOT, "%s (%.1f %%)", Describe.number(request.betas[b]), 100 * simulated.get(b).below()));
            return turned.isEmpty() ? List.of() : List.of("networks of " + request.neurons + " neurons turn over between +m and -m, which takes their mean m towards zero, but not q: share that ended below zero at beta " + String.join(", ", turned));
        }

        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            if (request.betas.length > 0) {
                Map<String, double[]> columns = columns();
                boolean beside = !simulated.isEmpty();
                lines.add(String.format("%10s%12s%12s%14s%12s%12s", "beta", "m", "q", "production", "forward", "reverse") + (beside ? "     of " + request.neurons + " neurons: m, q, production" : ""));
                for (int b = 0; b < request.betas.length; b++) {
                    OrderParameters o = points.get(b);
                    String line = String.format(Locale.ROOT, "%10.6g%12.8f%12.8f%14.8f%12.8f%12.8f", request.betas[b], o.m(), o.q(), o.entropyProduction(), o.forwardEntropy(), o.reverseEntropy());
                    if (beside) for (String name : List.of("m", "q", "entropy_production"))
                        line += String.format(Locale.ROOT, "   %.4f +- %.4f", columns.get("simulated_" + name)[b], columns.get("simulated_" + name + "_se")[b]);
                    lines.add(line);
                }
            }
            if (request.critical) lines.add(Double.isNaN(criticalBeta) ? String.format(Locale.ROOT, "no order at any temperature: delta-j would have to be below %.10g", lastDisorder)
                    : String.format(Locale.ROOT, "order above beta_c = %.12g; at zero temperature up to delta-j = %.10g", criticalBeta, lastDisorder));
            return lines;
        }

        /** As the name ends: .npz, .csv or .json. */
        public void write(Path target) {
            switch (ending(target)) {
                case "npz" -> Npz.write(target, arrays());
                case "csv" -> CsvFile.write(target, columns());
                default -> AtomicFile.write(target, out -> out.write((Json.pretty(json()) + "\n").getBytes(StandardCharsets.UTF_8)));
            }
        }

        private NamedArrays arrays() {
            var arrays = new NamedArrays();
            columns().forEach((name, column) -> arrays.put(name, column, column.length));
            arrays.put("j0", request.j0).put("delta_j", request.deltaJ).put("h0", request.deltaH);
            if (request.critical) arrays.put("beta_c", criticalBeta).put("delta_j_at_zero_temperature", lastDisorder);
            return arrays;
        }
    }

    /** @return "npz", "csv" or "json" */
    public static String ending(Path target) {
        String name = target.getFileName().toString();
        return Arrays.stream(new String[] {"npz", "csv", "json"}).filter(e -> name.endsWith("." + e)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("-o must name a file that ends in .npz, .csv or .json, got " + target));
    }

    public static Result run(Request request, Progress progress) {
        List<OrderParameters> points = new ArrayList<>();
        List<FiniteSize> simulated = new ArrayList<>();
        int count = request.betas.length;
        for (int b = 0; b < count; b++) {
            int point = b;
            Progress told = (task, done, total) -> progress.at("ising sk", point * total + done, count * total);
            SkEnsemble ensemble = request.ensemble(request.betas[b]);
            points.add(OrderParameters.of(ensemble));
            if (request.neurons > 0) simulated.add(FiniteSize.of(ensemble, request.neurons, request.steps, request.trials, request.seed.child("sk").child(b), told));
            else told.at("ising sk", 1, 1);
        }
        return new Result(request, points, simulated, request.critical ? CriticalLine.beta(request.j0, request.deltaJ, request.deltaH) : Double.NaN,
                request.critical ? CriticalLine.deltaJAtZeroTemperature(request.j0, request.deltaH) : Double.NaN);
    }
}
