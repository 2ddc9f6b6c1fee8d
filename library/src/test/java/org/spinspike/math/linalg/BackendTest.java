package org.spinspike.math.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.netlib.util.intW;

class BackendTest {

    @Test @Tag("fallback") void thePropertyChoosesPureJava() {
        assertThat(Backend.isNative()).isEqualTo(!Backend.describe().startsWith("pure Java"));
        if ("java".equals(System.getProperty("spinspike.blas"))) assertThat(Backend.describe()).isEqualTo("pure Java");
    }

    /**
     * Time of the process over time of the calling thread: the thread setter of the library may reach another copy of it, so its getter proves nothing.
     * Measured in a process of its own, without the environment variable that would hide a setter without effect.
     */
    @Test void nativeProductsAndFactorsRunOnOneThread() throws Exception {
        assumeTrue(Backend.isNative(), () -> "no native library here: " + Backend.describe());
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), BackendTest.class.getName()).redirectErrorStream(true);
        builder.environment().remove("OPENBLAS_NUM_THREADS");
        Process process = builder.start();
        String[] ratios = new String(process.getInputStream().readAllBytes()).trim().split("\\s+");
        assertThat(process.waitFor()).as(String.join(" ", ratios)).isZero();
        assertThat(Double.parseDouble(ratios[0])).as("process CPU over thread CPU, dgemm 512").isLessThan(1.1);
        assertThat(Double.parseDouble(ratios[1])).as("process CPU over thread CPU, dpotrf 1200").isLessThan(1.1);
    }

    /** Prints the two ratios. */
    public static void main(String[] args) {
        int n = 512, order = 1200;
        double[] a = new SplittableRandom(1).doubles(n * n).toArray(), b = a.clone(), c = new double[n * n], spd = new double[order * order], work = spd.clone();
        for (int i = 0; i < order; i++) for (int j = 0; j < order; j++) spd[i * order + j] = i == j ? order : 1. / (1 + i + j);
        double gemm = ratio(20, () -> Gemm.nn(n, n, n, a, 0, n, b, 0, n, 0, c, 0, n));
        double factor = ratio(8, () -> {
            System.arraycopy(spd, 0, work, 0, spd.length);
            Backend.lapack().dpotrf("L", order, work, order, new intW(0));
        });
        System.out.println(gemm + " " + factor);
    }

    /** The least of five: compilers and timers of the virtual machine add to single ones, a second thread of the library to all. */
    private static double ratio(int times, Runnable work) {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var threads = ManagementFactory.getThreadMXBean();
        double least = Double.POSITIVE_INFINITY;
        for (int batch = 0; batch < 5; batch++) {
            long process = system.getProcessCpuTime(), thread = threads.getCurrentThreadCpuTime();
            for (int n = 0; n < times; n++) work.run();
            thread = threads.getCurrentThreadCpuTime() - thread;
            least = Math.min(least, (double) (system.getProcessCpuTime() - process) / thread);
        }
        return least;
    }
}
