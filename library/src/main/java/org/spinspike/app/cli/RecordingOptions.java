package org.spinspike.app.cli;

import org.spinspike.io.MemoryLimit;
import org.spinspike.io.Reading;
import picocli.CommandLine.Option;

/** What a user may say of a recording before it is a spike file. */
final class RecordingOptions {
    @Option(names = "--groups", paramLabel = "NAMES", description = "of a Phy/Kilosort or suite2p folder: which clusters or regions, separated by commas, or all (default: good)")
    String groups;

    @Option(names = "--max-memory", paramLabel = "SIZE", description = "what the arrays of the file may take, e.g. 4g; a file that needs more is refused (default: half of the heap)")
    String maxMemory;

    /** @return bytes, null where it was not said */
    Long maxMemory() { return maxMemory == null ? null : MemoryLimit.parse("--max-memory", maxMemory); }

    Reading of(Reading array) {
        Reading chosen = groups == null ? array : array.groups(groups);
        return maxMemory == null ? chosen : chosen.most(maxMemory());
    }
}
