package org.spinspike.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.SpikeTrains;

/** How models of one kind are made, by name. The one list of families is {@code app.Families}. */
public interface Family {
    /** @return the name on the command line and in model files */
    String name();

    /** @return one line saying what it is */
    String summary();

    /** @return what its models can do, in words for the list of families: "samples", "likelihood (exact)", "forecasts (exact)" */
    List<String> capabilities();

    List<Option> options();

    /** @return for the name of an option that it does not have but people look for: what there is instead, in words; empty for any other name */
    default Optional<String> instead(String option) { return Optional.empty(); }

    /** @return share of the trials held out for early stopping where the user says nothing; 0 for a family that has nothing to choose by it */
    default double validationFraction() { return 0; }

    /** @return whether training draws at random, so that another seed may give another model */
    default boolean drawsInTraining() { return true; }

    /** @return names of the options that only say how far training is taken: a run that met them may be resumed with larger ones, to the bytes of a longer run */
    default Set<String> limits() { return Set.of(); }

    /** @return most steps of a training where the user gives no {@code --iterations}; 0 where training ends by other rules only */
    default int steps(Options options) { return 0; }

    /** @return why no model can be made of these data with these options, in words for the user; empty where nothing stands in the way */
    default Optional<String> obstacle(SpikeTrains data, Options options) { return Optional.empty(); }

    /** @throws IllegalArgumentException where the data or the options do not suit the family */
    Fit train(Training training);

    /** @return the model whose {@link Model#arrays()} these are */
    Model restore(NamedArrays arrays);

    /** @return what training would cost, before any of it is spent */
    Cost cost(SpikeTrains data, Options options);

    /** @param iterations most steps, 0 leaves it to the family; a family whose steps cost alike counts them */
    default Cost cost(SpikeTrains data, Options options, int iterations) { return cost(data, options); }

    /**
     * @param bytes peak memory beyond the data
     * @param flops arithmetic of the whole training, roughly
     * @param rate  flops a second that one core brings to it, as measured (docs/performance.md)
     * @param note  what dominates, a few words
     */
    record Cost(long bytes, double flops, double rate, String note) {
        /** Small dense products and the passes over memory between them. */
        private static final double DENSE = 12e9;

        /** Of a training made of small dense products. */
        public Cost(long bytes, double flops, String note) { this(bytes, flops, DENSE, note); }

        /** @return on one core */
        public double seconds() { return flops / rate; }

        /** @return of as many runs like this, one after the other */
        public Cost times(double runs) { return new Cost(bytes, runs * flops, rate, note); }

        /** @return of this and then {@code next}; the note stays */
        public Cost then(Cost next) {
            double all = flops + next.flops;
            return all == 0 ? this : new Cost(Math.max(bytes, next.bytes), all, all / (seconds() + next.seconds()), note);
        }
    }
}
