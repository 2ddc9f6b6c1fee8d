package org.spinspike;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Output as a document shows it against output as it is: the same words, and numbers within 2 % or .02 of one another, which is far more than
 * two kinds of processor differ by and less than a reader would mind. Running times are not compared; a line of "..." stands for any lines.
 */
final class Shown {
    private static final double TOLERANCE = .02;
    private static final Pattern TIME = Pattern.compile("\\bin \\d+\\.\\d s\\b"), NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");

    private Shown() {}

    /** @return null where {@code shown} holds for {@code printed}, else what is wrong */
    static String difference(List<String> shown, List<String> printed) {
        int p = 0;
        boolean gap = false;
        for (String line : shown) {
            if (line.isBlank()) continue;
            if (line.strip().equals("...")) {
                gap = true;
                continue;
            }
            while (p < printed.size() && (printed.get(p).isBlank() || gap && !same(line, printed.get(p)))) p++;
            if (p == printed.size()) return "nothing like \"" + line + "\"";
            if (!same(line, printed.get(p))) return "\"" + line + "\" is \"" + printed.get(p) + "\"";
            gap = false;
            p++;
        }
        while (p < printed.size() && printed.get(p).isBlank()) p++;
        return gap || p == printed.size() ? null : "\"" + printed.get(p) + "\" is not shown";
    }

    private static boolean same(String shown, String printed) {
        if (!words(shown).equals(words(printed))) return false;
        double[] a = numbers(shown), b = numbers(printed);
        for (int n = 0; n < a.length; n++) if (Math.abs(a[n] - b[n]) > TOLERANCE * Math.max(1, Math.abs(b[n]))) return false;
        return true;
    }

    /** The line without its numbers; the width of columns follows that of numbers, so runs of blanks are one. */
    private static String words(String line) { return NUMBER.matcher(timeless(line)).replaceAll("#").strip().replaceAll("\\s+", " "); }

    private static double[] numbers(String line) { return NUMBER.matcher(timeless(line)).results().map(MatchResult::group).mapToDouble(Double::parseDouble).toArray(); }

    private static String timeless(String line) { return TIME.matcher(line).replaceAll("in some s"); }
}
