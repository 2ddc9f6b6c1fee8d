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

class IsingEntropyCommandTest {
    @TempDir Path folder;
    private Shell shell;

    @BeforeEach void open() {
        shell = new Shell(folder);
        network("oneway", .5, -.25, 0, .75, 0, 0);
        network("symmetric", .3, -.2, .4, .6, .6, 0);
        network("alone", .3, -.2, 0, 0, 0, 0);
        network("nan", .3, -.2, 0, 0, Double.NaN, 0);
        network("huge", 1e30, -.2, 0, 0, 0, 0);
        Npz.write(folder.resolve("wide.npz"), new NamedArrays().put("H", new double[2], 2).put("J", new double[2], 1, 2));
        Npz.write(folder.resolve("odd.npz"), new NamedArrays().put("H", new double[2], 2).put("J", new double[1], 1, 1));
    }

    private void network(String name, double h0, double h1, double... j) {
        Npz.write(folder.resolve(name + ".npz"), new NamedArrays().put("H", new double[] {h0, h1}, 2).put("J", j, 2, 2));
    }

    private JsonNode entropy(String file, String more) { return shell.must("ising entropy @" + file + ".npz --json - " + more).json(); }

    /** Neuron 1 follows its field and drives neuron 0: D_01 = (1 - m_1^2) (tanh(H_0 + J) - tanh(H_0 - J)) / 2, D_10 = 0, sigma = J D_01. */
    @Test void theProductionOfOneCouplingIsWorkedOutByHand() {
        JsonNode json = entropy("oneway", "-o @flow.npz");
        assertThat(shell.must("ising entropy @oneway.npz").out()).contains("no errors:\n  n0, n1 ");
        double m = Math.tanh(-.25), sigma = .75 * (1 - m * m) * (Math.tanh(1.25) - Math.tanh(-.25)) / 2;
        assertThat(json.get("quantity").asText()).isEqualTo("entropy production");
        assertThat(json.get("exact")).hasSize(20).allSatisfy(x -> assertThat(x.asDouble()).isCloseTo(sigma, within(1e-12)));
        assertThat(json.at("/mean/sampled").asDouble()).isCloseTo(sigma, within(5 * json.at("/mean/sampled_se").asDouble()));
        assertThat(json.at("/mean/mean_field").asDouble()).as("biased, here down").isBetween(.9 * sigma, .99 * sigma);
        assertThat(json.at("/by_neuron/0").asDouble() + json.at("/by_neuron/1").asDouble()).isCloseTo(json.at("/mean/sampled").asDouble(), within(1e-12));
        double p0 = .5 + .25 * ((1 + m) * Math.tanh(1.25) + (1 - m) * Math.tanh(-.25)), spikes = p0 + (1 + m) / 2;
        assertThat(json.get("spikes_per_bin").asDouble()).isCloseTo(spikes, within(.01));
        assertThat(json.get("per_spike").asDouble()).isCloseTo(json.at("/mean/sampled").asDouble() / json.get("spikes_per_bin").asDouble(), within(1e-12));
        NamedArrays file = Npz.read(folder.resolve("flow.npz"));
        assertThat(file.doubles("by_pair")[1]).isEqualTo(file.doubles("by_pair")[2]).isCloseTo(sigma, within(.02));
        assertThat(file.doubles("sampled_se")).hasSize(20);
    }

    @Test void symmetricCouplingsProduceNothingAndNeuronsAloneEvenWithGaussianInputs() {
        JsonNode symmetric = entropy("symmetric", ""), alone = entropy("alone", "");
        assertThat(symmetric.get("exact")).allSatisfy(x -> assertThat(x.asDouble()).isCloseTo(0, within(1e-12)));
        assertThat(Math.abs(symmetric.at("/mean/sampled").asDouble())).isLessThan(4 * symmetric.at("/mean/sampled_se").asDouble());
        assertThat(alone.get("mean_field")).allSatisfy(x -> assertThat(x.asDouble()).isCloseTo(0, within(1e-14)));
        assertThat(Math.abs(alone.at("/mean/sampled").asDouble())).isLessThan(4 * alone.at("/mean/sampled_se").asDouble());
    }

