package org.spinspike.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.report.figure.Fonts;
import org.spinspike.app.report.figure.Palette;
import org.spinspike.app.report.figure.Plain;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.io.AtomicFile;
import org.spinspike.math.Require;

/**
 * One HTML page that is complete in itself: style and figures inside, no script, nothing fetched, for screen (light and dark), paper and
 * small windows. Whatever text it is given is shown as text; it is well-formed XML, too.
 */
public final class Page {
    private final String title, kicker;
    private final StringBuilder lead = new StringBuilder(), body = new StringBuilder();
    private final Map<String, String> contents = new LinkedHashMap<>();
    private final List<Figure> figures = new ArrayList<>();
    private boolean inSection;

    /** @param kicker a few words above the title */
    public Page(String title, String kicker) {
        this.title = title;
        this.kicker = kicker;
    }

    /** What was done, name by name, above everything else. */
    public Page facts(Map<String, String> facts) {
        lead.append("<dl class=\"facts\">");
        facts.forEach((name, value) -> lead.append("<div><dt>").append(shown(name)).append("</dt><dd>").append(shown(value)).append("</dd></div>\n"));
        lead.append("</dl>\n");
        return this;
    }

    /** The answer, in one sentence, right below the title. */
    public Page answer(String sentence) {
        lead.append("<p class=\"answer\">").append(prose(sentence)).append("</p>\n");
        return this;
    }

    /** What is said of each model, below the answer. */
    public Page sayings(List<Saying> sayings) {
        lead.append("<ul class=\"sayings\">");
        for (Saying s : sayings) {
            lead.append("<li><span class=\"swatch m").append(Math.floorMod(s.model, Palette.models())).append("\"></span><div>");
            for (int n = 0; n < s.sentences.size(); n++)
                lead.append(n == 0 ? "<strong>" : " ").append(prose(s.sentences.get(n))).append(n == 0 ? "</strong>" : "");
            lead.append("</div></li>\n");
        }
        lead.append("</ul>\n");
        return this;
    }

    /** @param model number that gives the colour; @param sentences the first one stands out */
    public record Saying(int model, List<String> sentences) {}

    public Page warning(String text) {
        lead.append("<p class=\"warning\">").append(prose(text)).append("</p>\n");
        return this;
    }

    public Page section(String id, String heading) {
        Require.that(id.matches("[a-z-]+"), "a section's id must be made of a-z and dashes, got '" + id + "'");
        closeSection();
        contents.put(id, heading);
        body.append("<section id=\"").append(id).append("\"><h2>").append(shown(heading)).append("</h2>\n");
        inSection = true;
        return this;
    }

    /** A heading within a section. */
    public Page heading(String text) {
        body.append("<h3>").append(shown(text)).append("</h3>\n");
        return this;
    }

    public Page paragraph(String text) {
        body.append("<p>").append(prose(text)).append("</p>\n");
        return this;
    }

    public Page list(List<String> items) {
        body.append("<ul>");
        for (String item : items) body.append("<li>").append(prose(item)).append("</li>\n");
        body.append("</ul>\n");
        return this;
    }

    /** Words and what they mean. */
    public Page glossary(Map<String, String> words) {
        body.append("<dl class=\"glossary\">");
        words.forEach((word, meaning) -> body.append("<dt>").append(shown(word)).append("</dt><dd>").append(prose(meaning)).append("</dd>\n"));
        body.append("</dl>\n");
        return this;
    }

    public Page table(Table table) {
        body.append(table.html());
        return this;
    }

    /** On a machine without fonts the caption stays and one line says why there is no figure. */
    public Page figure(Figure figure) {
        figures.add(figure);
        body.append("<figure id=\"figure-").append(figure.name()).append("\"><h3>").append(shown(figure.title())).append("</h3>\n");
        if (Fonts.trouble().isPresent()) body.append("<p class=\"warning\">").append(shown(Fonts.trouble().get())).append("</p>");
        else body.append("<div class=\"plot\" style=\"--w:").append(figure.width()).append("px\">").append(figure.inlineSvg()).append("</div>");
        body.append("<figcaption>").append(prose(figure.caption())).append("</figcaption></figure>\n");
        return this;
    }

    /** Two figures beside each other where the window is wide enough. */
    public Page side(Figure left, Figure right) {
        body.append("<div class=\"side\">");
        figure(left).figure(right);
        body.append("</div>\n");
        return this;
    }

    /** Begins a part that is folded away until asked for; ends with {@link #unfold}. */
    public Page fold(String summary) {
        body.append("<details><summary>").append(shown(summary)).append("</summary>\n");
        return this;
    }

    public Page unfold() {
        body.append("</details>\n");
        return this;
    }

    /** @return every figure on the page, in order: to be written as files beside it */
    public List<Figure> figures() { return List.copyOf(figures); }

    public String html() {
        closeSection();
        var out = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\"><head><meta charset=\"utf-8\"/>\n<title>")
                .append(shown(title)).append("</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<meta name=\"generator\" content=\"SpinSpike\"/>\n<style>\n")
                .append(style()).append("</style></head>\n<body>\n<header><p class=\"kicker\">").append(shown(kicker)).append("</p><h1>").append(shown(title)).append("</h1>\n")
                .append(lead).append("</header>\n");
        if (contents.size() > 1) {
            out.append("<nav aria-label=\"Contents\"><p>Contents</p><ol>");
            contents.forEach((id, heading) -> out.append("<li><a href=\"#").append(id).append("\">").append(shown(heading)).append("</a></li>\n"));
            out.append("</ol></nav>\n");
        }
        return out.append("<main>\n").append(body).append("</main>\n</body></html>\n").toString();
    }

    /** Writes the page, and every figure on it as SVG and PNG into {@code figures/}; where there are no fonts, the page alone, which says so. */
    public void write(OutputFolder target, String name) {
        text(target.make("").resolve(name), html());
        if (Fonts.trouble().isPresent()) return;
        Path folder = target.make("figures");
        for (Figure figure : figures) {
            text(folder.resolve(figure.name() + ".svg"), figure.svg());
            byte[] png = figure.png();
            AtomicFile.write(folder.resolve(figure.name() + ".png"), out -> out.write(png));
        }
    }

    private static void text(Path file, String content) { AtomicFile.write(file, out -> out.write(content.getBytes(StandardCharsets.UTF_8))); }

    private void closeSection() {
        if (inSection) body.append("</section>\n");
        inSection = false;
    }

    private static String prose(String text) { return shown(Plain.signs(text)); }

    /** As text, with no line broken between a number and its percent sign. */
    private static String shown(String text) { return Plain.escape(text).replace(" %", "\u00A0%"); }

    private static String style() {
        try (InputStream in = Page.class.getResourceAsStream("page.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("/*light*/", Palette.css(false)).replace("/*dark*/", Palette.css(true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
