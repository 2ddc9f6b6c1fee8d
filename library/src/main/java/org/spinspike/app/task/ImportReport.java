package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.spinspike.math.Count;
import org.spinspike.spikes.Binarisation;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Tally;

/**
 * What became of the spikes, and what is odd about the neurons.
 *
 * @param trains     all of them, held-out trials included
 * @param tally      one row a neuron of {@code trains}
 * @param silent     neurons without a single one
 * @param constant   neurons that fire in every observed bin
 * @param duplicates groups of neurons with the same train
 */
public record ImportReport(SpikeTrains trains, Tally tally, List<String> silent, List<String> constant, List<List<String>> duplicates) {
    /** Above this share of clipped spikes a neuron is worth a warning. */
    public static final double NOTABLE = .01;
    /** Groups of neurons with the same train that are listed. */
    static final int MOST_GROUPS = 5;
    /** No recording is binned finer, and no neuron fires faster. */
    private static final double SHORTEST_MS = .1;
    private static final int HIGHEST_HZ = 1000;

    static ImportReport of(SpikeTrains trains, Tally tally) {
        int n = trains.neurons();
        long[] ones = trains.ones(), seen = new long[n], hash = new long[n];
        if (trains.fullyObserved()) Arrays.fill(seen, trains.observations() / n);
        long bin = 0;
        for (int k = 0; k < trains.trials(); k++)
            for (int t = 0; t < trains.bins(k); t++, bin++)
                for (int w = 0; w < trains.wordsPerBin(); w++) {
                    for (long rest = trains.word(k, t, w); rest != 0; rest &= rest - 1) {
                        int i = (w << 6) + Long.numberOfTrailingZeros(rest);
                        hash[i] = hash[i] * 0x9E3779B97F4A7C15L + bin + 1;
                    }
                    if (trains.fullyObserved()) continue;
                    for (long rest = trains.observedWord(k, t, w); rest != 0; rest &= rest - 1) seen[(w << 6) + Long.numberOfTrailingZeros(rest)]++;
                }
        List<String> silent = new ArrayList<>(), constant = new ArrayList<>();
        Map<Long, List<Integer>> alike = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            if (ones[i] == 0) silent.add(trains.cells().name(i));
            else if (ones[i] == seen[i]) constant.add(trains.cells().name(i));
            else alike.computeIfAbsent(hash[i], h -> new ArrayList<>()).add(i);
        }
        List<List<String>> duplicates = new ArrayList<>();
        for (List<Integer> group : alike.values()) {
            List<Integer> same = group.stream().filter(i -> i.equals(group.get(0)) || same(trains, group.get(0), i)).toList();
            if (same.size() > 1) duplicates.add(same.stream().map(trains.cells()::name).toList());
        }
        return new ImportReport(trains, tally, silent, constant, duplicates);
    }

    private static boolean same(SpikeTrains trains, int i, int j) {
        for (int k = 0; k < trains.trials(); k++)
            for (int t = 0; t < trains.bins(k); t++) if (trains.fires(k, t, i) != trains.fires(k, t, j)) return false;
        return true;
    }

    /** @return neurons of which more than {@link #NOTABLE} of the spikes are clipped, the worst first, with their shares */
    List<Map.Entry<String, Double>> clippedMost() {
        var worst = new HashMap<String, Double>();
        for (int i = 0; i < trains.neurons(); i++) if (tally.clippedShare(i) > NOTABLE) worst.put(trains.cells().name(i), tally.clippedShare(i));
        return worst.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey())).toList();
    }

    /** @return what looks like a bin width given in another unit, a line each */
    List<String> slips() {
        double ms = 1e3 * trains.design().binSeconds(), hz = trains.spikes() / (Math.max(1, trains.observations()) * trains.design().binSeconds());
        List<String> slips = new ArrayList<>();
        if (ms < SHORTEST_MS) slips.add("bins of " + Describe.number(ms) + " ms are shorter than " + SHORTEST_MS + " ms: is the width of a bin in milliseconds?");
        if (hz > HIGHEST_HZ) slips.add("the mean rate is " + Math.round(hz) + " " + (trains.binarisation().spikes() ? "Hz" : "events/s") + ", above " + HIGHEST_HZ + ": is the width of a bin in milliseconds?");
        return slips;
    }

    /** @return what stands for the groups that are not listed */
    Optional<String> moreDuplicates() {
        return duplicates.size() <= MOST_GROUPS ? Optional.empty() : Optional.of("... and " + (duplicates.size() - MOST_GROUPS) + " more such groups, " + duplicates.stream().mapToInt(List::size).sum() + " neurons in all");
    }

    /** @return remarks for the user, a line each */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        Binarisation b = trains.binarisation();
        notes.addAll(slips());
        List<Map.Entry<String, Double>> worst = clippedMost();
        if (b.spikes() && !worst.isEmpty()) notes.add(String.format(Locale.ROOT, "%d of %d neurons lose more than 1 %% of their spikes to clipping, the most: unit %s (%.1f %%); narrower bins clip less",
                worst.size(), trains.neurons(), worst.get(0).getKey(), 100 * worst.get(0).getValue()));
        if (!b.spikes()) notes.add("rule " + b.rule() + " makes events, not spikes: captions say events");
        long all = (long) trains.neurons() * java.util.stream.IntStream.range(0, trains.trials()).mapToLong(trains::bins).sum(), hidden = all - trains.observations();
        if (hidden > 0) notes.add(String.format(Locale.ROOT, "%d of %d entries (%.2g %%) are not observed", hidden, all, 100. * hidden / all));
        if (!silent.isEmpty()) notes.add(list(silent, "silent"));
        if (!constant.isEmpty()) notes.add(list(constant, "active in every bin"));
        for (List<String> group : duplicates.subList(0, Math.min(MOST_GROUPS, duplicates.size()))) notes.add("neurons with the same train: " + Count.first(8, group));
        moreDuplicates().ifPresent(notes::add);
        if (trains.neurons() == 1) notes.add("there is one neuron only: nothing can be said of a population");
        if (trains.trials() == 1) notes.add("there is one trial only: --cut makes windows of it, and rates over time mean nothing");
        return notes;
    }

    private static String list(List<String> names, String what) {
        return Count.of(names.size(), "neuron") + " " + what + ": " + Count.first(12, names);
    }

    public Map<String, Object> json() {
        Map<String, Object> json = Describe.account(trains);
        var perNeuron = new ArrayList<Object>();
        for (int i = 0; i < trains.neurons(); i++) {
            var one = new LinkedHashMap<String, Object>();
            one.put("name", trains.cells().name(i));
            one.put("read", tally.read()[i]);
            one.put("placed", tally.placed()[i]);
            one.put("clipped", tally.clipped()[i]);
            one.put("outside", tally.outside()[i]);
            perNeuron.add(one);
        }
        json.put("per_neuron", perNeuron);
        json.put("silent", silent);
        json.put("constant", constant);
        json.put("duplicates", duplicates);
        return json;
    }
}
