package org.spinspike.app.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;

/**
 * One pair of axes with layers on it. The chart library draws axes, ticks and grid; the marks are ours. The vertical axis is named in a
 * horizontal line above it, which reads faster than turned letters.
 */
final class Panel {
    private final String title;
    private final Scale x, y;
    private final List<Layer> layers = new ArrayList<>();
    private final EndLabels ends = new EndLabels();
    private boolean showX = true, showY = true, grid = true;
    private List<Color> nameColors = List.of();

    /** @param title above everything, may be empty */
    Panel(String title, Scale x, Scale y) {
        this.title = title;
        this.x = x;
        this.y = y;
    }

    Panel add(Layer layer) {
        layers.add(layer);
        return this;
    }

    Panel end(double value, String text, Color color) {
        ends.add(value, text, color);
        return this;
    }

    /** Neither ticks nor name of the horizontal axis: a panel below carries them. */
    Panel withoutX() {
        showX = false;
        return this;
    }

    /** Neither ticks nor name of the vertical axis: a panel on the left carries them. */
    Panel withoutY() {
        showY = false;
        return this;
    }

    Panel withoutGrid() {
        grid = false;
        return this;
    }

    /** The vertical axis carries names, from the top down, in these colours. */
    Panel namesOnY(List<Color> colors) {
        nameColors = colors;
        return this;
    }

    double left(Graphics2D g) {
        if (!showY) return 8;
        return Math.ceil(y.ticks().stream().mapToDouble(t -> Words.width(g, Fonts.SMALL, t)).max().orElse(0)) + 10;
    }

    double right(Graphics2D g) { return Math.max(10, Math.ceil(ends.width(g))); }

    double top() { return (title.isEmpty() ? 0 : 19) + (showY && !y.title().isEmpty() ? 18 : 0) + 6; }

    double bottom() { return !showX ? 8 : x.title().isEmpty() ? 22 : 40; }

    /** @param frame where the data go; axes and words are drawn around it */
    void draw(Graphics2D g, Rectangle2D frame) {
        double left = 90, bottom = 48;
        axes(left, bottom).draw(g, new Rectangle2D.Double(frame.getX() - left, frame.getY(), frame.getWidth() + left, frame.getHeight() + bottom), null, null, null);
        var places = new Frame(frame, x, y);
        if (showY) ticks(g, places);
        double line = frame.getY() - 6;
        if (showY && !y.title().isEmpty()) {
            Words.draw(g, y.title(), frame.getX() - Math.min(left(g) - 6, 40), line - 2, Words.Anchor.START, Fonts.SMALL, Palette.MUTED);
            line -= 18;
        }
        if (!title.isEmpty()) Words.draw(g, title, showY ? frame.getX() - Math.min(left(g) - 6, 40) : frame.getX(), line - 1, Words.Anchor.START, Fonts.BOLD, Palette.TEXT);
        var before = g.getClip();
        g.clip(new Rectangle2D.Double(frame.getX() - 1, frame.getY() - 1, frame.getWidth() + 2, frame.getHeight() + 2));
        for (Layer layer : layers) layer.draw(g, places);
        g.setClip(before);
        ends.draw(g, places);
    }

    private void ticks(Graphics2D g, Frame places) {
        long first = (long) Math.ceil(y.low() / y.step() - 1e-9);
        List<String> ticks = y.ticks();
        for (int n = 0; n < ticks.size(); n++) {
            int name = ticks.size() - 1 - n;
            Words.draw(g, ticks.get(n), places.area().getX() - 6, places.y((first + n) * y.step()) + 4, Words.Anchor.END, Fonts.SMALL,
                    name < nameColors.size() ? nameColors.get(name) : Palette.MUTED);
        }
    }

    private XYPlot axes(double left, double bottom) {
        NumberAxis across = axis(x, showX), up = axis(y, showY);
        up.setLabel(null);                                // named above
        up.setTickLabelsVisible(false);                   // written above, flush right in any letters
        if (!nameColors.isEmpty()) up.setTickMarksVisible(false);
        var plot = new XYPlot(null, across, up, new XYLineAndShapeRenderer());
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setBackgroundPaint((Paint) null);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(grid);
        plot.setRangeGridlinesVisible(grid);
        plot.setDomainGridlinePaint(Palette.GRID);
        plot.setRangeGridlinePaint(Palette.GRID);
        plot.setDomainGridlineStroke(new BasicStroke(.7f));
        plot.setRangeGridlineStroke(new BasicStroke(.7f));
        plot.setFixedRangeAxisSpace(space(left, 0));
        plot.setFixedDomainAxisSpace(space(0, bottom));
        return plot;
    }

    private static AxisSpace space(double left, double bottom) {
        var space = new AxisSpace();
        space.setLeft(left);
        space.setBottom(bottom);
        return space;
    }

    private static NumberAxis axis(Scale scale, boolean words) {
        var axis = new NumberAxis(words && !scale.title().isEmpty() ? scale.title() : null);
        axis.setRange(scale.low(), scale.high());
        axis.setTickUnit(new NumberTickUnit(scale.step(), scale.format()));
        axis.setTickLabelFont(Fonts.SMALL);
        axis.setTickLabelPaint(Palette.MUTED);
        axis.setTickLabelsVisible(words);
        axis.setTickMarkPaint(Palette.AXIS);
        axis.setTickMarkInsideLength(0);
        axis.setTickMarkOutsideLength(3);
        axis.setTickMarkStroke(new BasicStroke(.8f));
        axis.setAxisLinePaint(Palette.AXIS);
        axis.setAxisLineStroke(new BasicStroke(.8f));
        axis.setLabelFont(Fonts.SMALL);
        axis.setLabelPaint(Palette.MUTED);
        return axis;
    }
}
