package org.spinspike.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import us.hebi.matlab.mat.types.Source;

/**
 * One variable of a MAT file as MFL wants its bytes: with a head before it, as if it were a file of its own, and with an end that cannot be read beyond. MFL's own sources take memory
 * by {@code sun.misc.Unsafe}, which newer Java warns about on stderr.
 */
final class Mat5Source implements Source {
    private static final int PADDING = 7;

    private final InputStream in;
    private final ByteBuffer word = ByteBuffer.allocate(8);
    private long position, left;

    /** @param length bytes of {@code in} that may be read */
    Mat5Source(InputStream in, long length) {
        this.in = in;
        this.left = length;
    }

    long left() { return left; }

    /** Nothing more is read: what is not wanted is not inflated either. */
    void stop() { left = 0; }

    @Override public long getPosition() { return position; }

    @Override public ByteOrder order() { return word.order(); }

    @Override public Source order(ByteOrder order) {
        word.order(order);
        return this;
    }

    @Override public void readBytes(byte[] to, int from, int length) throws IOException {
        if (length > left || in.readNBytes(to, from, length) < length) throw new EOFException();
        position += length;
        left -= length;
    }

    /** Padding that a writer left out at the end is no fault; what is longer than padding MFL passes over at the end of a variable, and its reader does so without reading. */
    @Override public void skip(long bytes) throws IOException {
        if (bytes > PADDING) stop();
        else readBytes(word.array(), 0, (int) Math.min(bytes, left));
    }

    private ByteBuffer word(int bytes) throws IOException {
        readBytes(word.array(), 0, bytes);
        return word;
    }

    @Override public byte readByte() throws IOException     { return word(Byte.BYTES).get(0); }
    @Override public short readShort() throws IOException   { return word(Short.BYTES).getShort(0); }
    @Override public int readInt() throws IOException       { return word(Integer.BYTES).getInt(0); }
    @Override public long readLong() throws IOException     { return word(Long.BYTES).getLong(0); }
    @Override public float readFloat() throws IOException   { return word(Float.BYTES).getFloat(0); }
    @Override public double readDouble() throws IOException { return word(Double.BYTES).getDouble(0); }

    @Override public void readShorts(short[] to, int from, int count) throws IOException   { for (int n = 0; n < count; n++) to[from + n] = readShort(); }
    @Override public void readInts(int[] to, int from, int count) throws IOException       { for (int n = 0; n < count; n++) to[from + n] = readInt(); }
    @Override public void readLongs(long[] to, int from, int count) throws IOException     { for (int n = 0; n < count; n++) to[from + n] = readLong(); }
    @Override public void readFloats(float[] to, int from, int count) throws IOException   { for (int n = 0; n < count; n++) to[from + n] = readFloat(); }
    @Override public void readDoubles(double[] to, int from, int count) throws IOException { for (int n = 0; n < count; n++) to[from + n] = readDouble(); }

    /** Of a buffer on the heap, which is what {@link Mat5Reading} gives. */
    @Override public void readByteBuffer(ByteBuffer to) throws IOException {
        readBytes(to.array(), to.arrayOffset() + to.position(), to.remaining());
        to.position(to.limit());
    }

    /** A variable comes here inflated. */
    @Override public Source readInflated(int bytes, int buffer) throws IOException { throw new IOException("a deflated element within a variable"); }

    @Override public boolean isMutatedByChildren() { return true; }

    @Override public void close() throws IOException { in.close(); }
}
