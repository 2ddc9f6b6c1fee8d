package org.spinspike.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinspike.io.Npz;
import org.spinspike.io.SpikeFile;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.Summary;

class StatsCommandTest {
    @TempDir Path folder;
    private Shell shell;
    private SpikeTrains data;

    @BeforeEach void files() {
        shell = new Shell(folder);
        data = bursts(60, 4, 1);
        SpikeFile.write(folder.resolve("data.npz"), data);
        SpikeFile.write(folder.resolve("twin.npz"), bursts(40, 4, 2));
        SpikeFile.write(folder.resolve("alone.npz"), independent(60, 4, 3));
        SpikeFile.write(folder.resolve("three.npz"), bursts(60, 3, 4));
    }

    /** All neurons are livelier in every third trial. */
    private static SpikeTrains bursts(int trials, int neurons, long seed) {
        return SpikeTrains.generate(trials, 12, neurons, (k, t, i) -> new Seed(seed).child(k).child(t).child(i).generator().nextDouble() < (k % 3 == 0 ? .6 : .1) + .02 * i);
    }

    private static SpikeTrains independent(int trials, int neurons, long seed) {
        return SpikeTrains.generate(trials, 12, neurons, (k, t, i) -> new Seed(seed).child(k).child(t).child(i).generator().nextDouble() < .8 / 3 + .02 * i);
    }

    /** The other recording has the neurons in another order, one of them is new and one is gone: by name nothing differs but chance, by order rates would. */
    @Test void neuronsOfTwoDaysAreMatchedByName() {
        Neurons monday = new Neurons(List.of("a", "b", "c", "d"), Optional.empty(), Optional.empty()), tuesday = new Neurons(List.of("e", "d", "a", "c"), Optional.empty(), Optional.empty());
        SpikeFile.write(folder.resolve("monday.npz"), day(monday, 7));
        SpikeFile.write(folder.resolve("tuesday.npz"), day(tuesday, 8));
        shell.must("stats @monday.npz --against @tuesday.npz --json -");
        assertThat(shell.err()).contains("neurons are matched by name: 3 of the data's 4 are among the other's 4");
        for (JsonNode test : shell.json().get("against").get("tests")) assertThat(test.get("p").asDouble()).as(test.toString()).isGreaterThan(.01);
    }

    /** The rate of a neuron goes by its name. */
    private static SpikeTrains day(Neurons cells, long seed) {
        return SpikeTrains.generate(Design.plain(60, 12, .01), cells, (k, t, i) -> new Seed(seed).child(k).child(t).child(i).generator().nextDouble() < .1 * (cells.name(i).charAt(0) - 'a' + 1));
    }

    /** Neuron 1 follows neuron 0; read backwards it goes before. */
    @Test void theArrowOfTimeOfDataAndRivalStandsBesideItsNull() {
        SpikeTrains follows = SpikeTrains.generate(40, 12, 2, (k, t, i) -> t >= i && new Seed(5).child(k).child(t - i).generator().nextDouble() < .3);
        SpikeFile.write(folder.resolve("follows.npz"), follows);
        SpikeFile.write(folder.resolve("backwards.npz"), follows.reversed());
        JsonNode all = shell.must("stats @follows.npz --against @backwards.npz --json -").json();
        JsonNode mine = all.get("time_reversal"), other = all.get("against").get("time_reversal");
        assertThat(mine.get("neurons")).hasToString("[\"n0\",\"n1\"]");
        assertThat(mine.get("p_value").asDouble()).isEqualTo(.001);
        assertThat(mine.get("nats_per_second").asDouble()).isCloseTo(100 * mine.get("nats_per_bin").get("value").asDouble(), within(1e-9));
        assertThat(mine.get("nats_per_bin").get("low").asDouble()).isGreaterThan(mine.get("null_95_nats_per_bin").get(1).asDouble());
        assertThat(other.get("nats_per_bin").get("value").asDouble()).isCloseTo(mine.get("nats_per_bin").get("value").asDouble(), within(1e-12));
        assertThat(shell.must("stats @follows.npz --cut 3").out()).contains("time reversal", "of n0, n1");
        assertThat(shell.must("stats @data.npz --bins 0:1").out()).doesNotContain("time reversal");
    }

