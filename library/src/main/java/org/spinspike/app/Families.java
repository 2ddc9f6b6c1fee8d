package org.spinspike.app;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.spinspike.baseline.GlmFamily;
import org.spinspike.baseline.HmmFamily;
import org.spinspike.baseline.IndependentFamily;
import org.spinspike.model.Family;
import org.spinspike.tensor.MpsFamily;
import org.spinspike.tensor.TensorBrainFamily;

/** The one list of families: a new one moves in by one line here. */
public final class Families {
    public static final List<Family> ALL = List.of(new IndependentFamily(), new GlmFamily(), new HmmFamily(), new MpsFamily(), new TensorBrainFamily());

    private Families() {}

    public static Optional<Family> find(String name) { return ALL.stream().filter(f -> f.name().equals(name)).findFirst(); }

    public static List<String> names() { return ALL.stream().map(Family::name).collect(Collectors.toList()); }

    /** @throws IllegalArgumentException where there is none of that name; the message lists those there are */
    public static Family get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no family is called '" + name + "'; there are: " + String.join(", ", names())));
    }

    /** @return for a model that lacks a capability its family has: " with these options: conditionals (exact; not with --lags)"; else nothing */
    public static String lacking(String family, String capability) {
        return find(family).flatMap(f -> f.capabilities().stream().filter(c -> c.startsWith(capability + " (") && c.contains("not with")).findFirst())
                .map(c -> " with these options: " + c).orElse("");
    }
}
