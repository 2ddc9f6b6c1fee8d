package org.spinspike.app.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.spinspike.tensor.NeuronTree;

/** The tree over the neurons, root on the left; an edge is as wide as the information that passes it. */
public final class TreeFigure {
    private static final double WIDEST = 9, LEAST = .8, NAMES = 96;
    /** Leaves closer than this have no room for their names. */
    private static final double LINE = 12;

    private final NeuronTree tree;
    private final double[] nats;
    private final List<String> names, areas;             // areas: one a neuron, or empty
    private final List<String> kinds;                    // different areas, in order
    private final double most;
    private final int[] depth;                           // [node] longest way down
    private final double[] place;                        // [node] from the top, in leaves

    private TreeFigure(NeuronTree tree, double[] nats, List<String> names, List<String> areas) {
        this.tree = tree;
        this.nats = nats;
        this.names = names;
        this.areas = areas;
        this.kinds = new ArrayList<>(new LinkedHashSet<>(areas));
        double largest = 0;
        for (double v : nats) largest = Math.max(largest, v);
        this.most = largest;
        this.depth = new int[tree.nodes()];
        this.place = new double[tree.nodes()];
        int[] order = tree.order();
        for (int n = 0; n < order.length; n++) place[order[n]] = n;
        for (int v = tree.neurons(); v < tree.nodes(); v++) {
            depth[v] = 1 + Math.max(depth[tree.left(v)], depth[tree.right(v)]);
            place[v] = (place[tree.left(v)] + place[tree.right(v)]) / 2;
        }
    }

    /**
     * @param nats  of the edge above every node but the root
     * @param names of the neurons
     * @param areas of the neurons, where known
     * @param label of the model
     */
    public static Figure of(String name, NeuronTree tree, double[] nats, List<String> names, Optional<List<String>> areas, String label) {
        var figure = new TreeFigure(tree, nats, names, areas.orElse(List.of()));
        int n = tree.neurons(), high = 90 + (n <= 80 ? 16 : 4) * n;
        return new Figure(name, "Information over the tree", "The tree of " + label + " over the neurons. An edge is as wide as the information, under the model, between the neurons to its right and all others of the same bin; "
                + "the widest carries " + Numbers.of(figure.most) + " nats. The two edges that leave the root part the neurons alike. Edges without information are hair lines.",
                "A tree over " + n + " neurons whose widest edge carries " + Numbers.of(figure.most) + " nats.", 720, high, figure::draw);
    }

    private void draw(Graphics2D g, Rectangle2D area) {
        var legend = new Legend();
        for (int k = 0; k < Math.min(kinds.size(), Palette.models()); k++) legend.add(Legend.Key.DOT, Palette.model(k), kinds.get(k));
        double top = area.getY() + 8 + legend.draw(g, area.getX() + 8, area.getY() + 6, area.getWidth() - 16), bottom = area.getMaxY() - 40;
        double step = (bottom - top) / tree.neurons(), left = area.getX() + 14, right = area.getMaxX() - (step >= LINE ? NAMES : 20);
        for (int v = tree.root(); v >= tree.neurons(); v--) {
            edge(g, v, tree.left(v), left, right, top, step);
            edge(g, v, tree.right(v), left, right, top, step);
        }
        int every = (int) Math.ceil(LINE / step);
        for (int i = 0; i < tree.neurons(); i++) {
            double y = y(i, top, step);
            Color color = areas.isEmpty() ? Palette.DATA : kinds.indexOf(areas.get(i)) < Palette.models() ? Palette.model(kinds.indexOf(areas.get(i))) : Palette.MUTED;
            g.setColor(color);
            g.fill(Marks.marker(0, right + 3, y, Math.min(6, Math.max(3, step))));
            if (every == 1) Words.draw(g, Words.fit(g, Fonts.SMALL, names.get(i), NAMES - 16), right + 10, y + 4, Words.Anchor.START, Fonts.SMALL, Palette.TEXT);
        }
        scale(g, area.getX() + 14, area.getMaxY() - 18);
        if (every > 1) Words.draw(g, tree.neurons() + " neurons, too many to name", area.getMaxX() - 12, area.getMaxY() - 14, Words.Anchor.END, Fonts.SMALL, Palette.MUTED);
    }

    private void edge(Graphics2D g, int parent, int v, double left, double right, double top, double step) {
        double from = x(parent, left, right), to = x(v, left, right), above = y(parent, top, step), y = y(v, top, step);
        float width = width(nats[v]);
        var path = new Path2D.Double();
        path.moveTo(from, above);
        path.lineTo(from, y);
        path.lineTo(to, y);
        g.setColor(width <= LEAST ? Palette.AXIS : ink());
        g.setStroke(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        g.draw(path);
    }

    /** Three widths with what they mean. */
    private void scale(Graphics2D g, double x, double y) {
        if (!(most > 0)) return;
        double at = x;
        for (double share : new double[] {1, .5, .1}) {
            g.setColor(ink());
            g.setStroke(new BasicStroke(width(share * most), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
            g.draw(new Line2D.Double(at, y, at + 26, y));
            String text = Numbers.of(share * most) + (share == 1 ? " nats" : "");
            Words.draw(g, text, at + 32, y + 4, Words.Anchor.START, Fonts.SMALL, Palette.TEXT);
            at += 50 + Words.width(g, Fonts.SMALL, text);
        }
    }

    /** Hues are the areas' where there are any. */
    private Color ink() { return areas.isEmpty() ? Palette.model(0) : Palette.TEXT; }

    private float width(double nats) { return (float) (most > 0 ? Math.max(LEAST, WIDEST * nats / most) : LEAST); }

    private double x(int v, double left, double right) { return right - (right - left) * depth[v] / Math.max(1, depth[tree.root()]); }

    private double y(int v, double top, double step) { return top + (place[v] + .5) * step; }
}
