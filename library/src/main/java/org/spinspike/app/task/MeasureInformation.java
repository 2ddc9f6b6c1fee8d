package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.spinspike.app.Families;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Entries;
import org.spinspike.model.Model;
import org.spinspike.model.Shared;
import org.spinspike.model.SharedInformation;
import org.spinspike.tensor.EdgeInformation;
import org.spinspike.tensor.Entanglement;
import org.spinspike.tensor.NeuronTree;
import org.spinspike.tensor.TransferSpectrum;
import org.spinspike.tensor.TreeModel;

/** Information between groups of neurons, between past and future and over lags under fitted models, and what their networks say beside it. */
public final class MeasureInformation {
    private static final int USUAL_LAGS = 10, USUAL_PAST = 5;
    private static final String EDGES = "edges of the tree";

    private MeasureInformation() {}

    /**
     * @param models  files; of one recording where they are several
     * @param from    group, or null: the rest of {@code to}; areas or the sides of an edge of the tree where both are null
     * @param to      group, or null
     * @param past    bins of the past, 0: {@value #USUAL_PAST} or as many as there are
     * @param lags    longest lag, 0: {@value #USUAL_LAGS} or as many as there are
     * @param bin     asked about, or -1: the last of a training trial
     * @param samples drawn for what is not counted
     */
    public record Request(List<Path> models, String from, String to, int past, int lags, int bin, int samples, Seed seed) {}

    /** What will be asked of which models. @param groups how the groups were chosen, in words */
    public record Plan(List<ModelFile> models, List<InformationQuestion> questions, String groups, int past, int now) {
        /** @return questions to all models together */
        public int count() { return models.size() * questions.size(); }
    }

    /** @throws DataException where a model cannot answer, or has no such neurons or bins */
    public static Plan plan(Request request) {
        List<ModelFile> files = request.models().stream().map(ModelFile::read).toList();
        ModelFile first = files.get(0);
        for (int m = 0; m < files.size(); m++) {
            Model model = files.get(m).model();
            if (!SharedInformation.offered(model)) throw new DataException(request.models().get(m) + ", of family " + model.family() + ", cannot sum out what is hidden: information needs exact conditionals; they have: " + Families.exactly("conditionals", "imputes"));
            if (m > 0) requireAlike(first, files.get(m), request.models().get(0), request.models().get(m));
        }
        int neurons = first.cells().count(), bins = first.design().bins(), now = request.bin() < 0 ? bins - 1 : request.bin();
        int past = reaching("--past", request.past(), USUAL_PAST, now), lags = reaching("--lags", request.lags(), USUAL_LAGS, now);
        NeuronGroup.Pairs pairs;
        NeuronGroup lagFrom = NeuronGroup.all(neurons), lagTo = lagFrom;
        if (request.from() == null && request.to() == null) pairs = NeuronGroup.usual(first.cells(), first.model());
        else {
            NeuronGroup given = request.from() != null ? NeuronGroup.parse("--from", request.from(), first.cells()) : null;
            NeuronGroup other = request.to() != null ? NeuronGroup.parse("--to", request.to(), first.cells()) : given.rest(neurons);
            NeuronGroup from = given != null ? given : other.rest(neurons);
            from.requireApart(other, first.cells());
            pairs = new NeuronGroup.Pairs(List.of(new NeuronGroup.Pair(from, other)), "as asked for");
            lagFrom = from;
            lagTo = other;
        }
        return new Plan(files, InformationQuestion.all(neurons, pairs.pairs(), lagFrom, lagTo, past, lags, now), pairs.why(), past, now);
    }

    private static int reaching(String option, int asked, int usual, int now) {
        if (asked > now) throw new DataException(option + " " + asked + " reaches back beyond the trial: before bin " + now + " there are " + now + " bins; take fewer, or a later --bin");
        return asked == 0 ? Math.min(usual, now) : asked;
    }

    private static void requireAlike(ModelFile first, ModelFile other, Path firstPath, Path path) {
        SameNeurons.require(first.cells(), other.cells(), new ArrayList<>());
        if (Math.abs(other.design().binSeconds() / first.design().binSeconds() - 1) > 1e-9) throw new DataException(path + " has bins of another width than " + firstPath);
        Object hash = first.card().get(ModelFile.DATA_HASH), its = other.card().get(ModelFile.DATA_HASH);
        if (hash != null && its != null && !hash.equals(its)) throw new DataException(path + " was trained on other trials than " + firstPath + ": the spread over models is one of models of the same data");
    }

    public static InformationResult run(Request request, Progress progress) {
        Plan plan = plan(request);
        var measured = new ArrayList<ModelInformation>();
        for (int m = 0; m < plan.models().size(); m++) {
            int model = m;
            measured.add(DataException.blaming(() -> measure(plan, model, request, progress)));
        }
        return new InformationResult(plan, measured, request.samples());
    }

    private static ModelInformation measure(Plan plan, int m, Request request, Progress progress) {
        ModelFile file = plan.models().get(m);
        Model model = file.model();
        String which = plan.models().size() == 1 ? "" : " of model " + (m + 1);
        progress.at("draw samples" + which, 0, 1);
        var shared = new SharedInformation(model, plan.now() + 1, file.design().binSeconds(), request.samples(), request.seed().child("information"));
        progress.at("draw samples" + which, 1, 1);
        var answers = new ArrayList<ModelInformation.Answer>();
        for (InformationQuestion q : plan.questions()) {
            answers.add(new ModelInformation.Answer(q, shared.between(q.a(), q.b(), q.given())));
            progress.at("information" + which, answers.size(), plan.questions().size());
        }
        Optional<NeuronTree> tree = model instanceof TreeModel t ? Optional.of(t.network().tree()) : Optional.empty();
        List<Shared> edges = model instanceof TreeModel t ? edges(t, shared, plan.now(), (task, done, total) -> progress.at(task + which, done, total)) : List.of();
        return new ModelInformation(request.models().get(m), model.family(), file.label(), answers, tree, edges, Entanglement.of(model, plan.now() + 1), TransferSpectrum.of(model));
    }

    /** Small trees are counted, large ones sampled, all edges at once. */
    private static List<Shared> edges(TreeModel model, SharedInformation shared, int now, Progress progress) {
        NeuronTree tree = model.network().tree();
        progress.at(EDGES, 0, tree.root());
        if (tree.neurons() > SharedInformation.COUNTED) {
            Shared[] all = EdgeInformation.of(model, shared.sample(), now);
            progress.at(EDGES, all.length, all.length);
            return List.of(all);
        }
        var edges = new ArrayList<Shared>();
        for (int v = 0; v < tree.root(); v++) {
            var below = new NeuronGroup("", java.util.Arrays.stream(tree.below(v)).sorted().toArray());
            edges.add(shared.between(Entries.of(tree.neurons(), below.neurons(), now, now + 1), Entries.of(tree.neurons(), below.rest(tree.neurons()).neurons(), now, now + 1)));
            progress.at(EDGES, v + 1, tree.root());
        }
        return edges;
    }
}
