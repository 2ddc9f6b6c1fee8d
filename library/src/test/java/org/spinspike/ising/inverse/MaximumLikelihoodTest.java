package org.spinspike.ising.inverse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

class MaximumLikelihoodTest {

    /** By hand: after a spike 3 of 4, after silence 1 of 6. In spins H + J = logit(3/4) / 2 and H - J = logit(1/6) / 2. */
    @Test void aLoneNeuronLearnsItsTransitionTable() {
        SpikeTrains data = SpikeTrains.generate(10, 2, 1, (k, t, i) -> t == 0 ? k < 4 : k < 3 || k == 9);
        NetworkEstimate ml = fit(data, 0);
        double after = Math.log(3), silence = Math.log(1 / 5.), v = 1 / (4 * .75 * .25), w = 1 / (6 * (1 / 6.) * (5 / 6.));
        assertThat(ml.network().couplings()[0]).isCloseTo((after - silence) / 4, within(1e-9));
        assertThat(ml.network().fields()[0]).isCloseTo((after + silence) / 4, within(1e-9));
        assertThat(ml.couplingErrors()[0]).isCloseTo(Math.sqrt(v + w) / 4, within(1e-7));
        assertThat(ml.fieldErrors()[0]).isCloseTo(Math.sqrt(v + w) / 4, within(1e-7));
        assertThat(Transitions.of(data, false).logLikelihood(ml.network(), null)[0]).isCloseTo(3 * Math.log(.75) + Math.log(.25) + Math.log(1 / 6.) + 5 * Math.log(5 / 6.), within(1e-9));
    }

    /** Neuron 1 drives neuron 0 and nobody drives neuron 1: J[0,1], in the row of the driven one. */
    @Test void couplingsPointFromColumnToRow() {
        SpikeTrains data = trains(new IsingNetwork(new double[] {0, -.2}, new double[] {0, .8, 0, 0}), 4000, 1);
        double[] couplings = fit(data, 0).network().couplings(), errors = fit(data, 0).couplingErrors();
        assertThat(couplings[1]).isCloseTo(.8, within(5 * errors[1]));
        assertThat(couplings[2]).isCloseTo(0, within(5 * errors[2]));
    }

    @Test void trialsAreNotJoined() {
        SpikeTrains data = SpikeTrains.generate(30, 2, 2, (k, t, i) -> (k * 5 + t * 3 + i * 7 + k * t * i) % 4 == 0);
        assertThat(Transitions.of(data, false).count()).isEqualTo(30);
        SpikeTrains turned = data.select(java.util.stream.IntStream.range(0, 30).map(k -> 29 - k).toArray());
        assertThat(fit(turned, 1).network().couplings()).containsExactly(fit(data, 1).network().couplings(), within(1e-9));
    }

    /** A pair of bins counts for a neuron where it was seen in the later one and everybody in the earlier one. */
    @Test void transitionsIntoTheUnseenAreLeftOut() {
        SpikeTrains whole = trains(new IsingNetwork(new double[] {.1, -.2}, new double[] {.3, .5, -.4, .2}), 400, 2);
        var builder = new SpikeTrains.Builder(Design.plain(1, 401, .01), whole.cells());
        for (int t = 0; t < 401; t++) for (int i = 0; i < 2; i++) {
            if (t == 100 && i == 1 || t == 200) builder.unobserved(0, t, i);
            else if (whole.fires(0, t, i)) builder.set(0, t, i);
        }
        Transitions some = Transitions.of(builder.build(), false), all = Transitions.of(whole, false);
        assertThat(some.dropped()).isEqualTo(1);                                     // bin 101; nobody was seen in bin 200, and bin 201 begins anew
        boolean[] keep = new boolean[400];
        for (int r = 0; r < 400; r++) keep[r] = r + 1 != 101 && r + 1 != 200 && r + 1 != 201;
        assertThat(some.count()).isEqualTo(397);
        double[] first = MaximumLikelihood.of(some, Prior.NONE, Progress.SILENT).network().couplings(), same = MaximumLikelihood.of(all.part(keep), Prior.NONE, Progress.SILENT).network().couplings();
        assertThat(first[0]).isCloseTo(same[0], within(1e-10));                      // neuron 0 was seen in bin 100, neuron 1 was not
        assertThat(first[1]).isCloseTo(same[1], within(1e-10));
        keep[99] = false;
        same = MaximumLikelihood.of(all.part(keep), Prior.NONE, Progress.SILENT).network().couplings();
        assertThat(first[2]).isCloseTo(same[2], within(1e-10));
        assertThat(first[3]).isCloseTo(same[3], within(1e-10));
        TransitionMoments moments = TransitionMoments.of(some), without = TransitionMoments.of(all.part(keep));
        assertThat(moments.after()[1]).isCloseTo(without.after()[1], within(1e-12));
        assertThat(moments.d()[2]).isCloseTo(without.d()[2], within(1e-12));
    }

