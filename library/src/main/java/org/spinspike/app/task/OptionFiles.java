package org.spinspike.app.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.spinspike.io.SpikeFileException;
import org.spinspike.model.Option;

/** Options given as {@code FILE.json}: what is in the file takes the place of its name, so that a model keeps it, whatever becomes of the file. */
public final class OptionFiles {
    private static final long LARGEST = 1 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private OptionFiles() {}

    /** @throws SpikeFileException where a file cannot be read or holds no JSON */
    public static Map<String, String> read(Iterable<Option> offered, Map<String, String> given) {
        var read = new LinkedHashMap<>(given);
        for (Option option : offered)
            if (option.kind() == Option.Kind.TEXT) read.computeIfPresent(option.name(), (name, value) -> value.endsWith(".json") ? content(Path.of(value)) : value);
        return read;
    }

    private static String content(Path file) {
        try {
            if (Files.size(file) > LARGEST) throw SpikeFileException.refused(file, "", "more than " + LARGEST + " bytes are no list of neurons");
            return MAPPER.writeValueAsString(MAPPER.readTree(Files.readString(file)));
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw SpikeFileException.refused(file, place == null ? "" : "line " + place.getLineNr(), "this is no JSON: " + e.getOriginalMessage().replaceAll("\\s*\\([^()]*\\[Source.*", ""));      // the parser's name for where it reads
        } catch (IOException e) {
            throw SpikeFileException.failed(file, "read", e);
        }
    }
}
