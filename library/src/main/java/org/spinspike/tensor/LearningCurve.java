package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.List;
import org.spinspike.math.NamedArrays;
import org.spinspike.model.Fit;

/** The steps of a training so far, as the checkpoint keeps them. Step n stands at place n; the start is step 0. */
final class LearningCurve {
    private final List<Fit.Step> steps = new ArrayList<>();

    void add(double trainNats, double validationNats) { steps.add(new Fit.Step(steps.size(), trainNats, validationNats)); }

    Fit.Step at(int step)  { return steps.get(step); }
    List<Fit.Step> steps() { return steps; }

    /** Writes {@code history} [steps, 2]: training and validation nats. */
    NamedArrays putInto(NamedArrays state) { return putInto(state, ""); }

    NamedArrays putInto(NamedArrays state, String prefix) {
        double[] nats = new double[2 * steps.size()];
        for (Fit.Step s : steps) {
            nats[2 * s.index()] = s.trainNats();
            nats[2 * s.index() + 1] = s.validationNats();
        }
        return state.put(prefix + "history", nats, steps.size(), 2);
    }

    void takeFrom(NamedArrays state) {
        double[] nats = state.get("history").doubles();
        for (int n = 0; 2 * n < nats.length; n++) add(nats[2 * n], nats[2 * n + 1]);
    }
}
