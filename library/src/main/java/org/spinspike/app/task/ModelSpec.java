package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    public static List<ModelSpec> parse(String text) {
        var specs = new ArrayList<ModelSpec>();
        for (String entry : text.split(",", -1)) {
            String[] words = entry.strip().split("\\s+");
            if (words[0].isEmpty()) throw new IllegalArgumentException("--models has an empty entry: '" + text + "'");
            Family family = Families.get(words[0]);
            specs.add(new ModelSpec(String.join(" ", words), family, Options.of(family.options(), OptionFiles.read(family.options(), given(family, words)))));
        }
        long distinct = specs.stream().map(ModelSpec::label).distinct().count();
        if (distinct < specs.size()) throw new IllegalArgumentException("--models names the same model twice: '" + text + "'");
        return specs;
    }

    private static Map<String, String> given(Family family, String[] words) {
        var given = new LinkedHashMap<String, String>();
        for (int w = 1; w < words.length; w++) {
            if (!words[w].startsWith("--")) throw new IllegalArgumentException("--models: an option was expected, got '" + words[w] + "' (write: " + family.name() + " --option value)");
            String[] parts = words[w].substring(2).split("=", 2);
            family.instead(parts[0]).ifPresent(why -> { throw new IllegalArgumentException("--models: unknown option --" + parts[0] + "; " + why); });
            boolean flag = family.options().stream().anyMatch(o -> o.name().equals(parts[0]) && o.kind() == Option.Kind.FLAG);
            if (parts.length == 2) given.put(parts[0], parts[1]);
            else if (flag) given.put(parts[0], "true");
            else if (w + 1 < words.length) given.put(parts[0], words[++w]);
            else throw new IllegalArgumentException("--models: --" + parts[0] + " needs a value");
        }
        return given;
    }
}
