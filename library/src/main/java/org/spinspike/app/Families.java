package org.spinspike.app;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spinspike.baseline.GlmFamily;
import org.spinspike.baseline.HmmFamily;
import org.spinspike.baseline.IndependentFamily;
import org.spinspike.ising.inverse.KineticIsingFamily;
import org.spinspike.model.Family;
import org.spinspike.tensor.MpsFamily;
import org.spinspike.tensor.TensorBrainFamily;

/** The one list of families: a new one moves in by one line here. */
public final class Families {
    public static final List<Family> ALL = List.of(new IndependentFamily(), new GlmFamily(), new HmmFamily(), new MpsFamily(), new TensorBrainFamily(), new KineticIsingFamily());

    private static final String EXACT = " (exact";

    private Families() {}

    public static Optional<Family> find(String name) { return ALL.stream().filter(f -> f.name().equals(name)).findFirst(); }

    public static List<String> names() { return ALL.stream().map(Family::name).collect(Collectors.toList()); }

    /** @throws IllegalArgumentException where there is none of that name; the message lists those there are */
    public static Family get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no family is called '" + name + "'; there are: " + String.join(", ", names())));
    }

    /**
     * Families that have a capability exactly, with the options that take it away: "hmm, mps, tensor-brain (not with --lags)".
     *
     * @param capabilities names of it, as {@link Family#capabilities} begins them
     */
    public static String exactly(String... capabilities) {
        return ALL.stream().flatMap(f -> Stream.of(capabilities).flatMap(c -> terms(f, c)).map(terms -> f.name() + (terms.isEmpty() ? "" : " (" + terms + ")"))).collect(Collectors.joining(", "));
    }

    /** @return for a model that lacks a capability its family has: " with these options: conditionals (exact; not with --lags)"; else nothing */
    public static String lacking(String family, String capability) {
        return find(family).stream().flatMap(f -> terms(f, capability)).filter(terms -> !terms.isEmpty()).map(terms -> " with these options: " + capability + EXACT + "; " + terms + ")").findFirst().orElse("");
    }

    /** @return what follows "exact; " where the family has the capability, "" where it has it without terms */
    private static Stream<String> terms(Family family, String capability) {
        String begins = capability + EXACT;
        return family.capabilities().stream().filter(c -> c.startsWith(begins)).map(c -> c.substring(begins.length(), c.length() - 1)).map(rest -> rest.startsWith("; ") ? rest.substring(2) : rest);
    }
}
