package org.spinspike.statistics;

import java.util.ArrayList;
import java.util.List;
import org.spinspike.spikes.SpikeTrains;

/** The statistics written down entry by entry, as slowly and plainly as can be: the oracle of {@link SummaryTest}. */
final class PlainSummary {
    private final SpikeTrains data;

    PlainSummary(SpikeTrains data) { this.data = data; }

    /** Sample covariance of two lists, divisor length - 1. */
    static double covariance(List<double[]> xy) {
        double mx = 0, my = 0, sum = 0;
        for (double[] p : xy) { mx += p[0] / xy.size(); my += p[1] / xy.size(); }
        for (double[] p : xy) sum += (p[0] - mx) * (p[1] - my);
        return xy.size() < 2 ? Double.NaN : sum / (xy.size() - 1);
    }

    /** Entries (i in bin t, j in bin t + lag) both observed, within trials. */
    List<double[]> pairs(int i, int j, int lag) {
        List<double[]> out = new ArrayList<>();
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t + lag < data.bins(k); t++)
                if (data.observed(k, t, i) && data.observed(k, t + lag, j)) out.add(new double[] {spike(k, t, i), spike(k, t + lag, j)});
        return out;
    }

    double lagCovariance(int i, int j, int lag) { return covariance(pairs(i, j, lag)); }

    double correlation(int i, int j) {
        List<double[]> both = pairs(i, j, 0);
        double vi = covariance(both.stream().map(p -> new double[] {p[0], p[0]}).toList()), vj = covariance(both.stream().map(p -> new double[] {p[1], p[1]}).toList());
        return vi > 1e-15 && vj > 1e-15 ? covariance(both) / Math.sqrt(vi * vj) : Double.NaN;
    }

    /** Sum over clock bins of sum_k (x - mean)(y - mean), over the sum of M - 1; complete bins only. */
    double noise(int i, int j) {
        double sum = 0, freedom = 0;
        for (int c = 0; c < data.design().clockBins(); c++) {
            List<double[]> here = new ArrayList<>();
            for (int k = 0; k < data.trials(); k++)
                for (int t = 0; t < data.bins(k); t++)
                    if (data.design().clock(k, t) == c && complete(k, t)) here.add(new double[] {spike(k, t, i), spike(k, t, j)});
            if (here.isEmpty()) continue;
            freedom += here.size() - 1;
            if (here.size() > 1) sum += covariance(here) * (here.size() - 1);
        }
        return sum / freedom;
    }

    boolean complete(int k, int t) {
        for (int i = 0; i < data.neurons(); i++) if (!data.observed(k, t, i)) return false;
        return true;
    }

    double[] populationCount() {
        double[] p = new double[data.neurons() + 1];
        double bins = 0;
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++)
                if (complete(k, t)) {
                    bins++;
                    int active = 0;
                    for (int i = 0; i < data.neurons(); i++) active += spike(k, t, i);
                    p[active]++;
                }
        for (int x = 0; x < p.length; x++) p[x] /= bins;
        return p;
    }

    /** Share of spikes followed by one l bins later, among those whose bin l later was seen; over all neurons. */
    double autocorrelogram(int lag) {
        double both = 0, first = 0;
        for (int i = 0; i < data.neurons(); i++)
            for (double[] p : pairs(i, i, lag)) {
                first += p[0];
                both += p[0] * p[1];
            }
        return both / first;
    }

    /** Intervals of neuron i, bins; every bin between was observed. */
    List<Integer> intervals(int i) {
        List<Integer> out = new ArrayList<>();
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++)
                for (int u = t + 1; u < data.bins(k) && spike(k, t, i) == 1; u++) {
                    if (!data.observed(k, u, i)) break;
                    if (spike(k, u, i) == 1) {
                        out.add(u - t);
                        break;
                    }
                }
        return out;
    }

    /** Pairs of intervals of neuron i with a spike in common, bins. */
    List<int[]> adjacent(int i) {
        List<int[]> out = new ArrayList<>();
        for (int k = 0; k < data.trials(); k++) {
            List<Integer> ends = new ArrayList<>();           // first and last spike of intervals without a hole, one after the other
            for (int t = 0; t < data.bins(k); t++) {
                if (!data.observed(k, t, i)) ends.clear();
                if (spike(k, t, i) == 0) continue;
                ends.add(t);
                int m = ends.size();
                if (m >= 3) out.add(new int[] {ends.get(m - 2) - ends.get(m - 3), t - ends.get(m - 2)});
            }
        }
        return out;
    }

    double cv2(int i) { return adjacent(i).stream().mapToDouble(x -> 2. * Math.abs(x[0] - x[1]) / (x[0] + x[1])).average().orElse(Double.NaN); }

    double localVariation(int i) { return adjacent(i).stream().mapToDouble(x -> 3 * Math.pow((x[0] - x[1]) / (double) (x[0] + x[1]), 2)).average().orElse(Double.NaN); }

    double fano(int i, int width) {
        List<double[]> counts = new ArrayList<>();
        for (int k = 0; k < data.trials(); k++)
            for (int from = 0; from + width <= data.bins(k); from += width) {
                double count = 0;
                boolean seen = true;
                for (int t = from; t < from + width; t++) {
                    count += spike(k, t, i);
                    seen &= data.observed(k, t, i);
                }
                if (seen) counts.add(new double[] {count, count});
            }
        double mean = counts.stream().mapToDouble(c -> c[0]).average().orElse(Double.NaN);
        return covariance(counts) / mean;
    }

    private int spike(int k, int t, int i) { return data.fires(k, t, i) ? 1 : 0; }
}
