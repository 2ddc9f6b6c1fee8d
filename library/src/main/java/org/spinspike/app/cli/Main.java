package org.spinspike.app.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import org.spinspike.app.Families;
import org.spinspike.app.simulation.Simulators;
import org.spinspike.app.task.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program {@code spinspike}. */
@Command(name = "spinspike", mixinStandardHelpOptions = true, versionProvider = Main.Versions.class,
        description = "Fits, samples, compares and explains probabilistic models of binarised neural population activity.",
        synopsisSubcommandLabel = "VERB", usageHelpAutoWidth = true,
        footer = {"", "Start with: spinspike demo", "Help on a verb, with examples: spinspike VERB --help",
            "Exit codes: 0 ok, 2 usage, 3 data, 4 numeric, 75 stopped with a checkpoint."},
        subcommands = {InfoCommand.class, ImportCommand.class, SimulateCommand.class, StatsCommand.class, FamiliesCommand.class, FitCommand.class, SampleCommand.class,
            ScoreCommand.class, ForecastCommand.class, ImputeCommand.class, AnomalyCommand.class, CompareCommand.class, DemoCommand.class})
public final class Main implements Runnable {
    @CommandLine.Spec CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        int code = run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args);
        System.exit(code);
    }

    /**
     * Runs one command in a pool of its own, so that {@code --threads} holds and nothing is left behind.
     *
     * @return the exit code
     */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = commandLine(args).setOut(out).setErr(err);
        ForkJoinPool pool = new ForkJoinPool(threads(args));
        try {
            return pool.submit(() -> line.execute(args)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Failures.STOPPED;
        } catch (ExecutionException e) {
            return Failures.report(e.getCause(), List.of(args).contains("--trace"), err);
        } finally {
            pool.shutdown();
            out.flush();
            err.flush();
        }
    }

    static CommandLine commandLine(String... args) {
        CommandLine line = new CommandLine(new Main());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(Failures::onExecution);
        line.setParameterExceptionHandler(Failures::onParameters);
        line.getSubcommands().values().forEach(sub -> {
            sub.setUsageHelpAutoWidth(true);
            sub.setDefaultValueProvider(new ConfigFile(args));
        });
        // "fit mps" knows the options of mps, "simulate cortex" those of cortex: parsed, checked and shown in the help like any other.
        after("fit", args, Families::find).ifPresent(family -> FamilyOptions.add(line.getSubcommands().get("fit").getCommandSpec(), family.options(), family.name()));
        after("simulate", args, Simulators::find).ifPresent(kind -> FamilyOptions.add(line.getSubcommands().get("simulate").getCommandSpec(), kind.options(), kind.name()));
        return line;
    }

    /** @return the first word behind {@code verb} that names something */
    private static <T> Optional<T> after(String verb, String[] args, Function<String, Optional<T>> named) {
        List<String> words = List.of(args);
        int at = words.indexOf(verb);
        return at < 0 ? Optional.empty() : words.stream().skip(at + 1L).map(named).flatMap(Optional::stream).findFirst();
    }

    /** Read ahead of the parser, which complains about a wrong value later. */
    private static int threads(String[] args) {
        int all = Runtime.getRuntime().availableProcessors();
        for (int a = 0; a < args.length; a++) {
            String value = args[a].startsWith("--threads=") ? args[a].substring(10) : args[a].equals("--threads") && a + 1 < args.length ? args[a + 1] : null;
            if (value != null && value.matches("[1-9]\\d{0,3}")) return Integer.parseInt(value);
        }
        return all;
    }

    @Override public void run() { spec.commandLine().usage(spec.commandLine().getOut()); }

    static final class Versions implements IVersionProvider {
        @Override public String[] getVersion() { return new String[] {"spinspike " + Version.text()}; }
    }
}
