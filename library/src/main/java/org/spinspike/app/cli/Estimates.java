package org.spinspike.app.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.spinspike.model.Family;

/**
 * The answer to {@code --dry-run}. What was measured is CPU time of whole runs on one core (docs/performance.md): beside the training itself there is what every run takes,
 * and code is slow until the virtual machine has compiled it. So a time is a range,
 *
 * <pre>
 * from  .7 (fixed + reading + training)        to  1.4 (fixed + reading) + 1.7 training + min(2 s, 20 training)
 * </pre>
 */
final class Estimates {
    /** What the program takes of the machine before it reads anything: the virtual machine, its compiled code, the libraries. */
    private static final long PROGRAM_BYTES = 200_000_000;
    private static final double ENTRY_SECONDS = 1.3e-7, FEWEST = .7, MOST_FIXED = 1.4, MOST_TRAINING = 1.7, COLD_SECONDS = 2, COLD = 20;

    /** What a run takes whatever is trained. */
    enum Beside {
        /** Start of the program, a file written. */ MODEL(2),
        /** Samples, noise floors, figures and a report on top. */ REPORT(8);

        private final double seconds;

        Beside(double seconds) { this.seconds = seconds; }
    }

    private Estimates() {}

    /** @param entries read: trials x bins x neurons */
    static int answer(GeneralOptions general, String what, Family.Cost cost, Beside beside, long entries) { return answer(general, what, cost, beside, entries, Map.of()); }

    /** @param more of what was read, for the JSON */
    static int answer(GeneralOptions general, String what, Family.Cost cost, Beside beside, long entries, Map<String, ?> more) {
        double training = cost.seconds(), fixed = beside.seconds + ENTRY_SECONDS * entries;
        double from = FEWEST * (fixed + training), to = MOST_FIXED * fixed + MOST_TRAINING * training + Math.min(COLD_SECONDS, COLD * training);
        long heap = Runtime.getRuntime().maxMemory();
        var json = new LinkedHashMap<String, Object>();
        json.put("what", what);
        json.put("memory_bytes", cost.bytes());
        json.put("process_bytes", PROGRAM_BYTES + cost.bytes());
        json.put("heap_bytes", heap);
        json.put("flops", cost.flops());
        json.put("seconds", fixed + training);
        json.put("seconds_from", from);
        json.put("seconds_to", to);
        json.put("note", cost.note());
        json.putAll(more);
        general.answer(json, () -> String.format(Locale.ROOT, "%s: about %.0f MB beyond the data, %.0f of them for the program itself (heap: at most %.0f MB), about %s to %s s on one core (%.2g floating-point operations)%n%s%s",
                what, (PROGRAM_BYTES + cost.bytes()) / 1e6, PROGRAM_BYTES / 1e6, heap / 1e6, seconds(from), seconds(to), cost.flops(), cost.note(),
                cost.bytes() > .8 * heap ? "\nthis does not fit: SPINSPIKE_JAVA_OPTS=-Xmx... gives more memory" : ""));
        return 0;
    }

    private static String seconds(double value) { return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value); }
}
