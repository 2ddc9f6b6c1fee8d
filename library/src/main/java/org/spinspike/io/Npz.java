package org.spinspike.io;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;

/**
 * Named arrays in one file, as {@code numpy.savez} writes them: a ZIP of NPY arrays. Read against a {@link MemoryLimit}, with checksums
 * compared; written deflated, in order, with a fixed date: the same arrays give the same bytes, and {@code numpy.load} opens them without pickle.
 */
public final class Npz {
    /** What deflate can pack into one byte; what a file may claim of the memory is the business of {@link MemoryLimit}. */
    static final int DEFLATE_AT_MOST = 1032;
    /** Two minutes past the first moment ZIP knows: at the first one Java adds a field that depends on the time zone. */
    /** Of deflate, 1..9: spikes take a quarter of the time that the usual 6 does, and a fifth more room. */
    private static final int LEVEL = 4;
    private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 2);
    private static final int MOST_ENTRIES = 100_000;
    private static final int MOST_NAMED = 12;

    private Npz() {}

    /** @param type element type in words: "float64", "uint8" */
    public record Entry(String name, String type, int[] shape) {
        @Override public String toString() { return (name.isEmpty() ? "" : name + " ") + type + Arrays.toString(shape); }
    }

    /** @return whether the file begins like a ZIP */
    static boolean looksLike(byte[] start) {
        return start.length >= 4 && start[0] == 'P' && start[1] == 'K' && (start[2] == 3 && start[3] == 4 || start[2] == 5 && start[3] == 6);
    }

    public static NamedArrays read(Path path) { return read(path, MemoryLimit.ofHeap()); }

    public static NamedArrays read(Path path, MemoryLimit memory) { return read(path, memory, name -> true); }

    /** @return the arrays whose names are wanted, reading no other */
    public static NamedArrays read(Path path, Predicate<String> wanted) { return read(path, MemoryLimit.ofHeap(), wanted); }

    private static NamedArrays read(Path path, MemoryLimit memory, Predicate<String> wanted) { return read(path, memory, wanted, Map.of()); }

    /** @param parts of some arrays, by name: nothing else of them is kept */
    static NamedArrays read(Path path, MemoryLimit memory, Predicate<String> wanted, Map<String, ArrayPart> parts) {
        return open(path, (zip, entries) -> {
            var arrays = new NamedArrays();
            for (var e : entries.entrySet()) if (wanted.test(e.getKey())) arrays.put(e.getKey(), read(zip, e.getValue(), path, e.getKey(), parts.get(e.getKey()), memory));
            return arrays;
        });
    }

    /** @return the array of that name, reading no other; the message of a miss lists the arrays there are */
    public static NamedArray read(Path path, String key) {
        return open(path, (zip, entries) -> {
            requireArray(path, key, heads(zip, entries, path));
            return read(zip, entries.get(key), path, key, null, MemoryLimit.ofHeap());
        });
    }

    /** @throws SpikeFileException where the file has no array of that name; the message lists those there are */
    public static void requireArray(Path path, String key) { requireArray(path, key, list(path)); }

    static void requireArray(Path path, String key, List<Entry> entries) {
        if (entries.stream().noneMatch(e -> e.name().equals(key))) throw SpikeFileException.refused(path, "", "has no array '" + key + "'; there are: " + words(entries));
    }

    /** @return what there is, in one line for messages */
    static String words(List<Entry> entries) {
        if (entries.isEmpty()) return "none";
        return entries.stream().limit(MOST_NAMED).map(Entry::toString).collect(Collectors.joining(", ")) + (entries.size() > MOST_NAMED ? ", ... (" + entries.size() + ")" : "");
    }

    /** @return whether these are the arrays of a trained model: they have a header and no spikes */
    public static boolean isModel(List<Entry> entries) {
        return entries.stream().anyMatch(e -> e.name().equals("header")) && entries.stream().noneMatch(e -> e.name().equals("spikes"));
    }

    /** @return names, types and shapes in the order of the file, reading nothing but heads */
    public static List<Entry> list(Path path) { return open(path, (zip, entries) -> heads(zip, entries, path)); }

    private static List<Entry> heads(ZipFile zip, Map<String, ZipEntry> entries, Path path) throws IOException {
        List<Entry> heads = new ArrayList<>();
        for (var e : entries.entrySet())
            try (DataInputStream in = new DataInputStream(zip.getInputStream(e.getValue()))) {
                NpyHeader header = NpyHeader.read(in, path, "array '" + e.getKey() + "'");
                heads.add(new Entry(e.getKey(), header.type().words(), header.shape()));
            }
        return heads;
    }

    private static <T> T open(Path path, Use<T> use) {
        if (!Files.exists(path)) throw SpikeFileException.failed(path, "read", new NoSuchFileException(path.toString()));
        Readers.requireFile(path);
        try (ZipFile zip = new ZipFile(path.toFile(), StandardCharsets.UTF_8)) {
            return use.of(zip, entries(zip, path));
        } catch (IOException | IllegalArgumentException e) {                  // the latter from names that are no UTF-8
            throw SpikeFileException.failed(path, "read as NPZ (damaged or cut short?)", e);
        }
    }

    private static Map<String, ZipEntry> entries(ZipFile zip, Path path) {
        if (zip.size() > MOST_ENTRIES) throw new SpikeFileException(path, "", "at most " + MOST_ENTRIES + " arrays", "" + zip.size());
        Map<String, ZipEntry> entries = new LinkedHashMap<>();
        for (ZipEntry entry : java.util.Collections.list(zip.entries())) {
            String file = entry.getName();
            if (!file.endsWith(".npy")) continue;
            String name = file.substring(0, file.length() - 4);
            if (entries.put(name, entry) != null) throw SpikeFileException.refused(path, "", "holds two arrays named '" + name + "'");
            if (entry.getSize() < 0 || entry.getCompressedSize() < 0) throw SpikeFileException.refused(path, "array '" + name + "'", "has no declared size");
        }
        entries.forEach((name, entry) -> {
            if (entry.getSize() / DEFLATE_AT_MOST > entry.getCompressedSize()) throw SpikeFileException.refused(path, "array '" + name + "'",
                    "declares " + MemoryLimit.size(entry.getSize()) + ", more than its " + MemoryLimit.size(entry.getCompressedSize()) + " can hold: the file is damaged or forged");
        });
        return entries;
    }

    private static NamedArray read(ZipFile zip, ZipEntry entry, Path path, String name, ArrayPart part, MemoryLimit memory) throws IOException {
        String place = "array '" + name + "'";
        CRC32 checksum = new CRC32();
        try (InputStream in = new BufferedInputStream(new CheckedInputStream(zip.getInputStream(entry), checksum), 1 << 16)) {
            NamedArray array = Npy.read(in, entry.getSize(), path, place, part, memory);
            in.transferTo(OutputStream.nullOutputStream());                   // what a part left, for its checksum
            if (checksum.getValue() != entry.getCrc()) throw SpikeFileException.refused(path, place, "the checksum does not fit: the file is damaged");
            return array;
        } catch (IOException e) {
            throw SpikeFileException.refused(path, place, "is damaged: " + e.getMessage());
        }
    }

    /** Written beside the target and renamed: nothing partial is ever seen. */
    public static void write(Path target, NamedArrays arrays) { AtomicFile.write(target, out -> write(out, arrays)); }

    /** The same without compression: for numbers of which nothing can be spared, and files that do not stay. */
    public static void writePlain(Path target, NamedArrays arrays) { AtomicFile.write(target, out -> write(out, arrays, Deflater.NO_COMPRESSION)); }

    public static void write(OutputStream out, NamedArrays arrays) throws IOException { write(out, arrays, LEVEL); }

    private static void write(OutputStream out, NamedArrays arrays, int level) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setLevel(level);
        for (String name : arrays.names()) {
            ZipEntry entry = new ZipEntry(name + ".npy");
            entry.setTimeLocal(DATE);
            zip.putNextEntry(entry);
            Npy.write(zip, arrays.get(name));
            zip.closeEntry();
        }
        zip.finish();
        zip.flush();
    }

    @FunctionalInterface private interface Use<T> { T of(ZipFile zip, Map<String, ZipEntry> entries) throws IOException; }
}
