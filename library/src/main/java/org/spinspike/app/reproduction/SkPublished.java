package org.spinspike.app.reproduction;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Simulations of finite SK networks as published with Aguilera, Igarashi and Shimazaki, Nat. Commun. 14, 3685 (2023): 400,000 trials of 128 steps each, new couplings for every trial,
 * J0 = 1, no fields; numbers of the data files of github.com/MiguelAguilera/asymmetric-SK-model, at every fifth of their temperatures.
 */
record SkPublished(double deltaJ, double beta, int neurons, double m, double q, double entropyProduction) {
    private static final List<SkPublished> ALL = read();
    static final int TRIALS = 400_000;

    private static List<SkPublished> read() {
        try (InputStream in = SkPublished.class.getResourceAsStream("sk-finite-sizes.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).map(line -> line.split(","))
                    .map(c -> new SkPublished(Double.parseDouble(c[0]), Double.parseDouble(c[1]), Integer.parseInt(c[2]), Double.parseDouble(c[3]), Double.parseDouble(c[4]), Double.parseDouble(c[5]))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return over all temperatures, ascending; none where that disorder or size was not published */
    static List<SkPublished> of(double deltaJ, int neurons) { return ALL.stream().filter(p -> p.deltaJ == deltaJ && p.neurons == neurons).toList(); }
}
