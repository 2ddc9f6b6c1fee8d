package org.spinspike.app.reproduction;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.inverse.ClosedForm;
import org.spinspike.ising.inverse.InferenceMethod;
import org.spinspike.ising.inverse.MomentMatching;
import org.spinspike.ising.inverse.TransitionMoments;

/**
 * One network that others have inferred: 16 neurons at the critical point, and the moments of 200,000 trials of 32 steps. Their errors, by the rules of Aguilera, Moosavi and Shimazaki, Nat. Commun. 12, 1197 (2021),
 * beside those of the methods here on the very same moments. The likelihood needs spikes, and is not among them.
 */
final class InverseReference {
    /** Mean-square errors of H and of J, by method; [t-1] with accurate integrals. */
    static final Map<String, double[]> EXPECTED = Map.of("plefka:t1-t", new double[] {.259322, 4.63753e-3}, "plefka:t", new double[] {1.60093e-3, 2.90701e-5}, "plefka:pairwise-t", new double[] {1.46947e-3, 3.86345e-5},
            "plefka:t1", new double[] {1.16153e-2, 1.10919e-4}, "nmf", new double[] {1.60337e-2, 7.75111e-5}, "tap", new double[] {1.13632e-2, 1.11830e-4}, "emf", new double[] {1.16160e-2, 1.10931e-4});
    /** Of an error: what the place at which an iteration ends may change. */
    static final double ROUNDING = .01;

    private final Map<String, double[]> arrays = read();
    private final IsingNetwork truth = new IsingNetwork(arrays.get("H"), arrays.get("J"));
    private final TransitionMoments moments = new TransitionMoments(1, arrays.get("m_mean"), arrays.get("mp_mean"), arrays.get("Cp_mean"), arrays.get("D_mean"));

    /** @param k of {@link InverseErrors#METHODS}. @return mean-square errors of H and of J; null for the likelihood */
    double[] errors(int k) {
        InferenceMethod method = InverseErrors.METHODS.get(k);
        if (method.isLikelihood()) return null;
        IsingNetwork found = k < ForwardErrors.METHODS.size() ? MomentMatching.of(ForwardErrors.METHODS.get(k), moments, arrays.get("Dp_mean")).network()
                : Arrays.stream(ClosedForm.values()).filter(form -> form.word().equals(method.word())).findFirst().orElseThrow().infer(moments, 0).network();
        return InverseErrors.errors(found, truth);
    }

    /** @return the methods here whose error of H or of J is larger than expected */
    static List<String> worse(List<double[]> errors) {
        return IntStream.range(0, errors.size()).filter(k -> errors.get(k) != null).filter(k -> {
            double[] expected = EXPECTED.get(InverseErrors.METHODS.get(k).word());
            return !(errors.get(k)[0] <= expected[0] * (1 + ROUNDING) && errors.get(k)[1] <= expected[1] * (1 + ROUNDING));
        }).mapToObj(k -> InverseErrors.METHODS.get(k).word()).toList();
    }

    private static Map<String, double[]> read() {
        try (InputStream in = InverseReference.class.getResourceAsStream("inverse-reference.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> line.split(",")).collect(Collectors.toMap(c -> c[0], c -> Arrays.stream(c).skip(1).mapToDouble(Double::parseDouble).toArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
