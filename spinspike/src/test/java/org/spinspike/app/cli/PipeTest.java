package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.io.Npz;
import org.spinspike.io.SpikeFile;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.SpikeTrains;

/** From a file to a judged model, verb by verb, with the keys of the command line's contract. */
class PipeTest {
    @TempDir Path folder;
    private Shell shell;

    @BeforeEach void recording() {
        shell = new Shell(folder);
        shell.recording("rec.npz", 60, 5, 3);
        shell.recording("test.npz", 30, 5, 3);
    }

    @Test void everyFamilyFitsScoresSamplesAndForecasts() {
        for (String family : List.of("independent", "glm", "mps")) {
            String model = "@" + family + ".npz";
            Map<String, Object> summary = shell.json("fit " + family + " @rec.npz -o " + model + " --iterations 2");
            assertThat(summary).containsKeys("stop", "iterations", "seconds", "parameters", "train_nats", "validation_nats");
            Map<String, Object> score = shell.json("score " + model + " @test.npz -o @score-" + family + ".npz");
            assertThat(score).containsEntry("family", family).containsEntry("trials", 30).containsEntry("neurons", 3)
                    .containsKeys("parameters", "mean_log_likelihood_nats", "bits_per_spike", "bits_per_spike_psth", "per_bin_neuron_nats");
            double[] logP = Npz.read(shell.file("score-" + family + ".npz")).get("log_likelihood").doubles();
            assertThat(logP).hasSize(30);
            assertThat(java.util.Arrays.stream(logP).average().orElseThrow()).isCloseTo((double) score.get("mean_log_likelihood_nats"), within(1e-12));
            assertThat(shell.run("sample " + model + " -o @sample-" + family + ".npz --trials 17 --bins 4")).as(shell.err).isZero();
            SpikeTrains sample = SpikeFile.read(shell.file("sample-" + family + ".npz"));
            assertThat(List.of(sample.trials(), sample.bins(), sample.neurons())).containsExactly(17, 4, 3);
            assertThat(shell.run("forecast " + model + " @test.npz -o @p-" + family + ".npz --horizon 2")).as(shell.err).isZero();
            assertThat(Npz.read(shell.file("p-" + family + ".npz")).get("p").shape()).containsExactly(30, 5, 3);
            assertThat(shell.run("anomaly " + model + " @test.npz --calibration @rec.npz -o @a-" + family + ".npz")).as(shell.err).isZero();
            NamedArrays a = Npz.read(shell.file("a-" + family + ".npz"));
            assertThat(a.names()).contains("surprise", "typical", "coordination", "p_surprise", "p_typical", "p_coordination", "by_bin", "by_neuron");
            assertThat(a.get("surprise").doubles()[3]).isCloseTo(-logP[3], within(1e-10));
        }
    }

    @Test void imputationFillsWhatNobodySaw() {
        NamedArrays masked = new NamedArrays().putAll(Npz.read(shell.file("test.npz")));
        byte[] observed = new byte[30 * 5 * 3];
        java.util.Arrays.fill(observed, (byte) 1);
        observed[4] = 0;
        Npz.write(shell.file("masked.npz"), masked.put("observed", observed, 30, 5, 3));
        assertThat(shell.run("fit mps @rec.npz -o @m.npz --iterations 2")).as(shell.err).isZero();
        assertThat(shell.run("impute @m.npz @masked.npz -o @p.npz")).as(shell.err).isZero();
        double[] p = Npz.read(shell.file("p.npz")).get("p").doubles();
        assertThat(p[4]).isStrictlyBetween(0.0, 1.0);
        assertThat(p[3]).isIn(0.0, 1.0);
        assertThat(shell.run("sample @m.npz -o @full.npz --given @masked.npz")).as(shell.err).isZero();
        assertThat(SpikeFile.read(shell.file("full.npz")).fullyObserved()).isTrue();
    }

