package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.spinspike.app.NetworkFile;
import org.spinspike.io.Npz;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.Protocol;
import org.spinspike.ising.inverse.KineticIsingModel;

/**
 * A kinetic Ising network to be asked about: of a model fitted to a recording, or of a file of parameters.
 *
 * @param model as it was fitted; empty for parameters
 */
public record NetworkSource(Path path, IsingNetwork network, Optional<ModelFile> model) {

    /** @throws DataException where the file is a model of another family */
    public static NetworkSource read(Path path) {
        List<String> names = Npz.list(path).stream().map(e -> e.name()).toList();
        if (!names.contains("header") || names.contains("truth/J")) return new NetworkSource(path, NetworkFile.read(path), Optional.empty());
        ModelFile file = ModelFile.read(path);
        if (!(file.model() instanceof KineticIsingModel model)) throw new DataException(path + " is a model of family " + file.model().family() + "; this needs one of family kinetic-ising, or a file with H and J");
        return new NetworkSource(path, model.network(), Optional.of(file));
    }

    /** @return the fitted model; only where there is one */
    KineticIsingModel fitted() { return (KineticIsingModel) model.orElseThrow().model(); }

    /** @return as it was fitted */
    public ModelFile requireModel() {
        return model.orElseThrow(() -> new DataException(path + " holds parameters, which say nothing of how they were fitted; nulls are refits: give a model made by spinspike fit kinetic-ising"));
    }

    /** @return whether fields go with the time in the trial */
    boolean driven() { return model.isPresent() && fitted().fieldsOverTime() != null; }

    String name(int i) { return model.map(m -> m.cells().name(i)).orElse("n" + i); }

    /** Through all bins of a trial where fields go with time; else {@code steps} from the rates of the first bin, or half-half for a file of parameters. */
    Protocol protocol(int steps) { return model.isPresent() ? protocol(fitted(), steps) : new Protocol(network, new double[network.neurons()], steps, null); }

    static Protocol protocol(KineticIsingModel model, int steps) {
        double[] fields = model.fieldsOverTime();
        int n = model.neurons();
        if (fields == null) return new Protocol(model.network(), model.firstMeans(), steps, null);
        return new Protocol(model.network(), model.firstMeans(), fields.length / n - 1, Arrays.copyOfRange(fields, n, fields.length));
    }
}
