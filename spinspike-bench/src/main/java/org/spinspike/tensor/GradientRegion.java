package org.spinspike.tensor;

import java.util.SplittableRandom;

/** One gradient step over all chunks of trials, the region of work that two threads share most often. */
public final class GradientRegion {
    private final BondGradient[] chunks;
    private final double[] merged;
    private final double flops;
    private final Workers workers = new Workers(0);      // whatever its size

    /** @param bond dimension of both outer bonds */
    public GradientRegion(int trials, int bond) {
        var random = new SplittableRandom(1);
        byte[][] bits = new byte[2][trials];
        for (byte[] site : bits) for (int x = 0; x < trials; x++) site[x] = (byte) (random.nextDouble() < .3 ? 1 : 0);
        TrainingBits data = TrainingBits.of(bits, 0);
        chunks = new BondGradient[data.chunks()];
        for (int c = 0; c < chunks.length; c++) {
            int m = data.length(c);
            double[] left = random.doubles((long) bond * m, .1, 1).toArray(), right = random.doubles((long) bond * m, .1, 1).toArray();
            chunks[c] = new BondGradient();
            chunks[c].gather(left, bond, right, bond, bits[0], bits[1], data.from()[c], m);
        }
        merged = random.doubles(4L * bond * bond, .1, 1).toArray();
        flops = 4.0 * trials * bond * bond;
    }

    public double flops() { return flops; }
    public void step()    { workers.chunks(chunks.length, flops, c -> chunks[c].evaluate(merged)); }
}
