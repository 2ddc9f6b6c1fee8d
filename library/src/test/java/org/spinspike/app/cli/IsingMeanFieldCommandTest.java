package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.io.Npz;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;

class IsingMeanFieldCommandTest {
    private static final String GOLDEN = Path.of("src/test/resources/golden/ising") + "/";
    @TempDir Path folder;
    private Shell shell;

    @BeforeEach void open() {
        shell = new Shell(folder);
        Npz.write(folder.resolve("p.npz"), new NamedArrays().put("H", new double[] {.5, -.25}, 2).put("J", new double[] {0, .75, 0, 0}, 2, 2).put("drive", new double[] {.5, -.25, 1, 0, 0, -1}, 3, 2));
        Npz.write(folder.resolve("wide.npz"), new NamedArrays().put("H", new double[2], 2).put("J", new double[6], 2, 3));
        Npz.write(folder.resolve("odd.npz"), new NamedArrays().put("H", new double[3], 3).put("J", new double[4], 2, 2));
        Npz.write(folder.resolve("nan.npz"), new NamedArrays().put("H", new double[2], 2).put("J", new double[] {0, 0, Double.NaN, 0}, 2, 2));
        RandomGenerator random = new Seed(4).generator();
        double[] fields = random.doubles(10, -.5, .5).toArray(), couplings = new double[100];
        for (int e = 0; e < 100; e++) couplings[e] = .1 + .5 * random.nextGaussian() / Math.sqrt(10);
        Npz.write(folder.resolve("strong.npz"), new NamedArrays().put("H", fields, 10).put("J", couplings, 10, 10));
    }

    @ParameterizedTest @CsvSource({"t1-t,1,P_t1_t_o1", "t1-t,2,P_t1_t_o2", "t,1,P_t_o1", "t,2,P_t_o2", "t1,1,P_t1_o1", "pairwise-t,1,P2_t_o1", "pairwise-t,2,P2_t_o2"})
    void everyMethodWritesItsMoments(String method, int order, String variant) {
        shell.must("ising meanfield --method " + method + " --order " + order + " --parameters " + GOLDEN + "forward_N10_Js0.5_b1.0_T16.npz --steps 16 -o @m.npz");
        NamedArrays file = Npz.read(folder.resolve("m.npz")), golden = Npz.read(Path.of(GOLDEN + "accurate_forward_N10_Js0.5_b1.0_T16.npz"));
        assertThat(file.names()).containsExactly("H", "J", "step", "m", "C", "D", "sigma", "largest_covariance", "positive");
        assertThat(file.get("D").shape()).containsExactly(16, 10, 10);
        assertThat(file.doubles("m")[9 * 10 + 3]).isCloseTo(golden.doubles(variant + "_m")[3 * 16 + 9], within(1e-10));
        assertThat(file.doubles("C")[9 * 100 + 3 * 10 + 8]).isCloseTo(golden.doubles(variant + "_C")[(3 * 10 + 8) * 16 + 9], within(1e-10));
        assertThat(file.doubles("D")[9 * 100 + 3 * 10 + 8]).as("row = later bin").isCloseTo(golden.doubles(variant + "_D")[(3 * 10 + 8) * 16 + 9], within(1e-10));
        assertThat(file.doubles("positive")).containsOnly(1);
    }

    @Test void theHighestOrderIsTheDefaultAndMeansAreTold() {
        JsonNode json = shell.must("ising meanfield --method pairwise-t --parameters " + GOLDEN + "forward_N10_Js0.1_b1.0_T16.npz --steps 16 -o @m.npz --json -").json();
        assertThat(json.get("method").asText()).isEqualTo("Plefka2[t] order 2");
        assertThat(json.get("mean_m").asDouble()).isCloseTo(.57380193436, within(1e-10));
        assertThat(json.get("mean_C").asDouble()).isCloseTo(.11159218968, within(1e-10));
        assertThat(json.get("mean_D").asDouble()).isCloseTo(.07984410970, within(1e-10));
        assertThat(json.get("sigma").asDouble()).isCloseTo(.05338147273, within(1e-10));
        assertThat(json.at("/health/equations").asLong()).isEqualTo(4 * 100 * 16);
        assertThat(json.get("warnings")).isEmpty();
        shell.must("ising meanfield --method t1 --parameters " + GOLDEN + "forward_N10_Js0.1_b1.0_T16.npz --steps 16 -o @t1.npz");
        assertThat(shell.out()).contains("10 neurons, 16 steps, Plefka[t-1] order 1; means of step 16: m 0.628", "C positive semidefinite at every step; largest |C| of two neurons 0.", "written to ");
    }

