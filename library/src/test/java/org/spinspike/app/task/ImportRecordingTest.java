package org.spinspike.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.io.Npz;
import org.spinspike.io.SharedData;
import org.spinspike.io.SpikeFile;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.spikes.trace.TraceSteps;
import org.spinspike.spikes.Binarisation;
import org.spinspike.spikes.SpikeTrains;

class ImportRecordingTest {
    @TempDir Path folder;
    private String recording;

    /** Units a: .05 .06 .55 1.05 2.5, b: .15, c (noise): the spikes of a. Trials [0,1) left, [1,2) right, [2,3) left; cues at .5, 1.5 and (missing). */
    @BeforeEach void aRecording() {
        double[] a = {.05, .06, .55, 1.05, 2.5}, b = {.15};
        Path file = folder.resolve("session.npz");
        Npz.write(file, new NamedArrays().put("spike_times", new double[] {a[0], a[1], a[2], a[3], a[4], b[0], a[0], a[1], a[2], a[3], a[4]}, 11)
                .put("spike_times_index", new int[] {5, 6, 11}, 3).put("unit_name", new String[] {"a", "b", "c"}, 3).put("quality", new String[] {"good", "good", "noise"}, 3)
                .put("trials.start_time", new double[] {0, 1, 2}, 3).put("trials.stop_time", new double[] {1, 2, 3}, 3).put("trials.cue", new double[] {.5, 1.5, Double.NaN}, 3)
                .put("trials.side", new String[] {"left", "right", "left"}, 3).put("trials.ok", new byte[] {1, 0, 1}, 3)
                .put("epochs.start_time", new double[] {0, 1.2}, 2).put("epochs.stop_time", new double[] {1.2, 2}, 2).put("epochs.state", new int[] {7, 8}, 2)
                .put("speed", new double[] {0, 10, 20, 30}, 4).put("speed_times", new double[] {.05, 1.05, 2.05, 3.05}, 4));
        recording = file.toString();
    }

    @Test void trialsOfATableAreBinnedAndEverySpikeIsAccountedFor() {
        ImportRecording.Result r = run(new Ask().trials("trials").condition("trials.side"));
        assertThat(r.train().toString()).isEqualTo("3 trials x 10 bins x 3 neurons");
        assertThat(r.train().design().conditions().orElseThrow()).containsExactly("left", "right", "left");
        assertThat(r.train().design().startSeconds().orElseThrow()).containsExactly(0, 1, 2);
        assertThat(r.train().binarisation()).isEqualTo(new Binarisation("any", true, 11, 9, 2, 0));
        assertThat(r.report().tally().clipped()).containsExactly(1, 0, 1);
        assertThat(r.report().duplicates()).containsExactly(List.of("a", "c"));
        assertThat(r.notes()).contains("neurons with the same train: a, c").anyMatch(n -> n.startsWith("2 of 3 neurons lose more than 1 %"));
        assertThat(SpikeFile.read(folder.resolve("out.npz"))).isEqualTo(r.train());
    }

    @Test void eventsWithoutATimeAreLeftOutAndSaidSo() {
        ImportRecording.Result r = run(new Ask().align("trials.cue").window("-.5,.5").condition("epochs.state"));
        assertThat(r.train().trials()).isEqualTo(2);
        assertThat(r.train().fires(0, 5, 0)).isTrue();
        assertThat(r.train().design().conditions().orElseThrow()).containsExactly("7", "7");
        assertThat(r.notes()).contains("1 of 3 rows are left out: they have no time in 'cue'", "1 of 2 trials reach beyond the recording (spikes from 0.050 to 2.500 s): the file does not say when units were observed, so bins out there are silent");
        assertThat(r.train().binarisation()).isEqualTo(new Binarisation("any", true, 11, 7, 2, 2));
    }

    @Test void aWindowLongerThanTheGapCountsSpikesInBothTrialsAndSaysSo() {
        ImportRecording.Result r = run(new Ask().align("trials.start_time").window("0,1.1"));
        assertThat(r.notes()).anyMatch(n -> n.startsWith("3 of 3 trials overlap in time"));
        assertThat(r.train().binarisation().read()).isEqualTo(13);            // 1.05 of a and c in two trials
    }

