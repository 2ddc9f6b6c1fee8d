package org.spinspike.app.task;

import java.util.Arrays;

/** Numbers as people type them: "1", "0.5,1,2", or "0:4:41", from, to and how many, evenly; "0.1:10:21:log", evenly by factors. */
public final class ValueList {
    private static final String NUMBER = "[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?";
    private static final int MOST = 100_000;

    private ValueList() {}

    /**
     * @param option its name, for the message
     * @throws IllegalArgumentException where the text is none of the three forms
     */
    public static double[] of(String option, String text) {
        if (text.matches(NUMBER + "(," + NUMBER + ")*")) return Arrays.stream(text.split(",")).mapToDouble(Double::parseDouble).toArray();
        if (!text.matches(NUMBER + ":" + NUMBER + ":\\d{1,6}(:log)?"))
            throw new IllegalArgumentException(option + " must be a number, numbers with commas between, or FROM:TO:HOW-MANY[:log], got '" + text + "'");
        String[] parts = text.split(":");
        double from = Double.parseDouble(parts[0]), to = Double.parseDouble(parts[1]);
        int count = Integer.parseInt(parts[2]);
        boolean log = parts.length == 4;
        if (count < 2 || count > MOST) throw new IllegalArgumentException(option + " must have 2.." + MOST + " values, got " + count);
        if (log && !(from > 0 && to > 0)) throw new IllegalArgumentException(option + " must begin and end above 0 to be even by factors, got '" + text + "'");
        double[] values = new double[count];
        for (int n = 0; n < count; n++) {
            double part = (double) n / (count - 1);
            values[n] = n == 0 ? from : n == count - 1 ? to : log ? from * Math.pow(to / from, part) : from + part * (to - from);
        }
        return values;
    }
}
