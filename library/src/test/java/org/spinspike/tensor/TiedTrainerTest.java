package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.math.optim.Stiefel;
import org.spinspike.model.Checkpoint;
import org.spinspike.model.Fit;
import org.spinspike.model.Interruption;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Options;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Training;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

class TiedTrainerTest {
    private static final MpsFamily FAMILY = new MpsFamily();

    /** A neuron that fires with .1 and echoes, two bins later, with .7: no single bin of the past is enough to know. */
    private static SpikeTrains echo(int trials, int bins, long seed) {
        double[] p = {.1, .25};
        boolean[] fired = new boolean[trials * bins * 2];
        for (int k = 0; k < trials; k++) {
            var random = new Seed(seed).child(k).generator();
            for (int t = 0; t < bins; t++)
                for (int i = 0; i < 2; i++)
                    fired[(k * bins + t) * 2 + i] = random.nextDouble() < (t > 1 && fired[(k * bins + t - 2) * 2 + i] ? .7 : p[i]);
        }
        return SpikeTrains.generate(trials, bins, 2, (k, t, i) -> fired[(k * bins + t) * 2 + i]);
    }

    private static Fit fit(SpikeTrains data, SpikeTrains held, Checkpoint checkpoint, int iterations, String... options) {
        var given = new java.util.HashMap<String, String>(Map.of("tied", "true", "bond", "4", "starts", "1"));
        for (int o = 0; o < options.length; o += 2) given.put(options[o], options[o + 1]);
        return FAMILY.train(new Training(data, Optional.ofNullable(held), Options.of(FAMILY.options(), given), iterations, new Seed(4), checkpoint, Progress.SILENT));
    }

    private static double nats(Likelihood model, SpikeTrains data) { return -Arrays.stream(model.logProbability(data)).sum() / data.trials(); }

    @Test void itLearnsWhatTwoBinsBackSaysAndSpeaksOfLongerTrials() {
        SpikeTrains data = echo(400, 8, 1), held = echo(200, 8, 2), longer = echo(300, 20, 3);
        Fit fit = fit(data, held, Checkpoint.NONE, 0, "patience", "3");
        var model = (TiedMpsModel) fit.model();
        double independent = -Arrays.stream(RatesOverTime.constant(data).logProbabilityByNeuron(longer)).sum() / longer.trials();
        assertThat(nats(model, longer)).isLessThan(independent - 1);
        assertThat(fit.history().stream().mapToDouble(Fit.Step::validationNats).min().orElseThrow()).isCloseTo(nats(model, held), within(1e-12));
        for (double[] x : model.network().isometries()) assertThat(Stiefel.defect(x, x.length == 4 ? 1 : 4, x.length == 4 ? 4 : 8)).isLessThan(1e-12);
    }

    @Test void noStartIsWorseThanIndependentCells() {
        for (SpikeTrains data : List.of(echo(60, 8, 1), SpikeTrains.generate(80, 5, 3, (k, t, i) -> (k + t + i) % 4 == 0), SpikeTrains.generate(30, 3, 2, (k, t, i) -> i == 0))) {
            double independent = -Arrays.stream(RatesOverTime.constant(data).logProbabilityByNeuron(data)).sum() / data.trials();
            assertThat(fit(data, null, Checkpoint.NONE, 1).history().get(0).trainNats()).isLessThan(independent + .02);
        }
    }

    @Test void theBestOfSeveralStartsIsKeptAndTheOthersAreToldOf() {
        SpikeTrains data = echo(150, 8, 1), held = echo(80, 8, 2);
        Fit one = fit(data, held, Checkpoint.NONE, 0, "patience", "1"), three = fit(data, held, Checkpoint.NONE, 0, "patience", "1", "starts", "3");
        assertThat(three.history()).startsWith(one.history().toArray(Fit.Step[]::new));
        assertThat(nats((Likelihood) three.model(), held)).isLessThanOrEqualTo(nats((Likelihood) one.model(), held));
        assertThat(three.notes().get(0)).startsWith("best validation nats of 3 starts: ");
        double best = three.history().stream().mapToDouble(Fit.Step::validationNats).min().orElseThrow();
        assertThat(nats((Likelihood) three.model(), held)).isCloseTo(best, within(1e-12));
    }

    /** Bond 1 has no memory: what is left are the rates of the observed entries, hidden ones aside. */
    @Test void bondDimensionOneLearnsTheRatesOfWhatWasObserved() {
        var builder = new SpikeTrains.Builder(new Design(new int[] {3, 2, 3, 1}, .01, null, null, null, null, null), org.spinspike.spikes.Neurons.unnamed(2));
        builder.set(0, 0, 0).set(0, 2, 0).set(2, 1, 0).set(1, 1, 1).unobserved(0, 1, 1).unobserved(2, 0, 1).unobserved(2, 1, 1).unobserved(3, 0, 0);
        Fit fit = fit(builder.build(), null, Checkpoint.NONE, 0, "bond", "1");
        double[] p = ((TiedMpsModel) fit.model()).forecast(SpikeTrains.generate(1, 1, 2, (k, t, i) -> false), 1, new Seed(1)).p();
        assertThat(fit.stop()).isEqualTo(Fit.Stop.CONVERGED);
        assertThat(p).containsExactly(new double[] {3 / 8., 1 / 6.}, within(1e-5));
    }

