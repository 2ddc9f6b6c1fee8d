package org.spinspike.app.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spinspike.io.SpikeFile;
import org.spinspike.io.SpikeFileException;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Binarisation;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.Resample;

/** What a quantum computer measured, as a spike file: a shot is a trial. */
public final class ReadShots {
    private ReadShots() {}

    /**
     * @param map      what {@code circuit} wrote beside the program, or null: then each bit is a neuron of its own in one bin
     * @param bitOrder "c0-last", "c0-first", or null for what the file says
     * @param target   or null: nothing is written
     * @param seed     draws the order of trials where the file has none
     */
    public record Request(Path shots, Path map, String bitOrder, Path target, Seed seed) {}

    public record Result(SpikeTrains spikes, String form, List<String> notes) {
        public Map<String, Object> json() {
            var map = new LinkedHashMap<String, Object>();
            map.put("form", form);
            map.put("trials", spikes.trials());
            map.put("bins", spikes.bins());
            map.put("neurons", spikes.neurons());
            map.put("spikes", spikes.spikes());
            map.put("notes", notes);
            return map;
        }
    }

    private record Layout(int neurons, int bins, double binMs, List<String> names) {}

    public static Result run(Request request) {
        var notes = new ArrayList<String>();
        Layout layout = request.map() == null ? null : layout(request.map());
        ShotsFile.Order order = order(request.bitOrder());
        ShotsFile file = ShotsFile.parse(request.shots(), text(request.shots()), layout == null ? 0 : layout.neurons * layout.bins, order);
        if (file.words().isEmpty()) throw SpikeFileException.refused(request.shots(), "", "holds no shots");
        if (layout == null) {
            layout = new Layout(file.words().get(0).length, 1, 1, List.of());
            notes.add("without --circuit each bit is taken as a neuron of its own, in one bin of 1 ms");
        }
        List<byte[]> words = file.words();
        if (!file.ordered()) {
            words = Arrays.stream(Resample.order(words.size(), request.seed().child("order"))).mapToObj(file.words()::get).toList();
            notes.add("counts have no order: that of the trials is drawn by --seed");
        }
        int n = layout.neurons;
        Neurons cells = layout.names.isEmpty() ? Neurons.unnamed(n) : new Neurons(layout.names, Optional.empty(), Optional.empty());
        var builder = new SpikeTrains.Builder(Design.plain(words.size(), layout.bins, layout.binMs / 1000), cells);
        for (int k = 0; k < words.size(); k++) {
            byte[] word = words.get(k);
            for (int l = 0; l < word.length; l++) if (word[l] == 1) builder.set(k, l / n, l % n);
        }
        SpikeTrains measured = builder.build();
        SpikeTrains spikes = measured.with(new Binarisation("measured on a quantum circuit", true, measured.spikes(), measured.spikes(), 0, 0));
        if (request.target() != null) SpikeFile.write(request.target(), spikes);
        return new Result(spikes, file.form(), notes);
    }

    private static ShotsFile.Order order(String option) {
        if (option == null) return null;
        for (ShotsFile.Order order : ShotsFile.Order.values()) if (order.option().equals(option)) return order;
        throw new IllegalArgumentException("--bit-order must be c0-last or c0-first, got '" + option + "'");
    }

    private static Layout layout(Path path) {
        try {
            Map<String, Object> map = Json.parse(text(path));
            if (!MakeCircuit.FORMAT.equals(map.get("format"))) throw new IllegalArgumentException("is no map of a circuit: its format is '" + map.get("format") + "', expected '" + MakeCircuit.FORMAT + "'");
            int version = ((Number) map.get("version")).intValue();
            if (version > MakeCircuit.VERSION) throw new IllegalArgumentException("is of version " + version + ", newer than this program");
            int neurons = Require.atLeast("neurons", ((Number) map.get("neurons")).intValue(), 1), bins = Require.atLeast("bins", ((Number) map.get("bins")).intValue(), 1);
            Require.that((long) neurons * bins == ((Number) map.get("bits")).longValue(), "bits must be neurons times bins");
            List<String> names = map.get("neuron_names") instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
            if (!names.isEmpty()) Require.length("neuron_names", names.size(), neurons);
            return new Layout(neurons, bins, Require.positive("bin_ms", ((Number) map.get("bin_ms")).doubleValue()), names);
        } catch (IllegalArgumentException e) {
            throw SpikeFileException.refused(path, "", e.getMessage());
        } catch (ClassCastException | NullPointerException e) {
            throw SpikeFileException.refused(path, "", "lacks a number: format, version, neurons, bins, bits and bin_ms are needed");
        }
    }

    static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw SpikeFileException.refused(path, "", "is no text in UTF-8");
        } catch (IOException e) {
            throw SpikeFileException.failed(path, "read", e);
        }
    }
}
