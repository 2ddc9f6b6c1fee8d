package org.spinspike.app.task;

import java.util.Arrays;
import java.util.List;
import org.spinspike.app.Families;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.Protocol;
import org.spinspike.ising.SampledFlow;
import org.spinspike.ising.inverse.KineticIsingModel;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.model.Fit;
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

        KineticIsingModel fit(SpikeTrains data, Seed seed) { return (KineticIsingModel) train(data, seed).model(); }

        /** Of the recording itself: what its training has to say is added to {@code notes}. */
        KineticIsingModel fitAloud(SpikeTrains data, Seed seed, List<String> notes) {
            Fit fit = train(data, seed);
            fit.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
            KineticIsingModel model = (KineticIsingModel) fit.model();
            if (Arrays.stream(model.network().couplings()).allMatch(j -> j == 0))
                throw new DataException("not one neuron of the recording both fires and rests: there are no couplings to put beside their nulls");
            return model;
        }

        private Fit train(SpikeTrains data, Seed seed) { return Families.get(FAMILY).train(Training.of(data, options, seed.child("fit"))); }

        Family.Cost fitCost(SpikeTrains data) { return Families.get(FAMILY).cost(data, options); }

        /** Of a fit and the flow of its network. */
        Family.Cost cost(SpikeTrains data) {
            int steps = options.flag("per-bin") ? Math.max(1, data.design().clockBins() - 1) : burnIn + bins;
            return fitCost(data).then(SimulateIsing.flowCost(data.neurons(), steps, trials));
        }
    }

    static RefitFlow of(SpikeTrains data, Plan plan, Seed seed) { return of(plan.fit(data, seed), data, plan, seed); }

    static RefitFlow of(KineticIsingModel model, SpikeTrains data, Plan plan, Seed seed) {
        Protocol protocol = NetworkSource.protocol(model, plan.burnIn + plan.bins);
        SampledFlow flow = SampledFlow.of(protocol, model.fieldsOverTime() == null ? plan.burnIn : 0, plan.trials, seed.child("flow"), Progress.SILENT);
        long bins = 0;
        for (int k = 0; k < data.trials(); k++) bins += data.bins(k);
        return new RefitFlow(flow.mean(), flow.meanError(), (double) data.spikes() / bins, asymmetry(model.network()));
    }

    /** @return NaN where nobody fires */
    double perSpike() { return spikes == 0 ? Double.NaN : flow / spikes; }

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
