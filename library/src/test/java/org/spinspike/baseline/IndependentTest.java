package org.spinspike.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.model.Fit;
import org.spinspike.model.Model;
import org.spinspike.model.ModelContract;
import org.spinspike.model.Options;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.Training;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

class IndependentTest extends ModelContract {
    private static final IndependentFamily FAMILY = new IndependentFamily();
    private static final Design DESIGN = Design.plain(1, 3, .02);

    @Override protected Model tiny() {
        return new IndependentModel(new RatesOverTime(3, 3, new double[] {.1, .5, .9, .3, .2, .6, .7, .4, .05}));
    }
    @Override protected Design tinyDesign() { return DESIGN; }
    @Override protected Family family()     { return FAMILY; }

    /** By hand: neuron 0 fires in 1 of 4 bins, neuron 1 in 2 of 4; trial 0 is spike and silence of the one, silence and spike of the other. */
    @Test void eachNeuronHasItsOwnRate() {
        SpikeTrains data = SpikeTrains.generate(2, 2, 2, (k, t, i) -> i == 0 ? k == 0 && t == 0 : t == 1);
        Fit fit = train(data, Map.of());
        IndependentModel model = (IndependentModel) fit.model();
        assertThat(model.rates().p()).containsExactly(.25, .5);
        assertThat(model.logProbability(data)[0]).isCloseTo(Math.log(.25 * .75 * .5 * .5), within(1e-15));
        assertThat(fit.history().get(0).trainNats()).isCloseTo(-Math.log(.25 * .75 * .75 * .75 * .5 * .5 * .5 * .5) / 2, within(1e-15));
    }

    @Test void perBinRatesAddHalf() {
        SpikeTrains data = SpikeTrains.generate(3, 2, 2, (k, t, i) -> i == 0 ? k == 0 && t == 0 : t == 1);
        IndependentModel model = (IndependentModel) train(data, Map.of("per-bin", "true")).model();
        assertThat(model.rates().p()).containsExactly(1.5 / 4, .5 / 4, .5 / 4, 3.5 / 4);   // row t, column i
        assertThat(model.parameters()).isEqualTo(4);
    }

    @Test void unobservedEntriesDoNotCount() {
        var builder = new SpikeTrains.Builder(Design.plain(2, 2, .01), org.spinspike.spikes.Neurons.unnamed(1));
        SpikeTrains data = builder.set(0, 0, 0).unobserved(1, 1, 0).build();
        IndependentModel model = (IndependentModel) train(data, Map.of()).model();
        assertThat(model.rates().p()).containsExactly(1 / 3.);
        assertThat(model.logProbability(data)[1]).isCloseTo(Math.log(2 / 3.), within(1e-15));
    }

    @Test void silentAndAlwaysOnNeuronsAreSmoothedAndNamed() {
        SpikeTrains data = SpikeTrains.generate(4, 3, 3, (k, t, i) -> i == 1 || i == 2 && k == 0);
        Fit fit = train(data, Map.of());
        assertThat(((IndependentModel) fit.model()).rates().p()).containsExactly(.5 / 13, 12.5 / 13, .25);
        assertThat(fit.notes()).singleElement().asString().contains("2 of 3 neurons", "n0, n1");
    }

    @Test void windowsOfOneTrialHaveNoRatesOverTime() {
        SpikeTrains windows = SpikeTrains.generate(1, 40, 2, (k, t, i) -> t % 3 == i).cut(10, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> train(windows, Map.of("per-bin", "true")))
                .withMessageContaining("--per-bin").withMessageContaining("single trial");
    }

    @Test void moreBinsThanLearnedAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ((IndependentModel) tiny()).sample(Design.plain(1, 4, .02), new Seed(1)))
                .withMessageContaining("known for 3 bins");
    }

    private static Fit train(SpikeTrains data, Map<String, String> given) {
        return FAMILY.train(Training.of(data, Options.of(FAMILY.options(), given), new Seed(1)));
    }
}
