package org.spinspike.app.report;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.report.figure.LagFigure;
import org.spinspike.app.report.figure.Numbers;
import org.spinspike.app.report.figure.Plain;
import org.spinspike.app.report.figure.SpectrumFigure;
import org.spinspike.app.report.figure.TreeFigure;
import org.spinspike.app.task.InformationQuestion;
import org.spinspike.app.task.InformationResult;
import org.spinspike.app.task.Json;
import org.spinspike.app.task.ModelInformation;
import org.spinspike.app.task.NeuronGroup;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.io.AtomicFile;
import org.spinspike.model.Shared;

/** What models have learned as a folder: {@code information.html}, {@code information.json}, and in {@code figures/} the tree of each model that has one, lags and transfer spectra. */
public final class InformationReport {
    /** Edges shown of each tree; the others are folded away. */
    private static final int EDGES = 10;

    private InformationReport() {}

    public static void write(InformationResult result, OutputFolder target) {
        page(result).write(target, "information.html");
        AtomicFile.write(target.path().resolve("information.json"), out -> out.write((Json.pretty(result.json()) + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    static Page page(InformationResult result) {
        var facts = new LinkedHashMap<String, String>();
        for (ModelInformation model : result.models()) facts.put(model.file().getFileName().toString(), model.label());
        var page = new Page("What " + (result.several() ? result.models().size() + " models have" : "a model has") + " learned", "SpinSpike information").facts(facts);
        List<List<String>> rows = result.table();
        var table = new Table(rows.get(0).toArray(String[]::new));
        for (List<String> row : rows.subList(1, rows.size()))
            table.row(IntStream.range(0, row.size()).mapToObj(c -> c == 0 ? Table.text(Plain.signs(row.get(c))) : Table.number(row.get(c))).toArray(Table.Cell[]::new));
        page.section("numbers", "In numbers").paragraph(result.heading() + ".").table(table).list(result.remarks());
        groups(page, result);
        page.section("memory", "How long it remembers");
        result.memories().forEach((model, said) -> {
            if (result.several()) page.paragraph(model + ":");
            page.list(said);
        });
        Optional<Figure> lags = lags(result), spectra = spectra(result);
        if (lags.isEmpty() && result.memories().isEmpty()) page.paragraph("There is no bin before the one asked about.");
        lags.ifPresent(page::figure);
        spectra.ifPresent(page::figure);
        edges(page, result);
        if (!result.bounds().isEmpty()) page.section("entanglement", "Beside it: entanglement").list(result.bounds());
        return page;
    }

    private static void groups(Page page, InformationResult result) {
        if (result.groups().isEmpty()) return;
        var groups = new Table("Group", "Neurons", "Which").caption("Who is in the groups");
        result.groups().forEach((name, neurons) -> groups.row(Table.text(name), Table.number("" + neurons.size()), Table.text(NeuronGroup.words(neurons))));
        page.table(groups);
    }

    /** The trees, and of each the edges that carry most; the others are folded away. */
    private static void edges(Page page, InformationResult result) {
        if (result.models().stream().allMatch(m -> m.edges().isEmpty())) return;
        page.section("edges", "On the edges of the tree").paragraph("Of every edge of the tree: the neurons below it and all others of the same bin. The groups are those the model itself has found.");
        for (int m = 0; m < result.models().size(); m++) {
            ModelInformation model = result.models().get(m);
            if (model.edges().isEmpty()) continue;
            List<InformationResult.Edge> edges = result.edges(model);
            page.figure(TreeFigure.of("tree" + (result.several() ? "-" + (m + 1) : ""), model.tree().orElseThrow(), model.edges().stream().mapToDouble(Shared::nats).toArray(), result.cells().names(),
                    result.cells().areas(), labels(result).get(m)));
            String most = edges.size() > EDGES ? "The " + EDGES + " edges that carry most" : "The edges, those that carry most first";
            page.table(table(edges.subList(0, Math.min(EDGES, edges.size()))).caption(most + (result.several() ? ": " + labels(result).get(m) : "")));
            if (edges.size() > EDGES) page.fold("All " + edges.size() + " edges").table(table(edges)).unfold();
        }
    }

    private static Table table(List<InformationResult.Edge> edges) {
        var table = new Table("Neurons below the edge", "How many", "Information (nats)", "Entanglement (nats)");
        for (InformationResult.Edge e : edges)
            table.row(Table.text(NeuronGroup.words(e.below())), Table.number("" + e.below().size()), Table.number(e.information()), Table.number(Numbers.of(e.entanglement(), 4)));
        return table;
    }

    private static List<String> labels(InformationResult result) {
        return result.models().stream().map(m -> result.several() ? m.file().getFileName().toString().replaceFirst("\\.npz$", "") : m.label()).toList();
    }

    /** @return none where no lag was asked about, or nothing at all is shared over lags */
    private static Optional<Figure> lags(InformationResult result) {
        List<InformationQuestion> lags = result.plan().questions().stream().filter(q -> q.kind() == InformationQuestion.Kind.LAG).toList();
        List<String> labels = labels(result);
        boolean silent = result.models().stream().allMatch(m -> m.memory() == ModelInformation.Memory.NONE);
        return lags.isEmpty() || silent ? Optional.empty() : Optional.of(LagFigure.of("lags", lags.get(0).from(), lags.get(0).to(), result.binMs(),
                IntStream.range(0, labels.size()).mapToObj(m -> decay(result.models().get(m), labels.get(m), m)).toList()));
    }

    private static Optional<Figure> spectra(InformationResult result) {
        List<ModelInformation> models = result.models();
        List<SpectrumFigure.Spectrum> spectra = IntStream.range(0, models.size()).filter(m -> models.get(m).spectrum().isPresent()).mapToObj(m -> {
            var spectrum = models.get(m).spectrum().orElseThrow();
            return new SpectrumFigure.Spectrum(labels(result).get(m), m, spectrum.values().re(), spectrum.values().im(), models.get(m).forgetful(spectrum) ? Double.NaN : spectrum.correlationBins());
        }).toList();
        return spectra.isEmpty() ? Optional.empty() : Optional.of(SpectrumFigure.of("transfer-spectrum", result.binMs(), spectra));
    }

    private static LagFigure.Decay decay(ModelInformation model, String label, int m) {
        double[] nats = model.lags().stream().mapToDouble(Shared::nats).toArray(), error = model.lags().stream().mapToDouble(Shared::standardError).toArray();
        return new LagFigure.Decay(label, m, nats, error, model.memoryBins());
    }
}
