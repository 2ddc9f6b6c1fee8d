package org.spinspike.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.circuit.Operation.Axis;
import org.spinspike.circuit.Operation.Named;
import org.spinspike.circuit.Operation.Paired;
import org.spinspike.io.Npy;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;

class SimulationTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "tensor");

    private static double one(Circuit.Builder b) { return Simulation.distribution(b.measure(0, 0).build())[1]; }

    private static Circuit.Builder bit() { return new Circuit.Builder(1); }

    /** On the sphere of states a rotation turns the vector about its axis; p(1) is (1 - z) / 2. */
    @Test void rotationsTurnTheRightWay() {
        double a = .7, b = 1.1, c = .4, third = 1 / 3.;
        assertThat(one(bit().ry(2 * Math.acos(.6), 0))).isCloseTo(.64, within(1e-15));
        assertThat(one(bit().ry(b, 0).rz(third, 0).ry(c, 0))).isCloseTo((1 + Math.sin(c) * Math.sin(b) * Math.cos(third) - Math.cos(c) * Math.cos(b)) / 2, within(1e-15));
        assertThat(one(bit().ry(b, 0).rz(third, 0).turn(Axis.X, c, 0))).isCloseTo((1 - Math.sin(c) * Math.sin(b) * Math.sin(third) - Math.cos(c) * Math.cos(b)) / 2, within(1e-15));
        assertThat(one(bit().turn(Axis.X, a, 0).rz(third, 0).single(Named.SX, 0))).isCloseTo((1 + Math.sin(a) * Math.cos(third)) / 2, within(1e-15));
        assertThat(one(bit().single(Named.H, 0).rz(third, 0).single(Named.H, 0))).isCloseTo((1 - Math.cos(third)) / 2, within(1e-15));
        assertThat(one(bit().single(Named.SX, 0).single(Named.SX, 0))).isCloseTo(1, within(1e-15));
    }

    @Test void controlAndTargetAreNotExchanged() {
        double[] p = Simulation.distribution(new Circuit.Builder(3).ry(2 * Math.acos(.6), 0).cx(0, 2).measure(0, 0).measure(1, 1).measure(2, 2).build());
        assertThat(p).containsExactly(new double[] {.36, 0, 0, 0, 0, .64, 0, 0}, within(1e-15));
        double[] kicked = Simulation.distribution(new Circuit.Builder(2).ry(2 * Math.acos(.6), 0).single(Named.H, 1).pair(Paired.CZ, 0, 1).single(Named.H, 1).measure(0, 0).measure(1, 1).build());
        assertThat(kicked).containsExactly(new double[] {.36, 0, 0, .64}, within(1e-15));
    }

    /** The second bit is a copy of the first where q[0] is not reset, fresh where it is; a bit measured again is written over. */
    @Test void measuredQubitsKeepTheirValueUntilTheyAreReset() {
        var kept = new Circuit.Builder(2).ry(2 * Math.acos(.6), 0).measure(0, 0).cx(0, 1).measure(1, 1).build();
        assertThat(Simulation.distribution(kept)).containsExactly(new double[] {.36, 0, 0, .64}, within(1e-15));
        var fresh = new Circuit.Builder(2).ry(2 * Math.acos(.6), 0).measure(0, 0).reset(0).ry(2 * Math.acos(.8), 0).cx(0, 1).measure(1, 1).build();
        assertThat(Simulation.distribution(fresh)).containsExactly(new double[] {.36 * .64, .36 * .36, .64 * .64, .64 * .36}, within(1e-15));
        var over = new Circuit.Builder(1).x(0).measure(0, 0).reset(0).measure(0, 0).build();
        assertThat(Simulation.distribution(over)).containsExactly(1, 0);
        var thrownAway = new Circuit.Builder(1).ry(2 * Math.acos(.6), 0).cx(0, 1).reset(0).measure(1, 0).build();
        assertThat(Simulation.distribution(thrownAway)).as("what was entangled with it stays a mixture").containsExactly(new double[] {.36, .64}, within(1e-15));
    }

    @ParameterizedTest @ValueSource(strings = {"circuit_layer1", "circuit_layer1_sqc_qasm2", "circuit_layer1_sqc_qasm3", "circuit_layer1_reuse2q"})
    void programsReadFromFilesHaveTheirProbabilities(String name) throws IOException {
        Circuit circuit = Qasm.read(Files.readString(GOLDEN.resolve(name + ".qasm")));
        assertThat(circuit.qubits()).isEqualTo(name.endsWith("reuse2q") ? 2 : 8);
        assertThat(Simulation.distribution(circuit)).containsExactly(Npy.read(GOLDEN.resolve("circuit_layer1_probs.npy")).doubles(), within(1e-10));
    }

    @Test void shotsFollowTheDistributionOnAnyNumberOfThreads() throws Exception {
        Circuit circuit = Qasm.read(Files.readString(GOLDEN.resolve("circuit_layer1_reuse2q.qasm")));
        double[] p = Simulation.distribution(circuit), count = new double[256];
        byte[][] shots = Simulation.shots(circuit, 20_000, new Seed(3), Progress.SILENT);
        for (byte[] shot : shots) {
            int word = 0;
            for (byte bit : shot) word = 2 * word + bit;
            count[word]++;
        }
        double g = 0;
        for (int w = 0; w < 256; w++) if (count[w] > 0) g += 2 * count[w] * Math.log(count[w] / 20_000 / p[w]);
        assertThat(g).as("G for at most 255 degrees of freedom").isLessThan(255 + 5 * Math.sqrt(510));
        var pool = new ForkJoinPool(3);
        assertThat(pool.submit(() -> Simulation.shots(circuit, 300, new Seed(3), Progress.SILENT)).get()).isEqualTo(java.util.Arrays.copyOf(shots, 300));
        pool.shutdown();
    }

    /** 200 qubits of which two are alive at a time. */
    @Test void onlyQubitsThatAreAliveCostMemory() {
        var chain = new Circuit.Builder(200);
        for (int q = 0; q < 199; q++) chain.ry(.3 + .01 * q, q).cx(q, q + 1).measure(q, q);
        assertThat(Simulation.shots(chain.measure(199, 199).build(), 50, new Seed(1), Progress.SILENT)).hasDimensions(50, 200);
        var wide = new Circuit.Builder(1);
        for (int q = 0; q < 30; q++) wide.ry(.3, q);
        assertThatIllegalArgumentException().isThrownBy(() -> Simulation.shots(wide.build(), 1, new Seed(1), Progress.SILENT)).withMessageContaining("more than 24 qubits are entangled");
    }

    /** ry on the first, then cx: 2 and 4 amplitudes; the measurement 4, behind it 2 are left: 2, and for the reset of the other one 2. */
    @Test void workIsCountedInAmplitudes() {
        var work = Simulation.Work.of(new Circuit.Builder(1).ry(.5, 0).cx(0, 1).measure(0, 0).ry(.2, 1).reset(1).build());
        assertThat(work.amplitudes()).isEqualTo(2 + 4 + 4 + 2 + 2);
        assertThat(work.widest()).isEqualTo(2);
    }

    @Test void progressIsToldShotByShot() {
        var told = new java.util.ArrayList<Long>();
        Simulation.shots(new Circuit.Builder(1).ry(.5, 0).measure(0, 0).build(), 300, new Seed(1), (task, done, total) -> {
            assertThat(total).isEqualTo(300);
            told.add(done);
        });
        assertThat(told).containsExactlyElementsOf(java.util.stream.LongStream.rangeClosed(1, 300).boxed().toList());
    }

    @Test void neighboursThatUndoEachOtherAreLeftOut() {
        var circuit = new Circuit.Builder(1).ry(.5, 0).ry(.25, 0).cx(0, 1).cx(0, 1).ry(-.25, 0).x(1).x(1).rz(0, 1).cx(0, 1).ry(.1, 1).ry(-.1, 1).cx(0, 1).build();
        assertThat(circuit.operations()).containsExactly(new Operation.Turn(Axis.Y, .5, 0));
        assertThat(new Circuit.Builder(1).ry(.5, 0).barrier().ry(.5, 0).build().operations()).hasSize(3);
        assertThat(new Circuit.Builder(1).ry(2 * Math.PI, 0).build().operations()).as("a full turn").isEmpty();
        assertThat(new Circuit.Builder(1).cx(0, 1).ry(.5, 0).cx(0, 1).cx(1, 0).measure(0, 0).build().counts()).containsEntry("cx", 3).containsEntry("ry", 1).containsEntry("measure", 1);
        assertThat(new Circuit.Builder(1).ry(1, 0).ry(1, 1).cx(0, 1).ry(1, 2).measure(1, 0).build().depth()).isEqualTo(3);
    }
}
