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
import org.spinspike.math.Seed;

/** Runs a program on a simulated machine without noise and counts its words. */
public final class SimulateCircuit {
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

    public static Result run(Request request) {
        Circuit circuit = read(request.program());
        if (circuit.bits() == 0) throw SpikeFileException.refused(request.program(), "", "has no classical bits: nothing would be counted");
        byte[][] shots = DataException.blaming(() -> Simulation.shots(circuit, request.shots(), request.seed().child("circuit")));
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
