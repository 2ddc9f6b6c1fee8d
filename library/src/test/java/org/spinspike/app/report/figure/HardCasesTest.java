package org.spinspike.app.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.spinspike.model.Fit;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/** One of everything, none of anything, and names that mean harm. */
class HardCasesTest {
    private static final double NAN = Double.NaN;
    private static final String HOSTILE = "<script>alert('x')</script>&\"\u0000\u202E\uD800";

    @Test void hostileNamesAreTextAndNothingElse() throws Exception {
        SpikeTrains data = SpikeTrains.generate(Design.plain(3, 4, .01), new Neurons(List.of(HOSTILE, "b"), Optional.empty(), Optional.empty()), (k, t, i) -> k == t);
        var trains = List.of(new RasterFigure.Train("recording", -1, data), new RasterFigure.Train(HOSTILE, 0, data));
        for (Figure f : List.of(RasterFigure.neurons("a", trains, new int[] {0}), RasterFigure.trials("b", trains, new int[] {0}, new int[] {0}, new int[] {0, 1}, HOSTILE),
                ScoreFigure.of("c", "spike", List.of(), List.of(new ScoreFigure.Score(HOSTILE, 0, 1, .5, 1.5)), HOSTILE))) {
            var svg = FigureTest.parse(f.svg());
            assertThat(svg.getElementsByTagName("script").getLength()).isZero();
            assertThat(f.svg()).doesNotContain("<script", "\u202E", "\u0000");
        }
        assertThat(RasterFigure.neurons("a", trains, new int[] {0}).svg()).contains("&lt;script&gt;alert(&#39;x&#39;)");
    }

    @Test void oneNeuronOneTrialOneBinIsDrawn() throws Exception {
        SpikeTrains one = SpikeTrains.generate(1, 1, 1, (k, t, i) -> true);
        var trains = List.of(new RasterFigure.Train("recording", -1, one));
        drawn(RasterFigure.neurons("a", trains, new int[] {0}), RasterFigure.trials("b", trains, new int[] {0}, new int[] {0}, new int[] {0}, "as recorded"),
                PsthFigure.of("c", "spike", .01, List.of(new PsthFigure.Row("n0", Curve.data(new double[] {100}, null, null), List.of())), ""),
                DriftFigure.of("d", "spike", null, new double[] {3}, new int[] {0}, new int[] {0}, ""),
                CountFigure.of("e", "spike", Curve.data(new double[] {0, 1}, null, null), List.of(), ""),
                HeatMapFigure.of("f", "x", "r", 1, List.of(new HeatMapFigure.Matrix("m", 0, new double[] {NAN})), NAN, ""),
                LearningFigure.of("g", "trial", List.of(new LearningFigure.Run("m", 0, List.of(new Fit.Step(0, 3, NAN))))));
    }

    @Test void whatIsUndefinedIsCountedAndSaid() throws Exception {
        Figure none = ScatterFigure.of("a", "Correlations", "correlation", "pair", new double[] {NAN, NAN}, List.of(new ScatterFigure.Points("m", 0, new double[] {.1, NAN}, NAN)), "");
        assertThat(none.svg()).contains("undefined for every pair");
        assertThat(none.caption()).contains("left out: 2 of 2");
        Figure some = ScatterFigure.of("b", "Correlations", "correlation", "pair", new double[] {.1, .2, .3}, List.of(new ScatterFigure.Points("m", 0, new double[] {.1, NAN, .1}, NAN)), "");
        assertThat(some.svg()).contains("1 undefined in the model");
        Figure gain = GainFigure.of("c", "spike", "rates over time", List.of("a", "b"), List.of(new GainFigure.Gains("m", 0, new double[] {NAN, NAN}, null, null)), "");
        assertThat(gain.svg()).contains("undefined for every neuron");
        assertThat(gain.caption()).contains("without any spike in the held-out trials: 2");
        Figure score = ScoreFigure.of("d", "spike", List.of(), List.of(new ScoreFigure.Score("gan", 0, NAN, NAN, NAN)), "");
        assertThat(score.svg()).contains("no likelihood");
        drawn(none, some, gain, score);
    }

    @Test void infiniteAndSilentValuesAreLeftOut() throws Exception {
        double inf = Double.NEGATIVE_INFINITY;
        drawn(ScoreFigure.of("a", "spike", List.of(new ScoreFigure.Score("m", 0, inf, inf, inf)), List.of(new ScoreFigure.Score("m", 0, 1, 1, 1)), ""),
                CountFigure.of("b", "spike", Curve.data(new double[] {1, 0, 0}, new double[] {1, 0, 0}, new double[] {1, .1, .1}), List.of(new Curve("m", 0, new double[] {NAN, NAN, NAN}, null, null)), ""),
                AutocorrelogramFigure.of("c", "p", .01, Curve.data(new double[] {NAN, NAN}, null, null), List.of(), ""),
                CalibrationFigure.of("d", "spike", List.of(new CalibrationFigure.Reliability("m", 0, new double[] {0, 0}, new long[] {0, 0}, new long[] {5, 5})), ""),
                CalibrationFigure.of("e", "spike", List.of(new CalibrationFigure.Reliability("m", 0, new double[0], new long[0], new long[0])), ""),
                DriftFigure.of("f", "spike", new double[] {NAN, 1}, new double[] {NAN, NAN}, new int[] {0}, new int[] {1}, ""));
    }

    @Test void aThousandTrialsAndSixModelsFit() throws Exception {
        SpikeTrains many = SpikeTrains.generate(1000, 5, 3, (k, t, i) -> (k + t + i) % 3 == 0);
        var trains = new java.util.ArrayList<RasterFigure.Train>();
        for (int m = -1; m < 6; m++) trains.add(new RasterFigure.Train("model number " + m, m, many));
        Figure f = RasterFigure.neurons("a", trains, new int[] {0, 1});
        assertThat(f.caption()).contains("120 held-out trials of 1000");
        drawn(f);
    }

    @Test void eventsAreNotCalledSpikes() {
        SpikeTrains data = SpikeTrains.generate(2, 3, 2, (k, t, i) -> true).with(new org.spinspike.spikes.Binarisation("median", false, 12, 12, 0, 0));
        var trains = List.of(new RasterFigure.Train("recording", -1, data));
        for (Figure f : List.of(RasterFigure.neurons("a", trains, new int[] {0}), RasterFigure.trials("b", trains, new int[] {0}, new int[] {0}, new int[] {0, 1}, "as recorded"),
                CountFigure.of("c", "event", Curve.data(new double[] {1, 0}, null, null), List.of(), "")))
            assertThat(f.caption()).contains("event").contains("not a spike");
    }

    @Test void reliabilityCountsByHand() {
        // forecasts .1 .2 .3 .9 on spikes 0 0 1 1, the third entry not observed
        var builder = new SpikeTrains.Builder(Design.plain(1, 4, .01), Neurons.unnamed(1)).set(0, 3, 0).unobserved(0, 2, 0);
        var r = CalibrationFigure.Reliability.of("m", 0, new double[] {.1, .2, .3, .9}, builder.build());
        assertThat(r.mean()).containsExactly(.1, .2, .9);
        assertThat(r.hits()).containsExactly(0, 0, 1);
        assertThat(r.count()).containsExactly(1, 1, 1);
    }

    private static void drawn(Figure... figures) throws Exception {
        for (Figure f : figures) {
            FigureTest.parse(f.svg());
            assertThat(f.svg()).doesNotContain("NaN", "Infinity");
            assertThat(f.png()).isNotEmpty();
        }
    }
}
