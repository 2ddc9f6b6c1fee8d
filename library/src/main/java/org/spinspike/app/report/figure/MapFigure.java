package org.spinspike.app.report.figure;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.spinspike.math.Require;

/** A number that depends on two others, in colour, with a line drawn on top: phase diagrams. White is zero. */
public final class MapFigure {
    /**
     * @param across   name of the horizontal axis, whose values run from 0 to {@code width}
     * @param up       name of the vertical axis, from 0 to {@code height}
     * @param rows     cells from 0 upwards
     * @param values   row-major [rows, columns], none below zero; the first row is the lowest
     * @param lineX    of the line on top; NaN breaks it
     * @param limit    where colours end
     */
    public record Part(String title, String across, double width, String up, double height, int rows, int columns, double[] values, double[] lineX, double[] lineY, double limit) {
        public Part {
            Require.length("values of a map", values, rows * columns);
        }
    }

    /** Of the line: on the colours, which stay the same on dark pages, and so is none of the colours that change there. */
    private static final Color LINE = new Color(0x101418);
    private static final int BAR = 40;

    private MapFigure() {}

    public static Figure of(String name, String title, int columns, List<Part> maps, String caption, String alt) {
        var grid = new Grid(columns);
        for (Part map : maps) {
            var panel = new Panel(map.title, Scale.of(map.across, 0, map.width, 5), Scale.of(map.up, 0, map.height, 5)).withoutGrid();
            panel.add((g, f) -> Picture.draw(g, picture(map), f.area(), Picture.Kind.HEAT)).add(Marks.line(map.lineX, map.lineY, LINE, 1.6));
            grid.add(panel);
        }
        int rows = (maps.size() + columns - 1) / columns;
        Drawing drawing = (g, area) -> {
            grid.draw(g, new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth(), area.getHeight() - BAR));
            double[] limits = Arrays.stream(maps.toArray(Part[]::new)).limit(columns).mapToDouble(Part::limit).toArray();
            for (int c = 0; c < columns; c++) bar(g, area.getX() + 48 + c * area.getWidth() / columns, area.getMaxY() - BAR + 4, limits[c]);
        };
        return new Figure(name, title, caption + " White is 0, and values beyond the end of a column's bar have its last colour.", alt, 940, 20 + rows * 270 + BAR, drawing);
    }

    private static BufferedImage picture(Part map) {
        var image = new BufferedImage(map.columns, map.rows, BufferedImage.TYPE_INT_RGB);
        for (int r = 0; r < map.rows; r++) for (int c = 0; c < map.columns; c++) image.setRGB(c, map.rows - 1 - r, HeatMapFigure.color(map.values[r * map.columns + c], map.limit).getRGB());
        return image;
    }

    private static void bar(java.awt.Graphics2D g, double x, double y, double limit) {
        var image = new BufferedImage(101, 1, BufferedImage.TYPE_INT_RGB);
        for (int c = 0; c <= 100; c++) image.setRGB(c, 0, HeatMapFigure.color(c / 100. * limit, limit).getRGB());
        Picture.draw(g, image, new Rectangle2D.Double(x, y, 140, 10), Picture.Kind.HEAT);
        for (int c = 0; c <= 2; c++) Words.draw(g, Numbers.of(c * limit / 2, 2), x + 70 * c, y + 24, Words.Anchor.MIDDLE, Fonts.SMALL, Palette.MUTED);
    }
}
