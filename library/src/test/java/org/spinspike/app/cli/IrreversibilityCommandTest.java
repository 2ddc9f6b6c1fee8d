package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.io.Npz;
import org.spinspike.io.SpikeFile;
import org.spinspike.spikes.SpikeTrains;

/** What {@code irreversibility} prints and writes, and what it refuses. */
class IrreversibilityCommandTest {
    @TempDir static Path folder;
    private static Shell shell;

    @BeforeAll static void files() throws Exception {
        OddFiles.write(folder);
        shell = new Shell(folder);
        shell.must("fit glm @ok.npz -o @glm.npz --lags 1").must("fit independent @ok.npz -o @flat.npz").must("fit independent @ok.npz -o @clock.npz --per-bin");
    }

    @Test void numbersStandUnderTheirKeysAndRatiosInTheFile() {
        shell.must("irreversibility @glm.npz @ok.npz --json - -o @f.npz");
        var json = shell.json();
        for (String key : new String[] {"irreversibility_nats_per_bin", "irreversibility_nats_per_second", "mean_log_ratio_nats_per_bin", "p_value", "rates_over_time_nats_per_bin"})
            assertThat(json.get(key).isNumber()).as(key).isTrue();
        for (String key : new String[] {"irreversibility_nats_per_bin_interval_95", "null_95_nats_per_bin"}) assertThat(json.get(key).size()).as(key).isEqualTo(2);
        double[] f = Npz.read(folder.resolve("f.npz")).doubles("log_ratio");
        assertThat(Arrays.stream(f).sum() / (OddFiles.TRIALS * OddFiles.BINS)).isCloseTo(json.get("mean_log_ratio_nats_per_bin").asDouble(), within(1e-12));
        assertThat(json.get("irreversibility_nats_per_second").asDouble()).isCloseTo(100 * json.get("irreversibility_nats_per_bin").asDouble(), within(1e-12));
        assertThat(shell.err()).contains("these are the trials the model was trained on");
    }

    /** One neuron after the other, always in the same order: every trial is at the limit of 30 trials, and the bound says how many they are. */
    @Test void aBoundAtItsLimitIsToldAndHasNoUpperEnd() {
        SpikeFile.write(folder.resolve("round.npz"), SpikeTrains.generate(30, 8, 4, (k, t, i) -> t % 4 == i));
        SpikeFile.write(folder.resolve("round-again.npz"), SpikeTrains.generate(30, 8, 4, (k, t, i) -> (t + k) % 4 == i));
        shell.must("fit glm @round.npz -o @one-way.npz --lags 1");
        var json = shell.must("irreversibility @one-way.npz @round-again.npz --json -").json();
        assertThat(json.get("at_limit").asBoolean()).isTrue();
        var interval = json.get("irreversibility_nats_per_bin_interval_95");
        assertThat(interval.get(0).asDouble()).isLessThan(.95 * json.get("irreversibility_nats_per_bin").asDouble());
        assertThat(interval.get(1).isNull()).isTrue();
        assertThat(json.get("notes").get(0).asText()).contains("the bound is at the limit of what 30 trials can show", "does not say how strong the arrow is", "shorter pieces", "--cut ");
        assertThat(json.get("verdict").asText()).contains("is the limit of what 30 trials can show", "--cut ");
        String out = shell.must("irreversibility @one-way.npz @round-again.npz").out();
        assertThat(out).containsPattern("lower bound +\\S+ \\[\\S+, limit] nats a bin").contains("limit of what 30 trials can show");
        assertThat(shell.err()).contains("note: the bound is at the limit");
        assertThat(shell.must("irreversibility @one-way.npz @round.npz --bins 0:2").out()).contains("more trials can show more").doesNotContain("--cut");
        assertThat(shell.must("irreversibility @glm.npz @ok.npz --json -").json().get("at_limit").asBoolean()).isFalse();
    }

    @Test void constantRatesSeeNoArrowAtAll() {
        var json = shell.must("irreversibility @flat.npz @ok.npz --json -").json();
        assertThat(json.get("irreversibility_nats_per_bin").asDouble()).isZero();
        assertThat(json.get("p_value").asDouble()).isEqualTo(1);
        assertThat(json.get("verdict").asText()).startsWith("No arrow of time is seen by independent: it gives each of these trials and its reversal the same probability");
        assertThat(shell.must("irreversibility @flat.npz @ok.npz").out()).contains("lower bound               0.0000 nats a bin").doesNotContain("0.0000 [0.0000, 0.0000]");
    }

    @Test void ofRatesOverTimeTheModelAndTheLineBesideSayTheSame() {
        var json = shell.must("irreversibility @clock.npz @ok.npz --json -").json();
        assertThat(json.get("irreversibility_nats_per_bin").asDouble()).isCloseTo(json.get("rates_over_time_nats_per_bin").asDouble(), within(1e-12));
    }

    @Test void oddRecordingsGiveFiniteNumbersAndSayWhatIsOdd() {
        assertThat(shell.must("irreversibility @glm.npz @gappy.npz --json -").json().get("irreversibility_nats_per_bin").isNumber()).isTrue();
        assertThat(shell.err()).contains("what was observed when is turned around with the spikes");
        assertThat(shell.must("irreversibility @glm.npz @short-lengths.npz --json -").json().get("irreversibility_nats_per_bin").isNumber()).isTrue();
        assertThat(shell.must("irreversibility @glm.npz @one-trial.npz --cut 2 --json -").json().get("p_value").isNumber()).isTrue();
    }

    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            3 | @glm.npz @ok.npz --bins 0:1    | the trials have one bin each: they read the same backwards
            3 | @glm.npz @one-trial.npz        | there is 1 trial: an interval needs two at least; --cut makes windows of it
            3 | @glm.npz @unobserved.npz       | not one entry of the recording was observed
            3 | @glm.npz @five.npz             | the model knows 4 neurons, the recording has 5
            3 | @ok.npz @ok.npz                | is no model file
            2 | @glm.npz                       | 'DATA'
            """)
    void whatHasNoDirectionIsRefusedInOneLine(int code, String arguments, String complaint) { shell.refused(code, "irreversibility " + arguments, complaint); }
}
