package org.spinspike.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.model.Samples;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

class PublishedMeasuresTest {
    /** By hand: neuron 0, silent in the data, fires in 1, 1, 2, 4 and 7 of ten bins of the five sample sets, which is the error of the mean: 3 on average, variance (4 + 4 + 1 + 1 + 16) / 4. */
    @Test void meanAndSpreadAreThoseOfFiveSampleSets() {
        SpikeTrains test = SpikeTrains.generate(2, 10, 2, (k, t, i) -> i == 1 && t % 3 == k), train = test.select(new int[] {0});
        var missing = new HashMap<String, String>();
        var model = new EverMore(test);
        Checks.Measure mean = new PublishedMeasures(train, test, new Seed(1)).of(model, Optional.empty(), test, Optional.empty(), test, 1, missing).get("Spike-GAN").get(0);
        assertThat(mean.name()).isEqualTo("mean");
        assertThat(mean.mean()).isCloseTo(3, within(1e-12));
        assertThat(mean.sd()).isCloseTo(Math.sqrt(26 / 4.), within(1e-12));
        assertThat(mean.recorded()).as("of fewer training trials").isNaN();
    }

    /** Draws the data themselves with more and more spikes of neuron 0. */
    private static final class EverMore implements Samples {
        private static final int[] SPIKES = {1, 1, 2, 4, 7};
        private final SpikeTrains data;
        private int drawn;

        EverMore(SpikeTrains data) { this.data = data; }

        @Override public String family()              { return "ever more"; }
        @Override public int neurons()                { return data.neurons(); }
        @Override public long parameters()            { return 0; }
        @Override public NamedArrays arrays()         { return new NamedArrays(); }

        @Override public SpikeTrains sample(Design design, Seed seed) {
            int spikes = SPIKES[drawn++ % SPIKES.length];
            return SpikeTrains.generate(design, data.cells(), (k, t, i) -> i == 0 ? t < spikes : data.fires(k, t, i));
        }
    }
}
