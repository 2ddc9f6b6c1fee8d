package org.spinspike.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HDF5 that declares more than it holds, or leads elsewhere. Fixtures and their script (make_series.py) lie in src/test/resources/org/spinspike/io/hdf5. */
class HostileHdf5Test {
    private static final Path FIXTURES = Path.of("src/test/resources/org/spinspike/io/hdf5");
    @TempDir Path folder;

    @ParameterizedTest @CsvSource(delimiter = '|', value = {
            "bomb.nwb| units/spike_times: holds a chunk that unpacks to more than its 24 bytes: the file is damaged or forged",
            "sparse.nwb| units/spike_times: has shape [100000] in chunks of [1], more than the file has room for",
            "virtual.nwb| uses a feature of HDF5 that is not read (Virtual storage is not supported); 'h5repack -f GZIP=4 -k 2 virtual.nwb virtual-plain.nwb' (HDF5 tools) makes a copy that may be read",
            "raw.nwb| uses a feature of HDF5 that is not read (Encountered External Data Files Message", "pointers.nwb:session/spikes| holds values that are neither numbers nor text, which are not read",
            "pointers.nwb:session/ragged| holds values that are neither numbers nor text", "pointers.nwb:session/records| holds records, which are not read"})
    void whatIsMoreOrElseThanItSaysIsRefusedByName(String file, String message) {
        assertThatThrownBy(() -> read(FIXTURES, file)).isInstanceOf(SpikeFileException.class).hasMessageContaining(message).hasMessageNotContaining("\n");
    }

    /** 500 words that all point to one of 6000 characters. */
    @ParameterizedTest @ValueSource(strings = {"words", "chunked"})
    void wordsThatTakeMoreThanTheFileAreCountedAsTheyCome(String key) {
        Source source = new Source(FIXTURES.resolve("laughs.h5"), Optional.of(key));
        assertThatThrownBy(() -> Readers.read(source, Reading.PLAIN.binMs(1).axes("bins").most(1 << 20))).hasMessageContaining(key + ": needs 1.5 MiB of memory, 1.0 MiB may be used");
    }

    @Test void whatWasNeverWrittenIsTheFillValue() {
        assertThat(read(FIXTURES, "unwritten.nwb").recording().orElseThrow().times()).isDeepEqualTo(new double[][] {{.1, .2}, {.75}});
    }

    @ParameterizedTest @ValueSource(strings = {"data", "soft", "units/spike_times"})
    void linksOutOfAFileAreNotFollowedThoughSomethingIsThere(String key) throws IOException {
        Files.copy(FIXTURES.resolve("links.nwb"), folder.resolve("links.nwb"));
        Files.copy(FIXTURES.resolve("array.h5"), folder.resolve("beside.h5"));
        assertThat(read(folder, "beside.h5:session/spikes").array()).isPresent();
        assertThatThrownBy(() -> read(folder, "links.nwb:" + key)).hasMessageContaining("is a link to another file (beside.h5:/").hasMessageContaining("links out of a file are not followed");
        assertThat(Readers.of(folder.resolve("links.nwb")).inventory(folder.resolve("links.nwb")).entries()).contains("link units to another file (beside.h5:/units), not followed");
    }

    /** Whoever opened the target would wait for somebody to write into it. */
    @Test void theTargetOfALinkIsNotEvenOpened() throws Exception {
        Files.copy(FIXTURES.resolve("links.nwb"), folder.resolve("links.nwb"));
        try {
            Assumptions.assumeTrue(new ProcessBuilder("mkfifo", folder.resolve("beside.h5").toString()).start().waitFor() == 0, "skipped: mkfifo does not work");
        } catch (IOException e) {
            Assumptions.abort("skipped: no mkfifo here");
        }
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (String key : new String[] {"", ":data", ":soft", ":units"}) assertThatThrownBy(() -> read(folder, "links.nwb" + key)).isInstanceOf(SpikeFileException.class);
        });
    }

    private static Content read(Path folder, String source) {
        String[] parts = source.split(":");
        return Readers.read(new Source(folder.resolve(parts[0]), parts.length > 1 ? Optional.of(parts[1]) : Optional.empty()), Reading.PLAIN.binMs(10));
    }
}
