package org.spinspike.tensor;

import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;

/**
 * The Born machine of a {@link TreeMps} whose leaves are turned by what fired before ({@link LeafDrive}): an autoregression that carries every neuron's own history,
 * and a network for what it leaves unexplained, within the bin and in the bond.
 *
 * <p>Likelihood, samples and the forecast of the next bin are exact. Further ahead the angles depend on what nobody has seen yet, so such forecasts are simulated ({@link TreeFutures}).
 */
public final class PastDrivenTreeModel extends TreeBornMachine {
    PastDrivenTreeModel(TreeMps net, LeafDrive drive) { super(net, drive); }

    @Override public Forecast forecast(SpikeTrains data, int horizon, Seed seed) {
        check(data);
        Require.atLeast("horizon", horizon, 1);
        return horizon == 1 ? exactForecast(data, 1) : new TreeFutures(net, drive, data, horizon, seed).forecast();
    }
}
