package org.spinspike.app.report.figure;

import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.util.Arrays;
import java.util.List;

/** Eigenvalues of the map over one bin in the complex plane: what is near the circle is remembered long. */
public final class SpectrumFigure {
    /** @param correlationBins -1 / ln |lambda_2|, NaN where nothing is carried from bin to bin */
    public record Spectrum(String label, int model, double[] re, double[] im, double correlationBins) {}

    private static final double END = 1.12;

    private SpectrumFigure() {}

    public static Figure of(String name, double binMs, List<Spectrum> models) {
        var panel = new Panel("", Scale.of("real part", -END, END, 4), Scale.of("imaginary part", -END, END, 4));
        panel.add((g, f) -> {
            g.setColor(Palette.AXIS);
            g.setStroke(new BasicStroke(1));
            g.draw(new Ellipse2D.Double(f.x(-1), f.y(1), f.x(1) - f.x(-1), f.y(-1) - f.y(1)));
        });
        var grid = new Grid(1).add(panel);
        var words = new StringBuilder();
        for (Spectrum m : models) {
            panel.add(Marks.dots(m.re, m.im, Curve.color(m.model), 6, m.model, .75));
            grid.legend().add(Legend.Key.DOT, Curve.color(m.model), m.model, m.label);
            words.append(words.length() == 0 ? "" : ", ").append(models.size() > 1 ? m.label + " " : "").append(length(m.correlationBins, binMs));
        }
        return new Figure(name, "Transfer spectrum", "Eigenvalues of the map that carries what is known over one unobserved bin. One of them is 1; the next largest says how fast the model forgets at long lags: correlation length "
                + words + ". Eigenvalues off the real axis are oscillations.", "Eigenvalues of " + models.size() + " models inside the unit circle, " + Arrays.toString(models.stream().mapToInt(m -> m.re.length).toArray()) + " of them.",
                440, 478, grid);
    }

    private static String length(double bins, double binMs) { return Double.isNaN(bins) ? "none, as nothing is carried" : Numbers.of(bins) + " bins (" + Numbers.of(bins * binMs) + " ms)"; }
}
