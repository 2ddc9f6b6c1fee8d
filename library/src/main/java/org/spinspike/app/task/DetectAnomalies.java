package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.spinspike.io.DesignArrays;
import org.spinspike.io.Npz;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.model.Likelihood;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.AlarmRate;

/** Which trials, bins and neurons are strange, with a guaranteed false-alarm rate. */
public final class DetectAnomalies {
    private DetectAnomalies() {}

    /**
     * @param calibration held-out normal trials, used neither for training nor for choices
     * @param score       the one that raises alarms
     * @param falseAlarm  rate of false alarms that is accepted
     */
    public record Request(Path model, DataRequest data, DataRequest calibration, Anomalies.Score score, double falseAlarm, Path target, Seed seed) {}

    /** @param asNormal the share of alarms, were all trials normal: how far it is from what is expected then; @param design of the trials examined */
    public record Result(Anomalies anomalies, Anomalies.Score score, double falseAlarm, List<Integer> alarms, AlarmRate asNormal, int calibrationTrials, Design design, List<String> notes) {
        public Map<String, Object> json() {
            var map = new LinkedHashMap<String, Object>();
            map.put("trials", anomalies.surprise().length);
            map.put("calibration_trials", calibrationTrials);
            map.put("score", score.name().toLowerCase(Locale.ROOT));
            map.put("false_alarm", falseAlarm);
            map.put("alarms", alarms);
            map.put("trial_numbers", "rows of the data given, from 0");
            if (design.windows()) map.put("alarms_source_trial", alarms.stream().map(design::source).toList());
            if (design.windows()) map.put("alarms_offset", alarms.stream().map(design::offset).toList());
            map.put("alarms_expected_if_normal", asNormal.expected() * asNormal.trials());
            map.put("alarms_deviation_standard_errors", asNormal.deviation());
            map.put("notes", notes);
            return map;
        }
    }

    public static Result run(Request request) {
        ModelFile file = ModelFile.read(request.model());
        Likelihood model = likelihood(file);
        var notes = new ArrayList<String>();
        SpikeTrains data = file.suited(request.data().load(), notes), calibration = calibration(file, request.calibration(), data, "examined", notes);
        file.noteTraining(request.data(), data, "examined trials were used in training", "they look more normal than new ones", notes);
        for (SpikeTrains trains : List.of(data, calibration)) {
            if (trains.observations() == 0) throw new DataException("not one entry was observed in the " + (trains == data ? "recording" : "calibration trials") + ": there is nothing to judge");
        }
        Nulls nulls = file.judging(notes, data, calibration);
        Anomalies anomalies = DataException.blaming(() ->
                Anomalies.of(model, nulls, data, calibration, request.falseAlarm(), request.seed().child("anomaly"), notes));
        double[] p = anomalies.p(request.score());
        List<Integer> alarms = IntStream.range(0, p.length).filter(k -> p[k] <= request.falseAlarm()).boxed().toList();
        write(request.target(), data, anomalies, p, request.falseAlarm());
        return new Result(anomalies, request.score(), request.falseAlarm(), alarms,
                byExtent(data, calibration, (members, m) -> AlarmRate.ofNormal(IntStream.of(members).mapToDouble(k -> p[k]).toArray(), request.falseAlarm(), m)),
                calibration.trials(), data.design(), notes);
    }

    /**
     * The calibration trials, if they can tell what is strange among {@code data}.
     *
     * @param what what {@code data} are called in the complaint
     * @throws DataException where both begin with the same trials, and more of them than chance makes alike
     */
    static SpikeTrains calibration(ModelFile file, DataRequest request, SpikeTrains data, String what, List<String> notes) {
        SpikeTrains calibration = file.suited(request.load(), notes);
        int shared = Math.min(data.trials(), calibration.trials());
        boolean telling = data.trials() == calibration.trials() || IntStream.range(0, shared).filter(k -> active(data, k)).limit(2).count() == 2;
        if (telling && IntStream.range(0, shared).allMatch(k -> sameBits(data, calibration, k)))
            throw new DataException("the first " + shared + " " + what + " trials are those of the calibration: their alarms would say nothing; calibrate on other normal trials");
        file.noteTraining(request, calibration, "calibration trials were used in training", "false alarms are not guaranteed", notes);
        return calibration;
    }

    private static boolean active(SpikeTrains data, int k) { return IntStream.range(0, data.bins(k)).anyMatch(t -> data.population(k, t) > 0); }

    private static boolean sameBits(SpikeTrains a, SpikeTrains b, int k) {
        return a.bins(k) == b.bins(k) && IntStream.range(0, a.bins(k)).allMatch(t -> IntStream.range(0, a.wordsPerBin())
                .allMatch(w -> a.word(k, t, w) == b.word(k, t, w) && a.observedWord(k, t, w) == b.observedWord(k, t, w)));
    }

    static Likelihood likelihood(ModelFile file) {
        if (file.model() instanceof Likelihood model) return model;
        throw new DataException(file.model().family() + " has no likelihood: no anomaly scores");
    }

    /** @param rate of trials of one extent, given which they are and the number of calibration trials they were compared with */
    static AlarmRate byExtent(SpikeTrains data, SpikeTrains calibration, BiFunction<int[], Integer, AlarmRate> rate) {
        Map<Anomalies.Extent, int[]> references = Anomalies.classes(calibration);
        List<AlarmRate> parts = new ArrayList<>();
        Anomalies.classes(data).forEach((extent, members) -> parts.add(rate.apply(members, references.get(extent).length)));
        return AlarmRate.pooled(parts);
    }

    private static void write(Path target, SpikeTrains data, Anomalies a, double[] p, double falseAlarm) {
        int trials = data.trials(), bins = data.bins(), n = data.neurons();
        byte[] alarm = new byte[trials];
        for (int k = 0; k < trials; k++) alarm[k] = (byte) (p[k] <= falseAlarm ? 1 : 0);
        var arrays = new NamedArrays().put("surprise", a.surprise(), trials).put("typical", a.typical(), trials).put("coordination", a.coordination(), trials)
                .put("p_surprise", a.p(Anomalies.Score.SURPRISE), trials).put("p_typical", a.p(Anomalies.Score.TYPICAL), trials)
                .put("p_coordination", a.p(Anomalies.Score.COORDINATION), trials).put("alarm", alarm, trials)
                .put("by_bin", a.byBin(), trials, bins).put("p_by_bin", a.pByBin(), trials, bins).put("flag_by_bin", a.flagByBin(), trials, bins);
        if (a.byNeuron() != null) {
            arrays.put("by_neuron", a.byNeuron(), trials, n).put("p_by_neuron", a.pByNeuron(), trials, n).put("flag_by_neuron", a.flagByNeuron(), trials, n);
        }
        Npz.write(target, arrays.putAll(DesignArrays.of(data.design(), data.cells())));
    }

    /** @return trials with the strangest first */
    public static int[] strangest(double[] p, double[] score) {
        return IntStream.range(0, p.length).boxed().sorted((j, k) -> p[j] != p[k] ? Double.compare(p[j], p[k]) : Double.compare(score[k], score[j]))
                .mapToInt(Integer::intValue).toArray();
    }
}
