package org.spinspike.model;

import java.util.Optional;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;

/**
 * Everything a training run is given; the same values give the same model, byte for byte.
 *
 * @param data       to learn from
 * @param validation held out from it, for early stopping and choices; empty where nothing was held out
 * @param options    of the family
 * @param iterations most steps to take; 0 leaves it to the family
 * @param seed       for everything random
 * @param checkpoint where the state goes
 * @param progress   told after each step
 */
public record Training(SpikeTrains data, Optional<SpikeTrains> validation, Options options, int iterations, Seed seed,
                       Checkpoint checkpoint, Progress progress) {

    /** A run without validation, checkpoint and progress: for tests and small fits. */
    public static Training of(SpikeTrains data, Options options, Seed seed) {
        return new Training(data, Optional.empty(), options, 0, seed, Checkpoint.NONE, Progress.SILENT);
    }
}
