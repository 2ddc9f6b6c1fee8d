package org.spinspike.circuit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.spinspike.circuit.Operation.Barrier;
import org.spinspike.circuit.Operation.Measure;
import org.spinspike.circuit.Operation.Turn;
import org.spinspike.math.Require;

/**
 * The two dialects of OpenQASM: 2.0 (Cross, Bishop, Smolin &amp; Gambetta, arXiv 1707.03429) and 3.0 (Cross et al., arXiv 2104.14722). What is written is in the part
 * both share but for declarations and measurements; registers are called q and c, numbers are bound, one operation a line.
 */
public enum Qasm {
    QASM2("OPENQASM 2.0;", "include \"qelib1.inc\";"), QASM3("OPENQASM 3.0;", "include \"stdgates.inc\";");

    /** Digits that tell any double from its neighbours. */
    public static final int ALL_DIGITS = 17;
    /** Rotations below this are written with an exponent. */
    private static final double SMALL = 1e-4;

    private final String version, library;

    Qasm(String version, String library) {
        this.version = version;
        this.library = library;
    }

    /** @return the dialect's name on the command line */
    public String word() { return name().toLowerCase(java.util.Locale.ROOT); }

    /**
     * @param digits   significant digits of angles, 1 to 17
     * @param comments lines for people, put behind the version
     * @return the program, lines ended by \n
     */
    public String write(Circuit circuit, int digits, List<String> comments) {
        Require.inRange("digits", digits, 1, ALL_DIGITS);
        var text = new StringBuilder(version + "\n" + library + "\n");
        for (String comment : comments) text.append("// ").append(comment.replaceAll("\\R", " ")).append('\n');
        if (this == QASM2) text.append("qreg q[").append(circuit.qubits()).append("];\n");
        else text.append("qubit[").append(circuit.qubits()).append("] q;\n");
        if (circuit.bits() > 0) {
            if (this == QASM2) text.append("creg c[").append(circuit.bits()).append("];\n");
            else text.append("bit[").append(circuit.bits()).append("] c;\n");
        }
        for (Operation o : circuit.operations()) text.append(line(o, digits)).append('\n');
        return text.toString();
    }

    private String line(Operation o, int digits) {
        if (o instanceof Barrier) return "barrier q;";
        if (o instanceof Measure m) return this == QASM2 ? "measure q[" + m.qubit() + "] -> c[" + m.bit() + "];" : "c[" + m.bit() + "] = measure q[" + m.qubit() + "];";
        var text = new StringBuilder(o.word());
        if (o instanceof Turn t) text.append('(').append(number(t.angle(), digits)).append(')');
        int[] on = Circuit.on(o);
        for (int i = 0; i < on.length; i++) text.append(i == 0 ? " q[" : ",q[").append(on[i]).append(']');
        return text.append(';').toString();
    }

    /** A real number of both dialects: it has a point, also before an exponent. */
    static String number(double value, int digits) {
        BigDecimal rounded = new BigDecimal(Double.toString(value)).round(new MathContext(digits)).stripTrailingZeros();
        if (rounded.signum() == 0) return "0.0";
        if (rounded.abs().doubleValue() >= SMALL) {
            String plain = rounded.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String all = rounded.unscaledValue().abs().toString();
        return (rounded.signum() < 0 ? "-" : "") + all.charAt(0) + "." + (all.length() == 1 ? "0" : all.substring(1)) + "e" + (rounded.precision() - rounded.scale() - 1);
    }

    /**
     * Reads a program of either dialect: declarations, the gates of {@link Operation} and those a line of them can say (u, u1, u2, u3, p, id, z, s, t and their inverses),
     * measurements, resets, barriers; on single qubits or whole registers; angles with + - * / and pi. Several registers become one, in order.
     *
     * @throws IllegalArgumentException at the first line that is something else; the message begins with "line N: "
     */
    public static Circuit read(String program) { return new QasmReader(program).circuit(); }
}
