package org.spinspike.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.spinspike.spikes.Binarised;
import org.spinspike.spikes.Recording;

/**
 * What a file gave: spike times still to be binned, or an array that is in bins already. One of the two is there.
 *
 * @param recording spike times
 * @param array     zeros and ones with their account
 * @param notes     what the user should know of how it was read
 */
public record Content(Optional<Recording> recording, Optional<Binarised> array, List<String> notes) {
    static Content of(Recording recording) { return new Content(Optional.of(recording), Optional.empty(), List.of()); }
    static Content of(Binarised array)     { return new Content(Optional.empty(), Optional.of(array), List.of()); }

    Content noting(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Content(recording, array, List.copyOf(more));
    }
}
