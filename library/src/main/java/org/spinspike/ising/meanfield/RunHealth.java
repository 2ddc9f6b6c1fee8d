package org.spinspike.ising.meanfield;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.spinspike.math.NumericalException;

/** What a mean field found over a run: the extremes of {@link StepHealth}, and at which step what first went wrong. Steps count from 1; 0 means never. */
public final class RunHealth {
    /** What rounding may add to a covariance of 1. */
    private static final double MOST_COVARIANCE = 1 + 1e-9;

    private final MeanField method;
    private int steps, notPositive, notPositiveSteps, beyondOne, severalRoots, newtonSteps;
    private double largestCovariance, largestCorrelation = Double.NaN, leastVariance = Double.NaN;
    private long equations, bracketed;

    public RunHealth(MeanField method) { this.method = method; }

    /**
     * @param t steps in order, from 1
     * @throws NumericalException where a number is not finite
     */
    public void add(int t, StepHealth step) {
        if (!step.finite()) throw new NumericalException(lost(t));
        steps = t;
        if (!step.positive() && notPositiveSteps++ == 0) notPositive = t;
        if (step.largestCovariance() > MOST_COVARIANCE && beyondOne == 0) beyondOne = t;
        if (step.leastVariance() <= -1 && severalRoots == 0) severalRoots = t;
        largestCovariance = Math.max(largestCovariance, step.largestCovariance());
        if (!(largestCorrelation >= step.largestCorrelation())) largestCorrelation = step.largestCorrelation();
        if (!(leastVariance <= step.leastVariance())) leastVariance = step.leastVariance();
        newtonSteps = Math.max(newtonSteps, step.newtonSteps());
        equations += step.equations();
        bracketed += step.bracketed();
    }

    /** @return the first step whose C is not positive semidefinite */
    public int notPositive()            { return notPositive; }

    /** @return the first step with a covariance beyond 1, which no spins have: the series has diverged */
    public int diverged()               { return beyondOne; }

    /** @return the first step at which the equation of a mean may have had several roots */
    public int severalRoots()           { return severalRoots; }
    public double largestCovariance()   { return largestCovariance; }

    /** @return of the inputs of two neurons; NaN where the method does not ask for it */
    public double largestCorrelation()  { return largestCorrelation; }

    /** @return of the input of a neuron; NaN where the method does not ask for it */
    public double leastVariance()       { return leastVariance; }

    /** @return what a user must know, a sentence each; nothing where all is well */
    public List<String> warnings() {
        List<String> all = new ArrayList<>();
        if (notPositive > 0) all.add(method + ": from step " + notPositive + " on C is not positive semidefinite (" + notPositiveSteps + " of " + steps + " steps): no network has such covariances");
        if (beyondOne > 0) all.add(method + " diverges: at step " + beyondOne + " a covariance exceeds 1, which no spins have; the largest of the run is " + digits(largestCovariance));
        if (severalRoots > 0) all.add(method + ": from step " + severalRoots + " on variances of inputs reach -1 and below, down to " + digits(leastVariance) + ": means are no longer unique");
        return all;
    }

    /** What the numbers are worth, for people: a line whether all is well or not. */
    public String line() {
        return String.format(Locale.ROOT, "C positive semidefinite %s; largest |C| of two neurons %s%s%s%s", notPositive == 0 ? "at every step" : "up to step " + (notPositive - 1), digits(largestCovariance),
                leastVariance < 0 ? "; least variance of an input " + digits(leastVariance) : "",
                Double.isNaN(largestCorrelation) ? "" : "; largest correlation of two inputs " + digits(largestCorrelation),
                equations == 0 ? "" : String.format(Locale.ROOT, "; %,d equations, at most %d Newton steps", equations, newtonSteps));
    }

    /** As it goes into JSON. */
    public Map<String, Object> json() {
        var map = new LinkedHashMap<String, Object>();
        map.put("steps", steps);
        map.put("positive_semidefinite", notPositive == 0);
        map.put("first_step_not_positive", step(notPositive));
        map.put("first_step_diverged", step(beyondOne));
        map.put("first_step_several_roots", step(severalRoots));
        map.put("largest_covariance", largestCovariance);
        map.put("largest_input_correlation", largestCorrelation);
        map.put("least_input_variance", leastVariance);
        map.put("equations", equations);
        map.put("equations_bracketed", bracketed);
        map.put("most_newton_steps", newtonSteps);
        return map;
    }

    private String lost(int t) {
        return method + " diverged: a number is not finite any more at step " + t + (t == 1 ? "" : "; largest |C| up to step " + steps + ": " + digits(largestCovariance))
                + (beyondOne > 0 ? ", beyond 1 since step " + beyondOne : "") + "; a smaller beta or another method may hold";
    }

    private static Integer step(int t) { return t == 0 ? null : t; }

    private static String digits(double value) { return String.format(Locale.ROOT, "%.3g", value); }
}