    @Test void beforeTheSteadyStateItIsAFlow() {
        network("slow", .4, .5, 1.2, 0, 0, 0);
        JsonNode json = entropy("slow", "--burn-in 0 --steps 12 --trials 20000");
        assertThat(json.get("quantity").asText()).isEqualTo("entropy flow");
        assertThat(json.get("notes").get(0).asText()).contains("this is no steady state; --burn-in 100 waits longer");
        double change = .5 * Math.log((1 + Math.exp(3.2)) / (1 + Math.exp(1.6)));      // H (m(1) - m(0)) and J of a neuron alone: ln(pi_+ / pi_-) / 2 a step of its mean
        double up = .5 * (Math.tanh(1.6) + Math.tanh(-.8)), other = .5 * Math.tanh(.5);
        assertThat(json.at("/exact/0").asDouble()).as("worked out by hand").isCloseTo(change * up + other, within(1e-12));
        assertThat(json.at("/exact/0").asDouble()).isCloseTo(json.at("/sampled/0").asDouble(), within(5 * json.at("/sampled_se/0").asDouble()));
    }

    @Test void fieldsOverTimeHaveAFlowBesideThatOfTheirRatesAlone() {
        shell.must("simulate kinetic-ising -o @s.npz --neurons 3 --trials 60 --bins 6").must("fit kinetic-ising @s.npz --per-bin -o @m.npz");
        JsonNode json = entropy("m", "-o @flow.npz");
        assertThat(json.get("quantity").asText()).isEqualTo("entropy flow");
        assertThat(json.get("sampled")).hasSize(5);
        double[] p = Npz.read(folder.resolve("m.npz")).doubles("null_per_bin");
        double first = 0;
        for (int i = 0; i < 3; i++) first += .5 * Math.log(p[3 + i] / (1 - p[3 + i])) * 2 * (p[3 + i] - p[i]);
        assertThat(json.at("/rates_only/0").asDouble()).isCloseTo(first, within(1e-12));
        assertThat(Npz.read(folder.resolve("flow.npz")).doubles("rates_only")).hasSize(5);
        for (int t = 0; t < 5; t++) assertThat(json.at("/exact/" + t).asDouble()).isCloseTo(json.at("/sampled/" + t).asDouble(), within(5 * json.at("/sampled_se/" + t).asDouble()));
    }

    @Test void aRecordingStandsBesideItsSurrogatesHalvesAndSubsets() {
        shell.must("simulate kinetic-ising -o @s.npz --neurons 4 --trials 150 --bins 10 --coupling 4").must("fit kinetic-ising @s.npz -o @m.npz");
        JsonNode json = entropy("m", "--data @s.npz --shuffles 5 --draws 2 --trials 1000 -o @flow.npz").get("recording");
        assertThat(json.get("transitions").asInt()).isEqualTo(150 * 9);
        assertThat(json.get("parameters_per_transition").asDouble()).isCloseTo(20 / 1350., within(1e-12));
        for (String kind : new String[] {"trial_shuffle", "time_shuffle"}) {
            assertThat(json.at("/" + kind + "/values")).hasSize(5).allSatisfy(v -> assertThat(v.asDouble()).isLessThan(json.get("fit").asDouble()));
            assertThat(json.at("/" + kind + "/p_value").asDouble()).isCloseTo(1 / 6., within(1e-12));
        }
        assertThat(json.get("pairs_split_half").asDouble()).as("of other trials, and so smaller").isBetween(.5 * json.get("fit").asDouble(), json.get("pairs_in_sample").asDouble());
        assertThat(json.get("pairs_bias").asDouble()).isCloseTo(json.get("pairs_in_sample").asDouble() - json.get("pairs_split_half").asDouble(), within(1e-15));
        assertThat(json.get("subsets")).as("one neuron has no pairs").hasSize(2);
        assertThat(json.at("/subsets/0/neurons").asInt()).isEqualTo(2);
        assertThat(json.at("/subsets/0/asymmetry")).hasSize(2).allSatisfy(a -> assertThat(a.asDouble()).isBetween(0., 2.));
        assertThat(json.at("/subsets/1/flow_trials_shuffled")).hasSize(1);
        assertThat(json.get("verdict").asText()).contains("of the recorded subset at this bin width");
        assertThat(Npz.read(folder.resolve("flow.npz")).doubles("trial_shuffle_flow")).hasSize(5);
        assertThat(shell.err()).contains("note: with --shuffles 5 no p-value is below 0.167, and nothing can be told from its nulls: 19 at least");
        assertThat(shell.must("ising entropy @m.npz --data @s.npz --shuffles 2 --draws 1 --trials 200 --page @flow").out()).contains("\n  the recording, refit   ", "\n     2 neurons           per spike ", "of it is bias; no errors");
        assertThat(folder.resolve("flow/page.html")).content().contains("<p class=\"answer\">The flow of the recorded subset", "<th scope=\"row\">the recording, refit</th>", "<th scope=\"row\">2 neurons</th>");
        shell.refused(3, "ising entropy @oneway.npz --data @s.npz", "oneway.npz holds parameters, which say nothing of how they were fitted");
    }

