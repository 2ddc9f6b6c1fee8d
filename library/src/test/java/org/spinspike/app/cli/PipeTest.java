package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.io.Npz;
import org.spinspike.io.SpikeFile;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Covariates;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/** From a recording to models, samples, scores, forecasts, completions and alarms: names, types and shapes as promised, everything known kept, bytes reproduced. */
class PipeTest {
    private static final int TRIALS = 50, BINS = 6, NEURONS = 3;
    private static final String DESIGN = "bin_ms float64[], neuron_count int64[], lengths int32[50], neuron_names text of 3[3], areas text of 3[3], positions float64[3, 2], "
            + "condition text of 5[50], trial_start_s float64[50]";
    @TempDir static Path folder;
    private static Shell shell;
    private static SpikeTrains whole, gappy;

    @BeforeAll static void files() {
        shell = new Shell(folder);
        whole = recording(0);
        gappy = recording(.15);
        SpikeFile.write(folder.resolve("whole.npz"), whole);
        SpikeFile.write(folder.resolve("normal.npz"), whole.select(IntStream.range(0, TRIALS).map(k -> (k + 5) % TRIALS).toArray()));
        SpikeFile.write(folder.resolve("gappy.npz"), gappy);
        for (String family : List.of("independent", "glm", "mps"))
            shell.must("fit " + options(family) + " @whole.npz -o @" + family + ".npz --seed 3 --json @" + family + ".json");
    }

    private static String options(String family) {
        return switch (family) {
            case "independent" -> "independent --per-bin";
            case "glm" -> "glm --lags 1 --same-bin --covariates";
            default -> "mps --bond 3 --sweeps 2";
        };
    }

    /** Everything a recording can have beside its spikes; every fifth trial is shorter. */
    private static SpikeTrains recording(double hidden) {
        var cells = new Neurons(List.of("n10", "n3", "n71"), Optional.of(List.of("CA1", "CA1", "PFC")), Optional.of(List.of(new double[] {0, 1}, new double[] {2, 3}, new double[] {4, 5})));
        float[] speed = new float[TRIALS * BINS];
        for (int n = 0; n < speed.length; n++) speed[n] = (float) Math.sin(n);
        var design = new Design(IntStream.range(0, TRIALS).map(k -> k % 5 == 4 ? BINS - 2 : BINS).toArray(), .02, null, null, IntStream.range(0, TRIALS).mapToObj(k -> k % 2 == 0 ? "left" : "right").toList(),
                IntStream.range(0, TRIALS).mapToDouble(k -> 1.5 * k).toArray(), new Covariates(List.of("speed"), TRIALS, BINS, speed));
        var builder = new SpikeTrains.Builder(design, cells);
        for (int k = 0; k < TRIALS; k++)
            for (int t = 0; t < design.bins(k); t++)
                for (int i = 0; i < NEURONS; i++) {
                    var random = new Seed(11).child(k).child(t).child(i).generator();
                    boolean fires = random.nextDouble() < .1 + .2 * i + .1 * (k % 2);
                    if (random.nextDouble() < hidden) builder.unobserved(k, t, i);
                    else if (fires) builder.set(k, t, i);
                }
        return builder.build();
    }

    private static String entries(String file) {
        return String.join(", ", Npz.list(folder.resolve(file)).stream().map(Npz.Entry::toString).toList());
    }

    @ParameterizedTest @ValueSource(strings = {"independent", "glm", "mps"})
    void everyResultHasItsNamesTypesAndShapes(String family) throws Exception {
        JsonNode fit = Shell.json(Files.readString(folder.resolve(family + ".json")));
        assertThat(fit.fieldNames()).toIterable().contains("family", "stop", "iterations", "seconds", "parameters", "train_nats", "validation_nats");
        assertThat(fit.get("stop").asText()).isIn("converged", "validation", "step-limit");
        String model = "@" + family + ".npz ";

        JsonNode score = shell.must("score " + model + "@whole.npz -o @ll-" + family + ".npz --json -").json();
        assertThat(score.fieldNames()).toIterable().contains("family", "trials", "neurons", "parameters", "mean_log_likelihood_nats", "bits_per_spike", "bits_per_spike_psth", "per_bin_neuron_nats");
        assertThat(score.get("parameters")).isEqualTo(fit.get("parameters"));
        assertThat(entries("ll-" + family + ".npz")).isEqualTo("log_likelihood float64[50], " + DESIGN);
        double[] logP = Npz.read(folder.resolve("ll-" + family + ".npz")).get("log_likelihood").doubles();
        assertThat(score.get("mean_log_likelihood_nats").asDouble()).isCloseTo(Arrays.stream(logP).average().orElseThrow(), within(1e-12));
        assertThat(score.get("per_bin_neuron_nats").asDouble()).isCloseTo(Arrays.stream(logP).sum() / (3 * (40 * 6 + 10 * 4)), within(1e-12));

        shell.must("forecast " + model + "@whole.npz -o @p-" + family + ".npz --json -");
        boolean exact = shell.json().get("exact").asBoolean();
        assertThat(entries("p-" + family + ".npz")).isEqualTo("p float64[50, 6, 3], " + (exact ? "" : "p_se float64[50, 6, 3], ") + "horizon int64[], " + DESIGN);

        shell.must("anomaly " + model + "@whole.npz --calibration @normal.npz --false-alarm 0.1 -o @a-" + family + ".npz --json -");
        assertThat(shell.json().fieldNames()).toIterable().contains("trials", "calibration_trials", "score", "false_alarm", "alarms");
        assertThat(entries("a-" + family + ".npz")).isEqualTo("surprise float64[50], typical float64[50], coordination float64[50], p_surprise float64[50], p_typical float64[50], p_coordination float64[50], "
                + "alarm uint8[50], by_bin float64[50, 6], p_by_bin float64[50, 6], flag_by_bin uint8[50, 6], by_neuron float64[50, 3], p_by_neuron float64[50, 3], flag_by_neuron uint8[50, 3], " + DESIGN);
        NamedArrays anomalies = Npz.read(folder.resolve("a-" + family + ".npz"));
        for (int k = 0; k < TRIALS; k++) assertThat(anomalies.get("surprise").doubles()[k]).as("trial " + k).isCloseTo(-logP[k], within(1e-9));
    }

