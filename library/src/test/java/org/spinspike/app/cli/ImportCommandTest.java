package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.app.task.Json;
import org.spinspike.io.SpikeFile;

/** import and info as a person types them: exit codes, one line on stderr, nothing but JSON on stdout where JSON was asked for. */
class ImportCommandTest {
    private static final String UNITS = "src/test/resources/org/spinspike/io/hdf5/units.nwb";
    @TempDir Path folder;
    private Shell shell;

    @BeforeEach void open() { shell = new Shell(folder); }

    @Test void aRecordingBecomesASpikeFile() {
        Path target = folder.resolve("o.npz");
        assertThat(shell.run("import", UNITS, "-o", target.toString(), "--bin-ms", "50", "--trials", "trials", "--condition", "trials.side", "--select", "quality==good", "--covariate", "speed")).isZero();
        assertThat(shell.out()).contains("spikes read 6 = placed 5 + clipped 1 + outside 0", "clipped share 16.67 % (rule any: ones are spikes)", "3 trials x 10 bins x 2 neurons, bins of 50 ms, written to " + target);
        assertThat(shell.err()).contains("note: 1 of 2 neurons lose more than 1 %");
        assertThat(SpikeFile.read(target).cells().names()).containsExactly("7", "9");
        assertThat(SpikeFile.read(target).observed(2, 0, 0)).isFalse();                // unit 7 was watched from 0 to 1 and from 1.2 on
        assertThat(folder.resolve("o.npz.config.yaml")).content().contains("bin-ms: 50.0", "trials: \"trials\"");
        assertThat(shell.run("info", target.toString())).isZero();
        assertThat(shell.out()).contains("conditions: left (2), right (1)", "covariates: speed", "rule any: read 6 = placed 5");
    }

    @Test void jsonStandsAlone() {
        assertThat(shell.run("import", UNITS, "-o", folder.resolve("o.npz").toString(), "--bin-ms", "50", "--json", "-")).isZero();
        assertThat(Json.parse(shell.out())).containsEntry("read", 6).containsEntry("neurons", 3).containsKey("per_neuron");
        assertThat(shell.run("info", UNITS, "--json", "-")).isZero();
        assertThat(Json.parse(shell.out())).containsEntry("units", 3).containsEntry("format", "NWB 2.6.0");
    }

    @Test void aDryRunWritesNothing() throws Exception {
        assertThat(shell.run("import", UNITS, "-o", folder.resolve("o.npz").toString(), "--bin-ms", "50", "--trials", "trials", "--hold-out", "0.4", "--dry-run")).isZero();
        assertThat(shell.out()).contains("2 trials x 10 bins x 3 neurons, bins of 50 ms, would go to", "1 trial x 10 bins x 3 neurons held out, would go to");
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test void whatCannotBeWrittenIsFoundFirst() throws Exception {
        Path test = Files.writeString(folder.resolve("o-test.npz"), "mine");
        assertThat(shell.run("import", UNITS, "-o", folder.resolve("o.npz").toString(), "--bin-ms", "50", "--trials", "trials", "--hold-out", "0.4")).isEqualTo(2);
        assertThat(shell.err()).isEqualTo("spinspike: " + test + " exists already; --force replaces it" + System.lineSeparator());
        assertThat(folder.resolve("o.npz")).doesNotExist();
    }

    @Test void faultsOfTheFileAreThreeAndFaultsOfTheCommandTwo() {
        String target = folder.resolve("o.npz").toString();
        fails(3, "import", UNITS, "-o", target, "--bin-ms", "50", "--trials", "epochs");
        fails(3, "import", folder.resolve("none.nwb").toString(), "-o", target);
        fails(3, "info", "src/test/resources/org/spinspike/io/hdf5/deep.nwb");
        fails(2, "import", UNITS, "-o", target);
        fails(2, "import", UNITS, "-o", target, "--bin-ms", "50", "--binarise", "often");
        fails(2, "import", UNITS, "--bin-ms", "50");
    }

    private void fails(int code, String... args) {
        assertThat(shell.run(args)).as(shell.err()).isEqualTo(code);
        assertThat(shell.complaints()).hasSize(1).allMatch(line -> line.startsWith("spinspike: "));
    }
}
