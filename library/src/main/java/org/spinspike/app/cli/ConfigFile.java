package org.spinspike.app.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.spinspike.io.SpikeFileException;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --config FILE.yaml}: gives any option of a verb by its name without dashes; the command line wins. */
final class ConfigFile implements IDefaultValueProvider {
    private static final List<String> NOT_BY_FILE = List.of("config", "help");

    private final String name;
    private final Map<String, String> values = new LinkedHashMap<>();

    private ConfigFile(String name) { this.name = name; }

    /**
     * @param verb whose options may stand in the file
     * @param args of the command line, which may name a file
     * @throws IllegalArgumentException where there is no such file, or it holds anything but options of the verb
     * @throws SpikeFileException       where it cannot be read
     */
    static ConfigFile of(CommandSpec verb, String... args) {
        var config = new ConfigFile(named(args));
        if (!config.name.isEmpty()) {
            config.read(Path.of(config.name));
            config.check(verb);
        }
        return config;
    }

    /** Read ahead of the parser, which asks for values while it parses. */
    private static String named(String... args) {
        String name = "";
        for (int a = 0; a < args.length; a++) {
            if (args[a].startsWith("--config=")) name = args[a].substring(9);
            else if (args[a].equals("--config") && a + 1 < args.length) name = args[a + 1];
        }
        return name;
    }

    private void read(Path file) {
        if (!Files.exists(file)) throw wrong("there is no such file");
        if (!Files.isRegularFile(file)) throw wrong("is no file");
        try {
            JsonNode tree = new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).readTree(Files.readString(file));
            if (tree == null || tree.isMissingNode() || tree.isNull()) return;
            if (!tree.isObject()) throw wrong("expected lines 'option: value'");
            for (Iterator<Map.Entry<String, JsonNode>> fields = tree.fields(); fields.hasNext();) {
                var field = fields.next();
                if (!field.getValue().isValueNode() || field.getValue().isNull()) throw wrong("'" + field.getKey() + "' must have one value");
                values.put(field.getKey(), field.getValue().asText());
            }
        } catch (JsonProcessingException e) {
            throw wrong((e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ") + e.getOriginalMessage().lines().findFirst().orElse("is no YAML"));
        } catch (CharacterCodingException e) {
            throw wrong("is no text in UTF-8");
        } catch (IOException e) {
            throw SpikeFileException.failed(file, "read", e);
        }
    }

    private void check(CommandSpec verb) {
        List<String> known = verb.options().stream().map(o -> o.longestName().substring(2)).filter(o -> !NOT_BY_FILE.contains(o)).toList();
        for (String key : values.keySet()) {
            if (!known.contains(key)) throw wrong(verb.name() + " has no option '" + key + "'; there are: " + known.stream().sorted().collect(Collectors.joining(", ")));
        }
    }

    private IllegalArgumentException wrong(String what) { return new IllegalArgumentException("--config " + name + ": " + what); }

    /** An empty list is no value: earlier versions wrote one down. */
    @Override public String defaultValue(ArgSpec arg) {
        String value = arg instanceof OptionSpec option ? values.get(option.longestName().substring(2)) : null;
        return value != null && value.isEmpty() && arg.isMultiValue() ? null : value;
    }
}
