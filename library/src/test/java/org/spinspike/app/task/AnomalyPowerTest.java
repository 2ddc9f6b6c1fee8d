package org.spinspike.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.io.Npz;
import org.spinspike.io.SpikeFile;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.model.Samples;
import org.spinspike.spikes.Binarisation;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.AlarmRate;

class AnomalyPowerTest {
    @TempDir Path folder;
    private Samples truth;

    @BeforeEach void network() {
        truth = (Samples) AnomaliesTest.network("20", "20").truth().orElseThrow();
        Design design = Design.plain(1, 20, .01);
        SpikeTrains basis = truth.sample(Design.plain(1000, 20, .01), new Seed(5));
        new ModelFile(truth, Map.of(), Neurons.unnamed(20), design, Nulls.of(basis), Binarisation.given(0), Map.of()).write(folder.resolve("truth.npz"));
        write("calibration", 499, 6);
    }

    private DataRequest write(String name, int trials, long seed) {
        SpikeFile.write(folder.resolve(name + ".npz"), truth.sample(Design.plain(trials, 20, .01), new Seed(seed)));
        return data(name);
    }

    private DataRequest data(String name) { return DataRequest.of(folder.resolve(name + ".npz")); }

    private AnomalyPower.Result run(DataRequest normal, Path target) {
        return AnomalyPower.run(new AnomalyPower.Request(folder.resolve("truth.npz"), normal, data("calibration"), .05, target, new Seed(1)));
    }

    /** A silent trial is likely, and one with dead cells likelier than usual: too little surprise is what gives them away. */
    @Test void typicalFindsWhatSurpriseCannot() {
        AnomalyPower.Result r = run(write("normal", 1000, 7), null);
        AnomalyPower.Alarms typical = r.scores().get(Anomalies.Score.TYPICAL), surprise = r.scores().get(Anomalies.Score.SURPRISE);
        assertThat(typical.power().get(Breakage.ALL_SILENT).rate()).isEqualTo(1);
        assertThat(typical.power().get(Breakage.DEAD_QUARTER).rate()).isGreaterThan(.4);
        assertThat(surprise.power().get(Breakage.ALL_SILENT).rate()).isZero();
        assertThat(surprise.power().get(Breakage.DEAD_QUARTER).rate()).isLessThan(.01);
        r.scores().forEach((score, alarms) -> {
            assertThat(alarms.falseAlarms().deviation()).as(score.name()).isBetween(-3., 3.);
            assertThat(alarms.falseAlarms().standardError()).isLessThan(.012);
        });
    }

    /** The arrays written hold the same alarms, and the breakages are what they are called. */
    @Test void theFileHoldsTheScoresByBreakage() {
        AnomalyPower.Result r = run(write("normal", 60, 7), folder.resolve("power.npz"));
        NamedArrays arrays = Npz.read(folder.resolve("power.npz"));
        assertThat(arrays.get("breakage").texts()).containsExactly("normal", "all_silent", "dead_quarter");
        for (Anomalies.Score score : Anomalies.Score.values()) {
            double[] p = arrays.get("p_" + score.name().toLowerCase(java.util.Locale.ROOT)).doubles();
            List<AlarmRate> rates = List.of(r.scores().get(score).falseAlarms(), r.scores().get(score).power().get(Breakage.ALL_SILENT), r.scores().get(score).power().get(Breakage.DEAD_QUARTER));
            for (int c = 0; c < 3; c++) {
                int from = c * 60;
                assertThat(rates.get(c).rate()).isEqualTo(IntStream.range(0, 60).filter(k -> p[from + k] <= .05).count() / 60.);
            }
        }
        byte[] silenced = (byte[]) arrays.get("silenced").data();
        for (int k = 0; k < 60; k++) {
            int trial = k;
            for (int c = 0; c < 3; c++) {
                int from = (c * 60 + trial) * 20;
                assertThat(IntStream.range(0, 20).map(i -> silenced[from + i]).sum()).isEqualTo(new int[] {0, 20, 5}[c]);
            }
        }
        double[] surprise = arrays.get("surprise").doubles();
        for (int k = 1; k < 60; k++) assertThat(surprise[60 + k]).isEqualTo(surprise[60]);          // one silent trial is like another
    }

