package org.spinspike.io;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spinspike.math.NamedArray;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Char;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Struct;

/**
 * Values as MFL hands them out, turned into those of this package.
 *
 * @param order  of the file's bytes
 * @param listed whether shapes are wanted and no numbers
 */
record Mat5Values(Path path, MemoryLimit memory, ByteOrder order, boolean listed) {
    private static final Map<MatlabType, String> UNREAD = Map.of(MatlabType.Sparse, "sparse matrix", MatlabType.Object, "object", MatlabType.Function, "function", MatlabType.Opaque, "opaque object");

    /** @return what is no data here, as told by the head of a value; null where it is data */
    static MatValue unread(MatlabType type, boolean complex, int[] shape) {
        if (UNREAD.containsKey(type)) return new MatValue.Other(UNREAD.get(type), shape);
        return complex && isNumbers(type) ? new MatValue.Other("complex numbers", shape) : null;
    }

    static boolean isNumbers(MatlabType type) { return type.id() >= MatlabType.Double.id() && type.id() <= MatlabType.UInt64.id(); }

    static MatValue shapeOf(MatlabType type, boolean logical, int[] shape) {
        return MatValue.Numbers.whole(logical ? "logical" : type.toString(), shape, () -> { throw new IllegalStateException("listed only"); });
    }

    MatValue of(Array array, String place) {
        int[] shape = array.getDimensions();
        MatValue unread = unread(array.getType(), array instanceof Matrix m && m.isComplex(), shape);
        if (unread != null) return unread;
        int count = Mat5Reading.count(path, place, shape);
        if (array instanceof Cell cell) {
            List<MatValue> elements = new ArrayList<>();
            for (int n = 0; n < count; n++) elements.add(of(cell.get(n), place + "{" + (n + 1) + "}"));
            return new MatValue.Cells(shape, elements);
        }
        if (array instanceof Struct struct) {
            Map<String, List<MatValue>> fields = new LinkedHashMap<>();
            for (String field : struct.getFieldNames()) fields.put(field, new ArrayList<>());
            for (int n = 0; n < count; n++)
                for (Map.Entry<String, List<MatValue>> field : fields.entrySet()) field.getValue().add(of(struct.get(field.getKey(), n), place + (count > 1 ? "(" + (n + 1) + ")" : "") + "." + field.getKey()));
            return new MatValue.Structs(shape, fields);
        }
        if (array.getNumElements() != count) throw SpikeFileException.refused(path, place, "has shape " + Arrays.toString(shape) + " and another number of values: the file is damaged or forged");
        if (array instanceof Char text) return order == ByteOrder.nativeOrder() ? new MatValue.Text(shape, text.asCharSequence().toString()) : new MatValue.Other("text with bytes in the other order", shape);
        Matrix matrix = (Matrix) array;
        if (listed) return shapeOf(matrix.getType(), matrix.isLogical(), shape);
        NamedArray values = numbers(matrix, count, place);
        return MatValue.Numbers.whole(matrix.isLogical() ? "logical" : matrix.getType().toString(), shape, () -> values);
    }

    /** In the narrowest array that holds its class. */
    private NamedArray numbers(Matrix matrix, int count, String place) {
        boolean line = MatValue.isLine(matrix.getDimensions());
        int width = switch (matrix.getType()) {
            case UInt8 -> Byte.BYTES;
            case Int8, Int16, UInt16, Int32, Single -> Integer.BYTES;
            default -> Long.BYTES;
        };
        memory.take(path, place, count, line ? width : 2L * width);           // once more while the order of axes is turned
        Object flat = switch (matrix.getType()) {
            case UInt8 -> {
                byte[] out = new byte[count];
                for (int n = 0; n < count; n++) out[n] = (byte) matrix.getLong(n);
                yield out;
            }
            case Int8, Int16, UInt16, Int32 -> {
                int[] out = new int[count];
                for (int n = 0; n < count; n++) out[n] = (int) matrix.getLong(n);
                yield out;
            }
            case Single -> {
                float[] out = new float[count];
                for (int n = 0; n < count; n++) out[n] = (float) matrix.getDouble(n);
                yield out;
            }
            case Double -> {
                double[] out = new double[count];
                for (int n = 0; n < count; n++) out[n] = matrix.getDouble(n);
                yield out;
            }
            default -> longs(matrix, count, place);
        };
        return MatValue.rowMajor(flat, matrix.getDimensions());
    }

    private long[] longs(Matrix matrix, int count, String place) {
        long[] out = new long[count];
        for (int n = 0; n < count; n++) {
            out[n] = matrix.getLong(n);
            if (matrix.getType() == MatlabType.UInt64 && out[n] < 0) throw new SpikeFileException(path, place + " element " + n, "an integer below 2^63", Long.toUnsignedString(out[n]));
        }
        return out;
    }
}
