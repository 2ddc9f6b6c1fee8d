package org.spinspike.app.report.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Panels in rows and columns whose frames line up, column heads above, one legend on top of all. */
final class Grid implements Drawing {
    private record Head(String text, Color color) {}

    private static final double MARGIN = 6, GAP_ACROSS = 8, GAP_DOWN = 10;
    private final int columns;
    private final List<Panel> panels = new ArrayList<>();  // null leaves a place empty
    private final List<Head> heads = new ArrayList<>();
    private final Legend legend = new Legend();
    private double[] weights;

    /** One row for up to five panels, else rows of about equal length. */
    static int columnsFor(int panels) {
        if (panels <= 5) return Math.max(1, panels);
        int rows = (panels + 3) / 4;
        return (panels + rows - 1) / rows;
    }

    Grid(int columns) { this.columns = Math.max(1, columns); }

    Grid add(Panel panel) {
        panels.add(panel);
        return this;
    }

    Grid head(String text, Color color) {
        heads.add(new Head(text, color));
        return this;
    }

    Legend legend() { return legend; }

    /** Heights of the rows' frames in relation to each other; equal where not said. Repeated for further rows. */
    Grid heights(double... weights) {
        this.weights = weights;
        return this;
    }

    @Override public void draw(Graphics2D g, Rectangle2D area) {
        int rows = (panels.size() + columns - 1) / columns;
        double[] left = new double[columns], right = new double[columns], top = new double[rows], bottom = new double[rows];
        double sumWeights = 0;
        for (int r = 0; r < rows; r++) sumWeights += weight(r);
        for (int n = 0; n < panels.size(); n++) {
            Panel p = panels.get(n);
            if (p == null) continue;
            int r = n / columns, c = n % columns;
            left[c] = Math.max(left[c], p.left(g));
            right[c] = Math.max(right[c], p.right(g));
            top[r] = Math.max(top[r], p.top());
            bottom[r] = Math.max(bottom[r], p.bottom());
        }
        double fromTop = area.getY() + MARGIN;
        fromTop += legend.draw(g, area.getX() + MARGIN, fromTop, area.getWidth() - 2 * MARGIN);
        double wide = (area.getWidth() - 2 * MARGIN - sum(left) - sum(right) - (columns - 1) * GAP_ACROSS) / columns;
        boolean twoLines = heads.stream().anyMatch(h -> Words.lines(g, Fonts.BOLD, h.text, wide, 2).size() > 1);
        double headHeight = heads.isEmpty() ? 0 : twoLines ? 34 : 20;
        double high = area.getMaxY() - MARGIN - fromTop - headHeight - sum(top) - sum(bottom) - (rows - 1) * GAP_DOWN;
        double y = fromTop + headHeight;
        for (int r = 0; r < rows; r++) {
            double x = area.getX() + MARGIN, tall = high * weight(r) / sumWeights;
            y += top[r];
            for (int c = 0; c < columns; c++) {
                x += left[c];
                int n = r * columns + c;
                if (r == 0 && c < heads.size()) {
                    List<String> lines = Words.lines(g, Fonts.BOLD, heads.get(c).text, wide + right[c] + GAP_ACROSS - 4, 2);
                    for (int l = 0; l < lines.size(); l++)
                        Words.draw(g, lines.get(l), x, fromTop + headHeight - 7 - 14 * (lines.size() - 1 - l), Words.Anchor.START, Fonts.BOLD, heads.get(c).color);
                }
                if (n < panels.size() && panels.get(n) != null) panels.get(n).draw(g, new Rectangle2D.Double(x, y, Math.max(1, wide), Math.max(1, tall)));
                x += wide + right[c] + GAP_ACROSS;
            }
            y += tall + bottom[r] + GAP_DOWN;
        }
    }

    private double weight(int row) { return weights == null ? 1 : weights[row % weights.length]; }

    private static double sum(double[] values) { return java.util.Arrays.stream(values).sum(); }
}
