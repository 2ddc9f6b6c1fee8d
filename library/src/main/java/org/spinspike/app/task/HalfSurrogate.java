package org.spinspike.app.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.math.Shuffle;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Surrogates;
import org.spinspike.spikes.Units;

/**
 * What a recording can be held against without another one: half of its source trials stay, the other half is changed. Both halves are disjoint, so that a difference that a test sees is one
 * of what was done, and not of the same trials met twice.
 *
 * @param kind  what is done to the second half
 * @param bins  of a window, where windows are exchanged
 */
record HalfSurrogate(Kind kind, int bins) {
    enum Kind {
        /** nothing: two random halves of the recording */
        NONE,
        /** every neuron takes its trials in an order of its own: rates over time stay */
        TRIALS,
        /** every neuron takes its windows in an order of its own: rates stay */
        WINDOWS,
        /** nothing, but the first half is the earlier one in time */
        LAST
    }

    /** @param text "none", "trials", "windows:10" or "last" */
    static HalfSurrogate parse(String text) {
        String[] parts = text.toUpperCase(Locale.ROOT).split(":", -1);
        Kind kind = Arrays.stream(Kind.values()).filter(k -> k.name().equals(parts[0])).findFirst().orElse(null);
        boolean windows = kind == Kind.WINDOWS;
        if (kind == null || parts.length != (windows ? 2 : 1) || windows && !parts[1].matches("[1-9]\\d{0,6}"))
            throw new IllegalArgumentException("--surrogate must be none, trials, windows:BINS or last, got '" + text + "'");
        return new HalfSurrogate(kind, windows ? Integer.parseInt(parts[1]) : 0);
    }

    /** @return the half that stays, and the other as it was changed */
    SpikeTrains[] halves(SpikeTrains data, Seed seed) {
        Units units = Units.of(data.design());
        Require.that(units.count() >= 8, "--surrogate needs at least 8 trials (or blocks), 4 for each half; got " + units.count());
        int[] order = kind == Kind.LAST ? units.inTime(data.design()) : Shuffle.order(units.count(), seed.child("halves").generator());
        boolean[] stays = new boolean[units.count()];
        for (int u = 0; u < units.count() / 2; u++) stays[order[u]] = true;
        SpikeTrains kept = data.select(IntStream.range(0, data.trials()).filter(k -> stays[units.of()[k]]).toArray());
        SpikeTrains other = data.select(IntStream.range(0, data.trials()).filter(k -> !stays[units.of()[k]]).toArray());
        Seed own = seed.child("surrogate");
        return new SpikeTrains[] {kept, switch (kind) {
            case NONE, LAST -> other;
            case TRIALS -> Surrogates.trialsByNeuron(other, own);
            case WINDOWS -> Surrogates.windowsByNeuron(other, bins, own);
        }};
    }

    /** @return the second half in words */
    String words() {
        return switch (kind) {
            case NONE -> "the other half of its trials";
            case LAST -> "the later half of its trials";
            case TRIALS -> "the other half of its trials, each neuron's in an order of its own";
            case WINDOWS -> "the other half of its trials, each neuron's windows of " + bins + " bins in an order of their own";
        };
    }
}
