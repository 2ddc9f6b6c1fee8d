package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.io.SpikeFile;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/**
 * A training that was killed at any moment and resumed ends in the bytes of one that was left alone. The program runs in a virtual machine of its own
 * and is killed as the system kills; the recording has gaps and is learned in mini-batches, so every random stream of the training takes part.
 */
class ResumeTest {
    private static final String ENDLESS = "fit mps @data.npz --bond 10 --batch 100 --patience 99 --seed 5", TRAINING = ENDLESS + " --sweeps 5";
    @TempDir static Path folder;
    private static Shell shell;

    @BeforeAll static void anUninterruptedRun() {
        shell = new Shell(folder);
        SpikeFile.write(folder.resolve("data.npz"), recording());
        shell.must(TRAINING + " -o @whole.npz");
    }

    private static SpikeTrains recording() {
        var builder = new SpikeTrains.Builder(Design.plain(260, 12, .01), Neurons.unnamed(6));
        for (int k = 0; k < 260; k++)
            for (int t = 0; t < 12; t++)
                for (int i = 0; i < 6; i++) {
                    var random = new Seed(3).child(k).child(t).child(i).generator();
                    if (random.nextDouble() < .03) builder.unobserved(k, t, i);
                    else if (random.nextDouble() < (k % 3 == 0 ? .5 : .1)) builder.set(k, t, i);
                }
        return builder.build();
    }

