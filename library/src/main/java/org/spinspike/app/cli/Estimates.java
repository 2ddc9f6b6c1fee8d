package org.spinspike.app.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import org.spinspike.model.Family;

/** The answer to {@code --dry-run}. */
final class Estimates {
    /** What the program takes of the machine before it reads anything: the virtual machine, its compiled code, the libraries. */
    private static final long PROGRAM_BYTES = 200_000_000;

    private Estimates() {}

    static int answer(GeneralOptions general, String what, Family.Cost cost) {
        double seconds = cost.seconds();
        long heap = Runtime.getRuntime().maxMemory();
        var json = new LinkedHashMap<String, Object>();
        json.put("what", what);
        json.put("memory_bytes", cost.bytes());
        json.put("process_bytes", PROGRAM_BYTES + cost.bytes());
        json.put("heap_bytes", heap);
        json.put("flops", cost.flops());
        json.put("seconds", seconds);
        json.put("note", cost.note());
        general.answer(json, () -> String.format(Locale.ROOT, "%s: about %.0f MB beyond the data, %.0f of them for the program itself (heap: at most %.0f MB), about %.1f s on one core (%.2g floating-point operations)%n%s%s",
                what, (PROGRAM_BYTES + cost.bytes()) / 1e6, PROGRAM_BYTES / 1e6, heap / 1e6, seconds, cost.flops(), cost.note(), cost.bytes() > .8 * heap ? "\nthis does not fit: SPINSPIKE_JAVA_OPTS=-Xmx... gives more memory" : ""));
        return 0;
    }
}
