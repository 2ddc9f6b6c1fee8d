package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnomalyCommandTest {
    @TempDir Path folder;
    private final StringWriter out = new StringWriter(), err = new StringWriter();

    /** A network, its truth, and three sets of trials it has never seen. */
    @BeforeEach void files() {
        run("simulate", "kinetic-ising", "-o", path("net"), "--trials", "50", "--neurons", "8", "--bins", "10");
        run("sample", path("net.truth"), "-o", path("normal"), "--trials", "200", "--seed", "2");
        run("sample", path("net.truth"), "-o", path("calibration"), "--trials", "99", "--seed", "3");
        out.getBuffer().setLength(0);
    }

    @Test void powerIsReportedForEveryScoreAndBreakage() throws Exception {
        assertThat(power("--json", "-")).as(err.toString()).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("trials").asInt()).isEqualTo(200);
        assertThat(json.get("calibration_trials").asInt()).isEqualTo(99);
        assertThat(json.get("dead_cells").asInt()).isEqualTo(2);
        for (String score : new String[] {"typical", "surprise", "coordination"}) {
            JsonNode entry = json.get("scores").get(score), normal = entry.get("false_alarms");
            assertThat(normal.get("expected").asDouble()).isEqualTo(.05);
            assertThat(normal.get("rate").asDouble()).isEqualTo(.05 + normal.get("deviation_standard_errors").asDouble() * normal.get("standard_error").asDouble(),
                    org.assertj.core.api.Assertions.within(1e-12));
            for (String breakage : new String[] {"all_silent", "dead_quarter"})
                assertThat(entry.get("power").get(breakage).get("standard_error").asDouble()).isGreaterThanOrEqualTo(entry.get("power").get(breakage).get("standard_error_given_calibration").asDouble());
        }
        assertThat(json.get("scores").get("surprise").get("power").get("all_silent").get("rate").asDouble()).isZero();
    }

    @Test void powerInWordsAndOnAnyThreads() {
        assertThat(power("--threads", "1", "-o", path("one"))).as(err.toString()).isZero();
        assertThat(out.toString()).contains("200 normal trials", "99 calibration trials", "all silent", "2 of 8 cells dead", "SE)", "from the seed", "written to");
        assertThat(power("--threads", "3", "-o", path("three"))).isZero();
        assertThat(folder.resolve("three.npz")).hasSameBinaryContentAs(folder.resolve("one.npz"));
        assertThat(folder.resolve("one.npz.config.yaml")).content().contains("power: true", "false-alarm: 0.05");
    }

    @Test void alarmsStandBesideThoseExpected() throws Exception {
        assertThat(run("anomaly", path("net.truth"), path("normal"), "--calibration", path("calibration"), "-o", path("scores"), "--json", "-")).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("alarms_expected_if_normal").asDouble()).isEqualTo(10);
        double error = 200 * Math.sqrt(.05 * .95 * (100. + 200) / (200. * 101));
        assertThat(json.get("alarms").size()).isEqualTo((int) Math.round(10 + json.get("alarms_deviation_standard_errors").asDouble() * error));
        assertThat(Math.abs(json.get("alarms_deviation_standard_errors").asDouble())).isLessThan(3);
    }

    @Test void mistakesAreNamed() {
        assertThat(run("anomaly", path("net.truth"), path("normal"), "--calibration", path("calibration"))).isEqualTo(2);
        assertThat(err.toString()).contains("-o OUT.npz").doesNotContain("\tat ");
        assertThat(run("anomaly", path("net.truth"), path("calibration"), "--calibration", path("calibration"), "--power", "-o", path("none"))).isEqualTo(3);
        assertThat(err.toString()).contains("are those of the calibration");
        assertThat(power("--false-alarm", "0.001")).isEqualTo(3);
        assertThat(err.toString()).contains("at least 999 calibration trials, got 99");
        assertThat(Files.exists(folder.resolve("none.npz"))).isFalse();
    }

    private int power(String... more) {
        String[] args = {"anomaly", path("net.truth"), path("normal"), "--calibration", path("calibration"), "--power"};
        return run(java.util.stream.Stream.of(args, more).flatMap(java.util.Arrays::stream).toArray(String[]::new));
    }

    private int run(String... args) { return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args); }

    private String path(String name) { return folder.resolve(name + ".npz").toString(); }
}
