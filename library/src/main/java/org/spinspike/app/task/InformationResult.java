package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.spinspike.math.Count;
import org.spinspike.model.Shared;
import org.spinspike.spikes.Neurons;

/**
 * What models of one recording have learned, in nats.
 *
 * @param plan    what was asked
 * @param models  the answers of each
 * @param samples drawn of each where words were not counted
 */
public record InformationResult(MeasureInformation.Plan plan, List<ModelInformation> models, int samples) {
    private static final int EDGES_SHOWN = 5;
    private static final double SMALL = 1e-4;

    public Neurons cells()     { return plan.models().get(0).cells(); }
    public double binMs()      { return 1000 * plan.models().get(0).design().binSeconds(); }
    public boolean several()   { return models.size() > 1; }

    /** Lowest, mean and highest over the models. */
    record Spread(double low, double mean, double high) {
        static Spread of(List<ModelInformation> models, ToDoubleFunction<ModelInformation> value) {
            double[] all = models.stream().mapToDouble(value).toArray();
            double low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY, sum = 0;
            for (double v : all) {
                low = Math.min(low, v);
                high = Math.max(high, v);
                sum += v;
            }
            return new Spread(low, sum / all.length, high);
        }

        Map<String, Object> json() {
            var map = new LinkedHashMap<String, Object>();
            map.put("low", low);
            map.put("mean", mean);
            map.put("high", high);
            return map;
        }
    }

    // ---- for programs

    public Map<String, Object> json() {
        var map = new LinkedHashMap<String, Object>();
        map.put("unit", "nats");
        map.put("neurons", cells().count());
        map.put("bin_ms", binMs());
        map.put("bin", plan.now());
        map.put("past_bins", plan.past());
        map.put("samples", samples);
        map.put("groups_chosen", plan.groups());
        map.put("groups", groups());
        map.put("null", "the same with A taken from another sample of the model");
        map.put("models", models.stream().map(m -> m.json(cells(), binMs(), plan.now())).toList());
        if (!several()) return map;
        var spread = new ArrayList<Map<String, Object>>();
        for (int q = 0; q < plan.questions().size(); q++) {
            int question = q;
            var row = new LinkedHashMap<String, Object>();
            row.put("question", plan.questions().get(q).words(binMs() / 1000));
            row.putAll(Spread.of(models, m -> m.answers().get(question).shared().nats()).json());
            spread.add(row);
        }
        map.put("spread", spread);
        map.put("entanglement_spread", Spread.of(models, ModelInformation::entanglementOfPast).json());
        return map;
    }

    // ---- for people

    /** @return what was asked of whom, one line */
    public String heading() {
        return String.format(Locale.ROOT, "%s, %s, bins of %s ms; bin %d, past: the %s before it; means over %s of %s",
                several() ? models.size() + " models" : models.get(0).label(), Count.of(cells().count(), "neuron"), Describe.number(binMs()), plan.now(), Count.of(plan.past(), "bin"), Count.of(samples, "sample"),
                several() ? "each, exact where words are counted; then mean over the models, and the lowest and the highest of them" : "the model +- standard error, exact where there is none");
    }

    /** @return a row a question, heads first: what, information, and of a single model the null */
    public List<List<String>> table() {
        var rows = new ArrayList<List<String>>();
        rows.add(several() ? List.of("information in nats", "mean [lowest, highest]") : List.of("information in nats", "shared", "null"));
        for (int q = 0; q < plan.questions().size(); q++) {
            int question = q;
            String words = plan.questions().get(q).words(binMs() / 1000);
            Shared shared = models.get(0).answers().get(q).shared();
            rows.add(several() ? List.of(words, words(Spread.of(models, m -> m.answers().get(question).shared().nats())))
                    : List.of(words, words(shared.nats(), shared), words(shared.nullNats(), shared.nullStandardError(), shared.exact())));
        }
        return rows;
    }

