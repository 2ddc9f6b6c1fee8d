package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code score --held-out-neurons}, and masks that hide too much. */
class CoSmoothingCommandTest {
    @TempDir static Path folder;
    private static Shell shell;

    @BeforeAll static void files() throws Exception {
        OddFiles.write(folder);
        shell = new Shell(folder);
        shell.must("fit glm @ok.npz -o @glm.npz").must("fit independent @ok.npz -o @rates.npz").must("fit hmm @ok.npz -o @hmm.npz --states 2")
                .must("fit mps @ok.npz -o @mps.npz --bond 2 --sweeps 1 --patience 1");
    }

    @ParameterizedTest @ValueSource(strings = {"hmm", "mps"})
    void coBpsStandsBesideTheScoreWithItsInterval(String family) {
        JsonNode plain = shell.must("score @" + family + ".npz @ok.npz --json -").json(), more = shell.must("score @" + family + ".npz @ok.npz --held-out-neurons n1,n3 --json -").json();
        assertThat(plain.has("co_bps")).isFalse();
        assertThat(more.get("mean_log_likelihood_nats")).isEqualTo(plain.get("mean_log_likelihood_nats"));
        JsonNode interval = more.get("co_bps_interval_95");
        assertThat(more.get("co_bps").asDouble()).isBetween(interval.get(0).asDouble(), interval.get(1).asDouble());
        assertThat(more.get("co_bps_psth").isNumber()).isTrue();
        assertThat(more.get("co_bps_by_neuron").fieldNames()).toIterable().containsExactly("n1", "n3");
        assertThat(shell.must("score @" + family + ".npz @ok.npz --held-out-neurons 0.5").out()).contains("co-smoothing of 2 held-out neurons (", "given the other 2 of the trial", "(co-bps)");
    }

    @Test void constantRatesGainNothingByTheOthers() {
        assertThat(shell.must("score @rates.npz @ok.npz --held-out-neurons 0:2 --json -").json().get("co_bps").asDouble()).isZero();
    }

    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            3 | @glm.npz @ok.npz --held-out-neurons 0.5      | glm has no exact law of some neurons given the others, so no co-bps; these have: hmm, mps, tensor-brain (not with --lags)
            3 | @hmm.npz @ok.npz --held-out-neurons 0:4      | --held-out-neurons hides every neuron: leave one at least to be seen
            3 | @hmm.npz @blind.npz --held-out-neurons 0:3   | --held-out-neurons hides every entry that was observed
            3 | @hmm.npz @silent.npz --held-out-neurons n1   | the held-out neurons have no spike in these trials
            3 | @hmm.npz @ok.npz --held-out-neurons zz       | --held-out-neurons: no neuron is called 'zz'; there are: n0, n1, n2, n3
            3 | @hmm.npz @ok.npz --held-out-neurons top:9    | --held-out-neurons top:9: the recording has 4 neurons
            2 | @hmm.npz @ok.npz --held-out-neurons 1.5      | --held-out-neurons: a share must lie between 0 and 1, got 1.5
            3 | @hmm.npz @one-trial.npz --held-out-neurons 0:1 | an interval needs two trials at least
            """)
    void whatCannotBeKnownFromTheOthersIsRefusedInOneLine(int code, String arguments, String complaint) { shell.refused(code, "score " + arguments, complaint); }

    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            impute @mps.npz @unobserved.npz -o @x.npz         | not one entry of the recording was observed: there is nothing to impute from
            forecast @mps.npz @unobserved.npz -o @x.npz       | not one entry of the recording was observed: there is nothing to forecast from
            sample @mps.npz --given @unobserved.npz -o @x.npz | not one entry of the recording was observed: nothing is given; without --given
            score @mps.npz @unobserved.npz                    | not one entry of the recording was observed: there is nothing to score
            """)
    void aMaskThatHidesEverythingIsRefusedInOneLine(String line, String complaint) {
        shell.refused(3, line, complaint);
        assertThat(folder.resolve("x.npz")).doesNotExist();
    }
}
