package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.app.task.ModelFile;
import org.spinspike.io.Npz;
import org.spinspike.io.SpikeFile;
import org.spinspike.spikes.SpikeTrains;

/** From nothing to a report: {@code simulate}, {@code compare}, {@code demo}. */
class CompareCommandTest {
    @TempDir Path folder;
    private Shell shell;

    @BeforeEach void open() { shell = new Shell(folder); }

    private JsonNode json(String file) throws Exception { return new ObjectMapper().readTree(folder.resolve(file).toFile()); }

    /** But for what is marked as wall time. */
    private String page(String folder) throws Exception { return Files.readString(this.folder.resolve(folder).resolve("report.html")).replaceAll("<span class=\"seconds\">[^<]*</span>", ""); }

    @Test void everyKindIsSimulatedWithItsTruthBesideIt() {
        for (String kind : List.of("independent", "kinetic-ising", "packets", "cortex", "bars-and-stripes", "coupled-pairs")) {
            assertThat(shell.run("simulate", kind, "-o", "@" + kind + ".npz", "--trials", "7", "--seed", "3")).as(kind + shell.err()).isZero();
            assertThat(SpikeFile.read(folder.resolve(kind + ".npz")).trials()).isEqualTo(7);
            assertThat(Npz.read(folder.resolve(kind + ".truth.npz")).names()).as(kind).contains("header").anyMatch(name -> name.startsWith("truth/"));
        }
        assertThat(shell.run("simulate", "independent", "-o", "@again.npz", "--trials", "7", "--seed", "3", "--threads", "1")).isZero();
        assertThat(folder.resolve("again.npz")).hasSameBinaryContentAs(folder.resolve("independent.npz"));
        assertThat(shell.run("simulate", "independent", "-o", "@other.npz", "--trials", "7", "--seed", "4")).isZero();
        assertThat(SpikeFile.read(folder.resolve("other.npz"))).isNotEqualTo(SpikeFile.read(folder.resolve("independent.npz")));
    }

    @Test void theTruthIsAModelAndNoFittedOneBeatsIt() throws Exception {
        assertThat(shell.run("simulate", "kinetic-ising", "-o", "@train.npz", "--trials", "60", "--bins", "12", "--neurons", "4", "--seed", "1")).isZero();
        assertThat(shell.run("sample", "@train.truth.npz", "-o", "@test.npz", "--trials", "300", "--seed", "2")).as(shell.err()).isZero();
        assertThat(shell.run("fit", "glm", "@train.npz", "-o", "@glm.npz")).isZero();
        assertThat(shell.run("score", "@train.truth.npz", "@test.npz", "--json", "@truth.json")).as(shell.err()).isZero();
        assertThat(shell.run("score", "@glm.npz", "@test.npz", "--json", "@glm.json")).isZero();
        double truth = json("truth.json").get("mean_log_likelihood_nats").asDouble(), fitted = json("glm.json").get("mean_log_likelihood_nats").asDouble();
        assertThat(fitted).isLessThan(truth).isGreaterThan(truth - 2);
    }

    @Test void aDryRunWritesNothingAndAnUnknownKindIsToldWhichThereAre() throws Exception {
        assertThat(shell.run("simulate", "cortex", "-o", "@a.npz", "--dry-run")).isZero();
        assertThat(shell.out()).contains("neurons=30").contains("nothing was written");
        assertThat(shell.run("simulate", "brain", "-o", "@a.npz")).isEqualTo(Failures.USAGE);
        assertThat(shell.err()).isEqualTo("spinspike: no simulation 'brain'; there are: independent, kinetic-ising, packets, cortex, bars-and-stripes, coupled-pairs, calcium\n");
        assertThat(shell.run("simulate", "cortex", "-o", "@a.npz", "--neurons", "2")).isEqualTo(Failures.USAGE);
        assertThat(shell.run("simulate", "cortex", "-o", "@missing/a.npz")).isEqualTo(Failures.DATA);
        assertThat(shell.bytes()).isEmpty();
    }

