package org.spinspike.app.task;

import org.spinspike.spikes.SpikeTrains;

/** The data do not allow what was asked: exit code 3, not a wrong command. */
public final class DataException extends IllegalArgumentException {
    public DataException(String message) { super(message); }

    /** @param nothing what cannot be done then: "there is nothing to score" */
    static void requireObserved(SpikeTrains data, String nothing) {
        if (data.observations() == 0) throw new DataException("not one entry of the recording was observed: " + nothing);
    }

    /** Runs {@code work} on data that were given by the user: whatever argument it refuses is a fault of the data. */
    static <T> T blaming(java.util.function.Supplier<T> work) {
        try {
            return work.get();
        } catch (DataException already) {
            throw already;
        } catch (IllegalArgumentException e) {
            throw new DataException(e.getMessage());
        }
    }
}
