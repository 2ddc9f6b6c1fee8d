package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.io.SpikeFile;
import org.spinspike.spikes.SpikeTrains;

/** A tree over neurons from a file: what is in the file goes into the model, and what is wrong with it is told in one line before anything is computed. */
class TreeFileTest {
    private static final String FIT = "fit tensor-brain @rec.npz --chi 2 --bond 2 --starts 1 --iterations 2 -o @bad.npz --tree ";
    @TempDir static Path folder;
    private static Shell shell;

    @BeforeAll static void files() throws Exception {
        SpikeFile.write(folder.resolve("rec.npz"), SpikeTrains.generate(20, 4, 4, (k, t, i) -> (k * 5 + t * 3 + i * i) % 7 < 2));
        Files.writeString(folder.resolve("tree.json"), "[[\"n3\", 0],\n [1, \"n2\"]]\n");
        Files.writeString(folder.resolve("short.json"), "[[3, 0], 1]");
        Files.writeString(folder.resolve("broken.json"), "[[3, 0],\n [1, }");
        Files.writeString(folder.resolve("object.json"), "{\"a\": [0, 1]}");
        shell = new Shell(folder);
    }

    @Test void theTreeOfAFileIsTheTreeOfTheModel() throws Exception {
        shell.must("fit tensor-brain @rec.npz -o @t.npz --chi 2 --bond 2 --starts 1 --iterations 2 --tree @tree.json --json @t.json");
        assertThat(Files.readString(folder.resolve("t.json"))).contains("tree over the neurons: ((n3 n0) (n1 n2))").contains("[[\\\"n3\\\",0],[1,\\\"n2\\\"]]");
        assertThat(folder.resolve("bad.npz")).doesNotExist();
    }

    @Test void aModelThatThePastDrivesSaysWhyItDoesNotImpute() throws Exception {
        shell.must("fit tensor-brain @rec.npz -o @lag.npz --chi 2 --bond 2 --starts 1 --iterations 2 --lags 1");
        assertThat(shell.run("impute", "@lag.npz", "@rec.npz", "-o", "@bad.npz")).isEqualTo(3);
        assertThat(shell.err()).contains("tensor-brain cannot impute with these options: conditionals (exact; not with --lags)");
    }

    @Test void filesThatHoldNoTreeOfTheseNeuronsAreRefused() {
        shell.refused(2, FIT + "@short.json", "--tree must hold every neuron once; missing: n2");
        shell.refused(2, FIT + "@short.json --dry-run", "--tree must hold every neuron once; missing: n2");
        shell.refused(3, FIT + "@broken.json", "broken.json, line 2: this is no JSON: ");
        shell.refused(3, FIT + "@none.json", "none.json: cannot be read: there is no such file");
        shell.refused(2, FIT + "@object.json", "--tree must be information, chow-liu, fiedler, areas, balanced, chain or a file FILE.json of nested lists");
        shell.refused(2, FIT + "areas", "--tree areas: the data do not say in which areas their neurons lie");
    }
}
