package org.spinspike.app.report.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;

/** Pixels inside a figure: what would be thousands of marks is one embedded PNG. */
final class Picture {
    /** What a dark page does with the pixels: grey ones are turned over, hues brightened, heat maps left alone. */
    enum Kind { GREY, HUE, HEAT }

    private Picture() {}

    /** @return a transparent picture whose pixel values 1, 2 ... are {@code colors} */
    static BufferedImage indexed(int width, int height, Color... colors) {
        byte[] r = new byte[colors.length + 1], g = r.clone(), b = r.clone(), a = r.clone();
        for (int c = 0; c < colors.length; c++) {
            r[c + 1] = (byte) colors[c].getRed();
            g[c + 1] = (byte) colors[c].getGreen();
            b[c + 1] = (byte) colors[c].getBlue();
            a[c + 1] = (byte) colors[c].getAlpha();
        }
        int depth = r.length <= 2 ? 1 : r.length <= 4 ? 2 : r.length <= 16 ? 4 : 8;
        var model = new IndexColorModel(depth, r.length, r, g, b, a);
        return new BufferedImage(width, height, depth == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY, model);
    }

    static void draw(Graphics2D g, BufferedImage image, Rectangle2D where, Kind kind) {
        if (g instanceof SvgPaper paper) {
            paper.picture(Figure.png(image), where, kind.name().toLowerCase(java.util.Locale.ROOT));
            return;
        }
        Object before = g.getRenderingHint(RenderingHints.KEY_INTERPOLATION);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        var fit = new AffineTransform(where.getWidth() / image.getWidth(), 0, 0, where.getHeight() / image.getHeight(), where.getX(), where.getY());
        g.drawImage(image, fit, null);
        if (before != null) g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, before);
    }
}
