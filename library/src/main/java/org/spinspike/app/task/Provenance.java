package org.spinspike.app.task;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.spinspike.io.Readers;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;

/** What a page is about: the recording, by name and by hash, its size, the seed and the version. */
final class Provenance {
    private Provenance() {}

    /**
     * @param words what was taken of the file
     * @param file  or folder that was read
     * @return by name, in the order they are shown
     */
    static Map<String, String> of(String words, Path file, SpikeTrains data, Seed seed) {
        var facts = new LinkedHashMap<String, String>();
        String word = data.design().word();
        facts.put("Data", words);
        if (Files.isRegularFile(file)) facts.put("SHA-256 of the file", Hashes.ofFile(file));
        else if (Readers.isFolder(file)) facts.put("SHA-256 of the folder", Hashes.ofFolder(file, inside -> inside.toString().endsWith(".config.yaml")));
        facts.put(Character.toUpperCase(word.charAt(0)) + word.substring(1) + "s", "" + data.trials());
        facts.put("Neurons", "" + data.neurons());
        facts.put("Seed", "" + seed.value());
        facts.put("SpinSpike", Version.text());
        return facts;
    }
}