    @Test void theSameSeedGivesTheSameBytesOnAnyNumberOfThreads() throws IOException {
        for (String threads : List.of("1", "3")) {
            assertThat(shell.run("fit mps @rec.npz -o @m" + threads + ".npz --iterations 3 --threads " + threads)).as(shell.err).isZero();
            assertThat(shell.run("sample @m" + threads + ".npz -o @s" + threads + ".npz --trials 900 --threads " + threads)).as(shell.err).isZero();
        }
        assertThat(Files.readAllBytes(shell.file("m1.npz"))).isEqualTo(Files.readAllBytes(shell.file("m3.npz")));
        assertThat(Files.readAllBytes(shell.file("s1.npz"))).isEqualTo(Files.readAllBytes(shell.file("s3.npz")));
    }

    @Test void aRunThatMetItsLimitIsExtendedToTheSameBytes() throws IOException {
        String fit = "fit mps @rec.npz --sweeps 4 --patience 50 -o ";
        assertThat(shell.run(fit + "@whole.npz --iterations 4")).as(shell.err).isZero();
        assertThat(shell.run(fit + "@parts.npz --iterations 2")).as(shell.err).isZero();
        assertThat(shell.run(fit + "@parts.npz --iterations 4 --resume --force")).as(shell.err).isZero();
        assertThat(Files.readAllBytes(shell.file("parts.npz"))).isEqualTo(Files.readAllBytes(shell.file("whole.npz")));
    }

    @Test void aCheckpointOfAnotherRunIsRefused() {
        assertThat(shell.run("fit mps @rec.npz -o @m.npz --iterations 1 --seed 1")).isZero();
        assertThat(shell.run("fit mps @rec.npz -o @m.npz --iterations 2 --seed 2 --resume --force")).isEqualTo(3);
        assertThat(shell.err).contains("other data, options or seed");
    }

    @Test void aConfigurationFileGivesOptionsByName() throws IOException {
        Files.writeString(shell.file("run.yaml"), "iterations: 1\nbond: 3\nseed: 9\n");
        Map<String, Object> summary = shell.json("fit mps @rec.npz -o @m.npz --config @run.yaml");
        assertThat(summary).containsEntry("iterations", 1);
        assertThat(((Map<?, ?>) summary.get("options")).get("bond")).isEqualTo("3");
        assertThat(shell.file("m.npz.config.yaml")).content().contains("seed: 9", "bond: \"3\"");
        assertThat(shell.run("fit mps @rec.npz -o @again.npz --config @m.npz.config.yaml")).as(shell.err).isZero();
        assertThat(Files.readAllBytes(shell.file("again.npz"))).isEqualTo(Files.readAllBytes(shell.file("m.npz")));
    }

    @Test void comparisonWritesAReportThatStandsAlone() throws IOException {
        assertThat(shell.run("compare @rec.npz -o @report --models", "independent,independent --per-bin,glm,mps --bond 3 --sweeps 1")).as(shell.err).isZero();
        assertThat(shell.file("report/report.json")).exists();
        assertThat(Files.readString(shell.file("report/report.html"))).contains("<svg").doesNotContain("src=\"http", "href=\"http");
    }

    @Test void aDryRunWritesNothing() throws IOException {
        assertThat(shell.run("fit mps @rec.npz -o @m.npz --dry-run")).as(shell.err).isZero();
        assertThat(shell.out).contains("MB");
        assertThat(shell.file("m.npz")).doesNotExist();
    }

    @Test void everyVerbHasHelpWithAnExample() {
        for (String verb : List.of("info", "import", "simulate", "stats", "families", "fit", "sample", "score", "forecast", "impute", "anomaly", "compare", "demo")) {
            assertThat(shell.run(verb + " --help")).isZero();
            assertThat(shell.out).contains("Example").contains("spinspike " + verb);
        }
        assertThat(shell.run("fit mps --help")).isZero();
        assertThat(shell.out).contains("--bond");
    }
}
