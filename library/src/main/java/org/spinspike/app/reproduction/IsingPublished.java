package org.spinspike.app.reproduction;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Curves of the forward figure of Aguilera, Moosavi and Shimazaki, Nat. Commun. 12, 1197 (2021), read off the page: 512 neurons, 128 steps, a million trials. {@code error_m}, {@code error_C}, {@code error_D} over
 * beta / beta_c and {@code mean_m}, {@code mean_C}, {@code mean_D} over the step at beta_c. Without C and D of Plefka[t-1], which other quadrature made.
 *
 * @param method as on the command line, or {@code simulation}
 */
record IsingPublished(String quantity, String method, double x, double value) {
    static final int NEURONS = 512, STEPS = 128;
    /** As the published program has it; exact is 1.110840041 ({@code ising sk --critical --delta-j 0.1 --h0 0.5}). */
    static final double CRITICAL_BETA = 1.1108397534245904;
    static final char[] MOMENTS = {'m', 'C', 'D'};
    private static final List<IsingPublished> ALL = read();

    /** @param betas of beta / beta_c. @return index of the one nearest to 1 */
    static int nearestCritical(double[] betas) { return IntStream.range(0, betas.length).boxed().min((a, b) -> Double.compare(Math.abs(betas[a] - 1), Math.abs(betas[b] - 1))).orElseThrow(); }

    private static List<IsingPublished> read() {
        try (InputStream in = IsingPublished.class.getResourceAsStream("forward-published.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).map(line -> line.split(","))
                    .map(c -> new IsingPublished(c[0], c[1], Double.parseDouble(c[2]), Double.parseDouble(c[3]))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<IsingPublished> of(String quantity, String method) { return ALL.stream().filter(p -> p.quantity.equals(quantity) && p.method.equals(method)).toList(); }

    /** @return published mean C of the last step at beta_c, of the simulated one; empty where the curve is not there */
    static OptionalDouble lastRatio(String method) {
        double simulated = last("simulation").orElseThrow();
        return last(method).stream().map(c -> c / simulated).findFirst();
    }

    private static OptionalDouble last(String method) { return of("mean_C", method).stream().filter(p -> p.x > STEPS - 1.5).mapToDouble(IsingPublished::value).reduce((a, b) -> b); }

    /** @return where {@link #lastRatio} of networks of the same moments lies, lowest to highest; empty where nobody has said */
    static Optional<String> expected(String method) {
        return Optional.ofNullable(switch (method) {
            case "t1-t" -> "0.20 to 0.32";
            case "t" -> "1.0 to 1.7";
            case "pairwise-t" -> "0.88 to 1.05";
            default -> null;
        });
    }
}
