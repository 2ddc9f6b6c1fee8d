package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mistyped command gets one line, exit code 2 (or 3 where the data do not allow it), and touches no file; neither does a dry run. */
class BadOptionsTest {
    @TempDir static Path folder;
    private static Shell shell;
    private static Map<String, String> before;

    @BeforeAll static void files() throws Exception {
        OddFiles.write(folder);
        shell = new Shell(folder);
        shell.must("fit independent @ok.npz -o @rates.npz --per-bin").must("fit mps @ok.npz -o @mps.npz --bond 2 --sweeps 1 --patience 1");
        Files.writeString(folder.resolve("unknown.yaml"), "bond: 3\nnokey: 5\n");
        Files.writeString(folder.resolve("list.yaml"), "bond: [1, 2]\n");
        Files.writeString(folder.resolve("none.yaml"), "bond:\n");
        Files.writeString(folder.resolve("twice.yaml"), "seed: 1\nseed: 2\n");
        Files.writeString(folder.resolve("text.yaml"), "bond 3\n");
        Files.writeString(folder.resolve("broken.yaml"), "seed: 1\nbond: 3: 4\n");
        Files.writeString(folder.resolve("wrong.yaml"), "seed: x\n");
        Files.writeString(folder.resolve("flag.yaml"), "fixed-bond: maybe\n");
        Files.createDirectory(folder.resolve("taken.npz.config.yaml"));
        before = shell.bytes();
    }

    private static void refused(int code, String line, String texts) {
        shell.refused(code, line, texts.split(" & "));
        assertThat(shell.bytes()).as("files after: " + line).isEqualTo(before);
    }

