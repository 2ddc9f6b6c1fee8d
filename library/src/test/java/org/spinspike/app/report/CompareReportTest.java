package org.spinspike.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.app.report.figure.Gallery;
import org.spinspike.app.task.CompareResult;
import org.spinspike.app.task.DriftLine;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.spikes.Binarisation;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.Judgement;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The page stands alone, says what it must, and survives whatever a recording can hold. */
class CompareReportTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>&\"'\u0000\u202E";
    private static final List<String> LABELS = List.of("independent", "independent --per-bin", "silent partner");
    private static final SpikeTrains DATA = Gallery.trains(1, .8, 1).selectNeurons(IntStream.range(16, 24).toArray());
    private static final String HTML = CompareReport.page(MadeUpComparison.of(DATA, "made-up.npz", LABELS)).html();

    private static Document parse(String html) throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new InputSource(new StringReader(html.replaceFirst("<!DOCTYPE html>", ""))));
    }

    @Test void thePageIsWellFormedAndItsLinksLeadSomewhere() throws Exception {
        Document page = parse(HTML);
        var links = page.getElementsByTagName("a");
        assertThat(links.getLength()).isGreaterThan(7);
        for (int n = 0; n < links.getLength(); n++) {
            String target = ((Element) links.item(n)).getAttribute("href");
            assertThat(HTML).contains("<section id=\"" + target.substring(1) + "\"");
        }
        assertThat(Pattern.compile(" id=\"([^\"]+)\"").matcher(HTML).results().map(m -> m.group(1)).toList()).doesNotHaveDuplicates();
    }

    @Test void thePageAsksNothingOfTheNetworkAndRunsNoScript() {
        String own = HTML.replace("xmlns=\"http://www.w3.org/2000/svg\"", "").replace("xmlns=\"http://www.w3.org/1999/xhtml\"", "").replace("xmlns:xlink=\"http://www.w3.org/1999/xlink\"", "");
        assertThat(own).doesNotContain("http:", "https:", "<script", "<link", "@import", "src=", "javascript:", "<iframe", "<object");
        assertThat(Pattern.compile("url\\((?!#)").matcher(own).find()).isFalse();
        assertThat(Pattern.compile(" on[a-z]+=").matcher(own).find()).isFalse();
    }

    @Test void theSameResultGivesTheSameBytesWhateverTheClockSays() {
        CompareResult again = MadeUpComparison.of(DATA, "made-up.npz", LABELS);
        var slower = new CompareResult(again.about(), again.train(), again.test(), again.rows(), again.nulls(), again.drift(), again.leftOut(), again.models().stream().map(e -> new CompareResult.Entry(e.label(), e.file(), e.fit(), e.knows(),
                MadeUpComparison.effort(LABELS.indexOf(e.label()), 8), e.logP(), e.scores(), e.gainByNeuron(), e.forecast(), e.calibration(), e.forecastScores(), e.sample(), e.judgements(), e.verdict(), e.misses(), e.checks())).toList(), again.ranking(), again.lastBlock(), again.anomalies());
        String html = CompareReport.page(slower).html();
        assertThat(html).isNotEqualTo(HTML);
        assertThat(timeless(html)).isEqualTo(timeless(HTML));
    }

    private static String timeless(String html) { return html.replaceAll("<span class=\"seconds\">[^<]*</span>", ""); }

    @Test void theRuleAndTheClippedShareComeFirstAndTheVerdictBeforeAnyFigure() {
        SpikeTrains clipped = DATA.with(new Binarisation("any", true, 1000, 956, 44, 0));
        String html = CompareReport.page(MadeUpComparison.of(clipped, "made-up.npz", LABELS)).html();
        assertThat(html.indexOf("Zeros and ones")).isLessThan(html.indexOf("Clipped share")).isLessThan(html.indexOf("SHA-256"));
        assertThat(html).contains("4.4\u00A0% of the spikes fell into a bin that was one already").contains("4.4\u00A0% of the spikes were clipped");
        assertThat(html.indexOf("does not beat rates over time")).isPositive().isLessThan(html.indexOf("<svg"));
    }

    @Test void everyModelHasItsSentencesAndWhatItCannotDoIsSaid() {
        assertThat(HTML).contains("independent does not beat rates over time on this recording: \u2212").contains("independent --per-bin is rates over time itself")
                .contains("silent partner has no likelihood").contains("cannot be sampled").contains("A two-sample test with p").contains("missing");
    }

    @Test void whatElseModelsAreAskedStandsOnThePageAndWhatIsNotThereIsNamed() {
        String text = HTML.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
        assertThat(text).contains("independent 0.250 p = 0.004 0.500 p = 0.040", "independent --per-bin 0.250 p = 0.004 0.500 p = 0.120").as("Holm: .001 four times, .001 no less, .02 two times, .12 once")
                .contains("held-out trials 9 [8, 11] 0 % - - independent 4 [3, 5] 12 % 0.870 0.008".replace(" %", "\u00A0%"), "Not available for silent partner: the model cannot be sampled.",
                        "Not available for independent: the neurons 0 are not there.", "k probs 0.200 0.300 \u00B1 0.0100");
        for (int item = 1; item <= 10; item++) assertThat(text).contains(" " + item + ". ");
        assertThat(text).contains("missing: one rule, one bin width", "missing for silent partner: the model cannot be sampled", "missing: 3 trainings of each model", "missing among the models: glm, k-pairwise");
    }

    @Test void allFiguresOfAComparisonAreThereAsFilesToo(@TempDir Path folder) throws Exception {
        CompareReport.write(MadeUpComparison.of(DATA, "made-up.npz", LABELS), new OutputFolder(folder));
        assertThat(folder.resolve("report.html")).hasContent(HTML);
        assertThat(Files.readString(folder.resolve("report.json"))).contains("\"does_not_beat_rates_over_time\"");
        for (String name : List.of("raster-neurons", "raster-population", "rates-over-time", "rates", "signal-correlations", "noise-correlations", "population-count", "autocorrelogram", "scores",
                "gain-by-neuron", "calibration", "anomalies", "drift", "learning", "statistics", "correlation-matrices", "cross-correlograms")) {
            assertThat(HTML).contains("id=\"figure-" + name + "\"");
            assertThat(folder.resolve("figures").resolve(name + ".svg")).isNotEmptyFile();
            assertThat(folder.resolve("figures").resolve(name + ".png")).isNotEmptyFile();
        }
    }

    @Test void neuronsWithAreasHaveAGraphAndHiddenEntriesNoCorrelograms() throws Exception {
        var areas = new Neurons(DATA.cells().names(), Optional.of(IntStream.range(0, DATA.neurons()).mapToObj(i -> i < 3 ? "V1" : HOSTILE).toList()), Optional.empty());
        String html = CompareReport.page(MadeUpComparison.of(SpikeTrains.generate(DATA.design(), areas, DATA::fires), "made-up.npz", LABELS)).html();
        parse(html);
        assertThat(html).contains("id=\"figure-correlation-graph\"", "Neurons stand on a circle by area").doesNotContain("figure-coupling-graph");
        assertThat(HTML).doesNotContain("figure-correlation-graph");
        var builder = new SpikeTrains.Builder(DATA.design(), DATA.cells());
        for (int k = 0; k < DATA.trials(); k++) builder.unobserved(k, 3, 1);
        assertThat(CompareReport.page(MadeUpComparison.of(builder.build(), "masked.npz", LABELS)).html()).doesNotContain("figure-cross-correlograms");
    }

    @Test void hostileNamesAreShownAndDoNothing() throws Exception {
        var names = new Neurons(IntStream.range(0, DATA.neurons()).mapToObj(i -> HOSTILE + i).toList(), Optional.empty(), Optional.empty());
        SpikeTrains data = SpikeTrains.generate(DATA.design(), names, DATA::fires);
        String html = CompareReport.page(MadeUpComparison.of(data, HOSTILE, List.of(HOSTILE, "b", "c"))).html();
        Document page = parse(html);
        assertThat(page.getElementsByTagName("img").getLength()).isZero();
        assertThat(html).doesNotContain("<img", "\u0000", "\u202E").contains("&lt;img src=x onerror=alert(1)&gt;&amp;&quot;&#39;\uFFFD\uFFFD");
    }

    @Test void eventsAreCalledEventsInEveryCaptionThatNamesThem() {
        SpikeTrains events = DATA.with(new Binarisation("median", false, DATA.spikes(), DATA.spikes(), 0, 0));
        Page page = CompareReport.page(MadeUpComparison.of(events, "made-up.npz", LABELS));
        assertThat(page.html()).contains("rule median: events, not spikes").contains("bits per event");
        for (var figure : page.figures()) {
            assertThat(figure.caption().replaceAll("not (a )?spikes?", "")).as(figure.name()).doesNotContain("spike");
            assertThat(figure.svg()).as(figure.name()).doesNotContain("spike");
        }
    }

    @Test void oneNeuronOneConditionFewTrials() throws Exception {
        SpikeTrains data = SpikeTrains.generate(8, 5, 1, (k, t, i) -> (k + t) % 3 == 0);
        String html = CompareReport.page(MadeUpComparison.of(data, "one.npz", LABELS)).html();
        parse(html);
        assertThat(html).doesNotContain("NaN", "Infinity");
    }

    @Test void silentAndAlwaysActiveNeuronsAreCountedAndLeftOut() throws Exception {
        SpikeTrains data = SpikeTrains.generate(24, 10, 4, (k, t, i) -> i == 1 || i > 1 && (k * 7 + t * 5 + i) % 4 == 0);
        String html = CompareReport.page(MadeUpComparison.of(data, "silent.npz", LABELS)).html();
        parse(html);
        assertThat(html).contains("Undefined in the recording (a neuron without any variation), so left out: 5 of 6.").doesNotContain("NaN");
    }

    @Test void oneLongRecordingWithoutTrialsHasNoRatesOverTime() throws Exception {
        Design one = Design.plain(1, 400, .02);
        SpikeTrains windows = SpikeTrains.generate(one, Neurons.unnamed(3), (k, t, i) -> (t * (i + 3)) % 7 == 0).cut(20, 0);
        String html = CompareReport.page(MadeUpComparison.of(windows, "long.npz", LABELS)).html();
        parse(html);
        assertThat(html).contains("Trials do not share a clock").contains("Windows").contains("id=\"figure-correlations\"").doesNotContain("id=\"figure-noise-correlations\"");
    }

    @Test void unobservedEntriesAndUnequalTrialsAreDrawn() throws Exception {
        int[] lengths = IntStream.range(0, 16).map(k -> 6 + k % 5).toArray();
        var builder = new SpikeTrains.Builder(new Design(lengths, .01, null, null, null, null, null), Neurons.unnamed(3));
        for (int k = 0; k < 16; k++) for (int t = 0; t < lengths[k]; t++) for (int i = 0; i < 3; i++) {
            if (k % 3 == 0 && t < 2) builder.unobserved(k, t, i);
            else if ((k + t * i) % 3 == 0) builder.set(k, t, i);
        }
        String html = CompareReport.page(MadeUpComparison.of(builder.build(), "ragged.npz", LABELS)).html();
        parse(html);
        assertThat(html).contains("Grey: not observed.").contains("unobserved entries are left out");
    }

    @Test void bandsAreTheStatisticsTheyAreNamedAfter() {
        var summary = org.spinspike.statistics.Summary.of(DATA);
        assertThat(Bands.autocorrelogram(DATA, 10, "", 0, new org.spinspike.math.Seed(1)).y()).containsExactly(summary.autocorrelogram(), org.assertj.core.data.Offset.offset(1e-12));
        var count = Bands.populationCount(DATA, "", 0, new org.spinspike.math.Seed(1));
        assertThat(count.y()).containsExactly(summary.populationCount(), org.assertj.core.data.Offset.offset(1e-12));
        for (int k = 0; k < 5; k++) assertThat(count.y()[k]).isBetween(count.low()[k], count.high()[k]);
        double[] psth = summary.psthHz();
        assertThat(Bands.rateOverTime(DATA, 2, 1, "", 0).y()).containsExactly(IntStream.range(0, 50).mapToDouble(t -> psth[t * DATA.neurons() + 2]).toArray(), org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test void windowsOfTrialsMakeAnUnevenComparisonAndThePageSaysSo() {
        String html = CompareReport.page(MadeUpComparison.of(DATA.cut(10, 0), "windows.npz", LABELS)).html();
        assertThat(html).contains("This comparison is uneven", "a table of 50 bins, not of 10", "nats per window", "no proof that it has learned nothing").doesNotContain("nats per trial");
        assertThat(HTML).contains("has learned nothing about the population", "nats per trial").doesNotContain("uneven");
    }

    @Test void aLargeDriftIsWarnedOfAtTheTop() {
        CompareResult steady = MadeUpComparison.of(DATA, "made-up.npz", LABELS);
        assertThat(HTML).doesNotContain("flatters every model");
        String random = with(steady, Map.of()), last = with(steady, Map.of("held_out", "last"));
        assertThat(random).contains("<p class=\"warning\">Drift: it does. Trials held out at random lie among those learned from, which flatters every model: see the last block under Drift.</p>");
        assertThat(last).contains("<p class=\"warning\">Drift: it does. The held-out trials are its end").doesNotContain("flatters");
    }

    @Test void theLastBlockStandsBesideTheOtherSplit() {
        String text = HTML.replaceAll("(?s)<style>.*?</style>", "").replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
        assertThat(text).contains("fitted again to the 64 trials before the last block and judged on its 16", "independent --per-bin rates over time 0.000 [0.000, 0.000] training failed -")
                .containsPattern("independent constant rates (\u22120\\.\\d+ \\[[^]]+\\]) \\1 ");
    }

    private static String with(CompareResult r, Map<String, Object> more) {
        var about = new java.util.LinkedHashMap<>(r.about());
        about.putAll(more);
        return CompareReport.page(new CompareResult(about, r.train(), r.test(), r.rows(), r.nulls(), new DriftLine("drift: it does", true, true), r.leftOut(), r.models(), r.ranking(), r.lastBlock(), r.anomalies())).html();
    }

    @Test void theStepsOfAFitAreThoseOfTheResultFile() {
        CompareResult made = MadeUpComparison.of(DATA, "made-up.npz", LABELS);      // the second has entries 0 to 4: four steps
        assertThat(made.models().get(1).fit().iterations()).isEqualTo(4);
        assertThat(made.json().toString()).contains("iterations=4");
        assertThat(HTML).contains("<td>converged after 4 steps</td>").doesNotContain("5 steps");
    }

    @Test void aMissWhereIndependentNeuronsAreNearTheFloorHasAMark() {
        CompareResult made = MadeUpComparison.of(DATA, "made-up.npz", LABELS);
        Page at = CompareReport.page(farther(made, "rate", 1)), beyond = CompareReport.page(farther(made, "rate", 50));
        String meaning = made.models().get(0).judgements().stream().filter(j -> j.statistic().equals("rate")).findFirst().orElseThrow().meaning();
        assertThat(at.html()).contains(meaning + " - " + Judgement.CANNOT_SEPARATE);
        assertThat(beyond.html()).contains(meaning + " - independent neurons are near the floor: only models clearly beyond it are told from the recording");
        assertThat(marksAtTheEnd(beyond)).isEqualTo(marksAtTheEnd(at) + 2);
    }

    private static int marksAtTheEnd(Page page) {
        var found = Pattern.compile("(\\d+) marks? beyond the axis").matcher(page.html());
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    /** Every model's distance of one statistic made so many floors, that of independent neurons one. */
    private static CompareResult farther(CompareResult r, String statistic, double times) {
        List<CompareResult.Entry> models = r.models().stream().map(e -> new CompareResult.Entry(e.label(), e.file(), e.fit(), e.knows(), e.effort(), e.logP(), e.scores(), e.gainByNeuron(), e.forecast(), e.calibration(), e.forecastScores(),
                e.sample(), e.judgements().stream().map(j -> !j.statistic().equals(statistic) ? j : new Judgement(j.statistic(), j.unit(), j.meaning(), times * j.floorMedian(), .99 * times * j.floorMedian(),
                1.01 * times * j.floorMedian(), j.floorMedian(), j.floor95(), j.floorMedian(), Double.NaN, false, 0)).toList(), e.verdict(), e.misses(), e.checks())).toList();
        return new CompareResult(r.about(), r.train(), r.test(), r.rows(), r.nulls(), r.drift(), r.leftOut(), models, r.ranking(), r.lastBlock(), r.anomalies());
    }
}
