package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spinspike.app.Families;
import org.spinspike.math.Require;
import org.spinspike.model.Family;
import org.spinspike.model.Option;

/**
 * One entry of {@code compare --models}: a family with options as for {@code fit}, of which one or several may be a list, "mps --bond 4|8|16": validation trials
 * inside the training set choose.
 *
 * @param label      as the user wrote it
 * @param candidates every combination of the listed values, the first list varying slowest; one where there is no list
 */
public record ModelChoice(String label, List<ModelSpec> candidates) {
    private static final int MOST = 64;
    private static final List<String> KNOWLEDGE = List.of("per-bin", "covariates");

    public Family family() { return candidates.get(0).family(); }

    /** @return whether there is anything to choose */
    public boolean open() { return candidates.size() > 1; }

    /**
     * @param text entries separated by commas
     * @param told what every model is to be told of the stimulus; entries that become equal by that are one
     */
    public static List<ModelChoice> parse(String text, Knowledge.Told told) {
        List<String> entries = ModelSpec.entries(text);
        List<String> same = entries.stream().map(entry -> telling(entry, told)).distinct().toList();
        return same.stream().map(ModelChoice::of).toList();
    }

    private static ModelChoice of(String entry) {
        List<String> written = new ArrayList<>(List.of(entry));
        for (int at = 0; at < written.size();) {
            List<String> values = firstList(written.get(at));
            if (values.isEmpty()) at++;
            else {
                written.remove(at);
                written.addAll(at, values);
            }
            Require.that(written.size() <= MOST, "--models: '" + entry + "' lists more than " + MOST + " combinations; list fewer values");
        }
        return new ModelChoice(entry, written.stream().distinct().map(ModelSpec::of).toList());
    }

    /** @return the entry with each value of its first list in place of the list; empty where it has none */
    private static List<String> firstList(String entry) {
        String[] words = entry.split(" ");
        for (int w = 1; w < words.length; w++) {
            if (!words[w].contains("|")) continue;
            int from = words[w].startsWith("--") ? words[w].indexOf('=') + 1 : 0, at = w;
            String name = words[w].substring(0, from);
            String[] values = words[w].substring(from).split("\\|", -1);
            Require.that(Arrays.stream(values).noneMatch(String::isBlank), "--models: '" + words[w] + "' in '" + entry + "' has an empty place; write values with | between, as 4|8|16");
            return Arrays.stream(values).map(value -> {
                String[] one = words.clone();
                one[at] = name + value;
                return String.join(" ", one);
            }).toList();
        }
        return List.of();
    }

    private static String telling(String entry, Knowledge.Told told) {
        if (told == Knowledge.Told.AS_GIVEN) return entry;
        List<String> words = new ArrayList<>(Arrays.asList(entry.split(" ")));
        if (told == Knowledge.Told.NONE) words.removeIf(word -> KNOWLEDGE.stream().anyMatch(flag -> word.equals("--" + flag) || word.startsWith("--" + flag + "=")));
        else if (Families.get(words.get(0)).options().stream().anyMatch(o -> o.name().equals("per-bin") && o.kind() == Option.Kind.FLAG) && !words.contains("--per-bin")) words.add("--per-bin");
        return String.join(" ", words);
    }
}