    @ParameterizedTest @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            2 | --bond 0                  | bond must be in 1..4096, got 0
            2 | --bond x                  | --bond must be a whole number, got 'x'
            2 | --bond 3000000000         | --bond must be a whole number, got '3000000000'
            2 | --step nan                | --step must be a number, got 'nan'
            2 | --cutoff 2                | cutoff must be in 0.0..1.0, got 2.0
            2 | --sweeps 0                | sweeps must be in 1..1000000, got 0
            2 | --batch -1                | batch must be at least 0, got -1
            2 | --lags 2                  | Unknown option & '--lags' & ; --lags is an option of fit glm, fit tensor-brain (see: spinspike fit mps --help)
            2 | --learn-from 5            | '--learn-from' & ; --learn-from is an option of compare (see: spinspike fit mps --help)
            2 | --nonsense                | Unknown option: '--nonsense' & did you mean --noise?
            2 | --validation 1.5          | --validation must be at least 0 and below 1, got 1.5
            2 | --validation -0.1         | --validation must be at least 0 and below 1, got -0.1
            2 | --validation x            | '--validation': 'x' is not a double
            2 | --iterations -1           | --iterations must be 0 or more, got -1
            2 | --checkpoint-every 0      | --checkpoint-every must be at least 1, got 0
            2 | --threads 0               | --threads must be in 1..9999, got 0
            2 | --threads x               | '--threads': 'x' is not an int
            2 | --seed x                  | '--seed': 'x' is not a long
            2 | --progress maybe          | '--progress' & maybe
            2 | --bins 5                  | --bins must be a range A:B, got '5'
            3 | --bins 5:5                | --bins 5:5 is empty or outside of 0:8
            3 | --bins 3:99               | --bins 3:99 is empty or outside of 0:8
            3 | --neurons 3:3             | --neurons 3:3 is empty or outside of 0:4
            3 | --neurons top:9           | --neurons top:9: the recording has 4 neurons
            3 | --neurons top:0           | --neurons top:0: the recording has 4 neurons
            3 | --neurons n0,zz           | no neuron is called 'zz'; there are: n0, n1, n2, n3
            3 | --neurons ,               | no neuron is called ''; there are: n0, n1, n2, n3
            2 | --cut 0                   | --cut must be a window length in bins & got '0'
            2 | --cut x                   | --cut: a whole number was expected, got 'x'
            2 | --cut 3:                  | --cut: a whole number was expected, got '3:'
            3 | --cut 99                  | a window of 99 bins must fit into a trial, the longest has 8
            2 | --axes time,cells         | --axes must name each axis once, from trials, bins, neurons & got 'time,cells'
            2 | --axes bins,bins          | --axes must name each axis once & got 'bins,bins'
            3 | --axes bins,neurons       | has 3 axes [40, 8, 4], but --axes names 2 (bins,neurons)
            3 | --bin-ms 20               | the file says bin_ms is 10.0, --bin-ms says 20.0
            2 | --binarise often          | --binarise must be any, median, threshold:X, zscore:X, onset:X, peak:X, event:X or oasis:X, got 'often'
            2 | --binarise threshold:x    | --binarise threshold needs a number, got 'x'
            2 | --config @unknown.yaml    | unknown.yaml: fit has no option 'nokey'; there are: & bond, & validation
            2 | --config @list.yaml       | list.yaml: 'bond' must have one value
            2 | --config @none.yaml       | none.yaml: 'bond' must have one value
            2 | --config @twice.yaml      | twice.yaml: line 2: & 'seed'
            2 | --config @text.yaml       | text.yaml: expected lines 'option: value'
            2 | --config @broken.yaml     | broken.yaml: line 2:
            2 | --config @wrong.yaml      | '--seed': 'x' is not a long
            2 | --config @flag.yaml       | '--fixed-bond': 'maybe' is not a boolean
            2 | --config @missing.yaml    | missing.yaml: there is no such file
            2 | --config @folder          | folder: is no file
            2 | --config @ok.npz          | ok.npz: is no text
            3 | --json @none/j.json       | there is no folder
            2 | --json @ok.npz            | ok.npz is read by this command; write to another file
            2 | --json @new.npz           | new.npz is named twice
            2 | --json @rates.npz         | rates.npz exists already; --force replaces it
            """)
    void aWrongValueIsNamedWithItsRule(int code, String option, String texts) { refused(code, "fit mps @ok.npz -o @new.npz " + option, texts); }

    @ParameterizedTest @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            2 | frobnicate                                           | 'frobnicate'
            2 | fit                                                  | 'FAMILY', 'DATA'
            2 | fit mps @ok.npz                                      | '--output=MODEL.npz'
            2 | export @ok.npz -o @new.json --layout long            | --layout is for CSV files; 
            2 | fit transformer @ok.npz -o @new.npz                  | no family is called 'transformer'; there are: independent, glm, hmm, mps, tensor-brain
            2 | fit glm @ok.npz -o @new.npz --lags -1                | lags must be in 0..1000, got -1
            2 | fit glm @ok.npz -o @new.npz --ridge -1               | ridge must be zero or positive and finite, got -1.0
            3 | fit mps @ok.npz -o @new.npz --bond 41                | --bond 41 is more than these data can hold: 40 trials of 32 entries tell 40 states apart at most; choose --bond 40 or less
            3 | fit mps @ok.npz -o @new.npz --bond 41 --dry-run      | --bond 41 is more than these data can hold
            3 | fit mps @ok.npz -o @new.npz --bond 100000            | --bond 100000 is more than these data can hold: 40 trials of 32 entries tell 40 states apart at most; choose --bond 40 or less
            3 | fit mps @ok.npz -o @new.npz --tied --bond 100000     | --bond 100000 is more than these data can hold: 1280 observed entries & choose --bond 17 or less
            3 | fit tensor-brain @ok.npz -o @new.npz --bond 4096     | --bond 4096 is more than these data can hold: 1280 observed entries & choose --bond 20 or less
            3 | fit tensor-brain @ok.npz -o @new.npz --chi 4096      | --chi 4096 is more than these data can hold & choose --chi 16 or less
            2 | fit tensor-brain @ok.npz -o @new.npz --bond -1       | bond must be in 0..1024, got -1
            3 | fit hmm @ok.npz -o @new.npz --states 1000            | --states 1000 is more than these data can hold: 1280 observed entries determine the K^2 + 4 K - 1 numbers of 33 states at most; choose --states 33 or less
            3 | fit hmm @ok.npz -o @new.npz --states 34 --dry-run    | --states 34 is more than these data can hold
            3 | fit hmm @ok.npz -o @new.npz --bins 0:1 --states 17   | 160 observed entries determine the K^2 + 4 K - 1 numbers of 10 states at most; choose --states 16 or less
            2 | fit hmm @ok.npz -o @new.npz --states -1              | states must be in 0..1000, got -1
            2 | fit --nonsense                                       | (see: spinspike fit --help)
            2 | reproduce tensor-brain-two-neurons -o @new --wrong 1 | '--wrong' & (see: spinspike reproduce tensor-brain-two-neurons --help)
            3 | fit mps @ok.npz -o @new.npz --tied --bond 18         | --bond 18 is more than these data can hold: 1280 observed entries determine the 4 D^2 numbers of a bond D of 17 at most; choose --bond 17 or less
            3 | fit mps @ok.npz -o @new.npz --tied --bond 1000 --dry-run | --bond 1000 is more than these data can hold
            3 | fit mps @ok.npz -o @new.npz --tied --complex --bond 17 | 1280 observed entries determine the 8 D^2 numbers of a bond D of 12 at most; choose --bond 16 or less
            3 | fit tensor-brain @ok.npz -o @new.npz --bond 21       | 1280 observed entries determine the 3 D^2 numbers of a bond D of 20 at most; choose --bond 20 or less
            3 | fit tensor-brain @ok.npz -o @new.npz --chi 2 --bond 36 | the 1 D^2 numbers of a bond D of 35 at most; choose --bond 35 or less
            3 | fit tensor-brain @ok.npz -o @new.npz --chi 2 --bond 17 --free cores | the 8 D^2 numbers of a bond D of 12 at most; choose --bond 16 or less
            3 | fit mps @ok.npz -o @new.npz --tied --neurons 0:1 --bins 0:3 --bond 17 | --bond 17 is more than these data can hold: 40 trials of 3 bins tell 5 pasts apart at most; choose --bond 16 or less
            3 | fit tensor-brain @ok.npz -o @new.npz --chi 17        | --chi 17 is more than these data can hold: 320 bins of 4 neurons tell 16 states apart at most; choose --chi 16 or less
            3 | fit mps @ok.npz -o @new.npz --bins 0:1 --bond 17     | --bond 17 is more than these data can hold: 40 trials of 4 entries tell 4 states apart at most; choose --bond 16 or less
            2 | fit tensor-brain @ok.npz -o @new.npz --tied          | '--tied'; a tensor-brain is tied over bins as it is; --free cores or --free all gives bins tensors of their own (see:
            2 | fit tensor-brain @ok.npz -o @new.npz --tied=true     | a tensor-brain is tied over bins as it is
            2 | fit mps @ok.npz -o @new.npz --tyed                   | '--tyed'
            2 | info @ok.npz --threads 0                             | --threads must be in 1..9999, got 0
            2 | families --threads 0                                 | --threads must be in 1..9999, got 0
            2 | forecast @mps.npz @ok.npz -o @new.npz --horizon 0    | --horizon must be at least 1, got 0
            2 | sample @mps.npz -o @new.npz --trials -1              | --trials
            2 | sample @mps.npz -o @new.npz --trials x               | '--trials': 'x' is not an int
            2 | sample @mps.npz -o @new.npz --given @gappy.npz --like @ok.npz | --given and --like exclude each other
            2 | anomaly @mps.npz @ok.npz -o @new.npz                 | '--calibration=CAL'
            2 | anomaly @mps.npz @ok.npz --calibration @ok.npz -o @new.npz --false-alarm 0 | --false-alarm must lie between 0 and 1, got 0.0
            2 | anomaly @mps.npz @ok.npz --calibration @ok.npz -o @new.npz --score oddness | '--score' & TYPICAL & 'oddness'
            2 | compare @ok.npz --models mps --split middle -o @new  | '--split' & 'middle'
            2 | fit mps @ok.npz -o @new.npz --ones any --binarise any | only one of them can be
            2 | anomaly @mps.npz --power --calibration @ok.npz       | 'DATA'
            2 | compare @ok.npz --models mps,transformer -o @new     | no family is called 'transformer'
            2 | compare @ok.npz --models mps,mps -o @new             | names the same model twice
            2 | compare @ok.npz --models , -o @new                   | --models has an empty entry
            2 | compare @ok.npz --models mps -o @new --test 0.9      | --test must be above 0 and below 0.5, got 0.9
            2 | simulate brain -o @new.npz                           | no simulation 'brain'; there are: independent, kinetic-ising
            2 | simulate cortex -o @new.npz --trials 0               | trials must be in 1..100000000, got 0
            2 | simulate cortex -o @new.npz --trials x               | --trials must be a whole number, got 'x'
            2 | simulate independent -o @new.npz --coupling 2        | '--coupling'
            """)
    void everyVerbSaysWhatItExpected(int code, String line, String texts) { refused(code, line, texts); }

    @Test void anOptionOfAnotherFamilyIsToldWithWhatThereIsInstead() {
        assertThat(shell.run("compare", "@ok.npz", "--models", "glm,tensor-brain --tied --bond 2", "-o", "@new")).isEqualTo(2);
        assertThat(shell.complaints()).containsExactly("spinspike: --models: unknown option --tied; a tensor-brain is tied over bins as it is; --free cores or --free all gives bins tensors of their own");
    }

    @Test void familiesSayWhatTheyHoldOutAndHowFarTheyTrain() {
        shell.must("families");
        assertThat(shell.out()).contains("\n  by default: no trials held out (--validation), ", "\n  by default: 15 % of the trials held out (--validation), 24 steps at most (--iterations)\n",
                "\n  by default: 15 % of the trials held out (--validation), as many steps as bring something (--iterations)\n");
        for (var family : shell.must("families --json -").json().get("families")) {
            var known = org.spinspike.app.Families.get(family.get("name").asText());
            assertThat(family.get("validation").asDouble()).isEqualTo(known.validationFraction());
            assertThat(family.get("iterations").isNull()).isEqualTo(known.name().equals("hmm") || known.name().equals("tensor-brain"));
        }
    }

    /** Found before anything is read or computed: the recording named here is not even there. */
    @ParameterizedTest @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            3 | -o @none/new.npz     | there is no folder
            3 | -o @ok.npz/new.npz   | is not a folder
            2 | -o @folder           | folder is a folder; a file name is needed
            2 | -o @rates.npz        | rates.npz exists already; --force replaces it
            2 | -o @taken.npz        | taken.npz.config.yaml is a folder
            2 | -o @mps.npz --force  | mps.npz is read by this command; write to another file
            """)
    void whatCannotBeWrittenIsFoundBeforeTheWork(int code, String output, String texts) {
        for (String line : new String[] {"score @mps.npz @missing.npz ", "forecast @mps.npz @missing.npz ", "impute @mps.npz @missing.npz ", "sample @mps.npz --given @missing.npz ",
            "anomaly @mps.npz @missing.npz --calibration @missing.npz ", "irreversibility @mps.npz @missing.npz ", "stats @missing.npz --against @mps.npz "}) refused(code, line + output, texts);
        if (!output.contains("mps.npz")) {
            refused(code, "fit mps @missing.npz " + output, texts);
            refused(code, "import @missing.npz " + output, texts);
            refused(code, "simulate cortex " + output, texts);
        }
    }

    /** As the superuser, replacing a device would go through. */
    @Test @EnabledIf("hasDevices") void aDeviceIsNeverReplaced() {
        refused(2, "sample @mps.npz --force -o /dev/null", "/dev/null is a device or a pipe");
        refused(2, "score @mps.npz @ok.npz --force --json /dev/null", "/dev/null is a device or a pipe");
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    static boolean hasDevices() { return Files.exists(Path.of("/dev/null")); }

    @Test void whatCannotBePrintedIsToldAndAReaderWhoLeavesIsNot() {
        for (String said : new String[] {"No space left on device", "Broken pipe"}) {
            var out = new StandardOutput(new OutputStream() {
                @Override public void write(int b) throws IOException { throw new IOException(said); }
            });
            Main.run(new PrintWriter(out, true), new PrintWriter(Writer.nullWriter()), "families");
            assertThat(out.lost()).isEqualTo(said.equals("Broken pipe") ? Optional.empty() : Optional.of(said));
        }
        var fine = new StandardOutput(OutputStream.nullOutputStream());
        Main.run(new PrintWriter(fine, true), new PrintWriter(Writer.nullWriter()), "families");
        assertThat(fine.lost()).isEmpty();
    }

    @Test void aFolderForAReportIsCheckedToo() {
        refused(2, "compare @missing.npz --models mps -o @ok.npz", "ok.npz is a file; -o must name a folder");
        refused(3, "compare @missing.npz --models mps -o @ok.npz/report", "is not a folder");
        refused(2, "compare @missing.npz --models mps -o " + folder, "is not empty; --force writes into it all the same");
        refused(2, "demo -o " + folder, "is not empty");
        refused(2, "compare @missing.npz --models mps -o @new --json @new", "lies in the folder of the results & it needs a place of its own");
        refused(2, "compare @missing.npz --models mps --force -o @folder --json @folder/report.json", "lies in the folder of the results");
    }

    @ParameterizedTest @ValueSource(strings = {"fit mps @ok.npz -o @new.npz", "score @mps.npz @ok.npz -o @new.npz", "forecast @mps.npz @ok.npz -o @new.npz", "impute @mps.npz @gappy.npz -o @new.npz",
        "sample @mps.npz -o @new.npz", "sample @mps.npz --given @gappy.npz -o @new.npz", "anomaly @mps.npz @ok.npz --calibration @ok.npz -o @new.npz", "irreversibility @mps.npz @ok.npz -o @new.npz", "stats @ok.npz -o @new.npz",
        "import @ok.npz -o @new.npz", "simulate packets -o @new.npz", "compare @ok.npz --models mps -o @new", "demo -o @new"})
    void aDryRunWritesNothing(String line) {
        shell.must(line + " --dry-run");
        assertThat(shell.out()).isNotBlank();
        assertThat(shell.bytes()).isEqualTo(before);
        assertThat(Shell.json(new Shell(folder).must(line + " --dry-run --json -").out()).isObject()).isTrue();
    }

    @Test void whatADryRunOfSamplesSaysGrowsWithThem() {
        long few = shell.must("sample @mps.npz -o @new.npz --trials 1000 --dry-run --json -").json().get("memory_bytes").asLong();
        assertThat(few).isEqualTo(1000 * 8 * (4 + 8));                           // a byte for each of 4 neurons, and a word of bits for each bin
        assertThat(shell.must("sample @mps.npz -o @new.npz --trials 500000000 --dry-run --json -").json().get("memory_bytes").asLong()).isEqualTo(500_000 * few);
    }

    @ParameterizedTest @ValueSource(strings = {"info", "import", "simulate", "stats", "families", "fit", "fit mps", "sample", "score", "forecast", "impute", "anomaly", "irreversibility", "compare", "reproduce", "demo"})
    void everyVerbHasHelpWithExamples(String verb) {
        shell.must(verb + " --help");
        assertThat(shell.out()).contains("Usage: spinspike " + verb.split(" ")[0], "Example", "  spinspike " + verb.split(" ")[0], "--json", "--config");
        assertThat(shell.err()).isEmpty();
    }
}
