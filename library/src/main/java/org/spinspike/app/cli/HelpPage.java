package org.spinspike.app.cli;

import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The help of a verb: what must be given in one line, then its own options, those of the family or kind, and those that many verbs share. */
final class HelpPage extends Help {
    HelpPage(CommandSpec spec, ColorScheme colours) { super(spec, colours); }

    @Override public String synopsis(int headingLength) {
        String[] own = commandSpec().usageMessage().customSynopsis();
        if (own.length > 0) return String.join(" ", own) + System.lineSeparator();
        var words = new ArrayList<String>(List.of(commandSpec().qualifiedName(" ")));
        for (PositionalParamSpec given : commandSpec().positionalParameters()) words.add(given.paramLabel());
        for (OptionSpec option : commandSpec().options()) if (option.required()) words.add(option.shortestName() + " " + option.paramLabel());
        return String.join(" ", words) + " [OPTIONS]" + System.lineSeparator();
    }

    @Override public String optionList() {
        var sections = new TreeMap<Section, List<OptionSpec>>();
        String owner = FamilyOptions.owner(commandSpec()).orElse("");
        for (OptionSpec option : commandSpec().options()) sections.computeIfAbsent(section(option), s -> new ArrayList<>()).add(option);
        var text = new StringBuilder();
        for (var entry : sections.entrySet()) {
            Layout layout = createDefaultLayout(commandSpec().options(), commandSpec().positionalParameters(), colorScheme());
            text.append(String.format("%n%s:%n", entry.getKey() == Section.FAMILY ? "Options of " + owner : entry.getKey().heading))
                    .append(optionListExcludingGroups(entry.getValue(), layout, null, parameterLabelRenderer()));
        }
        return text.toString();
    }

    /** Not wrapped: an example is there to be copied. */
    @Override public String footer(Object... none) { return String.format(String.join("%n", commandSpec().usageMessage().footer()) + "%n"); }

    /** In the order they are shown. */
    private enum Section {
        OWN("Options"), FAMILY(""), DATA("Which data"), GENERAL("Options of every verb");

        final String heading;

        Section(String heading) { this.heading = heading; }
    }

    private static Section section(OptionSpec option) {
        if (!(option.userObject() instanceof Member field)) return Section.FAMILY;
        if (field.getDeclaringClass() == DataOptions.class || field.getDeclaringClass() == ArrayOptions.class) return Section.DATA;
        return field.getDeclaringClass() == GeneralOptions.class ? Section.GENERAL : Section.OWN;
    }
}
