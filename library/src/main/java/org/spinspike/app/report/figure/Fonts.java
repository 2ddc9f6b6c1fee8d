package org.spinspike.app.report.figure;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** The one family of letters all figures are set in, and whether the machine has any letters at all. */
public final class Fonts {
    /** What the browser may choose from; the widths of the first ones are close to the ones measured here. */
    static final String STACK = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif";

    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font SMALL = TEXT.deriveFont(11f);
    static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 12);

    private static final Optional<String> TROUBLE = findTrouble();

    private Fonts() {}

    /** @return one line saying why nothing can be drawn on this machine, where that is so */
    public static Optional<String> trouble() { return TROUBLE; }

    static void require() {
        TROUBLE.ifPresent(line -> { throw new IllegalStateException(line); });
    }

    /** The Java runtime says it in many ways (InternalError, NullPointerException, "Fontconfig head is null"): measuring one word shows them all. */
    private static Optional<String> findTrouble() {
        try {
            Graphics2D g = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB).createGraphics();
            int width = g.getFontMetrics(TEXT).stringWidth("spike");
            g.drawString("spike", 0, 8);
            g.dispose();
            return width > 0 ? Optional.empty() : Optional.of(line("the fonts found have no letters"));
        } catch (Exception | LinkageError | InternalError e) {
            return Optional.of(line(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().lines().findFirst().orElse("")));
        }
    }

    private static String line(String cause) {
        return "no figure can be drawn: this machine has no fonts (" + cause + "); install some, on Debian: apt-get install fontconfig fonts-dejavu-core";
    }
}