    @ParameterizedTest @ValueSource(strings = {"independent", "glm", "mps"})
    void samplesTakeOverAllThatIsKnown(String family) {
        shell.must("sample @" + family + ".npz -o @s-" + family + ".npz --like @whole.npz --json -");
        SpikeTrains sample = SpikeFile.read(folder.resolve("s-" + family + ".npz"));
        assertThat(sample.design()).isEqualTo(whole.design());                 // lengths, condition, trial_start_s, covariates
        assertThat(sample.cells().names()).isEqualTo(whole.cells().names());
        assertThat(sample.cells().areas()).isEqualTo(whole.cells().areas());
        assertThat(sample.cells().positions().orElseThrow().get(1)).containsExactly(2, 3);
        assertThat(entries("s-" + family + ".npz")).startsWith("spikes uint8[50, 6, 3], bin_ms float64[], lengths int32[50], neuron_names text of 3[3], areas text of 3[3], positions float64[3, 2], "
                + "condition text of 5[50], trial_start_s float64[50], covariates float32[50, 6, 1], covariate_names text of 5[1]");
        assertThat(shell.json().get("spikes").asLong()).isEqualTo(sample.spikes());
        if (family.equals("glm")) return;                  // it cannot be sampled without covariates
        shell.must("sample @" + family + ".npz -o @few-" + family + ".npz --trials 7 --bins 4");
        assertThat(entries("few-" + family + ".npz")).startsWith("spikes uint8[7, 4, 3], bin_ms float64[]").contains("condition text of 5[7]", "trial_start_s float64[7]").doesNotContain("covariates");
    }

    @Test void whatWasSeenStaysAndTheRestIsFilled() {
        shell.must("sample @mps.npz -o @completed.npz --given @gappy.npz").must("impute @mps.npz @gappy.npz -o @imputed.npz --json -");
        SpikeTrains completed = SpikeFile.read(folder.resolve("completed.npz"));
        assertThat(completed.cells().names()).isEqualTo(whole.cells().names());
        assertThat(completed.design().conditions()).isEqualTo(whole.design().conditions());
        assertThat(entries("imputed.npz")).isEqualTo("p float64[50, 6, 3], observed uint8[50, 6, 3], " + DESIGN);
        double[] p = Npz.read(folder.resolve("imputed.npz")).get("p").doubles();
        long unobserved = 0;
        for (int k = 0; k < TRIALS; k++)
            for (int t = 0; t < gappy.bins(k); t++)
                for (int i = 0; i < NEURONS; i++) {
                    assertThat(completed.observed(k, t, i)).isTrue();
                    if (gappy.observed(k, t, i)) {
                        assertThat(completed.fires(k, t, i)).isEqualTo(gappy.fires(k, t, i));
                        assertThat(p[(k * BINS + t) * NEURONS + i]).isEqualTo(gappy.fires(k, t, i) ? 1 : 0);
                    } else {
                        unobserved++;
                        assertThat(p[(k * BINS + t) * NEURONS + i]).isStrictlyBetween(0., 1.);
                    }
                }
        assertThat(shell.json().get("unobserved").asLong()).isEqualTo(unobserved).isPositive();
    }

