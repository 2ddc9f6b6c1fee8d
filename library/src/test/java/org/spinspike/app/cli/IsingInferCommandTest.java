package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.io.Npz;
import org.spinspike.io.SpikeFile;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.SpikeTrains;

class IsingInferCommandTest {
    @TempDir Path folder;
    private Shell shell;

    @BeforeEach void open() {
        shell = new Shell(folder);
        shell.must("simulate kinetic-ising -o @trials.npz --trials 300 --bins 20 --neurons 5 --coupling 2 --bias -0.5");
    }

    @Test void theNetworkIsFoundAgainWithinItsErrors() {
        var json = shell.must("ising infer @trials.npz -o @network.npz --json -").json();
        NamedArrays found = Npz.read(folder.resolve("network.npz")), truth = Npz.read(folder.resolve("trials.truth.npz"));
        double[] j = found.doubles("J"), error = found.doubles("J_se"), wanted = found.doubles("theta_couplings"), z = found.doubles("z"), flags = found.doubles("beyond_chance");
        double[] w = truth.doubles("truth/theta_couplings");
        for (int e = 0; e < 25; e++) {
            assertThat(4 * j[e]).isEqualTo(wanted[e]);
            assertThat(wanted[e]).isCloseTo(w[e], within(4 * 4.5 * error[e]));
            assertThat(z[e]).isCloseTo(j[e] / error[e], within(1e-12));
            if (Math.abs(z[e]) > 6) assertThat(flags[e]).isEqualTo(1);
            if (Math.abs(z[e]) < 1.5) assertThat(flags[e]).isZero();
        }
        assertThat(json.get("transitions").asInt()).isEqualTo(5700);
        assertThat(json.get("couplings_beyond").asInt()).isEqualTo((int) java.util.Arrays.stream(flags).sum());
        var interval = json.get("held_out_gain_nats_per_transition_interval_95");
        assertThat(json.get("held_out_gain_nats_per_transition").asDouble()).isGreaterThan(.05).isStrictlyBetween(interval.get(0).asDouble(), interval.get(1).asDouble());
        assertThat(interval.get(0).asDouble()).isPositive();
        assertThat(json.get("strongest").get(0).get("from").asText()).startsWith("n");
        assertThat(folder.resolve("network.npz.config.yaml")).exists();
        shell.must("ising meanfield --method t --parameters @network.npz --steps 3 -o @moments.npz");
    }

    @ParameterizedTest @ValueSource(strings = {"nmf", "tap", "emf", "plefka:t1-t", "plefka:t", "plefka:t1", "plefka:pairwise-t", "plefka:pairwise-t:1", "ml"})
    void everyMethodGainsFromCouplings(String method) {
        shell.must("ising infer @trials.npz --method " + method + " -o @network.npz");
        assertThat(shell.out()).startsWith(method + ": 5 neurons, 5700 transitions").contains("without couplings: couplings gain 0.", " -> ", "written to ");
        NamedArrays found = Npz.read(folder.resolve("network.npz"));
        assertThat(found.has("J_se")).isEqualTo(method.equals("ml"));
        assertThat(found.scalar("held_out_nats_per_transition")).isGreaterThan(found.scalar("held_out_nats_per_transition_without_couplings"));
    }

    @Test void aLimitOfStepsIsNotTakenForALikelihoodWithoutMaximum() {
        assertThat(shell.must("fit kinetic-ising @trials.npz --ridge 0 --iterations 1 -o @short.npz --json -").json().get("stop").asText()).isEqualTo("step-limit");
        assertThat(shell.err()).contains("reached the limit of Newton steps").doesNotContain("greatest likelihood");
        shell.must("fit kinetic-ising @trials.npz --ridge 0 -o @whole.npz");
        assertThat(shell.err()).doesNotContain("limit of Newton steps", "greatest likelihood");
    }

    @Test void theRidgeCanBeChosen() {
        shell.must("ising infer @trials.npz --ridge auto -o @network.npz");
        assertThat(shell.err()).contains("was chosen by held-out likelihood", "is somewhat overstated", "with a ridge, errors are those of the posterior");
        assertThat(Npz.read(folder.resolve("network.npz")).scalar("ridge")).isPositive();
    }

