package org.spinspike.io;

import java.nio.file.Path;
import java.util.Locale;
import org.spinspike.math.Require;
import org.spinspike.spikes.SpikeTrains;

/** Spike trains on their way out, in the format the name of the file asks for: {@code .csv} ({@link SpikeCsv}), {@code .json} ({@link SpikeJson}), {@code .npz} a spike file ({@link SpikeFile}). */
public final class SpikeOutput {
    /** What stands in the lines of a CSV file. */
    public enum Layout {
        /** A bin a line, a column a neuron. */ WIDE,
        /** A spike a line. */ LONG
    }

    private SpikeOutput() {}

    public static void write(Path target, SpikeTrains data) { write(target, data, Layout.WIDE); }

    /** @throws IllegalArgumentException where the format cannot hold what is there; it names a format that can */
    public static void write(Path target, SpikeTrains data, Layout layout) {
        if (isCsv(target)) SpikeCsv.write(target, data, layout);
        else if (isJson(target)) SpikeJson.write(target, data);
        else SpikeFile.write(target, data);
    }

    /** @throws IllegalArgumentException where the name asks for no format that is written */
    public static void checkName(Path target) {
        Require.that(isCsv(target) || isJson(target) || name(target).endsWith(".npz"), target + ": the name says the format, and spikes are written as .npz, .csv or .json; give --output one of these endings");
    }

    public static boolean isCsv(Path target)  { return name(target).endsWith(".csv"); }
    public static boolean isJson(Path target) { return name(target).endsWith(".json"); }

    private static String name(Path target) { return target.getFileName().toString().toLowerCase(Locale.ROOT); }

    /** @return what of the recording a CSV file does not say, a sentence; "" where nothing is lost */
    public static String lost(SpikeTrains data, Layout layout) {
        var lost = new java.util.ArrayList<String>();
        var design = data.design();
        lost.add("the width of a bin");
        if (design.conditions().isPresent()) lost.add("conditions");
        if (design.startSeconds().isPresent()) lost.add("times of trials");
        if (design.windows()) lost.add("places of windows");
        if (design.covariates().isPresent()) lost.add("covariates");
        if (data.cells().areas().isPresent() || data.cells().positions().isPresent()) lost.add("areas and positions");
        if (layout == Layout.LONG) lost.add("neurons and trials without a " + data.binarisation().word() + ", and how long trials are");
        return "not in a CSV file, but in .json and .npz: " + String.join(", ", lost) + ", and how the ones came about";
    }
}
