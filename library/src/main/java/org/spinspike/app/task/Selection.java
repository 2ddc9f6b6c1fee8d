package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.spinspike.math.Count;
import org.spinspike.math.NamedArray;
import org.spinspike.spikes.Table;

/**
 * Rows of a table by their values: {@code quality==good,rate>0.5}. All terms must hold. Operators are ==, !=, &lt;, &lt;=, &gt;, &gt;=; text knows
 * the first two only; true and false are 1 and 0.
 *
 * @param terms in the order given
 */
record Selection(List<Term> terms) {
    private static final Pattern TERM = Pattern.compile("\\s*([^=!<>]+?)\\s*(==|!=|<=|>=|<|>)\\s*(.*?)\\s*");

    /** @param column a column of units, or TABLE.COLUMN of trials */
    record Term(String column, String operator, String value) {
        @Override public String toString() { return column + operator + value; }
    }

    static Selection parse(String text) {
        List<Term> terms = new ArrayList<>();
        if (text != null) for (String part : text.split(",", -1)) {
            Matcher term = TERM.matcher(part);
            if (!term.matches() || term.group(3).isEmpty()) throw new IllegalArgumentException("--select must be terms such as quality==good or rate>0.5, separated by commas, got '" + part + "'");
            terms.add(new Term(term.group(1), term.group(2), term.group(3)));
        }
        return new Selection(terms);
    }

    /** @return the same terms on tables by their short names */
    Selection shortened(TableNames names) { return new Selection(terms.stream().map(t -> new Term(names.shortened(t.column()), t.operator(), t.value())).toList()); }

    boolean isEmpty() { return terms.isEmpty(); }

    /** @return the terms on TABLE.COLUMN of this table, without the table's name */
    Selection of(String table) {
        return new Selection(terms.stream().filter(t -> t.column().startsWith(table + "."))
                .map(t -> new Term(t.column().substring(table.length() + 1), t.operator(), t.value())).toList());
    }

    /** @return the terms that are none of these tables' */
    Selection without(Iterable<String> tables) {
        List<Term> own = new ArrayList<>(terms);
        for (String table : tables) own.removeIf(t -> t.column().startsWith(table + "."));
        return new Selection(own);
    }

    /** @return the rows where all terms hold; where none is left, the message says which term is to blame and what its column holds */
    int[] rows(Table table, String what) {
        int[] rows = java.util.stream.IntStream.range(0, table.rows()).toArray();
        for (Term term : terms) {
            NamedArray column = DataException.blaming(() -> table.column(term.column()));
            int[] kept = Arrays.stream(rows).filter(row -> holds(column, row, term)).toArray();
            if (kept.length == 0) throw new DataException("--select: no " + what + " is left by '" + term + "'; " + term.column() + " takes: " + values(table, term.column(), rows));
            rows = kept;
        }
        return rows;
    }

    private static boolean holds(NamedArray column, int row, Term term) {
        boolean equality = term.operator().equals("==") || term.operator().equals("!=");
        if (column.isText()) {
            if (!equality) throw new DataException("--select: '" + term + "': " + term.column() + " holds text, which knows == and != only");
            return column.texts()[row].equals(term.value()) == term.operator().equals("==");
        }
        double value = column.doubles()[row], than = number(term);
        return switch (term.operator()) {
            case "==" -> value == than;
            case "!=" -> value != than;
            case "<" -> value < than;
            case "<=" -> value <= than;
            case ">" -> value > than;
            default -> value >= than;
        };
    }

    private static double number(Term term) {
        if (term.value().equalsIgnoreCase("true")) return 1;
        if (term.value().equalsIgnoreCase("false")) return 0;
        try {
            return Double.parseDouble(term.value());
        } catch (NumberFormatException e) {
            throw new DataException("--select: '" + term + "': " + term.column() + " holds numbers, '" + term.value() + "' is none");
        }
    }

    private static String values(Table table, String column, int[] rows) {
        String[] labels = table.column(column).isText() ? table.labels(column) : Arrays.stream(table.numbers(column)).mapToObj(Describe::number).toArray(String[]::new);
        Map<String, Long> counts = Arrays.stream(rows).mapToObj(r -> labels[r]).collect(Collectors.groupingBy(l -> l, LinkedHashMap::new, Collectors.counting()));
        NamedArray values = table.column(column);
        if (counts.size() > 8 && !values.isText()) {
            var range = Arrays.stream(rows).mapToDouble(r -> values.doubles()[r]).summaryStatistics();
            return Describe.number(range.getMin()) + " to " + Describe.number(range.getMax());
        }
        return Count.first(8, counts.entrySet().stream().map(e -> e.getKey() + " (" + e.getValue() + ")").toList());
    }

    @Override public String toString() { return terms.stream().map(Term::toString).collect(Collectors.joining(",")); }
}
