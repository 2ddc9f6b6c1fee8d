package org.spinspike.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The way to a value inside a MAT file: {@code variable.field{2}.name}. Places count from 1 as in MATLAB, with one number an axis or one for all:
 * {@code {3}}, {@code {1,3}}; {@code (3)} is the same. A field of a cell, or of an array of structs, is the cell of that field of every element.
 *
 * @param variable its first part
 * @param steps    the others
 */
record MatPath(String variable, List<Step> steps) {
    private static final Pattern PART = Pattern.compile("\\.([A-Za-z]\\w*)|[{(]\\s*(\\d{1,9}(?:\\s*,\\s*\\d{1,9})*)\\s*[})]");

    /**
     * @param field  name, or null
     * @param places from 1, where {@code field} is null
     */
    record Step(String field, int[] places, String text) {}

    static MatPath parse(Path path, String key) {
        Matcher first = Pattern.compile("[A-Za-z]\\w*").matcher(key);
        if (!first.lookingAt()) throw wrong(path, key);
        List<Step> steps = new ArrayList<>();
        Matcher part = PART.matcher(key);
        int at = first.end();
        for (; at < key.length(); at = part.end()) {
            if (!part.find(at) || part.start() != at) throw wrong(path, key);
            int[] places = part.group(2) == null ? null : java.util.Arrays.stream(part.group(2).split(",")).mapToInt(p -> Integer.parseInt(p.strip())).toArray();
            steps.add(new Step(part.group(1), places, part.group()));
        }
        return new MatPath(key.substring(0, first.end()), steps);
    }

    private static SpikeFileException wrong(Path path, String key) {
        return SpikeFileException.refused(path, "", "'" + key + "' is no path in a MAT file; it is written VARIABLE.FIELD{PLACE}.NAME, as in spikes{1}{2}.time");
    }

    /** @param root the value of the variable */
    MatValue of(Path path, MatValue root) {
        MatValue value = root;
        StringBuilder place = new StringBuilder(variable);
        for (Step step : steps) {
            value = step.field() != null ? field(path, place.toString(), value, step.field()) : element(path, place.toString(), value, step);
            place.append(step.text());
        }
        return value;
    }

    private static MatValue field(Path path, String place, MatValue value, String field) {
        MatValue found = fieldOrNone(value, field);
        if (found == null) throw SpikeFileException.refused(path, place, "has no field '" + field + "'; it is " + value);
        return found;
    }

    /** @return null where there is none anywhere */
    private static MatValue fieldOrNone(MatValue value, String field) {
        if (value instanceof MatValue.Structs s && s.fields().containsKey(field)) {
            List<MatValue> values = s.fields().get(field);
            return s.count() == 1 ? values.get(0) : new MatValue.Cells(s.shape(), values);
        }
        if (!(value instanceof MatValue.Cells c)) return null;
        List<MatValue> fields = c.elements().stream().map(e -> fieldOrNone(e, field)).collect(Collectors.toList());      // which may hold null
        if (fields.stream().allMatch(java.util.Objects::isNull)) return null;
        fields.replaceAll(f -> f == null ? new MatValue.Other("no struct", new int[] {0, 0}) : f);
        return new MatValue.Cells(c.shape(), fields);
    }

    private static MatValue element(Path path, String place, MatValue value, Step step) {
        if (!(value instanceof MatValue.Cells) && !(value instanceof MatValue.Structs)) throw SpikeFileException.refused(path, place, "is " + value + ", of which " + step.text() + " is no part");
        int[] shape = value.shape();
        long at = 0, stride = 1, count = 1;
        for (int axis : shape) count *= axis;
        boolean fits = step.places().length == 1 ? step.places()[0] >= 1 && step.places()[0] <= count : step.places().length == shape.length;
        for (int a = 0; a < step.places().length && fits; a++) {
            if (step.places().length > 1) fits = step.places()[a] >= 1 && step.places()[a] <= shape[a];
            at += (step.places()[a] - 1) * stride;
            stride *= shape[a];
        }
        if (!fits) throw SpikeFileException.refused(path, place, "has no place " + step.text() + ": places go from 1, and its shape is " + java.util.Arrays.toString(shape));
        int n = (int) at;
        if (value instanceof MatValue.Cells c) return c.elements().get(n);
        var one = new java.util.LinkedHashMap<String, List<MatValue>>();
        ((MatValue.Structs) value).fields().forEach((name, values) -> one.put(name, List.of(values.get(n))));
        return new MatValue.Structs(new int[] {1, 1}, one);
    }
}
