package org.spinspike.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import us.hebi.matlab.mat.format.BufferAllocator;
import us.hebi.matlab.mat.format.Mat5Reader;
import us.hebi.matlab.mat.format.Mat5Tag;
import us.hebi.matlab.mat.format.Mat5Type;
import us.hebi.matlab.mat.types.AbstractArray;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.MatlabType;

/**
 * MFL's reader of one variable, with a guard at the places where it allocates what a file declares: a size must fit into the bytes that are left and into the memory that may be used.
 * Opaque objects (tables, strings, dates of MATLAB), whose format is nowhere written down, are passed over.
 */
final class Mat5Reading extends Mat5Reader implements BufferAllocator {
    static final int VALUE_BYTES = 200;
    private static final int DEEPEST = 32, MOST_AXES = 32, LONGEST_NAMES = 1 << 22;

    /** The variable is an opaque object of that name. */
    static final class OpaqueVariable extends IOException {
        final transient String name;

        OpaqueVariable(String name) { this.name = name; }
    }

    private final Path path;
    private final MemoryLimit memory;
    private final Mat5Source bytes;
    private final long length;
    private String place;
    private Mat5Type before;                                                  // what was expected last
    private long end;                                                         // position, of the matrix begun last
    private int depth;

    Mat5Reading(Path path, String place, Mat5Source bytes, MemoryLimit memory) {
        super(bytes);
        this.path = path;
        this.place = place;
        this.bytes = bytes;
        this.memory = memory;
        this.length = bytes.left();
        setBufferAllocator(this);
    }

    /** @throws SpikeFileException where the axes are no shape of an array */
    static int count(Path path, String place, int[] shape) {
        if (shape.length < 2 || shape.length > MOST_AXES) throw new SpikeFileException(path, place, "2 to " + MOST_AXES + " axes", "" + shape.length);
        long count = 1;
        for (int axis : shape) {
            if (axis < 0) throw new SpikeFileException(path, place, "axes shorter than 2^31", Arrays.toString(shape));
            count = axis == 0 || count == 0 ? 0 : count > Integer.MAX_VALUE ? count : count * axis;
        }
        if (count > Integer.MAX_VALUE - 8) throw SpikeFileException.refused(path, place, "has shape " + Arrays.toString(shape) + ", more elements than an array can hold (2^31)");
        return (int) count;
    }

    /** From here on complaints name this place. */
    void at(String place) { this.place = place; }

    String place() { return place; }

    // ---- what MFL asks for

    @Override public ByteBuffer allocate(int size) {
        if (size < 0 || size > 2 * length) throw tooLarge(Integer.toUnsignedLong(size));
        memory.take(path, place, size, 1);
        return ByteBuffer.allocate(size);
    }

    @Override public void release(ByteBuffer buffer) {}

    @Override protected Mat5Tag readTagWithExpectedType(Mat5Type expected) throws IOException {
        Mat5Tag tag = super.readTagWithExpectedType(expected);
        int size = tag.getNumBytes();
        if (size < 0 || size > bytes.left()) throw tooLarge(Integer.toUnsignedLong(size));
        boolean names = expected == Mat5Type.Int8, opaque = names && before == Mat5Type.UInt32;            // flags and then a name: without axes
        if (names && size > LONGEST_NAMES) throw new SpikeFileException(path, place, "names of at most " + LONGEST_NAMES + " bytes", size + " bytes");
        if (expected == Mat5Type.Matrix) end = bytes.getPosition() + size;
        else memory.take(path, place, size, 1);
        before = expected;
        if (opaque) {
            byte[] name = new byte[size];
            bytes.readBytes(name, 0, size);
            throw new OpaqueVariable(new String(name, StandardCharsets.ISO_8859_1));
        }
        return tag;
    }

    @Override protected Array readNestedArray() throws IOException {
        if (++depth > DEEPEST) throw SpikeFileException.refused(path, place, "cells and structs lie deeper than " + DEEPEST + " levels");
        memory.take(path, place, 1, VALUE_BYTES);
        try {
            return super.readNestedArray();
        } catch (OpaqueVariable opaque) {
            for (byte[] some = new byte[1 << 12]; bytes.getPosition() < end;) bytes.readBytes(some, 0, (int) Math.min(some.length, end - bytes.getPosition()));
            return new PassedOver();
        } finally {
            depth--;
        }
    }

    @Override protected Array readCell(EntryHeader header) throws IOException {
        requireRoom(count(path, place, header.getDimensions()));
        return super.readCell(header);
    }

    @Override protected Array[][] readValues(EntryHeader header, int fields, String[] names) throws IOException {
        if (Set.copyOf(Arrays.asList(names)).size() < names.length) throw SpikeFileException.refused(path, place, "has two fields of one name");
        requireRoom((long) count(path, place, header.getDimensions()) * fields);
        return super.readValues(header, fields, names);
    }

    /** A value takes 8 bytes at least: what claims more values than there are bytes is refused before they are counted out. */
    private void requireRoom(long values) {
        if (values > bytes.left() / 8) throw SpikeFileException.refused(path, place, "declares " + values + " values in " + MemoryLimit.size(bytes.left()) + ": the file is damaged or forged");
    }

    private SpikeFileException tooLarge(long size) {
        return SpikeFileException.refused(path, place, "declares an element of " + MemoryLimit.size(size) + ", " + MemoryLimit.size(bytes.left()) + " are left: the file is damaged or cut short");
    }

    /** In place of an opaque object. */
    private static final class PassedOver extends AbstractArray {
        PassedOver() { super(new int[] {1, 1}); }

        @Override public MatlabType getType() { return MatlabType.Opaque; }
        @Override public void close() {}
        @Override protected int subHashCode() { return 0; }
        @Override protected boolean subEqualsGuaranteedSameClass(Object other) { return true; }
    }
}
