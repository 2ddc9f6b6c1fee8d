package org.spinspike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** Made-up documents: {@link DocsTest} fails where it should. */
class DocumentRunTest {
    @TempDir Path temp;

    @Test void aFailingCommandIsNamedWithItsLineAndOutput() {
        assertThatThrownBy(() -> run("# Title", "", "```sh", "./spinspike families", "./spinspike info nothing.npz", "```"))
                .isInstanceOf(AssertionError.class).hasMessageStartingWith("made-up.md:5: ./spinspike info nothing.npz\nexit code 3 instead of 0\nspinspike: nothing.npz");
    }

    @Test void anotherExitCodeThanTheOneAnnouncedFails() {
        assertThatThrownBy(() -> run("```sh", "./spinspike info nothing.npz   # exit 2", "```")).hasMessageContaining("exit code 3 instead of 2");
        assertThatThrownBy(() -> run("```sh", "./spinspike families   # exit 3", "```")).hasMessageContaining("exit code 0 instead of 3");
    }

    @Test void whatIsAnnouncedPasses() throws Exception {
        run("```sh", "ls", "./spinspike info nothing.npz   # exit 3", "./spinspike simulate independent -o 'a b.npz' \\", "  --trials 4 --neurons 2", "```",
                "```", "./spinspike nonsense", "```", "", "```sh", "./spinspike info nothing.npz # exit 3", "```", "", "```text", "spinspike: nothing.npz: cannot be read: there is no such file", "```");
        assertThat(temp.resolve("a b.npz")).exists();
    }

    @Test void aBlockThatIsNeverClosedFails() {
        assertThatThrownBy(() -> run("```sh", "./spinspike families")).isInstanceOf(IllegalArgumentException.class).hasMessage("made-up.md:1: the block is never closed");
    }

    @Test void outputThatIsNotPrintedFails() {
        assertThatThrownBy(() -> run("```sh", "./spinspike info nothing.npz # exit 3", "```", "```text", "all is well", "```"))
                .hasMessageContaining("made-up.md:1: what is shown is not what is printed: \"all is well\" is \"spinspike: nothing.npz");
    }

    @Test void numbersMayDifferALittleAndWordsMayNot() {
        List<String> printed = List.of("fitted in 3.1 s", "", "gain   0.2895 [0.27, -12.5]", "trials 400", "end");
        assertThat(Shown.difference(List.of("fitted in 9.9 s", "gain 0.2890 [0.271, -12.6]", "trials 400", "end"), printed)).isNull();
        assertThat(Shown.difference(List.of("...", "trials 400", "..."), printed)).isNull();
        assertThat(Shown.difference(List.of("fitted in 3.1 s", "..."), printed)).isNull();
        assertThat(Shown.difference(List.of("...", "trials 450", "..."), printed)).isEqualTo("nothing like \"trials 450\"");
        assertThat(Shown.difference(List.of("fitted in 3.1 s", "gain 0.2895 [0.27, 12.5]", "..."), printed)).contains("12.5");
        assertThat(Shown.difference(List.of("fitted in 3.1 s", "loss 0.2895 [0.27, -12.5]", "..."), printed)).contains("loss");
        assertThat(Shown.difference(List.of("...", "trials 400"), printed)).isEqualTo("\"end\" is not shown");
    }

    @Test void slowLinesWaitForTheSlowTests() {
        String[] document = {"```sh", "./spinspike nonsense   # slow", "```"};
        assertThatThrownBy(() -> run(document)).isInstanceOf(TestAbortedException.class).hasMessage("skipped: line 2 (a slow line)");
        assertThatThrownBy(() -> run(new DocumentRun.Scope(true, true), document)).hasMessageContaining("exit code 2 instead of 0");
    }

    @Test void withoutNumpyWhatDependsOnItIsSkippedByName() throws Exception {
        var without = new DocumentRun.Scope(false, false);
        assertThatThrownBy(() -> run(without, "```python", "np.save('mine.npy', a)", "```", "```sh", "./spinspike info mine.npy", "```"))
                .isInstanceOf(TestAbortedException.class).hasMessage("skipped: line 1 (python3 with NumPy is not here)");
        Document document = Document.parse("made-up.md", List.of("```python", "np.save('mine.npy', a)", "```", "```sh", "./spinspike --version",
                "./spinspike import mine.npy -o trials.npz", "./spinspike info trials.npz", "```"));
        try (DocumentRun run = new DocumentRun(document.name(), temp, without)) {
            assertThatThrownBy(() -> run.run(document.blocks().get(0))).isInstanceOf(TestAbortedException.class);
            assertThatThrownBy(() -> run.run(document.blocks().get(1))).isInstanceOf(TestAbortedException.class).hasMessage(
                    "skipped: line 6 (needs mine.npy, which a skipped line makes); line 7 (needs trials.npz, which a skipped line makes)");
        }
    }

    private void run(String... lines) throws Exception { run(new DocumentRun.Scope(true, false), lines); }

    private void run(DocumentRun.Scope scope, String... lines) throws Exception {
        Document document = Document.parse("made-up.md", List.of(lines));
        try (DocumentRun run = new DocumentRun(document.name(), temp, scope)) {
            for (Document.Block block : document.blocks()) if (!block.language().isEmpty()) run.run(block);
        }
    }
}
