package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.io.Npz;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;

/** {@code verify}: a result made anew from its record. */
class VerifyCommandTest {
    @TempDir Path folder;
    private Shell shell;

    @BeforeEach void files() throws Exception {
        OddFiles.write(folder);
        shell = new Shell(folder);
        shell.must("fit glm @ok.npz -o @glm.npz --lags 2 --seed 5");
    }

    @Test void aModelComesOutInTheSameBytes() {
        assertThat(shell.must("verify @glm.npz").out()).startsWith("verified: spinspike fit gives the same again (1 input as before, 1 file compared)").contains("glm.npz: same bytes");
        JsonNode json = shell.must("verify @glm.npz --json -").json();
        assertThat(json.get("verified").asBoolean()).isTrue();
        assertThat(json.get("largest_relative_difference").asDouble()).isZero();
    }

    @Test void aFolderIsComparedFileByFileAndTimesDoNotCount() {
        shell.must("compare @ok.npz --models independent,glm -o @report");
        JsonNode files = shell.must("verify @report --json -").json().get("files");
        assertThat(files).hasSize(3);
        assertThat(files.toString()).contains("models/glm.npz", "models/independent.npz", "same bytes", "report.json", "same numbers");
    }

    @Test void aVerbOfTwoWordsAndOptionsThatNameFilesAreGivenAgain() {
        shell.must("simulate kinetic-ising -o @net.npz --trials 2 --bins 2 --neurons 3").must("ising simulate --parameters @net.truth.npz --steps 3 --trials 50 -o @moments.npz");
        assertThat(shell.must("verify @moments.npz").out()).contains("verified: spinspike ising simulate", "1 input as before", "same bytes");
        assertThat(Files.exists(folder.resolve("moments.npz"))).isTrue();
    }

    /** One entry of one array is larger by a part in ten thousand. */
    @Test void anotherNumberIsFoundAndNamed() {
        NamedArrays arrays = Npz.read(folder.resolve("glm.npz")), changed = new NamedArrays();
        for (String name : arrays.names()) {
            NamedArray array = arrays.get(name);
            if (name.equals("model/bias")) {
                double[] values = array.doubles().clone();
                values[1] *= 1 + 1e-4;
                changed.put(name, values, array.shape());
            } else changed.put(name, array);
        }
        Npz.write(folder.resolve("glm.npz"), changed);
        assertThat(shell.type("verify @glm.npz")).isEqualTo(Failures.NUMERIC);
        assertThat(shell.out()).contains("not verified: spinspike fit gives something else", "glm.npz: has changed since it was made", "differs by 0.00010 (relative) at model/bias");
        assertThat(shell.type("verify @glm.npz --quick")).isEqualTo(Failures.NUMERIC);
    }

    @Test void quickLooksAtHashesOnly() {
        assertThat(shell.must("verify @glm.npz --quick").out()).contains("unchanged: 1 input as before, 1 file as written; nothing was computed anew");
    }

    @Test void anotherInputIsRefusedBeforeAnythingIsComputed() throws Exception {
        Files.copy(folder.resolve("silent.npz"), folder.resolve("ok.npz"), StandardCopyOption.REPLACE_EXISTING);
        shell.refused(3, "verify @glm.npz", "ok.npz has changed since the result was made");
        Files.delete(folder.resolve("ok.npz"));
        shell.refused(3, "verify @glm.npz", "ok.npz was read for this result and is not there");
    }

    @Test void anImportIsMadeAnewAlsoFromARecordThatHoldsAnEmptyList() throws Exception {
        Files.writeString(folder.resolve("times.csv"), "unit,time\na,0.013\nb,0.021\na,0.052\nb,0.061\n");
        shell.must("import @times.csv -o @times.npz --bin-ms 10");
        assertThat(shell.must("verify @times.npz").out()).contains("1 input as before", "same bytes");
        Path record = folder.resolve("times.npz.config.yaml");
        assertThat(Files.readString(record)).doesNotContain("covariate");
        Files.writeString(record, Files.readString(record) + "covariate: \"\"\n");
        assertThat(shell.must("verify @times.npz").out()).contains("same bytes");
    }

