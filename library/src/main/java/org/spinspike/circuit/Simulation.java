package org.spinspike.circuit;

import java.util.List;
import java.util.random.RandomGenerator;
import org.spinspike.circuit.Operation.Measure;
import org.spinspike.circuit.Operation.Pair;
import org.spinspike.circuit.Operation.Reset;
import org.spinspike.circuit.Operation.Single;
import org.spinspike.circuit.Operation.Turn;
import org.spinspike.math.Chunks;
import org.spinspike.math.Progress;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;

/**
 * What a circuit does on a machine without noise, measurements and resets on the way included. Cost: operations times 2^w, with w the qubits that are neither
 * fresh nor measured at a time.
 */
public final class Simulation {
    /** 2^24 probabilities are 128 MB. */
    static final int MOST_BITS = 24;
    /** 2^24 amplitudes are 256 MB. */
    private static final int MOST_LIVE = 24;
    private static final int SHOTS = 64;

    private Simulation() {}

    /**
     * The exact law of the classical bits: every outcome of every measurement is followed. Cost: 2^bits times what lies behind the last measurement.
     *
     * @return probability of each word [2^bits]; c[0] is the most significant bit of the index, bits that are never written are 0
     */
    public static double[] distribution(Circuit circuit) {
        Require.inRange("bits of an exact distribution", circuit.bits(), 0, MOST_BITS);
        double[] p = new double[1 << circuit.bits()];
        follow(circuit, 0, new LiveState(circuit.qubits()), 0, 1, p);
        return p;
    }

    private static void follow(Circuit circuit, int from, LiveState state, int word, double weight, double[] p) {
        List<Operation> operations = circuit.operations();
        for (int at = from; at < operations.size(); at++) {
            Operation o = operations.get(at);
            if (unitary(o, state)) continue;
            int qubit = Circuit.on(o)[0];
            if (o instanceof Reset && state.known(qubit)) {
                state.set(qubit, false);
                continue;
            }
            double ones = state.ones(qubit);
            for (int value = 0; value < 2; value++) {
                double chance = value == 1 ? ones : 1 - ones;
                if (chance <= 0) continue;
                LiveState next = state.copy();
                next.found(qubit, value == 1);
                int written = word;
                if (o instanceof Measure m) {
                    int bit = 1 << circuit.bits() - 1 - m.bit();
                    written = value == 1 ? word | bit : word & ~bit;
                } else next.set(qubit, false);
                follow(circuit, at + 1, next, written, weight * chance, p);
            }
            return;
        }
        p[word] += weight;
    }

    /**
     * Runs it again and again; shot n draws from {@code seed.child(n)}.
     *
     * @return the classical bits of each shot, [shots][bits]
     */
    public static byte[][] shots(Circuit circuit, int shots, Seed seed, Progress progress) {
        checkWidth(Work.of(circuit).widest());
        byte[][] out = new byte[shots][];
        var done = new Done(shots, progress);
        Chunks.forEach(shots, SHOTS, (c, from, to) -> {
            for (int n = from; n < to; n++) {
                out[n] = shot(circuit, seed.child(n).generator());
                done.another();
            }
        });
        return out;
    }

    /** @throws IllegalArgumentException where so many qubits that are neither fresh nor measured are too many */
    public static int checkWidth(int live) {
        Require.that(live <= MOST_LIVE, "more than " + MOST_LIVE + " qubits are entangled at a time: too many to be simulated");
        return live;
    }

    /** Counts shots, whichever thread ran them. */
    private static final class Done {
        private final int shots;
        private final Progress progress;
        private int done;

        Done(int shots, Progress progress) {
            this.shots = shots;
            this.progress = progress;
        }

        synchronized void another() { progress.at("circuit simulate", ++done, shots); }
    }

    /**
     * What a shot takes.
     *
     * @param amplitudes met by all operations together: 2^w each, w the qubits that are then neither fresh nor measured
     * @param widest     largest w
     */
    public record Work(double amplitudes, int widest) {
        public static Work of(Circuit circuit) {
            boolean[] live = new boolean[circuit.qubits()];
            double amplitudes = 0;
            int wide = 0, widest = 0;
            for (Operation o : circuit.operations()) {
                boolean ends = o instanceof Measure || o instanceof Reset;
                for (int q : Circuit.on(o)) {
                    if (!ends && !live[q]) widest = Math.max(widest, ++wide);
                    live[q] |= !ends;
                }
                amplitudes += Math.pow(2, wide);
                for (int q : Circuit.on(o)) {
                    if (ends && live[q]) wide--;
                    live[q] &= !ends;
                }
            }
            return new Work(amplitudes, widest);
        }
    }

    private static byte[] shot(Circuit circuit, RandomGenerator random) {
        byte[] bits = new byte[circuit.bits()];
        var state = new LiveState(circuit.qubits());
        for (Operation o : circuit.operations()) {
            if (unitary(o, state)) continue;
            int qubit = Circuit.on(o)[0];
            boolean value = random.nextDouble() < state.ones(qubit);
            state.found(qubit, value);
            if (o instanceof Measure m) bits[m.bit()] = (byte) (value ? 1 : 0);
            else state.set(qubit, false);
        }
        return bits;
    }

    /** @return whether it was a gate, which is now applied, or a barrier */
    private static boolean unitary(Operation o, LiveState state) {
        if (o instanceof Turn t) state.apply(t);
        else if (o instanceof Single s) state.apply(s);
        else if (o instanceof Pair p) state.apply(p);
        return !(o instanceof Measure || o instanceof Reset);
    }
}
