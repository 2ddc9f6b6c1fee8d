package org.spinspike.app.report.figure;

import java.util.List;
import java.util.stream.Stream;

/** How a number depends on another one: a panel each, a line a model, dots where it was measured. */
public final class LinesFigure {
    /**
     * @param x      ascending, the same for all curves of the panel
     * @param across name of the horizontal axis, with the unit
     */
    public record Part(String title, String across, double[] x, List<Curve> curves) {}

    private LinesFigure() {}

    /** @param up name of the vertical axis, with the unit; 0 is part of both axes */
    public static Figure of(String name, String title, String up, List<Part> parts, String caption, String alt) {
        var grid = new Grid(parts.size());
        double[][] all = parts.stream().flatMap(p -> p.curves.stream()).flatMap(c -> c.hasBand() ? Stream.of(c.y(), c.low(), c.high()) : Stream.of(c.y())).toArray(double[][]::new);
        Scale vertical = Scale.around(up, true, 5, all);
        for (int n = 0; n < parts.size(); n++) {
            Part part = parts.get(n);
            double most = part.x[part.x.length - 1];
            var panel = new Panel(part.title, Scale.of(part.across, 0, 1.04 * most, 6), vertical).add(Marks.horizontal(0, Palette.AXIS, .8));
            for (Curve c : part.curves) {
                if (c.hasBand()) panel.add(Marks.band(part.x, c.low(), c.high(), c.color(), .13));
                panel.add(Marks.line(part.x, c.y(), c.color(), 1.6)).add(Marks.dots(part.x, c.y(), c.color(), 6, Math.max(0, c.model()), 1));
                if (n == 0) grid.legend().add(Legend.Key.DOT, c.color(), Math.max(0, c.model()), c.label());
            }
            grid.add(n > 0 ? panel.withoutY() : panel);
        }
        return new Figure(name, title, caption, alt, parts.size() == 1 ? 560 : 940, 350, grid);
    }
}