    /** Of the other day there are a, c and d: what both days' words are of, a's partner b left out. */
    @Test void wordsReadBackwardsAreOfTheNeuronsBothDaysHave() {
        Neurons monday = new Neurons(List.of("a", "b", "c", "d"), Optional.empty(), Optional.empty()), tuesday = new Neurons(List.of("e", "d", "a", "c"), Optional.empty(), Optional.empty());
        SpikeFile.write(folder.resolve("monday.npz"), day(monday, 7));
        SpikeFile.write(folder.resolve("tuesday.npz"), day(tuesday, 8));
        SpikeFile.write(folder.resolve("three-of-monday.npz"), day(monday, 7).selectNeurons(new int[] {0, 2, 3}));
        SpikeFile.write(folder.resolve("three-of-tuesday.npz"), day(tuesday, 8).selectNeurons(new int[] {2, 3, 1}));
        JsonNode all = shell.must("stats @monday.npz --against @tuesday.npz --json -").json();
        JsonNode alone = shell.must("stats @three-of-monday.npz --json -").json().get("time_reversal"), other = shell.must("stats @three-of-tuesday.npz --json -").json().get("time_reversal");
        assertThat(all.get("time_reversal").get("neurons")).hasToString("[\"a\",\"c\",\"d\"]");
        assertThat(all.get("against").get("time_reversal").get("neurons")).hasToString("[\"a\",\"c\",\"d\"]");
        assertThat(all.get("time_reversal").get("nats_per_bin").get("value")).isEqualTo(alone.get("nats_per_bin").get("value"));
        assertThat(all.get("against").get("time_reversal").get("nats_per_bin").get("value")).isEqualTo(other.get("nats_per_bin").get("value"));
    }

    @Test void theOthersArrowIsOfTheBinsBothHave() {
        SpikeFile.write(folder.resolve("longer.npz"), SpikeTrains.generate(60, 20, 4, (k, t, i) -> t >= 12 ? (t - 12) % 4 == i : new Seed(9).child(k).child(t).child(i).generator().nextDouble() < .3));
        JsonNode against = shell.must("stats @data.npz --against @longer.npz --json -").json().get("against"), cut = shell.must("stats @data.npz --against @longer.npz --bins 0:12 --json -").json().get("against");
        assertThat(against.get("time_reversal")).isEqualTo(cut.get("time_reversal"));
    }

    @Test void wholeTrialsAreToldApartWhereLawsDiffer() {
        JsonNode other = shell.must("stats @data.npz --against @alone.npz --json -").json().get("against");
        assertThat(other.get("tests")).hasSize(4);
        assertThat(other.get("tests").get(0).get("p").asDouble()).isEqualTo(.001);
        assertThat(other.get("p_any").asDouble()).isEqualTo(.004);
        assertThat(shell.must("stats @data.npz --against @twin.npz").out()).contains("can whole trials be told apart? 40 against 40", "no test sees a difference");
    }

    @Test void oneHalfIsHeldAgainstTheOtherAsItWasChanged() {
        SpikeFile.write(folder.resolve("many.npz"), bursts(240, 4, 5));
        assertThat(shell.must("stats @data.npz --surrogate none").out()).contains("distance to the other half of its trials, 15 against 15 trials", "no test sees a difference");
        assertThat(shell.must("stats @many.npz --surrogate trials").out()).contains("each neuron's in an order of its own", "yes: some test sees a difference");
        assertThat(shell.must("stats @many.npz --surrogate windows:6").out()).contains("windows of 6 bins", "yes: some test sees a difference");
        assertThat(shell.must("stats @data.npz --surrogate last").out()).contains("the later half of its trials");
        shell.refused(2, "stats @data.npz --surrogate trials --against @twin.npz", "--against and --surrogate exclude each other");
        shell.refused(2, "stats @data.npz --surrogate bins", "--surrogate must be none, trials, windows:BINS or last, got 'bins'");
        shell.refused(2, "stats @data.npz --surrogate windows", "--surrogate must be none");
    }

