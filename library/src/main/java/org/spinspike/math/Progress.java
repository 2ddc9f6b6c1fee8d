package org.spinspike.math;

/** Where long work says how far it is. Called from the working thread; must return quickly. */
@FunctionalInterface
public interface Progress {
    Progress SILENT = (task, done, total) -> {};

    /**
     * @param task  what is being done, a few words: "fit mps"
     * @param done  steps finished
     * @param total steps in all, or -1 where unknown
     */
    void at(String task, long done, long total);
}
