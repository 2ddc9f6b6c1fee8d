package org.spinspike.app.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.io.Npz;
import org.spinspike.ising.Enumeration;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.Protocol;
import org.spinspike.ising.SpinMoments;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Options;

class IsingForwardTest {
    private static final int STEPS = 6;
    @TempDir Path folder;

    @Test void errorsAreThoseAgainstEnumerationWithoutTheNoise() {
        var reproduction = new IsingForward();
        Options options = Options.of(reproduction.options(), Map.of("neurons", "8", "steps", "" + STEPS, "trials", "40000", "betas", "1,1.5"));
        assertThat(reproduction.cost(options, new Seed(1)).seconds()).isPositive();
        Reproduced made = reproduction.run(options, new Seed(1), Progress.SILENT);
        assertThat(made.page().html()).doesNotContain("NaN").contains("Plefka2[t]");
        assertThat(made.lines()).hasSize(4).anyMatch(line -> line.startsWith("Plefka[t-1,t] at 1.000 beta_c: mean covariance of the last step "));
        made.write(OutputFolder.prepare(folder.resolve("out"), false));
        IsingNetwork network = IsingNetwork.read(Npz.read(folder.resolve("out/data/network.npz"))).scaled(1.5 * 1.1108397534245904);
        var exact = new SpinMoments[STEPS];
        Enumeration.run(Protocol.of(network, STEPS), step -> exact[step.step() - 1] = step.moments());
        for (var method : ForwardErrors.METHODS) {
            double[] sum = new double[2];
            method.run(Protocol.of(network, STEPS), (t, step) -> {
                sum[0] += square(step.moments().m(), exact[t - 1].m()) / STEPS;
                sum[1] += square(step.moments().c(), exact[t - 1].c()) / STEPS;
            });
            Map<?, ?> found = (Map<?, ?>) made.numbers().get(method.toString());
            assertThat(((double[]) found.get("error_m"))[1]).as("m of %s", method).isCloseTo(sum[0], within(1e-5 + 5 * Math.sqrt(sum[0] / 40000)));
            assertThat(((double[]) found.get("error_C"))[1]).as("C of %s", method).isCloseTo(sum[1], within(1e-5 + 5 * Math.sqrt(sum[1] / 40000)));
        }
    }

    @Test void severalNetworksGiveARangeAndTheFirstOneIsThatOfOneDraw() {
        Reproduced one = run("neurons", "6", "steps", "3", "trials", "40", "betas", "1"), two = run("neurons", "6", "steps", "3", "trials", "40", "betas", "1", "draws", "2");
        assertThat(two.files().keySet()).contains("data/network.npz", "data/network-2.npz", "data/steps-2.csv");
        String name = "Plefka[t-1,t] order 2";
        assertThat((double[]) ((Map<?, ?>) two.numbers().get(name)).get("error_m")).isEqualTo((double[]) ((Map<?, ?>) one.numbers().get(name)).get("error_m"));
        assertThat(two.lines().get(0)).matches("Plefka\\[t-1,t\\] at 1\\.000 beta_c: mean covariance of the last step \\S+ to \\S+ of the simulated one, error of C .+ to .+\\.");
        assertThat(two.page().html()).contains("bands: from the lowest to the highest", "Full marks: ours, means over 2 networks.").doesNotContain("NaN");
    }

    @Test void rawNetworksKeepTheirMomentsAndOthersTakeThePublishedOnes() {
        IsingNetwork raw = ForwardDraw.network(40, true, new Seed(3)), moved = ForwardDraw.network(40, false, new Seed(3));
        double mean = Arrays.stream(raw.fields()).average().orElseThrow();
        assertThat(Arrays.stream(moved.fields()).average().orElseThrow()).isCloseTo(.01035, within(1e-12));
        assertThat(moved.fields()[7] - raw.fields()[7]).isCloseTo(.01035 - mean, within(1e-12));
        assertThat(Arrays.stream(moved.couplings()).sum() / 40).isCloseTo(.99313, within(1e-12));
        assertThat(Math.abs(Arrays.stream(raw.couplings()).sum() / 40 - 1)).isBetween(1e-6, 5 * .1 / Math.sqrt(40));
        assertThat(run("neurons", "6", "steps", "3", "trials", "40", "betas", "1", "raw", "true").lines()).anyMatch(line -> line.startsWith("Mean field as drawn: "));
    }

    @Test void divergenceIsSaidOnceOnThePage() {
        Reproduced made = run("neurons", "8", "steps", "40", "trials", "40", "betas", "1");
        long told = made.lines().stream().filter(line -> line.contains(" C is not positive semidefinite ")).count();
        assertThat(told).isPositive();
        assertThat(made.page().html().split(" C is not positive semidefinite ", -1)).hasSize((int) told + 1);
    }

    @Test void aMethodThatDivergesIsNamedWithItsStep() {
        var found = new ForwardErrors(new IsingNetwork(new double[2], new double[] {2.5, 2.4, -2.3, 2.6}), 30, 40, new Seed(1), Progress.SILENT);
        int k = ForwardErrors.METHODS.stream().map(m -> m.manifold().word()).toList().indexOf("t");
        assertThat(found.lost(k)).isPositive();
        assertThat(found.warnings(k)).isNotEmpty().allMatch(line -> line.matches("Plefka\\[t\\] order 2.* step \\d+.*"));
        var weak = new ForwardErrors(new IsingNetwork(new double[] {.1, -.2}, new double[] {.2, .1, -.3, .1}), 30, 40, new Seed(1), Progress.SILENT);
        assertThat(IntStream.range(0, ForwardErrors.METHODS.size()).filter(any -> weak.lost(any) > 0 || !weak.warnings(any).isEmpty())).as("with weak couplings").isEmpty();
    }

    private static Reproduced run(String... pairs) {
        var given = new HashMap<String, String>();
        for (int n = 0; n < pairs.length; n += 2) given.put(pairs[n], pairs[n + 1]);
        return new IsingForward().run(Options.of(new IsingForward().options(), given), new Seed(1), Progress.SILENT);
    }

    @Test void publishedValuesAreThoseOfTheFigure() {
        assertThat(IsingPublished.of("error_C", "pairwise-t")).hasSize(21).anySatisfy(p -> {
            assertThat(p.x()).isEqualTo(1);
            assertThat(p.value()).isCloseTo(3.1e-7, within(2e-8));
        });
        assertThat(IsingPublished.of("mean_C", "simulation").get(IsingPublished.of("mean_C", "simulation").size() - 1).value()).isCloseTo(.013776, within(1e-5));
        assertThat(IsingPublished.of("error_C", "t1")).isEmpty();
        assertThat(IsingPublished.lastRatio("t").getAsDouble()).isCloseTo(.01726 / .013776, within(1e-12));
        assertThat(IsingPublished.lastRatio("t1")).isEmpty();
    }

    private static double square(double[] a, double[] b) {
        double sum = 0;
        for (int e = 0; e < a.length; e++) sum += (a[e] - b[e]) * (a[e] - b[e]);
        return sum / a.length;
    }
}
