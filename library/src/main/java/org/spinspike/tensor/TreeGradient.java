package org.spinspike.tensor;

import java.util.Arrays;
import org.spinspike.math.Chunks;
import org.spinspike.spikes.SpikeTrains;

/**
 * Mean -ln p of the trials under a {@link TreeMps}, nats, and its gradient with respect to all tensors at once.
 *
 * <p>Three passes: the tree is climbed once a different word ({@link BinWords}), which gives the codes; the chain is walked forth and back once a trial, which
 * gives -2 v y / z for the cores and what each bin's code should have been; the tree is descended once a word, with what all its occurrences say added up.
 * Behind the tensors come the weights of a {@link LeafDrive}, if there is one. Entries are taken as free; the tangent of the isometries is the caller's. Cost 6 N chi^3 flops a word and 6 chi D^2 a bin and trial; T D + T chi doubles a
 * trial. Chunks have a fixed size and their sums are added in order: the same bytes on any number of threads.
 */
final class TreeGradient {
    /** Copies of the gradient that are held at once, at most: in long recordings several blocks of words share one. */
    private static final int MOST_PARTS = 32;

    private final SpikeTrains data;
    private final TreeMps shape;
    private final LeafDrive drive;
    private final int[] whole, masked;                   // fully observed trials, longest first; the others, likewise
    private final TreeWords words;
    private final int bins;

    /** @param shape a network of the shape that will be asked about */
    TreeGradient(SpikeTrains data, TreeMps shape) { this(data, shape, LeafDrive.none(data.neurons())); }

    /** @param drive one of the shape that will be asked about */
    TreeGradient(SpikeTrains data, TreeMps shape, LeafDrive drive) {
        this.drive = drive;
        this.data = data;
        this.shape = shape;
        this.bins = data.bins();
        this.whole = TiedGradient.longestFirst(data, MpsModel.whole(data, 0, data.trials(), true));
        this.masked = TiedGradient.longestFirst(data, MpsModel.whole(data, 0, data.trials(), false));
        this.words = TreeWords.of(data, whole, shape.tied(), drive);
    }

    /**
     * @param x        as {@link TreeMps#isometries}, and behind them the drive's weights where there is one. Not modified.
     * @param gradient receives the same shapes. Modified.
     * @return mean -ln p of a trial; infinite where a trial has probability 0
     */
    double at(double[][] x, double[][] gradient) {
        TreeMps net = shape.with(x);
        for (double[] g : gradient) Arrays.fill(g, 0);
        LeafDrive turned = drive.none() ? drive : drive.with(x[x.length - 1]);
        TreeWords.Codes codes = words.climb(net, turned);
        double[] wanted = new double[whole.length * bins * net.code()];                          // gradient with respect to each bin's code
        double nats = chain(net, codes, wanted, gradient) + masked(net, turned, gradient);
        for (int p = 0; p < net.periods(); p++) descend(net, turned, p, wanted, gradient);
        return nats / data.trials();
    }

    private double chain(TreeMps net, TreeWords.Codes codes, double[] wanted, double[][] gradient) {
        int count = Chunks.count(whole.length, TreeForward.TRIALS);
        double[] nats = new double[count];
        double[][][] part = new double[count][][];
        if (whole.length > 0) Chunks.forEach(whole.length, TreeForward.TRIALS, (c, from, to) -> {
            var walk = new Walk(net, codes, from, to);
            nats[c] = walk.forth();
            part[c] = walk.back(wanted);
        });
        double sum = 0;
        for (int c = 0; c < count; c++) {
            sum += nats[c];
            Chunks.add(part[c][0], gradient[0]);
            for (int p = 0; p < net.periods(); p++) Chunks.add(part[c][1 + p], gradient[core(net, p)]);
        }
        return sum;
    }

    private double masked(TreeMps net, LeafDrive turned, double[][] gradient) {
        int count = Chunks.count(masked.length, MaskedBlock.TRIALS);
        double[] nats = new double[count];
        double[][][] part = new double[count][][];
        MaskedBlock.forEach(net, turned, data, masked, (c, block) -> {
            part[c] = Arrays.stream(gradient).map(g -> new double[g.length]).toArray(double[][]::new);
            double[][] byAngle = turned.none() ? null : new double[MaskedBlock.TRIALS][bins * data.neurons()];
            nats[c] = block.gradient(-2. / data.trials(), part[c], byAngle);
            for (int x = 0; byAngle != null && c * MaskedBlock.TRIALS + x < masked.length && x < MaskedBlock.TRIALS; x++)
                turned.gradient(data, masked[c * MaskedBlock.TRIALS + x], byAngle[x], part[c][part[c].length - 1]);
        });
        double sum = 0;
        for (int c = 0; c < count; c++) {
            sum += nats[c];
            for (int b = 0; b < gradient.length; b++) Chunks.add(part[c][b], gradient[b]);
        }
        return sum;
    }

