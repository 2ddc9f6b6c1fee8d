package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.app.reproduction.Reproductions;

/** What {@code reproduce} writes, and what it refuses. */
class ReproduceCommandTest {
    private static final String QUICK = "reproduce tensor-brain-known-truth --sets 1 --trials 200 --fresh 500 --models independent,hmm";

    @TempDir Path folder;
    private Shell shell;

    @BeforeEach void open() { shell = new Shell(folder); }

    @Test void theListNamesEveryOne() {
        shell.must("reproduce --list");
        assertThat(shell.out().lines().map(line -> line.split(" ")[0])).containsExactlyElementsOf(Reproductions.ALL.stream().map(r -> r.name()).toList());
        assertThat(shell.must("reproduce --list --json -").json().get("reproductions").size()).isEqualTo(Reproductions.ALL.size());
    }

    @Test void pageFiguresNumbersDataAndModelsAreWrittenAndCanBeUsed() throws Exception {
        shell.must(QUICK + " -o @made");
        assertThat(shell.out()).contains("written to " + folder.resolve("made/page.html"));
        assertThat(folder.resolve("made/page.html")).isNotEmptyFile();
        assertThat(folder.resolve("made/figures/gap.svg")).isNotEmptyFile();
        assertThat(folder.resolve("made/figures/gap.png")).isNotEmptyFile();
        assertThat(folder.resolve("made/numbers.json.config.yaml")).content().contains("sets: \"1\"");
        var numbers = Shell.json(Files.readString(folder.resolve("made/numbers.json")));
        double gap = numbers.get("models").get(1).get("gap_nats").get(0).asDouble(), law = numbers.get("law_mean_log_likelihood_nats").asDouble();
        shell.must("score @made/models/set-1/hmm.npz @made/data/fresh.npz --json -");
        assertThat(law - shell.json().get("mean_log_likelihood_nats").asDouble()).isCloseTo(gap, org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test void aDryRunSaysWhatItCosts() {
        shell.must(QUICK + " -o @made --dry-run");
        assertThat(shell.out()).contains("reproduce tensor-brain-known-truth: about ", "2 models on 1 training set,");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            reproduce                                       | missing: the NAME
            reproduce nothing -o @x                         | nothing to reproduce is called 'nothing'; there are: tensor-brain-
            reproduce tensor-brain-known-truth              | missing option: -o DIR
            reproduce tensor-brain-known-truth --list       | leave it or 'tensor-brain-known-truth' out
            reproduce tensor-brain-known-truth -o @x --sets 0        | sets must be in 1..1000, got 0
            reproduce tensor-brain-known-truth -o @x --trials 1      | trials must be in 2..10000000, got 1
            reproduce tensor-brain-known-truth -o @x --models nobody | no family is called 'nobody'
            reproduce tensor-brain-known-truth -o @x --models glm,,hmm | --models has an empty entry
            reproduce tensor-brain-known-truth -o @x --sats 1        | '--sats'
            """)
    void whatCannotBeMadeIsRefusedInOneLine(String line, String complaint) {
        shell.refused(2, line, complaint);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            3 | reproduce tensor-brain-forecast -o @x --data @nowhere                 | there is no prearcuate_kiani169/prearcuate169_train.npz in it
            2 | reproduce tensor-brain-forecast -o @x --trials 3                      | trials must be in 20..1000000, got 3
            2 | reproduce tensor-brain-anomaly -o @x --model glm,hmm                  | --models must be one family here, got 'glm,hmm'
            2 | reproduce tensor-brain-scaling-67-302 -o @x --sizes 5,x               | --sizes must be whole numbers separated by commas, got '5,x'
            2 | reproduce tensor-brain-scaling-67-302 -o @x --sizes 2                 | neurons must be at least 3, got 2
            """)
    void trialsThatCannotBeHadAreRefusedInOneLine(int code, String line, String complaint) {
        shell.refused(code, line, complaint);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest @ValueSource(strings = {"", " --dry-run"})
    void aFolderThatHoldsSomethingIsNotWrittenInto(String more) {
        shell.refused(2, QUICK + " -o " + folder.getParent() + more, "is not empty; --force writes into it all the same");
    }
}
