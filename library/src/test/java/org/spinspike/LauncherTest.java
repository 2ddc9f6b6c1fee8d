package org.spinspike;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, in a checkout whose Java and Maven are scripts that write down what they were asked for. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherTest {
    private static final String LAUNCHER = "spinspike", MODULE = "library";

    @TempDir Path temp;
    private Path root, jdk, builds;

    private record Run(int exit, String out, String err) {}

    @BeforeEach void aCheckoutInAFolderWithASpace() throws IOException {
        root = Files.createDirectories(temp.resolve("a checkout"));
        jdk = temp.resolve("jdk");
        builds = temp.resolve("builds");
        script(root.resolve(LAUNCHER), Files.readString(Path.of("..").resolve(LAUNCHER)));
        Files.writeString(root.resolve("pom.xml"), "");
        Files.createDirectories(root.resolve(MODULE + "/src/main/java"));
        Files.writeString(root.resolve(MODULE + "/pom.xml"), "");
        Files.writeString(root.resolve(MODULE + "/src/main/java/A.java"), "");
        maven("mkdir -p " + MODULE + "/target && : >" + MODULE + "/target/spinspike.jar");
        java("17.0.15", "for a; do printf '<%s>' \"$a\"; done; echo; exit 7");
        script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    }

    @Test void theProgramGetsTheArgumentsAsTheyAreAndItsExitCodeIsKept() throws Exception {
        Run run = start("fit", "a b.npz", "*", "");
        assertThat(run.out).endsWith("<org.spinspike.app.cli.Main><fit><a b.npz><*><>\n").contains("<-cp><" + root + "/" + MODULE + "/target/spinspike.jar:");
        assertThat(run.exit).isEqualTo(7);
        assertThat(run.err).isEqualTo("building SpinSpike ...\n");
    }

    @Test void theCollectorIsTheSerialOneUnlessAnotherIsAskedFor() throws Exception {
        assertThat(start().out).contains("<-XX:MaxRAMPercentage=50><-XX:+UseSerialGC>");
        assertThat(run(root.resolve(LAUNCHER), Map.of("SPINSPIKE_JAVA_OPTS", "-Xmx1g -XX:+UseParallelGC")).out).contains("<-Xmx1g><-XX:+UseParallelGC>").doesNotContain("SerialGC");
    }

    @Test void onlyATerminalIsShownBars() throws Exception {
        start();
        assertThat(start().out).contains("<-Dspinspike.terminal=false>");
        Path script = Path.of("/usr/bin/script");
        assumeTrue(Files.isExecutable(script), "skipped: no program 'script' to make a terminal");
        assertThat(run(script, Map.of(), "-qec", "'" + root.resolve(LAUNCHER) + "'", "/dev/null").out).contains("<-Dspinspike.terminal=true>");
    }

    @Test void itBuildsOnceAndAgainWhenASourceIsNewer() throws Exception {
        start();
        assertThat(start().err).isEmpty();
        assertThat(builds).hasContent("build\n");
        Files.setLastModifiedTime(root.resolve(MODULE + "/src/main/java/A.java"), FileTime.from(Instant.now().plusSeconds(2)));
        assertThat(start().err).isEqualTo("building SpinSpike ...\n");
        assertThat(builds).hasContent("build\nbuild\n");
    }

    @Test void aLinkToItFindsTheCheckout() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("link"), Path.of("a checkout", LAUNCHER));
        assertThat(run(link, Map.of()).exit).isEqualTo(7);
    }

    @Test void aFailedBuildShowsTheEndOfItsLogAndRunsNothing() throws Exception {
        maven("echo '[ERROR] Cannot access central in offline mode'; exit 1");
        Run run = start();
        assertThat(run.exit).isEqualTo(1);
        assertThat(run.out).isEmpty();
        assertThat(run.err).contains("Cannot access central", "the build failed; its log is " + root + "/target/build.log", "needs the network for it, once");
        assertThat(root.resolve("target/build.lock")).doesNotExist();
    }

    @Test void theLockOfAProcessThatIsGoneIsTakenOver() throws Exception {
        String host = new String(new ProcessBuilder("uname", "-n").start().getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        Files.createDirectories(root.resolve("target"));
        Files.createSymbolicLink(root.resolve("target/build.lock"), Path.of(host + ":999999999+999999998"));
        assertThat(start().exit).isEqualTo(7);
        assertThat(Files.isSymbolicLink(root.resolve("target/build.lock"))).isFalse();
    }

    @Test void twoStartsAtOnceBuildOnce() throws Exception {
        maven("sleep 1; mkdir -p " + MODULE + "/target && : >" + MODULE + "/target/spinspike.jar");
        List<Process> starts = new ArrayList<>();
        for (int n = 0; n < 3; n++) starts.add(process(root.resolve(LAUNCHER), Map.of()).redirectErrorStream(true).start());
        for (Process p : starts) {
            p.getInputStream().readAllBytes();
            assertThat(p.waitFor()).isEqualTo(7);
        }
        assertThat(builds).hasContent("build\n");
    }

    @Test void anOldJavaIsNamedInOneLine() throws Exception {
        java("11.0.2", "exit 0");
        Run run = run(root.resolve(LAUNCHER), Map.of("PATH", tools()));
        assertThat(run.exit).isEqualTo(1);
        assertThat(run.err).isEqualTo("spinspike: a JDK 17 or later is needed (" + jdk + "/bin/java is version 11): put one on PATH or set JAVA_HOME\n");
    }

    @Test void aRuntimeWithoutACompilerCannotBuild() throws Exception {
        Files.delete(jdk.resolve("bin/javac"));
        Run run = start();
        assertThat(run.exit).isEqualTo(1);
        assertThat(run.err).contains("is a runtime without a compiler").hasLineCount(1);
    }

    // ---- the stage

    private void java(String version, String body) throws IOException {
        Files.createDirectories(jdk.resolve("bin"));
        script(jdk.resolve("bin/java"), "#!/bin/sh\n" + body + "\n");
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    private void maven(String body) throws IOException { script(root.resolve("mvnw"), "#!/bin/sh\necho build >>'" + builds + "'\n" + body + "\n"); }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** @return a folder with the tools of a small system, Java not among them */
    private String tools() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("tools"));
        for (String tool : List.of("dirname", "readlink", "sed", "uname", "find")) script(folder.resolve(tool), "#!/bin/sh\nPATH=/bin:/usr/bin exec " + tool + " \"$@\"\n");
        return folder.toString();
    }

    private Run start(String... arguments) throws Exception { return run(root.resolve(LAUNCHER), Map.of(), arguments); }

    private Run run(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        Path out = temp.resolve("out"), err = temp.resolve("err");
        Process process = process(launcher, environment, arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(60, SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private ProcessBuilder process(Path launcher, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(temp.toFile());
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().putAll(environment);
        return builder;
    }
}
