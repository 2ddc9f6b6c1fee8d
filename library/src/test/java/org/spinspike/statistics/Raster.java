package org.spinspike.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.spinspike.spikes.SpikeTrains;

/** The reference raster of golden/qgan and the numbers published metrics give on it. Layout in the file: [sample][neuron] = string of bins. */
final class Raster {
    static final JsonNode JSON = read();
    static final SpikeTrains REAL = trains("real"), GENERATED = trains("generated");

    private Raster() {}

    private static JsonNode read() {
        try (InputStream in = Raster.class.getResourceAsStream("/golden/qgan/raster_metrics.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static SpikeTrains trains(String key) {
        JsonNode raster = JSON.get(key);
        return SpikeTrains.generate(raster.size(), JSON.get("T").asInt(), JSON.get("n").asInt(), (k, t, i) -> raster.get(k).get(i).asText().charAt(t) == '1');
    }

    /** Numbers of a list or of a list of lists, row after row; null becomes NaN. */
    static double[] numbers(String group, String key) { return numbers(JSON.get(group).get(key)); }

    static double number(String group, String key) { return JSON.get(group).get(key).asDouble(); }

    private static double[] numbers(JsonNode node) {
        var out = java.util.stream.DoubleStream.builder();
        if (node.isArray()) for (JsonNode child : node) for (double v : numbers(child)) out.add(v);
        else out.add(node.isNull() ? Double.NaN : node.asDouble());
        return out.build().toArray();
    }

    /** The same spikes as one long trial: what statistics "on the concatenation" see. */
    static SpikeTrains concatenated(SpikeTrains data) {
        int bins = data.bins();
        return SpikeTrains.generate(1, data.trials() * bins, data.neurons(), (k, t, i) -> data.fires(t / bins, t % bins, i));
    }
}
