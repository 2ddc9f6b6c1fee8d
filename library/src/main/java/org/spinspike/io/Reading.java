package org.spinspike.io;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.spinspike.spikes.BinarisationRule;

/**
 * What the user says of an array of spikes that the file itself does not.
 *
 * @param key   which array; without it "spikes"
 * @param axes  which axis is which; without them trials, bins, neurons
 * @param rule  how counts or traces become zeros and ones; without one only zeros and ones are read
 * @param binMs width of a bin in milliseconds, where the file has no {@code bin_ms}
 * @param along what was measured beside the spikes and shall be read as covariates: arrays or series, by name
 */
public record Reading(Optional<String> key, Optional<Axes> axes, Optional<BinarisationRule> rule, OptionalDouble binMs, List<String> along) {
    public static final Reading PLAIN = new Reading(Optional.empty(), Optional.empty(), Optional.empty(), OptionalDouble.empty(), List.of());

    public Reading key(String key)              { return new Reading(Optional.of(key), axes, rule, binMs, along); }
    public Reading key(Optional<String> key)    { return new Reading(key, axes, rule, binMs, along); }
    public Reading axes(String axes)            { return new Reading(key, Optional.of(Axes.parse(axes)), rule, binMs, along); }
    public Reading rule(BinarisationRule rule)  { return new Reading(key, axes, Optional.of(rule), binMs, along); }
    public Reading binMs(double binMs)          { return new Reading(key, axes, rule, OptionalDouble.of(binMs), along); }
    public Reading along(List<String> along)    { return new Reading(key, axes, rule, binMs, List.copyOf(along)); }
}
