package org.spinspike.io;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import org.spinspike.spikes.Covariates;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

/**
 * Spike trains as plain JSON, for programs that know neither NPZ nor us:
 *
 * <pre>{"format": "spinspike-spikes", "version": 1, "bin_ms": 10.0, "neurons": ["a", "b"], "areas": [...], "positions": [[x, y], ...],
 *  "binarisation": {"rule": "any", "ones": "spikes", "read": 12, "placed": 10, "clipped": 1, "outside": 1}, "covariate_names": [...],
 *  "trials": [{"bins": 40, "condition": "left", "start_s": 2.5, "source_trial": 0, "offset": 0,
 *              "spikes": [[3, 17], []], "unobserved": [[[0, 2]], []], "covariates": [[...], ...]}, ...]}</pre>
 *
 * {@code spikes} lists for each neuron the bins with a one, {@code unobserved} the stretches [first, one past the last) in which nobody looked; what is not known is not there.
 */
final class SpikeJson {
    private SpikeJson() {}

    static void write(Path target, SpikeTrains data) {
        AtomicFile.write(target, out -> {
            try (JsonGenerator json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
                whole(json, data);
                json.writeRaw('\n');
            }
        });
    }

    private static void whole(JsonGenerator json, SpikeTrains data) throws IOException {
        Design design = data.design();
        json.writeStartObject();
        json.writeStringField("format", "spinspike-spikes");
        json.writeNumberField("version", 1);
        json.writeNumberField("bin_ms", DesignArrays.milliseconds(design.binSeconds()));
        json.writeFieldName("neurons");
        json.writeArray(data.cells().names().toArray(String[]::new), 0, data.neurons());
        if (data.cells().areas().isPresent()) {
            json.writeFieldName("areas");
            json.writeArray(data.cells().areas().get().toArray(String[]::new), 0, data.neurons());
        }
        if (data.cells().positions().isPresent()) {
            json.writeArrayFieldStart("positions");
            for (double[] place : data.cells().positions().get()) json.writeArray(place, 0, place.length);
            json.writeEndArray();
        }
        json.writeFieldName("binarisation");
        json.writeRawValue(BinarisationText.write(data.binarisation()));
        if (design.covariates().isPresent()) {
            String[] names = design.covariates().get().names().toArray(String[]::new);
            json.writeFieldName("covariate_names");
            json.writeArray(names, 0, names.length);
        }
        json.writeArrayFieldStart("trials");
        for (int k = 0; k < data.trials(); k++) {
            json.writeRaw('\n');
            trial(json, data, k);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void trial(JsonGenerator json, SpikeTrains data, int k) throws IOException {
        Design design = data.design();
        json.writeStartObject();
        json.writeNumberField("bins", data.bins(k));
        if (design.conditions().isPresent()) json.writeStringField("condition", design.conditions().get().get(k));
        if (design.startSeconds().isPresent()) json.writeNumberField("start_s", design.startSeconds().get()[k]);
        if (design.windows()) {
            json.writeNumberField("source_trial", design.source(k));
            json.writeNumberField("offset", design.offset(k));
        }
        json.writeArrayFieldStart("spikes");
        for (int i = 0; i < data.neurons(); i++) {
            json.writeStartArray();
            for (int t = 0; t < data.bins(k); t++) if (data.fires(k, t, i)) json.writeNumber(t);
            json.writeEndArray();
        }
        json.writeEndArray();
        if (!data.fullyObserved(k)) {
            json.writeArrayFieldStart("unobserved");
            for (int i = 0; i < data.neurons(); i++) stretches(json, data, k, i);
            json.writeEndArray();
        }
        if (design.covariates().isPresent()) {
            Covariates covariates = design.covariates().get();
            json.writeArrayFieldStart("covariates");
            for (int t = 0; t < data.bins(k); t++) {
                json.writeStartArray();
                for (int c = 0; c < covariates.count(); c++) {
                    float value = covariates.values()[(k * covariates.bins() + t) * covariates.count() + c];
                    if (Float.isFinite(value)) json.writeNumber(value);
                    else json.writeNull();
                }
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void stretches(JsonGenerator json, SpikeTrains data, int k, int i) throws IOException {
        json.writeStartArray();
        for (int t = 0; t < data.bins(k); t++) {
            if (data.observed(k, t, i)) continue;
            int from = t;
            while (t < data.bins(k) && !data.observed(k, t, i)) t++;
            json.writeArray(new int[] {from, t}, 0, 2);
        }
        json.writeEndArray();
    }
}
