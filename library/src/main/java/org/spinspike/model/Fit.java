package org.spinspike.model;

import java.util.List;
import org.spinspike.math.Count;

/**
 * What a training run hands back: the model, how it got there, and why it stopped. Not converging is an answer, not an error.
 *
 * @param model   the best one by validation where there was validation, else the last
 * @param history one entry a step
 * @param stop    why it ended
 * @param notes   what the user should know, a line each: neurons ignored, trials left out
 */
public record Fit(Model model, List<Step> history, Stop stop, List<String> notes) {
    public Fit {
        history = List.copyOf(history);
        notes = List.copyOf(notes);
    }

    /** @return steps taken; the start counts as none */
    public int iterations() { return history.isEmpty() ? 0 : history.get(history.size() - 1).index(); }

    /** @return how training ended: "converged after 3 steps" */
    public String ending() {
        return switch (stop) {
            case CONVERGED -> "converged after ";
            case VALIDATION -> "stopped by validation after ";
            case STEP_LIMIT -> "stopped at the limit of ";
            case INTERRUPTED -> "interrupted after ";
        } + Count.of(iterations(), "step");
    }

    /**
     * One entry of the learning curve.
     *
     * @param index          steps taken; 0 is the start
     * @param trainNats      mean -ln p of a training trial
     * @param validationNats the same of a held-out trial, NaN without validation
     * @param begins         whether training begins anew here, from another start or with another size; also true of the very first
     */
    public record Step(int index, double trainNats, double validationNats, boolean begins) {
        /** One of a training with one start. */
        public Step(int index, double trainNats, double validationNats) { this(index, trainNats, validationNats, index == 0); }
    }

    public enum Stop {
        /** The objective no longer changes. */ CONVERGED,
        /** Held-out likelihood no longer rises; the best model so far is returned. */ VALIDATION,
        /** {@code --iterations} or the family's own limit was reached. */ STEP_LIMIT,
        /** Asked to stop; the checkpoint holds the state. */ INTERRUPTED
    }
}
