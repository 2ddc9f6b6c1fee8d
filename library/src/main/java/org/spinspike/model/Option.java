package org.spinspike.model;

/**
 * One choice a family offers, as the command line, the help and the model file name it.
 *
 * @param name         without dashes: "bond"
 * @param kind         what its value is
 * @param defaultValue as text; "false" for a flag
 * @param help         one line, unit included
 */
public record Option(String name, Kind kind, String defaultValue, String help) {
    public enum Kind { FLAG, WHOLE, REAL, TEXT }

    public static Option flag(String name, String help)                            { return new Option(name, Kind.FLAG, "false", help); }
    public static Option whole(String name, int defaultValue, String help)         { return new Option(name, Kind.WHOLE, "" + defaultValue, help); }
    public static Option real(String name, double defaultValue, String help)       { return new Option(name, Kind.REAL, "" + defaultValue, help); }
    public static Option text(String name, String defaultValue, String help)       { return new Option(name, Kind.TEXT, defaultValue, help); }
}
