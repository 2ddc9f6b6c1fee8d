package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.io.Npz;
import org.spinspike.io.SpikeFile;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;

/** Windows that lost their places are not held against rates of another time. */
class LostClockTest {
    private static final String NOTE = "the recording does not say where in the trial its windows begin (offset)";
    @TempDir static Path folder;
    private static Shell shell;

    /** Trials whose second half is three times as busy, in windows of 4 bins: with their places, and without. */
    @BeforeAll static void files() {
        shell = new Shell(folder);
        for (String name : List.of("train", "test", "more")) {
            Seed seed = new Seed(5).child(name);
            SpikeFile.write(folder.resolve(name + "-whole.npz"), SpikeTrains.generate(40, 8, 3, (k, t, i) -> seed.child(k).child(t).child(i).generator().nextDouble() < (t < 4 ? .15 : .45)));
            shell.must("import @" + name + "-whole.npz -o @" + name + ".npz --cut 4");
            Npz.write(folder.resolve(name + "-lost.npz"), MatchingTest.without(folder.resolve(name + ".npz"), "offset", "source_trial"));
        }
        shell.must("fit mps @train.npz -o @mps.npz --bond 2 --sweeps 1").must("fit independent @train.npz -o @rates.npz --per-bin")
                .must("fit glm @train.npz -o @glm.npz --per-bin").must("fit glm @train.npz -o @plain.npz");
    }

    @Test void theScoreOverRatesOverTimeIsLeftOut() {
        shell.must("score @mps.npz @test-lost.npz --json -");
        assertThat(shell.err()).contains("note: " + NOTE + ": no comparison with rates over time");
        assertThat(shell.json().has("bits_per_spike_psth")).isFalse();
        assertThat(shell.json().has("bits_per_spike")).isTrue();
        shell.must("score @mps.npz @test.npz --json -");
        assertThat(shell.err()).doesNotContain("offset");
        assertThat(shell.json().has("bits_per_spike_psth")).isTrue();
        shell.must("score @plain.npz @test-whole.npz --json -");
        assertThat(shell.json().has("bits_per_spike_psth")).as("whole trials begin where they begin").isTrue();
    }

    @Test void forecastsAndAlarmsGoByConstantRates() {
        shell.must("forecast @plain.npz @test-lost.npz -o @p.npz --json -");
        assertThat(shell.err()).contains("note: " + NOTE);
        assertThat(shell.json().has("log_loss_nats_constant_rates")).isTrue();
        for (String files : List.of("@test-lost.npz --calibration @more.npz", "@test.npz --calibration @more-lost.npz")) {
            shell.must("anomaly @mps.npz " + files + " -o @a.npz --force");
            assertThat(shell.err()).contains("note: " + NOTE);
        }
        shell.must("anomaly @mps.npz @test-lost.npz --calibration @more-lost.npz --power");
        assertThat(shell.err()).contains("note: " + NOTE);
    }

    @Test void aModelThatGoesByTheTimeRefusesThem() {
        for (String line : List.of("score @rates.npz @test-lost.npz", "score @glm.npz @test-lost.npz", "forecast @glm.npz @test-lost.npz -o @new.npz",
                "sample @rates.npz -o @new.npz --like @test-lost.npz", "anomaly @rates.npz @test.npz --calibration @more-lost.npz -o @new.npz"))
            shell.refused(Failures.DATA, line, NOTE, "keep the arrays 'offset' and 'source_trial'");
        shell.must("score @rates.npz @test.npz").must("score @glm.npz @test-whole.npz");
        assertThat(folder.resolve("new.npz")).doesNotExist();
    }

    @Test void trialsOfTheTrainingAreToldWhereTheyFlatter() {
        String note = "note: these are the trials the model was trained on";
        assertThat(shell.must("score @mps.npz @train.npz").err()).contains(note);
        assertThat(shell.must("forecast @plain.npz @train.npz -o @t.npz").err()).contains(note);
        assertThat(shell.must("score @mps.npz @test.npz").err()).doesNotContain("trained on");
        shell.must("anomaly @mps.npz @test.npz --calibration @train.npz -o @c.npz");
        assertThat(shell.err()).contains("note: calibration trials were used in training: false alarms are not guaranteed");
        shell.must("anomaly @mps.npz @test.npz --calibration @more.npz -o @d.npz");
        assertThat(shell.err()).doesNotContain("training");
    }