    /** By hand: neuron 1 was not seen in bin 2, so that only its silence in bin 1, after a spike of neuron 0 alone, counts; neuron 0 counts twice. */
    @Test void theLikelihoodLeavesOutWhatNobodySaw() {
        var builder = new SpikeTrains.Builder(Design.plain(1, 3, .01), org.spinspike.spikes.Neurons.unnamed(2));
        builder.set(0, 0, 0);
        builder.set(0, 2, 0);
        builder.unobserved(0, 2, 1);
        double[] nats = Transitions.of(builder.build(), false).logLikelihood(new IsingNetwork(new double[] {.1, -.4}, new double[] {.2, .7, -.3, .5}), null);
        double first = .1 + .2 - .7, second = .1 - .2 - .7, other = -.4 - .3 - .5;
        assertThat(nats[0]).isCloseTo(-first - Math.log(2 * Math.cosh(first)) + second - Math.log(2 * Math.cosh(second)), within(1e-14));
        assertThat(nats[1]).isCloseTo(-other - Math.log(2 * Math.cosh(other)), within(1e-14));
    }

    @Test void neuronsWithoutAMaximumAreSaidAndHaveFiniteValues() {
        SpikeTrains data = SpikeTrains.generate(40, 9, 5, (k, t, i) -> switch (i) {
            case 0 -> false;
            case 1 -> true;
            case 2 -> new Seed(k).child(t).generator().nextDouble() < .4;
            case 3 -> t > 0 && new Seed(k).child(t - 1).generator().nextDouble() < .4;     // repeats neuron 2 one bin later
            default -> new Seed(-1 - k).child(t).generator().nextDouble() < .3;
        });
        NetworkEstimate ml = fit(data, 0);
        assertThat(ml.notes()).anyMatch(n -> n.startsWith("2 of 5 neurons (n0, n1) never or always fired")).anyMatch(n -> n.startsWith("2 of 5 neurons (n0, n1) never changed as input"))
                .anyMatch(n -> n.startsWith("1 of 5 neurons (n3) have no greatest likelihood") && n.contains("n2 (fired in ") && n.contains("tells 1 neuron)"));
        double[] j = ml.network().couplings();
        assertThat(ml.network().fields()[0]).isCloseTo(.5 * Math.log(.5 / 320.5), within(1e-12));
        assertThat(ml.network().fields()[1]).isCloseTo(.5 * Math.log(320.5 / .5), within(1e-12));
        for (int i = 0; i < 5; i++) assertThat(new double[] {j[i * 5], j[i * 5 + 1], j[i]}).containsExactly(0, 0, 0);
        assertThat(j[3 * 5 + 2]).isBetween(1.5, 4.);
        assertThat(ml.couplingErrors()[3 * 5 + 2]).isLessThan(1);                    // of the prior, standard deviation 1
        assertThat(ml.couplingErrors()[4 * 5 + 1]).isNaN();
        assertThat(ml.network().fields()[4]).isCloseTo(fit(data.selectNeurons(new int[] {2, 3, 4}), 0).network().fields()[2], within(1e-9));
    }

    /**
     * By hand: neuron 2 fires once, before silence of neuron 0, which otherwise follows neuron 1: after its spike 3 of 4, after silence 1 of 6. J[0,1] is that of this table; and theta_02 = 4 J[0,2] is
     * where the slope of its one transition, P(spike) = 1 / (1 + 5 exp -theta_02), and that of the prior, theta_02 / 16, balance: theta_02 = -1.0485.
     */
    @Test void onlyCouplingsFromInputsThatTellHaveThePrior() {
        SpikeTrains data = SpikeTrains.generate(2200, 2, 3, (k, t, i) -> switch (i) {
            case 0 -> t == 1 && k != 7 && (k % 10 < 4 ? k % 10 < 3 : k % 10 == 9);
            case 1 -> t == 0 ? k % 10 < 4 : k % 3 == 0;
            default -> t == 0 ? k == 7 : k % 7 == 0;
        });
        NetworkEstimate ml = fit(data, 0), alone = fit(data.selectNeurons(new int[] {0, 1}), 0), ridged = fit(data, 1);
        assertThat(ml.notes()).hasSize(2).anyMatch(n -> n.startsWith("3 of 3 neurons (n0, n1, n2) have no greatest") && n.contains(": n2 (fired in 1 of 2200 bins; tells 3 neurons);"));
        double[] j = ml.network().couplings();
        assertThat(j[1]).isCloseTo((Math.log(3) + Math.log(5)) / 4, within(5e-4)).isCloseTo(alone.network().couplings()[1], within(5e-4));
        assertThat(ml.couplingErrors()[1]).isCloseTo(alone.couplingErrors()[1], within(1e-4));
        double theta = 4 * j[2];
        assertThat(theta).isCloseTo(-16 / (1 + 5 * Math.exp(-theta)), within(.01)).isCloseTo(-1.0485, within(.01));
        assertThat(ridged.network().couplings()[1]).isLessThan(j[1] - 1e-4);
    }

