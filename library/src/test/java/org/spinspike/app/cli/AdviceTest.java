package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.io.Npy;
import org.spinspike.io.SpikeFile;
import org.spinspike.math.NamedArray;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/** What the program says is so, and what it advises works. */
class AdviceTest {
    @TempDir Path folder;
    private Shell shell;

    @BeforeEach void open() {
        shell = new Shell(folder);
        SpikeFile.write(folder.resolve("data.npz"), train(24, 5, .01));
    }

    private static SpikeTrains train(int trials, int bins, double binSeconds) {
        var builder = new SpikeTrains.Builder(Design.plain(trials, bins, binSeconds), Neurons.unnamed(2));
        for (int k = 0; k < trials; k++) for (int t = 0; t < bins; t++) for (int i = 0; i < 2; i++) if ((k * 7 + t * 5 + i * 3) % 4 == 0) builder.set(k, t, i);
        return builder.build();
    }

    @ParameterizedTest @ValueSource(strings = {"fit mps @data.npz", "import @data.npz", "simulate independent", "sample @m.npz", "forecast @m.npz @data.npz", "impute @m.npz @data.npz",
        "anomaly @m.npz @data.npz --calibration @data.npz", "score @m.npz @data.npz", "stats @data.npz"})
    void aDryRunFindsThatTheResultHasNowhereToGo(String line) {
        shell.refused(3, line + " -o @missing/o.npz --dry-run", "there is no folder " + folder.resolve("missing"));
    }

    @ParameterizedTest @ValueSource(strings = {"compare @data.npz --models independent", "demo"})
    void aDryRunFindsThatAFolderIsTaken(String line) {
        shell.refused(2, line + " -o " + folder + " --dry-run", folder + " is not empty; --force writes into it all the same");
    }

    @Test void aDryRunCountsTheStepsAskedFor() {
        double few = shell.must("fit mps @data.npz -o @o.npz --dry-run --json - --iterations 2").json().get("flops").asDouble();
        double twice = shell.must("fit mps @data.npz -o @o.npz --dry-run --json - --iterations 4").json().get("flops").asDouble();
        assertThat(twice).isEqualTo(2 * few);
        assertThat(shell.json().get("process_bytes").asLong() - shell.json().get("memory_bytes").asLong()).isEqualTo(200_000_000);
    }

    /** CPU seconds of the whole program, one thread, on recordings like this one: a second and a half to four and a half, hardly any of it steps. */
    @ParameterizedTest @CsvSource({"independent, 1.8, 2.4", "glm, 2.0, 2.4", "mps, 2.1, 2.6", "mps --tied --iterations 10, 2.4, 2.7", "tensor-brain --iterations 10, 2.1, 2.5"})
    void aDryRunCountsTheStartOfTheProgram(String family, double fewest, double most) {
        JsonNode told = shell.must("fit " + family + " @data.npz -o @o.npz --dry-run --json -").json();
        assertThat(told.get("seconds_from").asDouble()).isBetween(1., fewest);
        assertThat(told.get("seconds_to").asDouble()).isBetween(most, 6.);
        assertThat(told.get("seconds").asDouble()).isBetween(told.get("seconds_from").asDouble(), told.get("seconds_to").asDouble());
        assertThat(shell.must("fit " + family + " @data.npz -o @o.npz --dry-run").out()).containsPattern("about [1-2]\\.\\d to [2-6]\\.\\d s on one core");
        assertThat(shell.must("compare @data.npz --models independent -o @c --dry-run --json -").json().get("seconds_to").asDouble()).as("samples, floors and a report").isGreaterThan(8);
    }

    @Test void aDryRunCountsReadingAndTheStepsOfHiddenStates() {
        SpikeFile.write(folder.resolve("large.npz"), train(4000, 100, .01));
        double small = shell.must("fit independent @data.npz -o @o.npz --dry-run --json -").json().get("seconds").asDouble();
        assertThat(shell.must("fit independent @large.npz -o @o.npz --dry-run --json -").json().get("seconds").asDouble() - small).isGreaterThan(.1);
        double few = shell.must("fit hmm @data.npz -o @o.npz --dry-run --json - --iterations 2").json().get("flops").asDouble();
        assertThat(shell.must("fit hmm @data.npz -o @o.npz --dry-run --json - --iterations 4").json().get("flops").asDouble()).isEqualTo(2 * few);
    }

    @Test void infoTakesTheAxesItAsksFor() {
        Npy.write(folder.resolve("m.npy"), NamedArray.of(new double[] {1, 0, 0, 0, 1, 0}, 2, 3));
        shell.must("info @m.npy");
        assertThat(shell.out()).contains("say which is which with --axes bins,neurons or --axes neurons,bins");
        shell.must("info @m.npy --axes neurons,bins --bin-ms 10");
        assertThat(shell.out()).contains("1 trial x 3 bins x 2 neurons").doesNotContain("axes:");
        shell.must("info @data.npz");
        assertThat(shell.out()).contains("axes: trials, bins, neurons; --axes names another order");
        shell.refused(2, "info src/test/resources/org/spinspike/io/hdf5/units.nwb --axes bins,neurons", "--axes, --bin-ms, --binarise and --ones are for arrays");
    }

    @Test void infoAndStatsAgreeOnDrift() {
        SpikeFile.write(folder.resolve("late.npz"), SpikeTrains.generate(40, 6, 2, (k, t, i) -> new Seed(k).child(t).child(i).generator().nextDouble() < (k < 20 ? .3 : .4)));
        String told = shell.must("info @late.npz").out().lines().filter(l -> l.startsWith("drift: ")).findFirst().orElseThrow();
        assertThat(told).contains("p = 0.");
        assertThat(shell.must("stats @late.npz").out()).contains(told);
        assertThat(shell.must("fit independent @late.npz -o @rates.npz").out()).contains(told);
    }