    /** Whichever pieces were taken of it, for training or now; another array of the file is another recording. */
    @Test void piecesOfTheTrainingFileAreToldInEveryVerb() {
        String note = "this is the file the model was trained on (";
        for (String pieces : List.of("--bins 0:3", "--cut 2", "--bins 1:4 --cut 3"))
            for (String line : List.of("score @plain.npz @train.npz", "irreversibility @plain.npz @train.npz", "forecast @plain.npz @train.npz -o @p" + pieces.hashCode() + ".npz"))
                assertThat(shell.must(line + " " + pieces).err()).as(line + " " + pieces).contains(note + "train.npz)").doesNotContain("these are the trials");
        shell.must("fit independent @train-whole.npz -o @piece.npz --cut 4");
        assertThat(shell.must("score @piece.npz @train-whole.npz").err()).contains("train-whole.npz: " + note + "train-whole.npz, cut into windows of 4 bins)", "held-out trials say how good it is");
        assertThat(shell.must("score @piece.npz @train-whole.npz --cut 4").err()).contains("these are the trials the model was trained on");
        assertThat(shell.must("score @piece.npz @test-whole.npz --cut 3").err()).doesNotContain("trained on");
        shell.must("anomaly @plain.npz @test.npz --calibration @train.npz --bins 0:3 -o @cal.npz");
        assertThat(shell.err()).contains("train.npz, bins 0:3: " + note, "false alarms are not guaranteed").doesNotContain("note: test");
        shell.must("anomaly @plain.npz @train.npz --calibration @test.npz -o @exam.npz");
        assertThat(shell.err()).contains("note: examined trials were used in training: they look more normal than new ones");
        byte[] half = new byte[12 * 4 * 3], other = new byte[12 * 4 * 3];
        for (int l = 0; l < half.length; l++) half[l] = (byte) (l % 3 == 0 || l % 7 == 0 ? 1 : 0);
        for (int l = 0; l < half.length; l++) other[l] = (byte) (l % 5 == 0 || l % 7 == 0 ? 1 : 0);
        Npz.write(folder.resolve("two.npz"), new org.spinspike.math.NamedArrays().put("first", half, 12, 4, 3).put("second", other, 12, 4, 3).put("bin_ms", 10.));
        shell.must("fit independent @two.npz:first -o @first.npz");
        assertThat(shell.must("score @first.npz @two.npz:first --bins 0:2").err()).contains(note);
        assertThat(shell.must("score @first.npz @two.npz:second --bins 0:2").err()).doesNotContain("trained on");
    }

    @Test void otherBinsOfTheTrainingFileAreNotCalledIt() {
        String note = "this is the file the model was trained on (";
        shell.must("fit independent @train-whole.npz -o @front.npz --bins 0:2");
        assertThat(shell.must("score @front.npz @train-whole.npz --bins 2:4").err()).doesNotContain("trained on");
        assertThat(shell.must("score @front.npz @train-whole.npz --bins 1:3").err()).contains(note);
        assertThat(shell.must("score @front.npz @train-whole.npz --bins -2:").err()).as("from the back, which need not be other bins").contains(note);
        shell.must("fit independent @train-whole.npz -o @back.npz --bins 2:");
        assertThat(shell.must("score @back.npz @train-whole.npz --bins :2").err()).doesNotContain("trained on");
    }

    @Test void examinedTrialsAreNotTheirOwnCalibration() {
        for (String calibration : List.of("test", "test-lost"))
            shell.refused(Failures.DATA, "anomaly @mps.npz @test.npz --calibration @" + calibration + ".npz -o @no.npz", "the first 80 examined trials are those of the calibration");
        Npz.write(folder.resolve("silent.npz"), new org.spinspike.math.NamedArrays().put("spikes", new byte[5 * 4 * 3], 5, 4, 3).put("bin_ms", 10.));
        SpikeTrains more = SpikeFile.read(folder.resolve("more-lost.npz"));
        SpikeFile.write(folder.resolve("begins-silent.npz"), SpikeTrains.generate(80, 4, 3, (k, t, i) -> k >= 5 && more.fires(k, t, i)));
        shell.must("anomaly @mps.npz @silent.npz --calibration @begins-silent.npz -o @s.npz");
    }

    @Test void zeroTrialsOrBinsAreNotTheDefault() {
        for (String option : List.of("--trials", "--bins"))
            for (String value : List.of("0", "-1")) shell.refused(Failures.USAGE, "sample @plain.npz -o @new.npz " + option + " " + value, option + " must be at least 1, got " + value);
        shell.must("sample @plain.npz -o @drawn.npz");
        assertThat(SpikeFile.read(folder.resolve("drawn.npz")).trials()).isEqualTo(80);
    }
}
