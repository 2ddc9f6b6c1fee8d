package org.spinspike.app.task;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.math.NamedArrays;

/** What {@link SweepBeta} found. @param curves a method each, simulation first; @param nearness of a fit to its peaks, beside its nulls */
public record PhaseResult(SweepBeta.Request request, List<PhaseCurve> curves, Optional<Nearness> nearness, List<String> notes) {
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

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%d neurons, %d inverse temperatures, means of step %d, %,d trials; where each is largest:", request.network().neurons(), request.betas().length, request.steps(),
                SweepBeta.BATCHES * request.perBatch()));
        lines.add(String.format("%-16s%-28s%-28s%s", "beta of most", "C", "D", "sigma"));
        for (PhaseCurve curve : curves)
            lines.add(String.format("%-16s%-28s%-28s%s", curve.method(), words(curve.peak(PhaseCurve.Quantity.C, request.betas())), words(curve.peak(PhaseCurve.Quantity.D, request.betas())),
                    words(curve.peak(PhaseCurve.Quantity.SIGMA, request.betas()))));
        lines.add("[low, high]: betas that cannot be told from the largest; * reaches the end of the sweep. sigma = sum J (D - D^T) is the entropy production if the last step is the steady state");
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
