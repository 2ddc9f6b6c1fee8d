package org.spinspike.ising;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
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
import org.spinspike.ising.inverse.InferenceMethod;
import org.spinspike.ising.inverse.KineticIsingModel;
import org.spinspike.ising.inverse.MaximumLikelihood;
import org.spinspike.ising.inverse.Penalty;
import org.spinspike.ising.inverse.Prior;
import org.spinspike.ising.inverse.Transitions;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.RatesOverTime;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

/** Maximum likelihood of 100 neurons from 100 000 transitions on all threads, half of all entries spikes: without errors, with them, and under an L1 penalty of one strength. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class InferenceBenchmark {
    @Param({"100"}) public int neurons;
    @Param({"100000"}) public int transitions;
    private Transitions data;

    @Setup public void record() { data = Transitions.of(recording(), false); }

    /** Independent couplings of standard deviation .5 / sqrt(N), no fields. */
    private SpikeTrains recording() {
        RandomGenerator random = new Seed(203).generator();
        double[] couplings = new double[neurons * neurons], rates = new double[neurons];
        for (int e = 0; e < couplings.length; e++) couplings[e] = .5 * random.nextGaussian() / Math.sqrt(neurons);
        Arrays.fill(rates, .5);
        var model = new KineticIsingModel(new IsingNetwork(new double[neurons], couplings), null, new RatesOverTime(1, neurons, rates), rates, 2);
        return model.sample(Design.plain(1, transitions + 1, .01), new Seed(1));
    }

    @Benchmark public double network() {
        var likelihood = new MaximumLikelihood(data, Prior.NONE, false, 0);
        while (!likelihood.finished()) likelihood.step();
        return likelihood.estimate().network().couplings()[1];
    }

    @Benchmark public double networkAndErrors() { return InferenceMethod.named(InferenceMethod.LIKELIHOOD).infer(data, Prior.NONE, Progress.SILENT).couplingErrors()[1]; }

    @Benchmark public double sparseNetwork() { return MaximumLikelihood.of(data, new Prior(Penalty.L1, 500, 0), Progress.SILENT).network().couplings()[1]; }
}
