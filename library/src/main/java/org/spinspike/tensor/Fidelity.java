package org.spinspike.tensor;

import java.util.Locale;

/**
 * How well a circuit makes a state: the squared overlap of the two before anything is measured.
 *
 * @param value the overlap itself, or what it is at least
 * @param exact whether it is the overlap itself
 */
public record Fidelity(double value, boolean exact) {
    /** @return with so many decimals; a bound is rounded down */
    public String words(int decimals) {
        double scale = Math.pow(10, decimals);
        return (exact ? "" : "at least ") + String.format(Locale.ROOT, "%." + decimals + "f", exact ? value : Math.floor(value * scale) / scale);
    }
}
