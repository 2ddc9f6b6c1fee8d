package org.spinspike.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.spinspike.circuit.Operation.Axis;
import org.spinspike.circuit.Operation.Named;
import org.spinspike.circuit.Operation.Paired;

class QasmTest {
    private static final String HEAD = "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[3];\ncreg c[2];\n";

    private static Circuit all() {
        return new Circuit.Builder(2).ry(1e-7 / 3, 0).rz(-Math.PI, 1).turn(Axis.X, 2, 2).x(0).single(Named.H, 1).single(Named.SX, 2).cx(0, 2).pair(Paired.CZ, 2, 1).barrier()
                .measure(0, 1).reset(0).measure(2, 0).build();
    }

    @Test void bothDialectsAreWrittenAsTheyShould() {
        String body = "ry(3.33e-8) q[0];\nrz(-3.14) q[1];\nrx(2.0) q[2];\nx q[0];\nh q[1];\nsx q[2];\ncx q[0],q[2];\ncz q[2],q[1];\nbarrier q;\n";
        assertThat(Qasm.QASM2.write(all(), 3, List.of("two\nlines"))).isEqualTo("OPENQASM 2.0;\ninclude \"qelib1.inc\";\n// two lines\nqreg q[3];\ncreg c[2];\n" + body
                + "measure q[0] -> c[1];\nreset q[0];\nmeasure q[2] -> c[0];\n");
        assertThat(Qasm.QASM3.write(all(), 3, List.of())).isEqualTo("OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[3] q;\nbit[2] c;\n" + body + "c[1] = measure q[0];\nreset q[0];\nc[0] = measure q[2];\n");
    }

    @ParameterizedTest @EnumSource(Qasm.class)
    void whatIsWrittenWithAllDigitsIsReadBack(Qasm dialect) {
        assertThat(Qasm.read(dialect.write(all(), Qasm.ALL_DIGITS, List.of("a comment")))).isEqualTo(all());
        var random = new SplittableRandom(1);
        for (int n = 0; n < 1000; n++) {
            double x = (random.nextDouble() - .5) * Math.pow(10, random.nextInt(-20, 2));
            assertThat(Double.parseDouble(Qasm.number(x, Qasm.ALL_DIGITS))).isEqualTo(x);
            assertThat(Double.parseDouble(Qasm.number(x, 8))).isCloseTo(x, within(Math.abs(x) * 1e-7));
        }
        assertThat(List.of(Qasm.number(0, 8), Qasm.number(-20, 8), Qasm.number(1e-5, 8), Qasm.number(-.00012345, 3), Qasm.number(-1.25e-10, 8))).containsExactly("0.0", "-20.0", "1.0e-5", "-0.000123", "-1.25e-10");
    }

    @Test void registersExpressionsAndOtherGatesAreUnderstood() {
        Circuit read = Qasm.read("""
                OPENQASM 3;   // a comment; with a semicolon
                include "stdgates.inc";
                /* several
                   lines */
                qubit[2] a; qubit b;
                bit[2] c; bit d;
                h a;  ry(-(pi/2 + 1e-1)*2) b;
                u3(0.1, 0.2, 0.3) a[1];
                z b; id a;
                cx a[0], b;
                barrier a, b;
                c = measure a; d = measure b;
                reset a;
                """);
        assertThat(read).isEqualTo(new Circuit.Builder(3).single(Named.H, 0).single(Named.H, 1).ry(-(Math.PI / 2 + .1) * 2, 2).rz(.3, 1).ry(.1, 1).rz(.2, 1).rz(Math.PI, 2).cx(0, 2).barrier()
                .measure(0, 0).measure(1, 1).measure(2, 2).reset(0).reset(1).build());
    }

    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            ry(1) q[3];               | line 5: q[3] is beyond the register, which has 3 qubits
            ry(1) q[0];\\n\\nccx q[0],q[1],q[2]; | line 7: 'ccx' is no operation of the subset
            ry(1,2) q[0];             | line 5: ry needs 1 angles, got 2
            ry(1+) q[0];              | line 5: '1+' is no angle
            ry(1/0) q[0];             | line 5: '1/0' is no angle
            if (c==1) x q[0];         | line 5: 'if' is no operation of the subset
            cx q[0],q[0];             | line 5: cx needs two qubits
            cx q[0];                  | line 5: cx needs 2 operands, got 1
            measure q -> c;           | line 5: measures 3 qubits into 2 bits
            measure q[0] -> d[0];     | line 5: expected a bit of c, found 'd[0]'
            x q[0];\\nqreg r[2];      | line 6: registers must stand before all operations
            x q[0]                    | line 5: expected ';' behind 'x q[0]'
            """)
    void whatIsNotUnderstoodIsNamedWithItsLine(String line, String complaint) {
        assertThatIllegalArgumentException().isThrownBy(() -> Qasm.read(HEAD + line.replace("\\n", "\n") + "\n")).withMessageStartingWith(complaint);
    }

    @Test void whatIsNoProgramIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Qasm.read("hello;")).withMessageStartingWith("line 1: expected OPENQASM 2.0; or OPENQASM 3.0;, found 'hello'");
        assertThatIllegalArgumentException().isThrownBy(() -> Qasm.read("")).withMessageStartingWith("line 1: expected OPENQASM");
        assertThatIllegalArgumentException().isThrownBy(() -> Qasm.read("OPENQASM 2.0;\nqreg q[99999999999];")).withMessageContaining("line 2: 99999999999 is too large");
        assertThatIllegalArgumentException().isThrownBy(() -> Qasm.read("OPENQASM 2.0;\n")).withMessageContaining("expected a register of qubits");
        assertThatIllegalArgumentException().isThrownBy(() -> Qasm.read(HEAD + "ry(" + "(".repeat(5000) + ") q[0];")).withMessageContaining("is no angle");
    }

    @Test void targetsSayWhatIsTooLarge() {
        assertThat(Target.named("ibm-kobe-dacc")).contains(Target.IBM_KOBE_DACC);
        assertThat(Target.words()).containsExactly("generic", "reimei", "reimei-simulator", "ibm-kobe-dacc");
        assertThat(Target.REIMEI.refuses(size(new Circuit.Builder(0).x(20).build(), 100))).contains("21 qubits, reimei has 20");
        assertThat(Target.REIMEI.refuses(size(new Circuit.Builder(0).x(19).build(), 65_537))).contains("65537 bytes of program, reimei takes 65536");
        assertThat(Target.REIMEI.refuses(size(new Circuit.Builder(0).x(19).build(), 65_536))).isEmpty();
        var many = new Circuit.Builder(0);
        for (int n = 0; n < 40_001; n++) many.reset(0);
        assertThat(Target.IBM_KOBE_DACC.refuses(size(many.build(), 1))).contains("40001 operations, ibm-kobe-dacc takes 40000");
        assertThat(Target.GENERIC.refuses(size(many.build(), 1 << 30))).isEmpty();
    }
    private static Target.Size size(Circuit circuit, int bytes) { return new Target.Size(circuit.qubits(), circuit.operations().size(), bytes); }

}