    @Test void aComparisonIsTheSameBytesOnAnyNumberOfThreadsAndItsModelsScoreAsItSays() throws Exception {
        assertThat(shell.run("simulate", "kinetic-ising", "-o", "@data.npz", "--trials", "120", "--bins", "8", "--neurons", "5", "--coupling", "2", "--bias", "-1")).isZero();
        String models = "independent,glm --lags 1,mps --bond 3 --sweeps 2";
        assertThat(shell.run("compare", "@data.npz", "--models", models, "-o", "@one", "--threads", "1")).as(shell.err()).isZero();
        assertThat(shell.run("compare", "@data.npz", "--models", models, "-o", "@three", "--threads", "3")).isZero();
        Map<String, String> one = Shell.bytes(folder.resolve("one")), three = Shell.bytes(folder.resolve("three"));
        assertThat(one.keySet()).contains("report.html", "report.json", "report.json.config.yaml", "figures/raster-neurons.png", "models/glm-lags-1.npz");
        assertThat(page("three")).isEqualTo(page("one"));
        for (String timed : List.of("report.html", "report.json", "report.json.config.yaml")) {             // hold the seconds each fit took, and the SHA-256 of that
            one.remove(timed);
            three.remove(timed);
        }
        assertThat(three).isEqualTo(one);

        JsonNode report = json("one/report.json");
        assertThat(report.get("ranking").get(0).get("model").asText()).isEqualTo("glm --lags 1");
        assertThat(report.get("ranking").get(0).get("behind_best_nats").get("value").asDouble()).isZero();
        ModelFile glm = ModelFile.read(folder.resolve("one/models/glm-lags-1.npz"));
        assertThat(glm.card()).containsEntry("held_out_trials", 24).containsEntry("held_out_misses", report.get("models").get(1).get("misses").asText());
        SpikeTrains learned = SpikeFile.read(folder.resolve("data.npz"));
        assertThat(glm.design().trials()).isEqualTo(learned.trials() - 24);
        assertThat(shell.out()).contains("glm --lags 1").contains("written to");
    }

