package org.spinspike.app.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.model.Option;
import org.spinspike.model.Options;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/**
 * Square images of whole rows or whole columns, one image a trial of one bin: the classical small test of a generative model.
 *
 * <p>Of size s there are 2^(s+1) - 2 images, all equally probable: the entropy is ln(2^(s+1) - 2). Pixels are row-major; images are
 * numbered by their pixels read as a binary number, first pixel highest.
 */
final class BarsAndStripesSimulator implements Simulator {
    @Override public String name()    { return "bars-and-stripes"; }
    @Override public String summary() { return "images of whole rows or whole columns, one a trial, all equally probable"; }
    @Override public List<Option> options() {
        return List.of(Option.whole("size", 4, "rows and columns of an image"),
                Option.whole("trials", 0, "images drawn at random; 0 is every image once"));
    }

    @Override public Simulation simulate(Options options, Seed seed) {
        int size = Require.inRange("size", options.whole("size"), 1, 7), trials = Require.inRange("trials", options.whole("trials"), 0, 100_000_000);
        List<Long> images = images(size);
        RandomGenerator random = seed.child("images").generator();
        int[] which = trials == 0 ? IntStream.range(0, images.size()).toArray() : IntStream.range(0, trials).map(k -> random.nextInt(images.size())).toArray();
        int pixels = size * size;
        List<String> names = new ArrayList<>();
        List<double[]> positions = new ArrayList<>();
        for (int i = 0; i < pixels; i++) {
            names.add("r" + i / size + "c" + i % size);
            positions.add(new double[] {i % size, size - 1 - i / size});
        }
        var cells = new Neurons(names, Optional.empty(), Optional.of(positions));
        SpikeTrains data = SpikeTrains.generate(Design.plain(which.length, 1, .01), cells, (k, t, i) -> (images.get(which[k]) >>> (pixels - 1 - i) & 1) == 1);
        var parameters = new NamedArrays().put("entropy", Math.log(images.size())).put("images", (long) images.size()).put("image", which, which.length);
        return new Simulation(data, Optional.empty(), parameters);
    }

    private static List<Long> images(int size) {
        var all = new TreeSet<Long>();
        for (int pattern = 0; pattern < 1 << size; pattern++) {
            long rows = 0, columns = 0;
            for (int r = 0; r < size; r++)
                for (int c = 0; c < size; c++) {
                    rows = rows << 1 | pattern >> (size - 1 - r) & 1;
                    columns = columns << 1 | pattern >> (size - 1 - c) & 1;
                }
            all.add(rows);
            all.add(columns);
        }
        return Collections.unmodifiableList(new ArrayList<>(all));
    }
}
