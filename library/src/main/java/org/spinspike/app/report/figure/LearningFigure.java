package org.spinspike.app.report.figure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spinspike.model.Fit;

/** How each model was learned: training and validation, step by step. */
public final class LearningFigure {
    public record Run(String label, int model, List<Fit.Step> history) {}

    private LearningFigure() {}

    /** @param unit what a score is of: "trial" or "window"; @param runs those with at least two steps */
    public static Figure of(String name, String unit, List<Run> runs) {
        int columns = Grid.columnsFor(runs.size()), rows = Math.max(1, (runs.size() + columns - 1) / columns);
        var grid = new Grid(columns);
        for (Run run : runs) {
            double[] step = run.history.stream().mapToDouble(Fit.Step::index).toArray(), train = run.history.stream().mapToDouble(Fit.Step::trainNats).toArray(),
                    held = run.history.stream().mapToDouble(Fit.Step::validationNats).toArray();
            double lastStep = step.length == 0 ? 1 : step[step.length - 1], firstStep = step.length == 0 ? 0 : step[0];
            var panel = new Panel(run.label, Scale.whole("step", firstStep, Math.max(firstStep + 1, lastStep + .03 * (lastStep - firstStep)), 4), Scale.around("nats per " + unit, false, 4, train, held));
            var color = Curve.color(run.model);
            for (int[] part : parts(run.history)) {
                double[] x = Arrays.copyOfRange(step, part[0], part[1]);
                panel.add(Marks.line(x, Arrays.copyOfRange(train, part[0], part[1]), color, 1.6)).add(Marks.line(x, Arrays.copyOfRange(held, part[0], part[1]), Palette.DATA, 1.4, 4, 3));
            }
            int best = IntStream.range(0, held.length).filter(n -> Double.isFinite(held[n])).boxed().min((a, b) -> Double.compare(held[a], held[b])).orElse(-1);
            if (best >= 0) panel.add(Marks.dots(new double[] {step[best]}, new double[] {held[best]}, Palette.DATA, 7));
            if (step.length == 0) panel.add(Marks.nothing("no steps"));
            grid.add(panel);
        }
        grid.legend().add(Legend.Key.LINE, Palette.model(0), "training (in the model's colour)").add(Legend.Key.DASH, Palette.DATA, "validation")
                .add(Legend.Key.DOT, Palette.DATA, "best by validation: the model that was kept");
        return new Figure(name, "Learning curves", "Mean \u2212ln p of a " + unit + ", lower is better, against the steps of the fit." + starts(runs), "Training and validation curves of " + runs.size() + " models.",
                columns == 1 ? 460 : Math.min(940, 80 + 290 * columns), 40 + rows * 220, grid);
    }

    /** @return from and to, exclusive, of every start */
    private static List<int[]> parts(List<Fit.Step> history) {
        int[] begins = IntStream.range(0, history.size()).filter(n -> n == 0 || history.get(n).begins()).toArray();
        return IntStream.range(0, begins.length).mapToObj(s -> new int[] {begins[s], s + 1 < begins.length ? begins[s + 1] : history.size()}).toList();
    }

    private static String starts(List<Run> runs) {
        String several = runs.stream().filter(run -> parts(run.history).size() > 1).map(run -> run.label + " (" + parts(run.history).size() + ")").collect(Collectors.joining(", "));
        return several.isEmpty() ? "" : " A line breaks where training begins anew, from another start or with another size: " + several + ".";
    }
}
