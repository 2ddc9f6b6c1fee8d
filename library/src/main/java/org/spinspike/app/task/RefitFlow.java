package org.spinspike.app.task;

import org.spinspike.app.Families;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.Protocol;
import org.spinspike.ising.SampledFlow;
import org.spinspike.ising.inverse.KineticIsingModel;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Options;
import org.spinspike.model.Training;
import org.spinspike.spikes.SpikeTrains;

/**
 * Entropy flow of the network that a recording, or a surrogate of it, teaches.
 *
 * @param flow      mean over the bins measured, sampled, nats a bin
 * @param error     its standard error, of sampling alone
 * @param spikes    of the recording, a bin
 * @param asymmetry sum_{i &lt; j} (J_ij - J_ji)^2 / sum_{i &lt; j} (J_ij^2 + J_ji^2): 0 where couplings are symmetric, 1 where both directions have nothing to do with each other, 2 where they are opposite;
 *                  NaN without couplings. Errors of couplings draw it towards 1.
 */
public record RefitFlow(double flow, double error, double spikes, double asymmetry) {
    private static final String FAMILY = "kinetic-ising";

    /** How refits are made and run. @param options of the family kinetic-ising */
    record Plan(Options options, int bins, int burnIn, int trials) {
        static Plan of(ModelFile model, int bins, int burnIn, int trials) {
            return new Plan(Options.of(Families.get(FAMILY).options(), model.options()), bins, burnIn, trials);
        }

        KineticIsingModel fit(SpikeTrains data, Seed seed) {
            return (KineticIsingModel) Families.get(FAMILY).train(Training.of(data, options, seed.child("fit"))).model();
        }
    }

    static RefitFlow of(SpikeTrains data, Plan plan, Seed seed) {
        KineticIsingModel model = plan.fit(data, seed);
        Protocol protocol = NetworkSource.protocol(model, plan.burnIn + plan.bins);
        SampledFlow flow = SampledFlow.of(protocol, model.fieldsOverTime() == null ? plan.burnIn : 0, plan.trials, seed.child("flow"), Progress.SILENT);
        long bins = 0;
        for (int k = 0; k < data.trials(); k++) bins += data.bins(k);
        return new RefitFlow(flow.mean(), flow.meanError(), (double) data.spikes() / bins, asymmetry(model.network()));
    }

    double perSpike() { return flow / spikes; }

    static double asymmetry(IsingNetwork network) {
        int n = network.neurons();
        double[] j = network.couplings();
        double turned = 0, all = 0;
        for (int i = 0; i < n; i++)
            for (int l = 0; l < i; l++) {
                double there = j[i * n + l], back = j[l * n + i];
                turned += (there - back) * (there - back);
                all += there * there + back * back;
            }
        return all == 0 ? Double.NaN : turned / all;
    }
}
