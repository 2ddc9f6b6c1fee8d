package org.spinspike.app.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.spinspike.io.Npz;
import org.spinspike.io.SpikeFileException;
import org.spinspike.math.NamedArrays;
import org.spinspike.model.Checkpoint;

/**
 * The training state in a file beside the model to be: {@code MODEL.npz.checkpoint.npz}. It is replaced as a whole, so that a kill at any moment
 * leaves the last complete state; it names what it belongs to, and another run refuses it.
 */
final class CheckpointFile implements Checkpoint {
    private final Path path;
    private final String run;
    private final int every;
    private final AtomicBoolean stop;
    private final NamedArrays resumed;

    /**
     * @param run    everything the result depends on, as one line of text
     * @param every  steps between two writes
     * @param resume whether to go on from the file, if it is there
     * @param stop   set from outside to end the run after the current step
     */
    CheckpointFile(Path path, String run, int every, boolean resume, AtomicBoolean stop) {
        this.path = path;
        this.run = run;
        this.every = every;
        this.stop = stop;
        this.resumed = resume && Files.exists(path) ? read() : null;
    }

    static Path beside(Path model) { return model.resolveSibling(model.getFileName() + ".checkpoint.npz"); }

    private NamedArrays read() {
        NamedArrays file = Npz.read(path);
        if (!file.has("run")) throw SpikeFileException.refused(path, "", "is no checkpoint; without --resume, --force begins anew in its place");
        if (!file.get("run").text().equals(run)) {
            throw new DataException(path + " belongs to a run with other data, options, seed or version of the program; without --resume, --force begins anew in its place");
        }
        return file.under("state/");
    }

    @Override public Optional<NamedArrays> resumed() { return Optional.ofNullable(resumed); }

    @Override public boolean offer(int step, Supplier<NamedArrays> state) {
        boolean last = stop.get();
        if (last || step % every == 0) Npz.writePlain(path, new NamedArrays().put("run", run).putAll("state/", state.get()));
        return !last;
    }

    @Override public boolean stopping() { return stop.get(); }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
