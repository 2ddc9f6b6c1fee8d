package org.spinspike.spikes.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.spinspike.math.Require;

/**
 * What is done to the trace of a neuron before a rule makes events of it, in this order.
 *
 * <pre>neuropil a        F - a Fneu
 * baseline P:S      F - F0                F0: running percentile P over S seconds ({@link org.spinspike.math.RunningPercentile})
 * dff P:S           (F - F0) / F0
 * tau, lambda       for the rule oasis ({@link Oasis})</pre>
 *
 * @param neuropil   a; empty where nothing is taken off
 * @param baseline   what is taken off as baseline
 * @param tauSeconds time in which calcium falls to 1/e; empty: from the autocorrelation, neuron by neuron
 * @param lambda     penalty in standard deviations of the noise; empty: so that the residuals are the noise
 */
public record TraceSteps(OptionalDouble neuropil, Optional<Baseline> baseline, OptionalDouble tauSeconds, OptionalDouble lambda) {
    public static final TraceSteps NONE = new TraceSteps(OptionalDouble.empty(), Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    /** Share of the neuropil's light that is taken to shine into a cell where nothing is said. */
    public static final double USUAL_NEUROPIL = .7;

    /**
     * @param percentile 0 to below 100
     * @param seconds    width of the window
     * @param divided    whether the difference is divided by the baseline
     */
    public record Baseline(double percentile, double seconds, boolean divided) {
        public Baseline {
            String name = divided ? "--dff" : "--baseline";
            Require.that(percentile >= 0 && percentile < 100, name + ": the percentile must be 0 or more and below 100, got " + percentile);
            Require.positive(name + ": the seconds of the window", seconds);
        }

        /** @param text "PERCENTILE:SECONDS" */
        static Baseline parse(String option, String text, boolean divided) {
            String[] parts = text.split(":", -1);
            try {
                if (parts.length != 2) throw new NumberFormatException();
                return new Baseline(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), divided);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(option + " must be PERCENTILE:SECONDS, as in 8:60, got '" + text + "'");
            }
        }

        @Override public String toString() { return (divided ? "dff " : "baseline ") + number(percentile) + ":" + number(seconds); }
    }

    public TraceSteps {
        neuropil.ifPresent(a -> Require.that(a >= 0 && a <= 2, "--neuropil must be 0 to 2, got " + a));
        tauSeconds.ifPresent(tau -> Require.positive("--tau", tau));
        lambda.ifPresent(l -> Require.positive("--lambda", l));
    }

    /** What the command line says; null for what it does not. */
    public static TraceSteps of(Double neuropil, String baseline, String dff, Double tau, Double lambda) {
        Require.that(baseline == null || dff == null, "--baseline takes the running baseline off, --dff divides by it as well; only one of them can be");
        Optional<Baseline> taken = baseline != null ? Optional.of(Baseline.parse("--baseline", baseline, false)) : Optional.ofNullable(dff).map(text -> Baseline.parse("--dff", text, true));
        return new TraceSteps(optional(neuropil), taken, optional(tau), optional(lambda));
    }

    private static OptionalDouble optional(Double value) { return value == null ? OptionalDouble.empty() : OptionalDouble.of(value); }

    public TraceSteps neuropil(double a) { return new TraceSteps(OptionalDouble.of(a), baseline, tauSeconds, lambda); }

    public boolean none() { return equals(NONE); }

    /** @return the options that were given, for the message of whoever has no use for them; "" where there is none */
    public String options() {
        List<String> given = new ArrayList<>();
        if (neuropil.isPresent()) given.add("--neuropil");
        baseline.ifPresent(b -> given.add(b.divided() ? "--dff" : "--baseline"));
        if (tauSeconds.isPresent()) given.add("--tau");
        if (lambda.isPresent()) given.add("--lambda");
        return String.join(", ", given);
    }

    /** @return "neuropil 0.7, dff 8:60, "; "" where nothing is done */
    String words() {
        return (neuropil.orElse(0) > 0 ? "neuropil " + number(neuropil.getAsDouble()) + ", " : "") + baseline.map(b -> b + ", ").orElse("");
    }

    static String number(double value) { return value == Math.rint(value) && Math.abs(value) < 1e9 ? "" + (long) value : "" + value; }
}
