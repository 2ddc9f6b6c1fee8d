package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.app.task.ValueList;
import org.spinspike.io.Npz;

class IsingSkCommandTest {
    @TempDir Path folder;
    private Shell shell;

    @BeforeEach void open() { shell = new Shell(folder); }

    @Test void oneBetaGivesNumbers() {
        var json = shell.must("ising sk --beta 2 --j0 1 --delta-j 0.5 --h0 0.5 --json -").json();
        assertThat(json.get("m").asDouble()).isCloseTo(.5571201732, within(1e-9));
        assertThat(json.get("q").asDouble()).isCloseTo(.4602484014, within(1e-8));
        assertThat(json.get("entropy_production").asDouble()).isCloseTo(.2201539293, within(1e-9));
        assertThat(json.get("forward_entropy").asDouble()).isCloseTo(.3252227653, within(1e-9));
        assertThat(json.get("reverse_entropy").asDouble()).isCloseTo(.5453766946, within(1e-9));
        assertThat(json.has("beta_c")).isFalse();
    }

    @Test void theCriticalLineNeedsNoBetaAndKnowsWhereItEnds() {
        assertThat(shell.must("ising sk --critical --delta-j 0.5 --json -").json().get("beta_c").asDouble()).isCloseTo(1.348499961045495, within(1e-10));
        assertThat(shell.must("ising sk --critical --delta-j 0.5").out()).startsWith("order above beta_c = 1.34849996105; at zero temperature up to delta-j = 0.7978845608");
        assertThat(shell.must("ising sk --critical --delta-j 0.8 --json -").json().get("beta_c").isNull()).isTrue();
        assertThat(shell.must("ising sk --critical --delta-j 0.8").out()).startsWith("no order at any temperature: delta-j would have to be below 0.7978845608");
    }

    @Test void aCurveIsWrittenInThreeFormsWithSimulationsBeside() throws Exception {
        String line = "ising sk --beta 0.5:1.5:3 --delta-j 0.5 --critical --neurons 16 --trials 100 --steps 5 -o @curve.";
        shell.must(line + "npz").must(line + "csv").must(line + "json");
        double[] m = Npz.read(folder.resolve("curve.npz")).doubles("m"), simulated = Npz.read(folder.resolve("curve.npz")).doubles("simulated_m"), error = Npz.read(folder.resolve("curve.npz")).doubles("simulated_m_se");
        assertThat(m).hasSize(3);
        assertThat(Npz.read(folder.resolve("curve.npz")).scalar("beta_c")).isCloseTo(1.3485, within(1e-4));
        var lines = Files.readAllLines(folder.resolve("curve.csv"));
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("beta,m,q,entropy_production,forward_entropy,reverse_entropy,simulated_m,simulated_m_se,");
        assertThat(lines.get(3).split(",")[1]).isEqualTo("" + m[2]);
        var json = Shell.json(Files.readString(folder.resolve("curve.json")));
        assertThat(json.get("m").get(2).asDouble()).isEqualTo(m[2]);
        assertThat(json.get("simulated_m").get(2).asDouble()).isEqualTo(simulated[2]);
        assertThat(error[2]).isBetween(.01, .1);
        assertThat(folder.resolve("curve.csv.config.yaml")).exists();
        assertThat(shell.out()).contains("of 16 neurons", "written to ");
    }

    @Test void networksThatTurnOverAreSaid() {
        assertThat(shell.must("ising sk --beta 0.5,1.2,4 --delta-j 0.2 --neurons 16 --trials 200").err())
                .containsPattern("note: networks of 16 neurons turn over between \\+m and -m, .* below zero at beta 1\\.2 \\(\\d\\d\\.\\d %\\)\\R");
        assertThat(shell.must("ising sk --beta 4 --delta-j 0.2 --neurons 16 --trials 200").err()).isEmpty();
    }

    @Test void sameSeedSameBytesOnAnyNumberOfThreads() throws Exception {
        String line = "ising sk --beta 1,2 --delta-j 1 --neurons 20 --trials 40 --steps 6 --seed 3 ";
        shell.must(line + "-o @a.npz --threads 1").must(line + "-o @b.npz --threads 3");
        assertThat(folder.resolve("a.npz")).hasSameBinaryContentAs(folder.resolve("b.npz"));
    }

    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            2 | ising sk --beta 1                                 | Missing required option & '--delta-j
            2 | ising sk --delta-j 1                              | missing option: --beta, or --critical
            2 | ising sk --delta-j 1 --critical -o @c.csv         | is for a curve, which needs --beta
            2 | ising sk --delta-j 1 --critical --neurons 5       | --neurons needs --beta
            2 | ising sk --delta-j 1 --beta -1                    | beta must be zero or positive and finite, got -1.0
            2 | ising sk --delta-j -1 --critical                  | delta-j must be zero or positive and finite, got -1.0
            2 | ising sk --delta-j NaN --critical                 | delta-j must be zero or positive and finite, got NaN
            2 | ising sk --delta-j 1 --j0 -1 --beta 1             | j0 must be zero or positive and finite, got -1.0
            2 | ising sk --delta-j 1 --h0 1000 --beta 1           | beta times h0 must be at most 500, got 1.0 x 1000.0
            2 | ising sk --delta-j 1 --beta spam                  | --beta must be a number, numbers with commas between, or FROM:TO:HOW-MANY[:log], got 'spam'
            2 | ising sk --delta-j 1 --beta 0:4:1                 | --beta must have 2..100000 values, got 1
            2 | ising sk --delta-j 1 --beta 0:4:5:log             | --beta must begin and end above 0
            2 | ising sk --delta-j 1 --beta 1 --neurons 0         | --neurons must be at least 1, got 0
            2 | ising sk --delta-j 1 --beta 1 --neurons 20000     | neurons must be in 1..10000, got 20000
            2 | ising sk --delta-j 1 --beta 1 --neurons 5 --trials 1 | trials must be in 2..100000000, got 1
            2 | ising sk --delta-j 1 --beta 1 --neurons 5 --steps 0 | steps must be in 1..1000000, got 0
            2 | ising sk --delta-j 1 --beta 1 -o @c.txt           | -o must name a file that ends in .npz, .csv or .json
            3 | ising sk --delta-j 1 --beta 1 -o @no/c.csv        | cannot be written: there is no folder
            2 | ising                                             | missing: what to do; there are: ising
            2 | ising spam                                        | there is no verb 'ising spam'; there are: ising
            """)
    void wrongUseIsToldInOneLine(int code, String line, String texts) {
        shell.refused(code, line, texts.split(" & "));
        assertThat(folder).isEmptyDirectory();
    }

    @Test void aDryRunSaysWhatItCosts() {
        assertThat(shell.must("ising sk --beta 0:4:41 --delta-j 1 --neurons 512 -o @c.npz --dry-run").out()).contains("ising sk: about ", "simulations");
        assertThat(folder).isEmptyDirectory();
    }

    @Test void valuesMayBeOneManyOrARange() {
        assertThat(ValueList.of("--x", "1.5")).containsExactly(1.5);
        assertThat(ValueList.of("--x", "1,.5,2e-1")).containsExactly(1, .5, .2);
        assertThat(ValueList.of("--x", "0:1:5")).containsExactly(0, .25, .5, .75, 1);
        assertThat(ValueList.of("--x", "4:1:3:log")).containsExactly(4, 2, 1);
    }
}
