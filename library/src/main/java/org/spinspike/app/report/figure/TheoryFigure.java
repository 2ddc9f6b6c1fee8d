package org.spinspike.app.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** What a theory says, as lines, beside what simulations found, as dots with whiskers; panels in rows. */
public final class TheoryFigure {
    /**
     * @param model     number that gives the colour; -1 for black
     * @param low       lower ends of a band around the line, or null
     * @param high      upper ends
     */
    public record Line(String label, int model, double[] x, double[] y, boolean dashed, double[] low, double[] high) {
        public Line(String label, int model, double[] x, double[] y, boolean dashed) { this(label, model, x, y, dashed, null, null); }
    }

    /**
     * @param model number that gives colour and mark; -1 for black, or grey where there are no errors
     * @param error standard errors: whiskers are two of them; null for faint marks without, numbers taken from elsewhere
     */
    public record Dots(String label, int model, double[] x, double[] y, double[] error) {}

    /**
     * @param logarithmic whether {@code x} are powers of ten
     * @param heights     what {@code y} are
     * @param marks       places of dashed vertical lines
     */
    public record Part(String title, String across, String up, boolean logarithmic, Heights heights, List<Line> lines, List<Dots> dots, double[] marks) {
        public Part(String title, String across, String up, boolean logarithmic, List<Line> lines, List<Dots> dots, double[] marks) { this(title, across, up, logarithmic, Heights.FROM_ZERO, lines, dots, marks); }
    }

    /** What the vertical axis shows: numbers with 0 among them, without, or powers of ten. */
    public enum Heights { FROM_ZERO, ANYWHERE, POWERS }

    private TheoryFigure() {}

    public static Figure of(String name, String title, int columns, List<Part> parts, String caption, String alt) {
        var grid = new Grid(columns);
        Map<String, Runnable> keys = new LinkedHashMap<>();
        for (Part part : parts) {
            grid.add(panel(part));
            for (Line l : part.lines) keys.putIfAbsent(l.label, () -> grid.legend().add(l.dashed ? Legend.Key.DASH : Legend.Key.LINE, Curve.color(l.model), l.label));
        }
        for (Part part : parts) for (Dots d : part.dots)
            keys.putIfAbsent(d.label, () -> grid.legend().add(Legend.Key.DOT, color(d), shape(d), d.label));
        keys.values().forEach(Runnable::run);
        int rows = (parts.size() + columns - 1) / columns;
        return new Figure(name, title, caption, alt, columns == 1 ? 560 : 940, 60 + rows * (columns == 2 ? 250 : 280), grid);
    }

    private static java.awt.Color color(Dots d) { return d.error == null && d.model < 0 ? Palette.AXIS : Curve.color(d.model); }

    private static int shape(Dots d) { return Math.max(0, d.model); }

    private static Panel panel(Part part) {
        List<double[]> up = new ArrayList<>(), across = new ArrayList<>();
        for (Line l : part.lines) {
            up.add(l.y);
            across.add(l.x);
            if (l.low != null) up.addAll(List.of(l.low, l.high));
        }
        for (Dots d : part.dots) {
            up.add(d.y);
            across.add(d.x);
            if (d.error != null) {
                up.add(ends(d, 2));
                up.add(ends(d, -2));
            }
        }
        double[] x = across.stream().flatMapToDouble(Arrays::stream).toArray();
        double low = DoubleStream.of(x).min().orElse(0), high = DoubleStream.of(x).max().orElse(1);
        Scale horizontal = part.logarithmic ? Scale.powersOfTen(part.across, (int) Math.floor(low), (int) Math.ceil(high)) : Scale.of(part.across, low > .4 * high ? low - .02 * (high - low) : Math.min(0, low), high + .02 * (high - low), 6);
        var panel = new Panel(part.title, horizontal, vertical(part, up));
        for (double mark : part.marks) panel.add(Marks.vertical(mark, Palette.MUTED, 1, 4, 3));
        for (Line l : part.lines) if (l.low != null) panel.add(Marks.band(l.x, l.low, l.high, Curve.color(l.model), .16));
        for (Dots d : part.dots) if (d.error == null) panel.add(Marks.dots(d.x, d.y, color(d), d.model < 0 ? 9 : 7, shape(d), .45));
        for (Line l : part.lines) panel.add(l.dashed ? Marks.line(l.x, l.y, Curve.color(l.model), 1.6, 5, 4) : Marks.line(l.x, l.y, Curve.color(l.model), 1.6));
        for (Dots d : part.dots)
            if (d.error != null) panel.add(Marks.whiskers(d.x, ends(d, -2), ends(d, 2), color(d), 1.1)).add(Marks.dots(d.x, d.y, color(d), 5, shape(d), 1));
        return panel;
    }

    private static Scale vertical(Part part, List<double[]> values) {
        if (part.heights != Heights.POWERS) return Scale.around(part.up, part.heights == Heights.FROM_ZERO, 5, values.toArray(double[][]::new));
        double[] finite = values.stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite).toArray();
        int low = (int) Math.floor(DoubleStream.of(finite).min().orElse(0)), high = (int) Math.ceil(DoubleStream.of(finite).max().orElse(1));
        return Scale.powersOfTen(part.up, low, Math.max(high, low + 1));
    }

    private static double[] ends(Dots d, int errors) {
        double[] ends = d.y.clone();
        for (int n = 0; n < ends.length; n++) ends[n] += errors * d.error[n];
        return ends;
    }
}
