package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.app.task.MeasureInformation;
import org.spinspike.io.Npz;
import org.spinspike.math.Seed;

/** Eight neurons in three areas, eight bins; models that have hardly been trained: what is asked for is whether the numbers agree. */
class InformationCommandTest {
    @TempDir static Path folder;
    private static Shell shell;

    @BeforeAll static void files() {
        shell = new Shell(folder);
        shell.must("simulate cortex -o @trials.npz --trials 24 --neurons 8 --bins 8").must("import @trials.npz -o @shorter.npz --bins 0:4").must("simulate kinetic-ising -o @net.npz --trials 5 --neurons 3 --bins 4")
                .must("fit tensor-brain @trials.npz -o @tree.npz --chi 3 --bond 3 --starts 1 --iterations 4").must("fit tensor-brain @trials.npz -o @tree2.npz --chi 3 --bond 3 --starts 1 --iterations 4 --seed 2")
                .must("fit mps @trials.npz -o @free.npz --bond 2 --sweeps 1").must("fit mps @trials.npz -o @tied.npz --tied --bond 2 --starts 1 --iterations 3")
                .must("fit independent @trials.npz -o @rates.npz").must("fit independent @shorter.npz -o @others.npz").must("fit independent @net.npz -o @one.npz");
    }

    private static JsonNode answer(String line) { return shell.must("information " + line + " --json -").json(); }

    private static JsonNode row(JsonNode model, String kind, String from, String to) {
        return StreamSupport.stream(model.get("information").spliterator(), false)
                .filter(r -> r.get("kind").asText().equals(kind) && r.get("from").asText().equals(from) && r.get("to").asText().equals(to)).findFirst().orElseThrow();
    }

    @Test void areasAreAskedAboutInPairsAndTheirPastInBothDirections() {
        JsonNode json = answer("@tree.npz --samples 300 --lags 3 --past 2"), model = json.get("models").get(0);
        assertThat(json.get("bin").asInt()).isEqualTo(7);
        assertThat(model.get("information").size()).isEqualTo(1 + 3 + 6 + 3);
        JsonNode same = row(model, "same_bin", "V1", "LM"), directed = row(model, "directed", "LM", "V1"), lag = row(model, "lag", "all", "all");
        assertThat(same.get("exact").asBoolean()).isTrue();
        assertThat(same.get("standard_error").asDouble()).isZero();
        assertThat(same.get("nats").asDouble()).isPositive();
        assertThat(same.get("null_nats").asDouble()).isNegative();
        assertThat(directed.get("nats").asDouble()).isGreaterThan(-3 * directed.get("standard_error").asDouble());
        assertThat(lag.get("exact").asBoolean()).as("8 entries and 8 others").isFalse();
        assertThat(model.get("edges").size()).isEqualTo(14);
        for (JsonNode edge : model.get("edges")) assertThat(edge.get("nats").asDouble()).as("no more than its bound").isLessThanOrEqualTo(edge.get("entanglement_nats").asDouble() + 1e-12);
        assertThat(model.get("entanglement").get("is").asText()).isEqualTo("a sign-dependent upper bound");
        assertThat(model.get("entanglement").get("between_bins_nats").size()).isEqualTo(7);
        assertThat(model.get("transfer").get("eigenvalues_re").get(0).asDouble()).isCloseTo(1, within(1e-9));
        assertThat(model.get("transfer").get("eigenvalues_re").size()).isEqualTo(6);
    }

