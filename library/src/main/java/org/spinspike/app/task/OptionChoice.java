package org.spinspike.app.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the listed options of a model were chosen: every candidate was trained on a part of the training trials and scored on the rest of them; the best was then trained on
 * all. The trials the comparison is judged on took no part.
 *
 * @param candidates in the order of {@link ModelChoice}
 * @param chosen     number of the best
 * @param trials     training trials the candidates were scored on
 */
public record OptionChoice(List<Candidate> candidates, int chosen, int trials) {

    /**
     * @param label      with one value for each list
     * @param parameters free numbers; 0 where there is no model
     * @param nats       mean ln p of a validation trial; NaN where there is no model
     * @param seconds    wall time of its training
     * @param failure    why there is no model; "" where there is one
     */
    public record Candidate(String label, long parameters, double nats, double seconds, String failure) {}

    public Candidate best() { return candidates.get(chosen); }

    double seconds() { return candidates.stream().mapToDouble(Candidate::seconds).sum(); }

    Map<String, Object> json() {
        var map = new LinkedHashMap<String, Object>();
        map.put("chosen", best().label());
        map.put("validation_trials", trials);
        map.put("candidates", candidates.stream().map(c -> {
            var one = new LinkedHashMap<String, Object>();
            one.put("model", c.label());
            one.put("parameters", c.parameters());
            one.put("validation_mean_log_likelihood_nats", c.nats());
            one.put("seconds", c.seconds());
            if (!c.failure().isEmpty()) one.put("failure", c.failure());
            return one;
        }).toList());
        return map;
    }
}
