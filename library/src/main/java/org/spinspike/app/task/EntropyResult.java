package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.math.NamedArrays;

/**
 * What {@link MeasureEntropy} found.
 *
 * @param stationary whether fields are constant and the flow has settled: then it is the entropy production
 * @param nulls      refits to a recording and its surrogates, where one was given
 * @param ratesOnly  the flow of rates over time alone, a value a bin; null where fields are constant
 */
public record EntropyResult(MeasureEntropy.Request request, NetworkSource source, NetworkFlow flow, boolean stationary, double[] ratesOnly, Optional<FlowNulls> nulls, List<String> notes) {
    private static final int STRONGEST = 5;
    private static final String BIAS = "takes inputs for Gaussian and two bins in a row for independent given their means: no bound, usually too large, often several times";

    private int neurons() { return source.network().neurons(); }

    /** @return the word that these numbers may bear */
    public String quantity() { return stationary ? "entropy production" : "entropy flow"; }

    public Map<String, Object> json() {
        var map = new LinkedHashMap<String, Object>();
        map.put("quantity", quantity());
        map.put("stationary", stationary);
        map.put("neurons", neurons());
        map.put("bins", flow.sampled().length);
        map.put("trials", request.trials());
        map.put("mean_field", flow.meanField());
        map.put("sampled", flow.sampled());
        map.put("sampled_se", flow.sampledError());
        map.put("exact", flow.exact());
        map.put("mean", means());
        map.put("spikes_per_bin", flow.spikes());
        map.put("per_spike", flow.mean() / flow.spikes());
        map.put("per_spike_se", flow.meanError() / flow.spikes());
        map.put("by_neuron", flow.byNeuron());
        map.put("strongest_pairs", strongest().stream().map(this::pair).toList());
        if (ratesOnly != null) {
            map.put("rates_only", ratesOnly);
            map.put("mean_minus_rates_only", flow.mean() - mean(ratesOnly));
        }
        map.put("mean_field_bias", BIAS);
        nulls.ifPresent(beside -> map.put("recording", beside.json()));
        map.put("notes", notes);
        return map;
    }

    private Map<String, Object> means() {
        var map = new LinkedHashMap<String, Object>();
        map.put("mean_field", mean(flow.meanField()));
        map.put("sampled", flow.mean());
        map.put("sampled_se", flow.meanError());
        map.put("exact", flow.exact() == null ? null : mean(flow.exact()));
        return map;
    }

    private Map<String, Object> pair(int e) {
        var map = new LinkedHashMap<String, Object>();
        map.put("neurons", List.of(source.name(e / neurons()), source.name(e % neurons())));
        map.put("nats", flow.byPair()[e]);
        return map;
    }

    private List<Integer> strongest() {
        return IntStream.range(0, neurons() * neurons()).filter(e -> e / neurons() < e % neurons()).boxed().sorted(Comparator.comparingDouble(e -> -Math.abs(flow.byPair()[e]))).limit(STRONGEST).toList();
    }

    /** What was measured. */
    public String summary() {
        return String.format(Locale.ROOT, "%s of %d neurons over %d bins, nats a bin, of the network at this bin width%s", quantity(), neurons(), flow.sampled().length,
                stationary ? "" : source.driven() ? "; fields go with the time in the trial" : "");
    }

    /** In one sentence. */
    public String verdict() {
        return nulls.map(FlowNulls::sentence).orElseGet(() -> String.format(Locale.ROOT, "The %s is %.4f +- %.4f nats a bin, by sampling.", quantity(), flow.mean(), flow.meanError()));
    }

    /** One way to the number, or one number more. @param remark empty where there is nothing to say */
    public record Row(String name, String value, String remark) {
        private String line() { return String.format("%-13s %s%s", name, value, remark.isEmpty() ? "" : "   " + remark); }
    }

    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("sampled", number(flow.mean(), flow.meanError()), String.format(Locale.ROOT, "%,d trials", request.trials())));
        if (flow.exact() != null) rows.add(new Row("exact", number(mean(flow.exact())), ""));
        rows.add(new Row("mean field", number(mean(flow.meanField())), "biased: " + BIAS));
        rows.add(new Row("per spike", number(flow.mean() / flow.spikes(), flow.meanError() / flow.spikes()), String.format(Locale.ROOT, "%.3f spikes a bin", flow.spikes())));
        if (ratesOnly != null) rows.add(new Row("rates alone", number(mean(ratesOnly)), "rates over time are an arrow of time by themselves; beyond them " + number(flow.mean() - mean(ratesOnly), flow.meanError()) + " (error of sampling)"));
        return rows;
    }

    private static String number(double value) { return String.format(Locale.ROOT, "%.4f", value); }

    private static String number(double value, double error) { return number(value) + " +- " + number(error); }

    /** What the pairs are. */
    public static final String PAIRS = "pairs that most of sum J (D - D^T) comes from, no errors:";

    /** The strongest, by name; those without couplings are left out. */
    public Map<String, String> pairs() {
        var pairs = new LinkedHashMap<String, String>();
        for (int e : strongest()) if (flow.byPair()[e] != 0) pairs.put(source.name(e / neurons()) + ", " + source.name(e % neurons()), number(flow.byPair()[e]));
        return pairs;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(summary()));
        rows().forEach(row -> lines.add(row.line()));
        Map<String, String> pairs = pairs();
        if (!pairs.isEmpty()) lines.add(PAIRS);
        pairs.forEach((names, value) -> lines.add(String.format("  %-22s %8s", names, value)));
        nulls.ifPresent(beside -> lines.addAll(beside.lines()));
        return lines;
    }

    NamedArrays arrays() {
        int n = neurons(), bins = flow.sampled().length;
        NamedArrays arrays = source.network().arrays().put("mean_field", flow.meanField(), bins).put("sampled", flow.sampled(), bins).put("sampled_se", flow.sampledError(), bins)
                .put("by_neuron", flow.byNeuron(), n).put("by_pair", flow.byPair(), n, n).put("spikes_per_bin", flow.spikes()).put("stationary", stationary ? 1L : 0L).put("trials", (long) request.trials())
                .put("neuron_names", IntStream.range(0, n).mapToObj(source::name).toArray(String[]::new), n);
        if (flow.exact() != null) arrays.put("exact", flow.exact(), bins);
        if (ratesOnly != null) arrays.put("rates_only", ratesOnly, bins);
        nulls.ifPresent(beside -> arrays.put("fit_flow", beside.fit().flow()).put("trial_shuffle_flow", beside.trialNull(), beside.trialNull().length)
                .put("time_shuffle_flow", beside.timeNull(), beside.timeNull().length).put("pairs_in_sample", beside.inSample()).put("pairs_split_half", beside.splitHalf()));
        return arrays;
    }

    static double mean(double[] x) { return Arrays.stream(x).average().orElseThrow(); }
}
