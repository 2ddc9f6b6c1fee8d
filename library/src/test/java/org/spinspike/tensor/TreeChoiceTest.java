package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Checkpoint;
import org.spinspike.model.Fit;
import org.spinspike.model.Interruption;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Options;
import org.spinspike.model.Training;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

class TreeChoiceTest {
    private static final TensorBrainFamily FAMILY = new TensorBrainFamily();
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

    private static double[] symmetric(int n, double... entries) {
        double[] out = new double[n * n];
        for (int e = 0; e < entries.length; e += 3) out[(int) (entries[e] * n + entries[e + 1])] = out[(int) (entries[e + 1] * n + entries[e])] = entries[e + 2];
        return out;
    }

    /** A chain 0-1-2-3 of information 1, .9 and .5: on average 2 tells .45 about {0, 1} and .5 about 3; the strongest pair says .9. */
    @Test void averagesAndStrongestPairsJoinDifferently() {
        double[] information = symmetric(4, 0, 1, 1, 1, 2, .9, 2, 3, .5);
        for (TreeJoins.Linkage linkage : TreeJoins.Linkage.values()) {
            var joins = new TreeJoins(4);
            joins.byInformation(information, joins.leaves(), linkage);
            assertThat(joins.tree()).hasToString(linkage == TreeJoins.Linkage.AVERAGE ? "((0 1) (2 3))" : "(((0 1) 2) 3)");
        }
    }

    /** The eigenvector of a path of equal links is cos(pi (k + 1/2) / n) along it. */
    @Test void fiedlerPutsAPathInOrder() {
        assertThat(FiedlerOrder.of(symmetric(5, 2, 0, .3, 0, 3, .3, 3, 1, .3, 1, 4, .3), 5)).containsExactly(2, 0, 3, 1, 4);
        assertThat(FiedlerOrder.of(symmetric(5, 4, 0, .3, 0, 3, .3, 3, 1, .3, 1, 2, .3), 5)).as("begins with the lower end").containsExactly(2, 1, 3, 0, 4);
        assertThat(FiedlerOrder.of(symmetric(4, 0, 2, 1, 1, 3, 1, 0, 1, -.2), 4)).as("pairs that tell nothing").satisfies(order ->
                assertThat(Math.abs(order[0] - order[1])).as("%s", java.util.Arrays.toString(order)).isEqualTo(2));
        assertThat(FiedlerOrder.of(new double[9], 3)).hasSize(3);
    }

