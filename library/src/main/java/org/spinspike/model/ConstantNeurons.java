package org.spinspike.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.math.Count;
import org.spinspike.spikes.SpikeTrains;

/** Neurons that never or always fired: what a model says of them is a guess, and the user should know. */
public final class ConstantNeurons {
    private static final int NAMED = 5;

    private ConstantNeurons() {}

    public static boolean constant(SpikeTrains data, int i) {
        boolean any = false, all = true;
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++) {
                any |= data.fires(k, t, i);
                all &= data.fires(k, t, i) || !data.observed(k, t, i);
                if (any && !all) return false;
            }
        return true;
    }

    /**
     * @param so what follows for the model
     * @return a line naming some of them; empty where there are none
     */
    public static Optional<String> note(SpikeTrains data, String so) {
        List<String> constant = IntStream.range(0, data.neurons()).filter(i -> constant(data, i)).mapToObj(data.cells()::name).toList();
        if (constant.isEmpty()) return Optional.empty();
        return Optional.of(constant.size() + " of " + data.neurons() + " neurons never or always fired in the training trials (" + Count.first(NAMED, constant) + "): " + so);
    }
}
