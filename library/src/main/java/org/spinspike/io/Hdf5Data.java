package org.spinspike.io;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.dataset.DatasetReader;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.spinspike.math.NamedArray;

/**
 * The values of one dataset of HDF5, or a part of them, read slab by slab along the first axis: nothing is held but the part and one slab of chunks. Chunks that were never written hold the
 * dataset's fill value. Cost: every chunk the part touches is unpacked once.
 */
final class Hdf5Data {
    private static final int BYTES_A_TEXT = 120, BYTES_A_NUMBER = 16, BYTES_A_BYTE = 2, SLAB = 1 << 18;
    /** Words at a time: many may point to one long word, so what they take is known only when they are there. */
    private static final int WORDS = 64;

    private final Path path;
    private final String place;
    private final HdfFile file;
    private final Dataset dataset;
    private final int[] shape;
    private final MemoryLimit memory;

    Hdf5Data(Path path, String place, HdfFile file, Dataset dataset, int[] shape, MemoryLimit memory) {
        this.path = path;
        this.place = place;
        this.file = file;
        this.dataset = dataset;
        this.shape = shape;
        this.memory = memory;
    }

    /** @param part null for the whole */
    NamedArray read(ArrayPart part) {
        int[] wanted = part == null ? shape : part.shape(shape);
        boolean text = dataset.getJavaType() == String.class;
        long size = ArrayPart.size(wanted);
        if (size > Integer.MAX_VALUE - 8) throw SpikeFileException.refused(path, place, "has shape " + Arrays.toString(wanted) + ", more elements than an array can hold (2^31); " + MemoryLimit.PART);
        memory.take(path, place, size, text ? BYTES_A_TEXT : isByte() ? BYTES_A_BYTE : BYTES_A_NUMBER);
        if (size == 0) return text ? NamedArray.of(new String[0], wanted) : NamedArray.of(new double[0], wanted);
        if (shape.length == 0) return new NamedArray(shape, values(dataset.getData()));
        return new NamedArray(wanted, slabs(part == null ? new ArrayPart(new int[shape.length][]) : part, wanted, (int) size));
    }

    private Object slabs(ArrayPart part, int[] wanted, int size) {
        Hdf5Chunks chunks = dataset instanceof ChunkedDataset chunked ? new Hdf5Chunks(path, place, file, chunked, shape, memory) : null;
        int[] from = new int[shape.length], to = shape.clone();
        for (int a = 1; a < shape.length; a++) {
            if (part.places()[a] == null) continue;
            from[a] = part.places()[a][0];
            to[a] = part.places()[a][wanted[a] - 1] + 1;
        }
        long row = 1;
        for (int a = 1; a < shape.length; a++) row *= to[a] - from[a];
        int step = chunks == null ? 1 : chunks.dimensions()[0];
        step *= Math.max(1, (dataset.isVariableLength() ? WORDS : SLAB) / (step * row));
        Object out = null;
        for (int n = 0, at = 0; n < wanted[0]; ) {
            int[] rows = part.places()[0];
            int first = rows == null ? n : rows[n], end = (int) Math.min(shape[0], (first / step + 1L) * step), m = n;
            while (m < wanted[0] && (rows == null ? m : rows[m]) < end) m++;
            from[0] = first;
            to[0] = (rows == null ? m - 1 : rows[m - 1]) + 1;
            Object box = values(chunks == null ? plain(from, to) : chunks.box(from, to));
            if (chunks == null) claim(path, place, box, memory);
            if (out == null) out = Array.newInstance(box.getClass().getComponentType(), size);
            at += copy(part, from, to, n, m, box, out, at);
            n = m;
        }
        return out;
    }

    /** Takes out of a box what belongs to the part. */
    private int copy(ArrayPart part, int[] from, int[] to, int n, int m, Object box, Object out, int at) {
        int rank = shape.length;
        int[] sides = new int[rank];
        int[][] places = new int[rank][];
        for (int a = 0; a < rank; a++) {
            int base = from[a];
            sides[a] = to[a] - base;
            if (part.places()[a] != null) places[a] = Arrays.stream(part.places()[a], a == 0 ? n : 0, a == 0 ? m : part.places()[a].length).map(p -> p - base).toArray();
        }
        int[] copied = {at};
        new ArrayPart(places).<RuntimeException>forEachRun(sides, (first, count) -> {
            System.arraycopy(box, (int) first, out, copied[0], count);
            copied[0] += count;
        });
        return copied[0] - at;
    }

