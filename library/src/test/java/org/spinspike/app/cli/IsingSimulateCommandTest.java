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
import org.spinspike.io.SpikeFile;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.SpikeTrains;

class IsingSimulateCommandTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/ising/forward_N10_Js0.5_b1.0_T16.npz");
    @TempDir Path folder;
    private Shell shell;

    /** Neuron 1 drives neuron 0. */
    @BeforeEach void open() {
        shell = new Shell(folder);
        Npz.write(folder.resolve("p.npz"), new NamedArrays().put("H", new double[] {.5, -.25}, 2).put("J", new double[] {0, .75, 0, 0}, 2, 2)
                .put("state", new int[] {-1, 1}, 2).put("rates", new double[] {.25, 1}, 2).put("odd", new double[] {-1, .5}, 2).put("high", new double[] {0, 1.5}, 2)
                .put("drive", new double[] {.5, -.25, 1, 0, 0, -1}, 3, 2).put("endless", new double[] {0, 0, 0, Double.POSITIVE_INFINITY}, 2, 2));
        Npz.write(folder.resolve("wide.npz"), new NamedArrays().put("H", new double[2], 2).put("J", new double[6], 2, 3));
        Npz.write(folder.resolve("odd.npz"), new NamedArrays().put("H", new double[3], 3).put("J", new double[4], 2, 2));
        Npz.write(folder.resolve("nan.npz"), new NamedArrays().put("H", new double[2], 2).put("J", new double[] {0, 0, Double.NaN, 0}, 2, 2));
        Npz.write(folder.resolve("large.npz"), new NamedArrays().put("H", new double[15], 15).put("J", new double[225], 15, 15));
    }

    @Test void exactMomentsOfTheGoldenNetwork() {
        JsonNode json = shell.must("ising simulate --parameters " + GOLDEN + " --steps 16 --exact -o @e.npz --json -").json();
        assertThat(json.get("mean_m").asDouble()).isCloseTo(.108134193008, within(1e-10));
        assertThat(json.get("mean_C").asDouble()).isCloseTo(.130564441625, within(1e-10));
        assertThat(json.get("mean_D").asDouble()).isCloseTo(.079007117983, within(1e-10));
        assertThat(json.get("sigma").asDouble()).isCloseTo(2.003493075177, within(1e-10));
        assertThat(json.get("sigma_se").isNull()).isTrue();
        NamedArrays file = Npz.read(folder.resolve("e.npz")), golden = Npz.read(GOLDEN);
        assertThat(file.get("m").shape()).containsExactly(16, 10);
        assertThat(file.get("C").shape()).containsExactly(16, 10, 10);
        assertThat(file.doubles("D")[3 * 100 + 5 * 10 + 7]).as("step 4, row 5, column 7").isCloseTo(golden.doubles("exact_D")[(5 * 10 + 7) * 16 + 3], within(1e-12));
        assertThat(file.doubles("flow")).containsExactly(golden.doubles("exact_sigma"), within(1e-12));
        assertThat(file.doubles("sigma")[15]).isCloseTo(2.003493075177, within(1e-10));
        assertThat(file.doubles("J")).isEqualTo(golden.doubles("J"));
        assertThat(folder.resolve("e.npz.config.yaml")).exists();
    }

    @Test void trialsComeWithTheirErrors() {
        JsonNode json = shell.must("ising simulate --parameters " + GOLDEN + " --steps 4 --trials 20000 -o @mc.npz --json -").json(), exact = shell.must("ising simulate --parameters " + GOLDEN + " --steps 4 --exact -o @e.npz --json -").json();
        for (String key : new String[] {"mean_m", "sigma"}) assertThat(json.get(key).asDouble()).isCloseTo(exact.get(key).asDouble(), within(5 * json.get(key + "_se").asDouble()));
        assertThat(json.get("mean_m_se").asDouble()).isBetween(1e-5, 1e-2);
        NamedArrays file = Npz.read(folder.resolve("mc.npz"));
        assertThat(file.names()).containsExactly("H", "J", "step", "trials", "m", "C", "D", "sigma", "m_se", "sigma_se");
        assertThat(file.ints("step")).containsExactly(1, 2, 3, 4);
        assertThat(json.get("method").asText()).isEqualTo("trials, single precision");
        shell.must("ising simulate --parameters @mc.npz --steps 4 --trials 20000 --double -o @again.npz");
        assertThat(shell.out()).contains("10 neurons, 4 steps, 20,000 trials; means of step 4: m ", "the entropy production if this is the steady state", "written to ");
        assertThat(Npz.read(folder.resolve("again.npz")).doubles("D")).containsExactly(file.doubles("D"), within(1e-3));
    }

    @Test void theFlowOfTrialsIsThatOfAllStates() {
        NamedArrays exact = Npz.read(shell.must("ising simulate --parameters " + GOLDEN + " --steps 4 --exact -o @e.npz").file("e.npz"));
        JsonNode json = shell.must("ising simulate --parameters " + GOLDEN + " --steps 4 --trials 5000 --flow -o @f.npz --json -").json();
        NamedArrays flow = Npz.read(folder.resolve("f.npz"));
        for (int t = 0; t < 4; t++) assertThat(flow.doubles("flow")[t]).isCloseTo(exact.doubles("flow")[t], within(5 * flow.doubles("flow_se")[t]));
        assertThat(flow.get("flow_by_neuron").shape()).containsExactly(exact.get("flow_by_neuron").shape()).containsExactly(4, 10);
        for (int e = 0; e < 40; e++) assertThat(flow.doubles("flow_by_neuron")[e]).isCloseTo(exact.doubles("flow_by_neuron")[e], within(5 * 3 / Math.sqrt(5000)));
        assertThat(json.get("flow").asDouble()).isEqualTo(flow.doubles("flow")[3]);
        assertThat(json.get("flow_se").asDouble()).isEqualTo(flow.doubles("flow_se")[3]);
        NamedArrays last = Npz.read(shell.must("ising simulate --parameters " + GOLDEN + " --steps 4 --trials 5000 --flow --last -o @l.npz").file("l.npz"));
        assertThat(shell.out()).contains("; entropy flow ");
        assertThat(last.doubles("flow")).containsExactly(flow.doubles("flow")[3]);
        assertThat(flow.doubles("flow_by_neuron")).endsWith(last.doubles("flow_by_neuron"));
    }

    @Test void theLastStepAloneIsTheLastOfAllAndThreadsDoNotMatter() {
        String line = "ising simulate --parameters @p.npz --steps 3 --trials 5000 --seed 4 --initial @p.npz:rates --fields @p.npz:drive ";
        shell.must(line + "-o @all.npz --threads 1").must(line + "-o @same.npz --threads 3").must(line + "-o @last.npz --last");
        assertThat(folder.resolve("same.npz")).hasSameBinaryContentAs(folder.resolve("all.npz"));
        NamedArrays all = Npz.read(folder.resolve("all.npz")), last = Npz.read(folder.resolve("last.npz"));
        assertThat(last.ints("step")).containsExactly(3);
        assertThat(last.get("C").shape()).containsExactly(1, 2, 2);
        assertThat(all.doubles("D")).endsWith(last.doubles("D"));
        assertThat(all.doubles("sigma_se")[2]).isEqualTo(last.doubles("sigma_se")[0]);
    }

    @ParameterizedTest @CsvSource({"up,1.25", "down,-.25", "@p.npz:state,1.25", "@p.npz:rates,1.25", "1,1.25", "0,-.25"})
    void theStartIsAsTold(String initial, double input) {
        shell.must("ising simulate --parameters @p.npz --steps 1 --exact -o @e.npz --initial " + initial);
        assertThat(Npz.read(folder.resolve("e.npz")).doubles("m")[0]).isCloseTo(Math.tanh(input), within(1e-15));
    }

    @Test void betaMultipliesFieldsAndCouplings() {
        shell.must("ising simulate --parameters @p.npz --steps 2 --exact -o @e.npz --beta 2");
        assertThat(Npz.read(folder.resolve("e.npz")).doubles("m")[0]).isCloseTo(Math.tanh(2.5), within(1e-15));
        assertThat(Npz.read(folder.resolve("e.npz")).doubles("J")[1]).isEqualTo(1.5);
        shell.must("ising simulate --parameters @p.npz --steps 3 --exact -o @driven.npz --beta 2 --fields @p.npz:drive");
        assertThat(Npz.read(folder.resolve("driven.npz")).doubles("m")[5]).isCloseTo(Math.tanh(-2), within(1e-15));
    }

    @Test void theTruthOfASimulationIsANetwork() {
        shell.must("simulate kinetic-ising -o @k.npz --trials 5 --bins 4 --neurons 3").must("ising simulate --parameters @k.truth.npz --steps 2 --trials 1000 -o @m.npz");
        assertThat(shell.err()).contains("note: the standard error of sigma, the scatter of blocks of 1024 trials, is unknown with one block; --trials 10000 gives ten");
        assertThat(Npz.read(folder.resolve("m.npz")).doubles("H")).isEqualTo(Npz.read(folder.resolve("k.truth.npz")).doubles("truth/H"));
    }

    /** Neuron 0 after a spike of neuron 1, and after its silence, at the rates the file says. */
    @Test void aNetworkOfOnesOwnMakesSpikes() {
        shell.must("simulate kinetic-ising -o @k.npz --parameters @p.npz --trials 2000 --bins 3");
        SpikeTrains data = SpikeFile.read(folder.resolve("k.npz"));
        assertThat(data).hasToString("2000 trials x 3 bins x 2 neurons");
        double[] fired = new double[2], seen = new double[2];
        for (int k = 0; k < 2000; k++) {
            int before = data.fires(k, 1, 1) ? 1 : 0;
            seen[before]++;
            if (data.fires(k, 2, 0)) fired[before]++;
        }
        for (int before = 0; before < 2; before++) {
            double p = 1 / (1 + Math.exp(-2 * (.5 + .75 * (2 * before - 1))));
            assertThat(fired[before] / seen[before]).isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / seen[before])));
        }
        assertThat(Npz.read(folder.resolve("k.truth.npz")).doubles("truth/J")).containsExactly(0, .75, 0, 0);
        shell.refused(2, "simulate kinetic-ising -o @n.npz --parameters @p.npz --coupling 2", "p.npz holds the network: --coupling is for random ones");
        shell.refused(2, "simulate kinetic-ising -o @n.npz --parameters @p.npz --neurons 3", "p.npz has 2 neurons, --neurons 3 were asked for");
        shell.refused(3, "simulate kinetic-ising -o @n.npz --parameters @wide.npz", "wide.npz: J must be square");
    }

    @Test void aDryRunSaysWhatItWouldTake() {
        JsonNode json = shell.must("ising simulate --parameters @p.npz --steps 100 --trials 1000000 -o @m.npz --dry-run --json -").json();
        assertThat(json.get("seconds").asDouble()).as("2e8 spins at some 11 ns, and what every run takes").isBetween(4., 5.);
        assertThat(folder.resolve("m.npz")).doesNotExist();
    }

    @ParameterizedTest @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            3 | --parameters @wide.npz --steps 2 --trials 9    | wide.npz: J must be square & [2, 3]
            3 | --parameters @odd.npz --steps 2 --trials 9     | odd.npz: H must have one entry a neuron: J is of 2 neurons, H of 3
            3 | --parameters @nan.npz --steps 2 --trials 9     | nan.npz: J[1,0] must be finite, got NaN
            2 | --parameters @p.npz --steps 2 --trials 9 --beta 1e300 | --beta 1.0E300 takes the input of a neuron
            3 | --parameters @none.npz --steps 2 --trials 9    | none.npz: cannot be read: there is no such file
            2 | --parameters @p.npz --steps 0 --trials 9       | --steps must be at least 1, got 0
            2 | --parameters @p.npz --steps 2 --trials 1       | --trials must be at least 2, got 1
            2 | --parameters @p.npz --steps 2                  | missing option: --trials, or --exact for a small network
            2 | --parameters @p.npz --steps 2 --exact --trials 9 | --trials and --exact exclude each other
            2 | --parameters @large.npz --steps 2 --exact      | --exact takes at most 14 neurons & has 15; --trials takes any number
            2 | --parameters @p.npz --steps 2 --trials 9 --beta -1 | --beta must be zero or positive and finite, got -1.0
            2 | --parameters @p.npz --steps 2 --trials 9 --initial sideways | --initial must be up, down, a probability of a spike in 0..1, or FILE:KEY, got 'sideways'
            2 | --parameters @p.npz --steps 2 --trials 9 --initial 1.5 | --initial must be a probability of a spike in 0..1, got 1.5
            3 | --parameters @p.npz --steps 2 --trials 9 --initial @p.npz:odd | array 'odd' neuron 1: expected -1 or +1, found 0.5
            3 | --parameters @p.npz --steps 2 --trials 9 --initial @p.npz:high | array 'high' neuron 1: expected a probability of a spike in 0..1, found 1.5
            3 | --parameters @p.npz --steps 2 --trials 9 --initial @p.npz:J | expected one value a neuron, 2, found shape [2, 2]
            3 | --parameters @p.npz --steps 2 --trials 9 --fields @p.npz:drive | expected fields of 2 steps x 2 neurons, found shape [3, 2]
            3 | --parameters @p.npz --steps 2 --trials 9 --fields @p.npz:endless | step 2, neuron 1: expected a finite field, found Infinity
            2 | --parameters @p.npz --steps 2 --trials 9 --fields @p.npz:endless --threads 0 | --threads must be in 1..9999
            """)
    void whatIsWrongGetsOneLineAndNothingIsWritten(int code, String options, String texts) {
        var before = shell.bytes();
        shell.refused(code, "ising simulate " + options + " -o @new.npz", texts.split(" & "));
        assertThat(shell.bytes()).isEqualTo(before);
    }
}
