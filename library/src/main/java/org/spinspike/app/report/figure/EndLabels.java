package org.spinspike.app.report.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Names at the right ends of lines, outside of the frame, pushed apart where they would touch. */
final class EndLabels {
    private static final double LINE = 14;

    private record Label(double y, String text, Color color) {}

    private final List<Label> labels = new ArrayList<>();

    EndLabels add(double y, String text, Color color) {
        if (Double.isFinite(y)) labels.add(new Label(y, text, color));
        return this;
    }

    double width(Graphics2D g) {
        return labels.stream().mapToDouble(l -> Words.width(g, Fonts.SMALL, l.text) + 14).max().orElse(0);
    }

    void draw(Graphics2D g, Frame frame) {
        List<Label> sorted = labels.stream().sorted(Comparator.comparingDouble((Label l) -> -l.y)).toList();
        double[] at = spread(sorted.stream().mapToDouble(l -> frame.y(l.y)).toArray(), frame.area().getY() + 4, frame.area().getMaxY() - 2);
        for (int n = 0; n < at.length; n++)
            Words.draw(g, sorted.get(n).text, frame.area().getMaxX() + 7, at[n] + 4, Words.Anchor.START, Fonts.SMALL, sorted.get(n).color);
    }

    /** @param wanted ascending; @return ascending places at least a line apart, as near as can be, within top and bottom where there is room */
    static double[] spread(double[] wanted, double top, double bottom) {
        double[] at = wanted.clone();
        for (int n = 0; n < at.length; n++) at[n] = Math.max(n == 0 ? top : at[n - 1] + LINE, at[n]);
        for (int n = at.length - 1; n >= 0; n--) at[n] = Math.min(n == at.length - 1 ? bottom : at[n + 1] - LINE, at[n]);
        return at;
    }
}
