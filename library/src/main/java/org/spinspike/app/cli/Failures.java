package org.spinspike.app.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.spinspike.app.Families;
import org.spinspike.app.task.DataException;
import org.spinspike.io.SpikeFileException;
import org.spinspike.math.NumericalException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into one line on stderr and an exit code. */
final class Failures {
    static final int USAGE = 2, DATA = 3, NUMERIC = 4, STOPPED = 75;

    private Failures() {}

    static int onParameters(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        Optional<String> instead = e instanceof UnmatchedArgumentException unmatched ? instead(unmatched, args).or(() -> comma(unmatched, args)).or(() -> elsewhere(unmatched)) : Optional.empty();
        List<String> alike = instead.isEmpty() && e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        line.getErr().println("spinspike: " + oneLine(e.getMessage()) + instead.map(words -> "; " + words).orElse("") + (alike.isEmpty() ? "" : "; did you mean " + String.join(" or ", alike) + "?")
                + " (see: " + line.getCommandSpec().qualifiedName(" ") + FamilyOptions.owner(line.getCommandSpec()).map(owner -> " " + owner).orElse("") + " --help)");
        return USAGE;
    }

    private static Optional<String> instead(UnmatchedArgumentException e, String... args) {
        return Main.family(args).flatMap(family -> unknown(e).map(family::instead).flatMap(Optional::stream).findFirst());
    }

    /** @return what to write where the two ends of a window stand apart */
    private static Optional<String> comma(UnmatchedArgumentException e, String... args) {
        int at = List.of(args).indexOf("--window");
        return at < 0 || at + 2 >= args.length || !e.getUnmatched().contains(args[at + 2]) ? Optional.empty() : Optional.of("--window is START,STOP with a comma: --window " + args[at + 1].replaceAll(",$", "") + "," + args[at + 2].replaceAll("^,", ""));
    }

    /** @return names of the options nobody knew, without dashes */
    private static Stream<String> unknown(UnmatchedArgumentException e) {
        return e.getUnmatched().stream().filter(word -> word.startsWith("--")).map(word -> word.substring(2).split("=", 2)[0]);
    }

    /** @return which families, or else which verbs, have an option of that name */
    private static Optional<String> elsewhere(UnmatchedArgumentException e) {
        CommandLine line = e.getCommandLine();
        if (line.getParent() == null) return Optional.empty();
        boolean fits = line.getCommandName().equals("fit");
        return unknown(e).map(name -> {
            List<String> owners = Families.ALL.stream().filter(family -> fits && family.options().stream().anyMatch(o -> o.name().equals(name))).map(family -> "fit " + family.name()).toList();
            if (owners.isEmpty()) owners = line.getParent().getSubcommands().entrySet().stream().filter(verb -> verb.getValue().getCommandSpec().findOption("--" + name) != null).map(Map.Entry::getKey).toList();
            return owners.isEmpty() ? "" : "--" + name + " is an option of " + String.join(", ", owners);
        }).filter(words -> !words.isEmpty()).findFirst();
    }

    static int report(Throwable e, boolean trace, PrintWriter err) {
        Throwable cause = unwrap(e);
        if (trace) cause.printStackTrace(err);
        else err.println("spinspike: " + message(cause));
        err.flush();
        return code(cause);
    }

    /** Parallel streams hand over what a task threw inside exceptions of their own kind; the first of ours is meant. */
    private static Throwable unwrap(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SpikeFileException || t instanceof DataException || t instanceof NumericalException || t instanceof OutOfMemoryError) return t;
        }
        return e;
    }

    private static int code(Throwable e) {
        if (e instanceof SpikeFileException || e instanceof DataException || e instanceof UncheckedIOException) return DATA;
        if (e instanceof NumericalException || e instanceof OutOfMemoryError) return NUMERIC;
        if (e instanceof IllegalArgumentException) return USAGE;
        return 1;
    }

    private static String message(Throwable e) {
        if (e instanceof OutOfMemoryError) {
            return "not enough memory; --dry-run shows the estimate, and SPINSPIKE_JAVA_OPTS=-Xmx8g ./spinspike ... gives more";
        }
        if (e instanceof NoClassDefFoundError || e instanceof ExceptionInInitializerError) return "a part of the program could not be loaded: " + oneLine("" + e.getMessage());
        String text = e.getMessage() == null ? e.getClass().getSimpleName() : oneLine(e.getMessage());
        return code(e) == 1 ? text + " (this should not happen; --trace shows where)" : text;
    }

    private static String oneLine(String text) { return text.strip().replaceAll("\\s*\\R\\s*", " "); }
}
