package org.spinspike.app.report.figure;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Collectors;
import org.spinspike.math.Require;
import org.spinspike.spikes.SpikeTrains;

/** What happened, mark by mark: recorded beside sampled on the same axes. */
public final class RasterFigure {
    /** Rows beyond which marks would be thinner than a pixel. */
    private static final int MOST_ROWS = 120;

    /** How trials are numbered, on every page and in every table. */
    public static final String NUMBERS = "Numbers are rows of the data given, from 0; where that differs, the source trial (source_trial) and the time in it follow in brackets.";

    /** @param model -1 for the recording */
    public record Train(String label, int model, SpikeTrains spikes) {}

    private RasterFigure() {}

    /**
     * One row of panels a neuron, one column a source: trials x time. The first trials are shown.
     *
     * @param trains  the recording first; all of the same neurons and trial lengths
     * @param neurons which
     */
    public static Figure neurons(String name, List<Train> trains, int[] neurons) {
        SpikeTrains data = trains.get(0).spikes;
        int rows = Math.min(MOST_ROWS, data.trials());
        var grid = new Grid(trains.size());
        for (int i : neurons) {
            String neuron = neuron(data, i);
            addRow(grid, trains, i == neurons[neurons.length - 1], neuron, unit(data), rows, (spikes, row, t) -> mark(spikes, row, t, i));
        }
        heads(grid, trains);
        String what = neurons.length == 1 ? "One neuron" : neurons.length + " neurons", word = data.binarisation().word(), unit = unit(data);
        return new Figure(name, "Trial by trial", what + " over " + rows + " held-out " + unit + "s" + from(data) + (rows < data.trials() ? " of " + data.trials() + " (the first ones)" : "")
                + ", one row a " + unit + ": every mark is " + one(data) + ". On the left the recording, beside it " + unit + "s drawn from each model; the axes are the same."
                + (data.fullyObserved() ? "" : " Grey: not observed."),
                "Rasters of " + what.toLowerCase(java.util.Locale.ROOT) + ": " + word + "s of the recording beside those of " + labels(trains) + ".",
                width(trains.size()), (int) (60 + neurons.length * Math.max(96, Math.min(180, 2.2 * rows)) + neurons.length * 32), grid);
    }

    /**
     * One row of panels a trial, one column a source: neurons x time.
     *
     * @param rows   of those trials in the data they were taken from, counted from 0
     * @param order  all neurons, the topmost first
     * @param sorted how they are sorted, for the caption: "by rate, the most active on top"
     */
    public static Figure trials(String name, List<Train> trains, int[] trials, int[] rows, int[] order, String sorted) {
        SpikeTrains data = trains.get(0).spikes;
        Require.length("order of neurons", order.length, data.neurons());
        var grid = new Grid(trains.size());
        for (int n = 0; n < trials.length; n++) {
            int k = trials[n];
            addRow(grid, trains, n == trials.length - 1, label(data, k, rows[n]), "neuron", order.length, (spikes, row, t) -> mark(spikes, k, t, order[row]));
        }
        heads(grid, trains);
        return new Figure(name, "Whole population", "All " + data.neurons() + " neurons in " + (trials.length == 1 ? "one held-out " + unit(data) : trials.length + " held-out " + unit(data) + "s")
                + ", sorted " + sorted + ". Every mark is " + one(data) + ". " + NUMBERS + " A sampled " + unit(data) + " is a draw of its own and should look like the recorded ones, not repeat the one beside it."
                + (data.fullyObserved() ? "" : " Grey: not observed."),
                "Rasters of the population in single trials: the recording beside " + labels(trains) + ".",
                width(trains.size()), (int) (60 + trials.length * (Math.max(90, Math.min(220, 3.4 * order.length)) + 36)), grid);
    }

    private static String unit(SpikeTrains data) { return data.design().word(); }

    /** The neuron's name; a mere number says what it counts. */
    public static String neuron(SpikeTrains data, int i) {
        String name = data.cells().name(i);
        return name.matches("\\d+") ? "neuron " + name : name;
    }

