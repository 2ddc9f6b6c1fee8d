package org.spinspike.app.report.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Thousands of dots: drawn as pixels, each one faint, so that the eye sees how densely they lie. */
final class Cloud {
    /** Fewer dots than this stay vectors. */
    static final int FROM = 400;
    private static final int SHADES = 15;                 // with "nothing", a PNG of four bits a pixel

    private Cloud() {}

    static Layer of(double[] x, double[] y, Color color, double size, double opacity) {
        return (g, f) -> {
            Rectangle2D area = f.area();
            var drawn = new BufferedImage((int) Math.ceil(2 * area.getWidth()), (int) Math.ceil(2 * area.getHeight()), BufferedImage.TYPE_INT_ARGB);
            Graphics2D pixels = drawn.createGraphics();
            pixels.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            pixels.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            pixels.scale(drawn.getWidth() / area.getWidth(), drawn.getHeight() / area.getHeight());
            pixels.translate(-area.getX(), -area.getY());
            pixels.setColor(Marks.faint(color, opacity));
            for (int n = 0; n < x.length; n++)
                if (Double.isFinite(x[n]) && Double.isFinite(y[n])) pixels.fill(Marks.marker(0, f.x(x[n]), f.y(y[n]), size));
            pixels.dispose();
            Picture.draw(g, shades(drawn, color), area, color.equals(Palette.DATA) || color.equals(Palette.MUTED) ? Picture.Kind.GREY : Picture.Kind.HUE);
        };
    }

    private static BufferedImage shades(BufferedImage drawn, Color color) {
        Color[] steps = new Color[SHADES];
        for (int s = 0; s < SHADES; s++) steps[s] = Marks.faint(color, (s + 1.) / SHADES);
        BufferedImage out = Picture.indexed(drawn.getWidth(), drawn.getHeight(), steps);
        var raster = out.getRaster();
        for (int py = 0; py < drawn.getHeight(); py++)
            for (int px = 0; px < drawn.getWidth(); px++) raster.setSample(px, py, 0, Math.round((drawn.getRGB(px, py) >>> 24) * SHADES / 255f));
        return out;
    }
}
