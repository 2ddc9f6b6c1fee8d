package org.spinspike.ising.inverse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.spinspike.ising.IsingNetwork;

/**
 * The neurons that did both, before and after: those that methods of moments can say anything of. The others have no couplings and the field of the rate (k + 1/2) / (M + 1), as under
 * {@link MaximumLikelihood}.
 */
final class Varying {
    private Varying() {}

    /** Infers a network from the moments of some neurons, whose names it may want for its notes. */
    @FunctionalInterface
    interface Method { NetworkEstimate infer(TransitionMoments moments, IntFunction<String> name); }

    static NetworkEstimate infer(Transitions data, Method method) {
        int n = data.neurons();
        int[] varying = IntStream.of(data.varyingInputs()).filter(i -> !data.constant(i)).toArray();
        double[] fields = fieldsOfRates(data), couplings = new double[n * n];
        List<String> notes = new ArrayList<>();
        int[] others = IntStream.range(0, n).filter(i -> Arrays.binarySearch(varying, i) < 0).toArray();
        if (others.length > 0) notes.add(Naming.some(data, others) + " never or always fired: their fields are those of the rate (k + 1/2) / (M + 1), and they neither act nor are acted on");
        if (varying.length == 0) return NetworkEstimate.withoutErrors(new IsingNetwork(fields, couplings), notes);
        NetworkEstimate part = method.infer(TransitionMoments.of(data).part(varying), a -> data.name(varying[a]));
        for (int a = 0; a < varying.length; a++) {
            fields[varying[a]] = part.network().fields()[a];
            for (int b = 0; b < varying.length; b++) couplings[varying[a] * n + varying[b]] = part.network().couplings()[a * varying.length + b];
        }
        notes.addAll(part.notes());
        return NetworkEstimate.withoutErrors(new IsingNetwork(fields, couplings), notes);
    }

    /** @return H_i = atanh m_i of neurons alone, from rates (k + 1/2) / (M + 1) */
    static double[] fieldsOfRates(Transitions data) {
        double[] fields = new double[data.neurons()];
        for (int i = 0; i < fields.length; i++) {
            long[] tally = data.tally(i);
            fields[i] = Math.log((tally[0] + .5) / (tally[1] - tally[0] + .5)) / 2;
        }
        return fields;
    }
}
