package org.spinspike.app.task;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.spinspike.statistics.Judgement;

/** What a model's samples get wrong, in one plain sentence: the worst first. */
final class Misses {
    /** {@link Judgement#severity} from which a miss is worth a word: a tenth of what independent neurons get wrong. */
    private static final double WORTH_A_WORD = .1;
    private static final int NAMED = 3;

    private Misses() {}

    /** @param reference whether the model is independent neurons with constant rates: what the others are measured by is not measured by itself */
    static String sentence(String label, List<Judgement> judgements, boolean reference) {
        if (judgements.isEmpty()) return label + " cannot be sampled: nothing is known of what it misses.";
        List<Judgement> above = judgements.stream().filter(j -> j.value() > j.floor95()).sorted(Comparator.comparingDouble((Judgement j) -> -j.severity())).toList();
        if (above.isEmpty()) return label + nothing(judgements);
        List<Judgement> missed = above.stream().filter(j -> j.tells() && j.severity() > WORTH_A_WORD).toList();
        if (missed.isEmpty()) return label + " misses nothing clearly; above the floor by little or not for sure: " + list(above, Misses::subject);
        return label + (reference ? " misses, as independent neurons do: " + list(missed, Misses::subject) : " misses: " + list(missed, Misses::words));
    }

    private static String nothing(List<Judgement> judgements) {
        long blind = judgements.stream().filter(j -> !j.separates()).count(), seeing = judgements.size() - blind;
        return " misses nothing that " + seeing + (seeing == 1 ? " statistic" : " statistics") + " could see at this number of trials"
                + (blind == 0 ? "." : " (" + blind + " more cannot separate models here).");
    }

    /** Two distances of one statistic are one miss. */
    private static String list(List<Judgement> sorted, Function<Judgement, String> words) {
        List<Judgement> named = List.copyOf(sorted.stream().collect(Collectors.toMap(Misses::subject, j -> j, (worst, other) -> worst, LinkedHashMap::new)).values());
        return named.stream().limit(NAMED).map(words).collect(Collectors.joining("; ")) + (named.size() > NAMED ? "; and " + (named.size() - NAMED) + " more" : "") + ".";
    }

    private static String words(Judgement j) {
        if (j.worseThanIndependent()) return subject(j) + " (worse than independent neurons" + (j.floorMedian() > 0 ? ", " + Intervals.timesFloor(j) : "") + ")";
        if (!j.separates()) return subject(j) + " (" + Intervals.timesFloor(j) + ")";
        if (j.scaled() >= .95) return subject(j) + " (no better than independent neurons)";
        return String.format(Locale.ROOT, "%s (%.0f %% of what independent neurons get wrong)", subject(j), 100 * j.scaled());
    }

    /** What is measured, without how the distance is taken. */
    private static String subject(Judgement j) { return j.meaning().split(",", 2)[0]; }
}