    @Test void inputsThatRepeatEachOtherAreNamedAndShareWhatTheyDo() {
        SpikeTrains two = trains(new IsingNetwork(new double[] {0, -.2}, new double[] {.3, .8, -.2, .1}), 3000, 5);
        SpikeTrains data = SpikeTrains.generate(1, 3001, 4, (k, t, i) -> i < 2 ? two.fires(0, t, i) : i == 2 ? two.fires(0, t, 0) : !two.fires(0, t, 1));
        NetworkEstimate ml = fit(data, 0);
        double[] j = ml.network().couplings(), plain = fit(two, 0).network().couplings();
        assertThat(ml.notes()).singleElement().asString().contains("repeat each other").contains("n0 = n2, n1 = n3;").doesNotContain("no greatest");
        assertThat(j[0]).isCloseTo(j[2], within(1e-9));
        assertThat(j[0] + j[2]).isCloseTo(plain[0], within(1e-2));
        assertThat(j[1] - j[3]).isCloseTo(plain[1], within(1e-2));
    }

    @Test void severalInputsTogetherAreSaidToo() {
        SpikeTrains two = trains(new IsingNetwork(new double[] {-.2, -.2}, new double[4]), 1000, 6);
        SpikeTrains data = SpikeTrains.generate(1, 1001, 3, (k, t, i) -> {
            if (i < 2) return two.fires(0, t, i);
            if (t == 0 || two.fires(0, t - 1, 0) != two.fires(0, t - 1, 1)) return t % 2 == 0;
            return two.fires(0, t - 1, 0);
        });
        assertThat(fit(data, 0).notes()).anyMatch(n -> n.startsWith("1 of 3 neurons (n2) have no greatest"));
    }

    @Test void fewerTransitionsThanParametersNeedARidge() {
        SpikeTrains few = SpikeTrains.generate(1, 4, 3, (k, t, i) -> (t + i) % 2 == 0);
        assertThatIllegalArgumentException().isThrownBy(() -> fit(few, 0)).withMessageContaining("4 parameters a neuron").withMessageContaining("3 transitions").withMessageContaining("--ridge");
        assertThat(fit(few, 16).network().fields()).doesNotContain(Double.NaN);
    }

    /** Pooled over parameters and repeats; correlations between parameters make the error of the share somewhat larger than a binomial one. */
    @Test void intervalsOfNinetyFivePercentCoverTheTruth() { assertThat(coverage(5, 1500, 40)).isCloseTo(.95, within(5 * Math.sqrt(.95 * .05 / (40 * 30)))); }

    @Tag("slow") @Test void intervalsCoverTheTruthInTwoHundredRepeats() { assertThat(coverage(16, 5000, 200)).isBetween(.94, .96); }

    private static double coverage(int n, int transitions, int repeats) {
        double[] fields = new double[n], couplings = new double[n * n];
        var random = new Seed(301).generator();
        for (int i = 0; i < n; i++) fields[i] = .6 * random.nextDouble() - .3;
        for (int e = 0; e < n * n; e++) couplings[e] = .5 / Math.sqrt(n) * random.nextGaussian();
        int inside = 0;
        for (int r = 0; r < repeats; r++) {
            NetworkEstimate ml = fit(trains(new IsingNetwork(fields, couplings), transitions, 100 + r), 0);
            for (int i = 0; i < n; i++) if (Math.abs(ml.network().fields()[i] - fields[i]) < 1.959964 * ml.fieldErrors()[i]) inside++;
            for (int e = 0; e < n * n; e++) if (Math.abs(ml.network().couplings()[e] - couplings[e]) < 1.959964 * ml.couplingErrors()[e]) inside++;
        }
        return inside / (double) (repeats * n * (n + 1));
    }

    private static SpikeTrains trains(IsingNetwork network, int transitions, long seed) {
        double[] rates = new double[network.neurons()];
        java.util.Arrays.fill(rates, .5);
        return new KineticIsingModel(network, null, new org.spinspike.model.RatesOverTime(1, rates.length, rates), rates, 2).sample(Design.plain(1, transitions + 1, .01), new Seed(seed));
    }

    private static NetworkEstimate fit(SpikeTrains data, double ridge) { return MaximumLikelihood.of(Transitions.of(data, false), new Prior(ridge, 0), Progress.SILENT); }
}