    private static String from(SpikeTrains data) {
        int offset = data.design().offset(0);
        for (int k = 0; k < data.trials(); k++) if (data.design().offset(k) != offset) return "";
        return offset == 0 ? "" : " (those that begin " + Numbers.of(offset * data.design().binSeconds(), 2) + " s into their trials)";
    }

    /** "trial 12"; where it was cut from another one "window 12 (source 3, 400 ms)": see {@link #NUMBERS}. @param row of trial k in the data it was taken from, from 0 */
    public static String label(SpikeTrains data, int k, int row) {
        double ms = data.design().offset(k) * data.design().binSeconds() * 1e3;
        int source = data.design().source(k);
        String from = ms == 0 ? "" : ms < 1e4 ? ", " + Math.round(ms) + " ms" : ", " + Numbers.of(ms / 1e3, 2) + " s";
        return data.design().word() + " " + row + (source == row && ms == 0 ? "" : " (source " + source + from + ")");
    }

    private static String one(SpikeTrains data) {
        return data.binarisation().spikes() ? "a bin with a spike" : "an event (rule: " + data.binarisation().rule() + "), not a spike";
    }

    static int width(int columns) { return Math.max(940, 60 + 150 * columns); }

    private static void addRow(Grid grid, List<Train> trains, boolean last, String title, String rowName, int rows, Cell cell) {
        SpikeTrains data = trains.get(0).spikes;
        double seconds = data.bins() * data.design().binSeconds();
        TimeUnit unit = TimeUnit.of(seconds);
        Scale nice = Scale.whole(rowName, 0, rows, 4);
        var up = new Scale(rowName, -rows, 0, nice.step(), v -> Numbers.of(Math.abs(v), 0));
        for (int c = 0; c < trains.size(); c++) {
            var panel = new Panel(c == 0 ? title : "", unit.scale("time", seconds, trains.size() > 4 ? 3 : 5), up).withoutGrid();
            panel.add(raster(trains.get(c), rows, data.bins(), cell));
            if (c > 0) panel.withoutY();
            if (!last) panel.withoutX();
            grid.add(panel);
        }
    }

    private static void heads(Grid grid, List<Train> trains) {
        for (Train train : trains) grid.head(train.label, Curve.color(train.model));
    }

    private static String labels(List<Train> trains) { return trains.stream().skip(1).map(Train::label).collect(Collectors.joining(", ")); }

    private static int mark(SpikeTrains spikes, int k, int t, int i) {
        if (k >= spikes.trials() || t >= spikes.bins(k)) return 0;
        return spikes.observed(k, t, i) ? spikes.fires(k, t, i) ? 1 : 0 : 2;
    }

    private static Layer raster(Train train, int rows, int bins, Cell cell) {
        Color color = Curve.color(train.model);
        return (g, f) -> Picture.draw(g, picture(train.spikes, rows, bins, f.area().getWidth(), f.area().getHeight(), color, cell), f.area(),
                train.model < 0 ? Picture.Kind.GREY : Picture.Kind.HUE);
    }

    /** Two pixels a screen pixel; marks keep a gap to the next row, and to the next bin where there is room. */
    static BufferedImage picture(SpikeTrains spikes, int rows, int bins, double width, double height, Color color, Cell cell) {
        int wide = Math.max(1, (int) Math.round(2 * width / bins)), high = Math.max(1, (int) Math.round(2 * height / rows));
        int markWide = wide > 12 ? wide / 2 : wide > 3 ? wide - 1 : wide, markHigh = high > 5 ? high - high / 5 : high > 2 ? high - 1 : high;
        BufferedImage image = Picture.indexed(bins * wide, rows * high, color, Palette.SHADE);
        var raster = image.getRaster();
        for (int row = 0; row < rows; row++)
            for (int t = 0; t < bins; t++) {
                int value = cell.at(spikes, row, t);
                if (value == 0) continue;
                int w = value == 1 ? markWide : wide, h = value == 1 ? markHigh : high, x0 = t * wide + (wide - w) / 2;
                for (int y = row * high; y < row * high + h; y++) for (int x = x0; x < x0 + w; x++) raster.setSample(x, y, 0, value);
            }
        return image;
    }

    /** @return 0 nothing, 1 a mark, 2 not observed */
    @FunctionalInterface interface Cell { int at(SpikeTrains spikes, int row, int bin); }

}
