package org.spinspike.app.simulation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All kinds of made-up recordings. */
public final class Simulators {
    public static final List<Simulator> ALL = List.of(new IndependentSimulator(), new KineticIsingSimulator(), new PacketsSimulator(),
            new CortexSimulator(), new BarsAndStripesSimulator(), new CoupledPairsSimulator(), new CalciumSimulator());

    private Simulators() {}

    public static Optional<Simulator> find(String name) { return ALL.stream().filter(s -> s.name().equals(name)).findFirst(); }

    /** @throws IllegalArgumentException where there is none of that name; the message lists those there are */
    public static Simulator named(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException(
                "no simulation '" + name + "'; there are: " + ALL.stream().map(Simulator::name).collect(Collectors.joining(", "))));
    }
}
