package org.spinspike.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.spinspike.model.Option;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Gives declared {@link Option}s to the command line's parser, and their values back. */
final class FamilyOptions {
    private FamilyOptions() {}

    /** @param owner heads the options in the help */
    static void add(CommandSpec spec, Iterable<Option> options, String owner) {
        for (Option option : options) {
            boolean flag = option.kind() == Option.Kind.FLAG;
            var builder = OptionSpec.builder("--" + option.name()).type(flag ? boolean.class : String.class).arity(flag ? "0" : "1").userObject(owner)
                    .paramLabel(switch (option.kind()) { case FLAG -> ""; case WHOLE -> "N"; case REAL -> "X"; case TEXT -> "TEXT"; })
                    .description(option.help().replace("%", "%%") + (flag ? "" : " (default: " + (option.defaultValue().isEmpty() ? "none" : option.defaultValue()) + ")"));
            spec.addOption(builder.build());
        }
    }

    /** @return whose options were added, if anybody's */
    static Optional<String> owner(CommandSpec spec) {
        return spec.options().stream().map(OptionSpec::userObject).filter(String.class::isInstance).map(String.class::cast).findFirst();
    }

    /** @return what the user gave, by option name without dashes */
    static Map<String, String> given(CommandSpec spec, Iterable<Option> options) {
        var given = new LinkedHashMap<String, String>();
        for (Option option : options) {
            OptionSpec found = spec.findOption("--" + option.name());
            if (found == null) continue;
            Object value = found.getValue();
            if (option.kind() == Option.Kind.FLAG ? Boolean.TRUE.equals(value) : value != null) given.put(option.name(), value.toString());
        }
        return given;
    }
}