    /** One spike of the trials held out is taken away; the file beside it is untouched. */
    @Test void theTrialsHeldOutAreVerifiedWithTheRest() {
        shell.must("import @ok.npz -o @cue.npz --hold-out 0.3");
        assertThat(shell.must("verify @cue.npz").out()).contains("2 files compared", "cue.npz: same bytes", "cue-test.npz: same bytes");
        assertThat(shell.must("verify @cue-test.npz").out()).contains("cue-test.npz: same bytes");
        NamedArrays arrays = Npz.read(folder.resolve("cue-test.npz")), damaged = new NamedArrays();
        for (String name : arrays.names()) {
            NamedArray array = arrays.get(name);
            damaged.put(name, name.equals("spikes") ? NamedArray.of(new byte[Math.toIntExact(array.size())], array.shape()) : array);
        }
        Npz.write(folder.resolve("cue-test.npz"), damaged);
        for (String name : List.of("@cue.npz", "@cue-test.npz")) {
            assertThat(shell.type("verify " + name)).isEqualTo(Failures.NUMERIC);
            assertThat(shell.out()).contains("cue.npz: same bytes", "cue-test.npz: has changed since it was made", "cue-test.npz: differs by");
        }
    }

    @Test void theTruthOfASimulationIsVerifiedWithIt() {
        shell.must("simulate kinetic-ising -o @net.npz --trials 2 --bins 2 --neurons 3");
        assertThat(shell.must("verify @net.truth.npz").out()).contains("2 files compared", "net.npz: same bytes", "net.truth.npz: same bytes");
    }

    @Test void severalCovariatesAreGivenAgain() {
        Npz.write(folder.resolve("counts.npz"), new NamedArrays().put("spikes", new byte[] {0, 2, 1, 0, 0, 1}, 1, 3, 2).put("bin_ms", 10.).put("speed", new double[] {1, 2, 4}, 3).put("light", new double[] {0, 1, 0}, 3));
        shell.must("import @counts.npz -o @both.npz --binarise any --covariate speed --covariate light");
        assertThat(Npz.read(folder.resolve("both.npz")).get("covariate_names").texts()).containsExactly("speed", "light");
        assertThat(shell.must("verify @both.npz").out()).contains("same bytes");
    }

    @Test void aFolderThatWasReadIsKnownByTheNamesAndContentsOfItsFiles() throws Exception {
        Path read = Files.createDirectory(folder.resolve("sorting")), result = read.resolve("out.npz");
        Files.writeString(read.resolve("spike_times.npy"), "times");
        assertThat(RunRecord.hash(read, List.of())).as("a folder that is no recording").isEmpty();
        Files.writeString(read.resolve("spike_clusters.npy"), "clusters");
        String before = RunRecord.hash(read, List.of(result)).orElseThrow();
        assertThat(before).matches("[0-9a-f]{64}");
        Files.writeString(result, "a result");
        Files.writeString(RunRecord.beside(result), "its record");
        Files.writeString(read.resolve(".notes"), "hidden");
        assertThat(RunRecord.hash(read, List.of(result))).contains(before);
        Files.writeString(read.resolve("a.tsv"), "1");
        String more = RunRecord.hash(read, List.of(result)).orElseThrow();
        Files.move(read.resolve("a.tsv"), read.resolve("b.tsv"));
        String renamed = RunRecord.hash(read, List.of(result)).orElseThrow();
        Files.writeString(read.resolve("b.tsv"), "2");
        assertThat(List.of(before, more, renamed, RunRecord.hash(read, List.of(result)).orElseThrow())).doesNotHaveDuplicates();
    }

    @Test void whatHasNoRecordIsRefused() throws Exception {
        shell.refused(3, "verify @ok.npz", "has no record beside it: ok.npz.config.yaml is missing");
        shell.refused(3, "verify @nothing", "is not there");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        shell.refused(3, "verify @empty", "holds no record of a result");
        Files.writeString(empty.resolve("x.config.yaml"), "seed: 1\n");
        shell.refused(3, "verify @empty", "is no record of a result");
        Files.writeString(empty.resolve("x.config.yaml"), "# spinspike fit\nseed: 1\n");
        shell.refused(3, "verify @empty", "does not say what was written");
        Files.copy(empty.resolve("x.config.yaml"), empty.resolve("y.config.yaml"));
        shell.refused(3, "verify @empty", "holds 2 records");
    }

    @Test void nothingIsLeftBehind() throws Exception {
        Map<String, String> before = Shell.bytes(folder);
        shell.must("verify @glm.npz");
        assertThat(Shell.bytes(folder).keySet()).isEqualTo(before.keySet());
    }
}
