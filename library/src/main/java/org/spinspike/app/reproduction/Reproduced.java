package org.spinspike.app.reproduction;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.spinspike.app.report.Page;
import org.spinspike.app.task.Json;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.io.AtomicFile;

/**
 * What a reproduction came to.
 *
 * @param page    figures and tables, with words
 * @param numbers everything the figures show, and what they were made from
 * @param lines   the result for a terminal
 * @param files   data and models, by their place in the folder; each writes itself where it is told
 */
public record Reproduced(Page page, Map<String, Object> numbers, List<String> lines, Map<String, Consumer<Path>> files) {
    /** The file with the numbers. */
    public static final String NUMBERS = "numbers.json";
    /** The page with the figures. */
    public static final String PAGE = "page.html";

    /** Writes page, figures, numbers, data and models into the folder. */
    public void write(OutputFolder target) {
        files.forEach((name, file) -> {
            Path place = target.path().resolve(name);
            target.make(target.path().relativize(place.getParent()).toString());
            file.accept(place);
        });
        page.write(target, PAGE);
        AtomicFile.write(target.path().resolve(NUMBERS), out -> out.write((Json.pretty(numbers) + "\n").getBytes(StandardCharsets.UTF_8)));
    }
}
