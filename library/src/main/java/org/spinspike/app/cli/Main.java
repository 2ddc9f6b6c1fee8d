package org.spinspike.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import org.spinspike.app.Families;
import org.spinspike.app.reproduction.Reproductions;
import org.spinspike.app.simulation.Simulators;
import org.spinspike.app.task.Version;
import org.spinspike.io.SpikeFileException;
import org.spinspike.model.Family;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The program {@code spinspike}. */
@Command(name = "spinspike", mixinStandardHelpOptions = true, versionProvider = Main.Versions.class,
        description = "Fits, samples, compares and explains probabilistic models of binarised neural population activity.",
        synopsisSubcommandLabel = "VERB", usageHelpAutoWidth = true,
        footer = {"", "Start with: spinspike demo", "Help on a verb, with examples: spinspike VERB --help", "In the folder it was checked out to, write ./spinspike.",
            "Exit codes: 0 ok, 2 usage, 3 data, 4 numeric, 75 stopped with a checkpoint,","            130 or 143 stopped by Ctrl-C or SIGTERM with nothing written."},
        subcommands = {InfoCommand.class, ImportCommand.class, SimulateCommand.class, StatsCommand.class, FamiliesCommand.class, FitCommand.class, SampleCommand.class, ExportCommand.class,
            ScoreCommand.class, ForecastCommand.class, ImputeCommand.class, AnomalyCommand.class, DecodeCommand.class, InformationCommand.class, IrreversibilityCommand.class, CompareCommand.class,
            CircuitCommand.class, CircuitSimulateCommand.class, CircuitReadCommand.class, IsingCommand.class, IsingSimulateCommand.class, IsingMeanFieldCommand.class, IsingInferCommand.class,
            IsingEntropyCommand.class, IsingPhaseCommand.class, IsingSkCommand.class, ReproduceCommand.class, VerifyCommand.class, DemoCommand.class})
public final class Main implements Runnable {
    private static final int MOST_THREADS = 9999;
    private static final List<String> TWO_WORDS = List.of(CircuitSimulateCommand.NAME, CircuitReadCommand.NAME, IsingSimulateCommand.NAME, IsingMeanFieldCommand.NAME, IsingInferCommand.NAME,
            IsingEntropyCommand.NAME, IsingPhaseCommand.NAME, IsingSkCommand.NAME);
    @CommandLine.Spec CommandSpec spec;

    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        var out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        var err = new PrintWriter(System.err, true);
        int code = run(new PrintWriter(out, true), err, args);
        if (out.lost().isPresent()) {
            err.println("spinspike: stdout cannot be written: " + out.lost().get());
            if (code == 0) code = Failures.DATA;
        }
        System.exit(code);
    }

    /**
     * Runs one command.
     *
     * @return the exit code
     */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        try {
            String[] words = joined(args);
            return commandLine(words).setOut(out).setErr(err).execute(words);
        } catch (IllegalArgumentException | SpikeFileException e) {      // a wrong --config, found before there is anything to run
            return Failures.report(e, List.of(args).contains("--trace"), err);
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** Verbs of two words are one: "circuit read". */
    private static String[] joined(String... args) {
        if (args.length < 2 || !TWO_WORDS.contains(args[0] + " " + args[1])) return args;
        String[] out = Arrays.copyOfRange(args, 1, args.length);
        out[0] = args[0] + " " + args[1];
        return out;
    }

    /** @return the verbs of two words whose first is {@code word} */
    static List<String> verbsOf(String word) { return TWO_WORDS.stream().filter(verb -> verb.startsWith(word + " ")).toList(); }

    /** Runs what was asked for in a pool of its own, so that {@code --threads} holds and nothing is left behind. */
    private static int inPool(ParseResult parsed) {
        ParseResult verb = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        ForkJoinPool pool = new ForkJoinPool(threads(verb.commandSpec()));
        try {
            return pool.submit(() -> new RunLast().execute(parsed)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Failures.STOPPED;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() instanceof CommandLine.ExecutionException wrapped ? wrapped.getCause() : e.getCause();
            return Failures.report(cause, parsed.originalArgs().contains("--trace"), verb.commandSpec().commandLine().getErr());
        } finally {
            pool.shutdown();
        }
    }

    private static int threads(CommandSpec verb) {
        OptionSpec option = verb.findOption("--threads");
        Integer threads = option == null ? null : option.getValue();
        if (threads == null) return Runtime.getRuntime().availableProcessors();
        if (threads < 1 || threads > MOST_THREADS) throw new ParameterException(verb.commandLine(), "--threads must be in 1.." + MOST_THREADS + ", got " + threads);
        return threads;
    }

    static CommandLine commandLine(String... args) {
        CommandLine line = new CommandLine(new Main());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExpandAtFiles(false);                     // @ may begin the name of a recording
        line.setExecutionStrategy(Main::inPool);
        line.setParameterExceptionHandler(Failures::onParameters);
        line.getSubcommands().values().forEach(sub -> sub.setUsageHelpAutoWidth(true).setHelpFactory(HelpPage::new));
        // "fit mps" knows the options of mps, "simulate cortex" those of cortex: parsed, checked and shown in the help like any other.
        family(args).ifPresent(family -> FamilyOptions.add(line.getSubcommands().get("fit").getCommandSpec(), family.options(), family.name()));
        after("simulate", args, Simulators::find).ifPresent(kind -> FamilyOptions.add(line.getSubcommands().get("simulate").getCommandSpec(), kind.options(), kind.name()));
        after("reproduce", args, Reproductions::find).ifPresent(r -> {
            CommandSpec reproduce = line.getSubcommands().get("reproduce").getCommandSpec();
            FamilyOptions.add(reproduce, r.options(), r.name());
            reproduce.usageMessage().footer(ReproduceCommand.footer(r));
        });
        CommandLine verb = args.length == 0 ? null : line.getSubcommands().get(args[0]);
        if (verb != null) verb.setDefaultValueProvider(ConfigFile.of(verb.getCommandSpec(), args));
        return line;
    }

    /** @return the family that {@code fit} is asked for */
    static Optional<Family> family(String... args) { return after("fit", args, Families::find); }

    /** @return the first word behind {@code verb} that names something */
    private static <T> Optional<T> after(String verb, String[] args, Function<String, Optional<T>> named) {
        List<String> words = List.of(args);
        int at = words.indexOf(verb);
        return at < 0 ? Optional.empty() : words.stream().skip(at + 1L).map(named).flatMap(Optional::stream).findFirst();
    }

    @Override public void run() { spec.commandLine().usage(spec.commandLine().getOut()); }

    static final class Versions implements IVersionProvider {
        @Override public String[] getVersion() { return new String[] {"spinspike " + Version.text()}; }
    }
}
