package org.spinspike.io;

import java.nio.file.Path;
import java.util.Arrays;

/** Lists of different lengths stored end to end, with the end of each in an index: how NWB and our NPZ keep spike times. */
final class Ragged {
    private Ragged() {}

    /** @return the ends, checked: ascending, the last one at {@code size} */
    static int[] ends(long[] index, int size, Path path, String place) {
        int[] ends = new int[index.length];
        for (int n = 0; n < index.length; n++) {
            long before = n == 0 ? 0 : index[n - 1];
            if (index[n] < before || index[n] > size) {
                throw new SpikeFileException(path, place, "ends that ascend from " + before + " to at most " + size, index[n] + " in row " + n);
            }
            ends[n] = (int) index[n];
        }
        if (index.length > 0 && ends[index.length - 1] != size) throw new SpikeFileException(path, place, "the last end to be " + size, "" + ends[index.length - 1]);
        return ends;
    }

    static double[][] cut(double[] values, int[] ends) {
        double[][] parts = new double[ends.length][];
        for (int n = 0; n < ends.length; n++) parts[n] = Arrays.copyOfRange(values, n == 0 ? 0 : ends[n - 1], ends[n]);
        return parts;
    }
}
