package org.spinspike.app.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** What figures are made of: lines, bands, dots, whiskers. Each is one path, however many points it has; undefined points are left out. */
final class Marks {
    private Marks() {}

    static Color faint(Color color, double opacity) { return new Color(color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * opacity)); }

    /** Broken where a value is undefined; a value between two undefined ones becomes a short dash. */
    static Layer line(double[] x, double[] y, Color color, double width, float... dash) {
        return (g, f) -> {
            Path2D path = new Path2D.Double();
            boolean pen = false;
            for (int n = 0; n < x.length; n++) {
                boolean defined = Double.isFinite(x[n]) && Double.isFinite(y[n]);
                if (defined && pen) path.lineTo(f.x(x[n]), f.y(y[n]));
                else if (defined) {
                    path.moveTo(f.x(x[n]) - .5, f.y(y[n]));
                    path.lineTo(f.x(x[n]), f.y(y[n]));
                }
                pen = defined;
            }
            g.setColor(color);
            g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash.length == 0 ? null : dash, 0));
            g.draw(path);
        };
    }

    static Layer band(double[] x, double[] low, double[] high, Color color, double opacity) {
        return (g, f) -> {
            Path2D path = new Path2D.Double();
            for (int from = 0; from < x.length; ) {
                int to = from;
                while (to < x.length && Double.isFinite(low[to]) && Double.isFinite(high[to])) to++;
                for (int n = from; n < to; n++) {
                    if (n == from) path.moveTo(f.x(x[n]), f.y(high[n]));
                    else path.lineTo(f.x(x[n]), f.y(high[n]));
                }
                for (int n = to - 1; n >= from; n--) path.lineTo(f.x(x[n]), f.y(low[n]));
                if (to > from) path.closePath();
                from = to + 1;
            }
            g.setColor(faint(color, opacity));
            g.fill(path);
        };
    }

    /** @param shape which of {@link #marker}'s forms */
    static Layer dots(double[] x, double[] y, Color color, double size, int shape, double opacity) {
        return (g, f) -> {
            Path2D path = new Path2D.Double();
            for (int n = 0; n < x.length; n++)
                if (Double.isFinite(x[n]) && Double.isFinite(y[n])) path.append(marker(shape, f.x(x[n]), f.y(y[n]), size), false);
            g.setColor(opacity < 1 ? faint(color, opacity) : color);
            g.fill(path);
        };
    }

    static Layer dots(double[] x, double[] y, Color color, double size) { return dots(x, y, color, size, 0, 1); }

    /** Vertical bars from low to high, without caps. */
    static Layer whiskers(double[] x, double[] low, double[] high, Color color, double width) {
        return segments(x, low, x, high, color, width);
    }

    /** Horizontal bars from low to high. */
    static Layer spans(double[] low, double[] high, double[] y, Color color, double width) {
        return segments(low, y, high, y, color, width);
    }

    static Layer segments(double[] x0, double[] y0, double[] x1, double[] y1, Color color, double width) {
        return (g, f) -> {
            Path2D path = new Path2D.Double();
            for (int n = 0; n < x0.length; n++)
                if (Double.isFinite(x0[n]) && Double.isFinite(y0[n]) && Double.isFinite(x1[n]) && Double.isFinite(y1[n]))
                    path.append(new Line2D.Double(f.x(x0[n]), f.y(y0[n]), f.x(x1[n]), f.y(y1[n])), false);
            g.setColor(color);
            g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            g.draw(path);
        };
    }

    /** Between two values of the horizontal axis, over the whole height. */
    static Layer shade(double from, double to, Color color, double opacity) {
        return (g, f) -> {
            g.setColor(faint(color, opacity));
            g.fill(new Rectangle2D.Double(f.x(from), f.area().getY(), f.x(to) - f.x(from), f.area().getHeight()));
        };
    }

    static Layer horizontal(double y, Color color, double width, float... dash) {
        return (g, f) -> rule(color, width, dash, new Line2D.Double(f.area().getX(), f.y(y), f.area().getMaxX(), f.y(y))).draw(g, f);
    }

    static Layer vertical(double x, Color color, double width, float... dash) {
        return (g, f) -> rule(color, width, dash, new Line2D.Double(f.x(x), f.area().getY(), f.x(x), f.area().getMaxY())).draw(g, f);
    }

    private static Layer rule(Color color, double width, float[] dash, Shape line) {
        return (g, f) -> {
            g.setColor(color);
            g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dash.length == 0 ? null : dash, 0));
            g.draw(line);
        };
    }

    /** Text with its base line at a value. */
    static Layer text(String text, double x, double y, double dx, double dy, Words.Anchor anchor, Font font, Color color) {
        return (g, f) -> Words.draw(g, text, f.x(x) + dx, f.y(y) + dy, anchor, font, color);
    }

    /** Text at a corner of the frame: {@code right}, {@code top}; {@code line} counts away from the corner. */
    static Layer corner(String text, boolean right, boolean top, int line, Color color) {
        return (g, f) -> Words.draw(g, text, right ? f.area().getMaxX() - 6 : f.area().getX() + 6,
                top ? f.area().getY() + 15 + 14 * line : f.area().getMaxY() - 7 - 14 * line,
                right ? Words.Anchor.END : Words.Anchor.START, Fonts.SMALL, color);
    }

    /** Words in the middle of a panel that has nothing to show. */
    static Layer nothing(String why) {
        return (g, f) -> Words.draw(g, Words.fit(g, Fonts.SMALL, why, f.area().getWidth() - 8), f.area().getCenterX(), f.area().getCenterY() + 4,
                Words.Anchor.MIDDLE, Fonts.SMALL, Palette.MUTED);
    }

    /** @return circle, square, diamond, triangle up, triangle down, for shape 0..4 and round again */
    static Shape marker(int shape, double x, double y, double size) {
        double r = size / 2;
        return switch (Math.floorMod(shape, 5)) {
            case 0 -> new Ellipse2D.Double(x - r, y - r, size, size);
            case 1 -> new Rectangle2D.Double(x - .88 * r, y - .88 * r, 1.76 * r, 1.76 * r);
            case 2 -> polygon(x, y - 1.2 * r, x + 1.2 * r, y, x, y + 1.2 * r, x - 1.2 * r, y);
            case 3 -> polygon(x, y - 1.15 * r, x + 1.15 * r, y + .9 * r, x - 1.15 * r, y + .9 * r);
            default -> polygon(x, y + 1.15 * r, x + 1.15 * r, y - .9 * r, x - 1.15 * r, y - .9 * r);
        };
    }

    private static Shape polygon(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int n = 2; n < xy.length; n += 2) path.lineTo(xy[n], xy[n + 1]);
        path.closePath();
        return path;
    }
}
