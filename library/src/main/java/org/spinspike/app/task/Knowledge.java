package org.spinspike.app.task;

import org.spinspike.model.Model;
import org.spinspike.spikes.Design;

/** What a model is told of the stimulus beside the spikes. Who is told more predicts better without knowing more of the population, so models are ranked among those told the same. */
public enum Knowledge {
    BOTH("rates over time and covariates"), COVARIATES("covariates"), OVER_TIME("rates over time"), CONSTANT("constant rates");

    private final String words;

    Knowledge(String words) { this.words = words; }

    public String words() { return words; }

    /**
     * @param design of the data: in windows of longer trials, and where trials share no clock, only a model that goes by the clock of the whole trial is told where it is;
     *               the place within a window says nothing of the stimulus
     */
    static Knowledge of(Model model, Design design) {
        boolean overTime = design.aligned() && (model.needsClock() || model.knowsBins() && design.word().equals("trial"));
        if (model.knowsCovariates()) return overTime ? BOTH : COVARIATES;
        return overTime ? OVER_TIME : CONSTANT;
    }

    /** What all models of a comparison are to be told. */
    public enum Told {
        /** What each entry says. */ AS_GIVEN,
        /** Rates over time, to every family that offers {@code --per-bin}. */ PER_BIN,
        /** Nothing: {@code --per-bin} and {@code --covariates} are left out. */ NONE;

        /** @throws IllegalArgumentException where there is none of that name */
        public static Told named(String word) {
            for (Told told : values()) if (told.name().equalsIgnoreCase(word.replace('-', '_'))) return told;
            throw new IllegalArgumentException("--knowledge must be as-given, per-bin or none, got '" + word + "'");
        }
    }
}
