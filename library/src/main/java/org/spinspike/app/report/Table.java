package org.spinspike.app.report;

import java.util.ArrayList;
import java.util.List;
import org.spinspike.app.report.figure.Numbers;
import org.spinspike.app.report.figure.Palette;
import org.spinspike.app.report.figure.Plain;
import org.spinspike.math.Require;
import org.spinspike.statistics.Estimate;

/** A table of words and numbers; numbers stand flush right, intervals beside them in grey. Everything given is plain text. */
public final class Table {
    private final List<String> heads;
    private final List<String> rows = new ArrayList<>();
    private final boolean[] numbers;                     // columns whose heads stand flush right as well
    private String caption = "";

    public Table(String... heads) {
        this.heads = List.of(heads);
        this.numbers = new boolean[heads.length];
    }

    /** What the table shows; stands above it. */
    public Table caption(String text) {
        caption = text;
        return this;
    }

    public Table row(Cell... cells) {
        Require.length("cells of a row", cells.length, heads.size());
        var row = new StringBuilder("<tr>");
        for (int c = 0; c < cells.length; c++) {
            numbers[c] |= c > 0 && cells[c].html.startsWith("<td class=\"n");
            row.append(cells[c].html.replaceFirst("^<td", c == 0 ? "<th scope=\"row\"" : "<td")).append(c == 0 ? "</th>" : "</td>");
        }
        rows.add(row.append("</tr>\n").toString());
        return this;
    }

    String html() {
        var out = new StringBuilder("<div class=\"wide\"><table>");
        if (!caption.isEmpty()) out.append("<caption>").append(Plain.escape(Plain.signs(caption))).append("</caption>");
        out.append("<thead><tr>");
        for (int c = 0; c < heads.size(); c++)
            out.append(numbers[c] ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">").append(Plain.escape(heads.get(c))).append("</th>");
        out.append("</tr></thead>\n<tbody>");
        rows.forEach(out::append);
        return out.append("</tbody></table></div>\n").toString();
    }

    /** One cell, made by the methods below. */
    public static final class Cell {
        private final String html;                        // begins with <td, without the closing tag

        private Cell(String html) { this.html = html; }
    }

    public static Cell text(String text) { return new Cell("<td>" + Plain.escape(text)); }

    /** Text with a second, smaller line below. */
    public static Cell text(String text, String below) { return new Cell("<td>" + Plain.escape(text) + "<small>" + Plain.escape(below) + "</small>"); }

    /** A model's name with its colour and marker. */
    public static Cell model(String label, int model) { return new Cell("<td><span class=\"swatch m" + Math.floorMod(model, Palette.models()) + "\"></span>" + Plain.escape(label)); }

    public static Cell number(String number) { return new Cell("<td class=\"n\">" + Plain.escape(Plain.signs(number))); }

    /** A number with something said of it in grey. */
    public static Cell number(String number, String remark) {
        return new Cell("<td class=\"n\">" + Plain.escape(Plain.signs(number)) + " <span class=\"ci\">" + Plain.escape(remark) + "</span>");
    }

    /** Wall time: the one thing on a page that is another each time, and marked as such. */
    public static Cell seconds(double seconds) { return new Cell("<td class=\"n\"><span class=\"seconds\">" + (seconds < 9.95 ? Numbers.of(seconds, 1) : Numbers.of(seconds, 0)) + "</span>"); }

    /** "0.31 [0.28, 0.34]" */
    public static Cell interval(double value, double low, double high) {
        String text = Numbers.interval(value, low, high);
        int bracket = text.indexOf(" [");
        return bracket < 0 ? number(text) : number(text.substring(0, bracket), text.substring(bracket + 1));
    }

    public static Cell interval(Estimate estimate) { return interval(estimate.value(), estimate.ninetyFive().low(), estimate.ninetyFive().high()); }

    public static Cell none(String why) { return new Cell("<td class=\"n none\">" + Plain.escape(why)); }
}
