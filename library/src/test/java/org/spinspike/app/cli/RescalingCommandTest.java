package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.io.SpikeFile;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/** {@code score --rescaling}. */
class RescalingCommandTest {
    @TempDir Path folder;
    private Shell shell;

    @BeforeEach void files() {
        shell = new Shell(folder);
        SpikeFile.write(folder.resolve("train.npz"), refractory(1));
        SpikeFile.write(folder.resolve("test.npz"), refractory(2));
        shell.must("fit glm @train.npz --lags 1 -o @glm.npz");
        shell.must("fit independent @train.npz -o @rates.npz");
    }

    /** Neuron 0 never fires twice in a row, neuron 1 does what it likes. */
    private static SpikeTrains refractory(long seed) {
        var builder = new SpikeTrains.Builder(Design.plain(120, 20, .01), Neurons.unnamed(2));
        for (int k = 0; k < 120; k++) {
            var random = new Seed(seed).child(k).generator();
            boolean last = false;
            for (int t = 0; t < 20; t++) {
                last = random.nextDouble() < (last ? 0 : .4);
                if (last) builder.set(k, t, 0);
                if (random.nextDouble() < .3) builder.set(k, t, 1);
            }
        }
        return builder.build();
    }

    @Test void aModelWithoutMemoryIsOffForTheNeuronThatHasOne() {
        JsonNode rates = shell.must("score @rates.npz @test.npz --rescaling --json -").json().get("time_rescaling"), glm = shell.must("score @glm.npz @test.npz --rescaling --json -").json().get("time_rescaling");
        assertThat(rates.get("neurons_tested").asInt()).isEqualTo(2);
        assertThat(rates.get("neurons_off").asInt()).isEqualTo(1);
        assertThat(rates.get("distance").get(0).asDouble()).isGreaterThan(rates.get("critical_distance").get(0).asDouble());
        assertThat(rates.get("p_value").get(0).asDouble()).isLessThan(1e-3);
        assertThat(rates.get("p_value").get(1).asDouble()).isGreaterThan(.01);
        assertThat(glm.get("neurons_off").asInt()).isZero();
        assertThat(glm.get("intervals").get(0).asInt()).isEqualTo((int) refractory(2).ones()[0]);
        assertThat(shell.must("score @rates.npz @test.npz --rescaling").out()).contains("intervals of 1 of 2 tested neurons");
        assertThat(shell.must("score @rates.npz @test.npz --json -").json().has("time_rescaling")).isFalse();
    }
}
