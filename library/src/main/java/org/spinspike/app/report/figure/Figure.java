package org.spinspike.app.report.figure;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.spinspike.math.Require;

/**
 * One figure: what it shows, in words and in strokes. The same values give the same bytes.
 *
 * @param name    file name without ending, and prefix of ids: letters, digits, dashes
 * @param title   one line
 * @param caption what is seen and how it was computed, plain text
 * @param alt     what a reader who cannot see it should know
 * @param width   in CSS pixels
 * @param height  in CSS pixels
 * @param drawing the strokes
 */
public record Figure(String name, String title, String caption, String alt, int width, int height, Drawing drawing) {

    public Figure {
        Require.that(name.matches("[a-z0-9-]+"), "a figure's name must be made of a-z, 0-9 and dashes, got '" + name + "'");
        Require.atLeast("width of a figure", width, 1);
        Require.atLeast("height of a figure", height, 1);
    }

    /** @return a file of its own, on white */
    public String svg() { return svg(false); }

    /** @return for a page that defines the variables of {@link Palette#css}: follows its light and dark */
    public String inlineSvg() { return svg(true); }

    private String svg(boolean themed) {
        Fonts.require();
        SvgPaper paper = SvgPaper.named(name);
        draw(paper, !themed);
        return SvgText.of(paper.getRoot(), this, themed);
    }

    /** @return a PNG of twice the size, on white */
    public byte[] png() {
        Fonts.require();
        var image = new BufferedImage(2 * width, 2 * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.scale(2, 2);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        draw(g, true);
        g.dispose();
        return png(image);
    }

    private void draw(Graphics2D g, boolean onPaper) {
        if (onPaper) {
            g.setColor(Palette.PAPER);
            g.fill(new Rectangle2D.Double(0, 0, width, height));
        }
        drawing.draw(g, new Rectangle2D.Double(0, 0, width, height));
    }

    static byte[] png(RenderedImage image) {
        try {
            var bytes = new ByteArrayOutputStream();
            Require.that(ImageIO.write(image, "png", bytes), "this Java runtime must be able to write PNG");
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);            // a stream in memory does not fail
        }
    }
}
