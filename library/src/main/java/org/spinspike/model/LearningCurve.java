package org.spinspike.model;

import java.util.ArrayList;
import java.util.List;
import org.spinspike.math.NamedArrays;

/** The steps of a training so far, as the checkpoint keeps them. Step n stands at place n; the start is step 0. */
public final class LearningCurve {
    private final List<Fit.Step> steps = new ArrayList<>();

    public void add(double trainNats, double validationNats) { steps.add(new Fit.Step(steps.size(), trainNats, validationNats)); }

    public Fit.Step at(int step)  { return steps.get(step); }
    public List<Fit.Step> steps() { return steps; }

    /** Writes {@code history} [steps, 2]: training and validation nats. */
    public NamedArrays putInto(NamedArrays state) { return putInto(state, ""); }

    public NamedArrays putInto(NamedArrays state, String prefix) {
        double[] nats = new double[2 * steps.size()];
        for (Fit.Step s : steps) {
            nats[2 * s.index()] = s.trainNats();
            nats[2 * s.index() + 1] = s.validationNats();
        }
        return state.put(prefix + "history", nats, steps.size(), 2);
    }

    public void takeFrom(NamedArrays state) {
        double[] nats = state.get("history").doubles();
        for (int n = 0; 2 * n < nats.length; n++) add(nats[2 * n], nats[2 * n + 1]);
    }
}
