package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spinspike.io.Npz;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Progress;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.Band;
import org.spinspike.statistics.Comparison;
import org.spinspike.statistics.CrossCorrelograms;
import org.spinspike.statistics.Profile;
import org.spinspike.statistics.Resemblance;
import org.spinspike.statistics.Summary;
import org.spinspike.statistics.TimeReversal;
import org.spinspike.statistics.TwoSample;

/** The statistics of a recording with intervals, and how far another set of spike trains is from it. */
public final class Statistics {
    private Statistics() {}

    /**
     * @param against  what to hold against the data, or null
     * @param surrogate what to hold one half of the data against in place of another recording: none, trials, windows:BINS or last; or null
     * @param target   where every array goes, matrices and rates over time included, or null
     * @param settings draws of the floor and bootstrap samples of the distances
     */
    public record Request(DataRequest data, DataRequest against, String surrogate, Path target, Comparison.Settings settings, Seed seed) {}

    /**
     * @param comparedBins so many from the first on, where trials differ in length: distances are of these
     * @param reversed     neurons whose words are read backwards, in the data and in what is held against them
     */
    public record Result(String words, SpikeTrains data, Profile profile, String drift, String againstWords, Optional<Integer> comparedBins, Optional<Resemblance> resemblance, Optional<TwoSample> tests, Optional<CrossCorrelograms> cross,
                         List<String> reversed, Optional<TimeReversal> reversal, Optional<TimeReversal> otherReversal, List<String> notes) {
        private static final int STRONGEST = 12;

        public Map<String, Object> json() {
            var map = new LinkedHashMap<String, Object>();
            map.put("data", words);
            map.put("trials", data.trials());
            map.put("bins", data.bins());
            map.put("neurons", data.neurons());
            map.put("bin_ms", 1e3 * data.design().binSeconds());
            map.put("ones_are", data.binarisation().word() + "s");
            map.put("clipped_share", data.binarisation().clippedShare());
            map.put("units", profile.units());
            map.put("interval", percent() + " % percentile bootstrap over units");
            map.put("neuron_names", data.cells().names());
            map.put("undefined_pairs", profile.summary().undefinedPairs());
            var statistics = new LinkedHashMap<String, Object>();
            profile.bands().forEach(band -> statistics.put(band.name(), json(band)));
            map.put("statistics", statistics);
            map.put("drift", drift);
            cross.ifPresent(c -> {
                map.put("cross_correlograms_expected_from", c.shuffled() ? "other trials" : "constant rates");
                map.put("strongest_pairs", c.strongest(STRONGEST).stream().map(this::json).toList());
            });
            reversal.ifPresent(r -> map.put("time_reversal", json(r)));
            resemblance.ifPresent(r -> {
                var against = new LinkedHashMap<String, Object>();
                against.put("data", againstWords);
                comparedBins.ifPresent(bins -> against.put("bins_compared", "0:" + bins));
                against.put("units", r.units());
                against.put("distances", r.judgements().stream().map(Intervals::json).toList());
                tests.ifPresent(two -> {
                    against.put("tested_trials", two.trials());
                    against.put("tests", two.tests().stream().map(Result::json).toList());
                    against.put("p_any", two.any());
                });
                otherReversal.ifPresent(reversed -> against.put("time_reversal", json(reversed)));
                map.put("against", against);
            });
            map.put("notes", notes);
            return map;
        }

        public long percent() { return Math.round(100 * profile.level()); }

        private Map<String, Object> json(CrossCorrelograms.Peak peak) {
            var map = new LinkedHashMap<String, Object>();
            map.put("first", data.cells().name(peak.first()));
            map.put("second", data.cells().name(peak.second()));
            map.put("lag_bins", peak.lag());
            map.put("coincidences", peak.count());
            map.put("expected", peak.expected());
            map.put("z", peak.z());
            return map;
        }

        private static Map<String, Object> json(TwoSample.Test test) {
            var map = new LinkedHashMap<String, Object>();
            map.put("name", test.name());
            map.put("meaning", test.meaning());
            map.put("value", test.value());
            map.put("p", test.p());
            return map;
        }

        private Map<String, Object> json(TimeReversal r) {
            var map = new LinkedHashMap<String, Object>();
            map.put("neurons", reversed);
            map.put("nats_per_second", r.estimate().value() / data.design().binSeconds());
            map.putAll(Checks.Arrow.json(r));
            return map;
        }

        private static Map<String, Object> json(Band band) {
            var map = new LinkedHashMap<String, Object>();
            map.put("meaning", band.meaning());
            map.put("unit", band.unit());
            map.put(band.single() ? "value" : "values", band.single() ? (Object) band.values()[0] : band.values());
            map.put("low", band.single() ? (Object) band.low()[0] : band.low());
            map.put("high", band.single() ? (Object) band.high()[0] : band.high());
            return map;
        }
    }

