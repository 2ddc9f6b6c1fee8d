package org.spinspike.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.spinspike.io.Npz;
import org.spinspike.io.SpikeFile;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;

/** One sound recording of 40 trials, 8 bins, 4 neurons, {@code ok.npz}, and many that have something the matter with them. */
final class OddFiles {
    static final int TRIALS = 40, BINS = 8, NEURONS = 4;
    private final Path folder;

    private OddFiles(Path folder) { this.folder = folder; }

    /** Every file the tests of bad and odd input speak of. */
    static void write(Path folder) throws IOException {
        var files = new OddFiles(folder);
        Files.write(folder.resolve("text.npz"), "hello\n".getBytes(StandardCharsets.UTF_8));
        Files.createFile(folder.resolve("empty.npz"));
        Files.createDirectory(folder.resolve("folder"));
        SpikeFile.write(folder.resolve("ok.npz"), trains(TRIALS, BINS, NEURONS));
        byte[] ok = Files.readAllBytes(folder.resolve("ok.npz"));
        Files.write(folder.resolve("truncated.npz"), Arrays.copyOf(ok, ok.length / 2));
        Files.write(folder.resolve("tail.npz"), Arrays.copyOf(ok, ok.length - 9));
        files.shapes();
        files.values();
        files.companions();
        files.hostile();
        Files.writeString(folder.resolve("words.csv"), "unit,time_s\n1,0.5\n1,soon\n");
        Files.writeString(folder.resolve("gap.csv"), "a,b\n0,1\n1\n");
        byte[] nwb = Files.readAllBytes(Path.of("src/test/resources/org/spinspike/io/hdf5/units.nwb"));
        Files.write(folder.resolve("cut.nwb"), Arrays.copyOf(nwb, nwb.length / 3));
        Files.write(folder.resolve("stub.nwb"), Arrays.copyOf(nwb, 600));
    }

    static SpikeTrains trains(int trials, int bins, int neurons) {
        return SpikeTrains.generate(trials, bins, neurons, (k, t, i) -> new Seed(7).child(k).child(t).child(i).generator().nextDouble() < .15 + .05 * i);
    }

    private void shapes() {
        SpikeFile.write(folder.resolve("five.npz"), trains(TRIALS, BINS, 5));
        SpikeFile.write(folder.resolve("nine.npz"), trains(TRIALS, 9, NEURONS));
        SpikeFile.write(folder.resolve("one-trial.npz"), trains(1, BINS, NEURONS));
        SpikeFile.write(folder.resolve("one-neuron.npz"), trains(TRIALS, BINS, 1));
        put("two-d", new NamedArrays().put("spikes", new byte[6], 3, 2).put("bin_ms", 10.));
        put("four-d", new NamedArrays().put("spikes", new byte[6], 1, 3, 2, 1).put("bin_ms", 10.));
        put("no-trials", new NamedArrays().put("spikes", new byte[0], 0, 3, 2).put("bin_ms", 10.));
        put("no-width", new NamedArrays().put("spikes", new byte[6], 1, 3, 2));
    }

    private void values() {
        change("counts", a -> ((byte[]) a.get("spikes").data())[5] = 3);
        for (var odd : Map.of("nan", Double.NaN, "infinite", Double.NEGATIVE_INFINITY, "negative", -1., "half", .5).entrySet()) {
            double[] values = sound().get("spikes").doubles().clone();
            values[(2 * BINS + 3) * NEURONS + 1] = odd.getValue();
            put(odd.getKey(), new NamedArrays().put("spikes", values, TRIALS, BINS, NEURONS).put("bin_ms", 10.));
        }
        change("silent", a -> neuron(a, "spikes", 1, 0));
        change("always", a -> neuron(a, "spikes", 2, 1));
        change("extremes", a -> {
            neuron(a, "spikes", 1, 0);
            neuron(a, "spikes", 2, 1);
        });
        change("nothing", a -> Arrays.fill((byte[]) a.get("spikes").data(), (byte) 0));
    }

