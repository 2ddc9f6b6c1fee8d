package org.spinspike.app.task;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.spinspike.io.Source;
import org.spinspike.spikes.Range;

/**
 * The file a model was trained on, on its card: {@code file_sha256} of its bytes, {@code file_key} where one array of it was named, and {@code file_bins} where a range of bins was. So pieces of the file are
 * known again whatever bins, neurons or windows are taken, then or now.
 */
final class TrainingFile {
    private static final String HASH = "file_sha256", KEY = "file_key", BINS = "file_bins";

    private TrainingFile() {}

    /** @return entries for the card; none for a folder */
    static Map<String, Object> entries(DataRequest request) {
        var entries = new LinkedHashMap<String, Object>();
        if (!Files.isRegularFile(request.file())) return entries;
        entries.put(HASH, Hashes.ofFile(request.file()));
        key(request).ifPresent(key -> entries.put(KEY, key));
        if (request.bins() != null) entries.put(BINS, request.bins());
        return entries;
    }

    /** @return whether these spikes are read from the file on the card, and not from another array of it or from other bins */
    static boolean isThatOf(Map<String, Object> card, DataRequest request) {
        if (!card.containsKey(HASH) || !Files.isRegularFile(request.file())) return false;
        boolean otherKey = card.containsKey(KEY) && key(request).isPresent() && !card.get(KEY).equals(key(request).get());
        return !otherKey && !otherBins(card, request) && Hashes.ofFile(request.file()).equals(card.get(HASH));
    }

    private static boolean otherBins(Map<String, Object> card, DataRequest request) {
        if (!card.containsKey(BINS) || request.bins() == null) return false;
        Range learned = new Range("--bins", (String) card.get(BINS)), asked = new Range("--bins", request.bins());
        return learned.endsBefore(asked) || asked.endsBefore(learned);
    }

    private static Optional<String> key(DataRequest request) { return Source.parse(request.source()).key(); }
}
