package org.spinspike.io;

import java.nio.file.Path;
import org.spinspike.math.NamedArray;

/** Reads one format of recordings. The one list of readers is {@link Readers}. */
public interface Reader {
    /** @return what the format is called */
    String format();

    /** @param start the first bytes of the file, up to {@link Readers#START} of them */
    boolean knows(Path path, byte[] start);

    /** @return lines on what is inside, reading as little as can be */
    Inventory inventory(Path path);

    /** @return one array of the file by its name, as labels of trials are read */
    default NamedArray array(Path path, String key) { throw SpikeFileException.refused(path, "", "is " + format() + ", of which no array is read by its name"); }

    /** @throws SpikeFileException in one line, saying what there is where the file holds something else than was asked for */
    Content read(Source source, Reading how);
}
