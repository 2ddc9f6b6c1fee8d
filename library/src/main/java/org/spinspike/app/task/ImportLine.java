package org.spinspike.app.task;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.spinspike.io.Content;
import org.spinspike.io.Reader;
import org.spinspike.io.Reading;
import org.spinspike.io.Source;
import org.spinspike.io.SpikeFile;
import org.spinspike.io.SpikeFileException;
import org.spinspike.spikes.BinarisationRule;
import org.spinspike.spikes.Range;
import org.spinspike.spikes.trace.TraceSteps;

/**
 * A line that imports a file, found by trying: each refusal names the option it misses, which is then added with a value that is common or taken from the file. What is a guess is called so.
 *
 * @param text    as it is typed
 * @param guesses values the user should look at, one sentence; "" where there is none
 */
record ImportLine(String text, String guesses) {
    private static final int MOST_TRIES = 6;
    private static final double BIN_MS = 10;
    private static final String FIRST_BINS = "0:1000";
    private static final String BASELINE = "8:60", LIGHT_RULE = "oasis:2";
    private static final Pattern PICKS = Pattern.compile("FILE:\\w+ picks one: ([^ ,]+)");

    /** @return none where no option helps */
    static Optional<ImportLine> of(Reader reader, Source file, Reading how) {
        Map<String, String> options = new LinkedHashMap<>();
        List<String> guesses = new ArrayList<>();
        how.axes().ifPresent(axes -> options.put("--axes", "" + axes));
        how.binMs().ifPresent(ms -> options.put("--bin-ms", Describe.number(ms)));
        how.rule().ifPresent(rule -> options.put("--binarise", "" + rule));
        how.groups().ifPresent(groups -> options.put("--groups", groups));
        Reading reading = how;
        Source source = file;
        for (int n = 0; n < MOST_TRIES; n++) {
            try {
                Content content = reader.read(source, reading);
                if (content.recording().isPresent()) {
                    if (content.recording().get().spikes() == 0) return Optional.empty();
                    options.put("--bin-ms", Describe.number(BIN_MS));
                    guesses.add("the width of a bin is yours to choose");
                }
                return Optional.of(new ImportLine("spinspike import " + quoted(source.toString()) + " -o spikes.npz" + options.entrySet().stream().map(o -> " " + o.getKey() + " " + o.getValue()).collect(Collectors.joining()),
                        String.join(", ", guesses)));
            } catch (SpikeFileException | IllegalArgumentException e) {
                Matcher several = PICKS.matcher(e.getMessage());
                if (several.find() && source.key().isEmpty()) {
                    source = new Source(file.path(), Optional.of(several.group(1)));
                    guesses.add("the first of several is taken");
                    continue;
                }
                if (e.getMessage().contains("for F --baseline") && reading.rule().isEmpty()) source = new Source(file.path(), Optional.of("F"));
                reading = next(reading, e.getMessage(), file.path(), options, guesses);
                if (reading == null) return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** @return null where the refusal names no option that is not given already */
    private static Reading next(Reading how, String refusal, Path file, Map<String, String> options, List<String> guesses) {
        if (refusal.contains("--axes neurons,bins") && how.axes().isEmpty()) {
            String axes = refusal.matches(".*two axes \\[(\\d+), (\\d+)\\].*") && firstIsLonger(refusal) ? "bins,neurons" : "neurons,bins";
            options.put("--axes", axes);
            guesses.add(refusal.contains("one matrix a trial") ? "the order of axes is a guess" : "the longer axis is taken for bins");
            return how.axes(axes);
        }
        if (refusal.contains("--bins A:B") && how.bins().isEmpty()) {
            options.put("--bins", FIRST_BINS);
            guesses.add("only the first bins are read: the array is larger than the memory for it");
            return how.bins(new Range("--bins", FIRST_BINS));
        }
        if (refusal.contains("--bin-ms") && how.binMs().isEmpty() && Files.isRegularFile(file.resolve(Simulate.SPIKES))) {
            double ms = 1e3 * SpikeFile.read(file.resolve(Simulate.SPIKES)).design().binSeconds();
            options.put("--bin-ms", Describe.exact(ms));
            guesses.add("the width of a bin is that of the true spikes beside");
            return how.binMs(ms);
        }
        if (refusal.contains("--bin-ms") && how.binMs().isEmpty()) {
            options.put("--bin-ms", Describe.number(BIN_MS));
            guesses.add("the width of a bin must be that of the recording");
            return how.binMs(BIN_MS);
        }
        if (refusal.contains("for F --baseline") && how.rule().isEmpty()) {
            options.put("--baseline", BASELINE);
            options.put("--binarise", LIGHT_RULE);
            guesses.add("the rule decides what is an event");
            return how.rule(BinarisationRule.parse(LIGHT_RULE)).traces(TraceSteps.of(null, BASELINE, null, null, null)).neurons(new Range("--neurons", "0:1"));     // one is enough to try
        }
        if (refusal.contains("--binarise") && how.rule().isEmpty()) {
            String rule = refusal.contains("--binarise any") ? "any" : refusal.contains("threshold:0 is every frame") ? "threshold:0" : "zscore:3";
            options.put("--binarise", rule);
            if (!rule.equals("any")) guesses.add("the rule decides what is an event");
            return how.rule(BinarisationRule.parse(rule));
        }
        return null;
    }

    private static boolean firstIsLonger(String refusal) {
        String[] lengths = refusal.replaceAll(".*two axes \\[(\\d+), (\\d+)\\].*", "$1 $2").split(" ");
        return Long.parseLong(lengths[0]) > Long.parseLong(lengths[1]);
    }

    private static String quoted(String word) { return word.matches("[\\w./:,@%+=-]+") ? word : "'" + word.replace("'", "'\\''") + "'"; }
}
