package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.io.Npz;
import org.spinspike.io.SpikeFile;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.SpikeTrains;

/** A model is held against its own neurons only: whatever was chosen of a recording without names keeps the places as names. */
class MatchingTest {
    private static final String LITTLE = " --bond 2 --sweeps 1";
    @TempDir static Path folder;
    private static Shell shell;

    /** A recording without names, of which neurons 2, 5 and 6 are the busiest. */
    @BeforeAll static void files() {
        shell = new Shell(folder);
        SpikeFile.write(folder.resolve("rec.npz"), SpikeTrains.generate(60, 4, 8, (k, t, i) -> (k * 7 + t * 3 + i * 5) % 11 < (i == 2 || i > 4 && i < 7 ? 6 : 2)));
        shell.must("import @rec.npz -o @top.npz --neurons top:3").must("fit mps @top.npz -o @top-model.npz" + LITTLE)
                .must("import @rec.npz -o @first.npz --neurons 0:3").must("fit mps @first.npz -o @first-model.npz" + LITTLE)
                .must("fit mps @rec.npz -o @whole-model.npz" + LITTLE);
        SpikeFile.write(folder.resolve("three.npz"), OddFiles.trains(40, 4, 3));
        shell.must("fit mps @three.npz -o @three-model.npz" + LITTLE);
    }

    @Test void aChoiceCarriesThePlacesAsNames() {
        assertThat(names("top")).containsExactly("n2", "n5", "n6");
        assertThat(names("top-model")).containsExactly("n2", "n5", "n6");
        assertThat(names("first")).containsExactly("n0", "n1", "n2");
        shell.must("import @first.npz -o @again.npz --neurons 1:3");
        assertThat(names("again")).containsExactly("n1", "n2");
        shell.must("import @rec.npz -o @all.npz --neurons 0:8");
        assertThat(Npz.read(folder.resolve("all.npz")).has("neuron_names")).isFalse();
    }

    @Test void anotherChoiceIsRefusedAndTheRightOneNamed() {
        for (String other : List.of("0:3", "n2,n6,n5", "5:8"))
            shell.refused(Failures.DATA, "score @top-model.npz @rec.npz --neurons " + other, "in the model", "speaks of other neurons: choose the model's with --neurons n2,n5,n6");
        shell.refused(Failures.DATA, "score @top-model.npz @first.npz", "neuron 0 is 'n2' in the model and 'n0' in the recording");
        shell.refused(Failures.DATA, "score @first-model.npz @rec.npz --neurons top:3", "neuron 0 is 'n0' in the model and 'n2' in the recording", "--neurons n0,n1,n2");
        shell.refused(Failures.DATA, "score @top-model.npz @rec.npz", "the model knows 3 neurons, the recording has 8; choose the model's with --neurons n2,n5,n6");
        shell.refused(Failures.DATA, "score @three-model.npz @rec.npz --neurons top:3", "all 3 neurons of a recording without names, neuron 0 of this one is 'n2'");
        shell.refused(Failures.DATA, "sample @top-model.npz -o @new.npz --given @first.npz", "speaks of other neurons");
        for (String right : List.of("--neurons n2,n5,n6", "--neurons top:3")) {
            shell.must("score @top-model.npz @rec.npz " + right);
            assertThat(shell.err()).doesNotContain("order");
        }
    }

    @Test void whereNoneOfTheNeuronsIsThereNoChoiceOfThemIsAdvised() {
        shell.must("import @rec.npz -o @others.npz --neurons n0,n1,n3,n4");
        shell.refused(Failures.DATA, "score @top-model.npz @others.npz", "the model knows 3 neurons, the recording has 4; none of the model's (n2, n5, n6) is among them (n0, n1, n3, n4): it takes a recording");
        assertThat(shell.err()).doesNotContain("--neurons");
    }

    @Test void aModelIsNamedWithItsOptionsAndATrialNobodyLookedAtCountsForNothing() {
        SpikeTrains all = SpikeFile.read(folder.resolve("top.npz"));
        var some = new SpikeTrains.Builder(all.design(), all.cells());
        for (int k = 0; k < all.trials(); k++)
            for (int t = 0; t < all.bins(k); t++) for (int i = 0; i < all.neurons(); i++) if (k == 7) some.unobserved(k, t, i); else if (all.fires(k, t, i)) some.set(k, t, i);
        SpikeFile.write(folder.resolve("some.npz"), some.build());
        SpikeFile.write(folder.resolve("fewer.npz"), all.select(java.util.stream.IntStream.range(0, all.trials()).filter(k -> k != 7).toArray()));
        double fewer = shell.must("score @top-model.npz @fewer.npz --json -").json().get("mean_log_likelihood_nats").asDouble();
        shell.must("score @top-model.npz @some.npz --json -");
        assertThat(shell.err()).contains("nothing was observed in 1 of 60 trials: nats a trial are of the other 59");
        assertThat(shell.json().get("mean_log_likelihood_nats").asDouble()).isCloseTo(fewer, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(shell.json().get("mean_log_likelihood_nats_interval_95").get(0).asDouble()).isLessThan(fewer);
        assertThat(shell.json().get("model").asText()).isEqualTo("mps --bond 2 --sweeps 1");
        assertThat(shell.must("score @top-model.npz @some.npz").out()).startsWith("mps --bond 2 --sweeps 1 on 60 trials, 3 neurons, ");
    }

    /** What NumPy saved has no names at all: the whole of it is taken in order, and that is said. */
    @Test void aWholeFileWithoutNamesIsMatchedByOrder() {
        Npz.write(folder.resolve("numpy.npz"), without("top", "neuron_names"));
        shell.must("score @top-model.npz @numpy.npz");
        assertThat(shell.err()).contains("note: neurons are matched by their order: the recording's have no names");
        shell.must("score @whole-model.npz @rec.npz");
        assertThat(shell.err()).doesNotContain("order");
    }

    static NamedArrays without(Path file, String... keys) {
        NamedArrays arrays = new NamedArrays(), all = Npz.read(file);
        for (String key : all.names()) if (!Arrays.asList(keys).contains(key)) arrays.put(key, all.get(key));
        return arrays;
    }

    private static NamedArrays without(String name, String... keys) { return without(folder.resolve(name + ".npz"), keys); }

    private static List<String> names(String name) { return List.of(Npz.read(folder.resolve(name + ".npz")).get("neuron_names").texts()); }
}