    /** The verbs that choose trials, bins and neurons carry everything along; an import of a spike file loses nothing at all. */
    @Test void importingASpikeFileKeepsEveryArray() {
        shell.must("import @gappy.npz -o @again.npz");
        SpikeTrains again = SpikeFile.read(folder.resolve("again.npz"));
        assertThat(again).isEqualTo(gappy);
        assertThat(again.cells().areas()).isEqualTo(gappy.cells().areas());
        shell.must("fit independent @gappy.npz --cut 2 --neurons n71,n10 -o @windows.npz");
        NamedArrays model = Npz.read(folder.resolve("windows.npz"));
        assertThat(model.get("areas").texts()).containsExactly("PFC", "CA1");
        assertThat(model.get("positions").doubles()).containsExactly(4, 5, 0, 1);
        assertThat(Arrays.copyOf(model.get("source_trial").ints(), 6)).containsExactly(0, 0, 0, 1, 1, 1);
        assertThat(Arrays.copyOf(model.get("offset").ints(), 6)).containsExactly(0, 2, 4, 0, 2, 4);
        assertThat(Arrays.copyOf(model.get("trial_start_s").doubles(), 4)).containsExactly(0, .04, .08, 1.5);
        assertThat(model.get("condition").texts()[3]).isEqualTo("right");
    }

    @Test void theRecordBesideAResultReproducesIt() throws Exception {
        shell.must("fit mps @gappy.npz -o @first.npz --bond 4 --sweeps 2 --seed 9 --validation 0.3 --bins 0:5 --fixed-bond --iterations 3")
                .must("fit mps @gappy.npz -o @second.npz --config @first.npz.config.yaml");
        assertThat(folder.resolve("second.npz")).hasSameBinaryContentAs(folder.resolve("first.npz"));
        assertThat(Files.readString(folder.resolve("second.npz.config.yaml"))).isEqualTo(Files.readString(folder.resolve("first.npz.config.yaml")).replace("# output first.npz ", "# output second.npz "));
        shell.must("fit mps @gappy.npz -o @third.npz --config @first.npz.config.yaml --seed 10");
        assertThat(Files.readAllBytes(folder.resolve("third.npz"))).isNotEqualTo(Files.readAllBytes(folder.resolve("first.npz")));
        shell.must("anomaly @mps.npz @whole.npz --calibration @normal.npz --false-alarm 0.1 --score surprise -o @a1.npz").must("anomaly @mps.npz @whole.npz -o @a2.npz --config @a1.npz.config.yaml");
        assertThat(folder.resolve("a2.npz")).hasSameBinaryContentAs(folder.resolve("a1.npz"));
    }

    /** Every verb that writes, on one and on three threads, twice from the start. */
    @Test void threadsChangeNoByteOfAnyFile() throws Exception {
        List<Map<String, String>> runs = new ArrayList<>();
        for (int threads : new int[] {1, 3}) {
            String at = "@threads-" + threads + "/", how = " --seed 4 --threads " + threads;
            Files.createDirectory(folder.resolve("threads-" + threads));
            for (String family : List.of("independent", "glm", "mps")) {
                String model = at + family + ".npz";
                shell.must("fit " + options(family) + " @gappy.npz -o " + model + how);
                shell.must("sample " + model + " -o " + at + family + "-s.npz --like @whole.npz --json " + at + family + "-s.json" + how);
                shell.must("score " + model + " @gappy.npz -o " + at + family + "-ll.npz --json " + at + family + "-ll.json" + how);
                for (int horizon : new int[] {1, 2}) shell.must("forecast " + model + " @whole.npz --horizon " + horizon + " -o " + at + family + "-p" + horizon + ".npz" + how);
                shell.must("anomaly " + model + " @whole.npz --calibration @normal.npz --false-alarm 0.1 -o " + at + family + "-a.npz" + how);
            }
            shell.must("impute " + at + "mps.npz @gappy.npz -o " + at + "i.npz" + how);
            shell.must("sample " + at + "mps.npz --given @gappy.npz -o " + at + "g.npz" + how);
            shell.must("stats @whole.npz --against " + at + "mps-s.npz -o " + at + "stats.npz --json " + at + "stats.json" + how);
            var bytes = new TreeMap<>(Shell.bytes(folder.resolve("threads-" + threads)));
            bytes.keySet().removeIf(name -> name.endsWith(".config.yaml"));       // they name the folder
            runs.add(bytes);
        }
        assertThat(runs.get(0)).hasSizeGreaterThan(25);
        assertThat(runs.get(1)).isEqualTo(runs.get(0));
    }

    @Test void jsonIsAllThatStandsOnStdoutAndTheSameInAFile() throws Exception {
        for (String line : List.of("info @whole.npz", "info @mps.npz", "families", "score @glm.npz @whole.npz", "stats @whole.npz", "sample @mps.npz -o @j.npz", "import @whole.npz -o @k.npz")) {
            JsonNode onStdout = shell.must(line + " --json - --force").json();
            assertThat(onStdout.isObject()).as(line).isTrue();
            shell.must(line + " --json @j.json --force");
            assertThat(shell.out()).isNotBlank();
            assertThat(Shell.json(Files.readString(folder.resolve("j.json")))).as(line).isEqualTo(onStdout);
        }
    }
}
