package org.spinspike.app.report.figure;

import java.awt.Color;

/**
 * One line of a figure with its uncertainty.
 *
 * @param label name of the model, or "data"
 * @param model its number, which chooses colour and marker; -1 for data
 * @param y     values; NaN where undefined
 * @param low   lower ends of the intervals, or null
 * @param high  upper ends, or null
 */
public record Curve(String label, int model, double[] y, double[] low, double[] high) {
    public static Curve data(double[] y, double[] low, double[] high) { return new Curve("data", -1, y, low, high); }

    boolean hasBand() { return low != null && high != null; }

    Color color() { return color(model); }

    static Color color(int model) { return model < 0 ? Palette.DATA : Palette.model(model); }
}