    private void companions() {
        add("wide-bins", "bin_ms", NamedArray.of(20.));
        add("no-bin", "bin_ms", NamedArray.of(0.));
        add("two-widths", "bin_ms", NamedArray.of(new double[] {10, 20}, 2));
        add("named", "neuron_names", NamedArray.of(new String[] {"a", "b", "c", "d"}, 4));
        add("others", "neuron_names", NamedArray.of(new String[] {"a", "b", "x", "d"}, 4));
        add("twins", "neuron_names", NamedArray.of(new String[] {"a", "b", "b", "d"}, 4));
        add("few-lengths", "lengths", NamedArray.of(new int[] {8, 8}, 2));
        add("long-lengths", "lengths", NamedArray.of(filled(9), TRIALS));
        add("zero-lengths", "lengths", NamedArray.of(filled(0), TRIALS));
        add("short-lengths", "lengths", NamedArray.of(filled(5), TRIALS));
        add("few-conditions", "condition", NamedArray.of(new String[] {"left"}, 1));
        add("odd-mask", "observed", NamedArray.of(new byte[9], 3, 3));
        add("twos-mask", "observed", NamedArray.of(mask(2), TRIALS, BINS, NEURONS));
        add("unobserved", "observed", NamedArray.of(mask(0), TRIALS, BINS, NEURONS));
        change("blind", a -> neuron(a.put("observed", mask(1), TRIALS, BINS, NEURONS), "observed", 3, 0));
        change("gappy", a -> {
            byte[] seen = mask(1);
            for (int n = 0; n < seen.length; n += 7) seen[n] = 0;
            a.put("observed", seen, TRIALS, BINS, NEURONS);
        });
    }

    /** Heads that promise what the file does not hold, and archives that would fill the memory. */
    private void hostile() throws IOException {
        hostile("absurd", "|u1", "(100000, 100000, 1000)", 0, -1);
        hostile("promise", "|u1", "(1000, 1000, 1000)", 0, -1);
        hostile("bomb", "|u1", "(1000, 1000, 1000)", 0, 1_000_000_128);
        hostile("endless", "|u1", "(99999999999999999999, 1, 1)", 0, -1);
        hostile("below-zero", "|u1", "(-1, 8, 4)", 32, -1);
        hostile("objects", "|O", "(2, 2, 2)", 64, -1);
        hostile("records", "[('a', '<f8')]", "(2, 2, 2)", 64, -1);
        hostile("short", "|u1", "(2, 8, 4)", 63, -1);
        Files.write(folder.resolve("absurd.npy"), head("|u1", "(100000, 100000, 1000)"));
    }

    /** @param declared what the archive's directory says the array takes, or -1: the truth */
    private void hostile(String name, String type, String shape, int bytes, int declared) throws IOException {
        byte[] head = head(type, shape);
        var out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("spikes.npy"));
            zip.write(head);
            zip.write(new byte[bytes]);
        }
        byte[] file = out.toByteArray();
        if (declared >= 0) {
            ByteBuffer all = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            all.putInt(all.getInt(file.length - 6) + 24, declared);          // the directory's place stands in the archive's last record
        }
        Files.write(folder.resolve(name + ".npz"), file);
    }

    private static byte[] head(String type, String shape) {
        String quoted = type.startsWith("[") ? type : "'" + type + "'";
        byte[] text = ("{'descr': " + quoted + ", 'fortran_order': False, 'shape': " + shape + ", }").getBytes(StandardCharsets.US_ASCII), head = new byte[128];
        Arrays.fill(head, (byte) ' ');
        System.arraycopy(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0}, 0, head, 0, 10);
        System.arraycopy(text, 0, head, 10, text.length);
        head[127] = '\n';
        return head;
    }

    static NamedArrays sound() { return SpikeFile.arrays(trains(TRIALS, BINS, NEURONS)); }

    private void put(String name, NamedArrays arrays) { Npz.write(folder.resolve(name + ".npz"), arrays); }

    private void change(String name, Consumer<NamedArrays> how) {
        NamedArrays arrays = sound();
        how.accept(arrays);
        put(name, arrays);
    }

    private void add(String name, String key, NamedArray array) {
        NamedArrays arrays = new NamedArrays(), sound = sound();
        for (String there : sound.names()) if (!there.equals(key)) arrays.put(there, sound.get(there));
        put(name, arrays.put(key, array));
    }

    private static void neuron(NamedArrays arrays, String key, int i, int value) {
        byte[] all = (byte[]) arrays.get(key).data();
        for (int n = i; n < all.length; n += NEURONS) all[n] = (byte) value;
    }

    private static byte[] mask(int value) {
        byte[] mask = new byte[TRIALS * BINS * NEURONS];
        Arrays.fill(mask, (byte) value);
        return mask;
    }

    private static int[] filled(int length) {
        int[] lengths = new int[TRIALS];
        Arrays.fill(lengths, length);
        return lengths;
    }
}
