package org.spinspike.app.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Remembers why a result could not be printed, because print writers keep that to themselves: a full disk behind {@code --json - > FILE} must not pass
 * for success. A reader that has seen enough ({@code | head -1}) is no fault.
 */
final class StandardOutput extends FilterOutputStream {
    private String fault;

    StandardOutput(OutputStream out) { super(out); }

    @Override public void write(int b) throws IOException { write(new byte[] {(byte) b}, 0, 1); }

    @Override public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            fault = String.valueOf(e.getMessage());
            throw e;
        }
    }

    /** @return what the system said; empty where all went well, or nobody wanted to read on */
    Optional<String> lost() { return Optional.ofNullable(fault).filter(said -> !said.contains("Broken pipe") && !said.contains("pipe is being closed")); }
}
