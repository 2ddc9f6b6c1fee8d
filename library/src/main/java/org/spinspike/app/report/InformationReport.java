package org.spinspike.app.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.report.figure.LagFigure;
import org.spinspike.app.report.figure.SpectrumFigure;
import org.spinspike.app.report.figure.TreeFigure;
import org.spinspike.app.task.InformationQuestion;
import org.spinspike.app.task.InformationResult;
import org.spinspike.app.task.Json;
import org.spinspike.app.task.ModelInformation;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.io.AtomicFile;
import org.spinspike.model.Shared;

/** What models have learned as a folder: {@code information.html}, {@code information.json}, and in {@code figures/} the tree of each model that has one, lags and transfer spectra. */
public final class InformationReport {
    private InformationReport() {}

    public static void write(InformationResult result, OutputFolder target) {
        page(result).write(target, "information.html");
        AtomicFile.write(target.path().resolve("information.json"), out -> out.write((Json.pretty(result.json()) + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    static Page page(InformationResult result) {
        var facts = new LinkedHashMap<String, String>();
        for (ModelInformation model : result.models()) facts.put(model.file().getFileName().toString(), model.family());
        var page = new Page("What " + (result.several() ? result.models().size() + " models have" : "a model has") + " learned", "SpinSpike information").facts(facts);
        List<List<String>> rows = result.table();
        var table = new Table(rows.get(0).toArray(String[]::new));
        for (List<String> row : rows.subList(1, rows.size()))
            table.row(IntStream.range(0, row.size()).mapToObj(c -> c == 0 ? Table.text(row.get(c)) : Table.number(row.get(c))).toArray(Table.Cell[]::new));
        page.section("numbers", "In numbers").paragraph(result.heading() + ".").table(table).list(result.remarks());
        List<Figure> figures = figures(result);
        if (!figures.isEmpty()) page.section("figures", "In pictures");
        figures.forEach(page::figure);
        return page;
    }

    private static List<Figure> figures(InformationResult result) {
        var figures = new ArrayList<Figure>();
        List<ModelInformation> models = result.models();
        List<String> labels = models.stream().map(m -> result.several() ? m.file().getFileName().toString().replaceFirst("\\.npz$", "") : m.family()).toList();
        for (int m = 0; m < models.size(); m++) {
            ModelInformation model = models.get(m);
            if (!model.edges().isEmpty()) figures.add(TreeFigure.of("tree" + (result.several() ? "-" + (m + 1) : ""), model.tree().orElseThrow(),
                    model.edges().stream().mapToDouble(Shared::nats).toArray(), result.cells().names(), result.cells().areas(), labels.get(m)));
        }
        List<InformationQuestion> lags = result.plan().questions().stream().filter(q -> q.kind() == InformationQuestion.Kind.LAG).toList();
        if (!lags.isEmpty()) figures.add(LagFigure.of("lags", lags.get(0).from().equals(lags.get(0).to()) ? "all neurons" : lags.get(0).from() + " before, " + lags.get(0).to() + " after", result.binMs(),
                IntStream.range(0, models.size()).mapToObj(m -> decay(models.get(m), labels.get(m), m)).toList()));
        List<SpectrumFigure.Spectrum> spectra = IntStream.range(0, models.size()).filter(m -> models.get(m).spectrum().isPresent()).mapToObj(m -> {
            var spectrum = models.get(m).spectrum().orElseThrow();
            return new SpectrumFigure.Spectrum(labels.get(m), m, spectrum.values().re(), spectrum.values().im(), spectrum.correlationBins());
        }).toList();
        if (!spectra.isEmpty()) figures.add(SpectrumFigure.of("transfer-spectrum", result.binMs(), spectra));
        return figures;
    }

    private static LagFigure.Decay decay(ModelInformation model, String label, int m) {
        double[] nats = model.lags().stream().mapToDouble(Shared::nats).toArray(), error = model.lags().stream().mapToDouble(Shared::standardError).toArray();
        return new LagFigure.Decay(label, m, nats, error, model.memoryBins());
    }
}
