package org.spinspike.app.report.figure;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Writes the tree Batik drew: attributes sorted, defaults and comments dropped, colours as hex codes - the same tree, the same bytes.
 * A themed copy names the page's variables instead of the colours and leaves the white paper out.
 */
final class SvgText {
    private static final Pattern RGB = Pattern.compile("rgb\\((\\d+),(\\d+),(\\d+)\\)");
    private static final Map<String, String> NAMED = Map.of("black", "#000000", "white", "#ffffff", "gray", "#808080", "red", "#ff0000", "blue", "#0000ff",
            "lightgray", "#c0c0c0", "darkgray", "#404040");
    /** What SVG assumes anyway, and what Batik says of every group although the root says it once. */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(Map.entry("color-interpolation", "auto"), Map.entry("color-rendering", "auto"),
            Map.entry("image-rendering", "auto"), Map.entry("shape-rendering", "auto"), Map.entry("text-rendering", "auto"), Map.entry("xml:space", "preserve"));

    private final boolean themed;
    private final StringBuilder out = new StringBuilder();

    private SvgText(boolean themed) { this.themed = themed; }

    static String of(Element root, Figure figure, boolean themed) {
        var text = new SvgText(themed);
        String w = Integer.toString(figure.width()), h = Integer.toString(figure.height());
        if (!themed) text.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        text.out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ").append(w).append(' ').append(h)
                .append("\" width=\"").append(w).append("\" height=\"").append(h).append("\" role=\"img\" aria-label=\"").append(Plain.escape(figure.alt()))
                .append("\" font-family=\"").append(Fonts.STACK).append('"');
        text.attributes(root, true);
        text.out.append('>');
        if (!themed) text.out.append("<title>").append(Plain.escape(figure.title())).append("</title>");
        text.children(root);
        return text.out.append("</svg>\n").toString();
    }

    private void element(Element element) {
        String name = element.getTagName();
        if (name.equals("defs") && element.getFirstChild() == null) return;
        int start = out.length();
        out.append('<').append(name);
        boolean plain = !attributes(element, false);
        if (name.equals("g") && (plain || element.getFirstChild() == null)) {   // a group that says nothing is no group
            out.setLength(start);
            children(element);
            return;
        }
        if (element.getFirstChild() == null) {
            out.append("/>");
            return;
        }
        out.append('>');
        children(element);
        out.append("</").append(name).append('>');
        if (name.equals("g") || name.equals("defs")) out.append('\n');
    }

    private void children(Element element) {
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element e) element(e);
            else if (child.getNodeType() == Node.TEXT_NODE) out.append(Plain.escape(child.getNodeValue()));
        }
    }

    /** @return whether there was anything to say */
    private boolean attributes(Element element, boolean root) {
        NamedNodeMap map = element.getAttributes();
        var sorted = new TreeMap<String, String>();
        for (int n = 0; n < map.getLength(); n++) {
            String name = map.item(n).getNodeName(), value = map.item(n).getNodeValue();
            if (value.equals(DEFAULTS.get(name)) || name.equals("font-family") || name.startsWith("xmlns") || name.equals("contentScriptType")
                    || name.equals("contentStyleType") || name.equals("preserveAspectRatio") && root || name.equals("zoomAndPan") || name.equals("version")) continue;
            if (name.equals("id") && value.equals("genericDefs") || name.equals("id") && element.getTagName().equals("defs")) continue;
            if (root && (name.equals("width") || name.equals("height"))) continue;
            sorted.put(name, colour(name, value));
        }
        sorted.forEach((name, value) -> out.append(' ').append(name).append("=\"").append(Plain.escape(value)).append('"'));
        return !sorted.isEmpty();
    }

    private String colour(String name, String value) {
        if (!name.equals("fill") && !name.equals("stroke")) return value;
        Matcher rgb = RGB.matcher(value);
        String hex = rgb.matches()
                ? String.format("#%02x%02x%02x", Integer.parseInt(rgb.group(1)), Integer.parseInt(rgb.group(2)), Integer.parseInt(rgb.group(3)))
                : NAMED.getOrDefault(value, value);
        String variable = Palette.variables().get(hex);
        return themed && variable != null ? "var(" + variable + ")" : hex;
    }
}