    @Test void unitsAndTrialsAreSelectedByTheirColumns() {
        assertThat(run(new Ask().trials("trials").select("quality==good")).train().cells().names()).containsExactly("a", "b");
        SpikeTrains rate = run(new Ask().trials("trials").select("rate>1,trials.ok==true")).train();
        assertThat(rate.cells().names()).containsExactly("a", "c");
        assertThat(rate.trials()).isEqualTo(2);
        ImportRecording.Result top = run(new Ask().trials("trials").neurons("top:1"));
        assertThat(top.train().cells().names()).containsExactly("a");
        assertThat(top.train().binarisation()).isEqualTo(new Binarisation("any", true, 5, 4, 1, 0));
        assertThat(run(new Ask().trials("trials").neurons("c,b")).train().cells().names()).containsExactly("c", "b");
    }

    @Test void covariatesAreResampledToTheBins() {
        var c = run(new Ask().trials("trials").covariate("speed")).train().design().covariates().orElseThrow();
        assertThat(c.names()).containsExactly("speed");
        assertThat(c.at(0, 0, 0)).isZero();
        assertThat(c.at(1, 5, 0)).isCloseTo(15, org.assertj.core.api.Assertions.within(1e-5f));
        assertThatThrownBy(() -> run(new Ask().trials("trials").covariate("speed:x"))).hasMessageContaining("--covariate speed:x: there is no such column");
    }

    @Test void heldOutTrialsGoToAFileOfTheirOwn() {
        ImportRecording.Result r = run(new Ask().trials("trials").holdOut(.34));
        assertThat(r.train().trials()).isEqualTo(2);
        SpikeTrains train = SpikeFile.read(folder.resolve("out.npz")), held = SpikeFile.read(folder.resolve("out-test.npz"));
        assertThat(held.trials()).isEqualTo(1);
        assertThat(train.spikes() + held.spikes()).isEqualTo(9);
        assertThat(java.util.stream.IntStream.of(train.design().source(0), train.design().source(1), held.design().source(0)).sorted()).containsExactly(0, 1, 2);
        assertThat(run(new Ask().trials("trials").holdOut(.34)).held()).isEqualTo(r.held());
    }

    @Test void oneTrialIsHeldOutInBlocks() {
        ImportRecording.Result r = run(new Ask().binMs(50.).holdOut(.2));
        assertThat(r.notes()).contains("one trial: cut into 25 blocks of 1 bin with 1 bin between them, whole blocks are held out");
        assertThat(r.held().orElseThrow().trials()).isEqualTo(5);
        assertThat(r.train().trials()).isEqualTo(20);
        assertThatThrownBy(() -> run(new Ask().holdOut(.2))).hasMessageContaining("--hold-out: one trial of 24 bins is too short for 20 blocks");
    }

