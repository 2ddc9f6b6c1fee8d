package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.spinspike.app.report.SensitivityReport;
import org.spinspike.app.task.Describe;
import org.spinspike.app.task.ImportRecording;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.app.task.Sensitivity;
import org.spinspike.app.task.SensitivityResult;
import org.spinspike.io.SpikeOutput;
import org.spinspike.spikes.Binarisation;
import org.spinspike.spikes.SpikeTrains;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "import", description = "Make a spike file of a recording: NWB, HDF5, MAT, CSV, NPZ, NPY, folders of Phy/Kilosort and suite2p.", footer = {"", "Examples:",
    "  spinspike import linear_track.npz -o track.npz --bin-ms 10",
    "  spinspike import session.nwb -o cue.npz --bin-ms 10 --align trials.cue_start_time --window -0.5,1 \\",
    "      --select 'quality==good,rate>0.5,trials.is_good==1' --condition trials.type --hold-out 0.2",
    "  spinspike import counts.npz:spikes -o binary.npz --binarise any --neurons top:30",
    "  spinspike import session.mat:'spikes{1}{2}' -o units.npz --bin-ms 10",
    "  spinspike import sorting/ -o good.npz --bin-ms 5 --groups good,mua",
    "  spinspike import suite2p/plane0:spks -o events.npz --bin-ms 33.3 --binarise threshold:0",
    "  spinspike import suite2p/plane0:F -o deconvolved.npz --bin-ms 33.3 --dff 8:60 --binarise oasis:3",
    "  spinspike import suite2p/plane0:F -o cued.npz --bin-ms 33.3 --binarise oasis:2 --table cues.csv --align cues.time --window -1,2 --condition cues.side",
    "  spinspike import linear_track.npz -o widths --bin-ms 10 --sensitivity",
    "  spinspike import traces.npz:onsets -o events.npz --ones zscore:2 --cut 50"})
