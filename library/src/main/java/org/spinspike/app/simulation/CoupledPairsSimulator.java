package org.spinspike.app.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.model.Option;
import org.spinspike.model.Options;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/**
 * Two conditions that differ in correlations alone. Neurons stand in pairs (0 and 1, 2 and 3, ...), every neuron fires with the same probability q in every bin of
 * both conditions; in condition {@code together} the partners of a pair have correlation +r within a bin, in {@code apart} -r. Bins and pairs are independent.
 *
 * <pre>P(both) = q^2 +- r q (1 - q),   P(one of them) = 2 q (1 - q) (1 -+ r),   P(none) = (1 - q)^2 +- r q (1 - q)</pre>
 *
 * Rates and counts of a neuron say nothing. How often both, one or none of a pair fired says everything, so what can be known is a finite sum over those numbers:
 * {@code accuracy} of the best decoder and {@code information_bits} of a trial, exact, for conditions that are equally probable.
 */
final class CoupledPairsSimulator implements Simulator {
    static final List<String> CONDITIONS = List.of("together", "apart");

    @Override public String name()    { return "coupled-pairs"; }
    @Override public String summary() { return "two conditions of equal rates whose neurons go in pairs, together or apart; what a decoder can know is exact"; }
    @Override public List<Option> options() {
        return RecordingShape.offered(400, 10, 6, 10,
                Option.real("rate", .3, "probability of a spike in a bin"),
                Option.real("correlation", .2, "of the partners of a pair: + in one condition, - in the other"));
    }

    @Override public Simulation simulate(Options options, Seed seed) {
        RecordingShape shape = RecordingShape.of(options);
        int n = shape.neurons();
        Require.that(n % 2 == 0, "neurons must be even, they stand in pairs; got " + n);
        double q = options.real("rate"), r = options.real("correlation");
        Require.that(q > 0 && q < 1, "rate must lie between 0 and 1, got " + q);
        double most = Math.min(q / (1 - q), (1 - q) / q);
        Require.that(r >= 0 && r < most, "correlation must lie between 0 and " + most + " at rate " + q + " (neurons cannot be further apart), got " + r);
        double[][] law = {pair(q, r), pair(q, -r)};
        SpikeTrains data = draw(shape, law, seed);
        double[] known = known(shape.bins() * (n / 2), law);
        return new Simulation(data, Optional.empty(), new NamedArrays().put("rate", q).put("correlation", r).put("accuracy", known[0]).put("information_bits", known[1]));
    }

    /** @return probabilities of none, one (either of them), both */
    static double[] pair(double q, double r) {
        double extra = r * q * (1 - q);
        return new double[] {(1 - q) * (1 - q) + extra, 2 * (q * (1 - q) - extra), q * q + extra};
    }

    private static SpikeTrains draw(RecordingShape shape, double[][] law, Seed seed) {
        int n = shape.neurons(), trials = shape.trials();
        int[] lengths = new int[trials];
        Arrays.fill(lengths, shape.bins());
        List<String> conditions = IntStream.range(0, trials).mapToObj(k -> CONDITIONS.get(k % 2)).toList();
        var design = new Design(lengths, shape.binSeconds(), null, null, conditions, null, null);
        var builder = new SpikeTrains.Builder(design, Neurons.unnamed(n));
        for (int k = 0; k < trials; k++) {
            RandomGenerator random = seed.child("spikes").child(k).generator();
            double[] p = law[k % 2];
            for (int t = 0; t < shape.bins(); t++)
                for (int i = 0; i < n; i += 2) {
                    double u = random.nextDouble();
                    boolean both = u < p[2], first = u < p[2] + p[1] / 2, one = u < p[2] + p[1];
                    if (both || first) builder.set(k, t, i);
                    if (both || one && !first) builder.set(k, t, i + 1);
                }
        }
        return builder.build();
    }

    /**
     * Sums over how often none, one or both fired in {@code draws} draws, whose law is multinomial in each condition. Cost: draws^2 / 2 terms.
     *
     * @return accuracy of the most probable condition, a tie counted half; information between counts and condition, bits
     */
    static double[] known(int draws, double[][] law) {
        double[] logFactorial = new double[draws + 1];
        for (int m = 1; m <= draws; m++) logFactorial[m] = logFactorial[m - 1] + Math.log(m);
        double accuracy = 0, bits = 0;
        for (int both = 0; both <= draws; both++) {
            for (int one = 0; one <= draws - both; one++) {
                int none = draws - both - one;
                double ways = logFactorial[draws] - logFactorial[both] - logFactorial[one] - logFactorial[none];
                double a = Math.exp(ways + power(law[0], none, one, both)), b = Math.exp(ways + power(law[1], none, one, both)), mean = (a + b) / 2;
                accuracy += Math.max(a, b) / 2;
                bits += (share(a, mean) + share(b, mean)) / 2;
            }
        }
        return new double[] {accuracy, bits};
    }

    private static double power(double[] law, int... counts) {
        double sum = 0;
        for (int c = 0; c < counts.length; c++) if (counts[c] > 0) sum += counts[c] * Math.log(law[c]);
        return sum;
    }

    private static double share(double p, double mean) { return p == 0 ? 0 : p * Math.log(p / mean) / Math.log(2); }
}
