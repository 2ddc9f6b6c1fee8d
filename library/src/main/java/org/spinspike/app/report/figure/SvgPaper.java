package org.spinspike.app.report.figure;

import java.awt.Graphics;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.Base64;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Batik's SVG graphics with anchored text, embedded pictures, and ids that carry the figure's name, so that many figures share one page. */
final class SvgPaper extends SVGGraphics2D {
    private static final String SVG = "http://www.w3.org/2000/svg";

    private SvgPaper(SVGGeneratorContext context) { super(context, false); }

    private SvgPaper(SvgPaper other) { super(other); }

    static SvgPaper named(String name) {
        Document document = GenericDOMImplementation.getDOMImplementation().createDocument(SVG, "svg", null);
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setPrecision(2);
        context.setComment("");
        context.setIDGenerator(new SVGIDGenerator() {
            private int next = 0;
            @Override public String generateID(String prefix) { return name + "-" + next++; }
        });
        return new SvgPaper(context);
    }

    @Override public Graphics create() { return new SvgPaper(this); }

    /** The chart library puts back what it found, also where it found nothing; Batik's map of hints refuses that. */
    @Override public void setRenderingHint(RenderingHints.Key key, Object value) {
        if (value != null) super.setRenderingHint(key, value);
    }

    void text(String text, double x, double y, Words.Anchor anchor) {
        Element element = getDOMFactory().createElementNS(SVG, "text");
        element.setAttributeNS(null, "x", number(x));
        element.setAttributeNS(null, "y", number(y));
        if (anchor != Words.Anchor.START) element.setAttributeNS(null, "text-anchor", anchor == Words.Anchor.MIDDLE ? "middle" : "end");
        element.setAttributeNS(null, "stroke", "none");
        element.appendChild(getDOMFactory().createTextNode(Plain.of(text)));
        domGroupManager.addElement(element, org.apache.batik.svggen.DOMGroupManager.FILL);
    }

    /** The chart library aligns text itself, by its own letters: anchoring the middle halves what other letters shift. */
    @Override public void drawString(String text, float x, float y) {
        text(text, x + Words.width(this, getFont(), text) / 2, y, Words.Anchor.MIDDLE);
    }

    @Override public void drawString(String text, int x, int y) { drawString(text, (float) x, (float) y); }

    /** @param kind class of the element: what a dark page does with the picture */
    void picture(byte[] png, Rectangle2D where, String kind) {
        Element element = getDOMFactory().createElementNS(SVG, "image");
        element.setAttributeNS(null, "x", number(where.getX()));
        element.setAttributeNS(null, "y", number(where.getY()));
        element.setAttributeNS(null, "width", number(where.getWidth()));
        element.setAttributeNS(null, "height", number(where.getHeight()));
        element.setAttributeNS(null, "preserveAspectRatio", "none");
        element.setAttributeNS(null, "class", kind);
        element.setAttributeNS(null, "image-rendering", "pixelated");
        element.setAttributeNS(null, "href", "data:image/png;base64," + Base64.getEncoder().encodeToString(png));
        domGroupManager.addElement(element);
    }

    private String number(double value) { return getGeneratorContext().doubleString(value); }
}
