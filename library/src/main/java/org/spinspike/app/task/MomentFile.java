package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.spinspike.io.NpzSlabs;
import org.spinspike.ising.EntropyFlow;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.SpinMoments;
import org.spinspike.math.NamedArrays;

/**
 * The moments of bin after bin, written as they come: {@code m} [T, N], {@code C} [T, N, N], {@code D} [T, N, N] (row = later bin), {@code sigma} [T] (sum_ij J_ij
 * (D_ij - D_ji)), {@code step} [T] (1 is the bin after the first update), and the network itself as {@code H}, {@code J}: such a file can be given as
 * {@code --parameters}. With {@code --last} T is 1.
 */
public final class MomentFile {
    private final NpzSlabs file;
    private final IsingNetwork network;

    private MomentFile(NpzSlabs file, IsingNetwork network) {
        this.file = file;
        this.network = network;
    }

    /** @return numbers of the steps a file keeps: 1 to {@code steps}, or the last of them alone */
    public static int[] kept(int steps, boolean last) { return IntStream.rangeClosed(last ? steps : 1, steps).toArray(); }

    /** @return arrays of {@code kept} steps, to which a task may add its own */
    public static NpzSlabs.Shapes shapes(int kept, int neurons) {
        return new NpzSlabs.Shapes().add("m", kept, neurons).add("C", kept, neurons, neurons).add("D", kept, neurons, neurons).add("sigma", kept);
    }

    /**
     * @param step    as {@link #kept} says
     * @param beside  what else the file holds, known already
     * @param shapes  as {@link #shapes} says, and more
     * @param filling adds the moments of each step kept, in order
     */
    public static void write(Path target, IsingNetwork network, int[] step, NamedArrays beside, NpzSlabs.Shapes shapes, Consumer<MomentFile> filling) {
        NamedArrays whole = network.arrays().put("step", step, step.length).putAll(beside);
        NpzSlabs.write(target, whole, shapes, file -> filling.accept(new MomentFile(file, network)));
    }

    public void add(SpinMoments moments) {
        file.append("m", moments.m());
        file.append("C", moments.c());
        file.append("D", moments.d());
        file.append("sigma", EntropyFlow.stationary(network, moments).total());
    }

    /** Appends to an array of the task's own. */
    public void add(String name, double... values) { file.append(name, values); }
}
