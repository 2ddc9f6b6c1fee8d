package org.spinspike.app.task;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Range;
import org.spinspike.spikes.SpikeTrains;

/**
 * Some of the neurons of a recording, in the user's words.
 *
 * @param option the option they stand behind: "--neurons"
 * @param text   "A:B", names separated by commas, or "top:N" for the most active
 */
record NeuronChoice(String option, String text) {
    private static final int NAMED = 12;

    /** @return the neurons asked for, in the order they are taken */
    int[] of(SpikeTrains data) {
        if (text.startsWith("top:")) {
            int count = DataRequest.whole(option, text.substring(4), text);
            if (count < 1 || count > data.neurons()) throw new DataException(option + " " + text + ": the recording has " + data.neurons() + " neurons");
            double[] rate = rates(data);
            return IntStream.range(0, data.neurons()).boxed().sorted(Comparator.<Integer>comparingDouble(i -> -rate[i]).thenComparing(i -> i))
                    .limit(count).mapToInt(Integer::intValue).sorted().toArray();
        }
        List<String> names = data.cells().names();
        if (Range.looksLike(text)) {
            int[] range = DataException.blaming(() -> new Range(option, text).within(data.neurons()));
            return IntStream.range(range[0], range[1]).toArray();
        }
        Set<String> wanted = new LinkedHashSet<>(Arrays.asList(text.split(",", -1)));
        for (String name : wanted) {
            if (!names.contains(name)) throw new DataException(option + ": no neuron is called '" + name + "'; there are: "
                    + names.stream().limit(NAMED).collect(Collectors.joining(", ")) + (names.size() > NAMED ? ", ... (" + names.size() + ")" : ""));
        }
        return wanted.stream().mapToInt(names::indexOf).toArray();
    }

    /** The same, or where the text is a number between 0 and 1 and no neuron's name, that share of the neurons at random: one at least, and not all. Ascending. */
    int[] orShare(SpikeTrains data, Seed seed) {
        if (!text.matches("\\d*\\.\\d+|[01]") || data.cells().names().contains(text)) return Arrays.stream(of(data)).sorted().toArray();
        double share = Double.parseDouble(text);
        if (!(share > 0 && share < 1)) throw new IllegalArgumentException(option + ": a share must lie between 0 and 1, got " + text);
        int n = data.neurons(), count = (int) Math.max(1, Math.min(n - 1, Math.round(share * n)));
        var random = seed.generator();
        int[] order = IntStream.range(0, n).toArray();
        for (int i = 0; i < count; i++) {
            int other = i + random.nextInt(n - i), swap = order[i];
            order[i] = order[other];
            order[other] = swap;
        }
        return Arrays.stream(order, 0, count).sorted().toArray();
    }

    private static double[] rates(SpikeTrains data) {
        long[] spikes = data.ones(), seen = new long[data.neurons()];
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++) for (int i = 0; i < seen.length; i++) if (data.observed(k, t, i)) seen[i]++;
        return IntStream.range(0, seen.length).mapToDouble(i -> seen[i] == 0 ? 0 : (double) spikes[i] / seen[i]).toArray();
    }
}
