package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.app.task.Hashes;

/** What pages and messages name: the recording, the family. */
class PageFactsTest {
    @TempDir Path folder;
    private Shell shell;

    @BeforeEach void files() throws IOException { shell = new Shell(folder); }

    @Test void aPageOfWidthsNamesItsRecordingAndRoundsNoBitsAway() throws IOException {
        var text = new StringBuilder("unit,time\n");
        var random = new Random(5);
        for (int n = 0; n < 900; n++) text.append((char) ('a' + random.nextInt(3))).append(',').append(20 * random.nextDouble()).append('\n');
        Path times = Files.writeString(folder.resolve("times.csv"), text);
        shell.must("import @times.csv -o @widths --bin-ms 10 --sensitivity 5,10 --seed 7");
        assertThat(Files.readString(folder.resolve("widths/page.html"))).contains("times.csv", Hashes.ofFile(times), "<dt>Neurons</dt><dd>3</dd>", "<dt>Seed</dt><dd>7</dd>", "<dt>Trials</dt><dd>1</dd>")
                .containsPattern("<td class=\"n\">.?\\d+\\.\\d\\d <span class=\"ci\">\\[.?\\d+\\.\\d\\d, .?\\d+\\.\\d\\d\\]");
    }

    @Test void aPageOfDecodingNamesItsRecording() throws IOException {
        shell.must("simulate cortex -o @c.npz --trials 60 --bins 6 --neurons 4").must("fit independent @c.npz -o @by.npz --by condition").must("decode @by.npz @c.npz -o @d.npz --page @page --seed 3");
        assertThat(Files.readString(folder.resolve("page/page.html"))).contains("c.npz", Hashes.ofFile(folder.resolve("c.npz")), "<dt>Neurons</dt><dd>4</dd>", "<dt>Trials</dt><dd>60</dd>", "<dt>Seed</dt><dd>3</dd>");
    }

    @Test void oneFamilyIsShownByItsName() {
        assertThat(shell.must("families mps").out()).startsWith("mps").contains("--bond").doesNotContain("hmm\n");
        shell.refused(2, "families mpx", "no family is called 'mpx'; there are: ");
    }

    @Test void anUnknownOptionNamesTheFamilyItWasGivenTo() throws Exception {
        OddFiles.write(folder);
        assertThat(shell.run("compare", "@ok.npz", "-o", "@report", "--models", "hmm --bond 3")).isEqualTo(2);
        assertThat(shell.err()).contains("--models: unknown option --bond of hmm; there are: --states");
    }
}