    @Test void groupsGoByNameAreaAndRangeAndOneAloneFacesTheRest() {
        JsonNode byArea = answer("@tree.npz --from V1 --to LM --lags 2 --samples 50").get("models").get(0);
        String names = shell.must("info @trials.npz").out();
        assertThat(names).contains("V1");
        JsonNode byRange = answer("@tree.npz --from 0:3 --to 3:6 --lags 2 --samples 50").get("models").get(0), alone = answer("@tree.npz --to V1 --lags 1 --samples 50").get("models").get(0);
        assertThat(row(byArea, "lag", "V1", "LM").get("lag").asInt()).isEqualTo(1);
        assertThat(row(byRange, "same_bin", "0:3", "3:6").get("nats").asDouble()).isEqualTo(row(byArea, "same_bin", "V1", "LM").get("nats").asDouble());
        assertThat(row(alone, "same_bin", "the rest", "V1").get("nats").asDouble()).isPositive();
        JsonNode byName = answer("@tree.npz --from V1-01,V1-02,V1-03 --to LM --lags 2 --samples 50").get("models").get(0);
        assertThat(row(byName, "same_bin", "V1-01,V1-02,V1-03", "LM").get("nats").asDouble()).isEqualTo(row(byArea, "same_bin", "V1", "LM").get("nats").asDouble());
    }

    @Test void everyFamilyWithExactConditionalsAnswersAndIndependentNeuronsShareNothing() {
        for (String name : new String[] {"free", "tied"}) {
            JsonNode model = answer("@" + name + ".npz --lags 1 --past 1 --samples 50").get("models").get(0);
            assertThat(row(model, "same_bin", "V1", "AL").get("nats").asDouble()).as(name).isGreaterThan(-1e-12);
            assertThat(model.has("transfer")).as(name).isEqualTo(name.equals("tied"));
            assertThat(model.has("entanglement")).isTrue();
            assertThat(model.has("edges")).isFalse();
        }
        JsonNode rates = answer("@rates.npz --lags 2 --past 2 --samples 50").get("models").get(0);
        for (JsonNode row : rates.get("information")) assertThat(row.get("nats").asDouble()).isCloseTo(0, within(1e-12));
        assertThat(rates.get("memory_bins").isNull()).isTrue();
        assertThat(rates.has("entanglement")).isFalse();
        assertThat(shell.must("information @rates.npz --lags 2 --past 1 --samples 50").out()).contains("same bin             0 ", "memory: none", "nothing is shared at lag 1").doesNotContain("-0 ", "0.00000", "entanglement");
        assertThat(answer("@one.npz --bin 0 --samples 20").get("models").get(0).get("information").size()).as("no areas, no past: two halves in one bin").isEqualTo(1);
    }

    @Test void everyRowSaysWhoTellsWhom() {
        JsonNode all = answer("@tree.npz --lags 2 --past 1 --samples 20"), areas = answer("@tree.npz --from V1 --to LM --lags 2 --past 1 --samples 20");
        assertThat(row(all.get("models").get(0), "lag", "all", "all").get("question").asText()).isEqualTo("all -> all, lag 1 (10 ms)");
        assertThat(row(areas.get("models").get(0), "lag", "V1", "LM").get("question").asText()).isEqualTo("V1 -> LM, lag 1 (10 ms)");
        assertThat(areas.get("groups").get("V1").size()).isEqualTo(3);
        assertThat(areas.get("groups").get("LM").get(0).asText()).isEqualTo("LM-01");
        assertThat(areas.get("groups_chosen").asText()).isEqualTo("as asked for");
        assertThat(all.get("groups_chosen").asText()).isEqualTo("the areas of the recording");
        shell.must("information @tree.npz --from V1 --to LM --lags 2 --past 1 --samples 20 -o @who");
        assertThat(folder.resolve("who/figures/lags.svg")).content().contains("V1 before, LM after");
        assertThat(folder.resolve("who/information.html")).content().contains("between one bin of V1 and a later bin of LM");
    }

