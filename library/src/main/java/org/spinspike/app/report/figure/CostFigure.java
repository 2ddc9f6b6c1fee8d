package org.spinspike.app.report.figure;

import java.util.List;

/** What computations cost over the size of the problem, a panel a size, with lines through the origin beside them: who lies on theirs has a cost in proportion. */
public final class CostFigure {
    /**
     * @param axis   what grows, with its unit
     * @param size   ascending
     * @param curves cost of each computation at each size, the same computations in every panel
     */
    public record Growth(String axis, double[] size, List<Curve> curves) {}

    private CostFigure() {}

    /** @param unit of the cost */
    public static Figure of(String name, String title, String caption, String unit, List<Growth> growths) {
        var grid = new Grid(growths.size());
        for (Growth growth : growths) {
            double last = growth.size[growth.size.length - 1];
            var panel = new Panel("", Scale.of(growth.axis, 0, 1.05 * last, 5), Scale.around(unit, true, 5, growth.curves.stream().map(Curve::y).toArray(double[][]::new)));
            for (Curve curve : growth.curves) {
                panel.add(Marks.line(new double[] {0, last}, new double[] {0, last * slope(growth.size, curve.y())}, curve.color(), 1.1, 4, 3));
                panel.add(Marks.dots(growth.size, curve.y(), curve.color(), 7, Math.max(0, curve.model()), 1));
            }
            grid.add(panel);
        }
        for (Curve curve : growths.get(0).curves) grid.legend().add(Legend.Key.DOT, curve.color(), Math.max(0, curve.model()), curve.label());
        grid.legend().add(Legend.Key.DASH, Palette.MUTED, "in proportion to the size");
        return new Figure(name, title, caption, title + ": points beside lines through the origin.", 940, 330, grid);
    }

    /** Of the line through the origin for which relative deviations are smallest in the square. */
    static double slope(double[] size, double[] cost) {
        double sum = 0, squares = 0;
        for (int n = 0; n < size.length; n++) {
            double ratio = size[n] / cost[n];
            sum += ratio;
            squares += ratio * ratio;
        }
        return sum / squares;
    }
}