    @Test void optionsThatATiedChainDoesNotHaveAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> fit(echo(10, 4, 1), null, Checkpoint.NONE, 1, "cutoff", "0.05")).withMessage("--cutoff has no effect on a tied chain; leave it or --tied out");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 30})
    void anInterruptedRunResumesToTheSameBytes(int at) {
        SpikeTrains data = echo(120, 6, 1), held = echo(60, 6, 2);
        Fit straight = fit(data, held, Checkpoint.NONE, 50, "starts", "3", "patience", "1");
        var broken = Interruption.after(at);
        assertThat(fit(data, held, broken, 50, "starts", "3", "patience", "1").stop()).isEqualTo(Fit.Stop.INTERRUPTED);
        Fit resumed = fit(data, held, Interruption.over(broken), 50, "starts", "3", "patience", "1");
        assertThat(resumed.model().arrays()).isEqualTo(straight.model().arrays());
        assertThat(resumed.history()).isEqualTo(straight.history());
        assertThat(resumed.stop()).isEqualTo(straight.stop()).isEqualTo(Fit.Stop.STEP_LIMIT);
    }

    /** In the first start, before there is anything to keep; in one after it; and in that of a chain which is to grow. */
    @ParameterizedTest
    @CsvSource({"5,false", "1250,false", "5,true"})
    void aStopIsHeardWhileAStartIsMadeAndTheResumedRunGivesTheSameBytes(int looks, String grow) {
        SpikeTrains data = echo(60, 6, 1), held = echo(30, 6, 2);
        String[] options = {"starts", "2", "patience", "1", "grow", grow};
        Fit straight = fit(data, held, Checkpoint.NONE, 0, options);
        var broken = Interruption.afterLooks(looks);
        Fit stopped = fit(data, held, broken, 0, options);
        assertThat(stopped.stop()).isEqualTo(Fit.Stop.INTERRUPTED);
        assertThat(broken.looks()).as("looks until it ended").isBetween(looks + 1, looks + 5);
        Fit resumed = fit(data, held, Interruption.over(broken), 0, options);
        assertThat(resumed.model().arrays()).isEqualTo(straight.model().arrays());
        assertThat(resumed.history()).isEqualTo(straight.history());
    }

    @ParameterizedTest
    @CsvSource({"0,polar,7", "25,qr,9", "25,cayley,14"})
    void anInterruptedRunOfAdamResumesToTheSameBytes(String batch, String retraction, int at) {
        SpikeTrains data = echo(90, 6, 1), held = echo(60, 6, 2);
        String[] options = {"starts", "2", "patience", "1", "optimiser", "adam", "batch", batch, "retraction", retraction};
        Fit straight = fit(data, held, Checkpoint.NONE, 20, options);
        var broken = Interruption.after(at);
        assertThat(fit(data, held, broken, 20, options).stop()).isEqualTo(Fit.Stop.INTERRUPTED);
        Fit resumed = fit(data, held, Interruption.over(broken), 20, options);
        assertThat(resumed.model().arrays()).isEqualTo(straight.model().arrays());
        assertThat(resumed.history()).isEqualTo(straight.history());
    }

    @Test void miniBatchesLearnTheEchoOnAnyNumberOfThreads() throws Exception {
        SpikeTrains data = echo(400, 8, 1), held = echo(200, 8, 2);
        String[] options = {"patience", "3", "optimiser", "adam", "batch", "50", "step", "0.03"};
        Fit fit = fit(data, held, Checkpoint.NONE, 60, options);
        double independent = -Arrays.stream(RatesOverTime.constant(data).logProbabilityByNeuron(held)).sum() / held.trials();
        assertThat(nats((Likelihood) fit.model(), held)).isLessThan(independent - .3);
        for (int threads : new int[] {1, 3}) {
            var pool = new java.util.concurrent.ForkJoinPool(threads);
            Fit same = pool.submit(() -> fit(data, held, Checkpoint.NONE, 60, options)).get();
            pool.shutdown();
            assertThat(same.model().arrays()).isEqualTo(fit.model().arrays());
        }
    }

    /** Every point a training looks at, under both optimisers. */
    @ParameterizedTest @ValueSource(strings = {"lbfgs", "adam"})
    void tensorsStayIsometricThroughoutATraining(String optimiser) {
        SpikeTrains data = echo(100, 6, 1);
        int[][] shapes = {{1, 4, 4}, {4, 8, 8}};
        var gradient = new TiedGradient(data, 4);
        var looks = new java.util.concurrent.atomic.AtomicInteger();
        var network = new Descents.Network() {
            @Override public double[][] mixture(double spread, Seed seed) { return MixtureStart.of(RatesOverTime.smoothed(data), 4, spread, seed, () -> false).isometries(); }
            @Override public double at(double[][] x, double[][] to) {
                for (int b = 0; b < x.length; b++) assertThat(Stiefel.defect(x[b], shapes[0][b], shapes[1][b])).isLessThan(1e-12);
                looks.incrementAndGet();
                return gradient.at(x, to);
            }
            @Override public double at(double[][] x, double[][] to, int[] trials) { throw new AssertionError("no batches here"); }
            @Override public Likelihood model(double[][] x) { return new TiedMpsModel(TiedMps.owning(x)); }
        };
        Options options = Options.of(FAMILY.options(), Map.of("tied", "true", "optimiser", optimiser, "starts", "1"));
        Fit fit = Descents.fit("fit", new Training(data, Optional.empty(), options, 200, new Seed(1), Checkpoint.NONE, Progress.SILENT), network, shapes, MpsOptions.of(options).descent());
        assertThat(looks.get()).isGreaterThan(100);
        assertThat(fit.history().get(fit.iterations()).trainNats()).isLessThan(fit.history().get(0).trainNats() - .3);
    }

    @Test void optionsOfAdamNeedAdam() {
        SpikeTrains data = echo(10, 4, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> fit(data, null, Checkpoint.NONE, 1, "batch", "5"))
                .withMessage("--batch needs --optimiser adam: the line search of lbfgs sets its own steps over all trials");
        assertThatIllegalArgumentException().isThrownBy(() -> fit(data, null, Checkpoint.NONE, 1, "optimiser", "sgd")).withMessage("--optimiser must be lbfgs, adam; got 'sgd'");
        assertThatIllegalArgumentException().isThrownBy(() -> fit(data, null, Checkpoint.NONE, 1, "tied", "false", "starts", "3", "optimiser", "adam"))
                .withMessage("--optimiser needs --tied; a chain that is not tied is trained in sweeps");
    }

    /** The likelihood of the trained chain, worked out with complex numbers in the test; bond 2 in 4 real dimensions. */
    @ParameterizedTest @ValueSource(strings = {"lbfgs", "adam"})
    void aComplexChainIsTrainedAndStaysComplex(String optimiser) {
        SpikeTrains data = echo(300, 6, 1), held = echo(150, 6, 2);
        Fit fit = fit(data, held, Checkpoint.NONE, 0, "bond", "2", "complex", "true", "optimiser", optimiser, "retraction", optimiser.equals("adam") ? "polar" : "qr");
        var model = (TiedMpsModel) fit.model();
        double[][] x = model.network().isometries();
        double imaginary = 0;
        for (int i = 1; i < x.length; i++) {
            double[] form = x[i].clone();
            ComplexForm.project(form, 2);
            assertThat(x[i]).containsExactly(form, within(1e-12));
            for (int a = 0; a < 2; a++) for (int s = 0; s < 2; s++) for (int b = 0; b < 2; b++) imaginary = Math.max(imaginary, Math.abs(x[i][(2 * a + s) * 4 + 2 + b]));
        }
        assertThat(imaginary).isGreaterThan(.01);
        assertThat(model.logProbability(held)[3]).isCloseTo(Math.log(complexProbability(x, held, 3)), within(1e-12));
        double independent = -Arrays.stream(RatesOverTime.constant(data).logProbabilityByNeuron(held)).sum() / held.trials();
        assertThat(nats(model, held)).isLessThan(independent - .2);
        assertThat(model.parameters()).as("2 N D^2 + 2 D - 2").isEqualTo(2 * 2 * 4 + 2);
        TiedMpsModel again = TiedMpsModel.restore(model.arrays());
        assertThat(again.arrays()).isEqualTo(model.arrays());
        assertThat(again.parameters()).isEqualTo(model.parameters());
    }

    private static double complexProbability(double[][] x, SpikeTrains data, int k) {
        double[] re = {x[0][0], x[0][1]}, im = {x[0][2], x[0][3]};
        for (int t = 0; t < data.bins(k); t++)
            for (int i = 0; i < 2; i++) {
                double[] nextRe = new double[2], nextIm = new double[2];
                for (int a = 0; a < 2; a++)
                    for (int b = 0; b < 2; b++) {
                        int at = (2 * a + (data.fires(k, t, i) ? 1 : 0)) * 4 + b;
                        double wr = x[1 + i][at], wi = x[1 + i][at + 2];
                        nextRe[b] += re[a] * wr - im[a] * wi;
                        nextIm[b] += re[a] * wi + im[a] * wr;
                    }
                re = nextRe;
                im = nextIm;
            }
        return re[0] * re[0] + re[1] * re[1] + im[0] * im[0] + im[1] * im[1];
    }

    @Test void whatComplexChainsCannotDoIsRefused() {
        SpikeTrains data = echo(10, 4, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> fit(data, null, Checkpoint.NONE, 1, "tied", "false", "complex", "true"))
                .withMessage("--complex needs --tied; a chain that is not tied is trained with real entries");
        assertThatIllegalArgumentException().isThrownBy(() -> fit(data, null, Checkpoint.NONE, 1, "complex", "true", "optimiser", "adam"))
                .withMessage("--complex with --optimiser adam needs --retraction polar or cayley: qr does not keep complex entries");
    }
}
