package org.spinspike.io;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.spinspike.spikes.BinarisationRule;
import org.spinspike.spikes.Range;
import org.spinspike.spikes.trace.TraceSteps;

/**
 * What the user says of an array of spikes that the file itself does not.
 *
 * @param key   which array; without it "spikes"
 * @param axes  which axis is which; without them trials, bins, neurons
 * @param rule  how counts or traces become zeros and ones; without one only zeros and ones are read
 * @param ones  the rule that made the zeros and ones of the array before they came into the file
 * @param bins  the bins of each trial that are read; a rule sees these alone, and so does the account of the spikes
 * @param neurons the neurons of an array that are read, by their places; spike times are read whole
 * @param binMs width of a bin in milliseconds, where the file has no {@code bin_ms}
 * @param groups which units of a sorting or cells of an imaging session are read, separated by commas: "good", "all"; without it the good ones
 * @param most  bytes the arrays of one file may take; without it {@link MemoryLimit#SHARE} of the heap
 * @param along what was measured beside the spikes and shall be read as covariates: arrays or series, by name
 * @param traces what is done to traces before the rule
 */
public record Reading(Optional<String> key, Optional<Axes> axes, Optional<BinarisationRule> rule, Optional<BinarisationRule> ones, Optional<Range> bins, Optional<Range> neurons, OptionalDouble binMs,
                      Optional<String> groups, OptionalLong most, List<String> along, TraceSteps traces) {
    public static final Reading PLAIN = new Reading(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), OptionalDouble.empty(), Optional.empty(), OptionalLong.empty(), List.of(), TraceSteps.NONE);

    /** What the command line says; null for what it does not. */
    public static Reading of(String axes, Double binMs, String binarise, String ones, String bins) {
        if (binarise != null && ones != null) throw new IllegalArgumentException("--binarise makes zeros and ones, --ones says how those of the file were made; only one of them can be");
        return new Reading(Optional.empty(), Optional.ofNullable(axes).map(Axes::parse), Optional.ofNullable(binarise).map(BinarisationRule::parse),
                Optional.ofNullable(ones).map(text -> BinarisationRule.parse("--ones", text)), Optional.ofNullable(bins).map(text -> new Range("--bins", text)), Optional.empty(),
                binMs == null ? OptionalDouble.empty() : OptionalDouble.of(binMs), Optional.empty(), OptionalLong.empty(), List.of(), TraceSteps.NONE);
    }

    public Reading key(String key)              { return key(Optional.of(key)); }
    public Reading key(Optional<String> key)    { return new Reading(key, axes, rule, ones, bins, neurons, binMs, groups, most, along, traces); }
    public Reading axes(String axes)            { return new Reading(key, Optional.of(Axes.parse(axes)), rule, ones, bins, neurons, binMs, groups, most, along, traces); }
    public Reading rule(BinarisationRule rule)  { return new Reading(key, axes, Optional.of(rule), ones, bins, neurons, binMs, groups, most, along, traces); }
    public Reading ones(BinarisationRule ones)  { return new Reading(key, axes, rule, Optional.of(ones), bins, neurons, binMs, groups, most, along, traces); }
    public Reading bins(Range bins)             { return new Reading(key, axes, rule, ones, Optional.of(bins), neurons, binMs, groups, most, along, traces); }
    public Reading neurons(Range neurons)       { return new Reading(key, axes, rule, ones, bins, Optional.of(neurons), binMs, groups, most, along, traces); }
    /** The bins and neurons that were asked for are taken already. */
    Reading whole()                             { return new Reading(key, axes, rule, ones, Optional.empty(), Optional.empty(), binMs, groups, most, along, traces); }
    /** The neurons that were asked for are taken already. */
    Reading allNeurons()                        { return new Reading(key, axes, rule, ones, bins, Optional.empty(), binMs, groups, most, along, traces); }
    public Reading binMs(double binMs)          { return new Reading(key, axes, rule, ones, bins, neurons, OptionalDouble.of(binMs), groups, most, along, traces); }
    public Reading along(List<String> along)    { return new Reading(key, axes, rule, ones, bins, neurons, binMs, groups, most, List.copyOf(along), traces); }
    public Reading groups(String groups)        { return new Reading(key, axes, rule, ones, bins, neurons, binMs, Optional.of(groups), most, along, traces); }
    public Reading most(long bytes)             { return new Reading(key, axes, rule, ones, bins, neurons, binMs, groups, OptionalLong.of(bytes), along, traces); }
    public Reading traces(TraceSteps traces)    { return new Reading(key, axes, rule, ones, bins, neurons, binMs, groups, most, along, traces); }

    /** @return whether something is said that only an array needs */
    public boolean saysOfArray() { return axes.isPresent() || rule.isPresent() || ones.isPresent() || bins.isPresent() || binMs.isPresent() || !traces.none(); }

    MemoryLimit memory() { return most.isPresent() ? new MemoryLimit(most.getAsLong()) : MemoryLimit.ofHeap(); }
}
