package org.spinspike.math.linalg;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import dev.ludovic.netlib.lapack.JavaLAPACK;
import dev.ludovic.netlib.lapack.LAPACK;
import dev.ludovic.netlib.lapack.NativeLAPACK;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Which BLAS and LAPACK this process runs on, chosen once.
 *
 * <p>First choice is the OpenBLAS that bytedeco ships inside its jars, reached through netlib without copying; where it cannot be loaded,
 * or where the system property {@code spinspike.blas} is {@code java}, netlib's pure-Java code. Native BLAS is held to one thread:
 * parallelism is the JVM's, over trials and neurons. netlib must be pointed at the {@code nolapack} copy (which contains LAPACK in spite
 * of its name), because the thread setter reaches only that one.
 */
public final class Backend {
    /** Kept so that the logger's level is not forgotten with the logger. */
    private static final Logger NETLIB = Logger.getLogger("dev.ludovic.netlib");
    private static final Backend CHOSEN = choose();

    private final BLAS blas;
    private final LAPACK lapack;
    private final String description;

    private Backend(BLAS blas, LAPACK lapack, String description) {
        this.blas = blas;
        this.lapack = lapack;
        this.description = description;
    }

    /** @return a name for run records: the library's file and the processor kind its kernels are for */
    public static String describe()    { return CHOSEN.description; }
    public static boolean isNative()   { return CHOSEN.blas instanceof NativeBLAS; }

    static BLAS blas()     { return CHOSEN.blas; }
    static LAPACK lapack() { return CHOSEN.lapack; }

    private static Backend choose() {
        NETLIB.setLevel(Level.OFF);                          // stderr belongs to the user
        if (!"java".equals(System.getProperty("spinspike.blas"))) {
            try {
                return openBlas();
            } catch (Throwable unavailable) {                // UnsatisfiedLinkError and its kin: no native library for this platform
                return pureJava(" (no native library: " + unavailable.getClass().getSimpleName() + ")");
            }
        }
        return pureJava("");
    }

    private static Backend openBlas() throws Exception {
        Path jni = Path.of(Loader.load(openblas_nolapack.class));
        Path library = null;
        for (String name : List.of("libopenblas_nolapack.so.0", "libopenblas_nolapack.0.dylib", "libopenblas_nolapack.dll")) {
            if (Files.exists(jni.resolveSibling(name))) library = jni.resolveSibling(name).toRealPath();
        }
        if (library == null) throw new UnsatisfiedLinkError("no OpenBLAS beside " + jni);
        System.setProperty("dev.ludovic.netlib.blas.nativeLibPath", library.toString());
        System.setProperty("dev.ludovic.netlib.lapack.nativeLibPath", library.toString());
        BLAS blas = NativeBLAS.getInstance();
        LAPACK lapack = NativeLAPACK.getInstance();
        openblas_full.openblas_set_num_threads(1);
        String core = openblas_full.openblas_get_corename().getString();
        return new Backend(blas, lapack, "OpenBLAS " + library.getFileName() + ", kernels for " + core);
    }

    private static Backend pureJava(String why) {
        System.setProperty("dev.ludovic.netlib.blas.allowNative", "false");      // or netlib looks for the system's libraries, loudly
        System.setProperty("dev.ludovic.netlib.lapack.allowNative", "false");
        return new Backend(JavaBLAS.getInstance(), JavaLAPACK.getInstance(), "pure Java" + why);
    }
}
