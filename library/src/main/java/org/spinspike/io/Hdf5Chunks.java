package org.spinspike.io;

import io.jhdf.HdfFile;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.exceptions.HdfException;
import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.filter.BitShuffleFilter;
import io.jhdf.filter.ByteShuffleFilter;
import io.jhdf.filter.Filter;
import io.jhdf.filter.FletcherChecksumFilter;
import io.jhdf.filter.Lz4Filter;
import io.jhdf.filter.LzfFilter;
import io.jhdf.filter.PipelineFilterWithData;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Boxes of a dataset stored in chunks. The library finds the chunks; they are unpacked here, so that none of them unpacks to more than it declares.
 */
final class Hdf5Chunks {
    /** Bytes of the shortest entry of an index of chunks: no file has more chunks than its size over this. */
    private static final int LEAST_ENTRY = 8, DEFLATE = 1;
    /** A checksum of four bytes, or the head of a packed block, may stand beside the values. */
    private static final int BESIDE = 64;
    private static final List<Filter> FILTERS = List.of(new ByteShuffleFilter(), new FletcherChecksumFilter(), new LzfFilter(), new Lz4Filter(), new BitShuffleFilter());

    private final Path path;
    private final String place;
    private final HdfFile file;
    private final ChunkedDataset dataset;
    private final int[] shape, chunk;
    private final int chunkSize, chunkBytes;
    private final MemoryLimit memory;

    Hdf5Chunks(Path path, String place, HdfFile file, ChunkedDataset dataset, int[] shape, MemoryLimit memory) {
        this.path = path;
        this.place = place;
        this.file = file;
        this.dataset = dataset;
        this.shape = shape;
        this.memory = memory;
        this.chunk = dataset.getChunkDimensions();
        long size = 1;
        for (int side : chunk) {
            if (side < 1) throw new SpikeFileException(path, place, "chunks of sides above 0", Arrays.toString(chunk));
            size *= side;
            if (size > Integer.MAX_VALUE - 8) throw SpikeFileException.refused(path, place, "has chunks of shape " + Arrays.toString(chunk) + ", more elements than an array can hold (2^31)");
        }
        long bytes = size * dataset.getDataType().getSize();
        if (chunk.length != shape.length || bytes > Integer.MAX_VALUE - BESIDE) throw SpikeFileException.refused(path, place, "has chunks of shape " + Arrays.toString(chunk) + ", which do not fit its own " + Arrays.toString(shape));
        this.chunkSize = (int) size;
        this.chunkBytes = (int) bytes;
    }

    int[] dimensions() { return chunk; }

    /** @return values of from to to - 1 on each axis, flat, in the library's type */
    Object box(int[] from, int[] to) {
        int rank = shape.length;
        int[] sides = new int[rank], cell = new int[rank];
        long chunks = 1;
        for (int a = 0; a < rank; a++) {
            sides[a] = to[a] - from[a];
            cell[a] = from[a] / chunk[a];
            chunks *= (to[a] - 1) / chunk[a] - cell[a] + 1;
        }
        if (chunks > file.size() / LEAST_ENTRY + 1) throw SpikeFileException.refused(path, place, "has shape " + Arrays.toString(shape) + " in chunks of " + Arrays.toString(chunk)
                + ", more than the file has room for: hardly anything of it was ever written");
        Object out = Hdf5Data.filled(dataset, (int) ArrayPart.size(sides));
        for (long n = 0; n < chunks; n++) {
            Object values = chunk(cell);
            if (values != null) copy(values, cell, from, to, sides, out);
            for (int a = rank - 1; a >= 0; a--) {
                if (++cell[a] <= (to[a] - 1) / chunk[a]) break;
                cell[a] = from[a] / chunk[a];
            }
        }
        return out;
    }

    /** The overlap of a chunk and a box, one line along the last axis at a time. */
    private void copy(Object values, int[] cell, int[] from, int[] to, int[] sides, Object out) {
        int rank = shape.length, last = rank - 1;
        int[] low = new int[rank], high = new int[rank], at = new int[rank];
        for (int a = 0; a < rank; a++) {
            low[a] = Math.max(from[a], cell[a] * chunk[a]);
            high[a] = (int) Math.min(to[a], (cell[a] + 1L) * chunk[a]);
            at[a] = low[a];
        }
        while (true) {
            int source = 0, target = 0;
            for (int a = 0; a < rank; a++) {
                source = source * chunk[a] + at[a] - cell[a] * chunk[a];
                target = target * sides[a] + at[a] - from[a];
            }
            System.arraycopy(values, source, out, target, high[last] - low[last]);
            int a = last - 1;
            for (; a >= 0; a--) {
                if (++at[a] < high[a]) break;
                at[a] = low[a];
            }
            if (a < 0) return;
        }
    }

    /** @return all values of a chunk, null where it was never written */
    private Object chunk(int[] cell) {
        int[] offset = new int[cell.length];
        for (int a = 0; a < offset.length; a++) offset[a] = cell[a] * chunk[a];
        ByteBuffer raw;
        try {
            raw = dataset.getRawChunkBuffer(offset);
        } catch (HdfException e) {
            if (e.getMessage() != null && (e.getMessage().startsWith("No chunk") || e.getMessage().endsWith("at address -1"))) return null;
            throw e;
        }
        byte[] bytes = new byte[raw.remaining()];
        raw.get(bytes);
        List<PipelineFilterWithData> filters = dataset.getFilters();
        for (int n = filters.size() - 1; n >= 0; n--) bytes = unpacked(filters.get(n), bytes);
        if (bytes.length < chunkBytes) throw SpikeFileException.refused(path, place, "chunk at " + Arrays.toString(offset) + " holds " + bytes.length + " bytes instead of " + chunkBytes + ": the file is damaged");
        Object values = Hdf5Data.decoded(path, place, dataset, ByteBuffer.wrap(bytes, 0, chunkBytes), chunkSize, file, memory);
        if (Array.getLength(values) != chunkSize) throw SpikeFileException.refused(path, place, "chunk at " + Arrays.toString(offset) + " is damaged");
        return values;
    }

    private byte[] unpacked(PipelineFilterWithData filter, byte[] bytes) {
        if (filter.getId() == DEFLATE) return inflated(bytes);
        byte[] out = FILTERS.stream().filter(f -> f.getId() == filter.getId()).findFirst()
                .orElseThrow(() -> new HdfFilterException("the filter " + filter.getName() + " is not known")).decode(bytes, filter.getFilterData());
        if (out.length > chunkBytes + BESIDE) throw tooMuch();
        return out;
    }

    private byte[] inflated(byte[] bytes) {
        byte[] out = new byte[chunkBytes + BESIDE];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            int length = 0;
            while (!inflater.finished()) {
                if (length == out.length) throw tooMuch();
                int got = inflater.inflate(out, length, out.length - length);
                if (got == 0 && !inflater.finished()) throw SpikeFileException.refused(path, place, "holds a deflated chunk that ends too early: the file is damaged");
                length += got;
            }
            return Arrays.copyOf(out, length);
        } catch (DataFormatException e) {
            throw SpikeFileException.refused(path, place, "holds a deflated chunk that is damaged: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    private SpikeFileException tooMuch() {
        return SpikeFileException.refused(path, place, "holds a chunk that unpacks to more than its " + MemoryLimit.size(chunkBytes) + ": the file is damaged or forged");
    }
}