final class ImportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "FILE or FOLDER, or FILE:KEY for an array, a table of units, a series or a MATLAB value (VARIABLE.FIELD{PLACE}) in it") String file;
    @Option(names = {"-o", "--output"}, required = true, paramLabel = "OUT.npz", description = "the spike file; OUT.csv or OUT.json for other programs; with --sensitivity a folder") Path target;
    @Option(names = "--bin-ms", paramLabel = "MS", description = "width of a bin; a multiple of the recording's tick (1 ns)") Double binMs;
    @Option(names = "--align", paramLabel = "TABLE.COLUMN", description = "events the trials are aligned to; needs --window") String align;
    @Option(names = "--window", paramLabel = "START,STOP", description = "seconds around each event; without events, of the recording") String window;
    @Option(names = "--trials", paramLabel = "TABLE", description = "each row from start_time to stop_time is a trial") String trials;
    @Option(names = "--table", paramLabel = "FILE.csv", description = "a table of trials or events in a text file with a line of names, called by the name of its file; may be given several times") List<String> tables = new ArrayList<>();
    @Option(names = "--select", paramLabel = "EXPR", description = "terms on units (quality==good, rate>0.5) and on trials (trials.is_good==1), separated by commas") String select;
    @Option(names = "--neurons", paramLabel = "A:B|NAMES|top:N", description = "a range, names separated by commas, or the N most active: with --hold-out, of the trials learned from") String neurons;
    @Option(names = "--bins", paramLabel = "A:B", description = "of an array, bins A to B-1 of each trial; a rule sees no others") String bins;
    @Option(names = "--cut", paramLabel = "L[:GAP]", description = "cut trials into windows of L bins") String cut;
    @Option(names = "--binarise", paramLabel = "RULE", description = "any, median, threshold:X; of traces zscore:X, onset:X, peak:X, event:X or oasis:X (default for spike times: any)") String binarise;
    @Option(names = "--ones", paramLabel = "RULE", description = "the rule that made the zeros and ones of an array, where the file does not say") String ones;
    @Option(names = "--condition", paramLabel = "TABLE.COLUMN", description = "label of each trial; of an NPZ in bins the name of an array") String condition;
    @Option(names = "--covariate", paramLabel = "PATH[:COLUMN]", split = ",", description = "what was measured beside, resampled to the bins; may be given several times, or several with commas between") List<String> covariates = new ArrayList<>();
    @Option(names = "--axes", paramLabel = "ORDER", description = "order of an array's axes, e.g. neurons,bins") String axes;
    @Option(names = "--drop", paramLabel = "KINDS", description = "leave out neurons that are silent, constant (active in every bin) or duplicate (the train of one before), separated by commas; without it they are kept and listed") String drop;
    @Option(names = "--hold-out", paramLabel = "FRACTION", defaultValue = "0", description = "write this share of the trials to OUT-test.npz instead") double holdOut;
    @Option(names = "--sensitivity", paramLabel = "LIST", arity = "0..1", fallbackValue = Sensitivity.Request.FACTORS, description = "write no spike file, but say what other bin widths (of spike times) or levels of the rule do, 1/4 to 4 times the one given or a list; -o is a folder then") String sensitivity;
    @Mixin TraceOptions traces;
    @Mixin RecordingOptions recording;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        if (sensitivity != null) return sweep();
        ImportRecording.Request asked = request(target);
        general.checkOutput(target);
        SpikeOutput.checkName(target);
        asked.testTarget().ifPresent(general::checkOutput);
        ImportRecording.Result result = ImportRecording.run(general.dryRun ? request(null) : asked);
        return general.finish(result.notes(), general.dryRun ? null : target, result.json(), () -> lines(result, asked), asked.testTarget().stream().toArray(Path[]::new));
    }

    private int sweep() {
        var asked = new Sensitivity.Request(request(null), sensitivity);
        OutputFolder folder = general.folder(target);
        if (general.dryRun) {
            double[] values = Sensitivity.values(asked);
            general.answer(Map.of("values", values), () -> "would try " + Arrays.stream(values).mapToObj(Describe::number).collect(Collectors.joining(", ")) + "; nothing was written");
            return 0;
        }
        SensitivityResult result = Sensitivity.run(asked, general.progress());
        SensitivityReport.write(result, folder);
        return general.finish(result.notes(), folder.path().resolve(SensitivityReport.NUMBERS), result.json(), () -> GeneralOptions.told(result.lines(), folder.path().resolve(SensitivityReport.NAME)));
    }

    /** @param to null writes nothing */
    private ImportRecording.Request request(Path to) {
        return new ImportRecording.Request(file, binMs, align, window, trials, tables, select, neurons, bins, cut, binarise, ones, condition, covariates, axes, traces.steps(), recording.groups, recording.maxMemory(), drop, holdOut, to, general.seed());
    }

    private String lines(ImportRecording.Result result, ImportRecording.Request asked) {
        Binarisation b = result.report().trains().binarisation();
        var text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "spikes read %d = placed %d + clipped %d + outside %d%s%n", b.read(), b.placed(), b.clipped(), b.outside(),
                result.train().spikes() + result.held().map(SpikeTrains::spikes).orElse(0L) == b.placed() ? "" : ", of the whole import it came from"));
        text.append(b.counted() ? String.format(Locale.ROOT, "clipped share %.2f %% (rule %s: ones are %ss)%n", 100 * b.clippedShare(), b.rule(), b.word())
                : String.format("clipped share unknown, zeros and ones %s: ones are %ss%n", b.rule(), b.word()));
        text.append(String.format(Locale.ROOT, "%s, bins of %s ms, %s %s%n", result.train(), Describe.number(1e3 * result.train().design().binSeconds()), general.dryRun ? "would go to" : "written to", target));
        result.held().ifPresent(held -> text.append(String.format(Locale.ROOT, "%s held out, %s %s%n", held, general.dryRun ? "would go to" : "written to", asked.testTarget().orElseThrow())));
        return text.toString();
    }
}
