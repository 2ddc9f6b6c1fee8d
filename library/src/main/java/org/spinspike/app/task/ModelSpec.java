package org.spinspike.app.task;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.spinspike.app.Families;
import org.spinspike.model.Family;
import org.spinspike.model.Option;
import org.spinspike.model.Options;

/**
 * One entry of {@code --models}: a family with options, written as for {@code fit}: "mps --bond 8 --cutoff 0.02".
 *
 * @param label   as the user wrote it: names the model in tables and figures
 * @param family  of the model
 * @param options complete
 */
public record ModelSpec(String label, Family family, Options options) {

    /** @param text entries separated by commas */
    public static List<ModelSpec> parse(String text) { return entries(text).stream().map(ModelSpec::of).toList(); }

    /** @return the entries, words one blank apart, all different */
    static List<String> entries(String text) {
        List<String> entries = Arrays.stream(text.split(",", -1)).map(entry -> String.join(" ", entry.strip().split("\\s+"))).toList();
        if (entries.contains("")) throw new IllegalArgumentException("--models has an empty entry: '" + text + "'");
        if (entries.stream().distinct().count() < entries.size()) throw new IllegalArgumentException("--models names the same model twice: '" + text + "'");
        return entries;
    }

    /** @param entry one of {@link #entries} */
    static ModelSpec of(String entry) {
        String[] words = entry.split(" ");
        Family family = Families.get(words[0]);
        return new ModelSpec(entry, family, Options.of(family.options(), OptionFiles.read(family.options(), given(family, words))));
    }

    private static Map<String, String> given(Family family, String[] words) {
        var given = new LinkedHashMap<String, String>();
        for (int w = 1; w < words.length; w++) {
            if (!words[w].startsWith("--")) throw new IllegalArgumentException("--models: an option was expected, got '" + words[w] + "' (write: " + family.name() + " --option value)");
            String[] parts = words[w].substring(2).split("=", 2);
            family.instead(parts[0]).ifPresent(why -> { throw new IllegalArgumentException("--models: unknown option --" + parts[0] + "; " + why); });
            if (family.options().stream().noneMatch(o -> o.name().equals(parts[0]))) throw new IllegalArgumentException("--models: unknown option --" + parts[0] + " of " + family.name() + "; there are: "
                    + family.options().stream().map(o -> "--" + o.name()).collect(Collectors.joining(", ")));
            boolean flag = family.options().stream().anyMatch(o -> o.name().equals(parts[0]) && o.kind() == Option.Kind.FLAG);
            if (parts.length == 2) given.put(parts[0], parts[1]);
            else if (flag) given.put(parts[0], "true");
            else if (w + 1 < words.length) given.put(parts[0], words[++w]);
            else throw new IllegalArgumentException("--models: --" + parts[0] + " needs a value");
        }
        return given;
    }
}