    public static Result run(Request request, Progress progress) {
        Optional<HalfSurrogate> surrogate = Optional.ofNullable(request.surrogate()).map(HalfSurrogate::parse);
        SpikeTrains data = request.data().load();
        if (data.observations() == 0) throw new DataException("not one entry of " + request.data().words() + " was observed: there is nothing to measure");
        var notes = new ArrayList<String>();
        if (data.spikes() == 0) notes.add("the recording holds no " + data.binarisation().word());
        Optional<SpikeTrains[]> halves = surrogate.map(s -> DataException.blaming(() -> s.halves(data, request.seed().child("surrogate"))));
        Optional<SpikeTrains> loaded = halves.map(h -> h[1]).or(() -> Optional.ofNullable(request.against()).map(DataRequest::load));
        Optional<SpikeTrains[]> pair = loaded.map(o -> byName(halves.map(h -> h[0]).orElse(data), o, notes));
        SpikeTrains held = pair.map(p -> p[0]).orElse(data);
        Optional<SpikeTrains> other = pair.map(p -> p[1]);
        other.ifPresent(o -> checkAlike(held, o, notes));
        progress.at("statistics", 0, -1);
        Profile profile = Profile.of(data, request.seed().child("profile"));
        if (profile.units() < 2) notes.add("one trial only: no intervals; --cut makes windows of it");
        if (!profile.summary().aligned()) notes.add("trials do not share a clock: no rates over time, no signal and noise parts");
        int undefined = profile.summary().undefinedPairs();
        if (undefined > 0) notes.add("the correlation of " + undefined + (undefined == 1 ? " pair" : " pairs") + " with a silent or constant neuron is undefined and left out");
        Optional<CrossCorrelograms> cross = data.fullyObserved() && data.neurons() > 1 ? Optional.of(CrossCorrelograms.ofMostActive(data)) : Optional.empty();
        if (!data.fullyObserved()) notes.add("some entries were not observed: no cross-correlograms");
        if (request.target() != null) Npz.write(request.target(), arrays(data, profile, cross));
        String words = surrogate.map(HalfSurrogate::words).orElseGet(() -> request.against() == null ? "" : request.against().words());
        Optional<Integer> both = other.flatMap(o -> bothHave(held, o, words, notes));
        Optional<Resemblance> resemblance = other.map(o -> DataException.blaming(() -> Resemblance.of(first(held, both), first(o, both), request.settings(), request.seed().child("against"))));
        progress.at("time reversal", 0, -1);
        int[] active = TimeReversal.mostActive(held);
        List<String> mine = data.cells().names();
        int[] ours = held.neurons() == data.neurons() ? active : Arrays.stream(active).map(i -> mine.indexOf(held.cells().name(i))).toArray();      // matched by name
        Optional<TimeReversal> reversal = reversal(data, ours, request.seed().child("reversal")), otherReversal = other.flatMap(o -> reversal(first(o, both), active, request.seed().child("reversal")));
        progress.at("tests", 0, -1);
        Optional<TwoSample> tests = other.flatMap(o -> tests(first(held, both), first(o, both), request.seed().child("tests"), notes));
        progress.at("tests", 1, 1);
        return new Result(request.data().words(), data, profile, DriftLine.of(data, request.seed()).text(), words, both, resemblance, tests, cross, Arrays.stream(ours).mapToObj(data.cells()::name).toList(), reversal, otherReversal, List.copyOf(notes));
    }

    /** Where trials differ in length, a distance would be one of times in the trial: those that both have are compared. @return how many, where they are not all */
    private static Optional<Integer> bothHave(SpikeTrains data, SpikeTrains other, String words, List<String> notes) {
        if (data.bins() == other.bins()) return Optional.empty();
        String differ = "the bins differ: trials have " + data.bins() + ", those of " + words + " " + other.bins() + "; ";
        if (!data.design().aligned() || !other.design().aligned()) {
            notes.add(differ + "all are compared, as windows of a single recording share no clock; the same --cut for both makes windows of one length");
            return Optional.empty();
        }
        int bins = Math.min(data.bins(), other.bins());
        notes.add(differ + "distances compare bins 0:" + bins + " of both; with --bins 0:" + bins + " the statistics of the data are those of these bins, too");
        return Optional.of(bins);
    }

