package org.spinspike.tensor;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.spinspike.spikes.SpikeTrains;

/** On one thread, matrix product states on 80 sites with bond dimension 8: a half-sweep over 2000 trials, 2000 samples, forecasts and scores of 2000 trials. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Djava.util.concurrent.ForkJoinPool.common.parallelism=0")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 1)
public class MpsBenchmark {
    private static final int TRIALS = 2000;
    private final MpsWorkload work = MpsWorkload.synthetic(TRIALS, 10, 8, 8);
    private final MpsWorkload.Sweeps sweeps = work.sweeps();

    @Benchmark public double halfSweep()     { return sweeps.half(); }
    @Benchmark public SpikeTrains sampling() { return work.sample(TRIALS); }
    @Benchmark public double[] forecast()    { return work.forecast(); }
    @Benchmark public double[] scores()      { return work.score(); }
}
