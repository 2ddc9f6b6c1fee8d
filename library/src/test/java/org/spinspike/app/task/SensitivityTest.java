package org.spinspike.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.io.Npz;
import org.spinspike.io.SharedData;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.spikes.trace.TraceSteps;

class SensitivityTest {
    @TempDir Path folder;
    private String times, traces;

    /** 40 s; a and b fire at 10, 20, ... ms of every fifth second: five times, 10 ms apart. And a trace of 400 frames of 2 neurons. */
    @BeforeEach void write() {
        double[] spikes = new double[2 * 40];
        for (int n = 0; n < 40; n++) spikes[n] = spikes[40 + n] = n / 5 * 5 + .01 * (n % 5);
        times = folder.resolve("times.npz").toString();
        Npz.write(Path.of(times), new NamedArrays().put("spike_times", spikes, 80).put("spike_times_index", new int[] {40, 80}, 2).put("obs_intervals", new double[] {0, 40}, 1, 2));
        double[] f = new double[800];
        for (int t = 0; t < 400; t++) for (int i = 0; i < 2; i++) f[2 * t + i] = (7 * t + 3 * i) % 10;
        traces = folder.resolve("traces.npz").toString();
        Npz.write(Path.of(traces), new NamedArrays().put("F", f, 1, 400, 2).put("bin_ms", 50.));
    }

    @Test void everyWidthSaysWhatItLosesAndTheWidestThatLosesLittleIsRecommended() {
        SensitivityResult r = run(times, 10., null, Sensitivity.Request.FACTORS);
        assertThat(r.rows().stream().map(SensitivityResult.Row::value)).containsExactly(2.5, 5., 10., 20., 40.);
        assertThat(r.rows().stream().map(SensitivityResult.Row::clippedShare)).containsExactly(0., 0., 0., .4, .6);          // five spikes in 3 bins of 20 ms, in 2 of 40
        SensitivityResult.Row ten = r.rows().get(2);
        assertThat(ten.hz()).isEqualTo(1, within(1e-9));
        assertThat(ten.silent()).isEqualTo(1 - 40 / 4000., within(1e-12));
        assertThat(ten.correlation()).isEqualTo(1, within(1e-12));
        assertThat(ten.bitsPerSecond().orElseThrow().value()).isPositive();
        assertThat(r.recommended().orElseThrow().value()).isEqualTo(10);
        assertThat(r.verdict()).isEqualTo("recommended: --bin-ms 10, the widest of these with less than 1 % of the spikes clipped (0.00 %)");
        assertThat(run(times, null, null, "40,20").verdict()).isEqualTo("recommended: none of these; every one clips 1 % or more, the least 20 ms (40.00 %): try narrower bins");
        assertThat(r.json()).containsEntry("recommended_bin_ms", 10.).containsEntry("null", "constant rates");
    }

    /** By hand: a fires in every second bin and b in every fourth, so constant rates cost 1 + .8113 bits in each bin of 10 ms; who knows the past pays nearly none of the 181 bits a second. */
    @Test void theGainIsInBitsASecondOfAllNeurons() {
        double[] spikes = new double[3000];
        for (int n = 0; n < 2000; n++) spikes[n] = .02 * n + .005;
        for (int n = 0; n < 1000; n++) spikes[2000 + n] = .04 * n + .005;
        Npz.write(Path.of(times), new NamedArrays().put("spike_times", spikes, 3000).put("spike_times_index", new int[] {2000, 3000}, 2).put("obs_intervals", new double[] {0, 40}, 1, 2));
        double most = 100 * (1 + .25 * 2 + .75 * Math.log(4. / 3) / Math.log(2));
        assertThat(run(times, null, null, "10").rows().get(0).bitsPerSecond().orElseThrow().value()).isBetween(.85 * most, most);
    }

    @Test void ofATraceTheLevelsAreSweptAndNoneIsRecommended() {
        SensitivityResult r = run(traces + ":F", null, "threshold:4", "3,5");
        assertThat(r.widths()).isFalse();
        assertThat(r.rows().stream().map(row -> row.hz() * .05)).satisfiesExactly(a -> assertThat(a).isEqualTo(.6, within(1e-9)), b -> assertThat(b).isEqualTo(.4, within(1e-9)));
        assertThat(r.recommended()).isEmpty();
        assertThat(r.verdict()).startsWith("no level is recommended");
        assertThat(Sensitivity.values(new Sensitivity.Request(request(traces + ":F", null, "threshold:4", null), Sensitivity.Request.FACTORS))).containsExactly(2, 3, 4, 6, 8);
    }

    @Test void oddRequestsAreNamed() {
        assertThatThrownBy(() -> run(times, 10., null, "5,none")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("--sensitivity must be widths in ms, numbers separated by commas, got '5,none'");
        assertThatThrownBy(() -> run(times, 10., null, "0,5")).hasMessageContaining("must be widths in ms");
        assertThatThrownBy(() -> run(times, null, null, Sensitivity.Request.FACTORS)).hasMessageContaining("--sensitivity needs --bin-ms");
        assertThatThrownBy(() -> run(traces + ":F", null, "median", Sensitivity.Request.FACTORS)).hasMessageContaining("rule median has no level to change");
        assertThatThrownBy(() -> run(traces + ":F", null, "threshold:0", Sensitivity.Request.FACTORS)).hasMessageContaining("multiples of level 0 are all 0");
        assertThatThrownBy(() -> new Sensitivity.Request(request(times, 10., null, "20"), "5")).hasMessageContaining("--cut and --hold-out are for the import that follows");
    }

    @Test void theSharesOfRealRecordingsAreThoseKnown() {
        String track = SharedData.file("hippocampus_nelpy/linear_track.npz").toString(), aplysia = SharedData.file("aplysia/Feb1312da06.npz").toString();
        assertThat(Arrays.stream(new double[] {10, 25}).map(ms -> share(track, ms)).toArray()).containsExactly(new double[] {.0449, .1288}, within(.00005));
        assertThat(share(aplysia, 50)).isEqualTo(.0122, within(.00005));
    }

    private double share(String file, double ms) { return ImportRecording.run(request(file, ms, null, null)).train().binarisation().clippedShare(); }

    private SensitivityResult run(String file, Double binMs, String rule, String values) { return Sensitivity.run(new Sensitivity.Request(request(file, binMs, rule, null), values), Progress.SILENT); }

    private static ImportRecording.Request request(String file, Double binMs, String rule, String cut) {
        return new ImportRecording.Request(file, binMs, null, null, null, List.of(), null, null, null, cut, rule, null, null, List.of(), null, TraceSteps.NONE, null, null, null, 0, null, new Seed(1));
    }
}
