package org.spinspike.app.report.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;

/** Text in figures. The anchor goes into the SVG, so text stays centred or flush where the viewer's letters are narrower than ours. */
final class Words {
    enum Anchor { START, MIDDLE, END }

    private Words() {}

    static double width(Graphics2D g, Font font, String text) { return g.getFontMetrics(font).getStringBounds(Plain.of(text), g).getWidth(); }

    /** @param y of the base line */
    static void draw(Graphics2D g, String text, double x, double y, Anchor anchor, Font font, Color color) {
        String plain = Plain.of(text);
        if (plain.isEmpty()) return;
        g.setFont(font);
        g.setColor(color);
        if (g instanceof SvgPaper paper) {
            paper.text(plain, x, y, anchor);
        } else {
            double width = width(g, font, plain);
            g.drawString(plain, (float) (x - (anchor == Anchor.START ? 0 : anchor == Anchor.MIDDLE ? width / 2 : width)), (float) y);
        }
    }

    /** @return the text, its end replaced by an ellipsis where it is wider than {@code room} */
    static String fit(Graphics2D g, Font font, String text, double room) {
        String plain = Plain.of(text);
        if (width(g, font, plain) <= room) return plain;
        int[] letters = plain.codePoints().toArray();
        for (int n = letters.length - 1; n > 0; n--) {
            String shorter = new String(letters, 0, n).stripTrailing() + "\u2026";
            if (width(g, font, shorter) <= room) return shorter;
        }
        return "\u2026";
    }
}
