package org.spinspike.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.spinspike.circuit.Operation.Axis;
import org.spinspike.circuit.Operation.Barrier;
import org.spinspike.circuit.Operation.Measure;
import org.spinspike.circuit.Operation.Named;
import org.spinspike.circuit.Operation.Pair;
import org.spinspike.circuit.Operation.Paired;
import org.spinspike.circuit.Operation.Reset;
import org.spinspike.circuit.Operation.Single;
import org.spinspike.circuit.Operation.Turn;
import org.spinspike.math.Require;

/**
 * Operations on so many qubits, all 0 in the beginning, and so many classical bits. Immutable.
 *
 * @param qubits     of the register q
 * @param bits       of the register c
 * @param operations in order
 */
public record Circuit(int qubits, int bits, List<Operation> operations) {

    public Circuit {
        Require.atLeast("qubits", qubits, 1);
        Require.atLeast("bits", bits, 0);
        operations = List.copyOf(operations);
    }

    /** @return how often each word stands in it, in alphabetical order */
    public Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        for (Operation o : operations) counts.merge(o.word(), 1, Integer::sum);
        return counts;
    }

    /** @return gates of two qubits, the ones that cost on a machine */
    public int pairs() { return (int) operations.stream().filter(Pair.class::isInstance).count(); }

    /** @return steps it takes where gates on different qubits run side by side; barriers take none */
    public int depth() {
        int[] done = new int[qubits];
        for (Operation o : operations) {
            if (o instanceof Barrier) Arrays.fill(done, Arrays.stream(done).max().getAsInt());
            else {
                int[] on = on(o);
                int step = 1 + Arrays.stream(on).map(q -> done[q]).max().getAsInt();
                for (int q : on) done[q] = step;
            }
        }
        return Arrays.stream(done).max().getAsInt();
    }

    /** @return the qubits of an operation; none for a barrier, which is on all */
    static int[] on(Operation o) {
        if (o instanceof Turn t) return new int[] {t.qubit()};
        if (o instanceof Single s) return new int[] {s.qubit()};
        if (o instanceof Pair p) return new int[] {p.control(), p.target()};
        if (o instanceof Measure m) return new int[] {m.qubit()};
        if (o instanceof Reset r) return new int[] {r.qubit()};
        return new int[0];
    }

    /**
     * Takes operations one after the other. A rotation that follows one about the same axis on the same qubit is added to it, rotations by nothing are left out,
     * and of two equal gates of two qubits, or x or h gates, in succession nothing is left.
     */
    public static final class Builder {
        /** Rotations smaller than this are rounding. */
        private static final double NOTHING = 1e-15;

        private final int bits;
        private final List<Operation> done = new ArrayList<>();
        private final List<ArrayList<Integer>> last = new ArrayList<>();      // of each qubit: places in done of what is on it; whatever was taken back is null there

        public Builder(int bits) { this.bits = Require.atLeast("bits", bits, 0); }

        public Builder ry(double angle, int qubit) { return turn(Axis.Y, angle, qubit); }
        public Builder rz(double angle, int qubit) { return turn(Axis.Z, angle, qubit); }
        public Builder x(int qubit)                { return single(Named.X, qubit); }
        public Builder cx(int control, int target) { return pair(Paired.CX, control, target); }
        public Builder reset(int qubit)            { return put(new Reset(qubit)); }
        public Builder barrier()                   { return put(new Barrier()); }

        public Builder measure(int qubit, int bit) {
            Require.inRange("bit of a measurement", bit, 0, bits - 1);
            return put(new Measure(qubit, bit));
        }

        public Builder turn(Axis axis, double angle, int qubit) {
            Require.that(Double.isFinite(angle), "the angle of a rotation of qubit " + qubit + " must be finite, got " + angle);
            Operation before = before(qubit);
            double sum = angle;
            if (before instanceof Turn t && t.axis() == axis) {
                takeBack(t);
                sum += t.angle();
            }
            double angle1 = Math.IEEEremainder(sum, 2 * Math.PI);                    // a full turn is a factor of -1
            return Math.abs(angle1) < NOTHING ? this : put(new Turn(axis, angle1, qubit));
        }

        public Builder single(Named gate, int qubit) {
            var operation = new Single(gate, qubit);
            if (gate == Named.SX || !operation.equals(before(qubit))) return put(operation);
            takeBack(operation);
            return this;
        }

        public Builder pair(Paired gate, int control, int target) {
            Require.that(control != target, "a gate of two qubits needs two, got " + control + " twice");
            var operation = new Pair(gate, control, target);
            if (!operation.equals(before(control)) || before(control) != before(target)) return put(operation);
            takeBack(operation);
            return this;
        }

        public Circuit build() { return new Circuit(Math.max(1, last.size()), bits, done.stream().filter(o -> o != null).toList()); }

        private Operation before(int qubit) {
            List<Integer> on = places(qubit);
            return on.isEmpty() ? null : done.get(on.get(on.size() - 1));
        }

        private List<Integer> places(int qubit) {
            Require.atLeast("qubit", qubit, 0);
            while (last.size() <= qubit) last.add(new ArrayList<>());
            return last.get(qubit);
        }

        private Builder put(Operation o) {
            int[] on = on(o);
            for (int q : on) places(q).add(done.size());
            if (on.length == 0) for (List<Integer> places : last) places.add(done.size());
            done.add(o);
            return this;
        }

        /** Takes back an operation that is the last on each of its qubits. */
        private void takeBack(Operation o) {
            int place = -1;
            for (int q : on(o)) place = places(q).remove(places(q).size() - 1);
            done.set(place, null);
        }
    }
}
