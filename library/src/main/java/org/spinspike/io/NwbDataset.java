package org.spinspike.io;

import java.nio.file.Path;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.Binarised;

/** A dataset of HDF5 that is nothing but an array in bins. Only the bins and neurons asked for are read. */
final class NwbDataset {
    private NwbDataset() {}

    static Binarised read(Path path, Hdf5 file, String place, Reading how) {
        int[] shape = file.shape(place);
        if (file.isNumberOrText(place)) SpikeArray.axes(path, place, shape, how);
        ArrayWindow window = ArrayWindow.of(shape, how);
        return new SpikeArray(path, place, new NamedArrays().put(place, file.read(place, window.part())), how.key(place), window).binarised();
    }
}
