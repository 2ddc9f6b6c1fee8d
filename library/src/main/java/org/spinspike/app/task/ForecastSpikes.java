package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spinspike.io.DesignArrays;
import org.spinspike.io.Npz;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.model.Forecasts;
import org.spinspike.model.Forecasts.Forecast;
import org.spinspike.model.RatesOverTime;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;
import org.spinspike.statistics.ForecastCalibration;
import org.spinspike.statistics.ForecastScores;
import org.spinspike.statistics.PairedBootstrap;

/** What each neuron will do from what the population did, for every bin of a recording. */
public final class ForecastSpikes {
    private ForecastSpikes() {}

    public record Request(Path model, DataRequest data, int horizon, Path target, Seed seed) {}

    /**
     * @param logLoss     nats per observed entry whose past window lies in the trial (bins from the horizon on), of the forecast
     * @param nullLogLoss the same of rates over time, or of constant rates where trials are not aligned
     * @param intervals   of log loss, AUC and Brier score, over source trials or blocks; empty where there is one only
     */
    public record Result(Forecast forecast, int trials, int bins, int neurons, int horizon, double logLoss, double nullLogLoss, double auc, double brier,
                         Optional<ForecastScores> intervals, String nullName, List<String> notes) {
        public Map<String, Object> json() {
            var map = new LinkedHashMap<String, Object>();
            map.put("trials", trials);
            map.put("bins", bins);
            map.put("neurons", neurons);
            map.put("horizon", horizon);
            map.put("exact", forecast.exact());
            map.put("log_loss_nats", logLoss);
            map.put("log_loss_nats_" + nullName.replace(' ', '_'), nullLogLoss);
            map.put("auc", auc);
            map.put("brier", brier);
            intervals.ifPresent(i -> {
                map.put("log_loss_nats_interval_95", Intervals.ninetyFive(i.logLoss()));
                map.put("auc_interval_95", Intervals.ninetyFive(i.auc()));
                map.put("brier_interval_95", Intervals.ninetyFive(i.brier()));
            });
            map.put("notes", notes);
            return map;
        }
    }

    public static Result run(Request request) {
        ModelFile file = ModelFile.read(request.model());
        if (!(file.model() instanceof Forecasts model)) throw new DataException(file.model().family() + " does not forecast");
        var notes = new ArrayList<String>();
        SpikeTrains data = file.suited(request.data().load(), notes);
        DataException.requireObserved(data, "there is nothing to forecast from");
        file.noteTraining(request.data(), data, "these are the trials the model was trained on", "held-out trials say how good it is", notes);
        Nulls nulls = file.judging(notes, data);
        Forecast forecast = DataException.blaming(() -> model.forecast(data, request.horizon(), request.seed().child("forecast")));
        var arrays = new NamedArrays().put("p", forecast.p(), data.trials(), data.bins(), data.neurons());
        if (!forecast.exact()) arrays.put("p_se", forecast.standardError(), data.trials(), data.bins(), data.neurons());
        Npz.write(request.target(), arrays.put("horizon", (long) request.horizon()).putAll(DesignArrays.of(data.design(), data.cells())));
        if (data.bins() <= request.horizon()) notes.add("no trial is longer than " + request.horizon() + " bins: no bin has a past at this horizon, so nothing observed enters the forecast, and all bins are judged");
        if (data.design().ragged()) notes.add("p is NaN past the end of shorter trials");
        ForecastCalibration calibration = calibration(data, forecast.p(), request.horizon());
        ForecastCalibration ofNull = calibration(data, table(data, nulls.headline()), request.horizon());
        return new Result(forecast, data.trials(), data.bins(), data.neurons(), request.horizon(), calibration.logLoss(), ofNull.logLoss(), calibration.auc(),
                calibration.brier(), scores(data, forecast.p(), request.horizon(), request.seed().child("score")), nulls.perBin().isPresent() ? "rates over time" : "constant rates", notes);
    }

    /** Of the bins that have a whole past: from the horizon on, or all of them where no trial is that long. */
    static ForecastCalibration calibration(SpikeTrains data, double[] p, int horizon) {
        return ForecastCalibration.of(judged(data, p, horizon), data);
    }

    /** The same bins' numbers with their intervals, where there are two units or more to resample. */
    static Optional<ForecastScores> scores(SpikeTrains data, double[] p, int horizon, Seed seed) {
        Units units = Units.of(data.design());
        return units.count() < 2 ? Optional.empty() : Optional.of(ForecastScores.of(judged(data, p, horizon), data, PairedBootstrap.of(units, seed)));
    }

    /** @return p of the bins that have a whole past, NaN elsewhere */
    static double[] judged(SpikeTrains data, double[] p, int horizon) {
        double[] judged = p.clone();
        int bins = data.bins(), n = data.neurons();
        if (bins > horizon) for (int k = 0; k < data.trials(); k++) Arrays.fill(judged, k * bins * n, (k * bins + horizon) * n, Double.NaN);
        return judged;
    }

    /** A table of rates as if it were a forecast: row-major [trials, bins, neurons], NaN past the end of a trial. */
    static double[] table(SpikeTrains data, RatesOverTime rates) {
        int bins = data.bins(), n = data.neurons();
        double[] p = new double[data.trials() * bins * n];
        Arrays.fill(p, Double.NaN);
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++)
                for (int i = 0; i < n; i++) p[(k * bins + t) * n + i] = rates.at(data.design().clock(k, t), i);
        return p;
    }
}