    private void descend(TreeMps net, LeafDrive turned, int p, double[] wanted, double[][] gradient) {
        int inner = net.tree().inner(), count = words.of(p).count(), size = TreeCodes.PATTERNS * (1 + count / TreeCodes.PATTERNS / MOST_PARTS), first = 1 + p * (inner + 1);
        double[][][] part = new double[Chunks.count(count, size)][inner + 1][];
        if (count > 0) Chunks.forEach(count, size, (c, from, to) -> {
            for (int v = 0; v < inner; v++) part[c][v] = new double[gradient[first + v].length];
            if (!turned.none()) part[c][inner] = new double[turned.weights().length];
            for (int w = from; w < to; w += TreeCodes.PATTERNS) descend(net, turned, p, w, Math.min(to, w + TreeCodes.PATTERNS), wanted, part[c]);
        });
        for (double[][] own : part) {
            for (int v = 0; v < inner; v++) Chunks.add(own[v], gradient[first + v]);
            if (!turned.none()) Chunks.add(own[inner], gradient[gradient.length - 1]);
        }
    }

    /** Words from..to of period p; {@code part} of the inner nodes, and behind them of the drive. */
    private void descend(TreeMps net, LeafDrive turned, int p, int from, int to, double[] wanted, double[][] part) {
        int m = to - from, code = net.code();
        var tree = new TreeCodes(net, p, m);
        tree.up(words.of(p).bits(from, to), words.angles(turned, p, from, to));
        double[] h = new double[code * m];
        for (int w = 0; w < m; w++)
            for (int place : words.of(p).occurrence()[from + w]) for (int k = 0; k < code; k++) h[k * m + w] += wanted[place * code + k];
        double[][] angles = turned.none() ? null : new double[net.neurons()][m];
        tree.down(h, part, angles);
        if (angles != null) words.gradient(turned, p, from, angles, part[part.length - 1]);
    }

    private static int core(TreeMps net, int p) { return 1 + p * (net.tree().inner() + 1) + net.tree().inner(); }

    /** The chain over trials from..to of {@code whole}. */
    private final class Walk {
        private final TreeMps net;
        private final TreeWords.Codes codes;
        private final int from, m, length, code;
        private final int[] running;                     // [bin] trials that have it
        private final double[][] before;                 // [bin] -> v, [D_t, m]
        private final double[] y, g;
        private final CodeChain chain;

        Walk(TreeMps net, TreeWords.Codes codes, int from, int to) {
            this.net = net;
            this.codes = codes;
            this.from = from;
            this.m = to - from;
            this.code = net.code();
            this.length = data.bins(whole[from]);
            this.running = new int[length];
            for (int x = from; x < to; x++) for (int t = 0; t < data.bins(whole[x]); t++) running[t]++;
            this.before = new double[length][];
            this.y = new double[net.largestBond() * m];
            this.g = new double[code * m];
            this.chain = new CodeChain(net, m);
        }

        /** @return the sum of -ln p; leaves each trial's last vector in {@code y} */
        double forth() {
            double nats = 0;
            var forward = new TreeForward(net, codes, from, m);
            for (int t = 0; t < length; t++) {
                int dr = net.bond(t + 1), r = running[t], after = t + 1 < length ? running[t + 1] : 0;
                before[t] = Arrays.copyOf(forward.vectors(), net.bond(t) * m);
                double[] log = forward.next(r);
                for (int x = 0; x < r; x++) nats -= log[x];
                for (int b = 0; b < dr; b++) System.arraycopy(forward.vectors(), b * m + after, y, b * m + after, r - after);
            }
            return nats;
        }

        /** @return gradients of the start and of the cores */
        double[][] back(double[] wanted) {
            double[][] gradient = new double[1 + net.periods()][];
            gradient[0] = new double[net.bond(0)];
            for (int p = 0; p < net.periods(); p++) gradient[1 + p] = new double[net.core(p).length];
            double[] to = new double[y.length], weight = new double[m], h = new double[code * m], norms = new double[m];
            for (int t = length - 1; t >= 0; t--) {
                int dl = net.bond(t), dr = net.bond(t + 1), r = running[t];
                codes.gather(t, from, r, m, g);
                chain.back(net.core(t), dl, code, dr, before[t], g, y, r, -2. / data.trials(), to, weight, h, gradient[1 + net.period(t)]);
                for (int x = 0; x < r; x++) for (int k = 0; k < code; k++) wanted[((from + x) * bins + t) * code + k] = h[k * m + x];
                Propagation.squaredNorms(to, dl, m, norms);
                for (int a = 0; a < dl; a++) for (int x = 0; x < r; x++) y[a * m + x] = norms[x] > 0 ? to[a * m + x] / Math.sqrt(norms[x]) : 0;
            }
            for (int x = 0; x < m; x++) {
                double overlap = 0;
                for (int a = 0; a < net.bond(0); a++) overlap += net.start()[a] * y[a * m + x];
                for (int a = 0; a < net.bond(0); a++) gradient[0][a] -= 2. / data.trials() * y[a * m + x] / overlap;
            }
            return gradient;
        }
    }
}
