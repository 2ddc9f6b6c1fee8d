package org.spinspike.ising.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.Protocol;
import org.spinspike.ising.SpinMoments;
import org.spinspike.io.Npz;
import org.spinspike.io.SharedData;
import org.spinspike.math.NamedArrays;

/** Against {@code golden/ising}: values of a program of its own with accurate quadrature ({@code accurate_*}), and those of the source's program. */
class MeanFieldGoldenTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden", "ising");
    private static final int STEPS = 16;
    static final Map<String, MeanField> VARIANTS = Map.of("P_t1_t_o1", new MeanField(ReferenceManifold.BOTH_BINS, 1), "P_t1_t_o2", new MeanField(ReferenceManifold.BOTH_BINS, 2),
            "P_t_o1", new MeanField(ReferenceManifold.LATER_BIN, 1), "P_t_o2", new MeanField(ReferenceManifold.LATER_BIN, 2), "P_t1_o1", new MeanField(ReferenceManifold.EARLIER_BIN, 1),
            "P2_t_o1", new MeanField(ReferenceManifold.PAIRS, 1), "P2_t_o2", new MeanField(ReferenceManifold.PAIRS, 2));

    @ParameterizedTest @ValueSource(strings = {"N10_Js0.1_b1.0", "N10_Js0.5_b1.0", "N10_Js0.5_b1.3", "N32_Js0.1_b1.0"})
    void everyMeanFieldEqualsTheAccurateValues(String name) { compare(name, FOLDER); }

    /** Fifteen megabytes that are not kept here. */
    @ParameterizedTest @ValueSource(strings = {"N64_Js0.1_b0.7", "N64_Js0.1_b1.0", "N64_Js0.1_b1.3"})
    void largerNetworksDoAsWellWhereTheirValuesAreAtHand(String name) {
        compare(name, SharedData.file("../golden/ising/accurate_forward_" + name + "_T16.npz").getParent());
    }

    private static void compare(String name, Path folder) {
        NamedArrays accurate = Npz.read(folder.resolve("accurate_forward_" + name + "_T16.npz"));
        VARIANTS.forEach((variant, method) -> {
            SpinMoments[] run = run(method, name, folder);
            boolean diverges = name.equals("N10_Js0.5_b1.3") && variant.equals("P_t_o2");
            for (String moment : new String[] {"_m", "_C", "_D"}) {
                double[] wanted = accurate.doubles(variant + moment), got = all(run, moment);
                double farthest = 0;
                for (int e = 0; e < wanted.length; e++) farthest = Math.max(farthest, Math.abs(got[e] - wanted[e]) / (diverges ? Math.max(1, Math.abs(wanted[e])) : 1));
                assertThat(farthest).as("%s of %s", moment, variant).isLessThanOrEqualTo(diverges ? 1e-8 : 1e-10);
            }
        });
    }

    @ParameterizedTest @ValueSource(strings = {"N10_Js0.1_b1.0", "N10_Js0.5_b1.0", "N10_Js0.5_b1.3", "N32_Js0.1_b1.0"})
    void theCoarseGridOfTheSourcesProgramIsNear(String name) {
        NamedArrays coarse = Npz.read(FOLDER.resolve("forward_" + name + "_T16.npz"));
        SpinMoments[] run = run(VARIANTS.get("P_t1_o1"), name);
        for (String moment : new String[] {"_m", "_C", "_D"}) assertThat(all(run, moment)).containsExactly(coarse.doubles("P_t1_o1" + moment), within(1e-4));
    }

    @ParameterizedTest @ValueSource(strings = {"N10_Js0.1_b1.0", "N10_Js0.5_b1.0", "N10_Js0.5_b1.3", "N32_Js0.1_b1.0"})
    void errorsAgainstTheReferenceAreThoseOfTheSourcesProgram(String name) throws IOException {
        NamedArrays stored = Npz.read(FOLDER.resolve("forward_" + name + "_T16.npz"));
        String reference = stored.has("exact_m") ? "exact" : "mc";
        int rows = 0;
        for (String line : Files.readAllLines(FOLDER.resolve("forward_" + name + "_T16.csv"))) {
            String[] cells = line.split(",");
            if (!VARIANTS.containsKey(cells[0])) continue;
            SpinMoments[] run = run(VARIANTS.get(cells[0]), name);
            int column = 2;
            for (String moment : new String[] {"_m", "_C", "_D"}) {
                double wanted = Double.parseDouble(cells[column++]);
                assertThat(meanSquare(all(run, moment), stored.doubles(reference + moment))).as("eps%s of %s", moment, cells[0]).isCloseTo(wanted, within(.01 * wanted));
            }
            rows++;
        }
        assertThat(rows).isEqualTo(6);
    }

    private static SpinMoments[] run(MeanField method, String name) { return run(method, name, FOLDER); }

    private static SpinMoments[] run(MeanField method, String name, Path folder) {
        NamedArrays stored = Npz.read(folder.resolve("forward_" + name + "_T16.npz"), array -> array.length() <= 2);
        var run = new SpinMoments[STEPS];
        method.run(new Protocol(IsingNetwork.read(stored), stored.doubles("s0"), STEPS, null), (t, step) -> run[t - 1] = step.moments());
        return run;
    }

    /** The stored arrays have time as their last axis. */
    private static double[] all(SpinMoments[] run, String moment) {
        int size = of(run[0], moment).length;
        double[] all = new double[size * run.length];
        for (int t = 0; t < run.length; t++) for (int e = 0; e < size; e++) all[e * run.length + t] = of(run[t], moment)[e];
        return all;
    }

    private static double[] of(SpinMoments moments, String moment) {
        return switch (moment) {
            case "_m" -> moments.m();
            case "_C" -> moments.c();
            default -> moments.d();
        };
    }

    private static double meanSquare(double[] a, double[] b) {
        double sum = 0;
        for (int e = 0; e < a.length; e++) sum += (a[e] - b[e]) * (a[e] - b[e]);
        return sum / a.length;
    }
}