    @Test void whatCannotBeComparedIsRefusedBeforeAnythingIsMade() throws Exception {
        assertThat(shell.run("simulate", "independent", "-o", "@data.npz", "--trials", "3", "--bins", "4", "--neurons", "2")).isZero();
        Map<String, String> before = shell.bytes();
        assertThat(shell.run("compare", "@data.npz", "--models", "independent,transformer", "-o", "@out")).isEqualTo(Failures.USAGE);
        assertThat(shell.err()).contains("no family is called 'transformer'").contains("independent, glm, hmm, mps, tensor-brain");
        assertThat(shell.run("compare", "@data.npz", "--models", "independent,independent", "-o", "@out")).isEqualTo(Failures.USAGE);
        assertThat(shell.run("compare", "@data.npz", "--models", "mps --bond", "-o", "@out")).isEqualTo(Failures.USAGE);
        assertThat(shell.run("compare", "@data.npz", "--models", "independent", "-o", "@out", "--test", "0.7")).isEqualTo(Failures.USAGE);
        assertThat(shell.run("compare", "@data.npz", "--models", "independent", "-o", "@data.npz")).isEqualTo(Failures.USAGE);
        assertThat(shell.run("compare", "@data.npz", "--models", "independent", "-o", "@out")).as("three trials").isEqualTo(Failures.DATA);
        assertThat(shell.err().lines().filter(line -> !line.startsWith("note:"))).hasSize(1);
        assertThat(shell.bytes()).isEqualTo(before);
        assertThat(shell.run("compare", "@data.npz", "--models", "independent,mps", "-o", "@out", "--dry-run")).isZero();
        assertThat(shell.out()).contains("MB").contains("2 models");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test void aModelThatNeedsAClockIsLeftOutWhereThereIsNone() throws Exception {
        assertThat(shell.run("simulate", "independent", "-o", "@long.npz", "--trials", "1", "--bins", "400", "--neurons", "3", "--rate-hz", "20")).isZero();
        assertThat(shell.run("compare", "@long.npz", "--cut", "5", "--models", "independent,independent --per-bin,glm --per-bin", "-o", "@report")).as(shell.err()).isZero();
        assertThat(shell.out()).contains("left out: glm --per-bin: --per-bin needs at least two trials that share one clock", "windows to learn from", "nats a window", " blocks rates change");
        JsonNode report = json("report/report.json");
        assertThat(report.get("models")).hasSize(1);
        assertThat(report.get("left_out").get("independent --per-bin").asText()).startsWith("--per-bin needs");
        assertThat(Files.readString(folder.resolve("report/report.html"))).contains("Left out: independent --per-bin, glm --per-bin. --per-bin needs at least two trials", "the 99 % quantile of its numbers of spikes".replace(" %", "\u00a0%"));
        assertThat(shell.run("compare", "@long.npz", "--cut", "5", "--models", "glm --per-bin", "-o", "@none")).isEqualTo(Failures.DATA);
        assertThat(shell.err()).contains("none of the models can be fitted: --per-bin needs at least two trials");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test void optionsAreChosenKnowledgeIsSharedAndTrainingsAreCounted() throws Exception {
        assertThat(shell.run("simulate", "kinetic-ising", "-o", "@data.npz", "--trials", "80", "--bins", "8", "--neurons", "4", "--coupling", "2", "--bias", "-1")).isZero();
        assertThat(shell.run("compare", "@data.npz", "--models", "independent,glm --lags 0|1,hmm --states 2 --starts 1", "--knowledge", "per-bin", "--seeds", "3", "-o", "@report")).as(shell.err()).isZero();
        assertThat(shell.out()).contains("knows rates over time", "independent --per-bin", "knows constant rates", "chosen: glm --lags 1 --per-bin", "; 3 trainings: ", "not shown to beat rates over time: ");
        JsonNode report = json("report/report.json"), glm = report.get("models").get(1), hmm = report.get("models").get(2);
        assertThat(glm.get("model").asText()).isEqualTo("glm --lags 0|1 --per-bin");
        assertThat(glm.get("choice").get("chosen").asText()).isEqualTo("glm --lags 1 --per-bin");
        assertThat(glm.get("choice").get("candidates")).hasSize(2);
        assertThat(glm.get("knows").asText()).isEqualTo("rates over time");
        assertThat(glm.get("seeds").get("runs")).hasSize(1);
        assertThat(hmm.get("seeds").get("runs")).hasSize(3);
        assertThat(hmm.get("seeds").get("runs").get(0).get("bits").asDouble()).as("the first training is the one judged").isEqualTo(hmm.get("bits_per_spike_psth").get("value").asDouble());
        assertThat(report.get("ranking").get(0).get("p_over_null_holm").asDouble()).isLessThan(.05);
        ModelFile chosen = ModelFile.read(folder.resolve("report/models/glm-lags-0-1-per-bin.npz"));
        assertThat(chosen.card().get("chosen").toString()).startsWith("glm --lags 1 --per-bin, of 2 candidates, on ");
        String page = Files.readString(folder.resolve("report/report.html"));
        assertThat(page).contains("Not shown to beat rates over time", "The held-out trials took no part in the choice", "missing: 3 trainings of each model whose training draws at random, 0 failed");
        assertThat(shell.run("compare", "@data.npz", "--models", "hmm", "--seeds", "0", "-o", "@none")).isEqualTo(Failures.USAGE);
        assertThat(shell.err()).contains("--seeds must be in 1..1000, got 0");
        assertThat(shell.run("compare", "@data.npz", "--models", "hmm", "--knowledge", "all", "-o", "@none")).isEqualTo(Failures.USAGE);
        assertThat(shell.run("compare", "@data.npz", "--models", "mps --bond 2|4", "--dry-run", "-o", "@none")).isZero();
        assertThat(shell.out()).contains("1 model, one after the other, each whose training draws at random 5 times");
    }

    @Test void theLastTrialsMayBeHeldOut() throws Exception {
        assertThat(shell.run("simulate", "independent", "-o", "@data.npz", "--trials", "40", "--bins", "6", "--neurons", "3", "--rate-hz", "30")).isZero();
        assertThat(shell.run("compare", "@data.npz", "--models", "independent", "--split", "last", "-o", "@last")).as(shell.err()).isZero();
        assertThat(json("last/report.json").get("about").get("split").asText()).isEqualTo("the last 20 % of the 40 trials");
        SpikeTrains data = SpikeFile.read(folder.resolve("data.npz"));
        int[] first = java.util.stream.IntStream.range(0, 32).toArray();
        assertThat(ModelFile.read(folder.resolve("last/models/independent.npz")).nulls().constant()).usingRecursiveComparison().isEqualTo(org.spinspike.model.RatesOverTime.constant(data.select(first)));
    }

    @Test void whereRatesDriftTheLastBlockIsJudgedToo() throws Exception {
        var random = new java.util.SplittableRandom(4);
        SpikeTrains drifting = SpikeTrains.generate(100, 8, 3, (k, t, i) -> random.nextDouble() < .1 + .004 * k);
        SpikeFile.write(folder.resolve("data.npz"), drifting);
        assertThat(shell.run("compare", "@data.npz", "--models", "independent,glm --lags 0|1", "-o", "@auto")).as(shell.err()).isZero();
        assertThat(shell.out()).contains("the recording drifts\nfitted again to 80 and judged on the last 20 % of the 100 trials:\n  independent ");
        JsonNode block = json("auto/report.json").get("last_block");
        assertThat(block.get("train_trials").asInt()).isEqualTo(80);
        assertThat(shell.run("compare", "@data.npz", "--models", "independent", "--split", "last", "-o", "@last")).isZero();
        double alone = json("last/report.json").get("models").get(0).get("mean_log_likelihood_nats").asDouble();
        assertThat(block.get("models").get(0).get("mean_log_likelihood_nats").asDouble()).as("the same as with the last held out in the first place").isEqualTo(alone);
        assertThat(alone).as("worse than at random").isLessThan(json("auto/report.json").get("models").get(0).get("mean_log_likelihood_nats").asDouble());
        assertThat(json("last/report.json").has("last_block")).isFalse();
        assertThat(shell.run("compare", "@data.npz", "--models", "independent", "--last-block", "off", "-o", "@off")).isZero();
        assertThat(shell.out()).contains("the recording drifts; compare --split last judges on its end");
        assertThat(json("off/report.json").has("last_block")).isFalse();
        assertThat(shell.run("compare", "@data.npz", "--models", "independent", "--dry-run", "-o", "@none")).isZero();
        assertThat(shell.out()).contains("once more without the last block");
    }

    @Test void fewerTrialsToLearnFromAreJudgedOnTheSameHeldOutOnes() throws Exception {
        assertThat(shell.run("simulate", "independent", "-o", "@data.npz", "--trials", "40", "--bins", "6", "--neurons", "3", "--rate-hz", "30")).isZero();
        assertThat(shell.run("compare", "@data.npz", "--models", "independent", "--learn-from", "5", "-o", "@few")).as(shell.err()).isZero();
        var about = json("few/report.json").get("about");
        assertThat(about.get("train_trials").asInt()).isEqualTo(5);
        assertThat(about.get("test_trials").asInt()).isEqualTo(8);
        assertThat(about.get("split").asText()).endsWith("; learned from 5 of the others, drawn at random");
        assertThat(shell.run("compare", "@data.npz", "--models", "independent", "--learn-from", "-1", "-o", "@none")).isEqualTo(2);
        assertThat(shell.err()).contains("--learn-from must be 0 or more, got -1");
    }

    @Test void aReportOfEventsCallsNothingASpike() throws Exception {
        assertThat(shell.run("simulate", "kinetic-ising", "-o", "@data.npz", "--trials", "40", "--bins", "6", "--neurons", "3")).isZero();
        assertThat(shell.run("compare", "@data.npz", "--ones", "median", "--models", "independent,glm", "-o", "@report", "--json", "@result.json")).as(shell.err()).isZero();
        String said = shell.out() + Files.readString(folder.resolve("report/report.html")).replaceAll("(?s)<style>.*?</style>", "").replaceAll("<[^>]*>", " ");
        assertThat(said.replace("not a spike", "").replace("not spikes", "").replaceAll("(?i)spinspike", "").lines().filter(line -> line.contains("spike"))).isEmpty();
        assertThat(said).contains("events, not spikes", "bits per event");
        assertThat(json("result.json").get("about").get("ones_are").asText()).isEqualTo("events");
    }

    @Test void theScoreOfAModelIsTheOneItsPairedTrialsGive() throws Exception {
        assertThat(shell.run("simulate", "independent", "-o", "@data.npz", "--trials", "40", "--bins", "6", "--neurons", "3", "--rate-hz", "30")).isZero();
        assertThat(shell.run("compare", "@data.npz", "--models", "independent,independent --per-bin", "-o", "@report", "--json", "@result.json")).as(shell.err()).isZero();
        JsonNode perBin = json("result.json").get("models").get(1);
        assertThat(perBin.get("bits_per_spike_psth").get("value").asDouble()).as("rates over time against themselves").isCloseTo(0, within(1e-12));
        assertThat(json("result.json").get("does_not_beat_rates_over_time").toString()).contains("independent --per-bin");
    }
}
