package org.spinspike.app.report.figure;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.spinspike.math.Require;

/** Signed matrices in colour: white is zero, blue below, red above, grey undefined. */
public final class HeatMapFigure {
    /** @param values row-major [n, n] */
    public record Matrix(String label, int model, double[] values) {}

    private static final int[] BELOW = {0xFFFFFF, 0xC9DFEE, 0x7FB6DA, 0x2F7FBC, 0x0B4A86}, ABOVE = {0xFFFFFF, 0xF9D5C5, 0xEE9C80, 0xD3553F, 0x96142A};
    private static final Color UNDEFINED = new Color(0xC9CDD2);

    private HeatMapFigure() {}

    /** @param limit where colours end; values beyond are clamped. NaN: the 99 % quantile of the absolute values */
    public static Figure of(String name, String title, String quantity, int n, List<Matrix> matrices, double limit, String caption) {
        for (Matrix m : matrices) Require.length("matrix", m.values.length, n * n);
        double end = Double.isNaN(limit) ? quantile(matrices) : limit;
        int columns = Grid.columnsFor(matrices.size()), rows = Math.max(1, (matrices.size() + columns - 1) / columns);
        var grid = new Grid(columns);
        Scale nice = Scale.whole("neuron", 0, n, 4), up = new Scale("neuron", -n, 0, nice.step(), v -> Numbers.of(Math.abs(v), 0));
        for (int m = 0; m < matrices.size(); m++) {
            Matrix matrix = matrices.get(m);
            var panel = new Panel(rows > 1 ? matrix.label : "", nice, up).withoutGrid();
            panel.add((g, f) -> Picture.draw(g, picture(matrix.values, n, end), f.area(), Picture.Kind.HEAT));
            if (m % columns > 0) panel.withoutY();
            if (m + columns < matrices.size()) panel.withoutX();
            grid.add(panel);
            if (rows == 1) grid.head(matrix.label, Curve.color(matrix.model));
        }
        int width = columns >= 3 ? 940 : 130 + 290 * columns, side = (width - 90 - 20 * columns) / columns, bar = 46;
        Drawing drawing = (g, area) -> {
            grid.draw(g, new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth(), area.getHeight() - bar));
            bar(g, area.getX() + 50, area.getMaxY() - bar + 4, end, quantity);
        };
        return new Figure(name, title, caption + " White is 0; values beyond the ends of the bar have the colour of its end; grey is undefined.",
                title + ": " + matrices.size() + " matrices of " + n + " by " + n + ".", width, 60 + rows * (side + 56) + bar, drawing);
    }

    static Color color(double value, double end) {
        if (!Double.isFinite(value)) return UNDEFINED;
        int[] stops = value < 0 ? BELOW : ABOVE;
        double at = Math.min(1, Math.abs(value) / end) * (stops.length - 1);
        int from = (int) Math.min(stops.length - 2, Math.floor(at));
        Color a = new Color(stops[from]), b = new Color(stops[from + 1]);
        double part = at - from;
        return new Color(mix(a.getRed(), b.getRed(), part), mix(a.getGreen(), b.getGreen(), part), mix(a.getBlue(), b.getBlue(), part));
    }

    private static int mix(int a, int b, double part) { return (int) Math.round(a + part * (b - a)); }

    private static BufferedImage picture(double[] values, int n, double end) {
        var image = new BufferedImage(n, n, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) image.setRGB(j, i, color(values[i * n + j], end).getRGB());
        return image;
    }

    private static void bar(java.awt.Graphics2D g, double x, double y, double end, String quantity) {
        var image = new BufferedImage(201, 1, BufferedImage.TYPE_INT_RGB);
        for (int c = 0; c <= 200; c++) image.setRGB(c, 0, color((c - 100) / 100. * end, end).getRGB());
        Picture.draw(g, image, new Rectangle2D.Double(x, y, 200, 10), Picture.Kind.HEAT);
        for (int c = -1; c <= 1; c++)
            Words.draw(g, Numbers.of(c * end), x + 100 + 100 * c, y + 24, Words.Anchor.MIDDLE, Fonts.SMALL, Palette.MUTED);
        Words.draw(g, quantity, x + 226, y + 9, Words.Anchor.START, Fonts.SMALL, Palette.MUTED);
    }

    private static double quantile(List<Matrix> matrices) {
        double[] sizes = matrices.stream().flatMapToDouble(m -> Arrays.stream(m.values)).filter(Double::isFinite).map(Math::abs).filter(v -> v > 0).sorted().toArray();
        return sizes.length == 0 ? 1 : sizes[(int) (.99 * (sizes.length - 1))];
    }
}