    @Test void everyStatisticHasAnInterval() throws Exception {
        JsonNode json = json("stats", file("data"), "--json", "-");
        assertThat(json.get("trials").asInt()).isEqualTo(60);
        assertThat(json.get("units").asInt()).isEqualTo(60);
        assertThat(json.get("neuron_names")).hasSize(4);
        assertThat(json.get("statistics").get("mean-noise-correlation").get("low").asDouble()).isPositive();
        assertThat(json.get("statistics").get("rate").get("values")).hasSize(4);
        assertThat(json.get("statistics").get("rate").get("values").get(2).asDouble()).isCloseTo(Summary.of(data).ratesHz()[2], within(1e-12));
        json.get("statistics").forEach(s -> assertThat(s.has("low") && s.has("high") && s.has("unit") && s.has("meaning")).isTrue());
        assertThat(json.has("against")).isFalse();
    }

    @Test void distancesStandBesideTheirFloor() throws Exception {
        JsonNode twin = json("stats", file("data"), "--against", file("twin"), "--json", "-"), alone = json("stats", file("data"), "--against", file("alone"), "--json", "-");
        assertThat(twin.get("against").get("units").asInt()).isEqualTo(30);
        assertThat(alone.get("against").get("data").asText()).isEqualTo("alone.npz");
        assertThat(distance(twin, "noise-correlation").get("within_floor").asBoolean()).isTrue();
        assertThat(distance(alone, "noise-correlation").get("within_floor").asBoolean()).isFalse();
        assertThat(distance(alone, "noise-correlation").get("scaled").asDouble()).isCloseTo(1, within(.2));
        assertThat(distance(alone, "rate").get("separates").asBoolean()).isFalse();
    }

    private static JsonNode distance(JsonNode json, String name) {
        for (JsonNode d : json.get("against").get("distances")) if (d.get("statistic").asText().equals(name)) return d;
        throw new AssertionError("no distance " + name);
    }

    @Test void wordsNameFloorAndIntervalAndWhatCannotBeSeparated() {
        assertThat(shell.run("stats", file("data"), "--against", file("alone"))).isZero();
        assertThat(shell.out()).contains("60 trials x 12 bins x 4 neurons", "mean-noise-correlation", "drift: ", "distance to alone.npz, 30 against 30 trials, drawn of 60 and ", "beyond the floor",
                "this metric cannot separate models here");
    }

    @Test void whatIsBeyondTheFloorIsNotCalledInseparable() {
        SpikeFile.write(folder.resolve("busy.npz"), SpikeTrains.generate(60, 12, 4, (k, t, i) -> (k + t + i) % 8 != 0));
        assertThat(shell.run("stats", file("data"), "--against", file("busy"))).as(shell.err()).isZero();
        assertThat(shell.out().lines().filter(line -> line.startsWith("  rate "))).singleElement().asString()
                .contains("beyond the floor, ", " times the floor; worse than independent neurons").doesNotContain("cannot separate");
        assertThat(shell.out().lines().filter(line -> line.contains("beyond the floor"))).noneMatch(line -> line.contains("cannot separate"));
    }

