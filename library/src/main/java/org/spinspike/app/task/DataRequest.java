package org.spinspike.app.task;

import java.nio.file.Path;
import org.spinspike.io.Reading;
import org.spinspike.io.Source;
import org.spinspike.io.SpikeFile;
import org.spinspike.spikes.Binarised;
import org.spinspike.spikes.Range;
import org.spinspike.spikes.SpikeTrains;

/**
 * Which spikes a verb shall read: a file, and what is taken of it. Bins are chosen first, then neurons, then trials are cut into windows.
 *
 * @param source    FILE or FILE:KEY
 * @param axes      order of the array's axes, or null
 * @param binMs     bin width where the file does not say, or null
 * @param binarise  rule for counts, or null; it sees the chosen bins only
 * @param ones      rule that made the zeros and ones of the file, where the file does not say, or null
 * @param bins      "A:B", or null for all
 * @param neurons   "A:B", names separated by commas, "top:N", or null for all
 * @param cut       "L" or "L:GAP", or null
 */
public record DataRequest(String source, String axes, Double binMs, String binarise, String ones, String bins, String neurons, String cut) {

    public static DataRequest of(Path file) { return new DataRequest(file.toString(), null, null, null, null, null, null, null); }

    public Path file() { return Source.parse(source).path(); }

    /** Everything the request asks for. */
    public SpikeTrains load() {
        if (neurons != null && Range.looksLike(neurons)) return windows(SpikeFile.read(file(), reading().neurons(new Range("--neurons", neurons)))).trains();
        Binarised data = loadAllNeurons();
        return windows(chooseNeurons(data, data.trains())).trains();
    }

    private Reading reading() { return Reading.of(axes, binMs, binarise, ones, bins).key(Source.parse(source).key()); }

    /** The file's spikes in the chosen bins; neurons not yet chosen, trials not yet cut. */
    Binarised loadAllNeurons() { return SpikeFile.read(file(), reading()); }

    /** @param basis the trials by which the most active neurons are found: those learned from */
    Binarised chooseNeurons(Binarised data, SpikeTrains basis) { return neurons == null ? data : data.selectNeurons(new NeuronChoice("--neurons", neurons).of(basis)); }

    Binarised windows(Binarised data) {
        if (cut == null) return data;
        String[] parts = cut.split(":", -1);
        int length = whole("--cut", parts[0], cut), gap = parts.length > 1 ? whole("--cut", parts[1], cut) : 0;
        if (parts.length > 2 || length < 1) throw new IllegalArgumentException("--cut must be a window length in bins, with :GAP behind it where wanted, got '" + cut + "'");
        return DataException.blaming(() -> data.cut(length, gap));
    }

    static int whole(String option, String text, String all) {
        if (!text.matches("\\d{1,9}")) throw new IllegalArgumentException(option + ": a whole number was expected, got '" + all + "'");
        return Integer.parseInt(text);
    }

    /** @return what was taken of the file, a few words: "file.npz:spikes_bin, bins 0:34, neurons top:16" */
    public String words() {
        var words = new StringBuilder(file().getFileName().toString());
        Source.parse(source).key().ifPresent(key -> words.append(':').append(key));
        if (bins != null) words.append(", bins ").append(bins);
        if (neurons != null) words.append(", neurons ").append(neurons);
        if (cut != null) words.append(", cut into windows of ").append(cut.replace(":", " bins, gap ")).append(cut.contains(":") ? "" : " bins");
        if (binarise != null) words.append(", binarised by ").append(binarise);
        if (ones != null) words.append(", ones made by ").append(ones);
        return words.toString();
    }
}
