package org.spinspike.app.task;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.spinspike.circuit.Qasm;
import org.spinspike.circuit.Target.Size;
import org.spinspike.tensor.Fidelity;
import org.spinspike.tensor.SpikeCircuit;
import org.spinspike.tensor.SpikeCircuit.Form;
import org.spinspike.tensor.WritesCircuits;

/** Whether a circuit fits its target, and what of it would: found by making smaller ones, so that none much beyond the limits is ever made. */
final class FittingCircuits {
    private static final int FEW_DIGITS = 8;
    /** A layer that says less than this about the model is not worth a word. */
    private static final double WORTH = .5;
    /** Operations at the end of a circuit that may turn out not to be needed where it goes on, and bytes of a line. */
    private static final int SEAM = 100, LINE = 40;
    private static final MathContext ABOUT = new MathContext(2, RoundingMode.UP);

    private final ModelFile file;
    private final WritesCircuits model;
    private final Qasm dialect;
    private final MakeCircuit.Request asked;
    private final Map<List<Object>, SpikeCircuit> made = new HashMap<>();
    private final Map<List<Object>, Size> sizes = new HashMap<>();

    FittingCircuits(ModelFile file, WritesCircuits model, Qasm dialect, MakeCircuit.Request asked) {
        this.file = file;
        this.model = model;
        this.dialect = dialect;
        this.asked = asked;
    }

    /**
     * The beginning of a circuit is the circuit of a shorter trial, but for a seam: so those of 1, 2, 4 .. bins are made first, and where one is too large already nothing
     * longer is made. The numbers told are then what its last doubling comes to over all bins.
     *
     * @return what is too large, in words; empty where it fits
     */
    Optional<String> refused(MakeCircuit.Request r) {
        Size half = new Size(0, 0, 0);
        for (int bins = 1; bins < r.bins() && r.target().limited(); bins = (int) Math.min(2L * bins, r.bins())) {
            Size part = size(r.with(r.digits(), r.layers(), r.form(), bins));
            if (r.target().refuses(new Size(part.qubits(), part.operations() - SEAM, part.bytes() - SEAM * LINE)).isPresent()) {
                double more = (r.bins() - bins) / Math.max(1, bins / 2.);
                long qubits = part.qubits() + (r.form() == Form.REUSE ? 0 : (long) (r.bins() - bins) * circuit(r.with(r.digits(), r.layers(), r.form(), bins)).neurons());
                var whole = new Size(qubits, grown(half.operations(), part.operations(), more), grown(half.bytes(), part.bytes(), more));
                return r.target().refuses(whole).map(words -> "about " + words);
            }
            half = part;
        }
        return r.target().refuses(size(r));
    }

    private static long grown(long half, long part, double more) { return new BigDecimal(part + (part - half) * more).round(ABOUT).longValue(); }

    String words() {
        List<String> ways = new ArrayList<>();
        int most = mostBins(asked), more = mostBins(asked.with(Math.min(FEW_DIGITS, asked.digits()), asked.layers(), Form.REUSE, asked.bins()));
        String few = asked.digits() > FEW_DIGITS ? "--digits " + FEW_DIGITS : "", reuse = asked.form() == Form.STAIRCASE ? "--form reuse" : "";
        if (more == asked.bins()) ways.add(fits(asked.with(asked.digits(), asked.layers(), Form.REUSE, asked.bins())) ? reuse : (few + " " + reuse).strip());
        layer().ifPresent(ways::add);
        if (most > 0) ways.add("--bins " + most);
        if (more > most && more < asked.bins()) ways.add(("--bins " + more + " " + few + " " + reuse).strip().replaceAll(" +", " "));
        return ways.isEmpty() ? "not even one bin fits: fit a model with a smaller bond" : "what fits: " + String.join(", or ", ways);
    }

    private Optional<String> layer() {
        if (!model.hasLayers() || asked.layers() == 1) return Optional.empty();
        MakeCircuit.Request one = asked.with(asked.digits(), 1, asked.form(), asked.bins());
        if (!fits(one)) return Optional.empty();
        Fidelity fidelity = circuit(one).fidelity().get(0);
        return fidelity.value() >= WORTH ? Optional.of("--layers 1 (fidelity " + fidelity.words(4) + ")") : Optional.empty();
    }

    SpikeCircuit circuit(MakeCircuit.Request r) { return made.computeIfAbsent(List.of(r.layers(), r.form(), r.bins()), key -> MakeCircuit.made(model, r)); }

    private Size size(MakeCircuit.Request r) {
        return sizes.computeIfAbsent(List.of(r.digits(), r.layers(), r.form(), r.bins()), key -> Size.of(circuit(r).circuit(), MakeCircuit.program(file, circuit(r), r, dialect)));
    }

    private boolean fits(MakeCircuit.Request r) { return refused(r).isEmpty(); }

    /** @return the largest number of bins, at most those asked for, that fits: by doubling, then by halving the distance */
    private int mostBins(MakeCircuit.Request r) {
        int fits = 0, not = 1;
        while (not <= r.bins() && fits(r.with(r.digits(), r.layers(), r.form(), not))) {
            fits = not;
            not = Math.min(2 * not, Math.max(not + 1, r.bins()));
        }
        if (not > r.bins()) return r.bins();
        while (not - fits > 1) {
            int middle = (fits + not) / 2;
            if (fits(r.with(r.digits(), r.layers(), r.form(), middle))) fits = middle;
            else not = middle;
        }
        return fits;
    }
}
