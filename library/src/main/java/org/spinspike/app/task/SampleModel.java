package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.spinspike.app.Families;
import org.spinspike.io.SpikeOutput;
import org.spinspike.math.Seed;
import org.spinspike.model.Conditionals;
import org.spinspike.model.Samples;
import org.spinspike.spikes.Binarisation;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

/** Synthetic trials in the design of the training data, or given what was observed. */
public final class SampleModel {
    private SampleModel() {}

    /**
     * @param trials how many; 0: as many as the design has
     * @param bins   bins of each, 0: as in training; of another number they begin at bin 0 of a trial
     * @param given  observed bins and neurons to condition on, or null
     * @param like   a recording whose design (times, covariates) the samples take, or null: that of the training trials
     */
    public record Request(Path model, int trials, int bins, DataRequest given, DataRequest like, Path target, Seed seed) {}

    public record Result(SpikeTrains sample, List<String> notes) {}

    /** @return memory that trials drawn freely take: their bits, and a byte each while the spike file is written */
    public static long bytes(Request request) {
        ModelFile file = ModelFile.read(request.model());
        long trials = request.trials() == 0 ? file.design().trials() : request.trials(), bins = request.bins() == 0 ? file.design().bins() : request.bins();
        return trials * bins * (file.cells().count() + 8L * ((file.cells().count() + 63) / 64));
    }

    public static Result run(Request request) {
        ModelFile file = ModelFile.read(request.model());
        var notes = new ArrayList<String>();
        Seed seed = request.seed().child("sample");
        SpikeTrains drawn = request.given() != null ? given(file, request, seed, notes) : free(file, request, seed, notes);
        SpikeTrains sample = named(drawn, file);
        DataException.blaming(() -> {
            SpikeOutput.write(request.target(), sample);
            return null;
        });
        notes.addAll(ExportSpikes.notes(request.target(), sample, SpikeOutput.Layout.WIDE));
        return new Result(sample, notes);
    }

    private static SpikeTrains free(ModelFile file, Request request, Seed seed, List<String> notes) {
        if (!(file.model() instanceof Samples model)) throw new DataException(file.model().family() + " cannot sample");
        Design like = request.like() == null ? file.design() : file.suited(request.like().load(), notes).design();
        return DataException.blaming(() -> model.sample(wanted(like, request.trials(), request.bins(), model.needsClock()), seed));
    }

    /**
     * Draws are independent: each is a source trial of its own, also where the trials learned from were windows of longer ones. They keep the places of those windows
     * where that says anything: several trials share a clock, or the model goes by it.
     */
    static Design wanted(Design like, int trials, int bins, boolean needsClock) {
        Design design = like.cycled(trials == 0 ? like.trials() : trials);
        boolean other = bins != 0 && IntStream.range(0, design.trials()).anyMatch(k -> design.bins(k) != bins);
        return (other ? design.withBins(bins) : design).drawn(!other && (like.aligned() || needsClock));
    }

    private static SpikeTrains given(ModelFile file, Request request, Seed seed, List<String> notes) {
        if (!(file.model() instanceof Conditionals model)) throw new DataException(file.model().family() + " cannot be conditioned on observed bins or neurons" + Families.lacking(file.model().family(), "conditionals"));
        SpikeTrains data = file.suited(request.given().load(), notes);
        DataException.requireObserved(data, "nothing is given; without --given the samples are drawn freely");
        int bins = request.bins() == 0 ? Math.max(data.bins(), file.design().bins()) : request.bins();
        int[] round = new int[request.trials() == 0 ? data.trials() : request.trials()];
        Arrays.setAll(round, n -> n % data.trials());
        SpikeTrains open = data.select(round).extended(bins);
        if (open.fullyObserved()) notes.add("everything was observed: the samples are the data themselves");
        return DataException.blaming(() -> model.complete(open, seed));
    }

    /** Samples bear the names, areas and positions of the neurons, and say that they are samples. */
    static SpikeTrains named(SpikeTrains drawn, ModelFile file) {
        var b = file.binarisation();
        return drawn.with(file.cells()).with(new Binarisation("sampled from " + file.model().family(), b.spikes(), drawn.spikes(), drawn.spikes(), 0, 0));
    }
}
