package org.spinspike.app.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;

/** One line of keys above the panels, outside of the data. Wraps where it is longer than the figure is wide. */
final class Legend {
    enum Key { LINE, DOT, BAND, DASH }

    private record Entry(Key key, Color color, int shape, String text) {}

    private static final double LINE = 18;
    private final List<Entry> entries = new ArrayList<>();

    Legend add(Key key, Color color, int shape, String text) {
        entries.add(new Entry(key, color, shape, text));
        return this;
    }

    Legend add(Key key, Color color, String text) { return add(key, color, 0, text); }

    boolean isEmpty() { return entries.isEmpty(); }

    /** @return height used */
    double draw(Graphics2D g, double left, double top, double width) {
        double x = left, y = top;
        for (Entry e : entries) {
            String text = Words.fit(g, Fonts.SMALL, e.text, width - 30);
            double needs = 26 + Words.width(g, Fonts.SMALL, text);
            if (x > left && x + needs > left + width) {
                x = left;
                y += LINE;
            }
            key(g, e, x, y + 8);
            Words.draw(g, text, x + 24, y + 12, Words.Anchor.START, Fonts.SMALL, Palette.TEXT);
            x += needs + 16;
        }
        return entries.isEmpty() ? 0 : y - top + LINE + 4;
    }

    private static void key(Graphics2D g, Entry e, double x, double y) {
        g.setColor(e.key == Key.BAND ? Marks.faint(e.color, .22) : e.color);
        switch (e.key) {
            case DOT -> g.fill(Marks.marker(e.shape, x + 12, y, 8));
            case BAND -> g.fill(new java.awt.geom.Rectangle2D.Double(x + 2, y - 5, 18, 10));
            case LINE, DASH -> {
                g.setStroke(new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, e.key == Key.DASH ? new float[] {4, 3} : null, 0));
                g.draw(new Line2D.Double(x + 2, y, x + 20, y));
            }
        }
    }
}
