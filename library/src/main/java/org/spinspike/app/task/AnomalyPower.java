package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.spinspike.io.Npz;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.model.Likelihood;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.AlarmRate;

/** What a detector is good for: normal trials are broken on purpose, and alarms are counted among the broken and among the untouched ones. */
public final class AnomalyPower {
    private AnomalyPower() {}

    /**
     * @param normal      trials as normal as those of the calibration, and none of them
     * @param calibration held-out normal trials, used neither for training nor for choices
     * @param falseAlarm  rate of false alarms that is accepted
     * @param target      where the scores go, or null
     */
    public record Request(Path model, DataRequest normal, DataRequest calibration, double falseAlarm, Path target, Seed seed) {}

    /** @param power by breakage, in the order of {@link Breakage} */
    public record Alarms(AlarmRate falseAlarms, Map<Breakage, AlarmRate> power) {}

    public record Result(String family, int trials, int neurons, int calibrationTrials, double falseAlarm, Map<Anomalies.Score, Alarms> scores, List<String> notes) {
        public Map<String, Object> json() {
            var map = new LinkedHashMap<String, Object>();
            map.put("family", family);
            map.put("trials", trials);
            map.put("calibration_trials", calibrationTrials);
            map.put("false_alarm", falseAlarm);
            map.put("dead_cells", Breakage.DEAD_QUARTER.dead(neurons));
            map.put("neurons", neurons);
            var byScore = new LinkedHashMap<String, Object>();
            scores.forEach((score, alarms) -> {
                var entry = new LinkedHashMap<String, Object>();
                Map<String, Object> normal = rate(alarms.falseAlarms());
                normal.put("expected", alarms.falseAlarms().expected());
                normal.put("deviation_standard_errors", alarms.falseAlarms().deviation());
                entry.put("false_alarms", normal);
                var power = new LinkedHashMap<String, Object>();
                alarms.power().forEach((breakage, rate) -> power.put(breakage.key(), rate(rate)));
                entry.put("power", power);
                byScore.put(score.name().toLowerCase(Locale.ROOT), entry);
            });
            map.put("scores", byScore);
            map.put("notes", notes);
            return map;
        }

        private static Map<String, Object> rate(AlarmRate rate) {
            var map = new LinkedHashMap<String, Object>();
            map.put("rate", rate.rate());
            map.put("standard_error", rate.standardError());
            map.put("standard_error_given_calibration", rate.givenCalibration());
            return map;
        }
    }

    public static Result run(Request request) {
        ModelFile file = ModelFile.read(request.model());
        Likelihood model = DetectAnomalies.likelihood(file);
        var notes = new ArrayList<String>();
        SpikeTrains normal = file.suited(request.normal().load(), notes), calibration = DetectAnomalies.calibration(file, request.calibration(), normal, "normal", notes);
        if (IntStream.range(0, normal.trials()).anyMatch(k -> normal.design().offset(k) != 0))
            notes.add("windows of one trial are not independent: the standard errors are too small");
        int trials = normal.trials(), cases = 1 + Breakage.values().length;
        Nulls nulls = file.judging(notes, normal, calibration);
        byte[] silenced = silenced(normal, request.seed().child("anomaly-power"));
        SpikeTrains all = Breakage.silence(normal.select(IntStream.range(0, cases * trials).map(k -> k % trials).toArray()), silenced);
        Anomalies anomalies = DataException.blaming(() ->
                Anomalies.of(model, nulls, all, calibration, request.falseAlarm(), request.seed().child("anomaly"), notes));
        Map<Anomalies.Score, Alarms> scores = new EnumMap<>(Anomalies.Score.class);
        for (Anomalies.Score score : Anomalies.Score.values()) scores.put(score, alarms(anomalies.p(score), normal, calibration, request.falseAlarm()));
        if (request.target() != null) Npz.write(request.target(), arrays(anomalies, silenced, trials, normal.neurons()));
        return new Result(file.model().family(), trials, normal.neurons(), calibration.trials(), request.falseAlarm(), scores, notes);
    }

    /** @return [cases, trials, neurons]: case 0 is untouched, then come the breakages in their order */
    private static byte[] silenced(SpikeTrains normal, Seed seed) {
        int size = normal.trials() * normal.neurons();
        byte[] silenced = new byte[(1 + Breakage.values().length) * size];
        for (Breakage breakage : Breakage.values()) System.arraycopy(breakage.silenced(normal, seed), 0, silenced, (1 + breakage.ordinal()) * size, size);
        return silenced;
    }

    /** @param p [cases, trials] */
    private static Alarms alarms(double[] p, SpikeTrains normal, SpikeTrains calibration, double rate) {
        Map<Breakage, AlarmRate> power = new EnumMap<>(Breakage.class);
        for (Breakage b : Breakage.values()) {
            int from = (1 + b.ordinal()) * normal.trials();
            power.put(b, DetectAnomalies.byExtent(normal, calibration, (members, m) -> AlarmRate.ofBroken(pick(p, members, from), rate, m)));
        }
        return new Alarms(DetectAnomalies.byExtent(normal, calibration, (members, m) -> AlarmRate.ofNormal(pick(p, members, 0), rate, m)), power);
    }

    private static double[] pick(double[] values, int[] which, int from) { return IntStream.of(which).mapToDouble(k -> values[from + k]).toArray(); }

    private static NamedArrays arrays(Anomalies a, byte[] silenced, int trials, int neurons) {
        int cases = 1 + Breakage.values().length;
        String[] names = new String[cases];
        names[0] = "normal";
        for (Breakage breakage : Breakage.values()) names[1 + breakage.ordinal()] = breakage.key();
        return new NamedArrays().put("breakage", names, cases).put("silenced", silenced, cases, trials, neurons)
                .put("surprise", a.surprise(), cases, trials).put("typical", a.typical(), cases, trials).put("coordination", a.coordination(), cases, trials)
                .put("p_surprise", a.pSurprise(), cases, trials).put("p_typical", a.pTypical(), cases, trials).put("p_coordination", a.pCoordination(), cases, trials);
    }
}
