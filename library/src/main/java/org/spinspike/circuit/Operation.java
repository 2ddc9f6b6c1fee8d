package org.spinspike.circuit;

/** One line of a circuit. Gates are known up to a factor of modulus 1, which no measurement sees. Immutable. */
public sealed interface Operation {
    enum Axis { X, Y, Z }

    /** Gates without an angle: on one qubit x (exchanges 0 and 1), h = (X + Z) / sqrt 2, sx = square root of x. */
    enum Named { X, H, SX }

    /** Gates of two qubits: cx turns the target where the control is 1, cz changes the sign where both are 1. */
    enum Paired { CX, CZ }

    /** @return the word of OpenQASM */
    String word();

    /** exp(-i angle P / 2) with P the Pauli matrix of the axis; about Y it is the real matrix (cos, -sin; sin, cos) of half the angle. */
    record Turn(Axis axis, double angle, int qubit) implements Operation {
        @Override public String word() { return "r" + axis.name().toLowerCase(java.util.Locale.ROOT); }
    }

    record Single(Named gate, int qubit) implements Operation {
        @Override public String word() { return gate.name().toLowerCase(java.util.Locale.ROOT); }
    }

    record Pair(Paired gate, int control, int target) implements Operation {
        @Override public String word() { return gate.name().toLowerCase(java.util.Locale.ROOT); }
    }

    /** Qubit to classical bit; the qubit stays in the state that was found. */
    record Measure(int qubit, int bit) implements Operation {
        @Override public String word() { return "measure"; }
    }

    /** The qubit is 0 again, whatever it was. */
    record Reset(int qubit) implements Operation {
        @Override public String word() { return "reset"; }
    }

    /** Of all qubits: what stands before it is done first, and gates are not merged over it. */
    record Barrier() implements Operation {
        @Override public String word() { return "barrier"; }
    }
}
