package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.model.Shared;
import org.spinspike.spikes.Neurons;
import org.spinspike.tensor.Entanglement;
import org.spinspike.tensor.NeuronTree;
import org.spinspike.tensor.TransferSpectrum;

/**
 * What one model has learned.
 *
 * @param file         of the model
 * @param family       of the model
 * @param label        the family with its options that are not as usual
 * @param answers      in the order of the questions
 * @param tree         over the neurons, of a model that has one
 * @param edges        of the edge above every node of the tree but the root: the neurons below it and the others of the same bin; none without a tree
 * @param entanglement of the network's bonds, where it is a tensor network
 * @param spectrum     of the map over one bin, where bins are alike
 */
public record ModelInformation(Path file, String family, String label, List<Answer> answers, Optional<NeuronTree> tree, List<Shared> edges, Optional<Entanglement> entanglement,
                               Optional<TransferSpectrum> spectrum) {
    /** Nats: what is less than that is rounding of log-probabilities of hundreds of neurons, and nothing anybody could see. */
    static final double ROUNDING = 1e-9;

    /** What can be said of how long the model remembers. */
    public enum Memory {
        /** No lag was asked about. */ NOT_ASKED, /** Nothing is shared over a lag. */ NONE, /** What is shared at lag 1 does not stand out of its error. */ NOT_SEEN,
        /** Information does not fall to 1/e within the lags. */ LONGER_THAN_THE_LAGS, /** {@link #memoryBins} says how long. */ MEASURED
    }

    public record Answer(InformationQuestion question, Shared shared) {}

    /** @return information at lags 1, 2 ... */
    public List<Shared> lags() { return answers.stream().filter(a -> a.question().kind() == InformationQuestion.Kind.LAG).map(Answer::shared).toList(); }

    public Memory memory() {
        if (lags().isEmpty()) return Memory.NOT_ASKED;
        if (lags().stream().allMatch(s -> Math.abs(s.nats()) < ROUNDING && s.standardError() < ROUNDING)) return Memory.NONE;
        return !remembers() ? Memory.NOT_SEEN : Double.isNaN(memoryBins()) ? Memory.LONGER_THAN_THE_LAGS : Memory.MEASURED;
    }

    /** @return whether the bond carries nothing from one bin to the next, as far as the transfer matrix says: then it has no correlation length */
    public boolean forgetful(TransferSpectrum s) { return s.second() < ROUNDING; }

    /** @return whether information at lag 1 stands out: more than two standard errors, and than rounding */
    public boolean remembers() { return !lags().isEmpty() && lags().get(0).nats() > Math.max(ROUNDING, 2 * lags().get(0).standardError()); }

    /**
     * @return lag at which information has fallen to 1/e of that at lag 1, between lags by a straight line; NaN where it does not fall so far within the lags, or where
     *         there is none
     */
    public double memoryBins() {
        if (!remembers()) return Double.NaN;
        List<Shared> lags = lags();
        double level = lags.get(0).nats() / Math.E;
        for (int l = 1; l < lags.size(); l++) {
            double before = lags.get(l - 1).nats(), here = lags.get(l).nats();
            if (here <= level) return l + (before - level) / (before - here);
        }
        return Double.NaN;
    }

    /**
     * @return standard error of {@link #memoryBins} to first order, the errors of different lags taken for independent; 0 where all lags are counted exactly, NaN where there
     *         is no such lag
     */
    public double memoryError() {
        double place = memoryBins();
        if (Double.isNaN(place)) return Double.NaN;
        List<Shared> lags = lags();
        int after = 1;
        while (after < lags.size() - 1 && lags.get(after).nats() > lags.get(0).nats() / Math.E) after++;
        Shared before = lags.get(after - 1), here = lags.get(after);
        double fall = before.nats() - here.nats(), level = lags.get(0).nats() / Math.E;
        double byFirst = -1 / (Math.E * fall), byBefore = (level - here.nats()) / (fall * fall), byHere = (before.nats() - level) / (fall * fall);
        double first = after == 1 ? byFirst + byBefore : byFirst, second = after == 1 ? 0 : byBefore;
        return Math.hypot(Math.hypot(first * lags.get(0).standardError(), second * before.standardError()), byHere * here.standardError());
    }

    /** @return entanglement of the bond between past and next, NaN where there is none */
    public double entanglementOfPast() {
        return answers.stream().filter(a -> a.question().kind() == InformationQuestion.Kind.PAST_AND_NEXT && entanglement.isPresent())
                .mapToDouble(a -> entanglement.get().temporal()[a.question().a().bins() - 1]).findFirst().orElse(Double.NaN);
    }

    /** @return entanglement of the edge above every node in bin t; empty without a tree */
    public double[] edgeEntanglement(int t) { return entanglement.filter(e -> e.edges().length > 0).map(e -> e.edges()[t]).orElse(new double[0]); }

    Map<String, Object> json(Neurons cells, double binMs, int now) {
        var map = new LinkedHashMap<String, Object>();
        map.put("model", file.toString());
        map.put("family", family);
        map.put("model", label);
        var rows = new ArrayList<Map<String, Object>>();
        for (Answer answer : answers) {
            var row = new LinkedHashMap<String, Object>();
            row.put("kind", answer.question.kind().name().toLowerCase(java.util.Locale.ROOT));
            row.put("from", answer.question.from());
            row.put("to", answer.question.to());
            if (answer.question.lag() > 0) row.put("lag", answer.question.lag());
            row.put("question", answer.question.words(binMs / 1000));
            put(row, answer.shared);
            rows.add(row);
        }
        map.put("information", rows);
        map.put("memory", memory().name().toLowerCase(java.util.Locale.ROOT));
        map.put("memory_bins", memoryBins());
        map.put("memory_ms", memoryBins() * binMs);
        map.put("memory_bins_standard_error", memoryError());
        spectrum.ifPresent(s -> map.put("transfer", transfer(s, binMs)));
        var above = new ArrayList<Map<String, Object>>();
        double[] entropies = edgeEntanglement(now);
        for (int v = 0; v < edges.size(); v++) {
            var edge = new LinkedHashMap<String, Object>();
            edge.put("node", v);
            edge.put("neurons", IntStream.of(tree.orElseThrow().below(v)).mapToObj(cells::name).toList());
            put(edge, edges.get(v));
            edge.put("entanglement_nats", entropies[v]);
            above.add(edge);
        }
        if (!above.isEmpty()) map.put("edges", above);
        entanglement.ifPresent(e -> map.put("entanglement", bound(e)));
        return map;
    }

    private Map<String, Object> transfer(TransferSpectrum s, double binMs) {
        double bins = forgetful(s) ? Double.NaN : s.correlationBins();
        var map = new LinkedHashMap<String, Object>();
        map.put("eigenvalues_re", s.values().re());
        map.put("eigenvalues_im", s.values().im());
        map.put("correlation_bins", bins);
        map.put("correlation_ms", bins * binMs);
        return map;
    }

    private static Map<String, Object> bound(Entanglement e) {
        var map = new LinkedHashMap<String, Object>();
        map.put("is", "a sign-dependent upper bound");
        map.put("between_bins_nats", e.temporal());
        return map;
    }

    private static void put(Map<String, Object> row, Shared shared) {
        row.put("nats", shared.nats());
        row.put("standard_error", shared.standardError());
        row.put("null_nats", shared.nullNats());
        row.put("null_standard_error", shared.nullStandardError());
        row.put("exact", shared.exact());
    }
}
