package org.spinspike.model;

import java.util.ArrayList;
import java.util.List;
import org.spinspike.math.NamedArrays;

/** The steps of a training so far, as the checkpoint keeps them. Step n stands at place n; the start is step 0. */
public final class LearningCurve {
    private final List<Fit.Step> steps = new ArrayList<>();

    private boolean begins = true;

    /** The next step is the first of a start of its own. */
    public void begin() { begins = true; }

    public void add(double trainNats, double validationNats) {
        steps.add(new Fit.Step(steps.size(), trainNats, validationNats, begins));
        begins = false;
    }

    /** A step of another curve, at the end of this one. */
    public void add(Fit.Step step) {
        begins |= step.begins();
        add(step.trainNats(), step.validationNats());
    }

    public Fit.Step at(int step)  { return steps.get(step); }
    public List<Fit.Step> steps() { return steps; }

    /** Writes {@code history} [steps, 2]: training and validation nats, and {@code history_begins} [steps]: 1 where training begins anew. */
    public NamedArrays putInto(NamedArrays state) { return putInto(state, ""); }

    public NamedArrays putInto(NamedArrays state, String prefix) {
        double[] nats = new double[2 * steps.size()];
        for (Fit.Step s : steps) {
            nats[2 * s.index()] = s.trainNats();
            nats[2 * s.index() + 1] = s.validationNats();
        }
        byte[] starts = new byte[steps.size()];
        for (Fit.Step s : steps) starts[s.index()] = (byte) (s.begins() ? 1 : 0);
        return state.put(prefix + "history", nats, steps.size(), 2).put(prefix + "history_begins", starts, starts.length);
    }

    public void takeFrom(NamedArrays state) {
        double[] nats = state.get("history").doubles(), starts = state.get("history_begins").doubles();
        for (int n = 0; n < starts.length; n++) {
            begins = starts[n] != 0;
            add(nats[2 * n], nats[2 * n + 1]);
        }
    }
}
