package org.spinspike;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of the house (docs/house.md). Runs first: where a wall has moved, nothing else needs to be looked at yet. */
@Order(0)
class HouseTest {
    private static final String HOUSE = "org.spinspike.";

    /** Each package and those it may use, besides itself, in reading order. A package that is not built yet has its place already. */
    private static final Map<String, List<String>> MAY_USE = new LinkedHashMap<>();
    static {
        MAY_USE.put("math", List.of());
        MAY_USE.put("spikes", List.of("math"));
        MAY_USE.put("statistics", List.of("math", "spikes"));
        MAY_USE.put("model", List.of("math", "spikes"));
        MAY_USE.put("circuit", List.of("math"));
        MAY_USE.put("baseline", List.of("math", "spikes", "model"));
        MAY_USE.put("tensor", List.of("math", "spikes", "model", "circuit"));
        MAY_USE.put("ising", List.of("math", "spikes", "model"));
        MAY_USE.put("qgan", List.of("math", "spikes", "model", "circuit"));
        MAY_USE.put("thermal", List.of("math"));
        MAY_USE.put("io", List.of("math", "spikes", "model"));
        MAY_USE.put("app", List.copyOf(MAY_USE.keySet()));
    }

    /** Each library and the only packages that may know it. */
    private static final Map<String, List<String>> DOORS = Map.of(
            "dev.ludovic.netlib", List.of("math.linalg"),
            "org.bytedeco", List.of("math.linalg"),
            "io.jhdf", List.of("io"),
            "us.hebi.matlab", List.of("io"),
            "com.fasterxml.jackson", List.of("io", "app"),
            "picocli", List.of("app"),
            "me.tongfei.progressbar", List.of("app"),
            "org.jfree", List.of("app"),
            "org.apache.batik", List.of("app"));

    private static final Set<String> EMPTY_WORDS = Set.of("util", "utils", "common", "helper", "helpers", "core", "impl", "manager", "misc");
    private static final int LONGEST_FILE = 400;

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final JavaClasses HOUSEHOLD = household();