    public List<String> lines() {
        var lines = new ArrayList<String>(List.of(heading()));
        int wide = Math.max(24, plan.questions().stream().mapToInt(q -> q.words(binMs() / 1000).length()).max().orElse(0) + 2);
        for (List<String> row : table()) lines.add(String.format(Locale.ROOT, "%-" + wide + "s%-26s%s", row.get(0), row.get(1), several() ? "" : row.get(2)).stripTrailing());
        lines.addAll(remarks());
        groups(lines);
        memories().forEach((model, said) -> {
            if (several()) lines.add(model + ":");
            said.forEach(line -> lines.add((several() ? "  " : "") + line));
        });
        if (!several()) edges(models.get(0), lines);
        else if (models.stream().anyMatch(m -> !m.edges().isEmpty())) lines.add("left out: the edges of each model's tree (--json, or a page by -o)");
        lines.addAll(bounds());
        return lines;
    }

    /** @return what the rows mean, who is in a group, how long a model remembers, the edges that carry most, entanglement */
    public List<String> remarks() {
        var lines = new ArrayList<String>();
        if (plan.questions().stream().anyMatch(q -> q.kind() == InformationQuestion.Kind.DIRECTED)) lines.add("A before -> B now: given what B did itself in the past");
        if (plan.questions().stream().anyMatch(q -> q.kind() == InformationQuestion.Kind.LAG)) lines.add("A -> B, lag: one bin of A and that later bin of B");
        if (!several()) lines.add("null: A from another sample; 0 where nothing is shared, below 0 where something is");
        if (several()) lines.add("left out: standard errors and nulls, which each model has of its own (--json)");
        lines.add("groups: " + plan.groups());
        return lines;
    }

    /** @return the neurons of every group by its name, in the order they are asked about */
    public Map<String, List<String>> groups() {
        var told = new LinkedHashMap<String, List<String>>();
        for (InformationQuestion q : plan.questions()) {
            if (q.kind() != InformationQuestion.Kind.SAME_BIN) continue;
            told.put(q.from(), names(q.a().sites()));
            told.put(q.to(), names(q.b().sites()));
        }
        return told;
    }

    private List<String> names(BitSet sites) { return sites.stream().mapToObj(l -> cells().name(l % cells().count())).toList(); }

    private void groups(List<String> lines) {
        groups().forEach((name, neurons) -> {
            String words = NeuronGroup.words(neurons);
            if (!words.equals(name)) lines.add(name + ": " + words);
        });
    }

    /** @return how long each model remembers, and what its transfer matrix says of that, by file; of several models how far they agree at the end */
    public Map<String, List<String>> memories() {
        var all = new LinkedHashMap<String, List<String>>();
        for (ModelInformation model : models) {
            var lines = new ArrayList<String>();
            memory(model, lines);
            if (!lines.isEmpty()) all.put(model.file() + (several() ? " (" + model.label() + ")" : ""), lines);
        }
        var spread = new ArrayList<String>();
        if (several() && models.stream().allMatch(m -> m.memory() == ModelInformation.Memory.MEASURED))
            spread.add("memory: " + words(Spread.of(models, ModelInformation::memoryBins)) + " bins, mean [lowest, highest]");
        if (several() && models.stream().allMatch(m -> m.spectrum().isPresent())) spread.add("|lambda2|: " + words(Spread.of(models, m -> m.spectrum().orElseThrow().second())) + ", mean [lowest, highest]");
        if (!spread.isEmpty()) all.put("over the models", spread);
        return all;
    }

