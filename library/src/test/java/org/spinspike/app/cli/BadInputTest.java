package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever is wrong gets one line that names the thing, the rule, the value and what to do, the right exit code, and loses nothing:
 * no file is written, changed or removed.
 */
class BadInputTest {
    @TempDir static Path folder;
    private static Shell shell;
    private static Map<String, String> before;

    @BeforeAll static void files() throws Exception {
        OddFiles.write(folder);
        shell = new Shell(folder);
        shell.must("fit independent @ok.npz -o @rates.npz --per-bin").must("fit glm @ok.npz -o @glm.npz").must("fit mps @ok.npz -o @mps.npz --bond 2 --sweeps 1 --patience 1")
                .must("fit independent @named.npz -o @named-model.npz");
        before = shell.bytes();
    }

    private static void refused(int code, String line, String texts) {
        shell.refused(code, line, texts.split(" & "));
        assertThat(shell.bytes()).as("files after: " + line).isEqualTo(before);
    }

    /** All of them are faults of the file: exit code 3, and the file's name in the line. */
    @ParameterizedTest @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            truncated.npz     | cut short?
            tail.npz          | cut short?
            empty.npz         | is empty
            text.npz          | is CSV, no spike file (NPZ) & 'spinspike import' makes one of it
            words.csv         | is CSV, no spike file
            cut.nwb           | is NWB/HDF5, no spike file
            folder            | expected a file, found a folder
            missing.npz       | there is no such file
            mps.npz           | is a model file; a recording of spikes was expected here
            ok.npz:nokey      | has no array 'nokey'; there are: spikes uint8[40, 8, 4], bin_ms float64[]
            absurd.npz        | array 'spikes' & [100000, 100000, 1000] & 2^31
            absurd.npy        | [100000, 100000, 1000] & 2^31
            promise.npz       | expected 1000000000 bytes & found 0 bytes
            bomb.npz          | declares 953.7 MiB, more than its & can hold: the file is damaged or forged
            endless.npz       | expected axes shorter than 2^31, found one of 99999999999999999999
            below-zero.npz    | expected a length & '-1, 8, 4), }'
            objects.npz       | pickled objects are never read; save with a plain type
            records.npz       | records are not read & save one array for each column
            short.npz         | expected 64 bytes for uint8[2, 8, 4], found 63 bytes
            two-d.npz         | has two axes [3, 2] & --axes bins,neurons or --axes neurons,bins
            four-d.npz        | expected axes trials, bins, neurons, found 4 axes [1, 3, 2, 1]
            no-trials.npz     | is empty: shape [0, 3, 2]
            no-width.npz      | has no bin_ms beside it: --bin-ms gives the width of a bin in milliseconds
            no-bin.npz        | bin_ms must be a positive number, got 0.0
            two-widths.npz    | bin_ms: one value was expected, got 2
            counts.npz        | holds counts, the largest is 3; --binarise any
            nan.npz           | trial 2, bin 3, neuron 1 is NaN & 'observed'
            infinite.npz      | trial 2, bin 3, neuron 1 is -Infinity & --binarise threshold:X
            negative.npz      | trial 2, bin 3, neuron 1 is -1.0
            half.npz          | trial 2, bin 3, neuron 1 is 0.5 & --binarise threshold:X
            twins.npz         | neuron names must be distinct, but 'b' stands twice
            few-lengths.npz   | lengths must have length 40, got 2
            long-lengths.npz  | lengths[0] must be in 1..8, got 9
            zero-lengths.npz  | lengths[0] must be in 1..8, got 0
            few-conditions.npz | condition must have length 40, got 1
            odd-mask.npz      | observed must have the shape of 'spikes' [40, 8, 4] or [trials, bins] = [40, 8], got [3, 3]
            twos-mask.npz     | observed must hold 0 and 1, got 2.0
            """)
    void aFileThatIsNoRecordingIsRefusedByEveryVerbThatReadsOne(String file, String texts) {
        String named = file.replace(":nokey", "") + " & " + texts;
        refused(Failures.DATA, "fit mps @" + file + " -o @new.npz", named);
        refused(Failures.DATA, "score @rates.npz @" + file + " --json -", named);
        refused(Failures.DATA, "stats @ok.npz --against @" + file + " -o @new.npz", named);
        refused(Failures.DATA, "anomaly @rates.npz @ok.npz --calibration @" + file + " -o @new.npz", named);
        refused(Failures.DATA, "compare @" + file + " --models independent -o @new", named);
    }

    @ParameterizedTest @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            3 | info @truncated.npz                                  | cut short?
            3 | info @missing.npz                                    | there is no such file
            3 | info @ok.npz:nokey                                   | has no array 'nokey'; there are: spikes uint8[40, 8, 4]
            3 | info @objects.npz                                    | pickled objects are never read
            3 | info @cut.nwb                                        | cut.nwb
            3 | import @truncated.npz -o @new.npz                    | cut short?
            3 | import @cut.nwb -o @new.npz --bin-ms 10              | cut.nwb
            3 | import @stub.nwb -o @new.npz --bin-ms 10             | stub.nwb
            3 | import @words.csv -o @new.npz --bin-ms 10            | line 3, column 2: expected a number, found 'soon'
            3 | import @gap.csv -o @new.npz --bin-ms 10              | line 3: expected 2 values as in the first line, found 1
            3 | import @counts.npz -o @new.npz                       | holds counts, the largest is 3; --binarise any
            3 | import @unobserved.npz -o @new.npz                   | not one spike is left
            3 | fit glm @unobserved.npz -o @new.npz                  | not one entry of the training trials was observed: there is nothing to learn from
            3 | fit glm @blind.npz -o @new.npz                       | no bin of the training trials has a past that was wholly observed
            3 | score @mps.npz @unobserved.npz                       | not one entry of the recording was observed: there is nothing to score
            3 | stats @unobserved.npz                                | not one entry of unobserved.npz was observed
            3 | anomaly @rates.npz @unobserved.npz --calibration @ok.npz -o @new.npz | not one entry was observed in the recording
            3 | compare @unobserved.npz --models independent -o @new | hold no spike
            3 | compare @nothing.npz --models independent -o @new    | hold no spike
            3 | compare @one-trial.npz --models independent -o @new  | one trial? cut it into windows
            3 | fit independent @one-trial.npz --per-bin -o @new.npz | --per-bin needs at least two trials that share one clock, there is one trial
            3 | fit glm @one-trial.npz --cut 4 --per-bin -o @new.npz | share one clock, these are windows of a single trial
            3 | fit independent @one-trial.npz --drift -o @new.npz   | --drift needs trials at different times
            3 | fit glm @ok.npz --covariates -o @new.npz             | --covariates needs covariates, the data have none
            3 | score @mps.npz @five.npz                             | the model knows 4 neurons, the recording has 5 & --neurons
            3 | score @named-model.npz @others.npz                   | neuron 2 is 'c' in the model and 'x' in the recording
            3 | forecast @glm.npz @wide-bins.npz -o @new.npz         | trained on bins of 10 ms, the recording has bins of 20 ms
            3 | sample @mps.npz --given @five.npz -o @new.npz        | the model knows 4 neurons, the recording has 5
            3 | sample @mps.npz --bins 99 --trials 2 -o @new.npz     | at most 8 bins & has 99
            3 | score @mps.npz @nine.npz                             | at most 8 bins, trial 0 has 9 & --cut 8
            3 | score @rates.npz @nine.npz                           | rates over time are known for 8 bins & --bins 0:8
            3 | score @ok.npz @ok.npz                                | is no model file & spinspike fit
            3 | sample @ok.npz -o @new.npz                           | is no model file & spinspike fit
            3 | score @truncated.npz @ok.npz                         | cut short?
            3 | score @missing.npz @ok.npz                           | there is no such file
            3 | impute @mps.npz @ok.npz -o @new.npz                  | everything was observed: there is nothing to impute
            3 | sample @glm.npz --given @gappy.npz -o @new.npz       | glm cannot be conditioned on observed bins or neurons
            3 | stats @ok.npz --against @five.npz                    | the data have 4 neurons, what they are held against has 5
            3 | anomaly @mps.npz @ok.npz --power --calibration @ok.npz  | normal trials are those of the calibration
            3 | anomaly @mps.npz @five.npz --power --calibration @ok.npz | the model knows 4 neurons, the recording has 5
            3 | import @ok.npz -o @new.npz --select quality==good    | no column 'quality'; there are: rate, name
            3 | import @ok.npz -o @new.npz --covariate speed         | has no array 'speed'; there are: spikes
            2 | import @ok.npz -o @new.npz --hold-out 2              | --hold-out must lie between 0 and 1, got 2.0
            3 | anomaly @mps.npz @ok.npz --calibration @silent.npz --false-alarm 0.001 -o @new.npz | 0.001 needs at least 999 calibration trials, got 40
            """)
    void whatDoesNotFitTogetherIsToldInOneLine(int code, String line, String texts) { refused(code, line, texts); }
}
