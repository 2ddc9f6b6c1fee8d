package org.spinspike.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** One array, as {@code numpy.save} writes it. */
final class NpyReader implements Reader {
    @Override public String format() { return "NPY"; }

    @Override public boolean knows(Path path, byte[] start) { return start.length >= 6 && Arrays.equals(start, 0, 6, NpyHeader.MAGIC, 0, 6); }

    @Override public Inventory inventory(Path path) { return new Inventory(format(), List.of("one array " + Npy.head(path))); }

    @Override public Content read(Source source, Reading how) {
        if (how.axes().isEmpty()) Suite2pReader.trace(source.path()).ifPresent(trace -> {
            throw SpikeFileException.refused(source.path(), "", "is part of a suite2p folder; 'import " + source.path().toAbsolutePath().normalize().getParent().getFileName() + trace
                    + "' on that folder takes its accepted cells (with --axes this array is read alone)");
        });
        if (how.axes().isEmpty() && PhyReader.holds(source.path())) throw SpikeFileException.refused(source.path(), "", "is part of a sorting of Phy or Kilosort; 'import "
                + source.path().toAbsolutePath().normalize().getParent().getFileName() + "' takes its spike times and clusters together (with --axes this array is read alone)");
        return Content.of(SpikeFile.read(source.path(), how.key(source.key())));
    }
}
