package org.spinspike.app.task;

/** The data do not allow what was asked: exit code 3, not a wrong command. */
public final class DataException extends IllegalArgumentException {
    public DataException(String message) { super(message); }

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
