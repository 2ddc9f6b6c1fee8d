package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.spinspike.circuit.Qasm;
import org.spinspike.tensor.SpikeCircuit;
import org.spinspike.tensor.SpikeCircuit.Form;
import org.spinspike.tensor.WritesCircuits;

/** What of a circuit that is too large for its target would fit: found by making smaller ones. */
final class FittingCircuits {
    private static final int FEW_DIGITS = 8;
    /** A layer that says less than this about the model is not worth a word. */
    private static final double WORTH = .5;

    private final ModelFile file;
    private final WritesCircuits model;
    private final Qasm dialect;
    private final MakeCircuit.Request asked;
    private final Map<List<Object>, SpikeCircuit> made = new HashMap<>();

    FittingCircuits(ModelFile file, WritesCircuits model, Qasm dialect, MakeCircuit.Request asked) {
        this.file = file;
        this.model = model;
        this.dialect = dialect;
        this.asked = asked;
    }

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
        double fidelity = circuit(one).fidelity()[0];
        return fidelity >= WORTH && fits(one) ? Optional.of(String.format(Locale.ROOT, "--layers 1 (fidelity %.4f)", fidelity)) : Optional.empty();
    }

    private SpikeCircuit circuit(MakeCircuit.Request r) { return made.computeIfAbsent(List.of(r.layers(), r.form(), r.bins()), key -> MakeCircuit.made(model, r)); }

    private boolean fits(MakeCircuit.Request r) {
        SpikeCircuit c = circuit(r);
        return asked.target().refuses(c.circuit(), MakeCircuit.program(file, c, r, dialect).length()).isEmpty();
    }

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