    @Test void silentNeuronsAreNamedAndAreNoNumbers() {
        shell.must("simulate kinetic-ising -o @s.npz --neurons 4 --trials 40 --bins 8");
        spikes("halfdead", 40, 8, 4, (e, i) -> i % 2 == 0 && e * 7919L % 10 < 4 || i == 3);
        shell.must("fit kinetic-ising @halfdead.npz -o @m.npz");
        var told = shell.must("ising entropy @m.npz --data @halfdead.npz --shuffles 1 --draws 2 --trials 50");
        assertThat(told.err()).contains("note: 2 of 4 neurons (n1, n3) never or always fired");
        assertThat(told.out()).doesNotContain("NaN", "Infinity");
        spikes("dead", 40, 8, 4, (e, i) -> false);
        shell.refused(3, "ising entropy @m.npz --data @dead.npz --shuffles 1 --trials 50", "not one neuron of the recording both fires and rests: there are no couplings to put beside their nulls");
    }

    @Test void aDryRunCountsTheRefits() {
        shell.must("simulate kinetic-ising -o @s.npz --neurons 6 --trials 300 --bins 20").must("fit kinetic-ising @s.npz -o @m.npz");
        double alone = dry("ising entropy @m.npz"), ten = dry("ising entropy @m.npz --data @s.npz --shuffles 10 --draws 0"), twenty = dry("ising entropy @m.npz --data @s.npz --shuffles 20 --draws 0");
        assertThat(twenty - ten).as("twenty refits of one kind, and as many of the other").isPositive().isCloseTo((ten - alone) * 20 / 22, within(1e-9));
        assertThat(dry("ising entropy @m.npz --data @s.npz --shuffles 20 --draws 3")).isGreaterThan(twenty);
        double sweep = dry("ising phase --parameters @m.npz --betas 0.5,1,2"), one = dry("ising phase --parameters @m.npz --data @s.npz --shuffles 1 --betas 0.5,1,2"), six = dry("ising phase --parameters @m.npz --data @s.npz --shuffles 6 --betas 0.5,1,2");
        assertThat(six - one).as("ten refits more").isGreaterThan(2 * (one - sweep));
    }

    private double dry(String line) { return shell.must(line + " --dry-run --json -").json().get("seconds").asDouble(); }

    private interface Fires {
        boolean at(int entry, int neuron);
    }

    private void spikes(String name, int trials, int bins, int neurons, Fires fires) {
        byte[] ones = new byte[trials * bins * neurons];
        for (int e = 0; e < ones.length; e++) ones[e] = (byte) (fires.at(e, e % neurons) ? 1 : 0);
        Npz.write(folder.resolve(name + ".npz"), new NamedArrays().put("spikes", ones, trials, bins, neurons).put("bin_ms", 10.));
    }

    @Test void recordingsThatSayNothingOfWhatFollowsAreRefused() {
        shell.must("simulate kinetic-ising -o @s.npz --neurons 4 --trials 40 --bins 8").must("fit kinetic-ising @s.npz -o @m.npz");
        spikes("onebin", 40, 1, 4, (e, i) -> e % 3 == 0);
        for (String verb : new String[] {"ising entropy @m.npz", "ising phase --parameters @m.npz --betas 0.5,1,2 --steps 4 --trials 40"}) {
            shell.refused(3, verb + " --data @onebin.npz", "trials have one bin");
            shell.refused(3, verb + " --data @s.npz --neurons 0:3", "the model knows 4 neurons, the recording has 3");
        }
    }

    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            3 | @wide.npz                 | wide.npz: J must be square, neurons x neurons (row i = input to i); its shape is [1, 2]
            3 | @odd.npz                  | odd.npz: H must have one entry a neuron: J is of 1 neurons, H of 2
            3 | @nan.npz                  | nan.npz: J[1,0] must be finite, got NaN
            3 | @huge.npz                 | huge.npz: the network takes the input of a neuron
            2 | @oneway.npz --steps 1     | --steps must be at least 2, got 1
            2 | @oneway.npz --burn-in -1  | --burn-in must be 0 or more, got -1
            2 | @oneway.npz --trials 1    | --trials must be at least 2, got 1
            3 | @nothing.npz              | nothing.npz
            """)
    void badInputIsOneClearLine(int code, String arguments, String message) { shell.refused(code, "ising entropy " + arguments, message); }

    @Test void aModelOfAnotherFamilyIsRefused() {
        shell.must("simulate kinetic-ising -o @s.npz --neurons 3 --trials 10 --bins 6").must("fit independent @s.npz -o @i.npz");
        shell.refused(3, "ising entropy @i.npz", "is a model of family independent; this needs one of family kinetic-ising");
    }
}
