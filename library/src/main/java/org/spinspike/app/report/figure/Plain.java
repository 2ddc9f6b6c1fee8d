package org.spinspike.app.report.figure;

/**
 * Text from outside (file, neuron and model names), made harmless: control characters, characters that turn the direction of writing around
 * and halves of surrogate pairs become U+FFFD, so that the text is legal XML and reads as it stands.
 */
public final class Plain {
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

    /** @return the text as it stands in XML and HTML, between tags or between double quotes */
    public static String escape(String text) {
        return of(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
