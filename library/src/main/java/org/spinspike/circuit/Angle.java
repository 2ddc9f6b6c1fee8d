package org.spinspike.circuit;

/** The arithmetic of angles in programs: numbers, pi, + - * / and parentheses. */
final class Angle {
    private static final int DEEPEST = 100;

    private final String text;
    private int at, depth;

    private Angle(String text) { this.text = text; }

    /** @throws IllegalArgumentException where it is no number */
    static double parse(String text) {
        var angle = new Angle(text.replaceAll("\\s+", "").replace("\u03c0", "pi"));
        double value = angle.sum();
        if (angle.at < angle.text.length() || !Double.isFinite(value)) throw angle.wrong();
        return value;
    }

    private double sum() {
        double value = product();
        while (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) value = text.charAt(at++) == '+' ? value + product() : value - product();
        return value;
    }

    private double product() {
        double value = factor();
        while (at < text.length() && (text.charAt(at) == '*' || text.charAt(at) == '/')) value = text.charAt(at++) == '*' ? value * factor() : value / factor();
        return value;
    }

    private double factor() {
        if (at >= text.length() || ++depth > DEEPEST) throw wrong();
        double value;
        if (text.charAt(at) == '-' || text.charAt(at) == '+') value = text.charAt(at++) == '-' ? -factor() : factor();
        else if (text.charAt(at) == '(') {
            at++;
            value = sum();
            if (at >= text.length() || text.charAt(at++) != ')') throw wrong();
        } else if (text.startsWith("pi", at)) {
            at += 2;
            value = Math.PI;
        } else value = number();
        depth--;
        return value;
    }

    private double number() {
        var m = java.util.regex.Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?").matcher(text).region(at, text.length());
        if (!m.lookingAt()) throw wrong();
        at = m.end();
        return Double.parseDouble(m.group());
    }

    private IllegalArgumentException wrong() { return new IllegalArgumentException("'" + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + "' is no angle: numbers, pi, + - * / and parentheses are"); }
}
