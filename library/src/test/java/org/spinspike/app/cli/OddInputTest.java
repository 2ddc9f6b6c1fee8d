package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.io.Npz;
import org.spinspike.io.SpikeFile;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.SpikeTrains;

/** Recordings that are odd but legal work, give finite numbers, and say what is odd about them. */
class OddInputTest {
    private static final List<String> FAMILIES = List.of("independent", "glm", "mps --bond 3 --sweeps 2 --patience 2");
    @TempDir static Path folder;
    private static Shell shell;

    @BeforeAll static void files() throws Exception {
        OddFiles.write(folder);
        shell = new Shell(folder);
        shell.must("fit independent @ok.npz -o @rates.npz --per-bin");
    }

    @ParameterizedTest @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            silent        | 1 of 4 neurons never or always fired in the training trials (n1)
            always        | 1 of 4 neurons never or always fired in the training trials (n2)
            nothing       | 4 of 4 neurons never or always fired in the training trials (n0, n1, n2, n3)
            one-neuron    |
            short-lengths |
            gappy         |
            """)
    void everyVerbWorksAndGivesFiniteNumbers(String name, String note) {
        SpikeTrains data = SpikeFile.read(folder.resolve(name + ".npz"));
        for (String family : FAMILIES) {
            String model = "@" + name + "-" + family.split(" ")[0] + ".npz", rest = " --force";
            shell.must("fit " + family + " @" + name + ".npz -o " + model + rest);
            if (note != null) assertThat(shell.err()).as(family).contains("note: " + note);
            finite(shell.must("score " + model + " @" + name + ".npz -o @ll.npz --json -" + rest).json(), "mean_log_likelihood_nats", "per_bin_neuron_nats");
            finite(Npz.read(folder.resolve("ll.npz")), "log_likelihood", data);
            shell.must("sample " + model + " -o @s.npz --trials 5" + rest);
            assertThat(SpikeFile.read(folder.resolve("s.npz")).trials()).isEqualTo(5);
            finite(shell.must("forecast " + model + " @" + name + ".npz -o @p.npz --json -" + rest).json(), "log_loss_nats", "brier");
            finite(Npz.read(folder.resolve("p.npz")), "p", data);
        }
        shell.must("stats @" + name + ".npz");
        assertThat(shell.out() + shell.err()).doesNotContain("NaN");
    }

    private static void finite(JsonNode json, String... keys) {
        for (String key : keys) assertThat(json.get(key).isNumber()).as(key + " in " + json).isTrue();
    }

    /** NaN stands past the end of shorter trials, and nowhere else. */
    private static void finite(NamedArrays arrays, String key, SpikeTrains data) {
        double[] values = arrays.get(key).doubles();
        int perBin = values.length / data.trials() / data.bins();
        for (int n = 0; n < values.length; n++) {
            boolean past = perBin > 0 && n / perBin % data.bins() >= data.bins(n / perBin / data.bins());
            assertThat(Double.isFinite(values[n])).as(key + " at " + n).isEqualTo(!past);
        }
    }

    @Test void aComparisonCopesWithSilentAndAlwaysActiveNeurons() {
        for (String name : List.of("extremes", "one-neuron")) {
            String models = name.equals("extremes") ? "independent,glm,mps --bond 2 --sweeps 1" : "glm --same-bin";
            shell.run("compare", "@" + name + ".npz", "--models", models, "-o", "@report-" + name, "--json", "-");
            assertThat(shell.code()).as(name + shell.err()).isZero();
            JsonNode judged = shell.json().get("models");
                        assertThat(judged).hasSize(models.split(",").length);
            judged.forEach(m -> assertThat(m.get("mean_log_likelihood_nats").isNumber() || m.get("mean_log_likelihood_nats").get("value").isNumber()).as(m.toString()).isTrue());
            if (!name.equals("one-neuron")) assertThat(shell.err()).contains("never or always fired");
            assertThat(folder.resolve("report-" + name + "/report.html")).isNotEmptyFile();
        }
    }

    @Test void oneTrialIsLearnedFromWithoutValidationAndSaysSo() {
        for (String family : FAMILIES) {
            shell.must("fit " + family + " @one-trial.npz -o @one.npz --force");
            if (family.startsWith("mps")) assertThat(shell.err()).contains("one trial: nothing was held out for validation (--cut makes windows of it)");
            finite(shell.must("score @one.npz @one-trial.npz --json -").json(), "mean_log_likelihood_nats", "bits_per_spike");
            assertThat(shell.json().has("bits_per_spike_psth")).isFalse();
            shell.must("sample @one.npz -o @s.npz --force");
        }
        shell.must("stats @one-trial.npz");
        assertThat(shell.err()).contains("one trial only: no intervals; --cut makes windows of it");
    }

    @Test void aNeuronNobodyWatchedIsGuessedAndNeverInventsANumber() {
        for (String family : List.of("independent", "mps --bond 3 --sweeps 2 --patience 2")) {
            shell.must("fit " + family + " @blind.npz -o @blind-model.npz --force");
            assertThat(shell.err()).contains("note: 1 of 4 neurons").contains("(n3)");
            finite(shell.must("score @blind-model.npz @blind.npz --json -").json(), "mean_log_likelihood_nats");
        }
        shell.must("impute @blind-model.npz @blind.npz -o @filled.npz --force");
        double[] p = Npz.read(folder.resolve("filled.npz")).get("p").doubles();
        SpikeTrains blind = SpikeFile.read(folder.resolve("blind.npz"));
        for (int n = 0; n < p.length; n++) {
            if (n % 4 == 3) assertThat(p[n]).isStrictlyBetween(0., 1.);
            else assertThat(p[n]).isEqualTo(blind.fires(n / 32, n / 4 % 8, n % 4) ? 1 : 0);
        }
    }

    /** Trials longer than those learned from: a model that goes on is scored, only without the null that does not. */
    @Test void longerTrialsAreScoredByAModelThatGoesOn() {
        shell.must("fit glm @ok.npz -o @glm.npz --force").must("score @glm.npz @nine.npz --json -");
        assertThat(shell.err()).contains("note: trials have 9 bins, rates over time were learned in 8: no comparison with rates over time");
        finite(shell.json(), "mean_log_likelihood_nats", "bits_per_spike");
        assertThat(shell.json().has("bits_per_spike_psth")).isFalse();
    }

    /** Every way NumPy may have saved zeros and ones gives the same score to the last digit. */
    @ParameterizedTest @ValueSource(strings = {"|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8", "<f4", "<f8", ">i2", ">u2", ">i4", ">u4", ">i8", ">u8", ">f4", ">f8"})
    void everyTypeAndOrderOfAnArrayIsRead(String type) throws Exception {
        String expected = shell.must("score @rates.npz @ok.npz --json -").out();
        for (boolean fortran : new boolean[] {false, true}) {
            Files.write(folder.resolve("typed.npy"), npy(type, fortran, (byte[]) OddFiles.sound().get("spikes").data()));
            assertThat(shell.must("score @rates.npz @typed.npy --bin-ms 10 --json -").out()).isEqualTo(expected);
        }
    }

    private static byte[] npy(String type, boolean fortran, byte[] bits) {
        int width = type.charAt(2) - '0', trials = OddFiles.TRIALS, bins = OddFiles.BINS, neurons = OddFiles.NEURONS;
        String head = "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': (" + trials + ", " + bins + ", " + neurons + "), }";
        ByteBuffer file = ByteBuffer.allocate(128 + bits.length * width);
        byte[] space = new byte[128];
        Arrays.fill(space, (byte) ' ');
        file.put(space).put(127, (byte) '\n').position(0);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0}).put(head.getBytes(StandardCharsets.US_ASCII)).position(128);
        file.order(type.charAt(0) == '>' ? java.nio.ByteOrder.BIG_ENDIAN : java.nio.ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < bits.length; n++) {
            int bit = fortran ? bits[(n % trials * bins + n / trials % bins) * neurons + n / trials / bins] : bits[n];
            if (type.charAt(1) == 'f' && width == 4) file.putFloat(bit);
            else if (type.charAt(1) == 'f') file.putDouble(bit);
            else if (width == 1) file.put((byte) bit);
            else if (width == 2) file.putShort((short) bit);
            else if (width == 4) file.putInt(bit);
            else file.putLong(bit);
        }
        return file.array();
    }

    @Test void namesWithColonsBlanksAndLettersOfTheWorldAreFileNames() throws Exception {
        List<String> names = new ArrayList<>(List.of("a b.npz", "12:30.npz", "a:b:c", "@at.npz", "-dash.npz", "percent%s.npz"));
        if (new String("é日".getBytes(java.nio.charset.Charset.defaultCharset()), java.nio.charset.Charset.defaultCharset()).equals("é日")) names.add("é日.npz");
        for (String name : names) {
            Path data = Files.copy(folder.resolve("ok.npz"), folder.resolve(name)), model = folder.resolve("of " + name);
            assertThat(Main.run(new java.io.PrintWriter(java.io.Writer.nullWriter()), new java.io.PrintWriter(System.err, true), "fit", "independent", data.toString(), "-o", model.toString())).as(name).isZero();
            assertThat(Main.run(new java.io.PrintWriter(java.io.Writer.nullWriter()), new java.io.PrintWriter(System.err, true), "score", model.toString(), data + ":spikes")).as(name).isZero();
            assertThat(Files.readString(folder.resolve("of " + name + ".config.yaml"))).contains("# argument DATA: " + data + " sha256 ");
        }
    }

    @Test void rangesCountFromTheEndAndNeuronsGoByName() {
        shell.must("fit independent @named.npz --neurons d,b --bins -3: -o @chosen.npz --force").must("info @chosen.npz");
        assertThat(shell.out()).contains("2 neurons", "bins: 3");
        shell.must("score @chosen.npz @named.npz --neurons d,b --bins 5:8 --json -");
        assertThat(shell.json().get("neurons").asInt()).isEqualTo(2);
        assertThat(IntStream.range(0, 2).mapToObj(i -> Npz.read(folder.resolve("chosen.npz")).get("neuron_names").texts()[i])).containsExactly("d", "b");
    }
}
