package org.spinspike.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.spinspike.app.Families;
import org.spinspike.model.Family;
import org.spinspike.model.Option;
import org.spinspike.model.Options;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "families", description = "The families of models, what they can do and their options.",
        footer = {"", "Examples:", "  spinspike families", "  spinspike families mps"})
final class FamiliesCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "FAMILY", description = "only this one (default: all)") String family;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        Map<String, Object> json = new LinkedHashMap<>();
        List<Object> list = new ArrayList<>();
        var text = new StringBuilder();
        for (Family family : this.family == null ? Families.ALL : List.of(Families.get(this.family))) {
            text.append(family.name()).append("\n  ").append(family.summary()).append("\n  can: ").append(String.join(", ", family.capabilities())).append('\n');
            double held = family.validationFraction();
            int steps = family.steps(Options.of(family.options(), Map.of()));
            text.append("  by default: ").append(held == 0 ? "no trials" : Math.round(100 * held) + " % of the trials").append(" held out (--validation), ")
                    .append(steps == 0 ? "as many steps as bring something" : steps + " steps at most").append(" (--iterations)\n");
            var options = new LinkedHashMap<String, Object>();
            for (Option option : family.options()) {
                boolean flag = option.kind() == Option.Kind.FLAG;
                text.append(String.format("    --%-22s %s%s%n", option.name() + (flag ? "" : " " + option.defaultValue()), option.help(), ""));
                options.put(option.name(), Map.of("kind", option.kind().name().toLowerCase(java.util.Locale.ROOT), "default", option.defaultValue(), "help", option.help()));
            }
            text.append('\n');
            var entry = new LinkedHashMap<String, Object>();
            entry.put("name", family.name());
            entry.put("summary", family.summary());
            entry.put("capabilities", family.capabilities());
            entry.put("validation", held);
            entry.put("iterations", steps == 0 ? null : steps);
            entry.put("options", options);
            list.add(entry);
        }
        json.put("families", list);
        general.answer(json, text::toString);
        return 0;
    }
}
