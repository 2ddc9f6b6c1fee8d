package org.spinspike.app.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.math.Require;

/** Neurons where they lie, or on a circle by area, and lines between those that go together: one panel each for the recording and the models. */
public final class GraphFigure {
    /** @param weights row-major [neurons, neurons], symmetric, NaN where undefined; the diagonal is not looked at */
    public record Part(String label, int model, double[] weights) {}

    private static final double WIDEST = 5, LEAST = .3;
    private static final int HIGH = 250, MOST = 80;

    private final List<Part> parts;
    private final double[] x, y;                          // of the neurons, 0..1
    private final List<String> areas;                     // one a neuron, or empty
    private final List<String> kinds;
    private final double most;

    private GraphFigure(List<Part> parts, double[][] places, List<String> areas) {
        this.parts = parts;
        this.x = places[0];
        this.y = places[1];
        this.areas = areas;
        this.kinds = new ArrayList<>(new LinkedHashSet<>(areas));
        this.most = parts.stream().mapToDouble(p -> edges(p).stream().mapToDouble(e -> Math.abs(weight(p, e))).max().orElse(0)).max().orElse(0);
    }

    /**
     * @param areas     one a neuron, where known: neurons on the circle stand by them, and have their colours
     * @param positions one a neuron, of 2 or 3 coordinates, where known; of three the first two are shown
     */
    public static Figure of(String name, String title, String quantity, List<Part> parts, Optional<List<String>> areas, Optional<List<double[]>> positions, String caption) {
        Require.that(areas.isPresent() || positions.isPresent(), "a graph needs areas or positions of the neurons");
        int n = areas.map(List::size).orElseGet(() -> positions.orElseThrow().size()), columns = Grid.columnsFor(parts.size()), rows = (parts.size() + columns - 1) / columns;
        var figure = new GraphFigure(parts, positions.map(GraphFigure::scaled).orElseGet(() -> circle(areas.orElseThrow())), areas.orElse(List.of()));
        return new Figure(name, title, "Lines join the " + Math.min(figure.edgeCount(), n * (n - 1) / 2) + " pairs of neurons with the largest " + quantity + " in each panel, as wide as it is, on one scale for all (the widest: " + Numbers.of(figure.most) + "); red where it is negative. "
                + (positions.isPresent() ? "Neurons stand where they lie. " : "Neurons stand on a circle by area. ") + caption, "Graphs of " + n + " neurons: " + String.join(", ", parts.stream().map(Part::label).toList()) + ".",
                940, 40 + rows * HIGH, (g, area) -> figure.draw(g, area, columns));
    }

    private int edgeCount() { return Math.min(MOST, 2 * x.length); }

    /** @return places of the pairs i &lt; j with the largest weights, as i N + j, the largest last so that they are drawn on top */
    private List<Integer> edges(Part part) {
        int n = x.length;
        return IntStream.range(0, n * n).filter(e -> e / n < e % n && Math.abs(weight(part, e)) > 0).boxed()
                .sorted(Comparator.comparingDouble((Integer e) -> -Math.abs(weight(part, e))).thenComparingInt(e -> e)).limit(edgeCount()).sorted(Comparator.comparingDouble(e -> Math.abs(weight(part, e)))).toList();
    }

    private static double weight(Part part, int edge) { return Double.isNaN(part.weights[edge]) ? 0 : part.weights[edge]; }

    private void draw(Graphics2D g, Rectangle2D area, int columns) {
        var legend = new Legend();
        for (int k = 0; k < Math.min(kinds.size(), Palette.models()); k++) legend.add(Legend.Key.DOT, Palette.model(k), kinds.get(k));
        legend.add(Legend.Key.LINE, Palette.TEXT, "above 0").add(Legend.Key.LINE, Palette.ALARM, "below 0");
        double top = area.getY() + 6 + legend.draw(g, area.getX() + 8, area.getY() + 6, area.getWidth() - 16), wide = area.getWidth() / columns, high = (area.getMaxY() - top) / ((parts.size() + columns - 1) / columns);
        for (int p = 0; p < parts.size(); p++) {
            double left = area.getX() + p % columns * wide, above = top + p / columns * high, side = Math.min(wide, high - 24) - 20;
            Words.draw(g, Words.fit(g, Fonts.BOLD, parts.get(p).label, wide - 12), left + 8, above + 14, Words.Anchor.START, Fonts.BOLD, Curve.color(parts.get(p).model));
            panel(g, parts.get(p), new Rectangle2D.Double(left + 10, above + 26, side, side));
        }
    }

    private void panel(Graphics2D g, Part part, Rectangle2D frame) {
        int n = x.length;
        for (int e : edges(part)) {
            double weight = weight(part, e);
            g.setColor(weight < 0 ? Palette.ALARM : Palette.TEXT);
            g.setStroke(new BasicStroke((float) Math.max(LEAST, WIDEST * Math.abs(weight) / most), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(new Line2D.Double(across(frame, e / n), down(frame, e / n), across(frame, e % n), down(frame, e % n)));
        }
        for (int i = 0; i < n; i++) {
            int kind = areas.isEmpty() ? -1 : kinds.indexOf(areas.get(i));
            g.setColor(kind < 0 ? Palette.DATA : kind < Palette.models() ? Palette.model(kind) : Palette.MUTED);
            g.fill(Marks.marker(0, across(frame, i), down(frame, i), n > 60 ? 5 : 7));
        }
    }

    private double across(Rectangle2D frame, int i) { return frame.getX() + x[i] * frame.getWidth(); }

    private double down(Rectangle2D frame, int i) { return frame.getMaxY() - y[i] * frame.getHeight(); }

    /** One scale for both directions, in the middle. */
    private static double[][] scaled(List<double[]> positions) {
        double[][] out = new double[2][positions.size()];
        double[] low = new double[2], span = new double[2];
        for (int d = 0; d < 2; d++) {
            int axis = d;
            double[] v = positions.stream().mapToDouble(p -> p[axis]).toArray();
            low[d] = IntStream.range(0, v.length).mapToDouble(i -> v[i]).min().orElse(0);
            span[d] = IntStream.range(0, v.length).mapToDouble(i -> v[i]).max().orElse(0) - low[d];
        }
        double scale = Math.max(Math.max(span[0], span[1]), 1e-300);
        for (int d = 0; d < 2; d++) for (int i = 0; i < positions.size(); i++) out[d][i] = .5 + (positions.get(i)[d] - low[d] - span[d] / 2) / scale;
        return out;
    }

    /** Areas one behind the other, as they first occur. */
    private static double[][] circle(List<String> areas) {
        List<String> kinds = new ArrayList<>(new LinkedHashSet<>(areas));
        int[] order = IntStream.range(0, areas.size()).boxed().sorted(Comparator.comparingInt(i -> kinds.indexOf(areas.get(i)))).mapToInt(i -> i).toArray();
        double[][] out = new double[2][areas.size()];
        int places = areas.size() + kinds.size();         // one left free between two areas
        for (int s = 0; s < order.length; s++) {
            double angle = 2 * Math.PI * (s + kinds.indexOf(areas.get(order[s]))) / places;
            out[0][order[s]] = .5 + .5 * Math.sin(angle);
            out[1][order[s]] = .5 + .5 * Math.cos(angle);
        }
        return out;
    }
}
