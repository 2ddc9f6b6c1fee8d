package org.spinspike.io;

import java.util.Optional;
import org.spinspike.spikes.Binarised;
import org.spinspike.spikes.Recording;

/**
 * What a file gave: spike times still to be binned, or an array that is in bins already. One of the two is there.
 *
 * @param recording spike times
 * @param array     zeros and ones with their account
 */
public record Content(Optional<Recording> recording, Optional<Binarised> array) {
    static Content of(Recording recording) { return new Content(Optional.of(recording), Optional.empty()); }
    static Content of(Binarised array)     { return new Content(Optional.empty(), Optional.of(array)); }
}