    @Test void theLastStepAloneIsTheLastOfAllAndThreadsDoNotMatter() {
        String line = "ising meanfield --method pairwise-t --parameters @p.npz --steps 3 --initial 0.3 --fields @p.npz:drive --beta 1.5 ";
        shell.must(line + "-o @all.npz --threads 1").must(line + "-o @same.npz --threads 3").must(line + "-o @last.npz --last");
        assertThat(folder.resolve("same.npz")).hasSameBinaryContentAs(folder.resolve("all.npz"));
        NamedArrays all = Npz.read(folder.resolve("all.npz")), last = Npz.read(folder.resolve("last.npz"));
        assertThat(last.get("C").shape()).containsExactly(1, 2, 2);
        assertThat(all.doubles("D")).endsWith(last.doubles("D"));
        assertThat(last.doubles("m")[1]).as("neuron 1 hears its field alone").isCloseTo(Math.tanh(-1.5), within(1e-15));
    }

    @Test void divergenceIsSaidWithItsStep() {
        shell.must("ising meanfield --method t --parameters " + GOLDEN + "forward_N10_Js0.5_b1.3_T16.npz --steps 16 -o @m.npz --json @m.json");
        assertThat(shell.err()).contains("note: Plefka[t] order 2: from step 7 on C is not positive semidefinite (10 of 16 steps)", "note: Plefka[t] order 2 diverges: at step 7 a covariance exceeds 1");
        assertThat(shell.out()).contains("all of them void: the series diverged at step 7").doesNotContain("the entropy production");
        assertThat(Npz.read(folder.resolve("m.npz")).doubles("positive")).startsWith(1, 1, 1, 1, 1, 1, 0).endsWith(0);
        shell.refused(4, "ising meanfield --method t --parameters @strong.npz --beta 2 --steps 5000 -o @lost.npz", "Plefka[t] order 2 diverged: a number is not finite any more at step ", "beyond 1 since step ");
        assertThat(folder.resolve("lost.npz")).doesNotExist();
    }

    @Test void aDryRunSaysWhatItWouldTake() {
        JsonNode json = shell.must("ising meanfield --method t --parameters @strong.npz --steps 100000 -o @m.npz --dry-run --json -").json();
        assertThat(json.get("memory_bytes").asLong()).isEqualTo(7200);
        assertThat(json.get("note").asText()).isEqualTo("100000 steps, and a file of 160.0 MB");
        assertThat(folder.resolve("m.npz")).doesNotExist();
    }

    @ParameterizedTest @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            3 | --method t --parameters @wide.npz --steps 2      | wide.npz: J must be square & [2, 3]
            3 | --method t --parameters @odd.npz --steps 2       | odd.npz: H must have one entry a neuron: J is of 2 neurons, H of 3
            3 | --method t --parameters @nan.npz --steps 2       | nan.npz: J[1,0] must be finite, got NaN
            3 | --method t --parameters @p.npz --steps 2 --fields @p.npz:drive | expected fields of 2 steps x 2 neurons, found shape [3, 2]
            2 | --method t --parameters @p.npz --steps 0         | --steps must be at least 1, got 0
            2 | --method tap --parameters @p.npz --steps 2       | --method must be one of t1-t, t, t1, pairwise-t, got 'tap'
            2 | --method t1 --order 2 --parameters @p.npz --steps 2 | order of t1 (Plefka[t-1]) must be 1, got 2
            2 | --method t --order 0 --parameters @p.npz --steps 2  | order of t (Plefka[t]) must be 1 or 2, got 0
            2 | --method t --parameters @p.npz --steps 2 --beta -1  | --beta must be zero or positive and finite, got -1.0
            """)
    void whatIsWrongGetsOneLineAndNothingIsWritten(int code, String options, String texts) {
        var before = shell.bytes();
        shell.refused(code, "ising meanfield " + options + " -o @new.npz", texts.split(" & "));
        assertThat(shell.bytes()).isEqualTo(before);
    }
}
