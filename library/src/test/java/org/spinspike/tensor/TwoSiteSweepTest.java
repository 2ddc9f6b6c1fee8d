package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.math.NamedArrays;

@org.junit.jupiter.api.Tag("fallback")
class TwoSiteSweepTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "bs4x4,           bs4x4,          5e-5, 0.1,  300, 8,  1e-9",
        "bs4x4_lr05,      bs4x4,          5e-5, 0.05, 300, 16, 1e-9",
        "spk16x1_D4,      spk16x1_train,  1e-3, 0.05, 4,   12, 1e-9",
        "spk16x1_D16,     spk16x1_train,  1e-3, 0.05, 16,  12, 1e-9",
        "spk16x1_cut1em1_D8, spk16x1_train, 1e-1, 0.05, 8, 6,  1e-9",
        "spk8x10_D8,      spk8x10_train,  1e-3, 0.02, 8,   12, 1e-6",
        "spk8x10_cut2em2_D8, spk8x10_train, 2e-2, 0.02, 8, 6,  1e-6",
        "spk8x10_cut05_D8, spk8x10_train, 5e-2, 0.02, 8,   6,  1e-6"})
    void followsThePublishedProgramFromItsStartTensors(String name, String data, double cutoff, double step, int bond, int halfSweeps, double tolerance) {
        TrainingBits bits = TrainingBits.of(Golden.bySite(Golden.rows(data)), 0);
        var options = new MpsOptions(bond, true, cutoff, step, 10, 8, 0, 1, 0);
        JsonNode log = Golden.json("unsup_" + name).get("log");
        Mps start = Golden.mps(Golden.npz("unsup_" + name + "_tensors"), "init_").leftCanonical().mps();
        var sweep = new TwoSiteSweep(start, bits, options, new Workers());
        for (int half = 1; half <= halfSweeps; half++) {
            double nats = sweep.run(half % 2 == 0, bond, visited -> {});
            JsonNode expected = log.get(half);
            assertThat(nats).as("half-sweep %d", half).isCloseTo(expected.get("train").doubleValue(), within(tolerance));
            int[] bonds = sweep.chain().bonds();
            assertThat(Arrays.copyOfRange(bonds, 1, bonds.length)).as("bonds after half-sweep %d", half).containsExactly(ints(expected.get("bonds")));
        }
    }

    @Test void gradientAndStepsAreThoseOfBruteForce() {
        NamedArrays golden = Golden.npz("tiny_gradient_bond3");
        byte[] flat = (byte[]) golden.get("data").data();
        int trials = 20, sites = 8;
        byte[][] rows = new byte[trials][];
        for (int k = 0; k < trials; k++) rows[k] = Arrays.copyOfRange(flat, k * sites, (k + 1) * sites);
        byte[][] bits = Golden.bySite(rows);
        Mps chain = Golden.mps(golden, "Acanon");
        Environments environments = new Environments(TrainingBits.of(bits, 0), new Workers());
        for (int l = 0; l < 3; l++) environments.fromLeft(l, chain.core(l), chain.bond(l), chain.bond(l + 1));
        for (int l = 7; l > 4; l--) environments.fromRight(l, chain.core(l), chain.bond(l), chain.bond(l + 1));
        var gradient = new BondGradient();
        gradient.gather(environments.block(3, 0), 4, environments.block(5, 0), 4, bits[3], bits[4], 0, trials);

        double[] b = golden.get("M").doubles().clone(), expected = golden.get("grad").doubles(), nll = golden.get("gd_nll").doubles();
        gradient.evaluate(b);
        for (int e = 0; e < b.length; e++) assertThat(2 * b[e] - 2 * gradient.gradient[e] / trials).isCloseTo(expected[e], within(1e-12));
        assertThat(nll(b, chain, rows)).isCloseTo(4.437859317683244, within(1e-12));
        for (int step = 1; step <= 20; step++) {
            gradient.evaluate(b);
            double norm = 0;
            for (int e = 0; e < b.length; e++) {
                b[e] += .05 * (2 * gradient.gradient[e] / trials - 2 * b[e]);
                norm += b[e] * b[e];
            }
            for (int e = 0; e < b.length; e++) b[e] /= Math.sqrt(norm);
            assertThat(nll(b, chain, rows)).as("step %d", step).isCloseTo(nll[step], within(1e-12));
        }
    }

    /** Mean -ln psi^2 with the pair at sites 3 and 4 replaced by {@code b}, by explicit loops. */
    private static double nll(double[] b, Mps chain, byte[][] rows) {
        double sum = 0;
        for (byte[] s : rows) {
            double[] l = {1}, r = {1};
            for (int site = 0; site < 3; site++) {
                double[] next = new double[chain.bond(site + 1)];
                for (int a = 0; a < l.length; a++) for (int c = 0; c < next.length; c++) next[c] += l[a] * chain.core(site)[(2 * a + s[site]) * next.length + c];
                l = next;
            }
            for (int site = 7; site > 4; site--) {
                double[] next = new double[chain.bond(site)];
                for (int a = 0; a < next.length; a++) for (int c = 0; c < r.length; c++) next[a] += chain.core(site)[(2 * a + s[site]) * r.length + c] * r[c];
                r = next;
            }
            double psi = 0;
            for (int a = 0; a < 4; a++) for (int c = 0; c < 4; c++) psi += l[a] * b[((2 * a + s[3]) * 2 + s[4]) * 4 + c] * r[c];
            sum -= Math.log(psi * psi);
        }
        return sum / rows.length;
    }

    private static int[] ints(JsonNode array) {
        int[] out = new int[array.size()];
        for (int n = 0; n < out.length; n++) out[n] = array.get(n).intValue();
        return out;
    }
}