    @ParameterizedTest @CsvSource(delimiter = ';', nullValues = "-", value = {
            "-; -; epoch; -; -; no table 'epoch'; there are: trials, epochs", "trials.go; 0,1; -; -; -; table 'trials' has no column 'go'; there are: start_time, stop_time, cue, side, ok",
            "trials.side; 0,1; -; -; -; column 'side' of table 'trials' holds text, numbers are needed", "cue; 0,1; -; -; -; TABLE.COLUMN was expected, got 'cue'; tables in the file: trials (3 rows",
            "trials.cue; -; -; -; -; --align needs --window", "trials.cue; 1,1; -; -; -; --window 1,1 is empty", "trials.cue; 1; -; -; -; --window must be START,STOP in seconds",
            "trials.cue; 0,.05; -; -; -; no bin of 100.0 ms fits into a window: the longest has 50.0 ms", "-; 100,200; -; -; -; not one spike is left: 11 spikes read",
            "trials.cue; 0,1; epochs; -; -; name different tables", "-; -; trials; depth>3; -; table 'units' has no column 'depth'; there are: unit_name, quality, rate, name",
            "-; -; trials; quality==fine; -; --select: no unit is left by 'quality==fine'; quality takes: good (2), noise (1)", "-; -; trials; quality>3; -; holds text, which knows == and != only",
            "-; -; trials; rate>x; -; holds numbers, 'x' is none", "-; -; trials; quality; -; --select must be terms such as", "-; -; -; trials.ok==1; -; --select trials.ok==1 chooses trials; it needs --trials trials",
            "-; -; trials; trials.ok>1; -; no row of 'trials' is left by 'ok>1'; ok takes: 1 (2), 0 (1)", "-; -; -; -; trials.side; --condition needs trials", "-; -; trials; -; trials.colour; has no column 'colour'"})
    void aWrongRequestIsAnsweredWithWhatThereIs(String align, String window, String trials, String select, String condition, String message) {
        assertThatThrownBy(() -> run(new Ask().align(align).window(window).trials(trials).select(select).condition(condition))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    @Test void whatDoesNotSuitTheFileIsRefused() throws Exception {
        assertThatThrownBy(() -> run(new Ask().binMs(null))).hasMessageContaining("holds spike times: --bin-ms gives the width");
        assertThatThrownBy(() -> run(new Ask().binMs(0.))).hasMessageContaining("--bin-ms must be positive");
        assertThatThrownBy(() -> run(new Ask().holdOut(1.5))).hasMessageContaining("--hold-out must lie between 0 and 1");
        assertThatThrownBy(() -> run(new Ask().neurons("x"))).hasMessageContaining("no neuron is called 'x'; there are: a, b, c");
        String bins = Files.writeString(folder.resolve("bins.csv"), "trial,A,B\n0,0,1\n1,3,0\n").toString();
        assertThatThrownBy(() -> run(new Ask().file(bins).window("0,1").binarise("any"))).hasMessageContaining("is in 2 trials already: --bins and --cut take parts of them");
        String silent = Files.writeString(folder.resolve("silent.csv"), "A,B\n0,0\n0,0\n").toString();
        assertThatThrownBy(() -> run(new Ask().file(silent))).isInstanceOf(DataException.class).hasMessageContaining("not one spike is left");
    }

    @Test void countsBecomeEventsUnderARuleThatSaysSo() throws Exception {
        String bins = Files.writeString(folder.resolve("bins.csv"), "A,B\n0,1\n3,0\n1,0\n").toString();
        ImportRecording.Result r = run(new Ask().file(bins).binarise("median"));
        assertThat(r.train().binarisation()).isEqualTo(new Binarisation("median", false, 5, 2, 3, 0));
        assertThat(r.notes()).contains("rule median makes events, not spikes: captions say events", "there is one trial only: --cut makes windows of it, and rates over time mean nothing");
    }

    @Test void anArrayIsTakenInPartAndCutAndKeepsItsAccount() {
        Path counts = folder.resolve("counts.npz");
        Npz.write(counts, new NamedArrays().put("spikes", new byte[] {0, 2, 3, 1, 0, 1, 1, 0, 4, 9, 1, 1}, 2, 6, 1).put("bin_ms", 10.));
        ImportRecording.Result r = run(new Ask().file(counts.toString()).binMs(null).bins("1:6").cut("2").binarise("any"));
        assertThat(r.train().toString()).isEqualTo("4 trials x 2 bins x 1 neuron");
        assertThat(r.train().binarisation()).isEqualTo(new Binarisation("any", true, 22, 6, 14, 2));          // 2 3 | 1 0 | (1), 0 4 | 9 1 | (1)
        SpikeTrains read = SpikeFile.read(folder.resolve("out.npz"));
        assertThat(read).isEqualTo(r.train());
        assertThat(List.of(read.design().source(2), read.design().offset(3))).containsExactly(1, 2);
        ImportRecording.Result held = run(new Ask().file(counts.toString()).binMs(null).cut("2").binarise("any").holdOut(.5));
        assertThat(held.train().design().sources()).as("windows of one trial stay together").isEqualTo(1);
        assertThat(held.held().orElseThrow().trials()).isEqualTo(3);
    }

    @Test void whatIsForArraysIsRefusedForSpikeTimes() {
        assertThatThrownBy(() -> run(new Ask().bins("0:3"))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("--bins is for arrays").hasMessageContaining("--window");
        assertThatThrownBy(() -> run(new Ask().ones("median"))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("--ones is for arrays of zeros and ones");
    }

    @Test void nwbAlignedToACue() {
        String file = SharedData.file("nwb/sub-anm00239123_ses-20170627T093549_ecephys+ogen.nwb").toString();
        ImportRecording.Result r = run(new Ask().file(file).binMs(10.).align("trials.cue_start_time").window("-0.5,1").select("trials.is_good==1,rate>1").condition("trials.type"));
        assertThat(r.train().toString()).isEqualTo("342 trials x 150 bins x 2 neurons");
        assertThat(r.train().binarisation()).isEqualTo(new Binarisation("any", true, 27885, 3368, 47, 24470));
    }

    @Test void theLinearTrackLosesUnderFivePerCentToTenMilliseconds() {
        ImportRecording.Result r = run(new Ask().file(SharedData.file("hippocampus_nelpy/linear_track.npz").toString()).binMs(10.));
        assertThat(r.train().binarisation().read()).isEqualTo(28829);
        assertThat(r.train().binarisation().clippedShare()).isBetween(.044, .046);
    }

    @Test void tracesComeWithTheirNeuropilAndHoles() throws IOException {
        String traces = folder.resolve("traces.npz").toString();
        Npz.write(Path.of(traces), new NamedArrays().put("F", new double[] {1, 9, Double.NaN, 9, 1, 5, 5, 5, 5, 5}, 1, 5, 2).put("Fneu", new double[] {0, 0, 0, 0, 0, 4, 0, 0, 0, 0}, 1, 5, 2).put("bin_ms", 40.));
        ImportRecording.Result r = run(new Ask().file(traces + ":F").binMs(null).binarise("threshold:4").traces(TraceSteps.of(.5, null, null, null, null)));
        assertThat(r.train().flat(0)).containsExactly(0, 1, 0, 1, 0, 0, 1, 1, 1, 1);
        assertThat(r.train().observed(0, 1, 0)).isFalse();
        assertThat(r.train().binarisation()).isEqualTo(new Binarisation("neuropil 0.5, threshold:4", false, 6, 6, 0, 0));
        assertThat(r.notes()).contains("1 of 10 entries (10 %) are not observed");
        assertThatThrownBy(() -> run(new Ask().file(traces + ":F").binMs(null).traces(TraceSteps.of(.5, null, null, null, null)))).hasMessageContaining("--neuropil is done to traces, of which --binarise makes events");
        assertThatThrownBy(() -> run(new Ask().traces(TraceSteps.of(null, "8:60", null, null, null)))).hasMessageContaining("--baseline is for traces; ").hasMessageContaining("holds spike times");
    }

    /** Ten frames of 100 ms from 2 s on; F is above 5 in frames 1, 4, 5 and 9. Cues at 2.14 (frame 1), 2.46 (5), 2.95 (9 or 10: halves to the even) and 9 s. */
    @Test void trialsOfATraceAreCutByItsOwnClock() throws IOException {
        String traces = folder.resolve("film.npz").toString();
        Npz.write(Path.of(traces), new NamedArrays().put("F", new double[] {.5, 9, 0, 0, 9, 9, 0, Double.NaN, 0, 9}, 1, 10, 1).put("bin_ms", 100.).put("trial_start_s", new double[] {2}, 1)
                .put("cues.time", new double[] {2.14, 2.46, 2.95, 9}, 4).put("cues.side", new String[] {"l", "r", "l", "r"}, 4)
                .put("runs.start_time", new double[] {2.4, 1.85}, 2).put("runs.stop_time", new double[] {2.7, 2.25}, 2));
        ImportRecording.Result r = run(new Ask().file(traces + ":F").binMs(null).binarise("threshold:5").align("cues.time").window("-0.1,0.2").condition("cues.side"));
        assertThat(r.train().toString()).isEqualTo("3 trials x 3 bins x 1 neuron");
        assertThat(r.train().flat(0)).containsExactly(0, 1, 0);
        assertThat(r.train().flat(1)).containsExactly(1, 1, 0);
        assertThat(r.train().design().conditions().orElseThrow()).containsExactly("l", "r", "l");
        assertThat(r.train().design().startSeconds().orElseThrow()[1]).isEqualTo(2.4, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(r.train().observed(2, 2, 0)).isFalse();                             // beyond the last frame
        assertThat(r.notes()).contains("1 trial without a frame of the recording left out", "trials begin with the nearest frame, at most 50 ms off");
        ImportRecording.Result ragged = run(new Ask().file(traces + ":F").binMs(null).binarise("threshold:5").trials("runs"));
        assertThat(ragged.train().flat(0)).containsExactly(1, 1, 0);
        assertThat(ragged.train().flat(1)).containsExactly(0, 0, 0, 1);                 // 1.85 s lies before the first frame: two frames nobody saw
        assertThat(ragged.train().observed(1, 1, 0)).isFalse();
        assertThat(ragged.train().binarisation()).isEqualTo(new Binarisation("threshold:5", false, 4, 3, 0, 1));      // frame 9 is in no trial
        ImportRecording.Result part = run(new Ask().file(traces + ":F").binMs(null).binarise("threshold:5").window("2.5,2.9"));
        assertThat(part.train().flat(0)).containsExactly(1, 0, 0, 0);
        assertThat(part.train().observed(0, 2, 0)).isFalse();                           // NaN
        assertThatThrownBy(() -> run(new Ask().file(traces + ":F").binMs(null).binarise("threshold:5").align("cues.time").window("20,21"))).hasMessageContaining("no trial is left: none has a frame of 100 ms between 2 and 3 s");
    }

    @Test void tablesOfTextFilesAreTablesLikeAnyOther() throws IOException {
        Path cues = folder.resolve("events.csv");
        Files.writeString(cues, "time,kind,score\n0.5,go,1\n1.5,stop,\n2.5,go,3\n");
        ImportRecording.Result r = run(new Ask().table(cues).align("events.time").window("-0.2,0.3").condition("events.kind").select("events.kind==go"));
        assertThat(r.train().trials()).isEqualTo(2);
        assertThat(r.train().design().conditions().orElseThrow()).containsExactly("go", "go");
        assertThatThrownBy(() -> run(new Ask().table(cues).align("events.when").window("0,1"))).hasMessageContaining("no column 'when'; there are: time, kind, score");
        Path twice = folder.resolve("trials.csv");
        Files.writeString(twice, "start_time,stop_time\n0,1\n");
        assertThatThrownBy(() -> run(new Ask().table(twice).trials("trials"))).hasMessageContaining("there is a table 'trials' already; give the file another name");
    }

    @Test void neuronsThatSayNothingAreLeftOutWhereOneSaysSo() throws IOException {
        String odd = folder.resolve("odd.npz").toString();           // neurons: a, silent, constant, a again
        Npz.write(Path.of(odd), new NamedArrays().put("spikes", new byte[] {1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1}, 1, 3, 4).put("bin_ms", 40.));
        assertThat(run(new Ask().file(odd).binMs(null)).train().neurons()).isEqualTo(4);
        ImportRecording.Result r = run(new Ask().file(odd).binMs(null).drop("duplicate,silent"));
        assertThat(r.train().cells().names()).containsExactly("n0", "n2");
        assertThat(r.notes()).contains("--drop silent leaves out 1 neuron: n1", "--drop duplicate leaves out 1 neuron: n3");
        assertThat(run(new Ask().file(odd).binMs(null).drop("constant")).train().cells().names()).containsExactly("n0", "n1", "n3");
        assertThatThrownBy(() -> run(new Ask().file(odd).binMs(null).drop("quiet"))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("--drop must be some of silent, constant, duplicate, separated by commas, got 'quiet'");
    }

    private ImportRecording.Result run(Ask ask) {
        return ImportRecording.run(new ImportRecording.Request(ask.file == null ? recording : ask.file, ask.binMs, ask.align, ask.window, ask.trials, ask.tables, ask.select, ask.neurons, ask.bins, ask.cut, ask.binarise, ask.ones,
                ask.condition, ask.covariates, null, ask.traces, null, null, ask.drop, ask.holdOut, folder.resolve("out.npz"), new Seed(1)));
    }

    /** A request by its options. */
    private static final class Ask {
        private String file, align, window, trials, select, neurons, bins, cut, binarise, ones, condition;
        private Double binMs = 100.;
        private double holdOut;
        private TraceSteps traces = TraceSteps.NONE;
        private String drop;
        private List<String> tables = List.of();
        private List<String> covariates = List.of();

        Ask file(String v)       { file = v; return this; }
        Ask binMs(Double v)      { binMs = v; return this; }
        Ask align(String v)      { align = v; return this; }
        Ask window(String v)     { window = v; return this; }
        Ask traces(TraceSteps v) { traces = v; return this; }
        Ask drop(String v)       { drop = v; return this; }
        Ask table(Path v)        { tables = List.of(v.toString()); return this; }
        Ask trials(String v)     { trials = v; return this; }
        Ask select(String v)     { select = v; return this; }
        Ask neurons(String v)    { neurons = v; return this; }
        Ask bins(String v)       { bins = v; return this; }
        Ask cut(String v)        { cut = v; return this; }
        Ask ones(String v)       { ones = v; return this; }
        Ask binarise(String v)   { binarise = v; return this; }
        Ask condition(String v)  { condition = v; return this; }
        Ask covariate(String v)  { covariates = List.of(v); return this; }
        Ask holdOut(double v)    { holdOut = v; return this; }
    }
}
