package org.spinspike.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.spinspike.spikes.SpikeTrains;

/** Names the neurons that never or always fired: their rates are smoothed guesses, and the user should know. */
final class ConstantNeurons {
    private static final int NAMED = 5;

    private ConstantNeurons() {}

    static Optional<String> note(SpikeTrains data) {
        int n = data.neurons();
        long[] ones = new long[n], seen = new long[n];
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++)
                for (int i = 0; i < n; i++) {
                    if (data.observed(k, t, i)) seen[i]++;
                    if (data.fires(k, t, i)) ones[i]++;
                }
        List<String> constant = new ArrayList<>();
        for (int i = 0; i < n; i++) if (ones[i] == 0 || ones[i] == seen[i]) constant.add(data.cells().name(i));
        if (constant.isEmpty()) return Optional.empty();
        String names = String.join(", ", constant.subList(0, Math.min(NAMED, constant.size())));
        return Optional.of(constant.size() + " of " + n + " neurons never or always fired in the training trials (" + names
                + (constant.size() > NAMED ? ", ..." : "") + "): their rates are (k + 1/2) / (M + 1)");
    }
}