    /** A chain splits one neuron off at its root: without areas, its middle parts the eight. */
    @Test void withoutAreasTheTreeIsPartedWhereItIsMostEven() {
        Npz.write(folder.resolve("plain-cells.npz"), MatchingTest.without(folder.resolve("trials.npz"), "areas"));
        shell.must("fit tensor-brain @plain-cells.npz -o @chain.npz --tree chain --chi 2 --bond 2 --starts 1 --iterations 1");
        JsonNode json = answer("@chain.npz --lags 1 --past 1 --samples 20"), groups = json.get("groups");
        assertThat(groups.get("subtree").size()).isEqualTo(4);
        assertThat(groups.get("the rest").size()).isEqualTo(4);
        assertThat(json.get("groups_chosen").asText()).contains("most evenly, 4 and 4", "no areas");
        assertThat(row(json.get("models").get(0), "same_bin", "subtree", "the rest").get("nats").isNumber()).isTrue();
        assertThat(shell.must("information @chain.npz --lags 1 --past 1 --samples 20").out()).contains("groups: the sides of the tree's edge that parts the neurons most evenly, 4 and 4");
    }

    @Test void whatSharesNothingHasNoMemory() {
        JsonNode rates = answer("@rates.npz --lags 2 --past 1 --samples 20").get("models").get(0);
        assertThat(rates.get("memory").asText()).isEqualTo("none");
        assertThat(rates.get("memory_bins").isNull()).isTrue();
        assertThat(shell.must("information @rates.npz --lags 2 --past 1 --samples 20 -o @none").out()).contains("memory: none: ").doesNotContain("1/e");
        assertThat(folder.resolve("none/figures/lags.svg")).as("nothing to draw").doesNotExist();
        shell.must("fit mps @trials.npz -o @product.npz --tied --bond 1 --starts 1 --iterations 2");
        JsonNode product = answer("@product.npz --lags 2 --past 1 --samples 20").get("models").get(0);
        assertThat(product.get("memory").asText()).isEqualTo("none");
        assertThat(product.get("transfer").get("correlation_bins").isNull()).isTrue();
        assertThat(shell.must("information @product.npz --lags 2 --past 1 --samples 20").out()).contains("memory: none: ", "transfer matrix: nothing is carried").doesNotContain("correlation length");
    }

    @Test void aDryRunSaysHowLongItTakesAndHowMuchItHolds() {
        JsonNode plan = answer("@tree.npz --lags 2 --past 2 --samples 100 --dry-run");
        assertThat(plan.get("seconds").asDouble()).isPositive();
        assertThat(plan.get("questions").asInt()).isEqualTo(1 + 3 + 6 + 2);
        assertThat(plan.get("memory_bytes").asLong()).isPositive();
        // V1 and LM have 3 neurons, AL 2. Past | next and both lags: 6 x 100 samples. Same bin: 2^6, 2^5, 2^5 words. Directed: 2 |A| + 3 |B| entries, 12 where AL is told of, else more. 14 edges: 2^8
        assertThat(plan.get("masked_trials").asLong()).isEqualTo(3 * 600 + 64 + 32 + 32 + 4 * 600 + 2 * 4096 + 14 * 256);
        assertThat(shell.must("information @tree.npz --dry-run --lags 2 --past 2").out()).contains(" s or so by what 16 samples take", "nothing was written");
        assertThat(shell.must("information @one.npz --bin 0 --dry-run --json -").json().get("seconds").asDouble()).isGreaterThanOrEqualTo(0);
    }

    @Test void longWorkSaysHowFarItIs() {
        var said = new ArrayList<String>();
        var request = new MeasureInformation.Request(List.of(folder.resolve("tree.npz")), null, null, 1, 1, -1, 20, new Seed(1));
        MeasureInformation.run(request, (task, done, total) -> said.add(task + " " + done + "/" + total));
        assertThat(said).startsWith("draw samples 0/1", "draw samples 1/1", "information 1/11").contains("information 11/11", "edges of the tree 0/14").endsWith("edges of the tree 14/14");
    }

