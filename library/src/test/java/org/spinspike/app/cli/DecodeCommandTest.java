package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.io.Npz;
import org.spinspike.math.NamedArrays;

/** {@code fit --by condition} and {@code decode}. */
class DecodeCommandTest {
    @TempDir static Path folder;
    private static Shell shell;

    /** Two neurons, trials of two bins: in "a" neuron 0 fires in 3 of 8 entries and neuron 1 in 5 of 8, in "b" (two trials) in 3 of 4 and 1 of 4. */
    @BeforeAll static void files() throws Exception {
        OddFiles.write(folder);
        shell = new Shell(folder);
        byte[] spikes = {1, 1, 0, 1,   0, 0, 1, 1,   1, 1, 0, 0,   0, 1, 0, 0,   1, 0, 1, 1,   1, 0, 0, 0};
        write("six.npz", spikes, "a", "a", "a", "a", "b", "b");
        write("new.npz", new byte[] {1, 0, 1, 0,   0, 1, 0, 1}, "b", "a");
        write("other.npz", new byte[] {1, 0, 1, 0,   0, 1, 0, 1}, "b", "c");
        write("alike.npz", new byte[] {1, 0, 1, 0,   0, 1, 0, 1}, "b", "b");
        write("lonely.npz", new byte[] {1, 0, 1, 0,   0, 1, 0, 1,   0, 1, 0, 1}, "b", "a", "a");
        shell.must("fit independent @six.npz -o @models.npz --by condition --validation 0");
    }

    private static void write(String name, byte[] spikes, String... conditions) {
        Npz.write(folder.resolve(name), new NamedArrays().put("spikes", spikes, conditions.length, 2, 2).put("bin_ms", 10.).put("condition", conditions, conditions.length));
    }

    /** By hand: p(1,0; 1,0 | a) = (3/8 3/8)^2, p(.. | b) = (3/4 3/4)^2, priors 4/6 and 2/6; after the first bin half of each exponent. */
    @Test void posteriorsAreThoseOfBayesByHand() {
        shell.must("decode @models.npz @new.npz -o @hand.npz --force");
        NamedArrays out = Npz.read(folder.resolve("hand.npz"));
        double a = 9 / 64., b = 9 / 16., other = 25 / 64. , otherB = 1 / 16.;
        assertThat(out.get("conditions").texts()).containsExactly("a", "b");
        assertThat(out.doubles("prior")).containsExactly(new double[] {2 / 3., 1 / 3.}, within(1e-15));
        assertThat(out.get("p_running").shape()).containsExactly(2, 2, 2);
        double[] running = out.doubles("p_running"), p = out.doubles("p");
        assertThat(running[0]).isCloseTo(2 * a / (2 * a + b), within(1e-12));
        assertThat(p[0]).isEqualTo(running[2]).isCloseTo(2 * a * a / (2 * a * a + b * b), within(1e-12));
        assertThat(p[2]).isCloseTo(2 * other * other / (2 * other * other + otherB * otherB), within(1e-12));
        assertThat(p[2] + p[3]).isCloseTo(1, within(1e-12));
        assertThat(out.get("decoded").texts()).containsExactly("b", "a");
    }

    @Test void aUniformPriorForgetsHowManyTrialsThereWere() {
        shell.must("decode @models.npz @new.npz -o @uniform.npz --prior uniform --force");
        double a = 81 / 4096., b = 81 / 256.;
        assertThat(Npz.read(folder.resolve("uniform.npz")).doubles("p")[0]).isCloseTo(a / (a + b), within(1e-12));
    }

    /** What can be known is exact: 87 % of the trials. The models with same-bin terms reach it within 4 standard errors; rates and counts know nothing. */
    @Test void conditionsThatDifferInCorrelationsAloneAreToldApartByModelsOnly() {
        shell.must("simulate coupled-pairs -o @pairs.npz --trials 1600").must("import @pairs.npz -o @part.npz --hold-out 0.5").must("fit glm @part.npz -o @glm.npz --lags 1 --same-bin --by condition");
        JsonNode result = shell.must("decode @glm.npz @part-test.npz -o @decoded.npz --page @decoded --json -").json();
        double exact = Npz.read(folder.resolve("pairs.truth.npz")).scalar("truth/accuracy");
        assertThat(result.get("accuracy").asDouble()).isCloseTo(exact, within(4 * Math.sqrt(exact * (1 - exact) / 800)));
        assertThat(result.get("information_bits").asDouble()).isBetween(.4, .62);
        assertThat(result.get("p_value").asDouble()).isEqualTo(.001);
        assertThat(result.get("rivals")).hasSize(3);
        for (JsonNode rival : result.get("rivals")) {
            assertThat(rival.get("accuracy").asDouble()).isCloseTo(.5, within(4 * Math.sqrt(.25 / 800)));
            assertThat(rival.get("models_ahead_bits_interval_95").get(0).asDouble()).isPositive();
        }
        JsonNode running = result.get("running_accuracy");
        assertThat(running.get(9).asDouble()).isEqualTo(result.get("accuracy").asDouble()).isGreaterThan(running.get(0).asDouble());
        assertThat(folder.resolve("decoded/figures/running.svg")).exists();
        assertThat(folder.resolve("decoded/page.html")).exists();
    }

    @Test void theTrialsTheModelsWereTrainedOnAreCalledThat() {
        shell.must("decode @models.npz @six.npz -o @own.npz --force");
        assertThat(shell.err()).contains("these are the trials the models were trained on");
    }

    @Test void trialsOfUnknownConditionsAreDecodedAndNotJudged() {
        JsonNode result = shell.must("decode @models.npz @other.npz -o @other-out.npz --force --json -").json();
        assertThat(result.get("notes").toString()).contains("1 trial of conditions no model was made for");
        assertThat(result.has("accuracy")).isFalse();
    }

    @Test void infoShowsTheModelsOfAllConditions() {
        assertThat(shell.must("info @models.npz").out()).contains("2 models of family independent, one a condition, 2 neurons", "a: 4 trials", "b: 2 trials");
    }

    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            3 | fit glm @ok.npz -o @x.npz --by condition                | does not say which condition a trial belongs to
            3 | fit glm @alike.npz -o @x.npz --by condition             | all trials are of one condition, 'b'
            3 | fit glm @lonely.npz -o @x.npz --by condition            | condition 'b' has 1 trial, at least 2 are needed
            2 | fit glm @six.npz -o @x.npz --by direction               | --by knows 'condition'
            2 | fit glm @six.npz -o @x.npz --by condition --resume      | --resume is for a single model
            3 | score @models.npz @new.npz                              | it holds one model for each condition
            3 | decode @new.npz @new.npz -o @x.npz                      | holds no models by condition; they are made by: spinspike fit
            3 | decode @models.npz @ok.npz -o @x.npz                    | neurons
            2 | decode @models.npz @new.npz -o @x.npz --prior even      | --prior
            """)
    void whatCannotBeDecodedIsRefusedInOneLine(int code, String line, String complaint) {
        shell.refused(code, line, complaint);
        assertThat(Files.exists(folder.resolve("x.npz"))).isFalse();
    }
}
