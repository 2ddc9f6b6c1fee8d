package org.spinspike.app.task;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.spinspike.math.NamedArrays;

/** What {@link SweepBeta} found. @param curves a method each, simulation first; @param nearness of a fit to its peaks, beside its nulls */
public record PhaseResult(SweepBeta.Request request, List<PhaseCurve> curves, Optional<Nearness> nearness, List<String> notes) {
    /** Over the columns of {@link #peaks}. */
    public static final List<String> HEADS = List.of("beta of most", "C", "D", "sigma");
    /** What stands in {@link #peaks}. */
    public static final String LEGEND = "[low, high]: betas that cannot be told from the largest; * reaches the end of the sweep. sigma = sum J (D - D^T) is the entropy production if the last step is the steady state";
    private static final String ROW = "%-16s%-28s%-28s%s";
    private static final List<PhaseCurve.Quantity> PEAKED = List.of(PhaseCurve.Quantity.C, PhaseCurve.Quantity.D, PhaseCurve.Quantity.SIGMA);

    public Map<String, Object> json() {
        var map = new LinkedHashMap<String, Object>();
        map.put("neurons", request.network().neurons());
        map.put("steps", request.steps());
        map.put("trials", SweepBeta.BATCHES * request.perBatch());
        map.put("beta", request.betas());
        var methods = new LinkedHashMap<String, Object>();
        for (PhaseCurve curve : curves) methods.put(curve.method(), curve.json(request.betas()));
        map.put("methods", methods);
        nearness.ifPresent(near -> map.put("nearness", near.json()));
        map.put("notes", notes);
        return map;
    }

    /** What was computed. */
    public String summary() {
        return String.format(Locale.ROOT, "%d neurons, %d inverse temperatures, means of step %d, %,d trials", request.network().neurons(), request.betas().length, request.steps(), SweepBeta.BATCHES * request.perBatch());
    }

    /** In one sentence. */
    public String verdict() {
        return nearness.map(Nearness::sentence).orElseGet(() -> "By simulation, " + String.join("; ", PEAKED.stream().map(q -> {
            PhaseCurve.Peak peak = curves.get(0).peak(q, request.betas());
            return q.key + (peak.edge() ? " has no peak within the sweep" : " peaks at beta " + shown(peak.beta()));
        }).toList()) + ".");
    }

    /** Where C, D and sigma are largest, method by method, and of the refit that distances are told of. */
    public List<List<String>> peaks() {
        List<List<String>> rows = new ArrayList<>();
        for (PhaseCurve curve : curves) rows.add(row(curve.method(), PEAKED.stream().map(q -> curve.peak(q, request.betas()))));
        nearness.ifPresent(near -> rows.add(row("refit", Arrays.stream(near.fit()))));
        return rows;
    }

    private static List<String> row(String name, Stream<PhaseCurve.Peak> peaks) { return Stream.concat(Stream.of(name), peaks.map(PhaseResult::words)).toList(); }

    public List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(summary() + "; where each is largest:", String.format(ROW, HEADS.toArray())));
        for (List<String> row : peaks()) lines.add(String.format(ROW, row.toArray()));
        lines.add(LEGEND);
        nearness.ifPresent(near -> lines.addAll(near.lines()));
        return lines;
    }

    private static String words(PhaseCurve.Peak peak) {
        if (Double.isNaN(peak.beta())) return "none";
        String range = peak.low() == peak.high() ? "" : " [" + shown(peak.low()) + ", " + shown(peak.high()) + "]";
        return shown(peak.beta()) + range + (peak.edge() ? " *" : "");
    }

    /** To four digits: a sweep is no finer than its steps. */
    private static String shown(double beta) { return Double.toString(new BigDecimal(beta).round(new MathContext(4)).doubleValue()).replaceFirst("\\.0$", ""); }

    NamedArrays arrays() {
        int count = request.betas().length;
        NamedArrays arrays = request.network().arrays().put("beta", request.betas(), count).put("steps", (long) request.steps()).put("trials", (long) SweepBeta.BATCHES * request.perBatch());
        for (PhaseCurve curve : curves) {
            for (PhaseCurve.Quantity q : PhaseCurve.Quantity.values()) {
                arrays.put(curve.method() + "/" + q.key, curve.values(q), count);
                if (curve.errors() != null) arrays.put(curve.method() + "/" + q.key + "_se", curve.errors(q), count);
            }
            if (curve.trouble() != null) arrays.put(curve.method() + "/first_bad_step", IntStream.of(curve.trouble()).toArray(), count);
        }
        return arrays;
    }
}
