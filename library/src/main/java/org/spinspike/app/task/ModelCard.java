package org.spinspike.app.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spinspike.math.Seed;
import org.spinspike.model.Family;
import org.spinspike.model.Fit;
import org.spinspike.model.Likelihood;
import org.spinspike.spikes.Binarisation;
import org.spinspike.spikes.SpikeTrains;

/** What to know before using a model; stands in its file and is shown by {@code info MODEL}. No dates and no wall times: same input, same bytes. */
final class ModelCard {
    private ModelCard() {}

    static Map<String, Object> of(Fit fit, Family family, SpikeTrains data, SpikeTrains learned, Optional<SpikeTrains> held, Nulls nulls, double fraction,
                                  String hash, String words, Seed seed) {
        Binarisation origin = data.binarisation();
        var card = new LinkedHashMap<String, Object>();
        card.put("data", words);
        card.put(ModelFile.DATA_HASH, hash);
        card.put("rule", origin.rule() + (origin.spikes() ? "" : " (events, not spikes)"));
        card.put("clipped_share", origin.clippedShare());
        card.put("bin_ms", data.design().binSeconds() * 1e3);
        card.put("trials", data.trials());
        card.put("bins", data.bins());
        card.put("neurons", data.neurons());
        card.put("split", held.map(h -> learned.trials() + " trials learned from, " + h.trials() + " held out for validation (" + Math.round(100 * fraction) + " % by trial)")
                .orElse("all " + learned.trials() + " trials learned from, none held out"));
        card.put("seed", seed.value());
        card.put("version", Version.text());
        card.put("stop", fit.stop().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        if (fit.model() instanceof Likelihood model) {
            card.put("train_nats", -mean(model.logProbability(learned)));
            held.ifPresent(h -> {
                double[] logP = model.logProbability(h);
                card.put("validation_nats", -mean(logP));
                Scores scores = Scores.of(h, logP, nulls, seed.child("card"));
                card.put("validation_bits_per_" + origin.word(), scores.overConstant().map(Intervals::json).orElse(null));
                scores.overRatesOverTime().ifPresent(i -> card.put("validation_bits_per_" + origin.word() + "_over_rates_over_time", Intervals.json(i)));
                card.put("misses", scores.sentence(family.name(), origin.word(), "the validation trials"));
            });
        }
        card.put("nulls", nulls.perBin().isPresent() ? "constant rates and rates over time, from all " + data.trials() + " trials" : "constant rates, from all " + data.trials() + " trials");
        card.put("drift", DriftLine.of(data, seed).text());
        card.put("not_for", List.of("other neurons, bin widths or stimuli than those named here", "statements about connections: unrecorded neurons and common input look like them",
                "trials recorded after the rates have drifted"));
        if (!fit.notes().isEmpty()) card.put("notes", fit.notes());
        return card;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double v : values) sum += v;
        return sum / values.length;
    }
}
