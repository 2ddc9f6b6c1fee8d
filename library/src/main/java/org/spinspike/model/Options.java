package org.spinspike.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values for a family's {@link Option}s, complete and of the right kind; the family turns them into its own validating record. */
public final class Options {
    private final Map<String, String> values = new LinkedHashMap<>();

    private Options() {}

    /**
     * @param offered what the family knows
     * @param given   some of it; the rest takes its default
     * @throws IllegalArgumentException for an unknown name (the message lists the known ones) or a value of the wrong kind
     */
    public static Options of(List<Option> offered, Map<String, String> given) {
        var options = new Options();
        for (Option option : offered) options.values.put(option.name(), check(option, given.getOrDefault(option.name(), option.defaultValue())));
        for (String name : given.keySet()) {
            if (!options.values.containsKey(name)) {
                throw new IllegalArgumentException("unknown option --" + name + "; there are: "
                        + offered.stream().map(o -> "--" + o.name()).collect(Collectors.joining(", ")));
            }
        }
        return options;
    }

    private static String check(Option option, String value) {
        boolean fits = switch (option.kind()) {
            case FLAG -> value.equals("true") || value.equals("false");
            case WHOLE -> value.matches("[+-]?\\d{1,9}");
            case REAL -> value.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
            case TEXT -> true;
        };
        if (!fits) throw new IllegalArgumentException("--" + option.name() + " must be " + switch (option.kind()) {
            case FLAG -> "true or false";
            case WHOLE -> "a whole number";
            case REAL -> "a number";
            case TEXT -> "text";
        } + ", got '" + value + "'");
        return value;
    }

    public boolean flag(String name)  { return Boolean.parseBoolean(value(name)); }
    public int whole(String name)     { return Integer.parseInt(value(name)); }
    public double real(String name)   { return Double.parseDouble(value(name)); }
    public String text(String name)   { return value(name); }
    public Map<String, String> values() { return Collections.unmodifiableMap(values); }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) throw new IllegalStateException("the family did not declare --" + name);
        return value;
    }
}
