package org.spinspike.app.task;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.spinspike.circuit.Circuit;
import org.spinspike.circuit.Qasm;
import org.spinspike.circuit.Simulation;
import org.spinspike.io.AtomicFile;
import org.spinspike.io.SpikeFileException;
import org.spinspike.math.Count;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;

/** Runs a program on a simulated machine without noise and counts its words. */
public final class SimulateCircuit {
    /**
     * Of a gate, a complex number; of an operation however small the state is, in as many flops; and how many of them a core does a second. CPU time of 3, 6, 10, 14 and 18 live
     * qubits: 26 ns, 87 ns, 1.2 us, 19 us and 0.29 ms an operation.
     */
    private static final double AMPLITUDE_FLOPS = 14, OPERATION_FLOPS = 150, RATE = 9e9;
    /** Of a complex number in a state and in the one it grows into; of a word beside its bits. */
    private static final int AMPLITUDE_BYTES = 32, OBJECT_BYTES = 64;

    private SimulateCircuit() {}

    public record Request(Path program, int shots, Path target, Seed seed) {}

    /** @param counts how often each word came; c[0] is its last character */
    public record Result(Circuit circuit, int shots, Map<String, Integer> counts) {
        public Map<String, Object> json() {
            var map = new LinkedHashMap<String, Object>();
            map.put("bit_order", ShotsFile.Order.C0_LAST.words());
            map.put("shots", shots);
            map.put("bits", circuit.bits());
            map.put("counts", counts);
            return map;
        }
    }

    /** @throws SpikeFileException naming the line, where it is no program of the subset */
    public static Circuit read(Path program) {
        try {
            return Qasm.read(ReadShots.text(program));
        } catch (IllegalArgumentException e) {
            throw SpikeFileException.refused(program, "", e.getMessage());
        }
    }

    /** What a run takes, of a program whose circuit can be simulated. */
    public static Family.Cost cost(Request request, int threads) {
        Circuit circuit = counted(request);
        Simulation.Work work = Simulation.Work.of(circuit);
        DataException.blaming(() -> Simulation.checkWidth(work.widest()));
        long bytes = (long) (Math.pow(2, work.widest()) * AMPLITUDE_BYTES * Math.min(threads, request.shots())) + (long) request.shots() * (circuit.bits() + OBJECT_BYTES);
        double flops = request.shots() * (AMPLITUDE_FLOPS * work.amplitudes() + OPERATION_FLOPS * circuit.operations().size());
        return new Family.Cost(bytes, flops, RATE, String.format("%s, %s, %s; at most %s at a time are neither fresh nor measured", Count.of(circuit.qubits(), "qubit"), Count.of(circuit.bits(), "bit"),
                Count.of(circuit.operations().size(), "operation"), Count.of(work.widest(), "qubit")));
    }

    private static Circuit counted(Request request) {
        Circuit circuit = read(request.program());
        if (circuit.bits() == 0) throw SpikeFileException.refused(request.program(), "", "has no classical bits: nothing would be counted");
        return circuit;
    }

    public static Result run(Request request, Progress progress) {
        Circuit circuit = counted(request);
        byte[][] shots = DataException.blaming(() -> Simulation.shots(circuit, request.shots(), request.seed().child("circuit"), progress));
        var counts = new TreeMap<String, Integer>();
        for (byte[] shot : shots) {
            var word = new StringBuilder();
            for (byte bit : shot) word.append(bit);
            counts.merge(word.reverse().toString(), 1, Integer::sum);
        }
        var result = new Result(circuit, request.shots(), counts);
        AtomicFile.write(request.target(), out -> out.write((Json.pretty(result.json()) + "\n").getBytes(StandardCharsets.UTF_8)));
        return result;
    }
}
