package org.spinspike.circuit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.spinspike.circuit.Operation.Axis;
import org.spinspike.circuit.Operation.Named;
import org.spinspike.circuit.Operation.Paired;

/** Reads programs, statement by statement. See {@link Qasm#read}. */
final class QasmReader {
    private static final Pattern VERSION = Pattern.compile("OPENQASM\\s+(\\S+)"), INCLUDE = Pattern.compile("include\\s*\"[^\"]*\"");
    private static final Pattern DECLARED_2 = Pattern.compile("(qreg|creg)\\s+(\\w+)\\s*\\[\\s*(\\d+)\\s*]"), DECLARED_3 = Pattern.compile("(qubit|bit)\\s*(?:\\[\\s*(\\d+)\\s*])?\\s*\\b(\\w+)");
    private static final Pattern MEASURE_2 = Pattern.compile("measure\\s+(.+?)\\s*->\\s*(.+)"), MEASURE_3 = Pattern.compile("(.+?)\\s*=\\s*measure\\s+(.+)");
    private static final Pattern GATE = Pattern.compile("(\\w+)\\s*(?:\\((.*)\\))?\\s*([^()]*)", Pattern.DOTALL), OPERAND = Pattern.compile("(\\w+)\\s*(?:\\[\\s*(\\d+)\\s*])?");
    private static final List<String> KNOWN = List.of("rx", "ry", "rz", "x", "h", "sx", "cx", "cz", "measure", "reset", "barrier", "CX", "u", "U", "u1", "u2", "u3", "p", "phase", "id", "y", "z", "s", "sdg", "t", "tdg");
    private static final int MOST_QUBITS = 1 << 20;

    private record Register(int from, int size) {}

    private final Map<String, Register> qubits = new LinkedHashMap<>(), bits = new LinkedHashMap<>();
    private final String[] statements;
    private int line = 1, number;
    private Circuit.Builder builder;
    private boolean versioned;

    QasmReader(String program) { statements = withoutComments(program).split(";", -1); }

