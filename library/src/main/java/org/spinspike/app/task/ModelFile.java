package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.spinspike.app.Families;
import org.spinspike.io.DesignArrays;
import org.spinspike.io.Npz;
import org.spinspike.io.SpikeFileException;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.model.Family;
import org.spinspike.model.Model;
import org.spinspike.model.Option;
import org.spinspike.model.RatesOverTime;
import org.spinspike.spikes.Binarisation;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/**
 * A trained model on disk: NPZ, readable with {@code numpy.load}. The entry {@code header} is JSON text (format, version, family, options and the
 * model card); {@code model/...} are the family's own arrays; neurons, the training design and both nulls stand beside.
 *
 * @param model        the model
 * @param options      of the family, complete
 * @param cells        the neurons it was trained on
 * @param design       of the training trials, covariates left out; samples are drawn in it
 * @param nulls        from the same training trials
 * @param binarisation of the training data
 * @param card         what to know before using it
 */
public record ModelFile(Model model, Map<String, String> options, Neurons cells, Design design, Nulls nulls, Binarisation binarisation,
                        Map<String, Object> card) {
    static final String FORMAT = "spinspike-model";
    static final int VERSION = 1;
    static final String DATA_HASH = "data_sha256";

    public void write(Path target) { Npz.write(target, arrays()); }

    NamedArrays arrays() {
        var header = new LinkedHashMap<String, Object>();
        header.put("format", FORMAT);
        header.put("version", VERSION);
        header.put("family", model.family());
        header.put("options", options);
        header.put("card", card);
        var arrays = new NamedArrays().put("header", Json.pretty(header));
        arrays.putAll(DesignArrays.of(design, cells));
        arrays.put("binarisation", DesignArrays.text(binarisation));
        arrays.put("null_constant", nulls.constant().p(), cells.count());
        nulls.perBin().ifPresent(null1 -> arrays.put("null_per_bin", null1.p(), null1.clockBins(), cells.count()));
        return arrays.putAll("model/", model.arrays());
    }

    /** @throws SpikeFileException where the file is no model, of a newer version, or of an unknown family */
    public static ModelFile read(Path path) { return of(path, Npz.read(path)); }

    /** @param path named in messages */
    static ModelFile of(Path path, NamedArrays arrays) {
        if (!arrays.has("header")) {
            throw SpikeFileException.refused(path, "", "is no model file: it has no 'header'" + (arrays.has("spikes") ? "; it is a spike file, a model is made of it by: spinspike fit" : ""));
        }
        Map<String, Object> header = header(path, arrays);
        Family family = Families.find("" + header.get("family")).orElseThrow(() -> SpikeFileException.refused(path, "header",
                "family '" + header.get("family") + "' is unknown to this version; known are " + String.join(", ", Families.names())));
        try {
            var options = new LinkedHashMap<String, String>();
            asMap(header.get("options")).forEach((name, value) -> options.put(name, "" + value));
            Require.length("null_constant", arrays.get("null_constant").size(), arrays.ints("neuron_count")[0]);      // before anything of that size is made
            Require.atLeast("training trials", arrays.get("lengths").size(), 1);
            Neurons cells = DesignArrays.neurons(arrays);
            Optional<RatesOverTime> perBin = arrays.find("null_per_bin").map(a -> new RatesOverTime(a.shape()[0], a.shape()[1], a.doubles()));
            return new ModelFile(family.restore(arrays.under("model/")), options, cells, DesignArrays.design(arrays),
                    new Nulls(new RatesOverTime(1, cells.count(), arrays.get("null_constant").doubles()), perBin),
                    DesignArrays.binarisation(arrays.get("binarisation").text()), asMap(header.get("card")));
        } catch (SpikeFileException e) {
            throw e;
        } catch (RuntimeException e) {
            throw SpikeFileException.refused(path, "", "is a damaged model file: " + e.getMessage());
        }
    }

    private static Map<String, Object> header(Path path, NamedArrays arrays) {
        try {
            Map<String, Object> header = Json.parse(arrays.get("header").text());
            if (ConditionModels.FORMAT.equals(header.get("format"))) throw new IllegalArgumentException("it holds one model for each condition, which is for: spinspike decode");
            if (!FORMAT.equals(header.get("format"))) throw new IllegalArgumentException("format is '" + header.get("format") + "'");
            int version = ((Number) header.get("version")).intValue();
            if (version > VERSION) throw new IllegalArgumentException("format version " + version + " is newer than this program, which reads up to " + VERSION);
            return header;
        } catch (RuntimeException e) {
            throw SpikeFileException.refused(path, "header", "is no model this program can read: " + e.getMessage());
        }
    }

    /**
     * The recording, if the model speaks of its neurons.
     *
     * @param notes what the user should know is added here
     * @throws DataException where neurons differ in number or name, the bin width is another, or the model needs a clock that the recording has lost
     */
    public SpikeTrains suited(SpikeTrains data, List<String> notes) {
        SameNeurons.require(cells, data.cells(), notes);
        double ratio = data.design().binSeconds() / design.binSeconds();
        if (Math.abs(ratio - 1) > 1e-9) {
            throw new DataException(String.format(java.util.Locale.ROOT, "the model was trained on bins of %s ms, the recording has bins of %s ms", ms(design), ms(data.design())));
        }
        if (model.needsClock() && LostClock.of(design, data.design())) throw new DataException(LostClock.WHY
                + ", and " + model.family() + " goes by the time in the trial: keep the arrays 'offset' and 'source_trial' when the spikes are saved anew");
        return data;
    }

    /** The nulls that can judge all of these recordings; {@code notes} take what the user should know. */
    Nulls judging(List<String> notes, SpikeTrains... recordings) { return nulls.judging(design, notes, recordings); }

    /**
     * Notes where the spikes are not new to the model: exactly the trials it was made of, those held out for validation among them, or any piece of the same file.
     *
     * @param these what to say of the very trials, to which {@code why} is added
     * @param why   what follows from it
     */
    void noteTraining(DataRequest request, SpikeTrains data, String these, String why, List<String> notes) {
        noteTraining(card, request, data, these, why, notes);
    }

    static void noteTraining(Map<String, Object> card, DataRequest request, SpikeTrains data, String these, String why, List<String> notes) {
        if (Hashes.ofSpikes(data).equals(card.get(DATA_HASH))) notes.add(these + ": " + why);
        else if (TrainingFile.isThatOf(card, request))
            notes.add(request.words() + ": this is the file the model was trained on (" + card.get("data") + "); where both hold the same bins of the same trials, " + why);
    }

    private static String ms(Design design) { return new java.math.BigDecimal(design.binSeconds() * 1e3).round(new java.math.MathContext(6)).stripTrailingZeros().toPlainString(); }

    @SuppressWarnings("unchecked")
    static Map<String, Object> asMap(Object value) {
        if (!(value instanceof Map<?, ?>)) throw new IllegalArgumentException("an object was expected in the header");
        return (Map<String, Object>) value;
    }

    /** The same model with more on its card. */
    ModelFile noting(Map<String, Object> more) {
        var extended = new LinkedHashMap<>(card);
        extended.putAll(more);
        return with(extended);
    }

    /** The same model with the file it was trained on named on its card, beside the hash of the spikes. */
    ModelFile trainedOn(DataRequest request) {
        var extended = new LinkedHashMap<String, Object>();
        card.forEach((name, value) -> {
            extended.put(name, value);
            if (name.equals(DATA_HASH)) extended.putAll(TrainingFile.entries(request));
        });
        return with(extended);
    }

    private ModelFile with(Map<String, Object> other) { return new ModelFile(model, options, cells, design, nulls, binarisation, other); }

    /** @return the family and those of its options that are not as usual, as they are written for {@code fit}: "mps --tied --bond 8" */
    public String label() {
        var words = new StringBuilder(model.family());
        for (Option option : Families.get(model.family()).options()) {
            String value = options.get(option.name());
            if (value == null || value.equals(option.defaultValue())) continue;
            words.append(" --").append(option.name()).append(option.kind() == Option.Kind.FLAG ? "" : " " + value);
        }
        return words.toString();
    }

    /** @return the card in lines for people */
    public List<String> cardLines() {
        var lines = new ArrayList<String>();
        lines.add("model of family " + model.family() + ", " + model.parameters() + " parameters, " + cells.count() + " neurons");
        card.forEach((name, value) -> lines.add("  " + name.replace('_', ' ') + ": " + words(value).replaceFirst("^" + name + ": ", "")));
        return lines;
    }

    /** An entry of the card for people: six figures of a number, an estimate with its interval, a list with semicolons. */
    private static String words(Object value) {
        if (value instanceof Double d) return Describe.number(d);
        if (value instanceof Map<?, ?> estimate && estimate.keySet().equals(Set.of("value", "low", "high")))
            return words(estimate.get("value")) + " [" + words(estimate.get("low")) + ", " + words(estimate.get("high")) + "]";
        if (value instanceof Map<?, ?>) return Json.line(value);
        if (value instanceof List<?> list) return list.stream().map(ModelFile::words).collect(Collectors.joining("; "));
        return String.valueOf(value);
    }
}
