package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.io.Npz;
import org.spinspike.math.NamedArrays;

/** What an import answers where a number is in the wrong unit, or an option does what nobody wants. */
class ImportDoubtsTest {
    private static final String TIMES = "import @s.npz -o @o.npz --force --bin-ms 100";
    @TempDir Path folder;
    private Shell shell;

    /** Two units for six seconds, a trial a second but the last, which has two. */
    @BeforeEach void aRecording() {
        shell = new Shell(folder);
        Npz.write(folder.resolve("s.npz"), new NamedArrays().put("spike_times", new double[] {.05, 1.2, 5.9, .5, 2.5}, 5).put("spike_times_index", new int[] {3, 5}, 2)
                .put("trials.start_time", new double[] {0, 1, 2, 3, 4}, 5).put("trials.stop_time", new double[] {1, 2, 3, 4, 6.5}, 5));
    }

    @Test void aWindowInMillisecondsIsDoubted() {
        shell.must(TIMES + " --align trials.start_time --window -50,100");
        assertThat(shell.err()).contains("note: a window of 150 s is 150 times as long as events are apart (median 1 s): is --window in seconds?");
        assertThat(shell.must(TIMES + " --align trials.start_time --window -5,15").err()).doesNotContain("in seconds?");
    }

    @Test void trialsOfUnequalLengthAndBinsBeyondTheRecordingAreSaid() {
        assertThat(shell.must(TIMES + " --trials trials").err()).contains("note: trials are of unequal length: 10 to 25 bins, median 10", "the file does not say when units were observed, so bins out there are silent");
    }

    @Test void aLabelForEachTrialIsDoubted() {
        assertThat(shell.must(TIMES + " --trials trials --condition trials.start_time").err()).contains("note: 5 conditions for 5 trials: every trial has a label of its own").contains("is trials.start_time a label?");
    }

    @Test void aWindowWithoutACommaIsShownWithOne() {
        shell.refused(2, TIMES + " --align trials.start_time --window -0.5 1", "--window is START,STOP with a comma: --window -0.5,1");
    }

    @Test void axesTheWrongWayRoundAreDoubtedAndDuplicatesAreFew() throws Exception {
        String rows = IntStream.range(0, 40).mapToObj(n -> (n & 1) + "," + (n >> 1 & 1) + "," + (n >> 2 & 1) + "," + (n >> 3 & 1)).collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve("bins.csv"), "A,B,C,D\n" + rows + "\n");
        shell.must("import @bins.csv -o @o.npz --bin-ms 10 --axes neurons,bins");
        assertThat(shell.err()).contains("note: there are more neurons (40) than bins (4): is --axes neurons,bins the other way round?", "note: ... and 9 more such groups, 35 neurons in all");
        assertThat(shell.err().lines().filter(l -> l.startsWith("note: neurons with the same train"))).hasSize(5);
        assertThat(shell.must("info @o.npz").out()).contains("... and 9 more such groups");
        assertThat(shell.must("import @bins.csv -o @p.npz --bin-ms 10 --axes bins,neurons").err()).doesNotContain("other way round");
    }

    @Test void windowsOfOneTrialAConditionCannotBeHeldOutByTrials() {
        Npz.write(folder.resolve("c.npz"), new NamedArrays().put("spikes", new byte[] {1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0}, 3, 4, 1).put("bin_ms", 10.).put("side", new String[] {"l", "r", "m"}, 3));
        shell.refused(3, "import @c.npz -o @o.npz --condition side --cut 1 --hold-out 0.3", "each of 3 conditions comes from one trial", "--bins 0:A to learn from and --bins A:B for the test");
        assertThat(shell.must("import @c.npz -o @o.npz --condition side --hold-out 0.3").err()).contains("note: 1 of 3 conditions are held out whole");
    }

    @Test void theAccountOfAPartSaysWhatItIsOf() {
        String account = "spikes read 5 = placed 4 + clipped 0 + outside 1";
        assertThat(shell.must(TIMES).out()).contains(account + System.lineSeparator());
        shell.must("import @o.npz -o @part.npz --neurons 0:1");
        assertThat(shell.out()).contains(account + ", of the whole import it came from" + System.lineSeparator());
    }

    @Test void percentileAndSecondsTheWrongWayRoundAreDoubted() {
        Npz.write(folder.resolve("f.npz"), new NamedArrays().put("F", new double[] {1, 9, 2, 9, 1, 5, 2, 7}, 1, 8, 1).put("Fneu", new double[] {1, 1, 2, 1, 1, 1, 2, 1}, 1, 8, 1).put("bin_ms", 40.));
        assertThat(shell.must("import @f.npz:F -o @o.npz --baseline 60:8 --binarise threshold:1").err()).contains("note: --baseline takes percentile 60 over 8 s: is it PERCENTILE:SECONDS, as in 8:60?");
        assertThat(shell.must("import @f.npz:F -o @p.npz --dff 8:60 --binarise threshold:1").err()).doesNotContain("PERCENTILE:SECONDS");
        shell.refused(3, "import @f.npz:F -o @q.npz --neuropil 0.7 --binarise any", "taking the neuropil off (--neuropil, and F of a suite2p folder by itself) makes a trace of numbers");
    }
}
