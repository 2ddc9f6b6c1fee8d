package org.spinspike.app.task;

import java.util.List;
import org.spinspike.math.Count;
import org.spinspike.spikes.Neurons;

/** A model speaks of its own neurons: by name, or by order where a whole recording has no names. */
final class SameNeurons {
    private static final int SHOWN = 5;

    private SameNeurons() {}

    /**
     * @param notes says that neurons are matched by their order, where one side only has names
     * @throws DataException where neurons differ in number or name, with those the model knows
     */
    static void require(Neurons model, Neurons recording, List<String> notes) {
        int n = model.count();
        String choose = choose(model, recording);
        if (recording.count() != n) throw new DataException("the model knows " + n + " neurons, the recording has " + recording.count() + "; " + choose);
        for (int i = 0; i < n && recording.named(); i++) {
            if (model.name(i).equals(recording.name(i))) continue;
            throw new DataException(model.named()
                    ? "neuron " + i + " is '" + model.name(i) + "' in the model and '" + recording.name(i) + "' in the recording; the model speaks of other neurons: " + choose
                    : "the model was trained on all " + n + " neurons of a recording without names, neuron " + i + " of this one is '" + recording.name(i)
                            + "': nothing tells that they are the same; take the whole recording, or one without neuron_names, whose neurons are matched by their order");
        }
        String byOrder = "neurons are matched by their order: " + (model.named() ? "the recording's" : "the model's") + " have no names";
        if (model.named() != recording.named() && !notes.contains(byOrder)) notes.add(byOrder);
    }

    /** What helps: the model's neurons by name, unless the recording, as far as it was looked at, has none of them. */
    private static String choose(Neurons model, Neurons recording) {
        if (!model.named()) return "choose the same ones the model was trained on (--neurons)";
        if (!recording.named() || model.names().stream().anyMatch(recording.names()::contains)) return "choose the model's with --neurons " + String.join(",", model.names());
        return "none of the model's (" + some(model) + ") is among them (" + some(recording) + "): it takes a recording of the neurons the model was trained on";
    }

    private static String some(Neurons cells) { return Count.first(SHOWN, cells.names()); }
}
