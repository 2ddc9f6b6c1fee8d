package org.spinspike.app.simulation;

import java.nio.file.Path;
import org.spinspike.io.Npy;
import org.spinspike.math.NamedArray;

/**
 * What a microscope saw of a made-up recording, as suite2p would leave it.
 *
 * @param f        fluorescence of every cell, float32 [neurons, frames]
 * @param neuropil fluorescence of what lies around it, the same shape
 */
public record Imaging(NamedArray f, NamedArray neuropil) {

    /** Writes {@code F.npy}, {@code Fneu.npy} and {@code iscell.npy}, in which every region is a cell. */
    public void write(Path folder) {
        int n = f.shape()[0];
        double[] cells = new double[2 * n];
        java.util.Arrays.fill(cells, 1);
        Npy.write(folder.resolve("F.npy"), f);
        Npy.write(folder.resolve("Fneu.npy"), neuropil);
        Npy.write(folder.resolve("iscell.npy"), NamedArray.of(cells, n, 2));
    }
}
