package org.spinspike.app.task;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.spinspike.math.Count;
import org.spinspike.model.Model;
import org.spinspike.model.SharedInformation;
import org.spinspike.tensor.TreeModel;

/**
 * What {@link MeasureInformation} will take: trials and the bins a likelihood walks over are counted, and a bin is timed on a few samples of each model, asked the widest
 * of the questions.
 *
 * @param questions    to all models together
 * @param maskedTrials trials of which a part is hidden whose likelihood is taken, at most
 * @param seconds      wall time, about; questions of fewer neurons than the widest take less
 * @param bytes        of the trials in memory at one time, at most
 */
public record InformationCost(int models, int questions, int samples, long maskedTrials, double seconds, long bytes) {
    private static final int TRIED = 16, COPIES = 6;

    public static InformationCost of(MeasureInformation.Request request, MeasureInformation.Plan plan) {
        long trials = 0, most = request.samples();
        double seconds = 0;
        for (ModelFile file : plan.models()) {
            Model model = file.model();
            long own = edges(model, request.samples()), walked = own;
            for (InformationQuestion q : plan.questions()) {
                own += q.maskedTrials(request.samples());
                walked += q.maskedTrials(request.samples()) * q.span();
                if (q.exact()) most = Math.max(most, q.maskedTrials(0));
            }
            trials += own;
            long bins = walked;
            if (!plan.questions().isEmpty()) seconds += DataException.blaming(() -> seconds(file, bins, request, plan));
        }
        long words = (plan.models().get(0).cells().count() + 63) / 64;
        return new InformationCost(plan.models().size(), plan.count(), request.samples(), trials, seconds, COPIES * Long.BYTES * most * words * (plan.now() + 1));
    }

    /** Small trees are counted edge by edge, large ones take three walks over their nodes a sample. */
    private static long edges(Model model, int samples) {
        if (!(model instanceof TreeModel tree)) return 0;
        int n = tree.neurons();
        return n > SharedInformation.COUNTED ? 3L * samples : (long) tree.network().tree().root() << n;
    }

    private static double seconds(ModelFile file, long bins, MeasureInformation.Request request, MeasureInformation.Plan plan) {
        InformationQuestion widest = plan.questions().stream().max(Comparator.comparingInt(InformationQuestion::entries)).orElseThrow();
        double draw = 0, ask = 0;
        for (int round = 0; round < 2; round++) {                              // the first one makes the machine warm
            long begin = System.nanoTime();
            var shared = new SharedInformation(file.model(), plan.now() + 1, file.design().binSeconds(), TRIED, request.seed().child("cost"));
            long drawn = System.nanoTime();
            shared.between(widest.a(), widest.b(), widest.given());
            draw = (drawn - begin) * 1e-9 / TRIED;
            ask = (System.nanoTime() - drawn) * 1e-9 / (widest.maskedTrials(TRIED) * widest.span());
        }
        return draw * request.samples() + ask * bins;
    }

    public Map<String, Object> json() {
        var map = new LinkedHashMap<String, Object>();
        map.put("models", models);
        map.put("questions", questions / models);
        map.put("samples", samples);
        map.put("masked_trials", maskedTrials);
        map.put("seconds", seconds);
        map.put("memory_bytes", bytes);
        return map;
    }

    public String sentence() {
        return String.format(Locale.ROOT, "%s, %s each: the likelihood of at most %d trials of which a part is hidden, in %.1f s or so by what %d samples take (less where questions are small), about %.0f MB of trials; nothing was written",
                Count.of(models, "model"), Count.of(questions / models, "question"), maskedTrials, seconds, TRIED, Math.ceil(1e-6 * bytes));
    }
}
