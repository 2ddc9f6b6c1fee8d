package org.spinspike.app.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
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

    @Test void publishedValuesAreThoseOfTheFigure() {
        assertThat(IsingPublished.of("error_C", "pairwise-t")).hasSize(21).anySatisfy(p -> {
            assertThat(p.x()).isEqualTo(1);
            assertThat(p.value()).isCloseTo(3.1e-7, within(2e-8));
        });
        assertThat(IsingPublished.of("mean_C", "simulation").get(IsingPublished.of("mean_C", "simulation").size() - 1).value()).isCloseTo(.013776, within(1e-5));
        assertThat(IsingPublished.of("error_C", "t1")).isEmpty();
    }

    private static double square(double[] a, double[] b) {
        double sum = 0;
        for (int e = 0; e < a.length; e++) sum += (a[e] - b[e]) * (a[e] - b[e]);
        return sum / a.length;
    }
}
