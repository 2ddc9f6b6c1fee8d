package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.io.Npz;
import org.spinspike.math.NamedArrays;

/** Bad input gets one clear line, the right exit code, and loses nothing. */
class BadInputTest {
    @TempDir Path folder;
    private Shell shell;

    @BeforeEach void recording() {
        shell = new Shell(folder);
        shell.recording("rec.npz", 40, 6, 3);
    }

    @Test void aTruncatedFileIsNamed() throws IOException {
        byte[] whole = Files.readAllBytes(shell.file("rec.npz"));
        Files.write(shell.file("cut.npz"), Arrays.copyOf(whole, whole.length / 2));
        refused(3, "fit independent @cut.npz -o @m.npz", "cut.npz");
    }

    @Test void aMissingFileIsNamed() { refused(3, "fit independent @nothing.npz -o @m.npz", "nothing.npz", "no such file"); }

    @Test void aTwoDimensionalArrayAsksForItsAxes() {
        Npz.write(shell.file("flat.npz"), new NamedArrays().put("spikes", new byte[12], 4, 3).put("bin_ms", 10.0));
        refused(3, "fit independent @flat.npz -o @m.npz", "--axes bins,neurons", "--axes neurons,bins");
    }

    @Test void countsAskForARule() {
        byte[] counts = new byte[24];
        counts[5] = 4;
        Npz.write(shell.file("counts.npz"), new NamedArrays().put("spikes", counts, 4, 2, 3).put("bin_ms", 10.0));
        refused(3, "fit independent @counts.npz -o @m.npz", "largest is 4", "--binarise any");
    }

    @Test void notANumberIsPlaced() {
        double[] values = new double[24];
        values[7] = Double.NaN;
        Npz.write(shell.file("nan.npz"), new NamedArrays().put("spikes", values, 4, 2, 3).put("bin_ms", 10.0));
        refused(3, "fit independent @nan.npz -o @m.npz", "trial 1, bin 0, neuron 1", "NaN", "observed");
    }

    @Test void anUnknownKeyListsTheKeysThereAre() { refused(3, "fit independent @rec.npz:spices -o @m.npz", "spices", "spikes", "bin_ms"); }

    @Test void anUnknownFamilyListsTheFamilies() { refused(2, "fit boltzmann @rec.npz -o @m.npz", "boltzmann", "independent", "glm", "mps"); }

    @Test void anUnknownOptionIsNamed() { refused(2, "fit mps @rec.npz -o @m.npz --bonds 4", "--bonds"); }

    @Test void anOptionOfAnotherKindIsRefused() { refused(2, "fit mps @rec.npz -o @m.npz --bond four", "--bond", "whole number", "four"); }

    @Test void anOptionOutOfItsRangeIsRefused() { refused(2, "fit mps @rec.npz -o @m.npz --bond 0", "bond", "0"); }

    @Test void anEmptyRangeOfBinsIsRefused() { refused(3, "fit independent @rec.npz -o @m.npz --bins 4:4", "--bins", "4:4"); }

    @Test void aWindowLongerThanTheTrialsIsRefused() { refused(3, "fit independent @rec.npz -o @m.npz --cut 7", "7 bins", "longest has 6"); }

    @Test void anUnknownNeuronIsNamed() { refused(3, "fit independent @rec.npz -o @m.npz --neurons n0,n9", "n9", "n0, n1, n2"); }

    @Test void moreNeuronsThanThereAreIsRefused() { refused(3, "fit independent @rec.npz -o @m.npz --neurons top:9", "3 neurons"); }

    @Test void anExistingModelIsNotOverwritten() throws IOException {
        Files.writeString(shell.file("m.npz"), "precious");
        assertThat(shell.run("fit independent @rec.npz -o @m.npz")).isEqualTo(2);
        assertThat(shell.err).contains("exists", "--force");
        assertThat(shell.file("m.npz")).hasContent("precious");
        assertThat(shell.run("fit independent @rec.npz -o @m.npz --force")).isZero();
    }

    @Test void aFolderThatIsNotThereIsFoundBeforeTheWork() { refused(3, "fit independent @rec.npz -o @no/such/m.npz", "cannot be written"); }

    @Test void aModelAppliedToOtherNeuronsIsRefused() {
        assertThat(shell.run("fit independent @rec.npz -o @m.npz")).isZero();
        shell.recording("other.npz", 10, 6, 4);
        refused(3, "score @m.npz @other.npz", "3 neurons", "4");
        refused(3, "forecast @m.npz @other.npz -o @p.npz", "3 neurons", "4");
        refused(3, "anomaly @m.npz @other.npz --calibration @other.npz -o @a.npz", "3 neurons", "4");
    }

    @Test void aSpikeFileIsNoModel() { refused(3, "score @rec.npz @rec.npz", "no model file", "spinspike fit"); }

    @Test void tooFewCalibrationTrialsAreCounted() {
        assertThat(shell.run("fit independent @rec.npz -o @m.npz")).isZero();
        refused(3, "anomaly @m.npz @rec.npz --calibration @rec.npz -o @a.npz --false-alarm 0.01", "99");
    }

    @Test void oneTrialCannotBeCompared() {
        shell.recording("one.npz", 1, 30, 3);
        refused(3, "compare @one.npz --models independent -o @dir", "one trial", "cut");
    }

    @Test void oneTrialAndOneNeuronCanBeFitted() {
        shell.recording("one.npz", 1, 30, 1);
        for (String family : new String[] {"independent", "glm", "mps"}) {
            assertThat(shell.run("fit " + family + " @one.npz -o @" + family + ".npz")).as(shell.err).isZero();
            assertThat(shell.run("score @" + family + ".npz @one.npz")).as(shell.err).isZero();
        }
    }

    @Test void silentAndAlwaysActiveNeuronsAreFitted() {
        byte[] spikes = new byte[20 * 4 * 3];
        for (int at = 0; at < spikes.length; at++) spikes[at] = (byte) (at % 3 == 1 ? 1 : at % 3 == 2 && at % 7 < 3 ? 1 : 0);
        Npz.write(shell.file("odd.npz"), new NamedArrays().put("spikes", spikes, 20, 4, 3).put("bin_ms", 10.0));
        for (String family : new String[] {"independent", "glm", "mps"}) {
            assertThat(shell.run("fit " + family + " @odd.npz -o @" + family + ".npz")).as(shell.err).isZero();
            assertThat((Double) shell.json("score @" + family + ".npz @odd.npz").get("mean_log_likelihood_nats")).isFinite();
        }
    }

    /** Exit code, one line on stderr with these words, nothing on stdout, no new file. */
    private void refused(int code, String line, String... words) {
        var before = files();
        assertThat(shell.run(line)).as(shell.err).isEqualTo(code);
        assertThat(shell.err.strip().lines().count()).as(shell.err).isEqualTo(1);
        assertThat(shell.err).contains(words).doesNotContain("Exception");
        assertThat(shell.out).isEmpty();
        assertThat(files()).isEqualTo(before);
    }

    private java.util.List<Path> files() {
        try (Stream<Path> inside = Files.walk(folder)) {
            return inside.sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
