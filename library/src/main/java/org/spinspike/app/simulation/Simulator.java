package org.spinspike.app.simulation;

import java.util.List;
import org.spinspike.math.Seed;
import org.spinspike.model.Option;
import org.spinspike.model.Options;

/** One kind of made-up recording, by name. The one list of them is {@link Simulators}. */
public interface Simulator {
    /** @return the name on the command line */
    String name();

    /** @return one line saying what it is */
    String summary();

    List<Option> options();

    /** @return whether it makes {@link Imaging}: several files, and so a folder */
    default boolean imaging() { return false; }

    /** Makes the recording; the same options and seed give the same bits on any number of threads. */
    Simulation simulate(Options options, Seed seed);
}
