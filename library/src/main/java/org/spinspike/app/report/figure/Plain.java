package org.spinspike.app.report.figure;

import java.util.regex.Pattern;

/**
 * Text from outside (file, neuron and model names), made harmless: control characters, characters that turn the direction of writing around
 * and halves of surrogate pairs become U+FFFD, so that the text is legal XML and reads as it stands.
 */
public final class Plain {
    private static final Pattern POWER = Pattern.compile("(\\d\\.\\d)e([-+]?\\d{1,3})\\b");

    private Plain() {}

    public static String of(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean harmless = type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE && (c & 0xFFFE) != 0xFFFE;
            out.appendCodePoint(harmless ? c : c == '\n' || c == '\t' ? ' ' : 0xFFFD);
        });
        return out.toString();
    }

    /** @return prose with true signs: "+-" as \u00B1, "->" as an arrow, a minus before a number or a logarithm, powers of ten */
    public static String signs(String text) {
        String signed = text.replace(" +- ", " \u00B1 ").replace("->", "\u2192").replaceAll("(?<![\\w\u2212.-])-(?=\\d|\\.\\d|ln\\b|infinite)", "\u2212");
        return POWER.matcher(signed).replaceAll(m -> m.group(1) + "\u00D710" + Numbers.superscript(Integer.parseInt(m.group(2))));
    }

    /** @return the text as it stands in XML and HTML, between tags or between double quotes */
    public static String escape(String text) {
        return of(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