    @ParameterizedTest @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            [["a","b"],["c",["d","e"]]]      | ((0 1) (2 (3 4)))
            [ [4, "b"], [[2], [3, "a"]] ]    | ((4 1) (2 (3 0)))
            [0,1,2,3,4]                      | ((0 1) (2 (3 4)))
            """)
    void listsAreReadByNameAndByPlace(String text, String tree) { assertThat(TreeText.of(text, NAMES)).hasToString(tree); }

    @ParameterizedTest @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            [["a","b"],["c","d"]]            | --tree must hold every neuron once; missing: e
            [["a","b","a"],[2,"d"]]          | --tree must hold every neuron once; missing: e; more than once: a
            [["a","b"],["x","d"],7]          | --tree: there is no neuron "x", 7; the data have 5 neurons, a to e
            [["a","b"],["c",["d","e"]]       | --tree: the list does not end; a ] or a quotation mark is missing
            [["a","b"],["c",["d","e"]]],1    | --tree: the list ends at character 27, but more follows
            [["a","b"],["c",["d" "e"]]]      | --tree: a comma or ] was expected at character 21, found '"'
            [["a","b"],{"c":["d","e"]}]      | --tree: a list, a name in double quotes or a place was expected at character 11, found '{'
            [["a",-1]]                       | --tree: a list, a name in double quotes or a place was expected at character 6, found '-'
            """)
    void listsThatAreNoTreeAreRefused(String text, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> TreeText.of(text, NAMES)).withMessage(message);
    }

    /** Pairs (0, 3) and (1, 2) fire together; 4 alone. */
    private static SpikeTrains pairs(int trials, long seed, Optional<List<String>> areas) {
        boolean[] fired = new boolean[trials * 4 * 5];
        for (int k = 0; k < trials; k++) {
            var random = new Seed(seed).child(k).generator();
            for (int t = 0; t < 4; t++) {
                boolean one = random.nextDouble() < .4, two = random.nextDouble() < .3;
                for (int i = 0; i < 5; i++) fired[(k * 4 + t) * 5 + i] = (i == 4 ? random.nextDouble() < .3 : i % 3 == 0 ? one : two) != random.nextDouble() < .05;
            }
        }
        return SpikeTrains.generate(Design.plain(trials, 4, .01), new Neurons(NAMES, areas, Optional.empty()), (k, t, i) -> fired[(k * 4 + t) * 5 + i]);
    }

    @Test void everyNameGivesItsTree() {
        SpikeTrains data = pairs(300, 1, Optional.of(List.of("PFC", "V1", "PFC", "V1", "V1")));
        assertThat(TreeChoice.of("information", data).toString()).contains("(0 3)").contains("(1 2)");
        assertThat(TreeChoice.of("chow-liu", data).toString()).contains("(0 3)").contains("(1 2)");
        assertThat(TreeChoice.of("areas", data)).as("(0 2) are PFC, (1 3 4) V1").satisfies(tree -> assertThat(tree.toString()).contains("(0 2)"));
        assertThat(TreeChoice.of("balanced", data)).hasToString("((0 1) (2 (3 4)))");
        assertThat(TreeChoice.of("chain", data)).hasToString("((((0 1) 2) 3) 4)");
        List<Integer> fiedler = java.util.Arrays.stream(TreeChoice.of("fiedler", data).order()).boxed().toList();
        assertThat(Math.abs(fiedler.indexOf(0) - fiedler.indexOf(3))).isEqualTo(1);
        assertThat(Math.abs(fiedler.indexOf(1) - fiedler.indexOf(2))).isEqualTo(1);
        assertThat(TreeChoice.of("[[\"e\",\"a\"],[\"b\",[\"c\",\"d\"]]]", data)).hasToString("((4 0) (1 (2 3)))");
        assertThatIllegalArgumentException().isThrownBy(() -> TreeChoice.check("areas", pairs(1, 1, Optional.empty()).cells()))
                .withMessage("--tree areas: the data do not say in which areas their neurons lie");
    }

    private static Fit fit(SpikeTrains data, SpikeTrains held, Checkpoint checkpoint, String... options) {
        var given = new java.util.HashMap<String, String>(Map.of("chi", "3", "bond", "2", "starts", "1", "patience", "1"));
        for (int o = 0; o < options.length; o += 2) given.put(options[o], options[o + 1]);
        return FAMILY.train(new Training(data, Optional.ofNullable(held), Options.of(FAMILY.options(), given), 0, new Seed(4), checkpoint, Progress.SILENT));
    }

    /** Neurons and tree turned about together: the same training, to the last bit. */
    @Test void aTreeOfNamesDoesNotSeeTheOrderOfTheFile() {
        SpikeTrains data = pairs(80, 1, Optional.empty()), held = pairs(40, 2, Optional.empty());
        int[] turned = {3, 0, 4, 2, 1};
        String tree = "[[\"d\",\"a\"],[\"b\",[\"e\",\"c\"]]]";
        assertThat(fit(data.selectNeurons(turned), held.selectNeurons(turned), Checkpoint.NONE, "tree", tree).history())
                .isEqualTo(fit(data, held, Checkpoint.NONE, "tree", tree).history());
    }

    /** Differences -1 and 2 of ln p: mean .5, variance 4.5 of two values. */
    @Test void theGainIsTheMeanDifferenceByHand() {
        SpikeTrains data = pairs(2, 1, Optional.empty());
        assertThat(TreeGain.gain(fixed(-3, -4), fixed(-2, -6), data)).isEqualTo("tree: +0.5000 nats a trial over file order, standard error 1.5000, 2 validation trials");
    }

    private static Likelihood fixed(double... logP) {
        return (Likelihood) java.lang.reflect.Proxy.newProxyInstance(TreeChoiceTest.class.getClassLoader(), new Class<?>[] {Likelihood.class}, (proxy, method, arguments) -> logP);
    }

    @Test void theGainOverFileOrderIsToldAndLeavesTheModelAsItIs() {
        SpikeTrains data = pairs(150, 1, Optional.empty()), held = pairs(80, 2, Optional.empty());
        Fit plain = fit(data, held, Checkpoint.NONE), told = fit(data, held, Checkpoint.NONE, "tree-gain", "true");
        assertThat(told.model().arrays()).isEqualTo(plain.model().arrays());
        assertThat(told.history()).isEqualTo(plain.history());
        String note = told.notes().get(told.notes().size() - 1);
        assertThat(note).startsWith("tree: +").endsWith("80 validation trials");
        double file = fit(data, held, Checkpoint.NONE, "tree", "balanced").history().stream().mapToDouble(Fit.Step::validationNats).min().orElseThrow();
        double own = plain.history().stream().mapToDouble(Fit.Step::validationNats).min().orElseThrow();
        assertThat(Double.parseDouble(note.substring(7, 13))).isCloseTo(file - own, within(.051));
    }

    @ParameterizedTest @ValueSource(booleans = {false, true})
    void anInterruptedGainResumesToTheSameBytes(boolean second) {
        SpikeTrains data = pairs(60, 1, Optional.empty()), held = pairs(40, 2, Optional.empty());
        Fit straight = fit(data, held, Checkpoint.NONE, "tree-gain", "true");
        var broken = Interruption.after(second ? straight.history().size() + 3 : 4);
        assertThat(fit(data, held, broken, "tree-gain", "true").stop()).isEqualTo(Fit.Stop.INTERRUPTED);
        Fit resumed = fit(data, held, Interruption.over(broken), "tree-gain", "true");
        assertThat(resumed.model().arrays()).isEqualTo(straight.model().arrays());
        assertThat(resumed.history()).isEqualTo(straight.history());
        assertThat(resumed.notes()).isEqualTo(straight.notes());
    }

    @Test void aGainNeedsValidationAndAnotherTree() {
        SpikeTrains data = pairs(20, 1, Optional.empty());
        assertThatIllegalArgumentException().isThrownBy(() -> fit(data, null, Checkpoint.NONE, "tree-gain", "true"))
                .withMessage("--tree-gain is measured on validation trials: give --validation a share above 0");
        assertThatIllegalArgumentException().isThrownBy(() -> fit(data, data, Checkpoint.NONE, "tree-gain", "true", "tree", "balanced"))
                .withMessage("--tree-gain compares with --tree balanced, which is the tree asked for");
    }
}
