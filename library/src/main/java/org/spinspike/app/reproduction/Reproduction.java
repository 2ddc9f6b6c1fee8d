package org.spinspike.app.reproduction;

import java.util.List;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.model.Option;
import org.spinspike.model.Options;

/** One figure or table that can be made anew, by name. The one list of them is {@link Reproductions}. */
public interface Reproduction {
    /** @return the name on the command line */
    String name();

    /** @return one line saying what it shows */
    String summary();

    List<Option> options();

    /** @return what {@link #run} would cost, before any of it is spent; wrong options are found here */
    Family.Cost cost(Options options, Seed seed);

    /** Simulates or reads, fits, judges and draws. Nothing is written; the same options and seed give the same numbers on any number of threads. */
    Reproduced run(Options options, Seed seed, Progress progress);
}
