package org.spinspike.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.spikes.Covariates;

/** The covariates of an array of spikes: its companion {@code covariates}, and other arrays of the file that have its trials and bins. */
final class CovariateArrays {
    private CovariateArrays() {}

    /**
     * @param longest bins that are taken, at most {@code bins}: the rest is padding
     * @param along   names of further arrays: [trials, bins], [trials, bins, K], of a single trial also [bins] or [bins, K]
     */
    static Optional<Covariates> of(NamedArrays arrays, int trials, int bins, int longest, List<String> along) {
        List<String> names = new ArrayList<>();
        List<double[]> parts = new ArrayList<>();
        if (arrays.has("covariates")) {
            NamedArray own = arrays.get("covariates");
            int count = columns("covariates", own, trials, bins);
            if (arrays.has("covariate_names")) {
                List<String> given = List.of(Labels.of(arrays.get("covariate_names")));
                Require.length("covariate_names", given.size(), count);
                names.addAll(given);
            } else {
                for (int c = 0; c < count; c++) names.add("c" + c);
            }
            parts.add(arrays.doubles("covariates"));
        }
        for (String name : along) {
            NamedArray array = arrays.get(name);
            int count = columns(name, array, trials, bins);
            for (int c = 0; c < count; c++) names.add(count == 1 ? name : name + "." + c);
            parts.add(arrays.doubles(name));
        }
        if (names.isEmpty()) return Optional.empty();
        int all = names.size();
        float[] values = new float[Math.multiplyExact(trials * longest, all)];
        int first = 0;
        for (double[] part : parts) {
            int count = part.length / (trials * bins);
            for (int k = 0; k < trials; k++)
                for (int t = 0; t < longest; t++)
                    for (int c = 0; c < count; c++) values[(k * longest + t) * all + first + c] = (float) part[(k * bins + t) * count + c];
            first += count;
        }
        return Optional.of(new Covariates(names, trials, longest, values));
    }

    private static int columns(String name, NamedArray array, int trials, int bins) {
        int[] shape = array.shape(), front = {trials, bins};
        if (trials == 1 && shape.length >= 1 && shape[0] == bins && shape.length <= 2) return shape.length == 1 ? 1 : shape[1];
        Require.that(!array.isText() && (shape.length == 2 || shape.length == 3) && Arrays.equals(shape, 0, 2, front, 0, 2),
                name + " must have shape [" + trials + ", " + bins + ", K], got " + Arrays.toString(shape));
        return shape.length == 2 ? 1 : shape[2];
    }
}
