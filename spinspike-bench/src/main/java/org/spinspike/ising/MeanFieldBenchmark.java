package org.spinspike.ising;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.spinspike.ising.meanfield.MeanField;
import org.spinspike.ising.meanfield.ReferenceManifold;

/** On one thread, the ninth step of a mean field with m, C, D and what it finds wrong with them; highest orders. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Djava.util.concurrent.ForkJoinPool.common.parallelism=0")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MeanFieldBenchmark {
    @Param({"64", "512"}) public int neurons;
    @Param({"BOTH_BINS", "LATER_BIN", "EARLIER_BIN", "PAIRS"}) public ReferenceManifold manifold;
    private MeanFieldWorkload work;

    @Setup public void network() { work = new MeanFieldWorkload(neurons, new MeanField(manifold, manifold.highestOrder())); }

    @Benchmark public double step() { return work.run(); }
}
