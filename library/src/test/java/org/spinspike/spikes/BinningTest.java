package org.spinspike.spikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinningTest {
    @Test void binsAreHalfOpenAndEdgesAreExact() {
        // 10 ms bins of [0, 0.05): 0.01 belongs to bin 1, 0.03 to bin 3 (0.03 / 0.01 is 2.999.. in floating point), 0.05 is outside
        Binning.Result out = Binning.bin(recording(new double[] {0, .01, .03, .0301, .05}), .01, Windows.between(new double[] {0}, new double[] {.05}, Clock.NANOSECONDS), BinarisationRule.ANY);
        SpikeTrains trains = out.binarised().trains();
        assertThat(trains.flat(0)).containsExactly(1, 1, 0, 1, 0);
        assertThat(trains.binarisation()).isEqualTo(new Binarisation("any", true, 5, 3, 1, 1));
        assertThat(out.partialTrials()).isZero();
    }

    @Test void equalWindowsHaveEqualBinsAndTheRestIsReported() {
        double[] events = {.1, .2 + .1, 1.1, 7.7};
        Binning.Result out = Binning.bin(recording(new double[] {.1}), .01, Windows.around(events, -.1, .405, Clock.NANOSECONDS), BinarisationRule.ANY);
        SpikeTrains trains = out.binarised().trains();
        assertThat(IntStream.range(0, 4).map(trains::bins)).containsExactly(50, 50, 50, 50);
        assertThat(out.partialTrials()).isEqualTo(4);
        assertThat(out.partialSeconds()).isCloseTo(.02, within(1e-12));
        assertThat(trains.fires(0, 10, 0)).isTrue();
        assertThat(trains.design().startSeconds().orElseThrow()[2]).isEqualTo(1.);
    }

    @Test void neighbouringTrialsShareNoSpikeAndOverlappingOnesEachHaveIt() {
        Recording one = recording(new double[] {.95, 1., 1.05});
        SpikeTrains neighbours = Binning.bin(one, .1, Windows.between(new double[] {0, 1}, new double[] {1, 2}, Clock.NANOSECONDS), BinarisationRule.ANY).binarised().trains();
        assertThat(neighbours.binarisation()).isEqualTo(new Binarisation("any", true, 3, 2, 1, 0));
        Windows windows = Windows.between(new double[] {0, .5}, new double[] {1, 1.5}, Clock.NANOSECONDS);
        SpikeTrains overlapping = Binning.bin(one, .1, windows, BinarisationRule.ANY).binarised().trains();
        assertThat(overlapping.binarisation()).isEqualTo(new Binarisation("any", true, 4, 3, 1, 0));         // .95 in both
        assertThat(windows.overlapping()).isEqualTo(2);
        assertThat(Windows.between(new double[] {3, 0, 1}, new double[] {4, 1, 2}, Clock.NANOSECONDS).overlapping()).isZero();
    }

    @Test void aBinIsObservedWhereTheWholeOfItWas() {
        var watched = new Intervals(new double[] {.3, 0, .1}, new double[] {.4, .1, .25});           // 0 to .25 and .3 to .4
        var recording = new Recording(Neurons.unnamed(1), new double[][] {{.05, .22, .27, .35}}, Clock.NANOSECONDS, Table.empty("units", 1), Map.of(), Map.of(), Optional.of(List.of(watched)));
        SpikeTrains trains = Binning.bin(recording, .1, Windows.whole(recording), BinarisationRule.ANY).binarised().trains();
        assertThat(trains.flat(0)).containsExactly(1, 0, 0, 1);
        assertThat(IntStream.range(0, 4).mapToObj(t -> trains.observed(0, t, 0))).containsExactly(true, true, false, true);
        assertThat(trains.binarisation()).isEqualTo(new Binarisation("any", true, 4, 2, 0, 2));
        assertThat(recording.rateHz(0)).isCloseTo(4 / .35, within(1e-9));
    }

    @ParameterizedTest @CsvSource(delimiter = ';', value = {"1e9; 0.03333333333; 33.333333 and 33.333334 ms; bin", "1e9; 1e-10; nearest are 0.000001 ms; bin", "25000; 0.00101; got 1.01 ms; nearest are 1 and 1.04 ms"})
    void aWidthThatIsNoMultipleOfTheTickIsRefusedWithItsNeighbours(double rate, double width, String message, String more) {
        assertThatThrownBy(() -> new Clock(rate).binTicks(width)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message).hasMessageContaining(more);
    }

    @Test void everyUsualWidthIsAMultipleOfANanosecond() {
        for (int micro = 1; micro < 200_000; micro += 7) assertThat(Clock.NANOSECONDS.binTicks(micro / 1000. / 1000)).isEqualTo(1000L * micro);
        assertThat(new Clock(30_000).binTicks(1 / 30.)).isEqualTo(1000);
    }

    @Test void windowsThatHoldNoBinAreLeftOutOrRefused() {
        Recording one = recording(new double[] {.5});
        Binning.Result out = Binning.bin(one, .1, Windows.between(new double[] {0, 2}, new double[] {1, 2.05}, Clock.NANOSECONDS), BinarisationRule.ANY);
        assertThat(out.tooShort()).isEqualTo(1);
        assertThat(out.binarised().trains().trials()).isEqualTo(1);
        assertThatThrownBy(() -> Binning.bin(one, .1, Windows.around(new double[] {1}, 0, .05, Clock.NANOSECONDS), BinarisationRule.ANY)).hasMessageContaining("no bin of 100.0 ms fits into a window: the longest has 50.0 ms");
        assertThatThrownBy(() -> Windows.around(new double[] {1}, .5, .5, Clock.NANOSECONDS)).hasMessageContaining("the window must end after it begins, got 0.5,0.5 s");
        assertThatThrownBy(() -> Binning.bin(one, 1e-9, Windows.around(new double[] {1}, 0, 3600, Clock.NANOSECONDS), BinarisationRule.ANY)).hasMessageContaining("a wider bin").hasMessageContaining("MiB may be used (40 % of the heap)");
        assertThatThrownBy(() -> Windows.whole(recording(new double[0]))).hasMessageContaining("holds no spike");
    }

    @Test void covariatesAreMeansWithinBinsAndLinesBetweenSamples() {
        var speed = new Series("speed", List.of("x"), new double[] {.05, .06, .25}, new double[] {1, 3, 6});
        var recording = new Recording(Neurons.unnamed(1), new double[][] {{.05}}, Clock.NANOSECONDS, Table.empty("units", 1), Map.of(), Map.of("speed", speed), Optional.empty());
        Covariates c = Binning.bin(recording, .1, Windows.between(new double[] {0}, new double[] {.4}, Clock.NANOSECONDS), BinarisationRule.ANY).binarised().trains().design().covariates().orElseThrow();
        assertThat(c.names()).containsExactly("speed");
        assertThat(c.values()).containsExactly(2f, (float) (3 + 3 * .09 / .19), 6f, 6f);
    }

    @Test void countsCanBecomeEvents() {
        Recording one = recording(new double[] {.05, .06, .15, .25, .26, .27, .55});                  // 2 1 3 0 0 of five bins, one outside; median 1
        SpikeTrains trains = Binning.bin(one, .1, Windows.between(new double[] {0}, new double[] {.5}, Clock.NANOSECONDS), BinarisationRule.MEDIAN).binarised().trains();
        assertThat(trains.flat(0)).containsExactly(1, 0, 1, 0, 0);
        assertThat(trains.binarisation()).isEqualTo(new Binarisation("median", false, 7, 2, 4, 1));
    }

    /** Whatever the shapes: every spike is accounted for, and bins agree with asking each spike and each bin anew. */
    @Test void noSpikeIsLostOrInvented() {
        long seed = Long.getLong("spinspike.test.seed", 20_240_117L);
        for (int round = 0; round < 400; round++) {
            long own = seed + round;
            String told = "-Dspinspike.test.seed=" + own;
            SplittableRandom random = new SplittableRandom(own);
            long width = random.nextLong(1, 50);
            int units = random.nextInt(1, 70), trials = random.nextInt(1, 6);
            double[][] times = new double[units][];
            for (int i = 0; i < units; i++) times[i] = IntStream.range(0, random.nextInt(12)).mapToDouble(n -> (random.nextLong(-20, 400) / (random.nextBoolean() ? 1 : width) * width) * 1e-9).toArray();
            long[] start = new long[trials], stop = new long[trials];
            for (int k = 0; k < trials; k++) stop[k] = (start[k] = random.nextLong(-30, 300)) + width + random.nextLong(0, 200);
            boolean masked = random.nextBoolean();
            List<Intervals> watched = new ArrayList<>();
            for (int i = 0; i < units; i++) {
                double[] from = IntStream.range(0, random.nextInt(4)).mapToDouble(n -> random.nextLong(-30, 400) * 1e-9).toArray();
                watched.add(new Intervals(from, Arrays.stream(from).map(f -> f + random.nextLong(0, 150) * 1e-9).toArray()));
            }
            var recording = new Recording(Neurons.unnamed(units), times, Clock.NANOSECONDS, Table.empty("units", units), Map.of(), Map.of(), masked ? Optional.of(watched) : Optional.empty());
            Binarised out = Binning.bin(recording, width * 1e-9, new Windows(start, stop, Optional.empty()), BinarisationRule.ANY).binarised();
            long spikes = 0;
            for (int i = 0; i < units; i++) {
                int[][] counts = new int[trials][];
                for (int k = 0; k < trials; k++) counts[k] = new int[(int) ((stop[k] - start[k]) / width)];
                long outside = 0, inside = 0, ones = 0;
                for (double time : times[i]) {
                    long tick = Math.round(time * 1e9);
                    int places = 0;
                    for (int k = 0; k < trials; k++)
                        for (int t = 0; t < counts[k].length; t++)
                            if (tick >= start[k] + t * width && tick < start[k] + (t + 1) * width && watched(masked, watched.get(i), start[k] + t * width, width)) {
                                counts[k][t]++;
                                places++;
                            }
                    if (places == 0) outside++;
                    inside += places;
                }
                for (int k = 0; k < trials; k++)
                    for (int t = 0; t < counts[k].length; t++) {
                        assertThat(out.trains().fires(k, t, i)).as("%s unit %d trial %d bin %d", told, i, k, t).isEqualTo(counts[k][t] > 0);
                        assertThat(out.trains().observed(k, t, i)).as(told).isEqualTo(watched(masked, watched.get(i), start[k] + t * width, width));
                        if (counts[k][t] > 0) ones++;
                    }
                Tally tally = out.tally();
                assertThat(new long[] {tally.read()[i], tally.placed()[i], tally.clipped()[i], tally.outside()[i]}).as(told).containsExactly(inside + outside, ones, inside - ones, outside);
                spikes += inside + outside;
            }
            assertThat(out.trains().binarisation().read()).as(told).isEqualTo(spikes);
            assertThat(out.trains().binarisation().placed()).as(told).isEqualTo(out.trains().spikes());
        }
    }

    private static boolean watched(boolean masked, Intervals watched, long from, long width) {
        if (!masked) return true;
        for (long tick = from; tick < from + width; tick++) {
            boolean in = false;
            for (int n = 0; n < watched.count(); n++) in |= tick >= Math.round(watched.start()[n] * 1e9) && tick < Math.round(watched.stop()[n] * 1e9);
            if (!in) return false;
        }
        return true;
    }

    private static Recording recording(double[]... times) { return Recording.of(Neurons.unnamed(times.length), times); }
}
