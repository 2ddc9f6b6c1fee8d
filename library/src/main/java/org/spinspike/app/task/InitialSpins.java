package org.spinspike.app.task;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.spinspike.io.Npz;
import org.spinspike.io.Source;
import org.spinspike.io.SpikeFileException;
import org.spinspike.math.NamedArray;

/**
 * Where a network starts, as people type it: {@code up} or {@code down}; a probability of a spike, the same for every neuron; or {@code FILE:KEY}, a value a neuron, either
 * spins -1 and +1 or probabilities of a spike.
 */
public final class InitialSpins {
    private InitialSpins() {}

    /**
     * @param text as {@code --initial} takes it
     * @return E s_i(0), length N
     */
    public static double[] of(String text, int neurons) {
        double[] start = new double[neurons];
        if (text.equals("up") || text.equals("down")) {
            Arrays.fill(start, text.equals("up") ? 1 : -1);
            return start;
        }
        if (text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)")) {
            double p = Double.parseDouble(text);
            if (p < 0 || p > 1) throw new IllegalArgumentException("--initial must be a probability of a spike in 0..1, got " + text);
            Arrays.fill(start, 2 * p - 1);
            return start;
        }
        Source source = Source.parse(text);
        if (source.key().isEmpty()) throw new IllegalArgumentException("--initial must be up, down, a probability of a spike in 0..1, or FILE:KEY, got '" + text + "'");
        return read(source, neurons);
    }

    private static double[] read(Source source, int neurons) {
        NamedArray array = Npz.read(source.path(), source.key().orElseThrow());
        String place = "array '" + source.key().orElseThrow() + "'";
        double[] values = DataException.blaming(array::doubles);
        if (array.rank() != 1 || values.length != neurons)
            throw new SpikeFileException(source.path(), place, "one value a neuron, " + neurons, "shape " + Arrays.stream(array.shape()).mapToObj(Integer::toString).collect(Collectors.joining(", ", "[", "]")));
        boolean spins = Arrays.stream(values).anyMatch(v -> v < 0);
        for (int i = 0; i < neurons; i++) {
            boolean fits = spins ? Math.abs(values[i]) == 1 : values[i] >= 0 && values[i] <= 1;
            if (!fits) throw new SpikeFileException(source.path(), place + " neuron " + i, spins ? "-1 or +1" : "a probability of a spike in 0..1", "" + values[i]);
        }
        return Arrays.stream(values).map(v -> spins ? v : 2 * v - 1).toArray();
    }
}