    @ParameterizedTest @ValueSource(strings = {"l1", "group"})
    void couplingsCanBeSelected(String penalty) {
        var json = shell.must("ising infer @trials.npz --penalty " + penalty + " -o @network.npz --json -").json();
        assertThat(shell.err()).contains(penalty + " of strength ", "was chosen by held-out likelihood", "no standard errors: a penalty that selects couplings (" + penalty + ")");
        NamedArrays found = Npz.read(folder.resolve("network.npz"));
        assertThat(found.has("J_se") || found.has("z") || found.has("beyond_chance")).isFalse();
        double[] strengths = found.doubles("path_strength"), nats = found.doubles("path_held_out_nats_per_transition"), couplings = found.doubles("path_couplings");
        int best = java.util.stream.IntStream.range(0, nats.length).boxed().max(java.util.Comparator.comparingDouble(c -> nats[c])).get();
        assertThat(found.scalar("strength")).isEqualTo(strengths[best]).isEqualTo(json.get("strength").asDouble());
        assertThat(found.scalar("ridge")).isZero();
        assertThat(couplings[0]).isLessThan(10);
        assertThat(json.get("path").get(best).get("held_out_nats_per_transition").asDouble()).isEqualTo(nats[best]);
        assertThat(json.get("penalty").asText()).isEqualTo(penalty);
        assertThat(json.get("couplings_not_zero").asInt()).isEqualTo((int) java.util.Arrays.stream(found.doubles("J")).filter(j -> j != 0).count());
        assertThat(json.get("couplings_tested").isNull()).isTrue();
        shell.must("ising infer @trials.npz --penalty " + penalty + " --strength 1e6 -o @none.npz");
        assertThat(shell.out()).contains("ml, " + penalty + " of strength 1000000: 5 neurons", "couplings that are not 0 0 of 25");
        shell.must("ising infer @trials.npz --penalty " + penalty + " --strength 0 -o @ml.npz").must("ising infer @trials.npz -o @same.npz");
        assertThat(Npz.read(folder.resolve("ml.npz")).doubles("J")).containsExactly(Npz.read(folder.resolve("same.npz")).doubles("J"));
        assertThat(Npz.read(folder.resolve("ml.npz")).has("J_se")).isTrue();
    }

    @Test void aRidgeHasTwoNames() {
        shell.must("ising infer @trials.npz --ridge 3 -o @a.npz").must("ising infer @trials.npz --penalty ridge --strength 3 -o @b.npz");
        assertThat(folder.resolve("a.npz")).hasSameBinaryContentAs(folder.resolve("b.npz"));
        shell.must("fit kinetic-ising @trials.npz --penalty l1 -o @sparse.npz");
        assertThat(shell.err()).contains("l1 of strength ");
        shell.must("score @sparse.npz @trials.npz");
    }

    @Test void silentNeuronsAreSaid() {
        SpikeTrains data = SpikeTrains.generate(20, 10, 3, (k, t, i) -> i > 0 && (k * 7 + t * t + i * t) % 3 == 0);
        SpikeFile.write(folder.resolve("silent.npz"), data);
        for (String method : new String[] {"ml --ridge 4", "ml --penalty l1 --strength 4", "nmf"}) {
            shell.must("ising infer @silent.npz --method " + method + " -o @s.npz --force");
            assertThat(shell.err()).contains("1 of 3 neurons (n0) never or always fired");
            NamedArrays found = Npz.read(folder.resolve("s.npz"));
            assertThat(found.doubles("H")[0]).isCloseTo(.5 * Math.log(.5 / 180.5), within(1e-9));
            assertThat(found.doubles("J")).startsWith(0, 0, 0, 0);
        }
    }

