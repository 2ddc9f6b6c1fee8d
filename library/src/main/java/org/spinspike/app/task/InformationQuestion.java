package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.List;
import org.spinspike.math.Count;
import org.spinspike.model.Entries;
import org.spinspike.model.SharedInformation;

/**
 * One thing asked about: how much one part of the trial shares with another.
 *
 * @param kind  what is asked
 * @param from  whose entries A are
 * @param to    whose entries B are
 * @param lag   bins from A to B; 0 where they are no single bins apart
 * @param a     entries
 * @param b     entries
 * @param given entries C, none but for directed information
 */
public record InformationQuestion(Kind kind, String from, String to, int lag, Entries a, Entries b, Entries given) {
    public enum Kind {
        /** L bins and the L bins after them, of all neurons. */ PAST_AND_NEXT,
        /** Two groups in one bin. */ SAME_BIN,
        /** The past of one group and this bin of another, given the other's own past. */ DIRECTED,
        /** One bin and a later one. */ LAG
    }

    /**
     * @param past bins of the past; 0 where there is none
     * @param lags longest lag; 0 for none
     * @param now  the bin everything is asked about
     */
    static List<InformationQuestion> all(int neurons, List<NeuronGroup.Pair> pairs, NeuronGroup lagFrom, NeuronGroup lagTo, int past, int lags, int now) {
        var questions = new ArrayList<InformationQuestion>();
        NeuronGroup all = NeuronGroup.all(neurons);
        int half = Math.min(past, (now + 1) / 2), cut = now + 1 - half;
        if (half > 0) questions.add(of(Kind.PAST_AND_NEXT, all, all, 0, at(neurons, all, cut - half, cut), at(neurons, all, cut, now + 1), at(neurons, all, 0, 0)));
        for (NeuronGroup.Pair p : pairs) questions.add(of(Kind.SAME_BIN, p.from(), p.to(), 0, at(neurons, p.from(), now, now + 1), at(neurons, p.to(), now, now + 1), at(neurons, all, 0, 0)));
        if (past > 0) for (NeuronGroup.Pair p : pairs) {
            questions.add(directed(neurons, p.from(), p.to(), past, now));
            questions.add(directed(neurons, p.to(), p.from(), past, now));
        }
        for (int lag = 1; lag <= lags; lag++)
            questions.add(of(Kind.LAG, lagFrom, lagTo, lag, at(neurons, lagFrom, now - lag, now - lag + 1), at(neurons, lagTo, now, now + 1), at(neurons, all, 0, 0)));
        return questions;
    }

    private static InformationQuestion directed(int neurons, NeuronGroup from, NeuronGroup to, int past, int now) {
        return of(Kind.DIRECTED, from, to, 0, at(neurons, from, now - past, now), at(neurons, to, now, now + 1), at(neurons, to, now - past, now));
    }

    private static InformationQuestion of(Kind kind, NeuronGroup from, NeuronGroup to, int lag, Entries a, Entries b, Entries given) {
        return new InformationQuestion(kind, from.name(), to.name(), lag, a, b, given);
    }

    private static Entries at(int neurons, NeuronGroup group, int from, int to) { return Entries.of(neurons, group.neurons(), from, to); }

    /** @return trials of which a part is hidden whose likelihood the answer takes: every word, or samples for four terms and the null's two */
    long maskedTrials(int samples) {
        return exact() ? 1L << entries() : 6L * samples;
    }

    /** @return whether every word is counted */
    boolean exact() { return entries() <= SharedInformation.COUNTED; }

    /** @return bins from the first entry to the last: those a likelihood has to walk over */
    int span() {
        Entries all = a.and(b).and(given);
        return all.bins() - all.sites().nextSetBit(0) / all.neurons();
    }

    /** @return of all three parts */
    int entries() { return a.count() + b.count() + given.count(); }

    /** @return the question in a few words */
    String words(double binSeconds) {
        return switch (kind) {
            case PAST_AND_NEXT -> from + ", past | next, " + Count.of(a.count() / a.neurons(), "bin") + " each";
            case SAME_BIN -> from + " | " + to + ", same bin";
            case DIRECTED -> from + " before -> " + to + " now";
            case LAG -> from + " -> " + to + ", lag " + lag + " (" + Describe.number(1000 * binSeconds * lag) + " ms)";
        };
    }
}
