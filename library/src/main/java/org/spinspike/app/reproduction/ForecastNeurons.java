package org.spinspike.app.reproduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.spinspike.app.report.Page;
import org.spinspike.app.report.figure.CalibrationFigure;
import org.spinspike.app.report.figure.Curve;
import org.spinspike.app.report.figure.ForecastFigure;
import org.spinspike.app.report.figure.LinesFigure;
import org.spinspike.app.task.Intervals;
import org.spinspike.baseline.IndependentModel;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Forecasts;
import org.spinspike.model.RatesOverTime;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;
import org.spinspike.statistics.Estimate;
import org.spinspike.statistics.PairedBootstrap;

/** Forecasts of every neuron in every bin from the bins before, p(S_i,t+h = 1 | S_1:t): beside what came, whether they can be believed, and how they fade with the horizon. */
final class ForecastNeurons extends OnTrials {
    private static final int NEURONS = 16;
    private static final int[] HORIZONS = {1, 2, 3, 5, 8}, SHOWN = {0, 1, 2};

    /** The last model is the one whose forecasts are shown bin by bin, beside the first one's. */
    ForecastNeurons() { super(NEURONS, 400, "independent --per-bin,hmm,mps --tied --bond 8,tensor-brain --chi 8 --bond 8"); }

    @Override public String name()    { return "tensor-brain-forecast"; }
    @Override public String summary() { return "16 neurons: forecasts beside what came, their calibration, and how they fade with the horizon"; }

    @Override Reproduced look(Contest contest, Seed seed, Progress progress) {
        SpikeTrains test = contest.set().test();
        RatesOverTime rates = contest.nulls().headline();
        PairedBootstrap bootstrap = PairedBootstrap.of(Units.of(test.design()), seed.child("forecast"));
        var next = new ArrayList<ForecastFigure.Forecast>();
        var curves = new ArrayList<Curve>();
        var gains = new LinkedHashMap<String, Object>();
        int done = 0;
        for (Contest.Entry e : contest.entries()) {
            progress.at("forecast", done++, contest.entries().size());
            if (!(e.model() instanceof Forecasts model)) continue;
            double[] value = new double[HORIZONS.length], low = value.clone(), high = value.clone();
            var own = new LinkedHashMap<String, Object>();
            for (int h = 0; h < HORIZONS.length; h++) {
                Forecasts.Forecast forecast = model.forecast(test, HORIZONS[h], seed.child("forecast"));
                if (h == 0) next.add(new ForecastFigure.Forecast(e.label(), e.colour(), forecast.p()));
                Estimate gain = gain(test, forecast.p(), rates, bootstrap);
                value[h] = gain.value();
                low[h] = gain.ninetyFive().low();
                high[h] = gain.ninetyFive().high();
                own.put("" + HORIZONS[h], Intervals.json(gain));
            }
            curves.add(new Curve(e.label(), e.colour(), value, low, high));
            gains.put(e.label(), own);
        }
        progress.at("forecast", done, contest.entries().size());
        ForecastFigure.Forecast first = next.get(0), last = next.get(next.size() - 1);
        Page page = new Page("Forecasts", "SpinSpike reproduction").facts(contest.facts()).answer(contest.answer())
                .section("forecasts", "What was forecast, and what came")
                .figure(ForecastFigure.of("forecasts", test, SHOWN, mostGained(test, last.p(), rates), first == last ? List.of(last) : List.of(first, last),
                        "Probability that a neuron is active in the next bin, given all neurons in all bins before, others of the same bin and the future summed out exactly: the first three held-out trials, and the three neurons "
                                + last.label() + " knows best. Triangles: what came." + onlyTime(contest)))
                .section("horizon", "How far can it see?")
                .figure(LinesFigure.of("horizon", "Forecasts by their horizon", "bits per " + contest.word() + " over rates over time", List.of(new LinesFigure.Part("", "horizon (bins)",
                        Arrays.stream(HORIZONS).asDoubleStream().toArray(), curves)), "Gain of the forecast over rates over time, on bins " + most() + " and later of every held-out trial, the same for all horizons; bands are 95 % intervals over trials. "
                        + "0 is what the time alone tells.", "Gain of forecasts over rates over time against the horizon."))
                .section("calibration", "Can they be believed?")
                .figure(CalibrationFigure.of("calibration", contest.word(), next.stream().map(f -> CalibrationFigure.Reliability.of(f.label(), f.model(), f.p(), test)).toList(), ""))
                .section("scores", contest.question()).figure(contest.scores()).table(contest.table());
        Map<String, Object> numbers = contest.json(seed);
        numbers.put("forecast_bits_per_spike_over_rates_over_time_by_horizon", gains);
        return new Reproduced(page, numbers, contest.lines(), contest.files(""));
    }

    private static int most() { return HORIZONS[HORIZONS.length - 1]; }

    private static double gained(SpikeTrains data, double[] p, RatesOverTime rates, int k, int t, int i) {
        double forecast = p[(k * data.bins() + t) * data.neurons() + i], rate = rates.at(data.design().clock(k, t), i);
        return data.fires(k, t, i) ? Math.log(forecast) - Math.log(rate) : Math.log1p(-forecast) - Math.log1p(-rate);
    }

    private static Estimate gain(SpikeTrains data, double[] p, RatesOverTime rates, PairedBootstrap bootstrap) {
        double[] gain = new double[data.trials()], spikes = new double[data.trials()];
        for (int k = 0; k < data.trials(); k++)
            for (int t = most(); t < data.bins(k); t++)
                for (int i = 0; i < data.neurons(); i++) {
                    if (!data.observed(k, t, i)) continue;
                    gain[k] += gained(data, p, rates, k, t, i);
                    if (data.fires(k, t, i)) spikes[k]++;
                }
        return bootstrap.bitsPerSpike(gain, new double[gain.length], spikes);
    }

    /** @return a sentence, where the first model knows the time and nothing else */
    private static String onlyTime(Contest contest) {
        return contest.entries().get(0).model() instanceof IndependentModel rates && rates.needsClock() ? " " + contest.entries().get(0).label() + " knows the time only." : "";
    }

    /** @return the three neurons whose forecasts gain most, the best first */
    private static int[] mostGained(SpikeTrains data, double[] p, RatesOverTime rates) {
        double[] gain = new double[data.neurons()];
        for (int k = 0; k < data.trials(); k++) for (int t = 1; t < data.bins(k); t++) for (int i = 0; i < gain.length; i++) gain[i] += gained(data, p, rates, k, t, i);
        return IntStream.range(0, gain.length).boxed().sorted(Comparator.comparingDouble((Integer i) -> -gain[i])).limit(SHOWN.length).mapToInt(Integer::intValue).toArray();
    }
}