    @Test void thePageShowsTheEdgesThatCarryMostAndFoldsTheOthersAway() throws Exception {
        shell.must("information @tree.npz --samples 20 --lags 1 --past 1 -o @page");
        String page = Files.readString(folder.resolve("page/information.html")), edges = page.substring(page.indexOf("<section id=\"edges\">"));
        String shown = edges.substring(0, edges.indexOf("<details>")), folded = edges.substring(edges.indexOf("<details>"), edges.indexOf("</details>"));
        assertThat(shown).contains("figure-tree", "The 10 edges that carry most").containsPattern("(?s)(<tr>.*){11}").doesNotContainPattern("(?s)(<tr>.*){12}");
        assertThat(folded).contains("All 14 edges").containsPattern("(?s)(<tr>.*){15}");
        assertThat(page).doesNotContain("<li>edges of the tree").contains("Who is in the groups");
    }

    @Test void severalModelsShowTheirSpread() {
        JsonNode json = answer("@tree.npz @tree2.npz --lags 1 --past 2 --samples 100"), spread = json.get("entanglement_spread");
        assertThat(json.get("models").size()).isEqualTo(2);
        assertThat(spread.get("low").asDouble()).isLessThan(spread.get("high").asDouble());
        assertThat(spread.get("mean").asDouble()).isCloseTo((spread.get("low").asDouble() + spread.get("high").asDouble()) / 2, within(1e-12));
        assertThat(json.get("spread").size()).isEqualTo(json.get("models").get(0).get("information").size());
        assertThat(shell.must("information @tree.npz @tree2.npz --lags 1 --past 2 --samples 100").out()).contains("2 models", "mean [lowest, highest]", "nats over the models");
    }

    @Test void theFolderIsTheSameOnAnyThreads() {
        shell.must("information @tree.npz --samples 100 --lags 2 -o @one --threads 1").must("information @tree.npz --samples 100 --lags 2 -o @three --threads 3");
        assertThat(Shell.bytes(folder.resolve("three"))).isEqualTo(Shell.bytes(folder.resolve("one")));
        assertThat(Shell.bytes(folder.resolve("one"))).containsKeys("information.html", "information.json", "information.json.config.yaml", "figures/tree.svg", "figures/lags.png", "figures/transfer-spectrum.svg");
        assertThat(folder.resolve("one/information.json.config.yaml")).content().contains("# argument MODEL: ", "sha256", "samples: 100");
        assertThat(shell.must("information @tree.npz --samples 100 --lags 2").out()).contains("V1 | LM, same bin", "V1 before -> LM now", "lag 2 (20 ms)", "|lambda2|", "a sign-dependent upper bound", "edges of the tree");
    }

    @ParameterizedTest @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            3 | @tree.npz --from nobody               | --from: no neuron or area & 'nobody' & the areas V1, LM, AL & ranges
            3 | @tree.npz --from V1 --to V1-01,LM-01  | --from V1 and --to V1-01,LM-01 overlap & V1-01
            3 | @tree.npz --from 3:3                  | --from 3:3 is empty
            3 | @tree.npz --from 0:9                  | outside of 0:8
            3 | @tree.npz --to :                      | holds all 8 neurons & no rest
            3 | @tree.npz --lags 8                    | --lags 8 reaches back beyond the trial & 7 bins
            3 | @tree.npz --past 3 --bin 2            | --past 3 & before bin 2
            3 | @free.npz --bin 8 --samples 10        | at most 8 bins
            2 | @tree.npz --lags 0                    | --lags must be at least 1, got 0
            2 | @tree.npz --bin -1                    | --bin must be 0 or more
            2 | @tree.npz --samples 1                 | --samples must be at least 2, got 1
            2 |                                       | MODEL
            3 | @net.truth.npz                        | family glm, cannot sum out what is hidden & independent, hmm, mps, tensor-brain (not with --lags)
            3 | @rates.npz @others.npz                | trained on other trials
            3 | @rates.npz @one.npz                   | the recording has 3
            3 | @nothing.npz                          | nothing.npz
            2 | @tree.npz --json @tree.npz            | is read by this command""")
    void whatCannotBeAnsweredGetsOneLine(int code, String line, String texts) {
        shell.refused(code, ("information " + (line == null ? "" : line)).strip(), texts.split(" & "));
    }
}
