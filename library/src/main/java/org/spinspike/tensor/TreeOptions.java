package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.List;
import org.spinspike.math.Require;
import org.spinspike.model.Option;
import org.spinspike.model.Options;

/**
 * How a {@code tensor-brain} is trained.
 *
 * @param chi      largest leg of the tree: dimensions in which a group of neurons tells the rest what it does
 * @param bond     dimension of the bond between bins
 * @param shape    of the tree
 * @param descent  how it is trained; the starts are those of the chain it comes from
 */
record TreeOptions(int chi, int bond, Shape shape, DescentOptions descent) {
    enum Shape {
        /** Neurons that tell most about each other meet low. */ INFORMATION,
        /** Halves of the neurons in the order of the file, halved again. */ BALANCED,
        /** One neuron after the other, in the order of the file. */ CHAIN
    }

    TreeOptions {
        Require.inRange("chi", chi, 2, 1024);
        Require.inRange("bond", bond, 1, 1024);
    }

    static List<Option> offered() {
        var all = new ArrayList<>(List.of(
                Option.whole("chi", 8, "largest leg of the tree over neurons"),
                Option.whole("bond", 8, "dimension of the bond between bins"),
                Option.text("tree", "information", "information: neurons that tell most about each other meet low; balanced or chain: file order"),
                Option.whole("patience", 4, "times six steps without a better validation score before a descent stops")));
        all.addAll(DescentOptions.offered(""));
        all.addAll(DescentOptions.ofSteps());
        return all;
    }

    static TreeOptions of(Options options) {
        String shape = options.text("tree");
        for (Shape s : Shape.values())
            if (s.name().equalsIgnoreCase(shape)) return new TreeOptions(options.whole("chi"), options.whole("bond"), s, DescentOptions.of(options, offered()));
        throw new IllegalArgumentException("--tree must be information, balanced or chain, got '" + shape + "'");
    }
}
