package org.spinspike.io;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.spinspike.spikes.BinarisationRule;
import org.spinspike.spikes.Range;

/**
 * What the user says of an array of spikes that the file itself does not.
 *
 * @param key   which array; without it "spikes"
 * @param axes  which axis is which; without them trials, bins, neurons
 * @param rule  how counts or traces become zeros and ones; without one only zeros and ones are read
 * @param ones  the rule that made the zeros and ones of the array before they came into the file
 * @param bins  the bins of each trial that are read; a rule sees these alone, and so does the account of the spikes
 * @param binMs width of a bin in milliseconds, where the file has no {@code bin_ms}
 * @param along what was measured beside the spikes and shall be read as covariates: arrays or series, by name
 */
public record Reading(Optional<String> key, Optional<Axes> axes, Optional<BinarisationRule> rule, Optional<BinarisationRule> ones, Optional<Range> bins, OptionalDouble binMs,
                      List<String> along) {
    public static final Reading PLAIN = new Reading(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), OptionalDouble.empty(), List.of());

    /** What the command line says; null for what it does not. */
    public static Reading of(String axes, Double binMs, String binarise, String ones, String bins) {
        if (binarise != null && ones != null) throw new IllegalArgumentException("--binarise makes zeros and ones, --ones says how those of the file were made; only one of them can be");
        return new Reading(Optional.empty(), Optional.ofNullable(axes).map(Axes::parse), Optional.ofNullable(binarise).map(BinarisationRule::parse),
                Optional.ofNullable(ones).map(text -> BinarisationRule.parse("--ones", text)), Optional.ofNullable(bins).map(text -> new Range("--bins", text)),
                binMs == null ? OptionalDouble.empty() : OptionalDouble.of(binMs), List.of());
    }

    public Reading key(String key)              { return key(Optional.of(key)); }
    public Reading key(Optional<String> key)    { return new Reading(key, axes, rule, ones, bins, binMs, along); }
    public Reading axes(String axes)            { return new Reading(key, Optional.of(Axes.parse(axes)), rule, ones, bins, binMs, along); }
    public Reading rule(BinarisationRule rule)  { return new Reading(key, axes, Optional.of(rule), ones, bins, binMs, along); }
    public Reading ones(BinarisationRule ones)  { return new Reading(key, axes, rule, Optional.of(ones), bins, binMs, along); }
    public Reading bins(Range bins)             { return new Reading(key, axes, rule, ones, Optional.of(bins), binMs, along); }
    public Reading binMs(double binMs)          { return new Reading(key, axes, rule, ones, bins, OptionalDouble.of(binMs), along); }
    public Reading along(List<String> along)    { return new Reading(key, axes, rule, ones, bins, binMs, List.copyOf(along)); }
}