    @Test void sameBytesOnAnyNumberOfThreads() {
        shell.must("ising infer @trials.npz -o @a.npz --threads 1").must("ising infer @trials.npz -o @b.npz --threads 3");
        assertThat(folder.resolve("a.npz")).hasSameBinaryContentAs(folder.resolve("b.npz"));
    }

    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            2 | ising infer @trials.npz --method tapp -o @n.npz               | --method must be ml, nmf, tap, emf, or plefka:t1-t, & got 'tapp'
            2 | ising infer @trials.npz --method plefka:t1:2 -o @n.npz        | order of t1 (Plefka[t-1]) must be 1, got 2
            2 | ising infer @trials.npz --method nmf --ridge auto -o @n.npz   | --ridge auto is for --method ml
            2 | ising infer @trials.npz --method plefka:t --ridge 1 -o @n.npz | matches moments as they are
            2 | ising infer @trials.npz --ridge -1 -o @n.npz                  | --ridge must be zero or positive & -1
            2 | ising infer @trials.npz --ridge much -o @n.npz                | --ridge must be a number or auto, got 'much'
            2 | ising infer @trials.npz --penalty lasso -o @n.npz             | --penalty must be ridge, l1, group, got 'lasso'
            2 | ising infer @trials.npz --penalty l1 --ridge 4 -o @n.npz      | --ridge is the strength of --penalty ridge & --strength
            2 | ising infer @trials.npz --penalty l1 --strength no -o @n.npz  | --strength must be a number or auto, got 'no'
            2 | ising infer @trials.npz --penalty l1 --strength -3 -o @n.npz  | --strength must be zero or positive & -3
            2 | ising infer @trials.npz --method nmf --penalty l1 -o @n.npz   | --penalty l1 is for --method ml
            2 | fit kinetic-ising @trials.npz --penalty no -o @n.npz          | --penalty must be ridge, l1, group, got 'no'
            3 | ising infer @few.npz --penalty l1 -o @n.npz                   | no strength can be chosen, of 4 transitions none can be spared & --strength
            3 | fit kinetic-ising @few.npz --ridge 0 -o @n.npz                | parameters a neuron cannot be told from 4 transitions & --ridge
            3 | fit kinetic-ising @trials.npz --bins 0:1 -o @n.npz            | trials have one bin
            2 | ising infer @trials.npz --fdr 2 -o @n.npz                     | --fdr must lie between 0 and 1, got 2.0
            3 | ising infer @none.npz -o @n.npz                               | none.npz
            3 | ising infer @trials.npz --bins 0:1 -o @n.npz                  | trials have one bin
            3 | ising infer @few.npz -o @n.npz                                | parameters a neuron cannot be told from 4 transitions & --ridge
            3 | ising infer @few.npz --method nmf -o @n.npz                   | 6 parameters a neuron cannot be told by nmf from 4 transitions & --ridge
            3 | ising infer @strong.npz --method emf -o @n.npz                | emf has no solution for any of 2 neurons & --method ml
            3 | ising simulate --parameters @J.npy --steps 3 --exact -o @n.npz | J.npy: is one array (.npy): a network is an .npz that holds H [N] and J [N, N]
            """)
    void badInputIsRefusedInOneLine(int code, String line, String texts) throws java.io.IOException {
        SpikeTrains few = SpikeFile.read(folder.resolve("trials.npz")).select(new int[] {0, 1, 2, 3}).selectBins(0, 2);
        SpikeFile.write(folder.resolve("few.npz"), few);
        SpikeFile.write(folder.resolve("strong.npz"), SpikeTrains.generate(40, 9, 2, (k, t, i) -> (t + 2 * k + i) % 4 < 2));
        java.nio.file.Files.write(folder.resolve("J.npy"), new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'});
        shell.refused(code, line, texts.split("&"));
        assertThat(folder.resolve("n.npz")).doesNotExist();
    }

    @Test void fewTransitionsWithARidgeHaveNoHeldOutLikelihoodAndSaySo() {
        SpikeFile.write(folder.resolve("few.npz"), SpikeTrains.generate(4, 2, 5, (k, t, i) -> (k + 2 * t + i) % 3 == 0));
        var json = shell.must("ising infer @few.npz --ridge 16 -o @n.npz --json -").json();
        assertThat(json.get("held_out_nats_per_transition").isNull()).isTrue();
        assertThat(shell.err()).contains("no held-out likelihood: of 4 transitions none can be spared");
    }

    @Test void theFamilyGoesThroughEveryVerb() {
        shell.must("fit kinetic-ising @trials.npz -o @model.npz --per-bin --ridge auto").must("score @model.npz @trials.npz --json -");
        assertThat(shell.json().get("family").asText()).isEqualTo("kinetic-ising");
        shell.must("sample @model.npz -o @drawn.npz --trials 20").must("forecast @model.npz @trials.npz -o @p.npz --horizon 2").must("info @model.npz");
        shell.must("anomaly @model.npz @drawn.npz --calibration @trials.npz -o @a.npz");
        shell.refused(3, "impute @model.npz @trials.npz -o @i.npz", "everything was observed");
        SpikeTrains trials = SpikeFile.read(folder.resolve("trials.npz")).select(new int[] {0, 1});
        var builder = new SpikeTrains.Builder(trials.design(), trials.cells());
        for (int k = 0; k < 2; k++) for (int t = 0; t < 20; t++) for (int i = 0; i < 5; i++) {
            if (t == 7 && i < 3) builder.unobserved(k, t, i);
            else if (trials.fires(k, t, i)) builder.set(k, t, i);
        }
        SpikeFile.write(folder.resolve("holes.npz"), builder.build());
        var json = shell.must("impute @model.npz @holes.npz -o @i.npz --draws 320 --json -").json();
        assertThat(json.get("draws").asInt()).isEqualTo(320);
        assertThat(json.get("exact").asBoolean()).isFalse();
        NamedArrays imputed = Npz.read(folder.resolve("i.npz"));
        assertThat(imputed.scalar("draws")).isEqualTo(320);
        assertThat(imputed.get("p_se").shape()).containsExactly(2, 20, 5);
        assertThat(json.get("largest_standard_error").asDouble()).isBetween(1e-6, .05);
        shell.must("impute @model.npz @holes.npz -o @j.npz --draws 320 --threads 1").must("impute @model.npz @holes.npz -o @k.npz --draws 320 --seed 2");
        assertThat(folder.resolve("j.npz")).hasSameBinaryContentAs(folder.resolve("i.npz"));
        assertThat(Npz.read(folder.resolve("k.npz")).doubles("p")).isNotEqualTo(imputed.doubles("p"));
        shell.refused(2, "impute @model.npz @holes.npz -o @l.npz --draws 1", "--draws must be at least 2", "1");
    }
}
