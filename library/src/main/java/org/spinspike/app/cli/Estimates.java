package org.spinspike.app.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import org.spinspike.model.Family;

/** The answer to {@code --dry-run}. */
final class Estimates {
    /** Sustained on one core by small dense products; the true figure is between half and twice this. */
    private static final double FLOPS_PER_SECOND = 4e9;

    private Estimates() {}

    static int answer(GeneralOptions general, String what, Family.Cost cost) {
        double seconds = cost.flops() / FLOPS_PER_SECOND;
        long heap = Runtime.getRuntime().maxMemory();
        var json = new LinkedHashMap<String, Object>();
        json.put("what", what);
        json.put("memory_bytes", cost.bytes());
        json.put("heap_bytes", heap);
        json.put("flops", cost.flops());
        json.put("seconds", seconds);
        json.put("note", cost.note());
        general.answer(json, () -> String.format(Locale.ROOT, "%s: about %.1f MB beyond the data (heap: %.0f MB), about %.1f s on one core (%.2g floating-point operations)%n%s%s",
                what, cost.bytes() / 1e6, heap / 1e6, seconds, cost.flops(), cost.note(), cost.bytes() > .8 * heap ? "\nthis does not fit: SPINSPIKE_JAVA_OPTS=-Xmx... gives more memory" : ""));
        return 0;
    }
}