    /** The first bins are those of the data, and what comes after them is something else: only the bins that both have are compared. */
    @Test void ofTrialsOfDifferentLengthsTheBinsThatBothHaveAreCompared() throws Exception {
        SpikeTrains twin = bursts(40, 4, 2);
        SpikeFile.write(folder.resolve("longer.npz"), SpikeTrains.generate(40, 20, 4, (k, t, i) -> t >= 12 || twin.fires(k, t, i)));
        JsonNode longer = json("stats", file("data"), "--against", file("longer"), "--json", "-"), same = json("stats", file("data"), "--against", file("twin"), "--json", "-");
        assertThat(longer.get("against").get("distances")).isEqualTo(same.get("against").get("distances"));
        assertThat(longer.get("against").get("bins_compared").asText()).isEqualTo("0:12");
        assertThat(same.get("against").has("bins_compared")).isFalse();
        assertThat(longer.get("notes").get(0).asText()).contains("the bins differ: trials have 12, those of longer.npz 20", "--bins 0:12");
        assertThat(shell.run("stats", file("longer"), "--against", file("data"))).isZero();
        assertThat(shell.out()).contains("distance to data.npz, bins 0:12 of both, ");
        assertThat(shell.err()).contains("note: the bins differ: trials have 20, those of data.npz 12", "--bins 0:12");
        SpikeFile.write(folder.resolve("single.npz"), SpikeTrains.generate(1, 240, 4, (k, t, i) -> data.fires(t / 12, t % 12, i)));
        shell.must("import @single.npz -o @twelve.npz --cut 12").must("import @single.npz -o @eight.npz --cut 8").must("stats @twelve.npz --against @eight.npz");
        assertThat(shell.err()).contains("the bins differ: trials have 12, those of eight.npz 8; all are compared", "--cut");
    }

    @Test void windowsAreCountedBesideTheTrialsThatAreDrawn() {
        assertThat(shell.run("stats", file("data"), "--against", file("twin"), "--cut", "4")).as(shell.err()).isZero();
        assertThat(shell.out()).contains("30 against 30 source trials, drawn of 60 (180 windows) and 40 (120 windows)");
    }

    @Test void everyArrayGoesIntoTheFile() {
        Path target = folder.resolve("out.npz");
        assertThat(shell.run("stats", file("data"), "-o", target.toString())).isZero();
        NamedArrays arrays = Npz.read(target);
        assertThat(arrays.get("noise_correlation").shape()).containsExactly(4, 4);
        assertThat(arrays.get("psth_hz").shape()).containsExactly(12, 4);
        assertThat(arrays.get("covariance").doubles()).isEqualTo(Summary.of(data).covariance());
        assertThat(arrays.get("rate_low").doubles()[0]).isLessThan(arrays.get("rate").doubles()[0]);
        assertThat(shell.run("stats", file("data"), "-o", target.toString())).isEqualTo(2);      // it is there already
    }

    @Test void threadsChangeNothing() {
        shell.run("stats", file("data"), "--against", file("twin"), "--json", "-", "--threads", "1");
        String one = shell.out();
        shell.run("stats", file("data"), "--against", file("twin"), "--json", "-", "--threads", "3");
        assertThat(shell.out()).isEqualTo(one);
    }

    @Test void otherNeuronsAreAFaultOfTheData() {
        assertThat(shell.run("stats", file("data"), "--against", file("three"))).isEqualTo(3);
        assertThat(shell.err()).contains("4 neurons", "has 3").doesNotContain("\tat ");
    }

    @Test void oneTrialHasNoIntervalsAndSaysHowToGetThem() {
        SpikeFile.write(folder.resolve("long.npz"), SpikeTrains.generate(1, 240, 4, (k, t, i) -> data.fires(t / 12, t % 12, i)));
        assertThat(shell.run("stats", file("long"))).isZero();
        assertThat(shell.err()).contains("one trial only", "--cut");
        assertThat(shell.run("stats", file("long"), "--cut", "12")).isZero();
        assertThat(shell.out()).contains("20 trials x 12 bins");
    }

    private JsonNode json(String... args) throws Exception {
        assertThat(shell.run(args)).as(shell.err()).isZero();
        return new ObjectMapper().readTree(shell.out());
    }

    private String file(String name) { return folder.resolve(name + ".npz").toString(); }
}
