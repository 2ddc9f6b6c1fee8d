package org.spinspike.app.report.figure;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Colours of figures: black and greys for data and axes, one hue a model. The hues are those of Okabe and Ito (2008), told apart with every
 * common kind of colour blindness; yellow is left out, which is lost on white, and a brown, darker than the others, is the last. Each has a brighter twin for dark pages.
 */
public final class Palette {
    static final Color PAPER = new Color(0xFFFFFF);
    static final Color DATA = new Color(0x1A1C1F);
    static final Color TEXT = new Color(0x33373C);
    static final Color MUTED = new Color(0x686F77);
    static final Color AXIS = new Color(0x9AA1A9);
    static final Color GRID = new Color(0xE7E9EC);
    static final Color SHADE = new Color(0xC9CDD2);
    static final Color ALARM = new Color(0xC22E2A);

    private static final int[] MODELS = {0x0072B2, 0xD55E00, 0x009E73, 0xB5549A, 0xE69F00, 0x56B4E9, 0x7A4B1E};
    private static final int[] MODELS_DARK = {0x5AB4EE, 0xFF8A42, 0x2FCB9F, 0xE58FCB, 0xF2B632, 0x9AD5F7, 0xC79A6B};

    private Palette() {}

    /** @return the colour of model m; after seven they come again, with another marker */
    public static Color model(int m) { return new Color(MODELS[Math.floorMod(m, MODELS.length)]); }

    public static int models() { return MODELS.length; }

    /** @return "#0072b2" */
    public static String hex(Color color) { return String.format("#%06x", color.getRGB() & 0xFFFFFF); }

    /** @return the page's variable for each colour that changes in the dark, by its hex code */
    static Map<String, String> variables() {
        var names = new LinkedHashMap<String, String>();
        names.put(hex(PAPER), "--paper");
        names.put(hex(DATA), "--data");
        names.put(hex(TEXT), "--text");
        names.put(hex(MUTED), "--muted");
        names.put(hex(AXIS), "--axis");
        names.put(hex(GRID), "--grid");
        names.put(hex(SHADE), "--shade");
        names.put(hex(ALARM), "--alarm");
        for (int m = 0; m < MODELS.length; m++) names.put(hex(model(m)), "--model" + m);
        return names;
    }

    /** @return CSS declarations of those variables: "--paper:#ffffff;..." */
    public static String css(boolean dark) {
        var out = new StringBuilder();
        String[] darkGreys = {"#16181c", "#eceef0", "#d9dce0", "#a2a9b1", "#737a83", "#2b2f35", "#4a5058", "#ff7b72"};
        int n = 0;
        for (var entry : variables().entrySet()) {
            String colour = !dark ? entry.getKey() : n < darkGreys.length ? darkGreys[n] : String.format("#%06x", MODELS_DARK[n - darkGreys.length]);
            out.append(entry.getValue()).append(':').append(colour).append(';');
            n++;
        }
        return out.toString();
    }
}
