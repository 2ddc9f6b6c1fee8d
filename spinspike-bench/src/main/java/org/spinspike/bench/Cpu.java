package org.spinspike.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** CPU seconds of the whole process: compilers and garbage collector of the virtual machine count, other people's processes do not. */
final class Cpu {
    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** CPU seconds before the first repeat: the compilers' turn. */
    private static final double WARM_UP = 1.5;
    private static final double REPEAT = .4;

    private Cpu() {}

    static double now() { return SYSTEM.getProcessCpuTime() * 1e-9; }

    /** @return seconds a call of each repeat; the system counts in hundredths of a second, so a repeat is as many calls as last {@link #REPEAT} seconds */
    static double[] seconds(int repeats, Runnable work) {
        double start = now();
        int calls = 0;
        while (now() - start < WARM_UP) {
            work.run();
            calls++;
        }
        int times = (int) Math.ceil(calls * REPEAT / WARM_UP);
        double[] out = new double[repeats];
        for (int n = 0; n < repeats; n++) {
            start = now();
            for (int t = 0; t < times; t++) work.run();
            out[n] = (now() - start) / times;
        }
        return out;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    static double least(double[] values) { return Arrays.stream(values).min().getAsDouble(); }
}