    /** 5 of 20, each cell equally often: 600 trials, sd of a count sqrt(600 .25 .75) = 10.6. */
    @Test void deadCellsAreDrawnEvenly() {
        SpikeTrains data = SpikeTrains.generate(600, 1, 20, (k, t, i) -> true);
        byte[] silenced = Breakage.DEAD_QUARTER.silenced(data, new Seed(3));
        for (int i = 0; i < 20; i++) {
            int cell = i;
            assertThat(IntStream.range(0, 600).map(k -> silenced[k * 20 + cell]).sum()).isBetween(150 - 38, 150 + 38);
        }
        SpikeTrains broken = Breakage.silence(data, silenced);
        for (int k = 0; k < 600; k++) for (int i = 0; i < 20; i++) assertThat(broken.fires(k, 0, i)).isEqualTo(silenced[k * 20 + i] == 0);
        assertThat(Breakage.DEAD_QUARTER.dead(3)).isEqualTo(1);
        assertThat(Breakage.DEAD_QUARTER.dead(1)).isEqualTo(1);
        assertThat(Breakage.DEAD_QUARTER.dead(10)).isEqualTo(3);
    }

    @Test void whatWasNotObservedStaysSo() {
        SpikeTrains data = new SpikeTrains.Builder(Design.plain(1, 2, .01), Neurons.unnamed(2)).set(0, 0, 0).set(0, 0, 1).unobserved(0, 1, 0).build();
        SpikeTrains broken = Breakage.silence(data, new byte[] {0, 1});
        assertThat(broken.fires(0, 0, 0)).isTrue();
        assertThat(broken.fires(0, 0, 1)).isFalse();
        assertThat(broken.observed(0, 0, 1)).isTrue();
        assertThat(broken.observed(0, 1, 0)).isFalse();
    }

    /** Trials of two lengths: each is compared with its like, and the rates are of all together. */
    @Test void raggedTrialsArePooled() {
        int[] lengths = IntStream.range(0, 100).map(k -> k % 2 == 0 ? 20 : 12).toArray();
        SpikeFile.write(folder.resolve("calibration.npz"), truth.sample(new Design(lengths, .01, null, null, null, null, null), new Seed(8)));
        SpikeFile.write(folder.resolve("ragged.npz"), truth.sample(new Design(IntStream.of(lengths).limit(75).toArray(), .01, null, null, null, null, null), new Seed(9)));
        AnomalyPower.Result r = run(data("ragged"), null);
        AlarmRate rate = r.scores().get(Anomalies.Score.TYPICAL).falseAlarms();
        assertThat(rate.trials()).isEqualTo(75);
        assertThat(rate.expected()).isCloseTo(2 / 51., org.assertj.core.api.Assertions.within(1e-15));
        assertThat(r.notes()).singleElement().asString().contains("own class of 2");
        assertThat(r.scores().get(Anomalies.Score.TYPICAL).power().get(Breakage.ALL_SILENT).rate()).isEqualTo(1);
    }

    @Test void calibrationTrialsAreNoNormalTrials() {
        DataRequest more = write("more", 700, 6);                          // the same seed: the first 499 are the calibration's
        assertThatThrownBy(() -> run(more, null)).isInstanceOf(DataException.class).hasMessageContaining("first 499 normal trials are those of the calibration");
    }

    @Test void threadsChangeNothing() throws Exception {
        DataRequest normal = write("normal", 300, 7);
        ForkJoinPool one = new ForkJoinPool(1);
        run(normal, folder.resolve("all.npz"));
        one.submit(() -> run(normal, folder.resolve("one.npz"))).get();
        one.shutdown();
        assertThat(folder.resolve("one.npz")).hasSameBinaryContentAs(folder.resolve("all.npz"));
    }
}
