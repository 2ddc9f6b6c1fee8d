package org.spinspike.bench;

import java.util.SplittableRandom;
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
import org.spinspike.math.linalg.Gemm;

/** Square matrix products through the door to BLAS; 2 n^3 flops each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GemmBenchmark {
    @Param({"32", "64", "128", "256"}) public int n;
    private double[] a, b, c;

    @Setup public void fill() {
        var random = new SplittableRandom(1);
        a = random.doubles((long) n * n).toArray();
        b = random.doubles((long) n * n).toArray();
        c = new double[n * n];
    }

    @Benchmark public double[] product() {
        Gemm.nn(n, n, n, a, 0, n, b, 0, n, 0, c, 0, n);
        return c;
    }
}
