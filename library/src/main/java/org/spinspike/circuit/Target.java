package org.spinspike.circuit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a machine takes. The limits of the JHPC-quantum machines are those of their public documents and test scripts of August 2026: dialect, 40,000 operations and
 * 64 KiB of program; the numbers of qubits are those of machines of their kind. All take rx, ry, rz, sx, x, h, cx, cz, measure, reset and barrier.
 */
public enum Target {
    GENERIC(null, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE),
    REIMEI(Qasm.QASM2, 20, 40_000, 65_536),
    REIMEI_SIMULATOR(Qasm.QASM2, 20, 40_000, 65_536),
    IBM_KOBE_DACC(Qasm.QASM3, 156, 40_000, 65_536);

    private final Qasm dialect;
    private final int qubits, operations, bytes;

    Target(Qasm dialect, int qubits, int operations, int bytes) {
        this.dialect = dialect;
        this.qubits = qubits;
        this.operations = operations;
        this.bytes = bytes;
    }

    /** @return the only dialect it reads, empty for both */
    public Optional<Qasm> dialect() { return Optional.ofNullable(dialect); }

    /** @return the name on the command line */
    public String word() { return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'); }

    public static Optional<Target> named(String word) { return Arrays.stream(values()).filter(t -> t.word().equals(word)).findFirst(); }

    public static List<String> words() { return Arrays.stream(values()).map(Target::word).toList(); }

    /** @return whether there is anything it does not take */
    public boolean limited() { return this != GENERIC; }

    /** @return what is too large, in words; empty where the circuit fits */
    public Optional<String> refuses(Size size) {
        if (size.qubits > qubits) return Optional.of(size.qubits + " qubits, " + word() + " has " + qubits);
        if (size.operations > operations) return Optional.of(size.operations + " operations, " + word() + " takes " + operations);
        if (size.bytes > bytes) return Optional.of(size.bytes + " bytes of program, " + word() + " takes " + bytes);
        return Optional.empty();
    }

    /** What a machine counts of a circuit. */
    public record Size(long qubits, long operations, long bytes) {
        public static Size of(Circuit circuit, String program) { return new Size(circuit.qubits(), circuit.operations().size(), program.length()); }
    }
}
