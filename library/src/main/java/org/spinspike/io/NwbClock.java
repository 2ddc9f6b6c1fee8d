package org.spinspike.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.spinspike.math.Median;

/**
 * When the samples of a series were taken, where they become bins: at a fixed rate, or at timestamps that are even. They are even where no step differs from the median step by more than a fifth;
 * the bin is then the mean step, so that the last bin lies where the last sample does. Uneven samples are refused, unless the user gives the median step as the width of a bin: then they are taken
 * one after the other, and the note says how many steps are another length.
 *
 * @param start of the first sample, seconds
 * @param binMs width of a bin
 * @param note  what the user should know of it
 */
record NwbClock(double start, double binMs, Optional<String> note) {
    private static final double EVEN = .2, MEANT = .01;

    static NwbClock of(Path path, Hdf5 file, String group, int samples, OptionalDouble asked) {
        if (!file.has(group + "/timestamps")) return new NwbClock(start(path, file, group), 1000 / rate(path, file, group), Optional.empty());
        double[] times = times(path, file, group, samples);
        if (samples < 2) {
            if (asked.isEmpty()) throw SpikeFileException.refused(path, group, "has one sample, which tells no width of a bin: --bin-ms gives it");
            return new NwbClock(times[0], asked.getAsDouble(), Optional.empty());
        }
        double[] steps = new double[samples - 1], sorted;
        int longest = 0;
        for (int n = 0; n < steps.length; n++) {
            steps[n] = times[n + 1] - times[n];
            if (steps[n] > steps[longest]) longest = n;
        }
        sorted = steps.clone();
        Arrays.sort(sorted);
        double median = Median.ofSorted(sorted);
        if (!(sorted[0] > 0) || !Double.isFinite(sorted[sorted.length - 1])) throw new SpikeFileException(path, group + "/timestamps", "times that ascend", sorted[0] <= 0 ? "a step of " + sorted[0] + " s" : "a time that is no number");
        String spread = "steps from " + Labels.digits(1e3 * sorted[0]) + " to " + Labels.digits(1e3 * sorted[sorted.length - 1]) + " ms, the median " + Labels.digits(1e3 * median) + ", the longest behind sample " + longest;
        long odd = Arrays.stream(steps).filter(step -> Math.abs(step - median) > EVEN * median).count();
        if (odd == 0) return new NwbClock(times[0], 1e3 * (times[samples - 1] - times[0]) / steps.length, sorted[0] == sorted[sorted.length - 1] || sorted[sorted.length - 1] - sorted[0] < MEANT * median ? Optional.empty()
                : Optional.of("the samples of " + group + " are taken as even: " + spread));
        if (asked.isPresent() && Math.abs(asked.getAsDouble() - 1e3 * median) <= MEANT * 1e3 * median) return new NwbClock(times[0], 1e3 * median, Optional.of(odd + " of " + steps.length + " steps between the samples of " + group
                + " are longer or shorter than a bin by more than a fifth; samples are taken one after the other"));
        throw SpikeFileException.refused(path, group, "has samples at uneven times (" + spread + "), and bins are even; --bin-ms " + Labels.digits(1e3 * median) + " takes them one after the other all the same");
    }

    /** @return of every sample, seconds */
    static double[] times(Path path, Hdf5 file, String group, int samples) {
        if (file.has(group + "/timestamps")) {
            double[] times = file.doubles(group + "/timestamps");
            if (times.length != samples) throw new SpikeFileException(path, group + "/timestamps", "a time for each of " + samples + " samples", "" + times.length);
            return times;
        }
        double rate = rate(path, file, group), start = start(path, file, group);
        double[] times = new double[samples];
        for (int n = 0; n < samples; n++) times[n] = start + n / rate;
        return times;
    }

    /** A number, which some programs write as a list of one. */
    private static double start(Path path, Hdf5 file, String group) {
        double[] start = file.doubles(group + "/starting_time");
        if (start.length != 1 || !Double.isFinite(start[0])) throw new SpikeFileException(path, group + "/starting_time", "one time in seconds", Arrays.toString(Arrays.copyOf(start, Math.min(start.length, 4))));
        return start[0];
    }

    private static double rate(Path path, Hdf5 file, String group) {
        return file.number(group + "/starting_time", "rate").filter(r -> r > 0 && Double.isFinite(r))
                .orElseThrow(() -> new SpikeFileException(path, group + "/starting_time", "an attribute 'rate' above 0", "none"));
    }
}
