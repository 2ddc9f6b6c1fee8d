package org.spinspike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.spinspike.app.cli.Main;

/** What {@code --help} says can be typed. */
class HelpTest {
    private static final Pattern VERB = Pattern.compile("^  ([a-z]+(?: [a-z]+)?)  +\\S.*");

    private record Run(int exit, String text) {}

    /** As written but for {@code --dry-run}: a file that is not there is a fault of the data, an option that is not there one of the example. */
    @TestFactory Stream<DynamicTest> examplesAreUnderstood() {
        var tests = new ArrayList<DynamicTest>();
        for (String verb : verbs()) {
            String help = run(verb, "--help").text;
            List<String> examples = help.replaceAll("\\\\\\R\\s*", "").lines().filter(line -> line.startsWith("  spinspike ")).toList();
            assertThat(examples).as("examples of " + verb).isNotEmpty();
            for (String example : examples) tests.add(dynamicTest(example.strip(), () -> {
                var words = new ArrayList<>(Document.Command.of(0, example.replaceAll("   +\\(.*\\)$", "")).words());
                words.add("--dry-run");
                Run run = run(words.toArray(String[]::new));
                assertThat(run.exit).as(run.text).isIn(0, 3);
            }));
        }
        return tests.stream();
    }

    @Test void whatMustBeGivenIsInTheFirstLineAndOptionsStandByTheirOwner() {
        String help = run("fit", "mps", "--help").text;
        assertThat(help).startsWith("Usage: spinspike fit FAMILY DATA -o MODEL.npz [OPTIONS]\n");
        assertThat(help.indexOf("--validation")).isBetween(help.indexOf("\nOptions:\n"), help.indexOf("\nOptions of mps:\n"));
        assertThat(help.indexOf("--bond=N")).isBetween(help.indexOf("\nOptions of mps:\n"), help.indexOf("\nWhich data:\n"));
        assertThat(help.indexOf("--neurons")).isBetween(help.indexOf("\nWhich data:\n"), help.indexOf("\nOptions of every verb:\n"));
        assertThat(help.indexOf("--seed")).isGreaterThan(help.indexOf("\nOptions of every verb:\n"));
        assertThat(run("fit", "--help").text).doesNotContain("Options of mps");
    }

    @Test void examplesOfAFigureAreItsOwn() {
        String help = run("reproduce", "tensor-brain-forecast", "--help").text;
        assertThat(help).contains("spinspike reproduce tensor-brain-forecast -o made", "(default: none)").doesNotContain("known-truth", "(default: )");
        Run dry = run("reproduce", "tensor-brain-forecast", "-o", "made", "--dry-run");
        assertThat(dry.exit).as(dry.text).isZero();
    }

    private static List<String> verbs() {
        List<String> verbs = run("--help").text.lines().map(VERB::matcher).filter(m -> m.matches()).map(m -> m.group(1)).toList();
        assertThat(verbs).contains("info", "import", "simulate", "stats", "families", "fit", "sample", "score", "forecast", "impute", "anomaly", "irreversibility", "compare", "reproduce", "demo");
        return verbs;
    }

    private static Run run(String... arguments) {
        var text = new StringWriter();
        int exit = Main.run(new PrintWriter(text), new PrintWriter(text), arguments);
        return new Run(exit, text.toString().replace("\r\n", "\n"));
    }
}
