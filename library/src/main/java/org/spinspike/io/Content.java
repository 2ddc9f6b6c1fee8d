package org.spinspike.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spinspike.spikes.Binarised;
import org.spinspike.spikes.Recording;
import org.spinspike.spikes.Table;

/**
 * What a file gave: spike times still to be binned, or an array that is in bins already. One of the two is there.
 *
 * @param recording spike times
 * @param array     zeros and ones with their account
 * @param tables    of trials and events beside an array; a recording has its own
 * @param notes     what the user should know of how it was read
 */
public record Content(Optional<Recording> recording, Optional<Binarised> array, Map<String, Table> tables, List<String> notes) {
    static Content of(Recording recording) { return new Content(Optional.of(recording), Optional.empty(), Map.of(), List.of()); }
    static Content of(Binarised array)     { return new Content(Optional.empty(), Optional.of(array), Map.of(), List.of()); }

    /** The same with tables beside the array. */
    Content beside(Map<String, Table> tables) { return new Content(recording, array, tables, notes); }

    Content noting(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Content(recording, array, tables, List.copyOf(more));
    }
}