    /** The program itself, started as the launcher starts it. */
    private static Process start(String line) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path")));
        if (System.getProperty("spinspike.blas") != null) command.add("-Dspinspike.blas=" + System.getProperty("spinspike.blas"));
        command.add(Main.class.getName());
        for (String word : line.split(" ")) command.add(word.replace("@", folder + "/"));
        return new ProcessBuilder(command).redirectError(folder.resolve("err.txt").toFile()).redirectOutput(folder.resolve("out.txt").toFile()).start();
    }

    /** Waits until a checkpoint newer than {@code old} is there. */
    private static FileTime checkpointed(Process program, String model, FileTime old) throws Exception {
        Path checkpoint = folder.resolve(model + ".checkpoint.npz");
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (program.isAlive() && System.nanoTime() < patience) {
            try {
                FileTime now = Files.getLastModifiedTime(checkpoint);
                if (old == null || now.compareTo(old) > 0) return now;
            } catch (NoSuchFileException notYet) {
                assertThat(old).isNull();
            }
            Thread.sleep(2);
        }
        return fail("no checkpoint before the end: " + Files.readString(folder.resolve("err.txt")));
    }

    private static void kill(Process program) throws Exception {
        program.destroyForcibly();
        assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).as("killed, not finished").isEqualTo(128 + 9);
    }

    @Test void aTrainingKilledTwiceEndsInTheSameBytes() throws Exception {
        Process first = start(TRAINING + " -o @killed.npz");
        FileTime at = checkpointed(first, "killed.npz", null);
        kill(first);
        assertThat(folder.resolve("killed.npz")).doesNotExist();
        Process second = start(TRAINING + " -o @killed.npz --resume --threads 1");
        for (int steps = 0; steps < 3; steps++) at = checkpointed(second, "killed.npz", at);
        kill(second);
        assertThat(folder.resolve("killed.npz")).doesNotExist();
        Process third = start(TRAINING + " -o @killed.npz --resume");
        assertThat(third.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(third.exitValue()).as(Files.readString(folder.resolve("err.txt"))).isZero();
        assertThat(folder.resolve("killed.npz")).hasSameBinaryContentAs(folder.resolve("whole.npz"));
        assertThat(Files.readString(folder.resolve("killed.npz.config.yaml"))).isEqualTo(Files.readString(folder.resolve("whole.npz.config.yaml")).replace("# output whole.npz ", "# output killed.npz "));
    }

    @Test void aTrainingAskedToStopSaysSoAndGoesOnLater() throws Exception {
        Process program = start(TRAINING + " -o @stopped.npz");
        checkpointed(program, "stopped.npz", null);
        program.destroy();
        assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
        String err = Files.readString(folder.resolve("err.txt"), StandardCharsets.UTF_8);
        assertThat(program.exitValue()).as(err).isEqualTo(Failures.STOPPED);
        assertThat(err.lines().filter(l -> !l.startsWith("note: "))).containsExactly("spinspike: stopped with a checkpoint; the same command with --resume goes on from it");
        assertThat(folder.resolve("out.txt")).isEmptyFile();
        assertThat(folder.resolve("stopped.npz")).doesNotExist();

        // Neither another run nor a careless one may use or destroy what was reached.
        byte[] reached = Files.readAllBytes(folder.resolve("stopped.npz.checkpoint.npz"));
        shell.refused(2, TRAINING + " -o @stopped.npz", "stopped.npz.checkpoint.npz holds an unfinished run: --resume goes on from it, --force begins anew");
        for (String other : List.of(TRAINING.replace("--seed 5", "--seed 6"), TRAINING.replace("--bond 10", "--bond 9"), TRAINING + " --validation 0.3", TRAINING + " --bins 0:11",
                TRAINING + " --neurons 0:5", TRAINING.replace("mps", "glm").replaceAll("--(bond|sweeps|batch|patience) \\d+ ?", "").replace("  ", " ").strip()))
            shell.refused(3, other + " -o @stopped.npz --resume", "stopped.npz.checkpoint.npz belongs to a run with other data, options, seed or version", "--force begins anew");
        assertThat(folder.resolve("stopped.npz.checkpoint.npz")).hasBinaryContent(reached);

        shell.must(TRAINING + " -o @stopped.npz --resume --threads 3");
        assertThat(folder.resolve("stopped.npz")).hasSameBinaryContentAs(folder.resolve("whole.npz"));
    }

    @Test void aRunThatMetItsLimitGoesOnToTheBytesOfALongerOne() {
        shell.must(TRAINING + " -o @limited.npz --iterations 3");
        assertThat(shell.out()).contains("the limit of 3 steps was reached; the same command with --resume --force --iterations 6 goes on");
        shell.must(TRAINING + " -o @limited.npz --iterations 10 --resume --force");
        assertThat(folder.resolve("limited.npz")).hasSameBinaryContentAs(folder.resolve("whole.npz"));
    }

    /** --sweeps is a limit and nothing else: it may be raised, and --iterations goes beyond it. */
    @Test void aRunGoesOnBeyondItsSweeps() {
        shell.must(ENDLESS + " -o @six.npz --sweeps 6");
        shell.must(TRAINING + " -o @more.npz");
        assertThat(shell.out()).contains("stopped at the limit of 10 steps", "the limit of 10 steps was reached; the same command with --resume --force --iterations 20 goes on");
        shell.must(ENDLESS + " -o @more.npz --sweeps 6 --resume --force");
        assertThat(shell.out()).contains("stopped at the limit of 12 steps");
        assertThat(folder.resolve("more.npz")).hasSameBinaryContentAs(folder.resolve("six.npz"));
        shell.must(TRAINING + " -o @long.npz --iterations 15");
        shell.must(TRAINING + " -o @more.npz --iterations 15 --resume --force");
        assertThat(shell.out()).contains("stopped at the limit of 15 steps");
        assertThat(folder.resolve("more.npz")).hasSameBinaryContentAs(folder.resolve("long.npz"));
    }

    /** Short limits end in the first descent, in the second phase of tensor-brain, and in the first Newton steps. */
    @ParameterizedTest @ValueSource(strings = {"mps --tied --bond 2 --starts 2 --patience 1", "tensor-brain --chi 2 --bond 2 --starts 1 --patience 1", "glm --lags 2"})
    void otherFamiliesGoOnToo(String family) {
        String training = "fit " + family + " @data.npz -o @";
        shell.must(training + "all.npz --iterations 60 --force");
        shell.must(training + "parts.npz --iterations 2 --force");
        assertThat(shell.out()).contains("the limit of 2 steps was reached; the same command with --resume --force --iterations 4 goes on");
        for (int limit : new int[] {4, 25, 60}) shell.must(training + "parts.npz --resume --force --iterations " + limit);
        assertThat(folder.resolve("parts.npz")).hasSameBinaryContentAs(folder.resolve("all.npz"));
    }

    @Test void aDamagedOrMissingCheckpointIsTold() throws Exception {
        Path checkpoint = folder.resolve("damaged.npz.checkpoint.npz");
        Files.copy(folder.resolve("data.npz"), checkpoint);
        shell.refused(3, TRAINING + " -o @damaged.npz --resume", "damaged.npz.checkpoint.npz: is no checkpoint", "--force begins anew");
        Files.write(checkpoint, java.util.Arrays.copyOf(Files.readAllBytes(checkpoint), 300));
        shell.refused(3, TRAINING + " -o @damaged.npz --resume", "damaged.npz.checkpoint.npz: cannot be read as NPZ (damaged or cut short?)");
        assertThat(folder.resolve("damaged.npz")).doesNotExist();
        shell.must("fit mps @data.npz --bond 1 --sweeps 1 -o @fresh.npz --resume");
        assertThat(shell.err()).contains("note: there is no checkpoint " + folder.resolve("fresh.npz.checkpoint.npz") + ": training begins from the start");
    }
}