    /** One train of 200 bins in windows of 5: every fifth of 20 blocks of 2 windows is held out, and its neighbours are in neither file. */
    @Test void whatIsInNeitherFileIsOutside() {
        SpikeFile.write(folder.resolve("long.npz"), train(1, 200, .01));
        shell.must("import @long.npz -o @cut.npz --cut 5 --hold-out 0.2 --json -");
        SpikeTrains learned = SpikeFile.read(folder.resolve("cut.npz")), held = SpikeFile.read(folder.resolve("cut-test.npz"));
        assertThat(learned.trials() + held.trials()).isLessThan(40);
        for (SpikeTrains part : List.of(learned, held)) {
            assertThat(part.binarisation().placed()).isEqualTo(learned.spikes() + held.spikes());
            assertThat(part.binarisation().read()).isEqualTo(100);
            assertThat(part.binarisation().outside()).isEqualTo(100 - learned.spikes() - held.spikes()).isPositive();
        }
        assertThat(shell.json().get("placed").asLong()).isEqualTo(learned.spikes() + held.spikes());
        assertThat(shell.err()).containsPattern("note: \\d+ windows beside the held-out ones are in neither file; their " + learned.binarisation().outside() + " spikes count as outside");
        assertThat(shell.must("info @cut.npz").out()).contains("rule as given, the whole import: read 100 = placed");
        assertThat(shell.must("info @long.npz").out()).contains("rule as given: read 100 = placed 100");
    }

    @Test void whatIsRequiredIsInTheFirstLineOfTheHelp() {
        for (String verb : List.of("import", "simulate", "fit", "sample", "forecast", "impute", "compare")) assertThat(shell.must(verb + " --help").out().lines().findFirst().orElseThrow()).contains(" -o ");
        assertThat(shell.must("anomaly --help").out()).startsWith("Usage: spinspike anomaly MODEL DATA --calibration CAL (-o OUT.npz | --power) [OPTIONS]\n");
        shell.refused(2, "anomaly @m.npz @data.npz --calibration @data.npz", "missing option: -o OUT.npz", "--power");
    }

    @Test void aForecastWithoutAnyPastSaysSo() {
        shell.must("fit independent @data.npz -o @m.npz");
        shell.must("forecast @m.npz @data.npz -o @p.npz --horizon 5");
        assertThat(shell.err()).contains("note: no trial is longer than 5 bins: no bin has a past at this horizon");
        assertThat(shell.out()).doesNotContain("over the bins");
        shell.must("forecast @m.npz @data.npz -o @p.npz --horizon 4 --force");
        assertThat(shell.err()).doesNotContain("horizon");
        assertThat(shell.out()).contains("nats a bin and neuron over the bins that have a past of 4 bins (");
    }

    @Test void aBinWidthInSecondsIsNoticed() {
        SpikeFile.write(folder.resolve("s.npz"), train(24, 5, .00002));
        shell.must("info @s.npz");
        assertThat(shell.out()).contains("bins of 0.02 ms are shorter than 0.1 ms: is the width of a bin in milliseconds?", "the mean rate is 12500 Hz, above 1000");
        shell.must("import @s.npz -o @o.npz");
        assertThat(shell.err()).contains("note: bins of 0.02 ms are shorter than 0.1 ms");
        assertThat(shell.must("info @data.npz").out()).doesNotContain("milliseconds?");
    }

    @Test void aWideTableWithTimesIsToldTheWayOut() throws Exception {
        Files.writeString(folder.resolve("wide.csv"), "t,a,b\n0,0,1\n0.01,1,0\n");
        shell.refused(3, "import @wide.csv -o @o.npz --bin-ms 10", "with one bin a line, leave the column of times out or call it bin");
        Files.writeString(folder.resolve("wide.csv"), "bin,a,b\n0,0,1\n1,1,0\n");
        shell.must("import @wide.csv -o @o.npz --bin-ms 10");
    }

    @Test void trialsThatAreNotSelectedAreCounted() {
        shell.must("import src/test/resources/org/spinspike/io/hdf5/units.nwb -o @o.npz --bin-ms 50 --trials trials --select trials.side==left");
        assertThat(shell.err()).contains("note: --select leaves out 1 of 3 rows of 'trials'");
    }

    @Test void aStoppedComparisonSaysThatNothingWasWritten() throws Exception {
        SpikeFile.write(folder.resolve("many.npz"), train(4000, 30, .01));
        Process program = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), Main.class.getName(), "compare",
                folder.resolve("many.npz").toString(), "--models", "mps,tensor-brain --starts 9", "-o", folder.resolve("report").toString(), "--progress", "on")
                .redirectErrorStream(true).redirectOutput(folder.resolve("said.txt").toFile()).start();
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (program.isAlive() && System.nanoTime() < patience && !Files.readString(folder.resolve("said.txt")).contains("fit mps")) Thread.sleep(20);
        assertThat(new ProcessBuilder("kill", "-TERM", "" + program.pid()).start().waitFor()).isZero();
        assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).as("SIGTERM, which no shell hides from what it starts in the background").isEqualTo(143);
        assertThat(Files.readString(folder.resolve("said.txt"))).contains("spinspike: stopped; nothing was written\n");
        assertThat(folder.resolve("report")).doesNotExist();
    }
}