    /** Comments become blanks, so that lines keep their numbers. */
    private static String withoutComments(String program) {
        return Pattern.compile("//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL).matcher(program).replaceAll(m -> m.group().replaceAll("[^\\n]", " "));
    }

    Circuit circuit() {
        for (int n = 0; n < statements.length; n++) {
            String raw = statements[n], statement = raw.strip();
            number = line + (int) raw.substring(0, raw.indexOf(statement)).chars().filter(c -> c == '\n').count();
            line += (int) raw.chars().filter(c -> c == '\n').count();
            if (statement.isEmpty()) continue;
            if (n == statements.length - 1) throw wrong("expected ';' behind '" + shortened(statement) + "'");
            read(statement.replaceAll("\\s+", " "));
        }
        if (!versioned) throw new IllegalArgumentException("line 1: expected OPENQASM 2.0; or OPENQASM 3.0;, found the end");
        if (qubits.isEmpty()) throw new IllegalArgumentException("line " + line + ": expected a register of qubits, found the end");
        Circuit read = builder().build();
        return new Circuit(total(qubits), total(bits), read.operations());
    }

    private void read(String statement) {
        Matcher m;
        if (!versioned) {
            m = VERSION.matcher(statement);
            if (!m.matches() || !m.group(1).matches("[23](\\.0)?")) throw wrong("expected OPENQASM 2.0; or OPENQASM 3.0;, found '" + shortened(statement) + "'");
            versioned = true;
        } else if (INCLUDE.matcher(statement).matches()) return;                       // the gates of both libraries are known
        else if ((m = DECLARED_2.matcher(statement)).matches()) declare(m.group(1).equals("qreg") ? qubits : bits, m.group(2), m.group(3));
        else if ((m = DECLARED_3.matcher(statement)).matches()) declare(m.group(1).equals("qubit") ? qubits : bits, m.group(3), m.group(2) == null ? "1" : m.group(2));
        else if ((m = MEASURE_2.matcher(statement)).matches()) measure(m.group(1), m.group(2));
        else if ((m = MEASURE_3.matcher(statement)).matches()) measure(m.group(2), m.group(1));
        else if ((m = GATE.matcher(statement)).matches()) gate(m.group(1), m.group(2), m.group(3));
        else throw wrong("'" + shortened(statement) + "' is no operation of the subset");
    }

    private void declare(Map<String, Register> registers, String name, String size) {
        if (builder != null) throw wrong("registers must stand before all operations, found '" + name + "' behind");
        if (qubits.containsKey(name) || bits.containsKey(name)) throw wrong("register '" + name + "' is there already");
        int count = whole(size);
        if (count < 1 || count > MOST_QUBITS - total(registers)) throw wrong("a register must have 1 to " + MOST_QUBITS + " entries, got " + size);
        registers.put(name, new Register(total(registers), count));
    }

    private static int total(Map<String, Register> registers) { return registers.values().stream().mapToInt(Register::size).sum(); }

    private void measure(String from, String to) {
        int[] q = operand(qubits, "qubit", from), c = operand(bits, "bit", to);
        if (q.length != c.length) throw wrong("measures " + q.length + " qubits into " + c.length + " bits");
        for (int i = 0; i < q.length; i++) builder().measure(q[i], c[i]);
    }

    private void gate(String name, String angles, String operands) {
        if (!KNOWN.contains(name)) throw wrong("'" + name + "' is no operation of the subset: " + String.join(", ", KNOWN));
        double[] a = angles == null ? new double[0] : IntStream.range(0, angles.split(",", -1).length).mapToDouble(i -> angle(angles.split(",", -1)[i])).toArray();
        if (name.equals("barrier")) {
            if (!operands.isBlank()) for (String operand : operands.split(",", -1)) operand(qubits, "qubit", operand);
            builder().barrier();
            return;
        }
        String[] words = operands.split(",", -1);
        int[] first = operand(qubits, "qubit", words[0]);
        if (name.equals("cx") || name.equals("CX") || name.equals("cz")) {
            count(name, a, 0, words, 2);
            int[] second = operand(qubits, "qubit", words[1]);
            if (first.length != second.length) throw wrong(name + " needs as many controls as targets, got " + first.length + " and " + second.length);
            for (int i = 0; i < first.length; i++) {
                if (first[i] == second[i]) throw wrong(name + " needs two qubits, got one twice");
                builder().pair(name.equals("cz") ? Paired.CZ : Paired.CX, first[i], second[i]);
            }
        } else for (int qubit : first) single(name, a, words, qubit);
    }

    private void single(String name, double[] a, String[] words, int qubit) {
        switch (name) {
            case "rx", "ry", "rz" -> builder().turn(Axis.valueOf(name.substring(1).toUpperCase(java.util.Locale.ROOT)), count(name, a, 1, words, 1)[0], qubit);
            case "u1", "p", "phase" -> builder().rz(count(name, a, 1, words, 1)[0], qubit);
            case "u3", "u", "U" -> any(count(name, a, 3, words, 1), qubit);
            case "u2" -> any(new double[] {Math.PI / 2, count(name, a, 2, words, 1)[0], a[1]}, qubit);
            case "x", "h", "sx" -> {
                count(name, a, 0, words, 1);
                builder().single(Named.valueOf(name.toUpperCase(java.util.Locale.ROOT)), qubit);
            }
            case "y" -> builder().turn(Axis.Y, turn(name, a, words, Math.PI), qubit);
            case "z" -> builder().rz(turn(name, a, words, Math.PI), qubit);
            case "s" -> builder().rz(turn(name, a, words, Math.PI / 2), qubit);
            case "sdg" -> builder().rz(turn(name, a, words, -Math.PI / 2), qubit);
            case "t" -> builder().rz(turn(name, a, words, Math.PI / 4), qubit);
            case "tdg" -> builder().rz(turn(name, a, words, -Math.PI / 4), qubit);
            case "id" -> count(name, a, 0, words, 1);
            case "reset" -> {
                count(name, a, 0, words, 1);
                builder().reset(qubit);
            }
            default -> throw wrong("a " + name + " is not written like this");
        }
    }

    /** u3(theta, phi, lambda) is rz(lambda), then ry(theta), then rz(phi), up to a phase. */
    private void any(double[] a, int qubit) { builder().rz(a[2], qubit).ry(a[0], qubit).rz(a[1], qubit); }

    private double turn(String name, double[] a, String[] words, double angle) {
        count(name, a, 0, words, 1);
        return angle;
    }

    private double[] count(String name, double[] a, int angles, String[] words, int operands) {
        if (a.length != angles) throw wrong(name + " needs " + angles + " angles, got " + a.length);
        if (words.length != operands) throw wrong(name + " needs " + operands + " operands, got " + words.length);
        return a;
    }

    private int[] operand(Map<String, Register> registers, String kind, String text) {
        Matcher m = OPERAND.matcher(text.strip());
        Register register = m.matches() ? registers.get(m.group(1)) : null;
        if (register == null) throw wrong("expected a " + kind + " of " + (registers.isEmpty() ? "a register, none is declared" : String.join(", ", registers.keySet())) + ", found '" + shortened(text.strip()) + "'");
        if (m.group(2) == null) return IntStream.range(register.from, register.from + register.size).toArray();
        int index = whole(m.group(2));
        if (index >= register.size) throw wrong(text.strip() + " is beyond the register, which has " + register.size + " " + kind + "s");
        return new int[] {register.from + index};
    }

    private int whole(String digits) {
        if (digits.length() > 9) throw wrong(digits + " is too large");
        return Integer.parseInt(digits);
    }

    private double angle(String text) {
        try {
            return Angle.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private Circuit.Builder builder() {
        if (builder == null) builder = new Circuit.Builder(total(bits));
        return builder;
    }

    private IllegalArgumentException wrong(String what) { return new IllegalArgumentException("line " + number + ": " + what); }

    private static String shortened(String text) { return text.length() > 60 ? text.substring(0, 60) + "..." : text; }
}
