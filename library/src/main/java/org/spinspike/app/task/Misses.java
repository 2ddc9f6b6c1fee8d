package org.spinspike.app.task;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.spinspike.statistics.Judgement;

/** What a model's samples get wrong, in one plain sentence. */
final class Misses {
    /** Scaled error from which a miss is worth a word: a tenth of what independent neurons get wrong. */
    private static final double WORTH_A_WORD = .1;
    private static final int NAMED = 3;

    private Misses() {}

    static String sentence(String label, List<Judgement> judgements) {
        if (judgements.isEmpty()) return label + " cannot be sampled: nothing is known of what it misses.";
        List<Judgement> missed = judgements.stream().filter(j -> j.separates() && j.value() > j.floor95() && j.scaled() > WORTH_A_WORD)
                .sorted(Comparator.comparingDouble((Judgement j) -> -j.scaled())).toList();
        long blind = judgements.stream().filter(j -> !j.separates()).count();
        if (missed.isEmpty()) {
            long seeing = judgements.size() - blind;
            return label + " misses nothing that " + seeing + (seeing == 1 ? " statistic" : " statistics") + " could see at this number of trials"
                    + (blind == 0 ? "." : " (" + blind + " more cannot separate models here).");
        }
        var named = new LinkedHashMap<String, Judgement>();                     // two distances of one statistic are one miss
        missed.forEach(j -> named.putIfAbsent(subject(j), j));
        return label + " misses: " + named.values().stream().limit(NAMED).map(Misses::words).collect(Collectors.joining("; "))
                + (named.size() > NAMED ? "; and " + (named.size() - NAMED) + " more" : "") + ".";
    }

    private static String words(Judgement j) {
        if (j.scaled() >= .95) return subject(j) + " (no better than independent neurons)";
        return String.format(Locale.ROOT, "%s (%.0f %% of what independent neurons get wrong)", subject(j), 100 * j.scaled());
    }

    /** What is measured, without how the distance is taken. */
    private static String subject(Judgement j) { return j.meaning().split(",", 2)[0]; }
}
