package org.spinspike.app.task;

import java.util.Map;
import java.util.Optional;

/**
 * What it took to come to a model and to judge it.
 *
 * @param seconds        wall time of the training of the model that is judged
 * @param judgingSeconds wall time of its scores, samples and tests
 * @param seeds          all its trainings on the training trials
 * @param choice         of listed options; empty where there was no list
 */
public record Effort(double seconds, double judgingSeconds, SeedRuns seeds, Optional<OptionChoice> choice) {

    /** @return wall time of everything: candidates, trainings, judging */
    public double all() { return choice.map(OptionChoice::seconds).orElse(0.) + seeds.seconds() + judgingSeconds; }

    void putInto(Map<String, Object> map) {
        map.put("seconds", seconds);
        map.put("judging_seconds", judgingSeconds);
        map.put("all_seconds", all());
        map.put("seeds", seeds.json());
        choice.ifPresent(c -> map.put("choice", c.json()));
    }
}