    private static JavaClasses household() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);   // the rules ask for names only: half the time
        return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.spinspike");
    }

    @TestFactory Stream<DynamicTest> packagesUseOnlyWhatTheyMay() {
        return MAY_USE.entrySet().stream().map(row -> dynamicTest(row.getKey() + " uses " + (row.getValue().isEmpty() ? "nothing" : row.getValue()), () ->
                check(classes().that().resideInAPackage(inside(row.getKey()))
                        .should().onlyDependOnClassesThat(not(resideInAPackage("org.spinspike..")).or(resideInAnyPackage(inside(row.getKey(), row.getValue())))))));
    }

    @TestFactory Stream<DynamicTest> librariesHaveOneDoor() {
        return DOORS.entrySet().stream().map(door -> dynamicTest(door.getKey() + " only in " + door.getValue(), () ->
                check(noClasses().that(not(resideInAnyPackage(inside(door.getValue()))))
                        .should().dependOnClassesThat().resideInAPackage(door.getKey() + ".."))));
    }

    @Test void everyPackageHasAPlaceInTheTable() {
        Set<String> homeless = new TreeSet<>();
        for (JavaClass c : HOUSEHOLD) if (!MAY_USE.containsKey(topPackage(c))) homeless.add(c.getName());
        assertThat(homeless).as("classes outside the packages %s", MAY_USE.keySet()).isEmpty();
    }

    @Test void packagesHaveNoCycles() {
        check(slices().matching("org.spinspike.(**)").should().beFreeOfCycles());
    }

    @Test void namesSaySomething() {
        Set<String> empty = new TreeSet<>();
        for (JavaClass c : HOUSEHOLD)
            if (words(c).anyMatch(EMPTY_WORDS::contains)) empty.add(c.getName());
        assertThat(empty).as("packages or classes named %s", EMPTY_WORDS).isEmpty();
    }

    @Test void onlyTheCommandLinePrintsAndExits() {
        check(noClasses().that().resideOutsideOfPackage("org.spinspike.app.cli..").should().accessField(System.class, "out")
                .orShould().accessField(System.class, "err")
                .orShould().callMethod(System.class, "exit", int.class)
                .orShould().callMethodWhere(call("printStackTrace()", c -> c.getTarget().getName().equals("printStackTrace")
                        && c.getTarget().getRawParameterTypes().isEmpty())));
    }

    @Test void randomnessIsAnArgument() {
        check(noClasses().should().dependOnClassesThat().belongToAnyOf(java.util.Random.class, java.util.concurrent.ThreadLocalRandom.class)
                .orShould().callMethod(Math.class, "random")
                .orShould().callMethod(java.util.Collections.class, "shuffle", List.class)
                .orShould().callConstructor(java.util.SplittableRandom.class));
    }

    @Test void onlyTheApplicationAsksTheClock() {
        check(noClasses().that().resideOutsideOfPackage("org.spinspike.app..").should().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(System.class, "nanoTime")
                .orShould().callMethodWhere(call("now() of java.time", c -> c.getTarget().getName().equals("now")
                        && c.getTargetOwner().getPackageName().startsWith("java.time"))));
    }

    @Test void nothingIsSerialisedByJava() {
        check(noClasses().should().dependOnClassesThat().belongToAnyOf(java.io.ObjectInputStream.class, java.io.ObjectOutputStream.class));
    }

    @Test void everyPackageSaysWhereToStartReading() throws IOException {
        Set<String> silent = new TreeSet<>();
        for (Path file : sources()) {
            Path info = file.resolveSibling("package-info.java");
            if (!Files.exists(info) || !Files.readString(info).toLowerCase(java.util.Locale.ROOT).contains("start reading")) silent.add(info.toString());
        }
        assertThat(silent).as("missing, or without \"Start reading at\"").isEmpty();
    }

    @Test void noFileIsLong() throws IOException {
        Map<String, Integer> tooLong = new LinkedHashMap<>();
        for (Path file : sources()) {
            int lines = Files.readAllLines(file, UTF_8).size();
            if (lines > LONGEST_FILE) tooLong.put(file.getFileName().toString(), lines);
        }
        assertThat(tooLong).as("files of more than %d lines hold more than one idea", LONGEST_FILE).isEmpty();
    }

    /** Of all text files git knows; without git or outside of a repository it is skipped. */
    @Test void noFileHoldsTwoVersionsOfItself() throws IOException, InterruptedException {
        Process grep;
        try {
            grep = new ProcessBuilder("git", "grep", "-InE", "^(<{7}|>{7}) ", "--", ":/").redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            grep = null;
        }
        assumeTrue(grep != null, "no git here");
        String found = new String(grep.getInputStream().readAllBytes(), UTF_8);
        assumeTrue(grep.waitFor() < 2, "no repository of git here");
        assertThat(found).as("marks of a merge that was not finished").isEmpty();
    }

    private static void check(ArchRule rule) { rule.allowEmptyShould(true).check(HOUSEHOLD); }

    private static String inside(String name) { return HOUSE + name + ".."; }

    private static String[] inside(List<String> names) { return names.stream().map(HouseTest::inside).toArray(String[]::new); }

    private static String[] inside(String name, List<String> names) {
        return Stream.concat(Stream.of(name), names.stream()).map(HouseTest::inside).toArray(String[]::new);
    }

    private static String topPackage(JavaClass c) {
        return c.getPackageName().startsWith(HOUSE) ? c.getPackageName().substring(HOUSE.length()).split("\\.")[0] : "";
    }

    /** The words of a class's full name: its packages, and its own name cut at capitals. */
    private static Stream<String> words(JavaClass c) {
        return Arrays.stream(c.getName().split("[.$]|(?<=[a-z0-9])(?=[A-Z])")).map(word -> word.toLowerCase(java.util.Locale.ROOT));
    }

    private static DescribedPredicate<JavaCall<?>> call(String description, java.util.function.Predicate<JavaCall<?>> is) {
        return DescribedPredicate.describe(description, is);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        }
    }
}
