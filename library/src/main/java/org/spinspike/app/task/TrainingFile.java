package org.spinspike.app.task;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.spinspike.io.Source;

/**
 * The file a model was trained on, on its card: {@code file_sha256} of its bytes, and {@code file_key} where one array of it was named. So pieces of the file are
 * known again whatever bins, neurons or windows are taken, then or now.
 */
final class TrainingFile {
    private static final String HASH = "file_sha256", KEY = "file_key";

    private TrainingFile() {}

    /** @return entries for the card; none for a folder */
    static Map<String, Object> entries(DataRequest request) {
        var entries = new LinkedHashMap<String, Object>();
        if (!Files.isRegularFile(request.file())) return entries;
        entries.put(HASH, Hashes.ofFile(request.file()));
        key(request).ifPresent(key -> entries.put(KEY, key));
        return entries;
    }

    /** @return whether these spikes are read from the file on the card, and not from another array of it */
    static boolean isThatOf(Map<String, Object> card, DataRequest request) {
        if (!card.containsKey(HASH) || !Files.isRegularFile(request.file())) return false;
        boolean otherKey = card.containsKey(KEY) && key(request).isPresent() && !card.get(KEY).equals(key(request).get());
        return !otherKey && Hashes.ofFile(request.file()).equals(card.get(HASH));
    }

    private static Optional<String> key(DataRequest request) { return Source.parse(request.source()).key(); }
}
