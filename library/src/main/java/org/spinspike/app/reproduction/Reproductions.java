package org.spinspike.app.reproduction;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All figures and tables that can be made anew. */
public final class Reproductions {
    public static final List<Reproduction> ALL = List.of(new TwoNeurons(), new SixteenNeurons(), new ForecastNeurons(), new AnomalousTrials(), new Scaling(), new KnownTruth(), new IsingForward(), new IsingInverse(), new SkCurves(), new SkPhaseDiagram(), new SkNoGlass(), new CalciumRules());

    private Reproductions() {}

    public static Optional<Reproduction> find(String name) { return ALL.stream().filter(r -> r.name().equals(name)).findFirst(); }

    /** @throws IllegalArgumentException where there is none of that name; the message lists those there are */
    public static Reproduction named(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException(
                "nothing to reproduce is called '" + name + "'; there are: " + ALL.stream().map(Reproduction::name).collect(Collectors.joining(", "))));
    }
}
