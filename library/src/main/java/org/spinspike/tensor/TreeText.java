package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spinspike.math.Require;

/**
 * A tree as nested lists of neurons, by name or by place: {@code [["a1", "a2"], [2, [3, 4]]]}. A list of more than two is joined in halves. It must hold every neuron
 * of the data once.
 */
final class TreeText {
    private final String text;
    private final List<String> names;
    private final TreeJoins joins;
    private final int[] times;
    private final List<String> unknown = new ArrayList<>();
    private int at;

    private TreeText(String text, List<String> names) {
        this.text = text;
        this.names = names;
        this.joins = new TreeJoins(names.size());
        this.times = new int[names.size()];
    }

    static boolean is(String text) { return text.strip().startsWith("["); }

    /** @throws IllegalArgumentException where the text is no nested list, or leaves out neurons, names them twice or names others */
    static NeuronTree of(String text, List<String> names) {
        new TreeText(text, names).read(false);
        var tree = new TreeText(text, names);
        tree.read(true);
        return tree.joins.tree();
    }

    /** First to count, then, where every neuron stands once, to build. */
    private void read(boolean build) {
        node(build);
        skip();
        Require.that(at == text.length(), "--tree: the list ends at character " + at + ", but more follows");
        if (build) return;
        Require.that(unknown.isEmpty(), "--tree: there is no neuron " + String.join(", ", unknown) + "; the data have " + names.size() + " neurons, " + names.get(0) + " to " + names.get(names.size() - 1));
        String twice = named(2), missing = named(0);
        Require.that(twice.isEmpty() && missing.isEmpty(), "--tree must hold every neuron once" + (missing.isEmpty() ? "" : "; missing: " + missing) + (twice.isEmpty() ? "" : "; more than once: " + twice));
    }

    private String named(int count) {
        int[] which = IntStream.range(0, times.length).filter(i -> Math.min(2, times[i]) == count).toArray();
        String first = IntStream.of(which).limit(10).mapToObj(names::get).collect(Collectors.joining(", "));
        return which.length > 10 ? first + " and " + (which.length - 10) + " more" : first;
    }

    private int node(boolean build) {
        skip();
        if (next() != '[') return neuron();
        List<Integer> nodes = new ArrayList<>();
        do {
            at++;
            nodes.add(node(build));
            skip();
        } while (next() == ',');
        Require.that(next() == ']', "--tree: a comma or ] was expected at character " + at + ", found '" + next() + "'");
        at++;
        return build ? joins.halves(nodes) : nodes.get(0);
    }

    /** @return its place, or 0 where there is none such */
    private int neuron() {
        int from = at, place;
        if (next() == '"') {
            var name = new StringBuilder();
            for (at++; next() != '"'; at++) {
                if (next() == '\\') at++;
                name.append(next());
            }
            at++;
            place = names.indexOf(name.toString());
        } else {
            while (at < text.length() && Character.isDigit(text.charAt(at))) at++;
            Require.that(at > from && at - from < 9, "--tree: a list, a name in double quotes or a place was expected at character " + from + ", found '" + next() + "'");
            place = Integer.parseInt(text.substring(from, at));
        }
        if (place < 0 || place >= times.length) unknown.add(text.substring(from, at));
        else times[place]++;
        return Math.min(Math.max(0, place), times.length - 1);
    }

    private void skip() { while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++; }

    private char next() {
        Require.that(at < text.length(), "--tree: the list does not end; a ] or a quotation mark is missing");
        return text.charAt(at);
    }
}
