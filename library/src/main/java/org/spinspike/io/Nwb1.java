package org.spinspike.io;

import java.util.List;
import java.util.Optional;

/** Files of NWB 1, which keep their version in a dataset and their spikes in {@code processing/MODULE/UnitTimes/UNIT/times}: named here, and not read. */
final class Nwb1 {
    private static final String VERSION = "nwb_version";
    private static final List<String> GROUPS = List.of("epochs", "stimulus", "acquisition/timeseries");

    private Nwb1() {}

    /** @return "1.0.6", or "1" where only the layout tells; empty for any other file */
    static Optional<String> version(Hdf5 file) {
        if (file.text("", VERSION).isPresent()) return Optional.empty();
        if (file.datasets().containsKey(VERSION) && file.shape(VERSION).length <= 1 && file.isNumberOrText(VERSION)) {
            String[] said = Labels.of(file.read(VERSION));
            if (said.length == 1) return Optional.of(said[0].replaceFirst("^NWB-", ""));
        }
        return file.groups().keySet().containsAll(GROUPS) ? Optional.of("1") : Optional.empty();
    }

    /** @return a line for each place of spike times */
    static List<String> units(Hdf5 file) {
        if (version(file).isEmpty()) return List.of();
        return file.groups().keySet().stream().filter(g -> g.endsWith("/UnitTimes")).map(g -> "spike times " + g + " (" + file.children(g).stream().filter(u -> file.has(g + "/" + u + "/times")).count() + " units)").toList();
    }

    static String refusal(Hdf5 file) {
        List<String> units = units(file);
        return "is NWB " + version(file).orElse("1") + ", which has another layout than NWB 2 and is not read; " + (units.isEmpty() ? "it has no processing/MODULE/UnitTimes, so no spike times either"
                : "it holds " + String.join(", ", units) + ": write them to a CSV with a line 'unit,time_s' above one line a spike (h5py: file['" + units.get(0).replaceAll("^spike times | \\(.*", "")
                        + "/UNIT/times'][:]), or take the recording in NWB 2 if its archive has it");
    }
}