    private static Optional<TimeReversal> reversal(SpikeTrains data, int[] neurons, Seed seed) {
        return TimeReversal.obstacle(data, neurons).isPresent() ? Optional.empty() : Optional.of(DataException.blaming(() -> TimeReversal.of(data, neurons, seed)));
    }

    private static Optional<TwoSample> tests(SpikeTrains data, SpikeTrains other, Seed seed, List<String> notes) {
        if (!data.design().ragged() && !other.design().ragged() && data.bins() == other.bins()) return Optional.of(DataException.blaming(() -> TwoSample.of(data, other, seed)));
        notes.add("trials differ in length: no tests of whole trials");
        return Optional.empty();
    }

    private static SpikeTrains first(SpikeTrains data, Optional<Integer> bins) { return bins.map(b -> b < data.bins() ? data.selectBins(0, b) : data).orElse(data); }

    /** Two days, two animals: the neurons that both recordings name, in the order of the data; all of them where names are missing, alike, or have nothing in common. */
    private static SpikeTrains[] byName(SpikeTrains data, SpikeTrains other, List<String> notes) {
        List<String> mine = data.cells().names(), theirs = other.cells().names(), common = mine.stream().filter(theirs::contains).toList();
        if (!data.cells().named() || !other.cells().named() || mine.equals(theirs) || common.isEmpty()) return new SpikeTrains[] {data, other};
        notes.add("neurons are matched by name: " + common.size() + " of the data's " + mine.size() + " are among the other's " + theirs.size() + "; distances and tests are of these");
        return new SpikeTrains[] {data.selectNeurons(common.stream().mapToInt(mine::indexOf).toArray()), other.selectNeurons(common.stream().mapToInt(theirs::indexOf).toArray())};
    }

    private static void checkAlike(SpikeTrains data, SpikeTrains other, List<String> notes) {
        DataException.blaming(() -> {
            Require.that(data.neurons() == other.neurons(), "the data have " + data.neurons() + " neurons, what they are held against has " + other.neurons());
            return null;
        });
        if (!data.cells().names().equals(other.cells().names())) notes.add("neuron names differ: neurons are compared in the order they stand");
        if (!data.binarisation().word().equals(other.binarisation().word()))
            notes.add("the data are " + data.binarisation().word() + "s and the other's ones are " + other.binarisation().word() + "s");
    }

    /** Row-major; NaN where undefined. */
    private static NamedArrays arrays(SpikeTrains data, Profile profile, Optional<CrossCorrelograms> cross) {
        Summary s = profile.summary();
        int n = s.neurons();
        var arrays = new NamedArrays().put("neuron_names", data.cells().names().toArray(String[]::new), n).put("bin_ms", 1e3 * s.binSeconds());
        for (Band band : profile.bands()) {
            String name = band.name().replace('-', '_');
            int[] shape = band.single() ? new int[0] : new int[] {band.values().length};
            arrays.put(name, band.values(), shape).put(name + "_low", band.low(), shape).put(name + "_high", band.high(), shape);
        }
        arrays.put("covariance", s.covariance(), n, n).put("correlation", s.correlation(), n, n).put("lag_covariance", s.lagCovariance(1), n, n);
        arrays.put("fano_windows", Summary.fanoWindows(), Summary.fanoWindows().length).put("fano", s.fano(), Summary.fanoWindows().length, n);
        arrays.put("intervals", s.intervals(), n);
        cross.ifPresent(c -> {
            int width = 2 * c.lags() + 1;
            arrays.put("cross_neurons", c.neurons(), c.neurons().length).put("cross_correlogram", c.counts(), c.pairs(), width).put("cross_expected", c.expected(), c.pairs(), width);
        });
        if (!s.aligned()) return arrays;
        arrays.put("signal_covariance", s.signalCovariance(), n, n).put("noise_covariance", s.noiseCovariance(), n, n);
        arrays.put("signal_correlation", s.signalCorrelation(), n, n).put("noise_correlation", s.noiseCorrelation(), n, n);
        return arrays.put("psth_hz", s.psthHz(), s.clockBins(), n).put("psth_se_hz", s.psthErrorHz(), s.clockBins(), n);
    }
}