    /** A box of a dataset that lies in one piece. */
    private Object plain(int[] from, int[] to) {
        int[] sides = new int[shape.length];
        for (int a = 0; a < sides.length; a++) sides[a] = to[a] - from[a];
        int size = (int) ArrayPart.size(sides);
        if (dataset.isEmpty()) return filled(dataset, size);
        Object nested = dataset.getData(Arrays.stream(from).asLongStream().toArray(), sides);
        if (shape.length == 1) return nested;
        Object[] flat = {null};
        flatten(nested, shape.length, new int[] {0}, flat, size);
        return flat[0];
    }

    private static void flatten(Object nested, int rank, int[] at, Object[] flat, int size) {
        if (rank > 1) {
            for (Object inner : (Object[]) nested) flatten(inner, rank - 1, at, flat, size);
            return;
        }
        if (flat[0] == null) flat[0] = Array.newInstance(nested.getClass().getComponentType(), size);
        int length = Array.getLength(nested);
        System.arraycopy(nested, 0, flat[0], at[0], length);
        at[0] += length;
    }

    /** @return the values of {@code size} elements, decoded a few words at a time where their lengths differ */
    static Object decoded(Path path, String place, Dataset dataset, ByteBuffer bytes, int size, HdfFile file, MemoryLimit memory) {
        if (!dataset.isVariableLength()) return DatasetReader.readDataset(dataset.getDataType(), bytes, new int[] {size}, file.getHdfBackingStorage());
        int width = dataset.getDataType().getSize();
        String[] out = new String[size];
        for (int from = 0; from < size; from += WORDS) {
            int count = Math.min(WORDS, size - from);
            Object words = DatasetReader.readDataset(dataset.getDataType(), bytes.slice(from * width, count * width), new int[] {count}, file.getHdfBackingStorage());
            claim(path, place, words, memory);
            System.arraycopy(words, 0, out, from, count);
        }
        return out;
    }

    private static void claim(Path path, String place, Object values, MemoryLimit memory) {
        if (values instanceof String[] words) memory.take(path, place, Arrays.stream(words).mapToLong(w -> w == null ? 0 : w.length()).sum(), Character.BYTES);
    }

    /** @return what stands where nothing was written */
    static Object filled(Dataset dataset, int size) {
        if (dataset.isVariableLength()) {
            String[] nothing = new String[size];
            Arrays.fill(nothing, "");
            return nothing;
        }
        ByteBuffer zero = ByteBuffer.allocate(dataset.getDataType().getSize());
        Object one = DatasetReader.readDataset(dataset.getDataType(), zero, new int[] {1}, null), fill = dataset.getFillValue();
        Object out = Array.newInstance(one.getClass().getComponentType(), size);
        Object nothing = Array.get(one, 0), value = fill == null || !nothing.getClass().isInstance(fill) ? nothing : fill;
        if (!(value instanceof Number number) || number.doubleValue() != 0) for (int n = 0; n < size; n++) Array.set(out, n, value);      // new arrays hold zeros
        return out;
    }

    private boolean isByte() { return dataset.getDataType() instanceof FixedPoint type && type.getSize() == 1 && !type.isSigned(); }

    /** The kinds of values a {@link NamedArray} has. */
    private Object values(Object data) {
        if (isByte() && data instanceof int[] wide) {
            byte[] out = new byte[wide.length];
            for (int n = 0; n < out.length; n++) out[n] = (byte) wide[n];
            return out;
        }
        if (data instanceof String[] words && dataset.getDataType() instanceof EnumDataType) return truths(words);
        if (data instanceof String word && dataset.getDataType() instanceof EnumDataType) return truths(new String[] {word});
        if (data instanceof double[] || data instanceof float[] || data instanceof long[] || data instanceof int[] || data instanceof String[]) return data;
        if (data instanceof String one) return new String[] {one};
        if (data instanceof Number one) return new double[] {one.doubleValue()};
        if (data instanceof short[] || data instanceof byte[]) {
            int[] out = new int[Array.getLength(data)];
            for (int n = 0; n < out.length; n++) out[n] = data instanceof short[] s ? s[n] : ((byte[]) data)[n];
            return out;
        }
        if (data instanceof BigInteger[] big) {
            long[] out = new long[big.length];
            for (int n = 0; n < out.length; n++) {
                if (big[n].bitLength() > 63) throw new SpikeFileException(path, place + " element " + n, "an integer below 2^63", big[n].toString());
                out[n] = big[n].longValue();
            }
            return out;
        }
        throw SpikeFileException.refused(path, place, "holds values of a kind that is not read (" + data.getClass().getSimpleName() + ")");
    }

    /** Booleans are enumerations of FALSE and TRUE here; other enumerations stay words. */
    private static Object truths(String[] words) {
        if (!Set.of("FALSE", "TRUE").containsAll(Arrays.asList(words))) return words;
        int[] out = new int[words.length];
        for (int n = 0; n < out.length; n++) out[n] = words[n].equals("TRUE") ? 1 : 0;
        return out;
    }
}
