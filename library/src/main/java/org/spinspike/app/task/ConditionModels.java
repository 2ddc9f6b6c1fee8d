package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spinspike.baseline.CountRegression;
import org.spinspike.io.Npz;
import org.spinspike.io.SpikeFileException;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.model.Likelihood;

/**
 * A model for each condition in one file: NPZ. The entry {@code header} is JSON text, {@code condition_0/...} and so on are whole model files,
 * and {@code counts/...} is the rival every decoder has to beat.
 *
 * @param conditions by name, in the order of the models
 * @param models     one a condition
 * @param counts     logistic regression on the same trials
 * @param card       what to know: data and hashes, seed, version
 */
public record ConditionModels(List<String> conditions, List<ModelFile> models, CountRegression counts, Map<String, Object> card) {
    static final String FORMAT = "spinspike-conditions";
    private static final int VERSION = 1;

    public void write(Path target) {
        var header = new LinkedHashMap<String, Object>();
        header.put("format", FORMAT);
        header.put("version", VERSION);
        header.put("conditions", conditions);
        header.put("card", card);
        var arrays = new NamedArrays().put("header", Json.pretty(header)).putAll("counts/", counts.arrays());
        for (int c = 0; c < models.size(); c++) arrays.putAll(prefix(c), models.get(c).arrays());
        Npz.write(target, arrays);
    }

    /** @return whether the file holds models by condition */
    static boolean isThat(Path path) { return Npz.list(path).stream().anyMatch(e -> e.name().startsWith(prefix(0))); }

    /** @throws SpikeFileException where the file holds no models by condition */
    public static ConditionModels read(Path path) {
        if (!isThat(path)) throw SpikeFileException.refused(path, "", "holds no models by condition; they are made by: spinspike fit FAMILY DATA -o " + path.getFileName() + " --by condition");
        NamedArrays arrays = Npz.read(path);
        try {
            Map<String, Object> header = Json.parse(arrays.get("header").text());
            Require.that(FORMAT.equals(header.get("format")), "format is '" + header.get("format") + "'");
            int version = ((Number) header.get("version")).intValue();
            Require.that(version <= VERSION, "format version " + version + " is newer than this program, which reads up to " + VERSION);
            List<String> conditions = ((List<?>) header.get("conditions")).stream().map(String::valueOf).toList();
            var models = new ArrayList<ModelFile>();
            for (int c = 0; c < conditions.size(); c++) models.add(ModelFile.of(path, arrays.under(prefix(c))));
            return new ConditionModels(conditions, models, CountRegression.restore(arrays.under("counts/")), ModelFile.asMap(header.get("card")));
        } catch (SpikeFileException e) {
            throw e;
        } catch (RuntimeException e) {
            throw SpikeFileException.refused(path, "", "is a damaged file of models: " + e.getMessage());
        }
    }

    private static String prefix(int condition) { return "condition_" + condition + "/"; }

    Likelihood model(int condition) { return (Likelihood) models.get(condition).model(); }

    /** @return share of each condition among the trials learned from */
    double[] shares() {
        double[] trials = models.stream().mapToDouble(m -> m.design().trials()).toArray();
        double all = Arrays.stream(trials).sum();
        return Arrays.stream(trials).map(n -> n / all).toArray();
    }

    /** @return the file in lines for people */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(conditions.size() + " models of family " + models.get(0).model().family() + ", one a condition, " + models.get(0).cells().count() + " neurons");
        for (int c = 0; c < models.size(); c++)
            lines.add("  " + conditions.get(c) + ": " + models.get(c).design().trials() + " trials, " + models.get(c).model().parameters() + " parameters");
        card.forEach((name, value) -> lines.add("  " + name.replace('_', ' ') + ": " + value));
        return lines;
    }
}
