package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results whose name says their format, and folders that are made only when there is something to put into them. */
class ResultNamesTest {
    @TempDir Path folder;
    private Shell shell;

    @BeforeEach void files() throws Exception {
        OddFiles.write(folder);
        shell = new Shell(folder);
    }

    @ParameterizedTest @ValueSource(strings = {"e.txt", "r.mat", "r", "npz", "x.npz.gz"})
    void aNameThatSaysNoFormatIsRefused(String name) {
        String message = name + ": the name says the format, and spikes are written as .npz, .csv or .json";
        shell.refused(2, "export @ok.npz -o @" + name, message);
        shell.refused(2, "import @ok.npz -o @" + name, message);
        shell.refused(2, "import @ok.npz --hold-out 0.3 -o @" + name, message);
        shell.refused(2, "sample @mps.npz -o @" + name, message);
        assertThat(folder.resolve(name)).doesNotExist();
    }

    @Test void capitalsAreTheSameFormat() {
        shell.must("export @ok.npz -o @A.CSV").must("export @ok.npz -o @B.NPZ").must("export @ok.npz -o @C.Json");
        assertThat(folder.resolve("B.NPZ")).exists();
    }

    @ParameterizedTest @ValueSource(strings = {"--snr 0", "--frames -3", "--tau 500", "--coupling x"})
    void aWrongOptionOfASimulationLeavesNoFolder(String option) {
        assertThat(shell.type("simulate calcium -o @cc " + option)).isEqualTo(2);
        assertThat(folder.resolve("cc")).doesNotExist();
    }

    @Test void aDecayInMillisecondsIsRefused() { shell.refused(2, "simulate calcium -o @cc --tau 500", "tau is in seconds and at most 20, got 500"); }

    @Test void ofAFolderWithoutDeconvolvedActivityTheLightIsProposedAtItsFrames() throws Exception {
        shell.must("simulate calcium -o @imaged --frames 400 --neurons 3 --rate-hz 25");
        String shown = shell.must("info @imaged").out();
        assertThat(shown).contains("imaged:F -o spikes.npz --bin-ms 40 --baseline 8:60 --binarise oasis:2").doesNotContain("threshold:0");
        shell.must("import @imaged:F -o @seen.npz --bin-ms 40 --baseline 8:60 --binarise oasis:2");
        assertThat(shell.must("stats @seen.npz --against @imaged/spikes.npz --cut 20").err()).doesNotContain("neuron names differ");
        Files.delete(folder.resolve("imaged/spikes.npz"));
        assertThat(shell.must("info @imaged").out()).contains("--bin-ms 10 --baseline 8:60 --binarise oasis:2");
    }
}
