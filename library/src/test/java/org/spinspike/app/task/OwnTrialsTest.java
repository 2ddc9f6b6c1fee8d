package org.spinspike.app.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.app.cli.Main;
import org.spinspike.io.Reading;
import org.spinspike.io.SpikeFile;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Binarisation;
import org.spinspike.spikes.SpikeTrains;

/** Spike times with a column of trials: three trials that begin at -0.1 s, the last spike at .43 s of the second. */
class OwnTrialsTest {
    @TempDir Path folder;
    private Path file;
    private String errors;

    @BeforeEach void aFileWithTrials() throws Exception {
        file = Files.writeString(folder.resolve("times.csv"), "trial,neuron,time\nx,a,-0.1\nx,b,0.05\ny,a,0.43\nz,b,0\nz,b,0.31\n");
    }

    @Test void trialsOfTheFileAreTrialsAndNoSpikeIsLost() {
        SpikeTrains trains = imported(0, "--bin-ms", "100");
        assertThat(trains.toString()).as("-0.1 to .43 s in whole bins").isEqualTo("3 trials x 6 bins x 2 neurons");
        assertThat(trains.flat(0)).containsExactly(1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(trains.flat(1)).as("the last spike, in a bin that is begun").containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0);
        assertThat(trains.flat(2)).containsExactly(0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0);
        assertThat(trains.binarisation()).isEqualTo(new Binarisation("any", true, 5, 5, 0, 0));
        assertThat(errors).contains("trials are those the file names, each from -0.1 to 0.5 s of its own clock").contains("end with the last spike of any").doesNotContain("reach beyond", "overlap", "part of a bin");
    }

    @Test void aWindowCountsByTheClockOfEachTrialAndLabelsAreThoseOfTheFile() {
        SpikeTrains trains = imported(0, "--bin-ms", "100", "--window", "0,0.5", "--condition", "trials.trial", "--select", "trials.trial!=y");
        assertThat(trains.toString()).isEqualTo("2 trials x 5 bins x 2 neurons");
        assertThat(trains.flat(1)).containsExactly(0, 1, 0, 0, 0, 0, 0, 1, 0, 0);
        assertThat(trains.design().conditions().orElseThrow()).containsExactly("x", "z");
    }

    @Test void aBinThatReachesIntoTheNextTrialIsRefused() {
        imported(2, "--bin-ms", "5000");
        assertThat(errors).contains("--bin-ms 5000 is wider than a trial of the file").contains("is the width in milliseconds?");
    }

    @Test void ratesAndWhatInfoSaysLeaveOutWhatLiesBetweenTrials() {
        Describe.Result r = Describe.run(file.toString(), Reading.PLAIN, new Seed(1));
        assertThat(r.lines()).contains("2 units, 5 spikes in 3 trials of 0.530 s, each with a clock of its own, rates 1.26 to 1.89 Hz, median 1.57");
        assertThat(r.lines()).anyMatch(l -> l.startsWith("import needs: --bin-ms; trials are those the file names")).noneMatch(l -> l.contains("whole recording is one trial"));
    }

    @Test void aWidthThatIsNoMillisecondsIsRefusedBeforeItIsBinned() throws Exception {
        Files.writeString(file, "neuron,time\na,0\nb,1\nc,2000\n");
        imported(2, "--bin-ms", "0.0025");
        assertThat(errors).contains("1 trial x 800000000 bins x 3 units are more than the 2147483647 entries a spike file may have: is --bin-ms in milliseconds?").doesNotContain("should not happen");
    }

    private SpikeTrains imported(int code, String... options) {
        var out = new java.io.StringWriter();
        var err = new java.io.StringWriter();
        Path target = folder.resolve("out.npz");
        String[] words = java.util.stream.Stream.concat(java.util.stream.Stream.of("import", file.toString(), "-o", target.toString()), java.util.stream.Stream.of(options)).toArray(String[]::new);
        int got = Main.run(new java.io.PrintWriter(out, true), new java.io.PrintWriter(err, true), words);
        errors = err.toString();
        assertThat(got).as(errors).isEqualTo(code);
        return code == 0 ? SpikeFile.read(target) : null;
    }
}
