package org.spinspike.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --config FILE.yaml}: gives any option by its name without dashes; the command line wins. */
final class ConfigFile implements IDefaultValueProvider {
    private final Map<String, String> values = new LinkedHashMap<>();

    ConfigFile(String... args) {
        for (int a = 0; a < args.length; a++) {
            String file = args[a].startsWith("--config=") ? args[a].substring(9) : args[a].equals("--config") && a + 1 < args.length ? args[a + 1] : null;
            if (file != null) read(Path.of(file));
        }
    }

    private void read(Path file) {
        if (!Files.isReadable(file)) throw new IllegalArgumentException("--config " + file + ": no such file");
        try {
            JsonNode tree = new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
            if (tree == null || tree.isMissingNode() || tree.isNull()) return;
            if (!tree.isObject()) throw new IllegalArgumentException("--config " + file + ": expected lines 'option: value'");
            for (Iterator<Map.Entry<String, JsonNode>> fields = tree.fields(); fields.hasNext();) {
                var field = fields.next();
                if (!field.getValue().isValueNode()) throw new IllegalArgumentException("--config " + file + ": '" + field.getKey() + "' must have one value");
                values.put("--" + field.getKey(), field.getValue().asText());
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("--config " + file + ": " + e.getMessage().lines().findFirst().orElse("not readable"));
        }
    }

    @Override public String defaultValue(ArgSpec arg) {
        if (!(arg instanceof OptionSpec option)) return null;
        for (String name : option.names()) if (values.containsKey(name)) return values.get(name);
        return null;
    }
}
