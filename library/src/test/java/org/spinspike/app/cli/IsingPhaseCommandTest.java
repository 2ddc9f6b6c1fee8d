package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.io.Npz;
import org.spinspike.math.NamedArrays;

class IsingPhaseCommandTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/ising");
    @TempDir Path folder;
    private Shell shell;

    @BeforeEach void open() {
        shell = new Shell(folder);
        Npz.write(folder.resolve("p.npz"), new NamedArrays().put("H", new double[] {.5, -.25}, 2).put("J", new double[] {0, .75, 0, 0}, 2, 2));
    }

    /** Neuron 1 follows its field and drives neuron 0, all of it times beta: the same at every step but the first. */
    @Test void oneCouplingAtAnyTemperatureIsWorkedOutByHand() {
        JsonNode json = shell.must("ising phase --parameters @p.npz --betas 0,0.5,2 --steps 3 --trials 20000 -o @sweep.npz --json -").json();
        for (int b = 0; b < 3; b++) {
            double beta = new double[] {0, .5, 2}[b], m1 = Math.tanh(-.25 * beta), up = Math.tanh(1.25 * beta), down = Math.tanh(-.25 * beta);
            double m0 = .5 * ((1 + m1) * up + (1 - m1) * down), d = (1 - m1 * m1) * (up - down) / 2, c = (1 - m0 * m0 + 1 - m1 * m1) / 4;
            double[] expected = {(m0 + m1) / 2, c, d / 4, .75 * beta * d};
            String[] keys = {"m", "C", "D", "sigma"};
            for (int q = 0; q < 4; q++) {
                assertThat(json.at("/methods/exact/" + keys[q] + "/" + b).asDouble()).isCloseTo(expected[q], within(1e-12));
                assertThat(json.at("/methods/simulation/" + keys[q] + "/" + b).asDouble()).isCloseTo(expected[q], within(6 * json.at("/methods/simulation/" + keys[q] + "_se/" + b).asDouble() + 1e-6));
            }
            assertThat(json.at("/methods/t1-t:1/m/" + b).asDouble()).as("naive mean field").isCloseTo((Math.tanh(beta * (.5 + .75 * m1)) + m1) / 2, within(1e-12));
        }
        assertThat(json.get("methods")).hasSize(9);
        assertThat(json.at("/methods/exact/peak/sigma/beta").asDouble()).isEqualTo(2);
        assertThat(json.at("/methods/exact/peak/sigma/at_edge").asBoolean()).isTrue();
        NamedArrays file = Npz.read(folder.resolve("sweep.npz"));
        assertThat(file.doubles("beta")).containsExactly(0, .5, 2);
        assertThat(file.doubles("pairwise-t:2/D")).hasSize(3);
        assertThat(file.doubles("simulation/sigma_se")[2]).isBetween(1e-4, .02);
    }

    @Test void theGoldenNetworkHasItsMomentsAndTheMethodThatDivergesIsNamedWithItsStep() {
        JsonNode json = shell.must("ising phase --parameters " + GOLDEN.resolve("forward_N10_Js0.5_b1.3_T16.npz") + " --betas 0.5,1 --steps 16 --trials 1000 --json -").json();
        double[] expected = {.040719940208, .353415600911, .318880031239, 1.682003831338};
        String[] keys = {"m", "C", "D", "sigma"};
        for (int q = 0; q < 4; q++) assertThat(json.at("/methods/exact/" + keys[q] + "/1").asDouble()).isCloseTo(expected[q], within(1e-10));
        assertThat(json.at("/methods/t:2/first_bad_step/1").asInt()).isEqualTo(7);
        assertThat(json.at("/methods/t:2/first_bad_step/0").isNull()).isTrue();
        assertThat(json.at("/methods/t:2/peak/C/beta").asDouble()).as("a value that is none is no peak").isEqualTo(.5);
        assertThat(json.get("notes").get(0).asText()).isEqualTo("t:2, Plefka[t] order 2: covariances that no network has, at beta 1, from step 7 on at the earliest");
    }

    @Test void aFitIsOnlyEverCloserThanItsNullsOrNotDistinguishable() {
        shell.must("simulate kinetic-ising -o @s.npz --neurons 4 --trials 60 --bins 8 --coupling 2").must("fit kinetic-ising @s.npz -o @m.npz");
        JsonNode near = shell.must("ising phase --parameters @m.npz --data @s.npz --shuffles 2 --betas 0.5,1,2 --steps 5 --trials 200 --json -").json().get("nearness");
        for (String key : new String[] {"C", "D", "sigma"}) {
            JsonNode one = near.get(key);
            assertThat(one.get("distance").isNull()).isEqualTo(one.at("/peak/at_edge").asBoolean());
            if (!one.get("distance").isNull()) assertThat(one.get("distance").asDouble()).isCloseTo(Math.abs(Math.log(one.at("/peak/beta").asDouble())), within(1e-15));
            assertThat(one.get("distance_trials_shuffled")).hasSize(2);
            assertThat(one.get("distance_off_critical_simulation")).hasSize(2);
            assertThat(one.get("distance_subsets").has("2")).isTrue();
            if (!one.get("p_trials_shuffled").isNull()) assertThat(one.get("p_trials_shuffled").asDouble()).isGreaterThanOrEqualTo(1 / 3.);
            assertThat(one.get("verdict").asText()).as("two shuffles show nothing").isEqualTo("not distinguishable");
        }
        var told = shell.must("ising phase --parameters @m.npz --data @s.npz --shuffles 2 --betas 0.5,1,2 --steps 5 --trials 200 --page @near");
        assertThat(told.out()).contains("simulation      ", "\nrefit           ", "by simulation with 200 trials", "2 neurons");
        assertThat(folder.resolve("near/page.html")).content().contains("<p class=\"answer\">Nearness to the peak", "half the couplings</th>").doesNotContain("where each is largest:");
        shell.refused(3, "ising phase --parameters @p.npz --data @s.npz --betas 1,2", "p.npz holds parameters, which say nothing of how they were fitted");
    }

    @Test void aPageShowsTheCurvesAndTheFlow() {
        shell.must("ising phase --parameters @p.npz --betas 0.5:1.5:3 --steps 4 --trials 100 --page @phase").must("ising entropy @p.npz --trials 100 --page @flow");
        assertThat(folder.resolve("phase/page.html")).content().contains("One network hotter and colder", "covariances that no network has", "pairwise-t:2</th>", "pairwise-t is Plefka2[t]", "<p class=\"answer\">By simulation, C has no peak within the sweep");
        assertThat(folder.resolve("flow/page.html")).content().contains("The entropy production of a network", "mean field, biased", "<p class=\"answer\">The entropy production is ", "<th scope=\"row\">per spike</th>").doesNotContain("<li>sampled");
        assertThat(folder.resolve("flow/figures/entropy-flow.svg")).isNotEmptyFile();
        assertThat(folder.resolve("phase/figures/phase.png")).isNotEmptyFile();
    }

    @Test void threadsDoNotMatter() {
        String line = "ising phase --parameters @p.npz --betas 0.5:1:2 --steps 4 --trials 300 ";
        shell.must(line + "-o @one.npz --threads 1").must(line + "-o @three.npz --threads 3");
        assertThat(folder.resolve("three.npz")).hasSameBinaryContentAs(folder.resolve("one.npz"));
    }

    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            2 | --parameters @p.npz --betas 1,0.5            | --betas must ascend from 0 or more
            2 | --parameters @p.npz --betas 1 --trials 19    | --trials must be at least 20, 10 batches of two for standard errors, got 19
            2 | --parameters @p.npz --betas 1 --steps 0      | --steps must be at least 1, got 0
            2 | --parameters @p.npz --betas warm             | --betas must be a number
            2 | --parameters @p.npz --betas 1,1e308          | --betas up to 1.0E308 takes the input of a neuron
            3 | --parameters @none.npz --betas 1             | none.npz
            """)
    void badInputIsOneClearLine(int code, String arguments, String message) { shell.refused(code, "ising phase " + arguments, message); }
}