    private void memory(ModelInformation model, List<String> lines) {
        double bins = model.memoryBins();
        switch (model.memory()) {
            case NOT_ASKED -> { }
            case NONE -> lines.add("memory: none: under this model a bin tells nothing of later ones, nothing is shared at lag 1 or beyond");
            case NOT_SEEN -> lines.add("memory: none to be seen: nothing is shared at lag 1 that stands out of its error (more --samples make it smaller)");
            case LONGER_THAN_THE_LAGS -> lines.add("memory: information does not fall to 1/e of that at lag 1 within " + Count.of(model.lags().size(), "lag"));
            case MEASURED -> lines.add(String.format(Locale.ROOT, "memory: information falls to 1/e of that at lag 1 after %.2f%s bins (%s ms%s)", bins, error(model), Describe.number(Math.round(bins * binMs())),
                    model.memoryError() == 0 ? "; exact" : "; errors of different lags taken for independent"));
        }
        model.spectrum().ifPresent(s -> lines.add(model.forgetful(s) ? "transfer matrix: nothing is carried from bin to bin"
                : String.format(Locale.ROOT, "transfer matrix, exact: |lambda2| = %.4f, correlation length -1/ln|lambda2| = %.2f bins (%s ms)%s", s.second(), s.correlationBins(),
                Describe.number(Math.round(s.correlationBins() * binMs())), model.memory() == ModelInformation.Memory.NONE ? ", of a mode that these neurons do not show" : "")));
    }

    private static String error(ModelInformation model) { return model.memoryError() == 0 ? "" : String.format(Locale.ROOT, " +- %.2f", model.memoryError()); }

    /** An edge of a model's tree. @param below the neurons below it; @param entanglement nats */
    public record Edge(List<String> below, Shared shared, double entanglement) {
        public String information() { return InformationResult.words(shared.nats(), shared); }
    }

    /** @return the edges of a model's tree, those that carry most first */
    public List<Edge> edges(ModelInformation model) {
        double[] entropies = model.edgeEntanglement(plan.now());
        return IntStream.range(0, model.edges().size()).boxed().sorted(Comparator.comparingDouble((Integer v) -> -model.edges().get(v).nats()).thenComparing(v -> v))
                .map(v -> new Edge(IntStream.of(model.tree().orElseThrow().below(v)).mapToObj(cells()::name).toList(), model.edges().get(v), entropies[v])).toList();
    }

    private void edges(ModelInformation model, List<String> lines) {
        if (model.edges().isEmpty()) return;
        lines.add("edges of the tree that carry most, neurons below | the others in the bin:");
        edges(model).stream().limit(EDGES_SHOWN).forEach(e -> lines.add(String.format(Locale.ROOT, "  %-24s(entanglement %.4f)  %s", e.information(), e.entanglement(), NeuronGroup.words(e.below()))));
    }

    /** @return entanglement beside the information, one line; none where no model is a tensor network */
    public List<String> bounds() {
        var lines = new ArrayList<String>();
        entanglement(lines);
        return lines;
    }

    private void entanglement(List<String> lines) {
        if (models.stream().allMatch(m -> m.entanglement().isEmpty()) || plan.now() == 0) return;
        lines.add("entanglement (a sign-dependent upper bound) of the bond between past and next: "
                + (several() ? words(Spread.of(models, ModelInformation::entanglementOfPast)) + " nats over the models" : String.format(Locale.ROOT, "%.4f nats", models.get(0).entanglementOfPast())));
    }

    private static String words(double nats, Shared shared) { return words(nats, shared.standardError(), shared.exact()); }

    private static String words(double nats, double error, boolean exact) {
        if (Double.isInfinite(nats)) return "-infinite";
        return number(nats) + (exact ? "" : " +- " + number(error));
    }

    private static String words(Spread spread) { return number(spread.mean) + " [" + number(spread.low) + ", " + number(spread.high) + "]"; }

    /** Five decimals, two digits of what is too small for these, and 0 for rounding. */
    private static String number(double nats) {
        double size = Math.abs(nats);
        if (size < ModelInformation.ROUNDING) return "0";
        return size < SMALL ? String.format(Locale.ROOT, "%.1e", nats).replaceFirst("e([-+])0", "e$1") : String.format(Locale.ROOT, "%.5f", nats);
    }
}
