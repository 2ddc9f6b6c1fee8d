package org.spinspike.app.report.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

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

    /** Broken at spaces into at most {@code most} lines; what is still too long ends in an ellipsis. */
    static List<String> lines(Graphics2D g, Font font, String text, double room, int most) {
        var lines = new ArrayList<String>();
        String rest = Plain.of(text);
        while (lines.size() < most - 1 && width(g, font, rest) > room) {
            int cut = -1;
            for (int space = rest.indexOf(' '); space > 0 && width(g, font, rest.substring(0, space)) <= room; space = rest.indexOf(' ', space + 1)) cut = space;
            if (cut < 0) break;
            lines.add(rest.substring(0, cut));
            rest = rest.substring(cut + 1);
        }
        lines.add(fit(g, font, rest, room));
        return lines;
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
